"""Foreign bytes are parsed here: in a process of its own that has limits and can be killed."""
