"""PDF by PDFium: its pages' text put into reading order, what they repeat left out."""

from __future__ import annotations

import ctypes
import io
import time
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from gxreader.errors import Unreadable
from gxreader.load import limits
from gxreader.load.formats.pdf_library import open_document
from gxreader.load.formats.pdf_outline import read_labels, read_named, read_outline
from gxreader.load.formats.pdf_pictures import picture_objects, pictures
from gxreader.load.formats.pdf_text import PageReader, flattened
from gxreader.load.layout.document import article_of
from gxreader.load.layout.piece import Place, PlacedPage
from gxreader.load.parsing.source import Parsed, Report, Source
from gxreader.model.article import Article
from gxreader.model.site import Notice

_MOST_PAGES = 20_000
_MOST_UNREADABLE = 200  # pages in a row that are not there: the file claims more than it has
_CPU_SECONDS = 0.7 * limits.FILE_CPU_SECONDS  # the rest is for putting the text together
_FEW = 8  # characters: a page number is no text
_WITHOUT_TEXT = 0.9
_UNKNOWN = 0.5
_FULL_PAGE = 0.8
_MOST_PICTURES = 1_000
_ERRORS = {
    pdfium.FPDF_ERR_PASSWORD: "load.password",
    pdfium.FPDF_ERR_SECURITY: "load.drm",
}


def read(source: Source, report: Report) -> Parsed:
    """The text of a PDF. Raises Unreadable for one that is locked, scanned, damaged or without text."""
    document = _opened(source.read())
    try:
        pages = _Pages(document)
        if not 0 < pages.count <= _MOST_PAGES:
            raise Unreadable("load.too-complex" if pages.count else "load.corrupt")
        named = read_named(document.raw, source.name)
        outline = read_outline(document.raw)
        labels = read_labels(document.raw, pages.count)
        article = article_of(pages, pages.count, named, report, outline=outline, labels=labels)
    finally:
        document.close()
    pages.judge(article)
    return Parsed(article=msgspec.structs.replace(article, warnings=(*article.warnings, *pages.notices())))


def _opened(data: bytes) -> Any:
    try:
        return open_document(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_ERRORS.get(getattr(error, "err_code", 0), "load.corrupt")) from error


class _Pages:
    """A document's pages as they are read, and what is known of them at the end."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self.count = len(document)
        self.read = 0
        self.missing = 0
        self.left = 0
        self.without_text = 0
        self.pictured = 0  # pages without text that show something
        self.characters = 0
        self.unknown = 0

    def __iter__(self) -> Iterator[PlacedPage]:
        reader = PageReader()
        deadline = time.process_time() + _CPU_SECONDS
        missing_in_a_row = shown = 0
        for number in range(self.count):
            if time.process_time() > deadline:
                self.left = self.count - number
                return
            try:
                page = flattened(self._document, number)
            except pypdfium2.PdfiumError:
                self.missing += 1
                missing_in_a_row += 1
                if missing_in_a_row >= _MOST_UNREADABLE:
                    self.missing += self.count - number - 1
                    return
                continue
            missing_in_a_row = 0
            try:
                placed = reader.read(page, number)
                found = pictures(page, number) if shown < _MOST_PICTURES else []
            finally:
                page.close()
            self._count(placed, found)
            if placed.characters >= _FEW:
                placed.pictures = [place for place in found if not _covers(place, placed)]
            shown += len(placed.pictures)
            yield placed

    def _count(self, placed: PlacedPage, found: list[Place]) -> None:
        self.read += 1
        self.characters += placed.characters
        self.unknown += placed.unknown
        if placed.characters < _FEW:
            self.without_text += 1
            self.pictured += bool(found)

    def judge(self, article: Article) -> None:
        """Refuse what has no text to be read."""
        if not self.read:
            raise Unreadable("load.corrupt")
        if self.unknown > _UNKNOWN * max(self.characters, 1):
            raise Unreadable("load.garbled")
        if self.without_text >= _WITHOUT_TEXT * self.read and self.pictured:
            raise Unreadable("load.scanned")
        if not self.characters or not (article.blocks or article.title):
            raise Unreadable("load.empty")

    def notices(self) -> tuple[Notice, ...]:
        """What was left out, and why."""
        found: list[Notice] = []
        if self.pictured:
            found.append(Notice("load.pages-scanned", {"count": str(self.pictured)}))
        if self.missing:
            found.append(Notice("load.pages-damaged", {"count": str(self.missing)}))
        if self.left:
            found.append(Notice("load.pages-left", {"count": str(self.left)}))
        return tuple(found)


def _covers(place: Place, placed: PlacedPage) -> bool:
    """Whether a picture is the page's background."""
    area = (place.right - place.left) * (place.bottom - place.top)
    return area >= _FULL_PAGE * placed.width * placed.height


def shelf(source: Source, data: bytes) -> Callable[[str], bytes]:
    """The pictures by `page/number` as PNG; KeyError for what is not there, Unreadable if it is too large."""
    del source
    return lambda name: _picture(data, name)


def _picture(data: bytes, name: str) -> bytes:
    page_number, _, index = name.partition("/")
    if not (page_number.isdecimal() and index.isdecimal()):
        raise KeyError(name)
    document = _opened(data)
    try:
        if int(page_number) >= len(document):
            raise KeyError(name)
        page = document[int(page_number)]
        objects = picture_objects(page)
        if int(index) >= len(objects):
            raise KeyError(name)
        return _png(document, page, objects[int(index)][0])
    except pypdfium2.PdfiumError as error:
        raise KeyError(name) from error
    finally:
        document.close()


def _png(document: Any, page: Any, item: Any) -> bytes:
    """An image object as it would be printed, in its own resolution."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    known = pdfium.FPDFImageObj_GetImagePixelSize(item, width, height)
    if not known or width.value * height.value > limits.PICTURE_PIXELS:
        raise Unreadable("load.picture-too-large" if known else "load.picture-broken")
    picture = pypdfium2.PdfImage(item, page=page, pdf=document)
    bitmap = picture.get_bitmap(render=True)
    try:
        whole = io.BytesIO()
        bitmap.to_pil().save(whole, "PNG", compress_level=1)
    finally:
        bitmap.close()
    return whole.getvalue()
