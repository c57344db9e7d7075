"""Tables on paper: their bands, between which a page may end, and their lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import msgspec
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QPainter, QTextBlock, QTextTable

_THICK = 2.0  # dots of 288 to an inch
_Room = tuple[float, float, float, float]
CellLine = tuple[int, int, QTextBlock, int, QPointF, _Room | None]


class TableBand(msgspec.Struct, frozen=True):
    """A stretch of a table from edge to edge: the lines of its cells by row, column, block and number."""

    top: float
    bottom: float
    lines: list[CellLine]
    sticks: bool


class Grid(msgspec.Struct, frozen=True):
    """Where the cells stand, in dots."""

    cells: tuple[_Room, ...]  # left, top, right, bottom
    rows: tuple[float, ...]  # the tops of the rows, and the bottom of the last

    def painter(self, colour: str, top: float, bottom: float) -> Callable[[QPainter, float, float], None]:
        """Paints the edges of the cells between two heights."""
        ink = QColor(colour)

        def paint(painter: QPainter, right: float, down: float) -> None:
            for cell_left, cell_top, cell_right, cell_bottom in self.cells:
                high, low = max(cell_top, top), min(cell_bottom, bottom)
                if high >= low:
                    continue
                for at in (cell_left, cell_right):
                    edge = QRectF(at + right - _THICK / 2, high + down, _THICK, low - high)
                    painter.fillRect(edge, ink)
                for at in (high, low):  # the edge of the page is one of a cell that goes on
                    edge = QRectF(cell_left + right, at + down - _THICK / 2, cell_right - cell_left, _THICK)
                    if at in {cell_top, cell_bottom}:
                        painter.fillRect(edge, ink)

        return paint


def grid_lines(table: QTextTable, layout: QAbstractTextDocumentLayout) -> Grid:
    """The edges of a table's cells, found from where its text stands."""
    padding = table.format().cellPadding()
    lefts: dict[int, float] = {}
    tops: dict[int, float] = {}
    bottom = right = 0.0
    for row, column, block in _cells(table):
        room = layout.blockBoundingRect(block)
        lefts.setdefault(column, room.left() - padding - 0.5)
        tops[row] = min(tops.get(row, room.top()), room.top() - padding - 0.5)
        right = max(right, room.right() + padding + 0.5)
        bottom = max(bottom, room.bottom() + padding + 0.5)
    right = max(right, lefts[0] + layout.frameBoundingRect(table).width() - 2)
    count, across = table.rows(), table.columns()
    for row in range(count - 1, -1, -1):
        tops.setdefault(row, tops.get(row + 1, bottom))
    rows = (*(tops[row] for row in range(count)), bottom)
    for column in range(across - 1, -1, -1):
        lefts.setdefault(column, lefts.get(column + 1, right))
    columns = (*(lefts[column] for column in range(across)), right)
    cells = []
    for row, column, _block in _cells(table):
        cell = table.cellAt(row, column)
        low, far = min(count, row + cell.rowSpan()), min(across, column + cell.columnSpan())
        cells.append((columns[column], rows[row], columns[far], rows[low]))
    return Grid(tuple(cells), rows)


def row_bands(table: QTextTable, layout: QAbstractTextDocumentLayout, grid: Grid) -> Iterator[TableBand]:
    """The bands of a table: no line of any cell is cut, and a row is parted only if no page holds it."""
    lines = list(_lines(table, layout))
    begun = {top for top, _bottom, line in lines if line[3] > 0}
    inner = {at for at in begun if all(not top < at < bottom for top, bottom, _line in lines)}
    ends = _row_ends(table, grid)
    for high, low in pairwise(sorted({*grid.rows, *inner})):
        own = [line for top, _bottom, line in lines if high <= top < low]
        heads = low == grid.rows[1] and table.rows() > 1  # the first row says what the others are
        yield TableBand(high, low, own, sticks=low not in ends or heads)


def _row_ends(table: QTextTable, grid: Grid) -> set[float]:
    """The heights at which no cell goes on."""
    reaching = [
        (row, min(table.rows(), row + table.cellAt(row, column).rowSpan()))
        for row, column, _block in _cells(table)
    ]
    return {
        grid.rows[end]
        for end in range(1, table.rows() + 1)
        if not any(start < end < stop for start, stop in reaching)
    }


def _cells(table: QTextTable) -> Iterator[tuple[int, int, QTextBlock]]:
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            if (cell.row(), cell.column()) == (row, column):
                yield row, column, cell.firstCursorPosition().block()


def _lines(table: QTextTable, layout: QAbstractTextDocumentLayout) -> Iterator[tuple[float, float, CellLine]]:
    for row, column, block in _cells(table):
        if block.length() <= 1:
            continue
        lines, origin = block.layout(), layout.blockBoundingRect(block).topLeft()
        has_links = any(one.format.isAnchor() for one in block.textFormats())
        for number in range(lines.lineCount()):
            line = lines.lineAt(number)
            top = origin.y() + line.y()
            bottom = top + line.height()
            left = origin.x() + line.x()
            room = (left, top, left + line.naturalTextWidth(), bottom) if has_links else None
            yield top, bottom, (row, column, block, number, origin, room)
