"""The computer's sound device, through miniaudio (see docs/decisions/0010-sound-device.md).

The device asks for samples in a thread of its own; between sayings and while paused it is given silence, so
that the next sound is immediate, and it is let go when nothing has been heard for a while.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Generator
from enum import Enum, auto
from typing import Any

from gxreader.errors import DeviceMissing
from gxreader.speech.sinks.alsa import hush
from gxreader.speech.sinks.feed import Feed
from gxreader.speech.sinks.sink import Drained, Failed, Found, Position, SinkReport
from gxreader.speech.values import Ear

PERIOD_MILLISECONDS = 60
PERIODS = 2
IDLE_SECONDS = 30.0
# What a device still holds when it asks for more: measured for PulseAudio; others fill all periods at once.
PULSE_AHEAD_MILLISECONDS = 25
# How long another Python thread may keep the device's thread waiting: with the usual 5 ms, two busy threads
# made 13 gaps in 5 s of sound, with this none.
SWITCH_SECONDS = 0.001
STALL_SECONDS = 4.0  # a device that asks for nothing for so long is gone
STOPPED_SECONDS = 0.3  # the same for one that said it was stopped: the system does not always tell
LOST_AGAIN_SECONDS = 10.0  # a device lost again so soon is no help


class _End(Enum):
    """Why a device is closed."""

    CLOSED = auto()
    IDLE = auto()
    CHANNELS = auto()
    LOST = auto()


class DeviceSink:
    """Plays through the default device, opened by a thread of its own when there is something to hear."""

    def __init__(self, idle_seconds: float = IDLE_SECONDS) -> None:
        """Open nothing yet."""
        self._feed = Feed(self._drained)
        self._idle_seconds = idle_seconds
        self._report: Callable[[SinkReport], None] = lambda _report: None
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._device: Any = None
        self._looking = False
        self._stopped = threading.Event()
        self._lost_at = -LOST_AGAIN_SECONDS

    @property
    def is_open(self) -> bool:
        """Whether the device is held at the moment."""
        return self._device is not None

    def connect(self, report: Callable[[SinkReport], None]) -> None:
        """Report to this listener, from the device's thread."""
        self._report = report

    def enqueue(self, ticket: int, pcm: bytes, sample_rate: int) -> None:
        """Queue a saying, and see to it that the device is open."""
        self._feed.add(ticket, pcm, sample_rate)
        with self._changed:
            self._wake()

    def look(self) -> None:
        """See whether a device can be opened; report Found if so, and nothing if not."""
        with self._changed:
            self._looking = True
            self._wake()

    def _wake(self) -> None:
        if self._thread is None and not self._closed:
            self._thread = threading.Thread(target=self._run, name="sound-device", daemon=True)
            self._thread.start()
        self._changed.notify()

    def pause(self) -> None:
        """Give the device silence from its next request on; what it holds (some 0.06 s) is still heard."""
        self._feed.paused = True

    def resume(self) -> None:
        """Go on with the very next sample."""
        self._feed.paused = False
        with self._changed:
            self._changed.notify()

    def flush(self) -> None:
        """Forget the queue."""
        self._feed.clear()

    def position(self) -> Position | None:
        """What is being heard."""
        return self._feed.position()

    def set_volume(self, volume: float) -> None:
        """Change the volume, heard within 0.1 s."""
        self._feed.volume = volume

    def set_ear(self, ear: Ear) -> None:
        """The ear that hears it: heard within 0.1 s, or 0.3 s where the device must be opened anew for it."""
        self._feed.ear = ear
        with self._changed:
            self._changed.notify()

    def close(self) -> None:
        """Let the device go."""
        with self._changed:
            self._closed = True
            self._changed.notify()
            thread = self._thread
        self._feed.clear()
        if thread is not None:
            thread.join(1.0)

    def _drained(self, ticket: int) -> None:
        self._report(Drained(ticket))

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._looking or self._feed.is_busy)
                if self._closed:
                    return
                looking, self._looking = self._looking, False
            try:
                self._device = open_device(self._feed, self._stopped)
            except DeviceMissing as error:
                if not looking:
                    self._lose(error)
                continue
            if looking:
                self._report(Found())
            usual = sys.getswitchinterval()
            sys.setswitchinterval(SWITCH_SECONDS)
            end = self._watch()
            sys.setswitchinterval(usual)
            _close(self._device)
            self._device = None
            self._ended(end)

    def _watch(self) -> _End:
        """Wait until the device has to be closed, and tell why."""
        while True:
            with self._changed:
                self._changed.wait(0.2 if self._stopped.is_set() else 1.0)
                if self._closed:
                    return _End.CLOSED
                self._looking = False
            now = time.monotonic()
            silent_for = now - self._feed.asked_at
            if silent_for > STALL_SECONDS or (self._stopped.is_set() and silent_for > STOPPED_SECONDS):
                return _End.LOST
            if self._feed.needs_two_channels:
                return _End.CHANNELS
            if not self._feed.is_busy and now - self._feed.busy_at > self._idle_seconds:
                return _End.IDLE

    def _ended(self, end: _End) -> None:
        """After the device: what it still held goes on with the next, which is opened at once if needed."""
        if end is not _End.LOST:
            self._feed.finish()
            return
        now = time.monotonic()
        again, self._lost_at = now - self._lost_at < LOST_AGAIN_SECONDS, now
        if again:
            self._lose(DeviceMissing("speech.device-lost"))
        else:
            self._feed.rewind()  # another one may have become the computer's own meanwhile

    def _lose(self, error: DeviceMissing) -> None:
        lost = time.monotonic() - self._lost_at < LOST_AGAIN_SECONDS
        self._feed.clear()
        self._report(Failed(DeviceMissing("speech.device-lost") if lost else error))


def open_device(feed: Feed, stopped: threading.Event) -> Any:
    """Open the default device and let it ask `feed` for sound; `stopped` is set when it stops by itself.

    Raises DeviceMissing.
    """
    channels = 1 if feed.ear is Ear.BOTH else 2
    try:
        import miniaudio

        hush()
        backends = [kind for kind in miniaudio.Backend if kind is not miniaudio.Backend.NULL]
        device = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=channels,
            sample_rate=feed.sample_rate,
            buffersize_msec=PERIOD_MILLISECONDS,
            callback_periods=PERIODS,
            backends=backends,
            app_name="gxreader",
        )
        held = (PERIODS - 1) * PERIOD_MILLISECONDS
        ahead = PULSE_AHEAD_MILLISECONDS if device.backend == "PulseAudio" else held
        feed.channels = channels
        feed.begin(ahead)
        stopped.clear()
        device.stop_callback = stopped.set
        source = _requests(feed)
        next(source)
        device.start(source)
    except (ImportError, OSError) as error:
        raise DeviceMissing("speech.device-missing") from error
    except miniaudio.MiniaudioError as error:
        raise DeviceMissing("speech.device-missing") from error
    return device


def _requests(feed: Feed) -> Generator[bytes, int, None]:
    frames = yield b""
    while True:
        frames = yield feed.take(frames)


def _close(device: Any) -> None:
    """Close by a thread that may hang: some systems never return from closing a device that is gone."""
    closing = threading.Thread(target=device.close, name="sound-device-closing", daemon=True)
    closing.start()
    closing.join(2.0)
