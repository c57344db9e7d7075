"""A sink whose time passes when told to: for tests, and for measuring what a player would do."""

from __future__ import annotations

from collections.abc import Callable

from gxreader.errors import DeviceMissing
from gxreader.speech.sinks.sink import Drained, Failed, Found, Position, SinkReport
from gxreader.speech.sinks.timed import TimedQueue
from gxreader.speech.values import Ear


class VirtualSink:
    """Hears everything, instantly and in silence, as its clock is moved on."""

    def __init__(self) -> None:
        """Begin at rest."""
        self.volume = 1.0
        self.ear = Ear.BOTH
        self.is_there = True
        self.looked = 0
        self.paused = False
        self.heard: list[int] = []
        self._queue = TimedQueue()
        self._report: Callable[[SinkReport], None] = lambda _report: None

    def connect(self, report: Callable[[SinkReport], None]) -> None:
        """Report to this listener."""
        self._report = report

    def enqueue(self, ticket: int, pcm: bytes, sample_rate: int) -> None:
        """Queue a saying."""
        self._queue.add(ticket, pcm, sample_rate)

    def pause(self) -> None:
        """Stop the clock."""
        self.paused = True

    def resume(self) -> None:
        """Let the clock run."""
        self.paused = False

    def flush(self) -> None:
        """Forget the queue."""
        self._queue.clear()

    def position(self) -> Position | None:
        """What is being heard."""
        return self._queue.position

    def set_volume(self, volume: float) -> None:
        """Note the volume."""
        self.volume = volume

    def set_ear(self, ear: Ear) -> None:
        """Note the ear."""
        self.ear = ear

    def look(self) -> None:
        """Find it again, if a test has put it back."""
        self.looked += 1
        if self.is_there:
            self._report(Found())

    def close(self) -> None:
        """Nothing to let go."""

    @property
    def queued(self) -> int:
        """How many sayings wait or are heard."""
        return len(self._queue)

    def advance(self, milliseconds: float) -> None:
        """Let time pass, unless paused."""
        if self.paused:
            return
        for ticket in self._queue.advance(milliseconds):
            self.heard.append(ticket)
            self._report(Drained(ticket))

    def fail(self, error: DeviceMissing) -> None:
        """Lose the device."""
        self._queue.clear()
        self._report(Failed(error))
