"""One request to a host at a time, whoever asks; small servers of small towns are not flooded.

There is no pause between requests: a reader asks for one page after another, not for thousands.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from gxreader.load.web.lifeline import Lifeline

_LOOK_EVERY = 0.05  # seconds
LONGEST_WAIT = 20.0  # seconds: politeness is no reason not to read


class Turns:
    """Who is at which host. Each kind of request (its key) has turns of its own."""

    def __init__(self) -> None:
        """Begin with nobody anywhere."""
        self._changed = threading.Condition()
        self._there: dict[str, int] = {}

    def take(
        self, key: str, at_once: int, lifeline: Lifeline, longest: float = LONGEST_WAIT
    ) -> Callable[[], None]:
        """Wait for a turn, and return what ends it; cutting the lifeline ends it, or the waiting, too.

        After `longest` seconds the turn is taken as it is.
        """
        end = time.monotonic() + longest
        with self._changed:
            while self._there.get(key, 0) >= at_once and not lifeline.is_cut and time.monotonic() < end:
                self._changed.wait(_LOOK_EVERY)
            self._there[key] = self._there.get(key, 0) + 1
        turn = _Turn(self, key)
        lifeline.hold(turn.end)
        return turn.end

    def leave(self, key: str) -> None:
        """One is there no longer."""
        with self._changed:
            left = self._there[key] - 1
            if left:
                self._there[key] = left
            else:
                del self._there[key]
            self._changed.notify_all()


class _Turn:
    """Ends once, however often it is told to."""

    def __init__(self, turns: Turns, key: str) -> None:
        self._turns = turns
        self._key = key
        self._open = True
        self._lock = threading.Lock()

    def end(self) -> None:
        with self._lock:
            was_open, self._open = self._open, False
        if was_open:
            self._turns.leave(self._key)


TURNS = Turns()  # of this process: several loaders may be at work
