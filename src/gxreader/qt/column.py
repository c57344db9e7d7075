"""The column of text on the card: how wide it is, the bar beside a sentence, and no line cut in half."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextFrameFormat
from PySide6.QtWidgets import QTextEdit

from gxreader.qt.line_metrics import LineMetrics
from gxreader.qt.look import Look

_BAR_GAP = 16
_BAR_WIDTH = 5


def column_margin(view: QTextEdit, look: Look, glyph: float) -> float:
    """The room at each side of lines that are at most so many glyphs `glyph` wide."""
    padding = look.px(30 if look.elderly else 44)
    free = max(0.0, view.viewport().width() - 2 * padding - glyph * look.face.longest_line)
    return padding + free / 2


def fit_column(view: QTextEdit, look: Look, glyph: float) -> None:
    """Keep lines short enough to find the next one: at most so many glyphs `glyph` wide, centred."""
    margin = column_margin(view, look, glyph)
    frame = view.document().rootFrame()
    before = frame.frameFormat()
    layout = QTextFrameFormat(before)
    layout.setLeftMargin(margin)
    layout.setRightMargin(margin)
    layout.setTopMargin(look.px(28))
    layout.setBottomMargin(look.px(28))
    if layout != before:  # the same again would lay out everything anew
        frame.setFrameFormat(layout)


def paint_bar(
    painter: QPainter, view: QTextEdit, look: Look, lines: LineMetrics, span: tuple[int, int]
) -> None:
    """Mark the lines of a sentence at the margin, for eyes that do not see its tint."""
    value = view.verticalScrollBar().value()
    top, bottom = lines.line_top(span[0]) - value, lines.line_bottom(span[1]) - value
    left = max(0.0, view.document().rootFrame().frameFormat().leftMargin() - look.px(_BAR_GAP))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.scheme.accent))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawRoundedRect(QRectF(left, top, look.px(_BAR_WIDTH), bottom - top), look.px(2), look.px(2))


def hide_cut_lines(
    painter: QPainter, view: QTextEdit, lines: LineMetrics, colour: str, inset: int = 0
) -> None:
    """Cover a first or last line of which only a part is on screen."""
    height, width = view.viewport().height(), view.viewport().width()
    card = QColor(colour)
    cut = lines.cut_at_bottom()
    if cut is not None:
        painter.fillRect(QRectF(inset, cut, width - 2 * inset, height - cut), card)
    cut = lines.cut_at_top()
    if cut is not None:
        painter.fillRect(QRectF(inset, 0, width - 2 * inset, cut), card)
