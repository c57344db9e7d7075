"""The clock of one fetch: how long it may still take, and how far it is."""

from __future__ import annotations

import time

_PACE_BYTES = 64 * 1024  # a file that goes on beyond the first deadline brings so much ...
_PACE_SECONDS = 10.0  # ... in every ten seconds


class Watch:
    """Set by the thread that fetches, looked at by the one that waits.

    It runs from `begin`, so that waiting for one's turn at a host costs no time.
    """

    def __init__(
        self,
        seconds: float,
        longest: float,
        *,
        pace_bytes: int = _PACE_BYTES,
        pace_seconds: float = _PACE_SECONDS,
    ) -> None:
        """Allow `seconds`; once prolonged, `longest` as long as `pace_bytes` come in `pace_seconds`."""
        self.done = 0  # bytes that came, packed as they come
        self.expected = 0  # bytes announced; 0 is unknown
        self._seconds = seconds
        self._longest = max(seconds, longest)
        self._begun: float | None = None
        self._prolonged = False
        self._pace_bytes = pace_bytes
        self._pace_seconds = pace_seconds
        self._mark = (0, 0.0)  # how many bytes had come, and when that was

    @property
    def over(self) -> bool:
        """Whether it takes too long."""
        return self.left() <= 0

    def left(self) -> float:
        """Seconds before it takes too long, as things are now."""
        if self._begun is None:
            return self._seconds
        end = self._begun + self._seconds
        if self._prolonged:
            end = max(end, min(self._begun + self._longest, self._mark[1] + self._pace_seconds))
        return end - time.monotonic()

    def begin(self) -> None:
        """Let the clock run, if it does not yet."""
        if self._begun is None:
            self._begun = time.monotonic()
            self._mark = (0, self._begun)

    def prolong(self) -> None:
        """This is a file, which may take longer than a page."""
        self._prolonged = True

    def expect(self, total: int, done: int = 0) -> None:
        """A new body begins, of which `done` bytes are there already."""
        self.done, self.expected = done, total
        self._mark = (done, self._mark[1])

    def arrived(self, count: int) -> None:
        """Some more bytes came."""
        self.done += count
        if self.done - self._mark[0] >= self._pace_bytes:
            self._mark = (self.done, time.monotonic())
