"""What every destination of sound can do, and what it reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec

from gxreader.errors import DeviceMissing
from gxreader.speech.values import Ear


class Position(msgspec.Struct, frozen=True):
    """What is being heard now: this many milliseconds of the saying with this ticket."""

    ticket: int
    milliseconds: float


class Drained(msgspec.Struct, frozen=True):
    """The last sample of a saying has been heard."""

    ticket: int


class Failed(msgspec.Struct, frozen=True):
    """There is no device (any more): the queue is lost. `told` if the reader knows it already."""

    error: DeviceMissing
    told: bool = False


class Found(msgspec.Struct, frozen=True):
    """Sound can be heard again: what is queued elsewhere is to be queued anew."""


SinkReport = Drained | Failed | Found


class AudioSink(Protocol):
    """A queue of sayings that are heard one after the other without a gap. No method blocks."""

    def connect(self, report: Callable[[SinkReport], None]) -> None:
        """Report to this listener, from any thread."""

    def enqueue(self, ticket: int, pcm: bytes, sample_rate: int) -> None:
        """Hear this after all that is queued: one channel of signed 16-bit samples."""

    def pause(self) -> None:
        """Fall silent, and keep the place to the sample."""

    def resume(self) -> None:
        """Go on with the very next sample."""

    def flush(self) -> None:
        """Forget the queue, unreported."""

    def position(self) -> Position | None:
        """What is being heard; None when nothing is."""

    def set_volume(self, volume: float) -> None:
        """From 0.0, silence, to 1.0; at once, also for what is queued."""

    def set_ear(self, ear: Ear) -> None:
        """The ear that hears it; at once, also for what is queued."""

    def close(self) -> None:
        """Let the device go."""
