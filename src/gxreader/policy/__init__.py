"""What a public terminal may do."""
