"""Who reads which page: an adapter takes a parsed page and returns its article, or nothing."""
