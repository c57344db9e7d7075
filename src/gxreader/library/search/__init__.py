"""Search in the library: bigrams of our own over FTS5, forgiving, ranked as a reader expects."""
