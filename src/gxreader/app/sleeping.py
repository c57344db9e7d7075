"""The sleep timer: reading grows softer and ends after a while, and the place is kept."""

from __future__ import annotations

import time
from collections.abc import Callable

END = "end"  # of the article, or of the part of a long work that is being read
CHOICES = ("", "15", "30", "60", END)  # minutes of reading; empty: none
FADE_SECONDS = 8.0
_MINUTE = 60.0
_MOST = 1.0  # seconds between two looks that count: a pause is no reading, and the computer may have slept


class SleepTimer:
    """Counts the time that is read aloud. It has no clock of its own: `fade` is asked all the time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin without a wish."""
        self._clock = clock
        self._last: float | None = None
        self.choice = ""
        self.left = 0.0  # seconds of reading

    def next(self) -> None:
        """The next choice; after the last comes none."""
        self.choice = CHOICES[(CHOICES.index(self.choice) + 1) % len(CHOICES)]
        self.left = float(self.choice) * _MINUTE if self.choice.isdigit() else 0.0
        self._last = None

    def words(self, *, has_parts: bool) -> tuple[str, dict[str, str | int]]:
        """The message that tells the choice, with the time of day at which reading will end."""
        if self.choice.isdigit():
            end = time.strftime("%H:%M", time.localtime(time.time() + self.left))
            return "say.sleep", {"minutes": int(self.choice), "time": end}
        if self.choice == END:
            return ("say.sleep-part" if has_parts else "say.sleep-article"), {}
        return "say.sleep-off", {}

    def clear(self) -> None:
        """No wish any more."""
        self.choice = ""
        self._last = None

    def take_end(self) -> bool:
        """Whether the end that has come was wished for; the wish is fulfilled."""
        is_wished = self.choice == END
        if is_wished:
            self.clear()
        return is_wished

    def fade(self) -> float:
        """How loud it may still be, 1.0 to 0.0, where 0.0 means that the time has come."""
        if not self.choice.isdigit():
            return 1.0
        now = self._clock()
        if self._last is not None:
            self.left -= min(now - self._last, _MOST)
        self._last = now
        return min(max(self.left / FADE_SECONDS, 0.0), 1.0)
