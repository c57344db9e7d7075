"""What every kind of feed says, in one shape."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urljoin, urlsplit

import msgspec

from gxreader.load.markup.fragment import shortened, without_markup
from gxreader.model.site import Entry, Paging

SUMMARY_CHARACTERS = 300
_TITLE_CHARACTERS = 60
_PARSED_CHARACTERS = 20_000  # of an entry's text, to find its first sentences in


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a feed, and its own text as HTML, whose addresses start from `base`."""

    entry: Entry
    content: str = ""
    base: str = ""
    untitled: bool = False


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    """A feed. `site` is the name of what it tells of, `url` its own address as it says."""

    title: str = ""
    site: str = ""
    url: str = ""
    author: str = ""
    language: str = ""
    summary: str = ""
    modified: datetime | None = None
    items: tuple[Item, ...] = ()
    paging: Paging | None = None


def web_address(base: str, address: str | None) -> str:
    """An address made absolute from `base`; empty for what is none of the web."""
    try:
        joined = urljoin(base, (address or "").strip())
        return joined if urlsplit(joined).scheme.lower() in {"http", "https"} else ""
    except ValueError:  # what is no address is left out
        return ""


def item_of(entry: Entry, *, content: str, summary: str, base: str) -> Item:
    """An item of an entry without title and summary as these may be: made from its text, and short."""
    short = shortened(without_markup((summary or content)[:_PARSED_CHARACTERS]), SUMMARY_CHARACTERS)
    title = without_markup(entry.title)
    if not title:
        made = shortened(short, _TITLE_CHARACTERS)
        entry = msgspec.structs.replace(entry, title=made, summary=short if len(short) > len(made) else "")
        return Item(entry=entry, content=content or summary, base=base, untitled=True)
    entry = msgspec.structs.replace(entry, title=title, summary="" if short == title else short)
    return Item(entry=entry, content=content or summary, base=base)


def paging_of(previous: str, following: str) -> Paging | None:
    """The pages before and after, if there are any."""
    return Paging(previous=previous, following=following) if previous or following else None
