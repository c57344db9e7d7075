"""What is open now, the table of commands, and the services they use; no Qt."""
