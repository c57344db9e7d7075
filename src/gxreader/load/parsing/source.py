"""What goes into parsing, and what comes out of it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import msgspec

from gxreader.load import limits
from gxreader.model.article import Article

HEAD = 64 * 1024  # bytes that tell what something is


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Foreign bytes, or the file that holds them, and what is known of them.

    `path` is a local file's (then `data` is empty), `url` and `charset` are a web answer's, `name` is what
    to call a work without a title, `language` is the reader's (zh or en), for the words of ours within it.
    """

    data: bytes = b""
    path: str = ""
    url: str = ""
    charset: str = ""
    name: str = ""
    language: str = "zh"

    def read(self, most: int = limits.FILE_BYTES) -> bytes:
        """All the bytes. Raises OSError, or Unreadable beyond `most`."""
        if not self.path:
            return self.data
        with Path(self.path).open("rb") as file:
            return limits.checked(file.read(most + 1), most)

    def head(self) -> bytes:
        """The first bytes, enough to tell what it is. Raises OSError."""
        if not self.path:
            return self.data[:HEAD]
        with Path(self.path).open("rb") as file:
            return file.read(HEAD)


class Parsed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a source holds. `continued` are the addresses of the pages on which the article goes on.

    `earlier` are those of the pages before it, when a later page of an article was given.
    """

    article: Article
    continued: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


class Bitmap(msgspec.Struct, frozen=True):
    """A decoded picture: rows of RGBA pixels, 8 bits each, not premultiplied, without padding.

    `full_width` and `full_height` are the picture's own size, which may have been larger.
    """

    width: int
    height: int
    pixels: bytes
    full_width: int = 0
    full_height: int = 0


class Report(Protocol):
    """Whoever waits for a parse."""

    def beginning(self, article: Article) -> None:
        """Show the first parts of a long work: the final article begins with just these blocks and parts."""

    def progress(self, done: int, total: int) -> None:
        """So many of so many steps are done (pages, chapters)."""


class NoReport:
    """Nobody wants to know before the end."""

    def beginning(self, article: Article) -> None:
        """Do nothing."""

    def progress(self, done: int, total: int) -> None:
        """Do nothing."""
