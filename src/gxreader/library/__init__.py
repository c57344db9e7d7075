"""What the reader keeps: articles, history, bookmarks, positions (one SQLite file)."""
