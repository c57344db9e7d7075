"""Keeps what is heard in sight, unless the reader has scrolled elsewhere: then it waits to be asked back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer

from gxreader.model.locator import Locator
from gxreader.qt.focus_band import clear_lines
from gxreader.qt.line_metrics import LineMetrics

if TYPE_CHECKING:
    from gxreader.qt.article_view import ArticleView

FOLLOW_AGAIN_MS = 4000  # after a hand that left what is heard in sight


class Follower:
    """Scrolls a view after the voice."""

    def __init__(self, view: ArticleView, lines: LineMetrics) -> None:
        """Scroll this view."""
        self._view = view
        self._lines = lines
        self._touched = QElapsedTimer()
        self._heard: Locator | None = None
        self.is_left = False  # the reader has scrolled away from what is heard

    def touched(self) -> None:
        """The reader's own hand has scrolled: it is left alone for a while."""
        self._touched.start()

    def at_once(self) -> None:
        """The reader has asked for the voice: what is heard is shown, whatever was scrolled before."""
        self._touched.invalidate()
        self._set_left(left=False)
        if self._heard is not None:
            self.follow(self._heard)

    def look_where_it_is(self) -> None:
        """After a hand has scrolled: a voice that is out of sight is not followed before it is asked for."""
        self._set_left(left=self._heard is not None and not self._is_in_sight(self._heard))

    def follow(self, place: Locator | None) -> None:
        """Keep a sentence in the middle third; None when nothing is heard any more."""
        self._heard = place
        if place is None:
            self._set_left(left=False)
        elif self._may_follow(place):
            self._view.ensure_part(place)
            self._show_sentence(place)

    def follow_word(self, place: Locator) -> None:
        """Keep the word there, where its sentence is longer than that."""
        self._heard = place
        span = self._view.span(place) if self._may_follow(place) else None
        if span is None:
            return
        if self._view.is_focused:
            self._view.centre(place)
            return
        top, bottom = self._lines.line_top(span[0]), self._lines.line_bottom(span[1])
        value, height = self._view.verticalScrollBar().value(), self._view.viewport().height()
        if top < value or bottom > value + height * 2 / 3:
            self._scroll(top - height / 3)

    def _show_sentence(self, place: Locator) -> None:
        span = self._view.span(place)
        if span is None:
            return
        if self._view.is_focused:
            self._view.centre(place)
            return
        top, bottom = self._lines.line_top(span[0]), self._lines.line_bottom(span[1])
        height, value = self._view.viewport().height(), self._view.verticalScrollBar().value()
        pitch = self._view.pitch
        lead = height / 3 if bottom - top < height / 2 else pitch
        if top - value < lead - pitch or bottom - value > height * 2 / 3:
            self._scroll(top - lead)

    def _scroll(self, top: float) -> None:
        bar, target = self._view.verticalScrollBar(), self._lines.snap(max(0.0, top))
        if round(min(target, bar.maximum())) != bar.value():
            self._view.scroll_to_height(target)

    def _may_follow(self, place: Locator) -> bool:
        if self.is_left:
            self._set_left(left=not self._is_in_sight(place))  # it may have come to where the reader is
            return False
        return not (self._touched.isValid() and self._touched.elapsed() < FOLLOW_AGAIN_MS)

    @property
    def heard_in_sight(self) -> Locator | None:
        """What is heard, or was when the voice paused, if it can be seen."""
        return self._heard if self._heard is not None and self._is_in_sight(self._heard) else None

    def _is_in_sight(self, place: Locator) -> bool:
        span = self._view.span(place)
        if span is None:
            return False
        height = self._view.viewport().height()
        middle = self._view.line_middle(span[0]) - self._view.verticalScrollBar().value()
        if self._view.is_focused:
            pitch = self._view.pitch
            return abs(middle - height / 2) <= clear_lines(height, pitch) / 2 * pitch
        return 0 <= middle <= height

    def _set_left(self, *, left: bool) -> None:
        if left != self.is_left:
            self.is_left = left
            self._view.voice_left.emit(left)
