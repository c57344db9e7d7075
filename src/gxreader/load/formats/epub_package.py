"""The frame of an EPUB: its package document, its files by their roles, and whether it is locked."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from lxml import etree

from gxreader.errors import LoadError, Unreadable
from gxreader.load.formats.epub_metadata import read_metadata
from gxreader.load.markup.xml import local_name, parse_xml
from gxreader.load.parsing.packed import Package
from gxreader.model.article import Article

CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_LICENCES = ("META-INF/rights.xml", "META-INF/sinf.xml", "META-INF/license.lcpl")
_FONT_MANGLING = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_DRAWING = "image/svg+xml"
_TEXTS = frozenset(
    {
        "application/xhtml+xml",
        "text/html",
        "application/xml",
        "text/xml",
        _DRAWING,
        "text/x-oeb1-document",
        "application/x-dtbook+xml",
    }
)
_PICTURES = frozenset({"image/jpeg", "image/jpg", "image/png", "image/gif", "image/webp", "image/bmp"})
_MOST_FALLBACKS = 20


@dataclass(frozen=True)
class Item:
    """A file of the book: its `path` within the archive, and the roles the manifest gives it."""

    identifier: str
    path: str
    kind: str
    properties: frozenset[str] = frozenset()
    fallback: str = ""

    @property
    def is_text(self) -> bool:
        """Whether a reader of books must be able to show it as text."""
        return self.kind in _TEXTS

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture that can be painted."""
        return self.kind in _PICTURES


@dataclass(frozen=True)
class Book:
    """A package document. `header` is an article without blocks; `order` are the texts as they are read."""

    package: Package
    path: str
    header: Article
    items: dict[str, Item] = field(default_factory=dict)
    order: tuple[Item, ...] = ()
    contents: str = ""
    old_contents: str = ""
    cover: str = ""

    def item_at(self, path: str) -> Item | None:
        """The manifest's item of a file."""
        return next((item for item in self.items.values() if item.path == path), None)


