"""The article on paper or in a PDF file, laid out anew from the model at the chosen size."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from gxreader import __version__
from gxreader.app.pictures import Prepared
from gxreader.errors import OutputError
from gxreader.han.writing import AS_WRITTEN, shown_words
from gxreader.i18n.messages import Messages
from gxreader.model.article import Article
from gxreader.model.units import Units
from gxreader.qt.document import ArticleDocument
from gxreader.qt.fonts import fit_for_pdf
from gxreader.qt.formats import Formats
from gxreader.qt.look import Look
from gxreader.qt.picture_object import Gathered, PictureObject
from gxreader.qt.render import render
from gxreader.theme.lettering import PLAIN, Lettering
from gxreader.theme.schemes import SCHEMES
from gxreader.theme.sizes import PRINT

Pictures = Mapping[str, Prepared]

_MARGIN_MM = 18
_FOOTER_POINTS = 14
_EDGE = 2  # dots
_POINTS_PER_INCH = 72
_PDF_DOTS_PER_INCH = 288  # a multiple of 72: positions are rounded to whole dots


def _print_look(dots_per_inch: int, points: int, script: str, lettering: Lettering) -> Look:
    """Black-and-white safe colours; `points` becomes pixels of the device by the scale."""
    return Look(
        SCHEMES["white"],
        PRINT,
        points,
        dots_per_inch / _POINTS_PER_INCH,
        printed=True,
        script=script,
        lettering=lettering,
    )


class _Paper:
    """What every part of one print shares: its units, look, words, pictures and the size of a page's text."""

    def __init__(
        self, article: Article, look: Look, messages: Messages, body: QSizeF, pictures: Pictures
    ) -> None:
        self._units = Units(article)
        self._look = look
        self._messages = messages
        self._body = body
        self._shelf = Gathered(pictures)
        self._objects: list[PictureObject] = []  # documents do not keep what paints in them

    def pages(self, part: int) -> ArticleDocument:
        """One part, laid out in pages."""
        document = ArticleDocument()
        document.setUseDesignMetrics(True)

        def objects(formats: Formats) -> PictureObject:
            made = PictureObject(self._shelf, formats, self._messages, lambda: self._body, later=False)
            made.register(document)
            self._objects.append(made)
            return made

        render(document, self._units, part, self._look, self._messages, pictures=objects)
        document.setPageSize(self._body)
        return document


def paint(
    article: Article,
    device: QPagedPaintDevice,
    points: int,
    messages: Messages,
    pictures: Pictures | None = None,
    script: str = AS_WRITTEN,
    lettering: Lettering = PLAIN,
) -> int:
    """Paint the whole article onto a printer or PDF, `points` high; returns the number of pages.

    `pictures` are those that are at hand, by address; of the others the words are printed. `script` is the
    way Chinese is written, `lettering` how its letters look. Raises OutputError if the device refuses.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise OutputError("ui.print-refused")
    look = _print_look(device.logicalDpiX(), points, script, lettering)
    footer = look.px(_FOOTER_POINTS * 2)
    page = QSizeF(device.width(), device.height())
    body = QSizeF(page.width(), page.height() - footer)
    paper = _Paper(article, look, messages, body, pictures or {})
    documents = [paper.pages(part) for part in range(max(1, len(article.parts)))]
    total = sum(document.pageCount() for document in documents)
    number = 0
    for document in documents:
        for own in range(document.pageCount()):
            if number:
                device.newPage()
            number += 1
            _paint_page(painter, document, own, body)
            _paint_footer(painter, look, page, messages.text("ui.page-of", page=number, pages=total))
    painter.end()
    return total


def _paint_page(painter: QPainter, document: QTextDocument, number: int, body: QSizeF) -> None:
    painter.save()
    painter.translate(0, -number * body.height())
    # A smoothed picture at the top of the next page would show its first dots on this one.
    area = QRectF(0, number * body.height(), body.width(), body.height() - _EDGE)
    painter.setClipRect(area)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = area
    document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_footer(painter: QPainter, look: Look, page: QSizeF, text: str) -> None:
    painter.setFont(look.font(look.px(_FOOTER_POINTS)))
    painter.setPen(QColor(look.scheme.secondary))
    width = painter.fontMetrics().horizontalAdvance(text)
    painter.drawText(round((page.width() - width) / 2), round(page.height() - look.px(2)), text)


def write_pdf(
    article: Article,
    target: Path,
    points: int,
    messages: Messages,
    pictures: Pictures | None = None,
    script: str = AS_WRITTEN,
    lettering: Lettering = PLAIN,
) -> int:
    """Write the article as an A4 PDF, whole or not at all; returns the number of pages.

    A face whose characters could not be searched and copied is not used: the bundled one is.
    Raises OutputError if the file cannot be written.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
    try:
        draft.touch()
    except OSError as error:
        raise OutputError("ui.cannot-write", name=target.name) from error
    try:
        writer = QPdfWriter(str(draft))
        writer.setResolution(_PDF_DOTS_PER_INCH)
        margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        size = QPageSize(QPageSize.PageSizeId.A4)
        writer.setPageLayout(
            QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
        )
        writer.setTitle(shown_words(Units(article), article.title, script))
        writer.setCreator(f"gxreader {__version__}")
        pages = paint(article, writer, points, messages, pictures, script, fit_for_pdf(lettering))
        del writer
        draft.replace(target)
    except OSError as error:
        raise OutputError("ui.cannot-write", name=target.name) from error
    finally:
        draft.unlink(missing_ok=True)
    return pages
