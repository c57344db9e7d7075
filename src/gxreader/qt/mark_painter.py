"""Paints the marks that are no fills: lines under and around text, a veil over the rest, a bar beside it.

Everything is given in document coordinates (pixels from the document's top and left).
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from gxreader.qt.fragments import Fragment
from gxreader.qt.look import Look
from gxreader.theme.veil import veil

RIM = 8  # how far a mark may reach beyond its text
_BAR_GAP = 16
_BAR_WIDTH = 5
_CORNER = 5
_AIR = 3  # between text and the line around it
_THIN, _THICK = 0.06, 0.14  # of the text's size; the word's line is the thicker one
_LEAST_THIN, _LEAST_THICK = 1.5, 3.0
_ASCENT_RATIO = 0.86  # of a line's ascent: the size of its signs, about


def paint_lines(painter: QPainter, look: Look, pieces: list[Fragment], style: str, *, strong: bool) -> None:
    """Underline or outline the pieces of a sentence (thin) or of a word (`strong`)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(look.scheme.accent)
    for number, piece in enumerate(pieces):
        width = _line_width(piece, look, strong=strong)
        if style == "underline":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            top = piece.signs_bottom - width / 2
            painter.drawRect(QRectF(piece.left, top, piece.right - piece.left, width))
        else:
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(_outline(piece, look, first=number == 0, last=number == len(pieces) - 1))


def _line_width(piece: Fragment, look: Look, *, strong: bool) -> float:
    size = piece.ascent * _ASCENT_RATIO
    if strong:
        return max(look.scale * _LEAST_THICK, size * _THICK)
    return max(look.scale * _LEAST_THIN, size * _THIN)


def _outline(piece: Fragment, look: Look, *, first: bool, last: bool) -> QPainterPath:
    """A line around a piece; open where the stretch goes on in the next line."""
    air, corner = look.px(_AIR), look.px(_CORNER)
    box = piece.signs.adjusted(-air, -air, air, air)
    path = QPainterPath()
    if first and last:
        path.addRoundedRect(box, corner, corner)
        return path
    path.moveTo(box.topRight() if first else box.topLeft())
    if first:
        path.lineTo(box.topLeft())
        path.lineTo(box.bottomLeft())
        path.lineTo(box.bottomRight())
    elif last:
        path.lineTo(box.topRight())
        path.lineTo(box.bottomRight())
        path.lineTo(box.bottomLeft())
    else:
        path.lineTo(box.topRight())
        path.moveTo(box.bottomLeft())
        path.lineTo(box.bottomRight())
    return path


def paint_veil(painter: QPainter, look: Look, area: QRectF, clear: list[Fragment]) -> None:
    """Dim an area, but for some pieces of text."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRect(area)
    hole = QPainterPath()
    hole.setFillRule(Qt.FillRule.WindingFill)
    air = look.px(_AIR)
    for piece in clear:
        hole.addRect(piece.line.adjusted(-air, 0, air, 0))
    colour = QColor(look.scheme.card)
    colour.setAlphaF(veil(look.scheme.id))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillPath(path.subtracted(hole), colour)


def bar_box(top: float, bottom: float, margin: float, look: Look) -> QRectF:
    """Where the bar beside a sentence stands; `margin` is the room left of the text."""
    left = max(0.0, margin - look.px(_BAR_GAP))
    return QRectF(left, top, look.px(_BAR_WIDTH), bottom - top)


def bar_area(box: QRectF, scrolled: int) -> QRect:
    """What of the viewport a bar covers."""
    return box.translated(0, -scrolled).adjusted(-1, -1, 1, 1).toAlignedRect()


def paint_bar(painter: QPainter, look: Look, box: QRectF) -> None:
    """Mark the lines of a sentence at the margin, for eyes that do not see its tint."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.scheme.accent))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawRoundedRect(box, look.px(2), look.px(2))
