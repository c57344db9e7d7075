"""Voice packs: the data of the neural voice, gathered, kept in one file, verified, installed and removed."""
