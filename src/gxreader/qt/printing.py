"""The article on paper or in a PDF file, laid out anew from the model at the chosen size.

`Printout.lay_out` finds the pages, and `paint_page` paints one of them on whatever there is: a printer, a
file, or a picture of the page for the screen. All of it may run in any thread, one call at a time.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec
from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from gxreader import __version__
from gxreader.app.pictures import Prepared
from gxreader.errors import OutputError
from gxreader.export.pagination import Band, Page, Pager
from gxreader.export.print_plan import BETWEEN_COLUMNS, PrintPlan
from gxreader.export.print_slices import sliced
from gxreader.han.writing import AS_WRITTEN
from gxreader.i18n.messages import Messages
from gxreader.model.article import Article
from gxreader.model.units import Units
from gxreader.qt.fonts import fit_for_pdf
from gxreader.qt.look import Look
from gxreader.qt.page_edges import PageEdges
from gxreader.qt.print_layout import Medium, SliceLayout
from gxreader.qt.print_marks import PrintMarks
from gxreader.theme.lettering import PLAIN, Lettering
from gxreader.theme.schemes import SCHEMES
from gxreader.theme.sizes import PRINT

Pictures = Mapping[str, Prepared]

DOTS_PER_INCH = 288  # a multiple of 72: positions are rounded to whole dots
DOTS = DOTS_PER_INCH / 25.4  # in a millimetre
_POINTS_PER_INCH = 72
_KEPT = 3  # slices that are laid out; the page before and the next one are likely to be wanted
_ROUNDING = 0.002  # of a page: no reason for numbers that do not come out even
_END = -1  # the slice that is no text: the address and its code


class Manner(msgspec.Struct, frozen=True):
    """How the words are written: the program's messages, the way of Chinese, and how letters look."""

    messages: Messages
    script: str = AS_WRITTEN
    lettering: Lettering = PLAIN


def print_look(plan: PrintPlan, manner: Manner) -> Look:
    """Black-and-white safe colours; points become dots by the scale."""
    face = msgspec.structs.replace(PRINT, line_pitch=plan.pitch)
    return Look(
        SCHEMES["white"],
        face,
        plan.points,
        DOTS_PER_INCH / _POINTS_PER_INCH,
        latin=manner.messages.language != "zh",
        printed=True,
        script=manner.script,
        lettering=manner.lettering,
    )


