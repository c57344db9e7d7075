"""OFD (GB/T 33190), the Chinese layout format: its text put into reading order as that of PDF is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
from lxml import etree

from gxreader.errors import LoadError, Unreadable
from gxreader.load.formats.ofd_page import PageText, Resources, numbers
from gxreader.load.layout.document import article_of
from gxreader.load.layout.flow import Mark
from gxreader.load.layout.piece import PlacedPage
from gxreader.load.layout.titles import Named, sensible_author, sensible_title
from gxreader.load.markup.xml import local_name, parse_xml, text_within
from gxreader.load.moments import parse_stamp
from gxreader.load.parsing.packed import Package, beside
from gxreader.load.parsing.source import Parsed, Report, Source
from gxreader.model.article import Article
from gxreader.model.site import Notice

_ROOT = "OFD.xml"
_LOCKS = ("Encryptions.xml", "Encryption.xml", "Encrypt.xml")
_A4 = (0.0, 0.0, 210.0, 297.0)
_FEW = 4  # characters: less is no text
_WITHOUT_TEXT = 0.9
_FULL_PAGE = 0.8
_MOST_MARKS = 3_000
_MOST_DOCUMENTS = 200


def read(source: Source, report: Report) -> Parsed:
    """The text of an OFD file. Raises Unreadable for one that is locked, scanned, damaged or without text."""
    package = Package(source.read())
    try:
        root = parse_xml(package.read(_ROOT))
    except LoadError:
        raise Unreadable("load.password" if _is_locked(package) else "load.corrupt") from None
    if _is_locked(package):
        raise Unreadable("load.password")
    pages = _Pages(package, root)
    named = _named(root, source.name)
    article = article_of(pages, pages.count, named, report, outline=pages.outline)
    pages.judge(article)
    return Parsed(article=msgspec.structs.replace(article, warnings=(*article.warnings, *pages.notices())))


def shelf(source: Source, data: bytes) -> Callable[[str], bytes]:
    """The pictures within a file by their names."""
    del source
    return Package(data).read


def _is_locked(package: Package) -> bool:
    return any(name in package for name in _LOCKS)


class _Document:
    """One document of the file: its pages, templates and resources."""

    def __init__(self, package: Package, name: str) -> None:
        self.package, self.name = package, name
        self.root = parse_xml(package.read(name))
        self.resources = Resources()
        self._templates = {
            str(element.get("ID")): self.located(str(element.get("BaseLoc") or ""))
            for element in self.root.iter("{*}TemplatePage")
        }
        self._parsed: dict[str, etree._Element] = {}
        for element in self.root.iter("{*}PublicRes", "{*}DocumentRes"):
            self._read_resources(self.located(text_within(element)))
        pages = self.root.find("{*}Pages")
        self.pages = [] if pages is None else list(pages.iterchildren("{*}Page"))
        area = next(self.root.iter("{*}PhysicalBox"), None)
        self.box = _box(area) or _A4
        self._notes = self._read_notes()

    def located(self, path: str, base: str = "") -> str:
        """The name of a file that the document, or the file called `base` in it, refers to; empty if none."""
        path = path.strip()
        if not path:
            return ""
        candidates = [path.lstrip("/")] if path.startswith("/") else []
        candidates += [beside(base or self.name, path.lstrip("/")), beside(self.name, path.lstrip("/"))]
        return next((name for name in candidates if name and name in self.package), "")

    def _read_resources(self, name: str) -> None:
        if not name:
            return
        try:
            root = parse_xml(self.package.read(name))
        except LoadError:
            return  # fonts and pictures only: the text is there without them
        self.resources.read(root, lambda path: self.located(path, name))

    def _read_notes(self) -> dict[str, str]:
        """The files of notes by their page."""
        name = self.located(self.root.findtext("{*}Annotations") or "")
        if not name:
            return {}
        try:
            listed = parse_xml(self.package.read(name))
        except LoadError:
            return {}
        return {
            str(page.get("PageID")): self.located(page.findtext("{*}FileLoc") or "", name)
            for page in listed.iter("{*}Page")
        }

    def read_page(self, entry: etree._Element, number: int) -> PlacedPage:
        """One page. Raises Unreadable or KeyError if it is damaged or not there."""
        name = self.located(str(entry.get("BaseLoc") or ""))
        page = parse_xml(self.package.read(name))
        for element in page.iterchildren("{*}PageRes"):
            self._read_resources(self.located(text_within(element), name))
        text = PageText(number, _box(next(page.iter("{*}PhysicalBox"), None)) or self.box, self.resources)
        for template in page.iterchildren("{*}Template"):
            file = self._templates.get(str(template.get("TemplateID")), "")
            if file and file not in self._parsed:
                self._parsed[file] = parse_xml(self.package.read(file))
            if file:
                text.add(self._parsed[file])
        text.add(page)
        notes = self._notes.get(str(entry.get("ID")), "")
        if notes:
            self._add_notes(text, notes)
        return text.finished()

    def _add_notes(self, text: PageText, name: str) -> None:
        try:
            root = parse_xml(self.package.read(name))
        except LoadError:  # notes that cannot be read do not take the page along
            return
        for note in root.iter("{*}Annot"):
            if note.get("Type") == "Watermark":
                continue
            for appearance in note.iterchildren("{*}Appearance"):
                box = numbers(appearance.get("Boundary")) or [0.0]
                text.add(appearance, (box[0], box[min(1, len(box) - 1)]))


class _Pages:
    """The pages of all documents in a file, as they are read."""

    def __init__(self, package: Package, root: etree._Element) -> None:
        self._documents: list[_Document] = []
        for element in list(root.iter("{*}DocRoot"))[:_MOST_DOCUMENTS]:
            name = text_within(element).lstrip("/")
            if name in package:
                self._documents.append(_Document(package, name))
        self.count = sum(len(document.pages) for document in self._documents)
        if not self.count:
            raise Unreadable("load.corrupt")
        self.read = self.missing = self.without_text = self.pictured = 0
        self.outline = self._outline()

    def __iter__(self) -> Iterator[PlacedPage]:
        number = 0
        for document in self._documents:
            for entry in document.pages:
                try:
                    placed = document.read_page(entry, number)
                except (LoadError, KeyError):
                    self.missing += 1
                    placed = None
                number += 1
                if placed is not None:
                    self._count(placed)
                    yield placed

    def _count(self, placed: PlacedPage) -> None:
        self.read += 1
        if placed.characters < _FEW:
            self.without_text += 1
            self.pictured += bool(placed.pictures)
            placed.pictures = []
        area = placed.width * placed.height
        placed.pictures = [
            place
            for place in placed.pictures
            if (place.right - place.left) * (place.bottom - place.top) < _FULL_PAGE * area
        ]

    def _outline(self) -> dict[int, list[Mark]]:
        marks: dict[int, list[Mark]] = {}
        first = 0
        for document in self._documents:
            places = {str(page.get("ID")): first + index for index, page in enumerate(document.pages)}
            for element in list(document.root.iter("{*}OutlineElem"))[:_MOST_MARKS]:
                target = next((dest.get("PageID") for dest in element.iter("{*}Dest")), None)
                level = sum(local_name(above) == "OutlineElem" for above in element.iterancestors()) + 1
                title = " ".join((element.get("Title") or "").split())
                if title and target in places:
                    marks.setdefault(places[str(target)], []).append(Mark(title, level))
            first += len(document.pages)
        return marks

    def judge(self, article: Article) -> None:
        """Refuse what has no text to be read."""
        if not self.read:
            raise Unreadable("load.corrupt")
        if self.pictured and self.without_text >= _WITHOUT_TEXT * self.read:
            raise Unreadable("load.scanned")
        if not article.blocks and self.without_text == self.read:
            raise Unreadable("load.empty")

    def notices(self) -> tuple[Notice, ...]:
        """What was left out, and why."""
        found = [Notice("load.pages-scanned", {"count": str(self.pictured)})] if self.pictured else []
        if self.missing:
            found.append(Notice("load.pages-damaged", {"count": str(self.missing)}))
        return tuple(found)


def _box(element: etree._Element | None) -> tuple[float, float, float, float] | None:
    values = [] if element is None else numbers(text_within(element))
    return (values[0], values[1], values[2], values[3]) if len(values) >= 4 and values[2] > 0 else None  # noqa: PLR2004 - x, y, width, height


def _named(root: etree._Element, fallback: str) -> Named:
    def stated(name: str) -> str:
        return next((text for element in root.iter(f"{{*}}{name}") if (text := text_within(element))), "")

    published = stated("CreationDate")
    return Named(
        title=sensible_title(stated("Title")),
        author=sensible_author(stated("Author")),
        published=parse_stamp(published) if published else None,
        keywords=tuple(text for element in root.iter("{*}Keyword") if (text := text_within(element)))[:50],
        summary=stated("Abstract"),
        fallback=fallback,
    )
