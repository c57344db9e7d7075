"""What both forms of catalogues say, in one shape; and which of a book's files is the best to open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import msgspec

from gxreader.model.site import Entry, Paging

_ACQUIRE = "http://opds-spec.org/acquisition"
_OPEN = frozenset({_ACQUIRE, f"{_ACQUIRE}/open-access", "acquisition", "open-access"})
_FORMS = (
    "application/epub+zip",
    "application/pdf",
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
    "application/ofd",
)  # the best first


class Way(NamedTuple):
    """A link: its relations, its type without parameters, and its absolute address."""

    relations: frozenset[str]
    kind: str
    address: str
    indirect: bool = False  # what it leads to is not yet the book


class Found(msgspec.Struct, frozen=True):
    """An entry; `unavailable` if it is a book that cannot be opened from here."""

    entry: Entry
    unavailable: bool = False


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a catalogue."""

    title: str = ""
    site: str = ""
    url: str = ""
    author: str = ""
    language: str = ""
    summary: str = ""
    modified: datetime | None = None
    found: tuple[Found, ...] = ()
    paging: Paging | None = None


def is_acquisition(way: Way) -> bool:
    """Whether a link leads to a book in some way, free or not."""
    return any(relation.startswith(_ACQUIRE) or relation in _OPEN for relation in way.relations)


def best_file(ways: Iterable[Way]) -> str:
    """The address of the file to open: free, and of the form that reads best; empty if there is none."""
    ranked = [
        (_FORMS.index(way.kind), f"{_ACQUIRE}/open-access" not in way.relations, way.address)
        for way in ways
        if way.relations & _OPEN and not way.indirect and way.kind in _FORMS and way.address
    ]
    return min(ranked)[2] if ranked else ""


def picture_of(ways: Iterable[Way]) -> str:
    """The address of a small picture of a book, else of its cover."""
    wanted = ("http://opds-spec.org/image/thumbnail", "http://opds-spec.org/thumbnail", "thumbnail")
    covers = ("http://opds-spec.org/image", "http://opds-spec.org/cover", "cover")
    kept = list(ways)
    return next(
        (way.address for names in (wanted, covers) for way in kept if way.relations.intersection(names)), ""
    )