class Printout:
    """An article in pages. What is painted is laid out again slice by slice: a long one needs little room."""

    def __init__(
        self, article: Article, plan: PrintPlan, manner: Manner, pictures: Pictures | None = None
    ) -> None:
        """Prepare; nothing is laid out yet. Of pictures that are not at hand the words are printed."""
        self.plan = plan
        self.pages: tuple[Page, ...] = ()
        self.article = sliced(article)
        look = print_look(plan, manner)
        width, height = (side * DOTS for side in plan.page)
        units = Units(self.article)
        self.edges = PageEdges(units, plan, look, manner.messages, QSizeF(width, height))
        self.size = QSizeF(width, height)
        body = self.edges.body
        columns = plan.columns_set
        self._between = BETWEEN_COLUMNS * DOTS
        self._column = (body.width() - (columns - 1) * self._between) / columns
        shown = (pictures or {}) if plan.pictures else {}
        self._medium = Medium(units, look, manner.messages, self._column, body.height(), shown)
        self._kept: OrderedDict[int, SliceLayout] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self.pages)

    @property
    def sheet_count(self) -> int:
        """How many sheets of paper they take."""
        return self.plan.sheets(len(self.pages))

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Keep the slices that are laid out meanwhile, for one thread alone.

        Documents of Qt have to go in the thread that made them: in the end none is left.
        """
        with self._lock:
            try:
                yield
            finally:
                self._kept.clear()

    def lay_out(self, is_wanted: Callable[[], bool] = lambda: True) -> Printout:
        """Find the pages; there are none if it is not wanted any more before the end."""
        with self.at_work():
            self._find_pages(is_wanted)
        return self

    def _find_pages(self, is_wanted: Callable[[], bool]) -> None:
        pager = Pager(self.edges.body.height(), self.plan.columns_set)
        tail = 0.0
        for number in range(max(1, len(self.article.parts))):
            if not is_wanted():
                return
            made = self._slice(number)
            bands = list(made.bands)
            if bands and number:
                bands[0] = msgspec.structs.replace(bands[0], gap=max(tail, bands[0].gap))
            pager.add(number, bands)
            tail = made.tail
        end = self.edges.end_height(self._column)
        if end:
            pager.add(_END, [Band(0, end, self._medium.look.text)])
        self.pages = pager.finish()

    def _slice(self, number: int) -> SliceLayout:
        made = self._kept.get(number)
        if made is None:
            made = self._kept[number] = SliceLayout(self._medium, number)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(number)
        return made

    def paint_page(self, painter: QPainter, number: int, marks: PrintMarks | None = None) -> None:
        """Paint a page, numbered from 0, in dots from its upper left corner; while `at_work`."""
        if marks is not None:
            marks.artifact(painter)
        self.edges.paint(painter, number, len(self.pages))
        body = self.edges.body
        for place, column in enumerate(self.pages[number]):
            right = body.left() + place * (self._column + self._between)
            for piece in column:
                down = body.top() + piece.shift
                if piece.slice == _END:
                    if marks is not None:
                        marks.artifact(painter)
                    self.edges.paint_end(painter, QRectF(right, down, self._column, 0))
                    continue
                made = self._slice(piece.slice)
                if marks is not None:
                    marks.enter(number, piece.slice, made)
                    marks.titles(made, piece.start, piece.stop, down)
                inks = [ink for band in range(piece.start, piece.stop) for ink in made.inks[band]]
                # Cell by cell, as they are read, where rows of several lines stand on a page.
                for ink in sorted(inks, key=lambda one: one.node):
                    if marks is not None:
                        marks.mark(painter, ink, right, down)
                    ink.paint(painter, right, down)


def paint(
    printout: Printout,
    device: QPagedPaintDevice,
    marks: PrintMarks | None = None,
    *,
    first: int = 1,
    last: int = 0,
) -> int:
    """Paint pages onto a printer or PDF that paints from the paper's edge; returns their number.

    `first` and `last` (0: the last there is) count from 1. On paper of another size than was planned all is
    drawn so large that it fits. Raises OutputError if the device refuses.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise OutputError("ui.print-refused")
    room = QSizeF(device.width(), device.height())
    scale = min(room.width() / printout.size.width(), room.height() / printout.size.height())
    if abs(scale - 1) > _ROUNDING:
        painter.scale(scale, scale)
    numbers = range(first - 1, min(last or printout.page_count, printout.page_count))
    try:
        with printout.at_work():
            for number in numbers:
                if number != first - 1 and not device.newPage():
                    raise OutputError("ui.print-refused")
                printout.paint_page(painter, number, marks)
    finally:
        painter.end()
    return len(numbers)


def page_layout(plan: PrintPlan) -> QPageLayout:
    """The sheet of a plan, as printers and files want to know it, without margins of their own."""
    sizes = QPageSize.PageSizeId
    known = {"a4": sizes.A4, "a3": sizes.A3, "a5": sizes.A5, "letter": sizes.Letter, "b5": sizes.B5}
    orientation = QPageLayout.Orientation
    return QPageLayout(
        QPageSize(known[plan.paper]),
        orientation.Landscape if plan.is_landscape else orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
        QPageLayout.Unit.Millimeter,
    )


def write_pdf(
    article: Article, target: Path, plan: PrintPlan, manner: Manner, pictures: Pictures | None = None
) -> Printout:
    """Write the article as a PDF, whole or not at all; returns what was printed.

    A face whose characters could not be searched and copied is not used: the bundled one is. The file has
    tags, an outline and its language. Raises OutputError if the file cannot be written.
    """
    from gxreader.export.pdf_tags import tag

    draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
    painted = draft.with_suffix(".painted")
    try:
        draft.touch()
    except OSError as error:
        raise OutputError("ui.cannot-write", name=target.name) from error
    try:
        manner = msgspec.structs.replace(manner, lettering=fit_for_pdf(manner.lettering))
        printout = Printout(article, plan, manner, pictures).lay_out()
        writer = QPdfWriter(str(painted))
        writer.setResolution(DOTS_PER_INCH)
        writer.setPageLayout(page_layout(plan))
        writer.setTitle(printout.edges.title)
        writer.setCreator(f"gxreader {__version__}")
        marks = PrintMarks(printout.size.height())
        paint(printout, writer, marks)
        del writer
        tag(painted, draft, printout.edges.about(), marks.nodes, marks.bookmarks, marks.spots)
        draft.replace(target)
    except OSError as error:
        raise OutputError("ui.cannot-write", name=target.name) from error
    finally:
        draft.unlink(missing_ok=True)
        painted.unlink(missing_ok=True)
    return printout
