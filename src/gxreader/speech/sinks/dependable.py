"""The device while there is one, silence in real time while there is not."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from gxreader.speech.sinks.sink import AudioSink, Drained, Failed, Found, Position, SinkReport
from gxreader.speech.values import Ear

RETRY_SECONDS = 3.0  # while it is read in silence, a device is looked for so often


class FindableSink(AudioSink, Protocol):
    """A sink that can be gone and come back."""

    def look(self) -> None:
        """See, in a thread of its own, whether there is a device; report Found if there is."""


class DependableSink:
    """Hands everything to the device; when that fails, to the spare, and says so once."""

    def __init__(
        self, device: FindableSink, spare: AudioSink, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin with the device."""
        self._device = device
        self._spare = spare
        self._active: AudioSink = device
        self._clock = clock
        self._looked_at = 0.0
        self._told = False
        self._paused = False
        self._report: Callable[[SinkReport], None] = lambda _report: None
        device.connect(self._from_device)
        spare.connect(self._from_spare)

    def connect(self, report: Callable[[SinkReport], None]) -> None:
        """Report to this listener, from any thread."""
        self._report = report

    def enqueue(self, ticket: int, pcm: bytes, sample_rate: int) -> None:
        """Queue a saying where sound goes at present."""
        self._active.enqueue(ticket, pcm, sample_rate)

    def pause(self) -> None:
        """Fall silent."""
        self._paused = True
        self._active.pause()

    def resume(self) -> None:
        """Go on."""
        self._paused = False
        self._active.resume()

    def flush(self) -> None:
        """Forget the queue; a good moment to see whether the device is back."""
        self._active.flush()
        self._look()

    def position(self) -> Position | None:
        """What is being heard, or would be; asked for all the time, so that it also tells when to look."""
        if not self._paused:
            self._look()
        return self._active.position()

    def _look(self) -> None:
        now = self._clock()
        if self._active is self._spare and now - self._looked_at >= RETRY_SECONDS:
            self._looked_at = now
            self._device.look()

    def set_volume(self, volume: float) -> None:
        """For now and for later."""
        self._device.set_volume(volume)
        self._spare.set_volume(volume)

    def set_ear(self, ear: Ear) -> None:
        """For now and for later."""
        self._device.set_ear(ear)
        self._spare.set_ear(ear)

    def close(self) -> None:
        """Let both go."""
        self._device.close()
        self._spare.close()

    def _from_device(self, report: SinkReport) -> None:
        if isinstance(report, Drained):
            self._told = False
            self._report(report)
            return
        if isinstance(report, Found):
            if self._active is self._spare:
                self._use(self._device)
                self._spare.flush()
                self._report(report)
            return
        self._looked_at = self._clock()
        self._use(self._spare)
        told, self._told = self._told, True
        self._report(Failed(report.error, told=told))

    def _from_spare(self, report: SinkReport) -> None:
        self._report(report)

    def _use(self, sink: AudioSink) -> None:
        self._active = sink
        if self._paused:
            sink.pause()
        else:
            sink.resume()
