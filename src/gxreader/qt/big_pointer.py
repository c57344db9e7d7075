"""A pointer of two to four times the size: black with a white rim, seen on every ground."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QApplication

_ORDINARY = 24  # pixels
_RIM = 0.07  # of the pointer's height
# An arrow in a square of one by one, its tip first.
_ARROW = ((0.0, 0.0), (0.0, 0.8), (0.2, 0.62), (0.33, 0.95), (0.47, 0.89), (0.34, 0.57), (0.6, 0.57))


def pointer_picture(times: int, ratio: float = 1.0) -> QPixmap:
    """The arrow at so many times its ordinary size, for a screen of this pixel ratio."""
    side = _ORDINARY * times
    rim = side * _RIM
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(
        QPen(
            QColor("#FFFFFF"), rim, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        )
    )
    painter.setBrush(QColor("#000000"))
    room = side - 2 * rim
    painter.drawPolygon(QPolygonF([QPointF(rim + x * room, rim + y * room) for x, y in _ARROW]))
    painter.end()
    return picture


class BigPointer:
    """Puts the large arrow in place of every other shape of the pointer, while it is wished for."""

    def __init__(self) -> None:
        """The ordinary one."""
        self.times = 1

    def show(self, times: int, ratio: float = 1.0) -> None:
        """Show it at so many times its size; 1 is the ordinary one."""
        if times == self.times:
            return
        if self.times != 1:
            QApplication.restoreOverrideCursor()
        self.times = times
        if times != 1:
            tip = round(_ORDINARY * times * _RIM)
            QApplication.setOverrideCursor(QCursor(pointer_picture(times, ratio), tip, tip))
