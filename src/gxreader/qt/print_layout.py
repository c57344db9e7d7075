"""One slice of an article laid out for paper: its bands, what is painted in each, and what each is.

The text engine of Qt breaks the lines; where pages end is decided elsewhere, from the bands, so that a
heading, a picture or a row of a table never stands where it is cut or left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import msgspec
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextFormat,
    QTextFrame,
    QTextList,
    QTextTable,
)

from gxreader.app.pictures import Prepared
from gxreader.export.pagination import Band
from gxreader.export.pdf_tags import Node
from gxreader.i18n.messages import Messages
from gxreader.model.article import plain
from gxreader.model.units import Role, Units
from gxreader.qt.document import ArticleDocument
from gxreader.qt.formats import HEAD, ROLE, Formats
from gxreader.qt.look import Look
from gxreader.qt.picture_object import Gathered, PictureObject
from gxreader.qt.print_inks import Paint, ground, line_painter, marker
from gxreader.qt.print_lists import ListTree
from gxreader.qt.print_tables import grid_lines, row_bands
from gxreader.qt.render import render

ARTIFACT = -1  # what is no text of the article: lines, grounds
_RULE = QTextFormat.Property.BlockTrailingHorizontalRulerWidth.value
_GROUND = QTextFormat.Property.BackgroundBrush.value
_HEADS = frozenset({Role.TITLE.value, Role.KICKER.value, Role.HEADING.value})


class Ink(msgspec.Struct, frozen=True, gc=False):
    """Something to paint, at an offset; `node` is what it belongs to in the slice's tree.

    `links` is the room of a line that holds links.
    """

    node: int
    paint: Paint
    links: tuple[float, float, float, float] | None = None


class Title(msgspec.Struct, frozen=True, gc=False):
    """A heading: its words, its level from 1, and the band it begins in."""

    words: str
    level: int
    band: int


class Medium(msgspec.Struct, frozen=True):
    """What every slice of one print shares; lengths in dots: a column's width, and its height."""

    units: Units
    look: Look
    messages: Messages
    width: float
    height: float
    pictures: Mapping[str, Prepared]


