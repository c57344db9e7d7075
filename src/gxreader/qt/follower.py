"""Keeps what is heard in sight, unless the reader has just scrolled elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer

from gxreader.model.locator import Locator
from gxreader.qt.line_metrics import LineMetrics

if TYPE_CHECKING:
    from gxreader.qt.article_view import ArticleView

FOLLOW_AGAIN_MS = 4000


class Follower:
    """Scrolls a view after the voice."""

    def __init__(self, view: ArticleView, lines: LineMetrics) -> None:
        """Scroll this view."""
        self._view = view
        self._lines = lines
        self._touched = QElapsedTimer()

    def touched(self) -> None:
        """The reader's own hand has scrolled: it is left alone for a while."""
        self._touched.start()

    def at_once(self) -> None:
        """The reader has asked for the voice: what is heard is shown, whatever was scrolled before."""
        self._touched.invalidate()

    @property
    def _rests(self) -> bool:
        return self._touched.isValid() and self._touched.elapsed() < FOLLOW_AGAIN_MS

    def follow(self, place: Locator) -> None:
        """Keep a sentence in the middle third."""
        if self._rests:
            return
        self._view.ensure_part(place)
        span = self._view.span(place)
        if span is None:
            return
        top, bottom = self._lines.line_top(span[0]), self._lines.line_bottom(span[1])
        height, value = self._view.viewport().height(), self._view.verticalScrollBar().value()
        if top - value < 0 or bottom - value > height * 2 / 3:
            lead = height / 3 if bottom - top < height / 2 else self._view.pitch
            self._view.scroll_to_height(self._lines.snap(max(0.0, top - lead)))

    def follow_word(self, place: Locator) -> None:
        """Keep the word in sight where its sentence is longer than the screen."""
        span = self._view.span(place)
        if span is None or self._rests:
            return
        top, bottom = self._lines.line_top(span[0]), self._lines.line_bottom(span[1])
        value, height = self._view.verticalScrollBar().value(), self._view.viewport().height()
        if top < value or bottom > value + height:
            self._view.scroll_to_height(self._lines.snap(max(0.0, top - height / 4)))
