"""OPDS 2.0: a catalogue as JSON."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import msgspec

from gxreader.load.formats.catalogue_shelf import Found, Shelf, Way, best_file, is_acquisition, picture_of
from gxreader.load.formats.feed_channel import SUMMARY_CHARACTERS, web_address
from gxreader.load.formats.feed_json import decoded, objects, text_of
from gxreader.load.markup.fragment import listed, shortened, without_markup
from gxreader.load.moments import parse_stamp
from gxreader.model.site import Entry, Paging

_PREFERRED = ("zh", "zh-CN", "zh-Hans", "en", "und")


def read_json(data: bytes, url: str) -> Shelf:
    """The page of a catalogue in some bytes fetched from `url`. Raises Unreadable for damaged JSON."""
    feed = decoded(data)
    links = _links(feed, url)
    own = next((way.address for way in links if "self" in way.relations), "")
    base = url or own
    links = _links(feed, base)
    about = _object(feed, "metadata")
    title = _words(about.get("title"))
    stamp = text_of(about, "modified")
    return Shelf(
        title=title,
        site=title,
        url=own,
        language=_words(about.get("language")),
        summary=shortened(without_markup(_words(about.get("description"))), 2 * SUMMARY_CHARACTERS),
        modified=parse_stamp(stamp, zone=UTC) if stamp else None,
        found=tuple(_contents(feed, base)),
        paging=_paging(about, links),
    )


def _contents(feed: dict[str, Any], base: str) -> list[Found]:
    found = [_shelf(link, base) for link in objects(feed, "navigation")]
    found += [_book(book, base) for book in objects(feed, "publications")]
    for group in objects(feed, "groups"):
        about = _object(group, "metadata")
        whole = next((way.address for way in _links(group, base) if "self" in way.relations), "")
        if whole:
            name = _words(about.get("title"))
            found.append(Found(Entry(title=name, url=whole, kind="list")))
        found += [_shelf(link, base) for link in objects(group, "navigation")]
        found += [_book(book, base) for book in objects(group, "publications")]
    for facet in objects(feed, "facets"):
        name = _words(_object(facet, "metadata").get("title"))
        others = [link for link in objects(facet, "links") if "self" not in _relations(link)]
        found += [_shelf(link, base, name) for link in others]
    return [one for one in found if one.entry.title or one.entry.url]


def _shelf(link: dict[str, Any], base: str, group: str = "") -> Found:
    address = "" if link.get("templated") is True else _address(base, link)
    return Found(Entry(title=_words(link.get("title")), url=address, kind="list", summary=group))


def _book(book: dict[str, Any], base: str) -> Found:
    about = _object(book, "metadata")
    ways = _links(book, base)
    pictures = [
        _address(base, picture)
        for picture in objects(book, "images")
        if "svg" not in text_of(picture, "type") and not text_of(picture, "href").endswith(".svg")
    ]
    address = best_file(ways)
    stamp = text_of(about, "published")
    entry = Entry(
        title=_words(about.get("title")),
        url=address,
        kind="book",
        published=parse_stamp(stamp, zone=UTC) if stamp else None,
        author=_people(about.get("author")),
        summary=shortened(without_markup(_words(about.get("description"))), SUMMARY_CHARACTERS),
        picture=next((picture for picture in reversed(pictures) if picture), "") or picture_of(ways),
    )
    if address or any(is_acquisition(way) for way in ways):
        return Found(entry, unavailable=not address)
    page = next((way.address for way in ways if "alternate" in way.relations and way.kind == "text/html"), "")
    return Found(msgspec.structs.replace(entry, url=page), unavailable=not page)


def _links(holder: dict[str, Any], base: str) -> list[Way]:
    ways: list[Way] = []
    for link in objects(holder, "links"):
        kind = text_of(link, "type").lower().partition(";")[0].strip()
        indirect = bool(_object(link, "properties").get("indirectAcquisition"))
        if link.get("templated") is not True:
            ways.append(Way(_relations(link), kind, _address(base, link), indirect))
    return ways


def _relations(link: dict[str, Any]) -> frozenset[str]:
    value = link.get("rel")
    return frozenset([value] if isinstance(value, str) else [str(one) for one in value or ()])


def _address(base: str, link: dict[str, Any]) -> str:
    address = text_of(link, "href")
    return web_address(base, address) if address else ""


def _paging(about: dict[str, Any], links: list[Way]) -> Paging | None:
    """Where this page stands; its number and their count, if the catalogue counts."""
    ways = {
        name: next((way.address for way in links if way.relations.intersection(relations)), "")
        for name, relations in (("previous", ("previous", "prev")), ("following", ("next",)))
    }
    number, items, each = (_count(about, name) for name in ("currentPage", "numberOfItems", "itemsPerPage"))
    if not any(ways.values()):
        return None
    count = -(-items // each) if items and each else 0
    return Paging(number=number, count=count, previous=ways["previous"], following=ways["following"])


def _count(about: dict[str, Any], name: str) -> int:
    value = about.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**9 else 0


def _object(holder: dict[str, Any], name: str) -> dict[str, Any]:
    value = holder.get(name)
    return value if isinstance(value, dict) else {}


def _words(value: Any) -> str:
    """A text, the first of several, or one of several languages."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = next((value[name] for name in _PREFERRED if name in value), next(iter(value.values()), ""))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _people(value: Any) -> str:
    """Names: one or several, each a text or an object with a name."""
    several = value if isinstance(value, list) else [value]
    return listed([_words(one.get("name")) if isinstance(one, dict) else _words(one) for one in several])