def located(base: str, address: str) -> str:
    """The archive name that an address in the file `base` means; empty for one on the web or elsewhere.

    A path that climbs out of the book means its root, as an address on the web would.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # it is no address of anything within
        return ""
    if parts.scheme or parts.netloc:
        return ""
    if not parts.path:
        return base
    path = unquote(parts.path).replace("\\", "/")
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(base), path)).lstrip("/")
    return "" if joined in {"", "."} else joined


def open_book(package: Package, *, name: str = "") -> Book:
    """The book in an archive. Raises Unreadable for one that is locked, damaged, or without any text."""
    failure: LoadError = Unreadable("load.corrupt")
    for path in _package_paths(package):
        try:
            book = _book(package, path, parse_xml(package.read(path)), name)
        except KeyError:  # named, but not there: the next one may be
            continue
        except LoadError as error:
            failure = error
            continue
        _refuse_locked(book)
        if book.order:
            return book
        failure = Unreadable("load.empty")
    raise failure


def _package_paths(package: Package) -> list[str]:
    """The package documents that the container names, then any other that is there."""
    named: list[str] = []
    try:
        container = parse_xml(package.read(CONTAINER))
    except KeyError:
        container = None
    except LoadError as error:
        if error.key != "load.corrupt":
            raise
        container = None
    if container is not None:
        for element in container.iter():
            path = element.get("full-path") if local_name(element) == "rootfile" else ""
            if path:
                named.append(located("", path))
    return (
        named + [path for path in package.names if path.lower().endswith(".opf") and path not in named][:10]
    )


def _book(package: Package, path: str, root: etree._Element, name: str) -> Book:
    sections = {local_name(child): child for child in root}
    metadata = sections.get("metadata")
    items = _items(package, path, sections.get("manifest"))
    spine = sections.get("spine")
    covers = [item.path for item in items.values() if "cover-image" in item.properties]
    named = _named_cover(metadata, items)
    navigation = next((item.path for item in items.values() if "nav" in item.properties), "")
    toc = items.get((spine.get("toc") or "") if spine is not None else "")
    ncx = toc or next((item for item in items.values() if item.kind == "application/x-dtbncx+xml"), None)
    return Book(
        package=package,
        path=path,
        header=read_metadata(metadata, name=name),
        items=items,
        order=_order(items, spine),
        contents=navigation,
        old_contents=ncx.path if ncx else "",
        cover=next((cover for cover in (*covers, named) if cover), ""),
    )


def _items(package: Package, base: str, manifest: etree._Element | None) -> dict[str, Item]:
    items: dict[str, Item] = {}
    for element in manifest if manifest is not None else ():
        identifier, href = element.get("id") or "", element.get("href") or ""
        if local_name(element) != "item" or not href:
            continue
        path = located(base, href)
        if path not in package and href in package:
            path = href  # some archives name their files from the root
        kind = (element.get("media-type") or "").strip().lower()
        properties = frozenset((element.get("properties") or "").split())
        item = Item(identifier, path, kind, properties, element.get("fallback") or "")
        items.setdefault(identifier or path, item)
    return items


def _named_cover(metadata: etree._Element | None, items: dict[str, Item]) -> str:
    """The cover of an EPUB 2, which a meta element names."""
    for element in metadata.iter() if metadata is not None else ():
        if local_name(element) == "meta" and (element.get("name") or "").lower() == "cover":
            item = items.get(element.get("content") or "")
            return item.path if item and item.is_picture else ""
    return ""


def _order(items: dict[str, Item], spine: etree._Element | None) -> tuple[Item, ...]:
    """The texts as they are read: the main ones, then those beside the way (linear="no"); each once.

    Without a spine, every text of the manifest in its order.
    """
    main: dict[str, Item] = {}
    beside: dict[str, Item] = {}
    for reference in spine if spine is not None else ():
        item = items.get(reference.get("idref") or "")
        if local_name(reference) == "itemref" and item is not None:
            way = beside if (reference.get("linear") or "").lower() == "no" else main
            for shown in _shown(items, item):
                way.setdefault(shown.path, shown)
    ordered = {**main, **{path: item for path, item in beside.items() if path not in main}}
    if not ordered:
        ordered = {
            item.path: item for item in items.values() if item.is_text and "nav" not in item.properties
        }
    return tuple(ordered.values())


def _shown(items: dict[str, Item], item: Item) -> tuple[Item, ...]:
    """The item itself, or what stands in for it. A picture and the page in its place, which has the words."""
    chain = [item]
    while len(chain) < _MOST_FALLBACKS and chain[-1].fallback in items:
        chain.append(items[chain[-1].fallback])
    pages = (one for one in chain if one.is_text and one.kind != _DRAWING)
    others = (one for one in chain if one.is_text or one.is_picture)
    page = next(pages, None)
    if page is not None:
        return (item, page) if item.is_picture else (page,)
    return (next(others, item),)


def _refuse_locked(book: Book) -> None:
    """Raise Unreadable when the texts are encrypted; mangled fonts alone are no lock."""
    locked = _locked_files(book.package)
    if any(item.path in locked for item in book.order) or book.path in locked:
        raise Unreadable("load.drm")
    licensed = any(name in book.package for name in _LICENCES)
    if licensed and book.order and not _is_markup(book):
        raise Unreadable("load.drm")


def _locked_files(package: Package) -> frozenset[str]:
    try:
        root = parse_xml(package.read(_ENCRYPTION))
    except KeyError:
        return frozenset()
    locked: set[str] = set()
    for data in root.iter():
        if local_name(data) != "EncryptedData":
            continue
        parts = {local_name(part): part for part in data.iter()}
        method, reference = parts.get("EncryptionMethod"), parts.get("CipherReference")
        algorithm = (method.get("Algorithm") or "") if method is not None else ""
        if algorithm not in _FONT_MANGLING and reference is not None:
            locked.add(located("", reference.get("URI") or ""))
    return frozenset(locked)


def _is_markup(book: Book) -> bool:
    """Whether the first text that is there begins as markup does, so that it can be read."""
    for item in book.order:
        if item.path in book.package and item.is_text:
            return b"<" in book.package.read(item.path)[:200].replace(b"\0", b"")
    return True
