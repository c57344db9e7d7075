"""A sound card that exists only here: PulseAudio with a null sink in a temporary folder, and a recorder.

The sink has the sample rate at which the program opens its device, so that what is recorded is, sample for
sample, what was played, and a sentence is found in the recording exactly.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gxreader.speech.sinks.feed import DEFAULT_RATE

RATE = DEFAULT_RATE
BYTES_A_SAMPLE = 2
_PROGRAMS = ("pulseaudio", "parec", "pactl")


def missing() -> str:
    """Why there can be no sound room here; empty if there can."""
    absent = [program for program in _PROGRAMS if shutil.which(program) is None]
    return f"not installed: {', '.join(absent)} (PulseAudio)" if absent else ""


def without_pause(pcm: bytes) -> bytes:
    """A saying without the silence after it."""
    spoken = pcm.rstrip(b"\0")
    return spoken + b"\0" * (len(spoken) % BYTES_A_SAMPLE)


class Recording:
    """Everything that is heard on the sink, with the moment of every sample on the monotonic clock."""

    def __init__(self, environment: dict[str, str], sink: str = "room", channels: int = 1) -> None:
        """Begin to record a sink, with the shortest blocks PulseAudio makes."""
        self._process = subprocess.Popen(
            [
                "parec",
                f"--device={sink}.monitor",
                f"--rate={RATE}",
                f"--channels={channels}",
                "--format=s16le",
                "--latency-msec=5",
                "--raw",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self._lock = threading.Lock()
        self._sound = bytearray()
        self._begin = float("inf")
        self._last = 0.0
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        while block := os.read(descriptor, 65536):
            arrived = time.monotonic()
            with self._lock:
                self._last = arrived
                self._sound += block
                # Blocks come late, never early: the earliest one tells when the recording began.
                self._begin = min(self._begin, arrived - len(self._sound) / BYTES_A_SAMPLE / RATE)

    def wait_until_running(self) -> None:
        """A null sink that nobody used yet takes up to two seconds to deliver anything."""
        deadline = time.monotonic() + 5
        while len(self.sound) < RATE // 2 and time.monotonic() < deadline:
            time.sleep(0.05)

    @property
    def sound(self) -> bytes:
        """All samples so far."""
        with self._lock:
            return bytes(self._sound)

    def moment(self, sample: int) -> float:
        """When a sample was heard."""
        return self._begin + sample / RATE

    def behind(self) -> float:
        """Milliseconds by which the recording is shorter than the time it took.

        More than a block or two means that the machine was too busy to record all, and moments are wrong.
        """
        with self._lock:
            return (self._last - self._begin - len(self._sound) / BYTES_A_SAMPLE / RATE) * 1000

    def find(self, pcm: bytes, after: int = 0) -> int:
        """The first sample at or after `after` where exactly this sound begins; -1 if it was never heard."""
        sound = self.sound
        at = sound.find(pcm, after * BYTES_A_SAMPLE)
        while at >= 0 and at % BYTES_A_SAMPLE:
            at = sound.find(pcm, at + 1)
        return at // BYTES_A_SAMPLE if at >= 0 else -1

    def last_sound_before(self, moment: float) -> int:
        """The last sample before a moment that is not silence; -1 if there is none."""
        sound = self.sound
        end = min(round((moment - self._begin) * RATE) * BYTES_A_SAMPLE, len(sound))
        heard = sound[:end].rstrip(b"\0")
        return (len(heard) - 1) // BYTES_A_SAMPLE

    def first_sound_after(self, moment: float) -> int:
        """The first sample after a moment that is not silence; -1 if there is none."""
        sound = self.sound
        start = max(round((moment - self._begin) * RATE) * BYTES_A_SAMPLE, 0)
        silent = len(sound) - start - len(sound[start:].lstrip(b"\0"))
        return (start + silent) // BYTES_A_SAMPLE if start + silent < len(sound) else -1

    def close(self) -> None:
        """End the recording."""
        self._process.terminate()
        self._process.wait()
        self._thread.join(2)
        if self._process.stdout is not None:
            self._process.stdout.close()


class Room:
    """A running PulseAudio server with one null sink."""

    def __init__(self, folder: Path) -> None:
        """Start the server."""
        self._socket = folder / "socket"
        (folder / "runtime").mkdir(mode=0o700)
        self.environment = dict(
            os.environ,
            HOME=str(folder),
            XDG_RUNTIME_DIR=str(folder),
            PULSE_RUNTIME_PATH=str(folder / "runtime"),
            PULSE_STATE_PATH=str(folder / "state"),
            PULSE_SERVER=f"unix:{self._socket}",
        )
        sink = f"module-null-sink sink_name=room rate={RATE} channels=1 format=s16le"
        self._server = subprocess.Popen(
            [
                "pulseaudio",
                "-n",
                "--daemonize=no",
                "--exit-idle-time=-1",
                "--use-pid-file=no",
                "-L",
                f"module-native-protocol-unix socket={self._socket} auth-anonymous=1",
                "-L",
                sink,
            ],
            env={name: value for name, value in self.environment.items() if name != "PULSE_SERVER"},
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 10
        while not self._socket.exists() and time.monotonic() < deadline:
            time.sleep(0.05)

    @property
    def is_open(self) -> bool:
        """Whether the server runs."""
        return self._server.poll() is None and self._socket.exists()

    def add_sink(self, name: str, channels: int = 1) -> str:
        """One more sound card, which becomes the computer's own; the number to pull it out by."""
        shape = (f"rate={RATE}", f"channels={channels}", "format=s16le")
        number = self._control("load-module", "module-null-sink", f"sink_name={name}", *shape)
        self._control("set-default-sink", name)
        return number

    def remove_sink(self, number: str) -> None:
        """Pull a sound card out; the one of the room has the number 1."""
        self._control("unload-module", number)

    def _control(self, *words: str) -> str:
        done = subprocess.run(
            ["pactl", *words], env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def close(self) -> None:
        """End the server, as if the sound card were pulled out."""
        self._server.terminate()
        self._server.wait()


@contextmanager
def sound_room() -> Iterator[tuple[Room, Recording]]:
    """A sound card and its recording, which this process and its children use meanwhile."""
    folder = Path(tempfile.mkdtemp(prefix="sound-room-"))
    before = {name: os.environ.get(name) for name in ("PULSE_SERVER", "XDG_RUNTIME_DIR", "HOME")}
    room = Room(folder)
    recording = Recording(room.environment)
    os.environ.update({name: room.environment[name] for name in before})
    recording.wait_until_running()
    try:
        yield room, recording
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        recording.close()
        room.close()
        shutil.rmtree(folder, ignore_errors=True)
