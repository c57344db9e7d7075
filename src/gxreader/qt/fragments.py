"""Where a stretch of the laid-out text stands: a piece for each of its lines."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextFormat, QTextLine

ABOVE = QTextFormat.Property.UserProperty.value + 1  # of a block: the room for pinyin above each of its lines
_ABOVE, _BELOW = 0.8, 0.55  # the part of a font's ascent and descent that its signs fill


class Fragment(NamedTuple):
    """The piece of a stretch on one line, in document coordinates (pixels from its top and left)."""

    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    ascent: float
    signs_top: float
    signs_bottom: float

    @property
    def line(self) -> QRectF:
        """The piece as high as its line."""
        return QRectF(self.left, self.top, self.right - self.left, self.bottom - self.top)

    @property
    def signs(self) -> QRectF:
        """The piece as high as what is written."""
        return QRectF(self.left, self.signs_top, self.right - self.left, self.signs_bottom - self.signs_top)


def room_above(block: QTextBlock) -> float:
    """The room for pinyin above each line of a block, which Qt does not count as the line's own."""
    return float(block.blockFormat().doubleProperty(ABOVE))


def fragments(document: QTextDocument, span: tuple[int, int]) -> list[Fragment]:
    """The pieces of the text between two positions of a document."""
    found: list[Fragment] = []
    start, end = span
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        layout, origin = block.layout(), document.documentLayout().blockBoundingRect(block).topLeft()
        above = room_above(block)
        begin, stop = max(0, start - block.position()), end - block.position()
        begun = layout.lineForTextPosition(begin)
        for number in range(begun.lineNumber() if begun.isValid() else 0, layout.lineCount()):
            line = layout.lineAt(number)
            first = max(begin, line.textStart())
            last = min(stop, line.textStart() + line.textLength())
            if first < last:
                found.append(_fragment(line, (first, last), origin, above))
            if stop <= line.textStart() + line.textLength():
                break
        block = block.next()
    return found


def _fragment(line: QTextLine, span: tuple[int, int], origin: QPointF, above: float) -> Fragment:
    left, right = sorted((_x(line, span[0]), _x(line, span[1])))
    top = origin.y() + line.y()
    baseline = top + line.ascent()
    return Fragment(
        origin.x() + left,
        origin.x() + right,
        top - above,
        top + line.height(),
        baseline,
        line.ascent(),
        top - above if above else baseline - line.ascent() * _ABOVE,
        baseline + line.descent() * _BELOW,
    )


def _x(line: QTextLine, position: int) -> float:
    """Where a position stands; Qt also tells which position that is after all."""
    found: tuple[float, int] = line.cursorToX(position)  # type: ignore[assignment]  # the stub says object
    return found[0]
