"""The kinds of files that can be read, by how their names end: for choosing only, never for judging.

What a file is, its bytes say (`load.kinds`); names only help to find it in a folder.
"""

from __future__ import annotations

READABLE: dict[str, tuple[str, ...]] = {
    "book": ("epub",),
    "document": ("pdf", "docx", "odt", "ofd"),
    "page": ("html", "htm", "xhtml", "shtml", "mht", "mhtml", "webarchive"),
    "text": ("txt", "text", "md", "markdown", "log"),
    "list": ("rss", "atom", "xml", "opml", "json"),
}
