"""OPML: a list of feeds, as readers of feeds hand it to one another."""

from __future__ import annotations

from lxml import etree

from gxreader.load.formats.feed_channel import Channel, Item, web_address
from gxreader.load.markup.xml import local_name, parse_xml, text_within
from gxreader.model.site import Entry


def read_outline(data: bytes, url: str) -> Channel:
    """The list in some bytes. Raises Unreadable for what is no XML."""
    root = parse_xml(data)
    head = {local_name(element): text_within(element) for element in root.iter() if not len(element)}
    items = [item for element in root.iter() if (item := _item(element, url))]
    return Channel(title=head.get("title", ""), author=head.get("ownerName", ""), items=tuple(items))


def _item(element: etree._Element, base: str) -> Item | None:
    """An outline that leads somewhere, or that says something; its groups' names stand beneath it."""
    if local_name(element) != "outline":
        return None
    values = {str(key).lower(): str(value).strip() for key, value in element.attrib.items()}
    title = values.get("title") or values.get("text") or ""
    feed, page = values.get("xmlurl", ""), values.get("htmlurl") or values.get("url") or ""
    address = web_address(base, feed or page) if feed or page else ""
    if not address and (not title or len(element)):
        return None
    groups = [
        above.get("title") or above.get("text") or ""
        for above in element.iterancestors()
        if local_name(above) == "outline"
    ]
    about = [" / ".join(group for group in reversed(groups) if group), values.get("description", "")]
    is_list = bool(feed) or values.get("type", "").lower() in {"rss", "include"}
    entry = Entry(
        title=title or address,
        url=address,
        kind="list" if is_list else "article",
        summary=" — ".join(text for text in about if text),
    )
    return Item(entry=entry)
