"""Bookmarks as every browser writes and reads them (the Netscape bookmark file)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import msgspec

MOST_BYTES = 8 * 1024 * 1024
_MOST = 50_000  # bookmarks of one file
_HEAD = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>{title}</TITLE>
<H1>{title}</H1>
<DL><p>
"""


class Bookmark(msgspec.Struct, frozen=True):
    """An address with its title, when it was added (seconds since 1970), its tags and a note."""

    address: str
    title: str
    added: int = 0
    tags: tuple[str, ...] = ()
    note: str = ""


def is_bookmarks_file(data: bytes) -> bool:
    """Whether a file says of itself that it is one."""
    return b"NETSCAPE-BOOKMARK-FILE" in data[:1024].upper()


def written(bookmarks: Iterable[Bookmark], title: str) -> str:
    """The file. What is no web address is left out: a browser could not open it."""
    lines = [_HEAD.format(title=escape(title))]
    for bookmark in bookmarks:
        if not _is_web(bookmark.address):
            continue
        tags = f' TAGS="{escape(",".join(bookmark.tags))}"' if bookmark.tags else ""
        lines.append(
            f'    <DT><A HREF="{escape(bookmark.address)}" ADD_DATE="{bookmark.added}"{tags}>'
            f"{escape(bookmark.title, quote=False)}</A>\n"
        )
        if bookmark.note:
            lines.append(f"    <DD>{escape(bookmark.note, quote=False)}\n")
    return "".join((*lines, "</DL><p>\n"))


def read(data: bytes) -> tuple[Bookmark, ...]:
    """The bookmarks of a file, whatever browser wrote it; what leads nowhere on the web is left out."""
    parser = _Parser()
    parser.feed(data.decode("utf-8", "replace"))
    parser.close()
    parser.finish()
    return tuple(parser.found[:_MOST])


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:  # it names no host
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


class _Parser(HTMLParser):
    """Goes through the file once; folders become tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Bookmark] = []
        self._folders: list[str] = []
        self._folder = ""
        self._attributes: dict[str, str] | None = None
        self._title = ""
        self._note = ""
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in {"dt", "dl", "h3", "h1"}:
            self.finish()
        if tag == "a":
            self.finish()
            self._attributes, self._within = attributes, "a"
        elif tag == "h3":
            self._folder, self._within = "", "h3"
        elif tag == "dl":
            self._folders.append(" ".join(self._folder.split()))
            self._folder = ""
        elif tag == "dd":
            self._within = "dd" if self._attributes is not None else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in {"a", "h3", "dd"}:
            self._within = ""
        elif tag == "dl":
            self.finish()
            if self._folders:
                self._folders.pop()

    def handle_data(self, data: str) -> None:
        if self._within == "a":
            self._title += data
        elif self._within == "h3":
            self._folder += data
        elif self._within == "dd":
            self._note += data

    def finish(self) -> None:
        """The bookmark that was begun is whole."""
        attributes, self._attributes = self._attributes, None
        title, note = " ".join(self._title.split()), self._note.strip()
        self._title = self._note = self._within = ""
        if attributes is None or not _is_web(attributes.get("href", "").strip()):
            return
        tags = [*self._folders, *attributes.get("tags", "").split(",")]
        address, added = attributes["href"].strip(), attributes.get("add_date", "")
        self.found.append(
            Bookmark(
                address,
                title or address,
                int(added) if added.isascii() and added.isdigit() and len(added) < 12 else 0,  # noqa: PLR2004 - no such year
                tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip())),
                note,
            )
        )
