"""The computer's sound device, through miniaudio (see docs/decisions/0010-sound-device.md).

The device asks for samples in a thread of its own; between sayings and while paused it is given silence, so
that the next sound is immediate, and it is let go when nothing has been heard for a while.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Generator
from typing import Any

from gxreader.errors import DeviceMissing
from gxreader.speech.sinks.alsa import hush
from gxreader.speech.sinks.feed import Feed
from gxreader.speech.sinks.sink import Drained, Failed, Position, SinkReport

PERIOD_MILLISECONDS = 60
PERIODS = 2
IDLE_SECONDS = 30.0
# What a device still holds when it asks for more: measured for PulseAudio; others fill all periods at once.
PULSE_AHEAD_MILLISECONDS = 25
# How long another Python thread may keep the device's thread waiting: with the usual 5 ms, two busy threads
# made 13 gaps in 5 s of sound, with this none.
SWITCH_SECONDS = 0.001
STALL_SECONDS = 4.0  # a device that asks for nothing for so long is gone


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
                self._changed.wait_for(lambda: self._closed or self._feed.is_busy)
                if self._closed:
                    return
            try:
                self._device = open_device(self._feed)
            except DeviceMissing as error:
                self._lose(error)
                continue
            usual = sys.getswitchinterval()
            sys.setswitchinterval(SWITCH_SECONDS)
            lost = self._watch()
            sys.setswitchinterval(usual)
            _close(self._device)
            self._device = None
            if lost:
                self._lose(DeviceMissing("speech.device-lost"))

    def _watch(self) -> bool:
        """Wait until the device is idle, to be closed (False), or gone (True)."""
        while True:
            with self._changed:
                self._changed.wait(1.0)
                if self._closed:
                    return False
            now = time.monotonic()
            if now - self._feed.asked_at > STALL_SECONDS:
                return True
            if not self._feed.is_busy and now - self._feed.busy_at > self._idle_seconds:
                return False

    def _lose(self, error: DeviceMissing) -> None:
        self._feed.clear()
        self._report(Failed(error))


def open_device(feed: Feed) -> Any:
    """Open the default device and let it ask `feed` for sound. Raises DeviceMissing."""
    try:
        import miniaudio

        hush()
        backends = [kind for kind in miniaudio.Backend if kind is not miniaudio.Backend.NULL]
        device = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=feed.sample_rate,
            buffersize_msec=PERIOD_MILLISECONDS,
            callback_periods=PERIODS,
            backends=backends,
            app_name="gxreader",
        )
        held = (PERIODS - 1) * PERIOD_MILLISECONDS
        ahead = PULSE_AHEAD_MILLISECONDS if device.backend == "PulseAudio" else held
        feed.begin(ahead)
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
