"""OPDS 1.2: a catalogue as Atom feeds, or the entry of one book."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

import msgspec
from lxml import etree

from gxreader.load.formats.catalogue_shelf import Found, Shelf, Way, best_file, is_acquisition, picture_of
from gxreader.load.formats.feed_channel import SUMMARY_CHARACTERS, paging_of, web_address
from gxreader.load.markup.fragment import listed, shortened, without_markup
from gxreader.load.markup.xml import local_name, parse_xml, text_within
from gxreader.load.moments import parse_stamp
from gxreader.model.site import Entry

_FACET = "http://opds-spec.org/facet"
_GROUPS = frozenset({"http://opds-spec.org/group", "collection"})
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_atom(data: bytes, url: str) -> Shelf:
    """The page of a catalogue in some bytes fetched from `url`. Raises Unreadable for what is no XML."""
    root = parse_xml(data)
    links = list(_links(root, url))
    if local_name(root) == "entry":
        found = _found(root, url)
        return Shelf(
            title=found.entry.title,
            author=found.entry.author,
            url=_address(links, "self"),
            summary=_text(root, "content") or _text(root, "summary"),
            found=(found,),
        )
    entries = [child for child in root if local_name(child) == "entry"]
    shelves = _shelves(entries, url)
    title = _text(root, "title")
    updated = _text(root, "updated")
    return Shelf(
        title=title,
        site=title,
        url=_address(links, "self"),
        author=_authors(root),
        language=root.get(_LANGUAGE) or "",
        summary=_text(root, "subtitle"),
        modified=parse_stamp(updated, zone=UTC) if updated else None,
        found=(*(_found(entry, url) for entry in entries), *shelves, *_facets(root, url)),
        paging=paging_of(_address(links, "previous", "prev"), _address(links, "next")),
    )


def _found(entry: etree._Element, base: str) -> Found:
    """A book, if something can be acquired; else a shelf or a page that the entry leads to."""
    ways = list(_links(entry, base))
    content = _text(entry, "summary") or _text(entry, "content")
    stamp = _text(entry, "issued") or _text(entry, "date") or _text(entry, "published")
    made = Entry(
        title=_text(entry, "title"),
        published=parse_stamp(stamp, zone=UTC) if stamp else None,
        author=_authors(entry),
        summary=shortened(content, SUMMARY_CHARACTERS),
        picture=picture_of(ways),
    )
    if any(is_acquisition(way) for way in ways):
        address = best_file(ways)
        book = msgspec.structs.replace(made, url=address, kind="book")
        return Found(book, unavailable=not address)
    atom = [way for way in ways if way.kind == "application/atom+xml" and "self" not in way.relations]
    shelf = next((way.address for way in atom if not way.relations & (_GROUPS | {"related"})), "")
    if shelf:
        return Found(msgspec.structs.replace(made, url=shelf, kind="list"))
    return Found(msgspec.structs.replace(made, url=_address(ways, "alternate")))


def _shelves(entries: list[etree._Element], base: str) -> list[Found]:
    """The groups that the entries belong to, each once."""
    shelves: dict[str, Found] = {}
    for entry in entries:
        for link in entry:
            if local_name(link) == "link" and _GROUPS & set((link.get("rel") or "").split()):
                address, title = web_address(base, link.get("href")), link.get("title") or ""
                if address and title:
                    shelves.setdefault(address, Found(Entry(title=title, url=address, kind="list")))
    return list(shelves.values())


def _facets(root: etree._Element, base: str) -> list[Found]:
    """Other views of the same books: by language, subject, order."""
    facets: list[Found] = []
    for link in root:
        if local_name(link) != "link" or _FACET not in (link.get("rel") or "").split():
            continue
        values = {str(key).rpartition("}")[2]: str(value) for key, value in link.attrib.items()}
        address, title = web_address(base, values.get("href")), values.get("title", "")
        if address and title and values.get("activeFacet") != "true":
            group = values.get("facetGroup", "")
            facets.append(Found(Entry(title=title, url=address, kind="list", summary=group)))
    return facets


def _links(element: etree._Element, base: str) -> Iterable[Way]:
    for link in element:
        if local_name(link) == "link" and link.get("href"):
            kind = (link.get("type") or "").lower()
            indirect = any(local_name(inner) == "indirectAcquisition" for inner in link)
            yield Way(
                frozenset((link.get("rel") or "alternate").split()),
                kind.partition(";")[0].strip(),
                web_address(base, link.get("href")),
                indirect,
            )


def _address(links: list[Way], *relations: str) -> str:
    return next((way.address for way in links if way.relations.intersection(relations)), "")


def _text(element: etree._Element, name: str) -> str:
    """The text of the first child of a name, without markup, whichever way it is written in."""
    child = next((child for child in element if local_name(child) == name), None)
    return without_markup(text_within(child)) if child is not None else ""


def _authors(element: etree._Element) -> str:
    people = [child for child in element if local_name(child) in {"author", "creator"}]
    return listed([_text(person, "name") or text_within(person) for person in people])
