"""How reading aloud lives with the rest of the computer: media keys, sleep, other programs that speak."""
