"""The column of text on the card: how wide it is, and no line cut in half."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QTextFrameFormat
from PySide6.QtWidgets import QTextEdit

from gxreader.qt.line_metrics import LineMetrics
from gxreader.qt.look import Look

_ABOVE = 28  # the room above and below the text


def column_margin(view: QTextEdit, look: Look, glyph: float) -> float:
    """The room at each side of lines that are at most so many glyphs `glyph` wide."""
    padding = look.px(30 if look.elderly else 44)
    free = max(0.0, view.viewport().width() - 2 * padding - glyph * look.face.longest_line)
    return padding + free / 2


def fit_column(view: QTextEdit, look: Look, glyph: float, *, above: int | None = None) -> None:
    """Keep lines short enough to find the next one: at most so many glyphs `glyph` wide, centred.

    `above` is the room above and below the text in pixels, where it is not the usual one.
    """
    margin = column_margin(view, look, glyph)
    frame = view.document().rootFrame()
    before = frame.frameFormat()
    layout = QTextFrameFormat(before)
    layout.setLeftMargin(margin)
    layout.setRightMargin(margin)
    layout.setTopMargin(look.px(_ABOVE) if above is None else above)
    layout.setBottomMargin(look.px(_ABOVE) if above is None else above)
    if layout != before:  # the same again would lay out everything anew
        frame.setFrameFormat(layout)


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
