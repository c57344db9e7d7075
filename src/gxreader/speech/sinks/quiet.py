"""Sound that goes nowhere, in real time: the highlight still runs on a computer without a sound device."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from gxreader.speech.sinks.sink import Drained, Position, SinkReport
from gxreader.speech.sinks.timed import TimedQueue
from gxreader.speech.values import Ear


class QuietSink:
    """Takes exactly as long as the sound would."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin at rest; a thread waits for the end of each saying once there is one."""
        self._clock = clock
        self._queue = TimedQueue()
        self._report: Callable[[SinkReport], None] = lambda _report: None
        self._changed = threading.Condition()
        self._paused = False
        self._closed = False
        self._last = clock()
        self._thread: threading.Thread | None = None

    def connect(self, report: Callable[[SinkReport], None]) -> None:
        """Report to this listener, from the waiting thread."""
        self._report = report

    def enqueue(self, ticket: int, pcm: bytes, sample_rate: int) -> None:
        """Queue a saying."""
        with self._changed:
            if not self._queue:
                self._last = self._clock()
            self._queue.add(ticket, pcm, sample_rate)
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="quiet-sink", daemon=True)
                self._thread.start()
            self._changed.notify()

    def pause(self) -> None:
        """Stop the clock."""
        self._switch(paused=True)

    def resume(self) -> None:
        """Let the clock run."""
        self._switch(paused=False)

    def flush(self) -> None:
        """Forget the queue."""
        with self._changed:
            self._queue.clear()
            self._changed.notify()

    def position(self) -> Position | None:
        """What would be heard now; a saying that has just ended counts as its very end."""
        with self._changed:
            position, remaining = self._queue.position, self._queue.remaining
            if position is None or remaining is None or self._paused:
                return position
            gone = (self._clock() - self._last) * 1000
            return Position(position.ticket, position.milliseconds + min(gone, remaining))

    def set_volume(self, volume: float) -> None:
        """Silence has no volume."""

    def set_ear(self, _ear: Ear) -> None:
        """Nobody hears silence."""

    def close(self) -> None:
        """End the waiting thread."""
        with self._changed:
            self._closed = True
            self._queue.clear()
            self._changed.notify()

    def _switch(self, *, paused: bool) -> None:
        with self._changed:
            now = self._clock()
            ended = () if self._paused else self._queue.advance((now - self._last) * 1000)
            self._last = now
            self._paused = paused
            self._changed.notify()
        for ticket in ended:
            self._report(Drained(ticket))

    def _run(self) -> None:
        while True:
            with self._changed:
                if self._closed:
                    return
                now = self._clock()
                ended = () if self._paused else self._queue.advance((now - self._last) * 1000)
                self._last = now
                if not ended:
                    remaining = self._queue.remaining
                    idle = self._paused or remaining is None
                    self._changed.wait(None if idle or remaining is None else remaining / 1000)
            for ticket in ended:
                self._report(Drained(ticket))
