"""The reading ruler: one to three lines stand clear, the rest recedes; or two lines cross where one reads.

It goes along with the voice, with the pointer, and with the caret: whichever moved last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QTextCursor

from gxreader.model.locator import Locator
from gxreader.qt.line_metrics import LineMetrics, Span
from gxreader.theme.veil import veil

if TYPE_CHECKING:
    from gxreader.qt.article_view import ArticleView

OFF, CROSS = "off", "cross"
_THICK = 3  # of the crossing lines


class Ruler(QObject):
    """The ruler of one view."""

    def __init__(self, view: ArticleView, lines: LineMetrics) -> None:
        """Lie still until a kind is chosen."""
        super().__init__(view)
        self._view = view
        self._lines = lines
        self._kind = OFF
        self._pointer: QPoint | None = None  # on the viewport, where the pointer moved last
        self._position: int | None = None  # in the document, where voice or caret moved last
        self._shown: tuple[float, ...] = ()
        view.viewport().installEventFilter(self)
        view.cursorPositionChanged.connect(self._caret_moved)
        view.verticalScrollBar().valueChanged.connect(lambda _value: self._move())

    def set_kind(self, kind: str) -> None:
        """Show another ruler: `1`, `2` or `3` clear lines, `cross`, or `off`."""
        if kind == self._kind:
            return
        self._kind = kind
        self._view.viewport().setMouseTracking(True)
        self._shown = ()
        self._view.viewport().update()

    def follow(self, place: Locator | None) -> None:
        """The voice is at a place."""
        span = self._view.span(place) if place is not None else None
        if span is not None:
            self._pointer, self._position = None, span[0]
            self._move()

    def _caret_moved(self) -> None:
        if self._view.cursorWidth():  # it is shown, so the keyboard moves it
            self._pointer, self._position = None, self._view.textCursor().position()
            self._move()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pointer moves over the text."""
        if event.type() is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._pointer = event.position().toPoint()
            self._move()
        return super().eventFilter(watched, event)

    def _move(self) -> None:
        """Paint anew where that changes anything."""
        if self._kind != OFF and self._geometry() != self._shown:
            self._view.viewport().update()

    def clear(self) -> tuple[float, float] | None:
        """From where to where the lines stand clear, in the viewport; None where there is no text."""
        lines = self._lines.whole_lines()
        if not lines:
            return None
        scrolled = self._view.verticalScrollBar().value()
        number = _nearest(lines, self._height(scrolled, lines))
        wanted = 1 if self._kind == CROSS else int(self._kind)
        first = min(max(0, number - (wanted - 1) // 2), max(0, len(lines) - wanted))
        chosen = lines[first : first + wanted]
        return chosen[0].top - scrolled, chosen[-1].bottom - scrolled

    def _height(self, scrolled: int, lines: list[Span]) -> float:
        if self._pointer is not None:
            return float(self._pointer.y() + scrolled)
        if self._position is not None:
            return self._view.line_middle(self._position)
        return lines[0].top

    def _across(self) -> float:
        """Where the upright line of the cross stands."""
        if self._pointer is not None:
            return float(self._pointer.x())
        if self._position is None:
            return 0.0
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(self._position)
        return float(self._view.cursorRect(cursor).left())

    def _geometry(self) -> tuple[float, ...]:
        band = self.clear()
        if band is None:
            return ()
        return (*band, self._across()) if self._kind == CROSS else band

    def paint(self, painter: QPainter) -> None:
        """Paint it over the text."""
        look = self._view.look
        if self._kind == OFF or look is None:
            return
        self._shown = self._geometry()
        if not self._shown:
            return
        width, height = self._view.viewport().width(), self._view.viewport().height()
        top, bottom = self._shown[:2]
        painter.setPen(Qt.PenStyle.NoPen)
        if self._kind == CROSS:
            thick = look.px(_THICK)
            painter.fillRect(QRectF(0, bottom - thick / 2, width, thick), QColor(look.scheme.accent))
            painter.fillRect(QRectF(self._shown[2] - thick, 0, thick, height), QColor(look.scheme.accent))
            return
        colour = QColor(look.scheme.card)
        colour.setAlphaF(veil(look.scheme.id))
        painter.fillRect(QRectF(0, 0, width, top), colour)
        painter.fillRect(QRectF(0, bottom, width, height - bottom), colour)


def _nearest(lines: list[Span], height: float) -> int:
    """The line that covers a height, or else the one next to it."""
    away = [max(line.top - height, height - line.bottom, 0.0) for line in lines]
    return away.index(min(away))
