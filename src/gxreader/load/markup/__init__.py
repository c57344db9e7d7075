"""Markup of web pages into what it says: the parsed page, its metadata, its surroundings, and blocks."""
