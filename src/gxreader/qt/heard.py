"""What is heard, on the view: sentence and word are marked and kept in sight, while somebody can see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from gxreader.app.reader import Reader
from gxreader.model.locator import Locator
from gxreader.qt.article_view import ArticleView
from gxreader.speech.state import PlayerState

if TYPE_CHECKING:
    from gxreader.speech.script import Sentence

POSITION_CLOCK_MS = 20


class Heard:
    """Reads the position clock while a voice speaks, and passes on what it tells."""

    def __init__(self, reader: Reader, view: ArticleView, parent: QWidget) -> None:
        """Show on this view."""
        self._reader = reader
        self._view = view
        self._in_sight = True
        self._sentence: Locator | None = None
        self._word: Locator | None = None
        self._clock = QTimer(parent)
        self._clock.setInterval(POSITION_CLOCK_MS)
        self._clock.timeout.connect(reader.listening.poll)
        reader.listening.sentence_changed.connect(self._sentence_changed)
        reader.listening.word_changed.connect(self._word_changed)
        reader.listening.state_changed.connect(self._state_changed)
        reader.listening.asked.connect(lambda _nothing: view.follow_at_once())

    def set_in_sight(self, *, in_sight: bool) -> None:
        """Another screen covers the view, or no longer: nothing is painted that nobody sees."""
        if in_sight != self._in_sight:
            self._in_sight = in_sight
            if in_sight:
                self._view.mark_sentence(self._sentence)
                self._view.mark_word(self._word)

    def stop(self) -> None:
        """The window closes."""
        self._clock.stop()

    def _sentence_changed(self, sentence: Sentence | None) -> None:
        self._sentence, self._word = sentence.place if sentence else None, None
        if self._in_sight:
            self._view.mark_sentence(self._sentence, follow=self._follows)

    def _word_changed(self, place: Locator | None) -> None:
        self._word = place
        if self._in_sight:
            self._view.mark_word(place, follow=self._follows)

    @property
    def _follows(self) -> bool:
        """What is pointed at stays under the pointer."""
        return not self._reader.listening.is_pointed

    def _state_changed(self, state: PlayerState) -> None:
        if state in {PlayerState.PLAYING, PlayerState.LOADING}:
            if not self._clock.isActive() and self._follows:
                self._view.follow_at_once()
            self._clock.start()
        else:
            self._clock.stop()
            if self._follows and self._reader.session.article is not None:
                self._view.put_caret_at(self._reader.listening.here)
        if state is PlayerState.IDLE:
            self._sentence = self._word = None
            self._view.mark_sentence(None)
