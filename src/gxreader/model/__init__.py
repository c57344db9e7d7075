"""What an article is. Pure values: frozen, typed, and knowing nothing of files, networks or windows."""
