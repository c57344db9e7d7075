"""RSS 0.9 to 2.0, RDF and Atom, as feedparser understands them; it is given bytes only, and never fetches."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta, timezone
from time import struct_time
from typing import Any

from gxreader.errors import Unreadable
from gxreader.load.formats.feed_channel import Channel, Item, item_of, paging_of, web_address
from gxreader.load.markup.fragment import listed, shortened, without_markup
from gxreader.load.moments import CHINA, parse_stamp
from gxreader.model.site import Entry

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)\s*$")
_ZONED = re.compile(r"(?:Z|[+-]\d\d:?\d\d|\b[A-Z]{1,5})\s*$")
_PREVIOUS = frozenset({"prev", "previous", "prev-archive"})
_FOLLOWING = frozenset({"next", "next-archive"})
_ADDRESS_AND_NAME = re.compile(r"^\S+@\S+\s*\((?P<name>[^()]+)\)$|^(?P<before>[^<]+)<[^<>]*@[^<>]*>$")
_SUMMARY_CHARACTERS = 600


def read_syndicated(data: bytes, url: str, charset: str = "") -> Channel:
    """The feed in some bytes fetched from `url`. Raises Unreadable for what is no feed."""
    import feedparser

    headers = {"content-location": url} if url else {}
    if charset:
        headers["content-type"] = f"application/xml; charset={charset}"
    # a stream, because it takes bytes for the name of a file first
    found = feedparser.parse(
        io.BytesIO(data), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
    )
    feed: Any = found.feed
    if not feed and not found.entries:
        raise Unreadable("load.corrupt")
    links = feed.get("links", [])
    base = url or web_address("", feed.get("link"))
    language = str(feed.get("language") or "").replace("_", "-")
    items = [_item(entry, base, language) for entry in found.entries]
    return Channel(
        title=without_markup(feed.get("title") or ""),
        site=without_markup(feed.get("title") or ""),
        url=web_address("", feed.get("link")),
        author=_author(feed),
        language=language,
        summary=shortened(
            without_markup(feed.get("subtitle") or feed.get("summary") or ""), _SUMMARY_CHARACTERS
        ),
        modified=_moment(feed, ("updated", "published"), language),
        items=tuple(item for item in items if item.entry.title or item.entry.url or item.content),
        paging=paging_of(_way(links, _PREVIOUS, base), _way(links, _FOLLOWING, base)),
    )


def _item(entry: Any, base: str, language: str) -> Item:
    contents = entry.get("content") or []
    content = max((str(one.get("value") or "") for one in contents), key=len, default="")
    summary = str(entry.get("summary") or "")
    within = next((one.get("base") for one in contents if one.get("base")), "") or base
    # feedparser gives the first content as the summary where there is none: the longer of the two is the text
    text = content if len(content) >= len(summary) else summary
    made = Entry(
        title=str(entry.get("title") or ""),
        url=_link(entry, base),
        published=_moment(entry, ("published", "created", "updated"), language),
        author=_author(entry),
        picture=_picture(entry, base),
    )
    return item_of(made, content=text, summary=summary, base=within)


def _link(entry: Any, base: str) -> str:
    links = entry.get("links") or []
    pages = [link.get("href") for link in links if link.get("rel", "alternate") == "alternate"]
    for address in (entry.get("link"), *pages):
        found = web_address(base, address)
        if address and found:
            return found
    return ""


def _way(links: Any, names: frozenset[str], base: str) -> str:
    return next((web_address(base, link.get("href")) for link in links if link.get("rel") in names), "")


def _author(element: Any) -> str:
    """The authors' names, without the addresses that RSS asks for."""
    whole = _ADDRESS_AND_NAME.match(str(element.get("author") or "").strip())
    if whole:
        return without_markup((whole["name"] or whole["before"]).strip(' "'))
    people = element.get("authors") or []
    names = [str(person.get("name") or "") for person in people if person]
    return listed([without_markup(name) for name in names or [str(element.get("author") or "")]])


def _picture(entry: Any, base: str) -> str:
    """A small picture: the thumbnail, else a picture that is enclosed."""
    pictures = [one.get("url") for one in entry.get("media_thumbnail") or []]
    pictures += [
        one.get("url") or one.get("href")
        for one in [*(entry.get("media_content") or []), *(entry.get("enclosures") or [])]
        if str(one.get("type") or "").startswith("image/") or one.get("medium") == "image"
    ]
    pictures.append((entry.get("image") or {}).get("href"))
    return next((address for one in pictures if one and (address := web_address(base, one))), "")


def _moment(element: Any, names: tuple[str, ...], language: str) -> datetime | None:
    """The first time there is, in the zone it was written in; without one, in China's for a Chinese feed."""
    for name in names:
        written = str(element.get(name) or "").strip() if f"{name}_parsed" in element else ""
        moment = element.get(f"{name}_parsed") if written else None
        zone = CHINA if language.lower().startswith("zh") else UTC
        if isinstance(moment, struct_time):
            try:
                known = datetime(*moment[:6], tzinfo=UTC)
                return (
                    known.astimezone(_offset(written))
                    if _ZONED.search(written)
                    else known.replace(tzinfo=zone)
                )
            except (ValueError, OverflowError):  # no date: the next field may have one
                continue
        if written:
            found = parse_stamp(written, zone=zone)
            if found:
                return found
    return None


def _offset(written: str) -> timezone:
    found = _OFFSET.search(written)
    if not found or int(found[2]) > 14:  # noqa: PLR2004 - no place on earth is further ahead
        return UTC
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(ahead if found[1] == "+" else -ahead)
