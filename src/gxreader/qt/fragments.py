"""Where a stretch of the laid-out text stands: a piece for each of its lines."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextDocument, QTextLine

_ABOVE, _BELOW = 0.8, 0.55  # the part of a font's ascent and descent that its signs fill


class Fragment(NamedTuple):
    """The piece of a stretch on one line, in document coordinates (pixels from its top and left)."""

    left: float
    right: float
    top: float
    bottom: float
    baseline: float
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


def fragments(document: QTextDocument, span: tuple[int, int]) -> list[Fragment]:
    """The pieces of the text between two positions of a document."""
    found: list[Fragment] = []
    start, end = span
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        layout, origin = block.layout(), document.documentLayout().blockBoundingRect(block).topLeft()
        begin, stop = max(0, start - block.position()), end - block.position()
        begun = layout.lineForTextPosition(begin)
        for number in range(begun.lineNumber() if begun.isValid() else 0, layout.lineCount()):
            line = layout.lineAt(number)
            first = max(begin, line.textStart())
            last = min(stop, line.textStart() + line.textLength())
            if first < last:
                found.append(_fragment(line, first, last, origin.x(), origin.y()))
            if stop <= line.textStart() + line.textLength():
                break
        block = block.next()
    return found


def _fragment(line: QTextLine, first: int, last: int, x: float, y: float) -> Fragment:
    edges = sorted((_x(line, first), _x(line, last)))
    top = y + line.y()
    baseline = top + line.ascent()
    return Fragment(
        x + edges[0],
        x + edges[1],
        top,
        top + line.height(),
        baseline,
        baseline - line.ascent() * _ABOVE,
        baseline + line.descent() * _BELOW,
    )


def _x(line: QTextLine, position: int) -> float:
    """Where a position stands; Qt also tells which position that is after all."""
    found: tuple[float, int] = line.cursorToX(position)  # type: ignore[assignment]  # the stub says object
    return found[0]
