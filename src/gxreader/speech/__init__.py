"""Reading aloud: sentences with their places, a voice in a process of its own, a player that follows it."""
