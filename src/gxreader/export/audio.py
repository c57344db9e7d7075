"""Sound files, which appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
import wave
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from gxreader.errors import OutputError

BYTES_A_SAMPLE = 2


def write_wave(path: Path, sample_rate: int, sound: Iterable[bytes]) -> float:
    """Write one channel of signed 16-bit samples as a WAV file; returns its length in seconds.

    A file of that name is replaced when the new one is complete. Raises OutputError; what `sound` raises
    passes, and leaves nothing behind.
    """
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise OutputError("speech.file-not-written", name=path.name) from error
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            seconds = _write(file, sample_rate, sound)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        raise OutputError("speech.file-not-written", name=path.name) from error
    finally:
        part.unlink(missing_ok=True)
    return seconds


def _write(file: IO[bytes], sample_rate: int, sound: Iterable[bytes]) -> float:
    frames = 0
    with wave.open(file, "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(BYTES_A_SAMPLE)
        target.setframerate(sample_rate)
        for piece in sound:
            target.writeframes(piece)
            frames += len(piece) // BYTES_A_SAMPLE
    return frames / sample_rate


def _umask() -> int:
    """The permissions new files do not get here; temporary files are made more secret than a document is."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
