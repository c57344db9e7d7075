"""Screens of the article as pages: where the next one begins, and how many there are."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtWidgets import QTextEdit

from gxreader.qt.line_metrics import LineMetrics

OVERLAP_LINES = 2


class Pages:
    """Counts the screens of what a view shows."""

    def __init__(self, view: QTextEdit, lines: LineMetrics) -> None:
        """Count this view's."""
        self._view = view
        self._lines = lines
        self._tops: list[float] | None = None

    def forget(self) -> None:
        """The layout is another one: count anew when asked."""
        self._tops = None

    def target(self, step: int) -> float:
        """The scroll value at which the two outermost lines of this screen stand at its other end."""
        if step > 0:
            return self._lines.page_below(OVERLAP_LINES)
        return self._lines.page_above(OVERLAP_LINES)

    def numbers(self, pitch: float) -> tuple[int, int]:
        """The number of the screen being shown, and how many there are; `pitch` is the height of a line."""
        bar = self._view.verticalScrollBar()
        if self._tops is None:
            self._tops = self._lines.page_tops(OVERLAP_LINES)
        total = len(self._tops)
        if bar.value() >= bar.maximum():
            return total, total
        return bisect_right(self._tops, bar.value() + pitch / 2), total
