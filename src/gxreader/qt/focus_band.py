"""The focused way of reading: a few lines in the middle of the screen, the rest faded away."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QLinearGradient, QPainter
from PySide6.QtWidgets import QApplication, QScrollBar, QStyle, QTextEdit

from gxreader.qt.ramp import Ramp

_FEW, _SOME = 3, 5  # lines that are clear; the more where there is much room
_MUCH = 12  # lines
_FADE_LINES = 1.6  # above and below: text that comes and goes
_GLIDE_MS = 280


def clear_lines(height: float, pitch: float) -> int:
    """How many lines are clear on a screen so high; `pitch` is the height of a line."""
    return _SOME if height >= _MUCH * pitch else _FEW


def paint_fade(painter: QPainter, view: QTextEdit, pitch: float, ground: str) -> None:
    """Hide all but the lines in the middle of a view, without a hard edge; `pitch` is a line's height."""
    height, width = view.viewport().height(), view.viewport().width()
    middle, clear = height / 2, clear_lines(height, pitch) * pitch / 2
    # Gone before the edge, at which a line would be cut in half.
    fade = min(_FADE_LINES * pitch, max(1.0, middle - clear))
    colour, none = QColor(ground), QColor(ground)
    none.setAlpha(0)
    for edge, outer in ((middle - clear, 0.0), (middle + clear, float(height))):
        away = -1 if outer < edge else 1
        gradient = QLinearGradient(0, edge, 0, edge + away * fade)
        gradient.setColorAt(0, none)
        gradient.setColorAt(1, colour)
        painter.fillRect(QRectF(0, min(edge, outer), width, abs(outer - edge)), gradient)


class Glide:
    """Scrolls a view smoothly, or at once where the reader wants little to move."""

    def __init__(self, view: QTextEdit) -> None:
        """Scroll this view."""
        self._view = view
        self._bar: QScrollBar = view.verticalScrollBar()
        self._begin = self._end = 0
        self._ramp = Ramp(view, _GLIDE_MS, self._move)
        self.is_still = False  # the reader's wish

    def to(self, value: int) -> None:
        """Scroll to a value."""
        if self._ramp.is_running and self._end == value:
            return
        self._ramp.stop()
        if not self._moves:
            self._bar.setValue(value)
        elif value != self._bar.value():
            self._begin, self._end = self._bar.value(), value
            self._ramp.start()

    def stop(self) -> None:
        """Stay where it is."""
        self._ramp.stop()

    def _move(self, share: float) -> None:
        self._bar.setValue(round(self._begin + (self._end - self._begin) * share))

    @property
    def _moves(self) -> bool:
        style = QApplication.style()
        wished = style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
        return wished and not self.is_still and self._view.isVisible()
