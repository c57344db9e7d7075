"""The table of contents of an EPUB: the navigation document of EPUB 3, or the NCX of EPUB 2."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from gxreader.errors import LoadError
from gxreader.load.formats.epub_package import Book, located
from gxreader.load.markup.xml import local_name, parse_xml, text_within

_MOST_PLACES = 10_000


class Place(NamedTuple):
    """Where an entry of the contents leads: a file, and an element's id within it (empty: its beginning)."""

    title: str
    path: str
    fragment: str
    level: int


def read_contents(book: Book) -> tuple[Place, ...]:
    """The entries in their order, each place once; none where the contents are missing or damaged."""
    for path, read in ((book.contents, _navigation), (book.old_contents, _ncx)):
        try:
            root = parse_xml(book.package.read(path)) if path else None
        except (KeyError, LoadError):  # the next list of contents may be whole
            continue
        places = read(root, path) if root is not None else []
        if places:
            unique = {(place.path, place.fragment): place for place in reversed(places[:_MOST_PLACES])}
            return tuple(place for place in places[:_MOST_PLACES] if unique.pop(place[1:3], None))
    return ()


def kind_of(element: etree._Element) -> str:
    """The epub:type of an element, however the parser has called the attribute."""
    return element.get("{http://www.idpf.org/2007/ops}type") or element.get("epub:type") or ""


def _navigation(root: etree._Element, path: str) -> list[Place]:
    tables = [element for element in root.iter() if local_name(element) == "nav"]
    table = next((element for element in tables if "toc" in kind_of(element).split()), None)
    if table is None:
        table = next((element for element in tables if not kind_of(element)), None)
    places: list[Place] = []
    level = 0
    for event, element in etree.iterwalk(table, events=("start", "end")) if table is not None else ():
        name = local_name(element)
        if name == "ol":
            level += 1 if event == "start" else -1
        elif name == "a" and event == "start" and element.get("href"):
            places.append(_place(_label(element), element.get("href") or "", path, max(level, 1)))
    return [place for place in places if place.title and place.path]


def _label(link: etree._Element) -> str:
    """A link's text; that of a picture in it, or its title, where it has none."""
    pictured = " ".join(image.get("alt") or "" for image in link.iter() if local_name(image) == "img")
    return text_within(link) or " ".join(pictured.split()) or link.get("title") or ""


def _ncx(root: etree._Element, path: str) -> list[Place]:
    places: list[Place] = []
    level = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if local_name(element) != "navPoint":
            continue
        level += 1 if event == "start" else -1
        if event == "start":
            parts = {local_name(child): child for child in reversed(list(element))}
            content = parts.get("content")
            address = (content.get("src") or "") if content is not None else ""
            places.append(_place(text_within(parts.get("navLabel")), address, path, level))
    return [place for place in places if place.title and place.path]


def _place(title: str, address: str, base: str, level: int) -> Place:
    return Place(title, located(base, address), unquote(address.partition("#")[2]), min(level, 6))
