"""JSON Feed 1 and 1.1. What is not as the form says is passed over, for a feed is many people's work."""

from __future__ import annotations

from html import escape
from typing import Any

import msgspec

from gxreader.errors import Unreadable
from gxreader.load.formats.feed_channel import Channel, Item, item_of, paging_of, web_address
from gxreader.load.markup.fragment import listed, without_markup
from gxreader.load.moments import parse_stamp
from gxreader.model.site import Entry


def read_json(data: bytes, url: str) -> Channel:
    """The feed in some bytes fetched from `url`. Raises Unreadable for damaged JSON."""
    feed = decoded(data)
    base = url or text_of(feed, "feed_url") or text_of(feed, "home_page_url")
    title = without_markup(text_of(feed, "title"))
    return Channel(
        title=title,
        site=title,
        url=web_address(base, text_of(feed, "feed_url") or text_of(feed, "home_page_url")),
        author=_authors(feed),
        language=text_of(feed, "language"),
        summary=without_markup(text_of(feed, "description")),
        items=tuple(_item(item, base) for item in objects(feed, "items")),
        paging=paging_of("", _address(base, text_of(feed, "next_url"))),
    )


def decoded(data: bytes) -> dict[str, Any]:
    """A JSON object. Raises Unreadable for anything else."""
    try:
        found = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Unreadable("load.corrupt") from error
    if not isinstance(found, dict):
        raise Unreadable("load.corrupt")
    return found


def text_of(holder: dict[str, Any], *names: str) -> str:
    """The first of the named fields that is a text with something in it, or a number."""
    for name in names:
        value = holder.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return ""


def objects(holder: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects in a list."""
    value = holder.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _item(item: dict[str, Any], base: str) -> Item:
    plain = text_of(item, "content_text")
    content = text_of(item, "content_html") or "".join(
        f"<p>{escape(line)}</p>" for line in plain.splitlines() if line.strip()
    )
    stamp = text_of(item, "date_published", "date_modified")
    identity = text_of(item, "id")
    own = identity if identity.startswith(("http://", "https://")) else ""
    entry = Entry(
        title=text_of(item, "title"),
        url=_address(base, text_of(item, "url", "external_url") or own),
        published=parse_stamp(stamp) if stamp else None,
        author=_authors(item),
        picture=_address(base, text_of(item, "image", "banner_image")),
    )
    return item_of(entry, content=content, summary=text_of(item, "summary"), base=base)


def _address(base: str, address: str) -> str:
    return web_address(base, address) if address else ""


def _authors(holder: dict[str, Any]) -> str:
    people = objects(holder, "authors")
    one = holder.get("author")
    people = people or ([one] if isinstance(one, dict) else [])
    return listed([text_of(person, "name") for person in people])
