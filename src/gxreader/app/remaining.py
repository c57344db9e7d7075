"""How much of a recording is left, in sentences and in time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from gxreader.app.recording_plan import Plan
from gxreader.app.recording_values import Progress

if TYPE_CHECKING:
    from gxreader.speech.script import Sentence

_SURE_SECONDS = 2.0  # of work, before anything is said of the time
_EVERY_SECONDS = 0.1


class Remaining:
    """Counts what was spoken, and tells of it a few times a second."""

    def __init__(
        self, plan: Plan, missing: list[int], sentences: int, told: Callable[[Progress], None]
    ) -> None:
        """Count from what is there already."""
        self._told = told
        self._total = sentences
        left = [plan.pieces[number] for number in missing]
        self._done = sentences - sum(piece.stop - piece.first for piece in left)
        self._seconds_left = sum(piece.seconds for piece in left)
        self._all_seconds = self._seconds_left
        self._rates = {
            index: piece.seconds / (piece.stop - piece.first)
            for piece in left
            for index in range(piece.first, piece.stop)
        }
        self._begun = self._last = time.monotonic()

    def spoke(self, sentence: Sentence) -> None:
        """One more sentence is spoken, or found unspeakable."""
        self._done += 1
        self._seconds_left -= self._rates[sentence.index]
        now = time.monotonic()
        if now - self._last >= _EVERY_SECONDS or self._done == self._total:
            self._last = now
            self.tell()

    def tell(self) -> None:
        """Tell how far it is."""
        worked = self._last - self._begun
        heard = self._all_seconds - self._seconds_left
        left = None
        if worked >= _SURE_SECONDS and heard > 0:
            left = worked * max(self._seconds_left, 0.0) / heard
        self._told(Progress(self._done, self._total, left))
