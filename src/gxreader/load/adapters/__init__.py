"""Who reads which page: an adapter takes a parsed page and returns what it holds, or nothing."""
