"""What the library hands out: frozen values, free of the database they came from."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from gxreader.library.places import KeptPlace
from gxreader.model.locator import Locator

COLOURS = ("yellow", "green", "blue", "pink", "orange")  # names; how they look is the theme's matter


class Shelf(StrEnum):
    """Which works are wished for."""

    ALL = "all"
    HISTORY = "history"  # what was opened, the newest first
    READING = "reading"  # begun and not finished, the newest first
    SAVED = "saved"  # kept whole, to be read without network
    MARKED = "marked"  # with a bookmark or a highlight
    HIDDEN = "hidden"


class Saved(StrEnum):
    """Why a whole article is kept: by nobody, by the program, or because the reader asked for it."""

    NO = ""
    BY_ITSELF = "by-itself"  # may go when the space is needed
    BY_WISH = "by-wish"


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """One work of the library, as a list shows it; `address` opens it again (a path or a web address)."""

    id: int
    key: str
    address: str = ""
    title: str = ""
    site: str = ""
    host: str = ""
    column: str = ""
    published: datetime | None = None
    language: str = ""
    added: datetime
    opened: datetime | None = None
    visits: int = 0
    saved: Saved = Saved.NO
    is_hidden: bool = False
    characters: int = 0
    share: float = 0.0
    """How much of it lies before the place where the reader stopped, from 0 to 1."""
    tags: tuple[str, ...] = ()


class Visit(msgspec.Struct, frozen=True):
    """One opening of a work."""

    id: int
    work: int
    opened: datetime


class Anchor(msgspec.Struct, frozen=True):
    """A stretch of text with the words before, in and after it, so that a changed page keeps it."""

    block: int
    start: int = 0
    end: int = 0
    before: str = ""
    text: str = ""
    after: str = ""

    @property
    def place(self) -> Locator:
        """Where it was when it was made."""
        return Locator(self.block, self.start, self.end)

    @property
    def kept(self) -> KeptPlace:
        """Its beginning, as reading places are kept."""
        return KeptPlace(self.block, self.start, self.before, self.text + self.after)


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A bookmark (no colour) or a highlight (one of COLOURS), with a note if there is one."""

    id: int
    work: int
    anchor: Anchor
    colour: str = ""
    note: str = ""
    made: datetime

    @property
    def is_bookmark(self) -> bool:
        """Whether it marks a place and not a stretch of text in a colour."""
        return not self.colour


class Position(msgspec.Struct, frozen=True):
    """Where a reader stopped in the work of a key, and when."""

    key: str
    kept: KeptPlace
    share: float
    noted: datetime


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A list of articles by its address: a column of a site, or a feed.

    `site` is the id of the site it is of. `etag` and `last_modified` are what its server said of its state
    when it was loaded last, `next_at` is when it is looked at again, `failures` how often that failed in a
    row, `looked_at` when the reader looked at it last, `unread` how many of its articles were not read,
    and `kept` how many are there whole, to be read without network.
    """

    address: str
    title: str
    site: str = ""
    etag: str = ""
    last_modified: str = ""
    checked_at: datetime | None = None
    next_at: datetime | None = None
    looked_at: datetime | None = None
    failures: int = 0
    is_subscribed: bool = False
    keeps_offline: bool = False
    unread: int = 0
    kept: int = 0


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An article that stood in a list.

    `is_new` means: since the reader looked at the list last; `kept` is the work that is there whole, to be
    read without network; 0 for none.
    """

    feed: str
    feed_title: str
    address: str
    title: str
    summary: str = ""
    published: datetime | None = None
    first_seen: datetime
    is_new: bool = False
    is_read: bool = False
    kept: int = 0


class Deletion(msgspec.Struct, frozen=True):
    """Something that was taken away and can be had back: `what` is work, mark, visits or tag."""

    id: int
    what: str
    title: str
    made: datetime


class Space(msgspec.Struct, frozen=True):
    """What the saved articles take, in bytes: all of them, those the reader asked for, and the limit."""

    bytes: int
    wished: int
    limit: int


class Opening(msgspec.Struct, frozen=True):
    """What there was to tell when the library was opened; empty strings for nothing.

    `damaged` is where a damaged file was set aside, `backup` the newest good backup that could be restored.
    """

    damaged: str = ""
    backup: str = ""
    migrated_from: int = 0