class SliceLayout:
    """The bands of a slice, with their inks. It keeps the document they are painted from."""

    def __init__(self, medium: Medium, number: int) -> None:
        """Lay out the slice of a number: a part of the article of `medium.units`."""
        self.bands: list[Band] = []
        self.inks: list[list[Ink]] = []
        self.nodes: list[Node] = []
        self.titles: list[Title] = []
        self.tail = 0.0  # the room wanted below the last band
        self._medium = medium
        self._document = ArticleDocument()
        self._document.setUseDesignMetrics(True)
        self._objects: list[PictureObject] = []  # a document does not keep what paints in it
        self._lists = ListTree(self.nodes)
        self._quote = ARTIFACT
        room = QSizeF(medium.width, medium.height)

        def objects(formats: Formats) -> PictureObject:
            shelf = Gathered(medium.pictures)
            made = PictureObject(shelf, formats, medium.messages, lambda: room, later=False)
            made.register(self._document)
            self._objects.append(made)
            return made

        render(self._document, medium.units, number, medium.look, medium.messages, pictures=objects)
        self._document.setTextWidth(medium.width)
        self._layout = self._document.documentLayout()
        self._layout.documentSize()  # all of it is laid out now, not bit by bit later
        self._pictures = {at: picture for made in self._objects for at, picture in made.placed}
        parts: list[QTextBlock | QTextTable | None] = [*_contents(self._document.rootFrame()), None]
        for part, following in pairwise(parts):
            if isinstance(part, QTextTable):
                self._table(part)
            elif part is not None:
                self._block(part, is_before_table=isinstance(following, QTextTable))

    def _add(self, top: float, bottom: float, inks: list[Ink], *, sticks: bool) -> None:
        above = self.bands[-1].bottom if self.bands else 0.0
        self.bands.append(Band(top, bottom, top - above, sticks))
        self.inks.append(inks)

    def _node(self, tag: str, parent: int = ARTIFACT, alt: str = "") -> int:
        self.nodes.append(Node(tag, parent, alt))
        return len(self.nodes) - 1

    def _block(self, block: QTextBlock, *, is_before_table: bool) -> None:
        form, role = block.blockFormat(), block.blockFormat().property(ROLE)
        self.tail = form.bottomMargin()
        lines, origin = block.layout(), self._layout.blockBoundingRect(block).topLeft()
        if form.hasProperty(_RULE):
            line = lines.lineAt(0)
            middle = origin.y() + line.y() + line.height() / 2
            rule = ground(QRectF(0, middle - 1, self._medium.width, 2), QColor(self._medium.look.scheme.edge))
            self._add(middle - 2, middle + 2, [Ink(ARTIFACT, rule)], sticks=False)
            return
        picture = self._pictures.get(block.position())
        if picture is not None:
            unnamed = self._medium.messages.text("ui.picture", words="")
            node = self._node("Figure", alt=(picture.alt or plain(picture.caption) or unnamed).strip())
        else:
            node = self._text_node(block, role)
        count = lines.lineCount()
        leads = role in _HEADS or picture is not None or (role == Role.CAPTION.value and is_before_table)
        text_list = _list_of(block)
        holds_links = any(one.format.isAnchor() for one in block.textFormats())
        for number in range(count):
            line = lines.lineAt(number)
            top = origin.y() + line.y()
            bottom = top + line.height()
            inks = self._ground(block, top, bottom, is_last=number == count - 1)
            if number == 0 and text_list is not None:
                place = QPointF(origin.x() + line.x(), top + line.ascent())
                inks.append(Ink(node - 1, marker(block, text_list, place, self._medium.look.scheme.ink)))
            links = (0.0, top, self._medium.width, bottom) if holds_links else None
            inks.append(Ink(node, line_painter(block, number, origin), links))
            self._add(top, bottom, inks, sticks=leads or (number < count - 1 and number in {0, count - 2}))

    def _text_node(self, block: QTextBlock, role: str | None) -> int:
        """The node of a block of text; what it stands in is begun or ended."""
        text_list = _list_of(block)
        if text_list is not None:
            return self._lists.item(text_list)
        if role == Role.ITEM.value and self._lists.is_open:
            return self._node("P", self._lists.body)
        self._lists.close()
        if role != Role.QUOTE.value:
            self._quote = ARTIFACT
        elif self._quote == ARTIFACT:
            self._quote = self._node("BlockQuote")
        level = block.blockFormat().headingLevel()
        if not level:
            return self._node("P", self._quote)
        words = " ".join(block.text().replace("\u2028", " ").split())
        self.titles.append(Title(words, level, len(self.bands)))
        return self._node(f"H{min(level, 6)}")

    def _ground(self, block: QTextBlock, top: float, bottom: float, *, is_last: bool) -> list[Ink]:
        """What lies under a line of a text that is set apart: it reaches to the next line."""
        form = block.blockFormat()
        if not form.hasProperty(_GROUND):
            return []
        left, high = form.leftMargin(), (bottom - top if is_last else form.lineHeight())
        room = QRectF(left, top, self._medium.width - left, high)
        return [Ink(ARTIFACT, ground(room, form.background().color()))]

    def _table(self, table: QTextTable) -> None:
        self._lists.close()
        self._quote = ARTIFACT
        tree = self._node("Table")
        cells: dict[tuple[int, int], int] = {}
        for row in range(table.rows()):
            line = self._node("TR", tree)
            for column in range(table.columns()):
                cell = table.cellAt(row, column)
                if (cell.row(), cell.column()) == (row, column):
                    is_head = cell.firstCursorPosition().blockFormat().hasProperty(HEAD)
                    cells[row, column] = len(self.nodes)
                    tag, spans = "TH" if is_head else "TD", (cell.rowSpan(), cell.columnSpan())
                    self.nodes.append(Node(tag, line, rows=spans[0], columns=spans[1]))
        grid = grid_lines(table, self._layout)
        for band in row_bands(table, self._layout, grid):
            inks = [Ink(ARTIFACT, grid.painter(self._medium.look.scheme.edge, band.top, band.bottom))]
            inks += [
                Ink(cells[row, column], line_painter(block, number, origin), links)
                for row, column, block, number, origin, links in band.lines
            ]
            self._add(band.top, band.bottom, inks, sticks=band.sticks)
        self.tail = table.format().bottomMargin()


def _contents(frame: QTextFrame) -> Iterator[QTextBlock | QTextTable]:
    """The blocks and tables of a document, in order."""
    iterator = frame.begin()
    while not iterator.atEnd():
        table: QTextFrame | None = iterator.currentFrame()
        if isinstance(table, QTextTable):
            yield table
        elif table is None and not _is_empty(iterator.currentBlock()):
            yield iterator.currentBlock()
        iterator += 1


def _list_of(block: QTextBlock) -> QTextList | None:
    """The list that a block is an item of; Qt's own types forget that there may be none."""
    return block.textList()


def _is_empty(block: QTextBlock) -> bool:
    """Whether a block is only there because a table must be followed by one."""
    return block.length() <= 1 and not block.blockFormat().hasProperty(_RULE)
