"""The queue a sound device draws from, with the account of what has been heard of it."""

from __future__ import annotations

import array
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from gxreader.speech.sinks.resample import resampled
from gxreader.speech.sinks.sink import Position
from gxreader.speech.values import BYTES_A_SAMPLE, Ear

DEFAULT_RATE = 22050


@dataclass
class _Saying:
    ticket: int
    pcm: bytes
    taken: int = 0  # bytes


@dataclass(frozen=True)
class _Delivery:
    """Frames `first` up to `last` of all given to the device are frames `offset`... of a saying."""

    saying: _Saying
    first: int
    last: int
    offset: int
    is_end: bool


class Feed:
    """Filled by the player's thread, drawn from by the device's; one lock, never held for long."""

    def __init__(self, drained: Callable[[int], None]) -> None:
        """Call `drained(ticket)` from the device's thread when a saying has been heard to its end."""
        self.sample_rate = DEFAULT_RATE
        self.volume = 1.0
        self.paused = False
        self.channels = 1  # of the device
        self.ear = Ear.BOTH
        self.asked_at = 0.0
        self.busy_at = 0.0
        self._drained = drained
        self._lock = threading.Lock()
        self._queue: deque[_Saying] = deque()
        self._deliveries: deque[_Delivery] = deque()
        self._given = 0  # frames since the device was opened, silence included
        self._before = 0  # the same, before the last request
        self._ahead = 0  # frames the device holds besides those of the last request

    @property
    def is_busy(self) -> bool:
        """Whether there is anything to hear that is not paused."""
        return bool(self._queue or self._deliveries) and not self.paused

    def begin(self, ahead_milliseconds: float) -> None:
        """Start the account anew for a device that holds so much beside its last request."""
        with self._lock:
            self._given = self._before = 0
            self._deliveries.clear()
            self._ahead = round(ahead_milliseconds * self.sample_rate / 1000)
            self.asked_at = self.busy_at = time.monotonic()

    @property
    def needs_two_channels(self) -> bool:
        """Whether the device has fewer channels than the wish for one ear needs."""
        return self.ear is not Ear.BOTH and self.channels == 1

    def rewind(self) -> None:
        """The device is gone: what it was given and has not played for certain is queued again."""
        with self._lock:
            heard = self._before - self._ahead
            lost = [delivery for delivery in self._deliveries if delivery.last > heard]
            self._deliveries.clear()
            for delivery in reversed(lost):
                saying = delivery.saying
                saying.taken = (delivery.offset + max(heard - delivery.first, 0)) * BYTES_A_SAMPLE
                if not self._queue or self._queue[0] is not saying:
                    self._queue.appendleft(saying)

    def finish(self) -> None:
        """The device is being closed and plays what it was given to the end: that counts as heard."""
        with self._lock:
            ended = self._account(self._given)
        for ticket in ended:
            self._drained(ticket)

    def add(self, ticket: int, pcm: bytes, sample_rate: int) -> None:
        """Queue a saying, at the device's rate."""
        sound = resampled(pcm, sample_rate, self.sample_rate)
        with self._lock:
            self._queue.append(_Saying(ticket, sound))

    def clear(self) -> None:
        """Forget what is queued and what is on its way."""
        with self._lock:
            self._queue.clear()
            self._deliveries.clear()

    def take(self, frames: int) -> bytes:
        """The next `frames` samples for the device: sound, or silence. Called by the device's thread."""
        with self._lock:
            now = time.monotonic()
            self._before = self._given
            ended = self._account(self._before - self._ahead)
            sound = b"" if self.paused else self._draw(frames)
            self._given += frames
            self.asked_at = now
            if sound or self._deliveries:
                self.busy_at = now
            volume = self.volume
        for ticket in ended:
            self._drained(ticket)
        whole = _louder(sound, volume) + bytes(frames * BYTES_A_SAMPLE - len(sound))
        return whole if self.channels == 1 else _two_channels(whole, self.ear)

    def position(self) -> Position | None:
        """What is being heard at this moment: the device plays on evenly between its requests."""
        with self._lock:
            since = round((time.monotonic() - self.asked_at) * self.sample_rate)
            heard = min(self._before + since, self._given) - self._ahead
            for delivery in self._deliveries:
                if heard < delivery.last:
                    frame = delivery.offset + max(heard - delivery.first, 0)
                    return Position(delivery.saying.ticket, frame * 1000 / self.sample_rate)
            if self._queue and self._queue[0].taken:  # paused within this saying
                saying = self._queue[0]
                return Position(saying.ticket, saying.taken / BYTES_A_SAMPLE * 1000 / self.sample_rate)
            if self._deliveries:
                end = self._deliveries[-1]
                frame = end.offset + end.last - end.first
                return Position(end.saying.ticket, frame * 1000 / self.sample_rate)
            return None

    def _draw(self, frames: int) -> bytes:
        sound = b""
        wanted = frames * BYTES_A_SAMPLE
        while self._queue and len(sound) < wanted:
            saying = self._queue[0]
            piece = saying.pcm[saying.taken : saying.taken + wanted - len(sound)]
            first = self._given + len(sound) // BYTES_A_SAMPLE
            offset = saying.taken // BYTES_A_SAMPLE
            saying.taken += len(piece)
            is_end = saying.taken >= len(saying.pcm)
            last = first + len(piece) // BYTES_A_SAMPLE
            self._deliveries.append(_Delivery(saying, first, last, offset, is_end))
            sound += piece
            if is_end:
                self._queue.popleft()
        return sound

    def _account(self, heard: int) -> list[int]:
        """Strike out what has been heard; the tickets that ended with it."""
        ended: list[int] = []
        while self._deliveries and self._deliveries[0].last <= heard:
            delivery = self._deliveries.popleft()
            if delivery.is_end:
                ended.append(delivery.saying.ticket)
        return ended


def _louder(sound: bytes, volume: float) -> bytes:
    if volume >= 1.0:
        return sound
    samples = array.array("h", sound)
    return array.array("h", [round(sample * volume) for sample in samples]).tobytes()


def _two_channels(sound: bytes, ear: Ear) -> bytes:
    """One channel as two, of which the other ear's is silent."""
    samples = array.array("h", sound)
    both = array.array("h", bytes(2 * len(sound)))
    if ear is not Ear.RIGHT:
        both[0::2] = samples
    if ear is not Ear.LEFT:
        both[1::2] = samples
    return both.tobytes()
