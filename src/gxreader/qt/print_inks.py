"""What is painted on paper besides whole lines of text, and those lines: each at an offset from its slice.

None of these holds on to the slice it belongs to: documents of Qt are to go in the thread they were made in,
not whenever a circle of references is found.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextBlock, QTextList, QTextListFormat

Paint = Callable[[QPainter, float, float], None]
_AFTER_MARKER = 0.2  # of a line's height


def line_painter(block: QTextBlock, number: int, origin: QPointF) -> Paint:
    """Paints one line of a block that stands at a place, and nothing of its neighbours."""
    lines = block.layout()

    def paint(painter: QPainter, right: float, down: float) -> None:
        lines.lineAt(number).draw(painter, QPointF(origin.x() + right, origin.y() + down))

    return paint


def ground(room: QRectF, colour: QColor) -> Paint:
    """Paints a rectangle: the ground of a text, or a rule."""

    def paint(painter: QPainter, right: float, down: float) -> None:
        painter.fillRect(room.translated(right, down), colour)

    return paint


def marker(block: QTextBlock, text_list: QTextList, place: QPointF, ink: str) -> Paint:
    """Paints the number or dot before an item whose first line begins at `place`, on its baseline."""
    is_numbered = text_list.format().style() != QTextListFormat.Style.ListDisc
    words = text_list.itemText(block) if is_numbered else "•"
    first = block.begin()
    letters = block.charFormat() if first.atEnd() else first.fragment().charFormat()
    font = QFont(letters.font())
    font.setBold(False)
    metrics = QFontMetricsF(font)
    at = place.x() - metrics.horizontalAdvance(words) - metrics.height() * _AFTER_MARKER
    colour = QColor(ink)

    def paint(painter: QPainter, right: float, down: float) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QPointF(at + right, place.y() + down), words)

    return paint
