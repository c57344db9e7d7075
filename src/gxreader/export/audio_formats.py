"""THE table of sound formats, by the suffix of a file's name, and the encoder of their pieces.

A long recording is made in pieces of about a minute, which end with a sentence: they are encoded side by
side, kept when the work is interrupted, and joined in the end.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any

import msgspec

from gxreader.errors import OutputError, UsageError

BYTES_A_SAMPLE = 2  # sound is one channel of signed 16-bit samples
_OPUS_RATE = 24000  # one of the five that Opus knows, and the natural voice's own
_MP3_BITS = 64000  # a second
_MPEG_1_RATE = 32000  # from this sample rate on
_VARIABLE_LEVEL = 0.6  # of the library's measure: about 54 kbit/s of speech
_MP3_RATES = frozenset({8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000})
_ORDINARY_RATE = 22050
_MEGA = 1024 * 1024


class Joining(Enum):
    """How pieces become a file."""

    MP3 = "mp3"
    OPUS = "opus"
    WAVE = "wave"
    FLAC = "flac"
    FFMPEG = "ffmpeg"


class Format(msgspec.Struct, frozen=True):
    """A format: how pieces are kept and joined, and roughly how many bytes a second of it takes."""

    joining: Joining
    piece_suffix: str
    bytes_a_second: int


_MP3 = Format(Joining.MP3, ".mp3", _MP3_BITS // 8)
_OPUS = Format(Joining.OPUS, ".opus", 5000)
_FFMPEG = Format(Joining.FFMPEG, ".flac", 9000)
FORMATS: dict[str, Format] = {
    ".mp3": _MP3,
    ".opus": _OPUS,
    ".ogg": _OPUS,
    ".m4b": _FFMPEG,
    ".m4a": _FFMPEG,
    ".flac": Format(Joining.FLAC, ".flac", 26000),
    ".wav": Format(Joining.WAVE, ".flac", 48000),
}


class Encoded(msgspec.Struct, frozen=True):
    """A piece as it is kept, and how long it is in the whole: `samples` at `sample_rate`."""

    data: bytes
    samples: int
    sample_rate: int


def format_of(suffix: str) -> Format:
    """The format of a suffix. Raises UsageError for one that is not in the table."""
    found = FORMATS.get(suffix.lower())
    if found is None:
        raise UsageError("cli.speak.output-wrong", suffixes=" ".join(FORMATS))
    return found


def rate_for(form: Format, voice_rate: int) -> int:
    """The sample rate to record at, for a voice of its own rate."""
    if form.joining is Joining.OPUS:
        return _OPUS_RATE
    return voice_rate if voice_rate in _MP3_RATES else _ORDINARY_RATE


def shortening(form: Format, sample_rate: int) -> int:
    """Samples of silence by which a piece may end earlier, since its encoder adds about as many."""
    if form.joining is Joining.MP3:
        return 1440
    return sample_rate // 64 if form.joining is Joining.OPUS else 0


def encode_piece(form: Format, pcm: bytes, sample_rate: int, *, steady: bool = True) -> Encoded:
    """A piece of sound as it is kept. Raises OutputError where the sound library is not there or refuses.

    `steady` MP3 has the same bit rate throughout: old radios tell wrong times otherwise, and a place in a
    long book is found exactly. The other is made in two thirds of the time.
    """
    if form.joining is Joining.MP3:
        from gxreader.export.audio_mp3 import stream_of

        mode, level = ("CONSTANT", _mp3_level(sample_rate)) if steady else ("VARIABLE", _VARIABLE_LEVEL)
        encoded = _encode(
            pcm, sample_rate, "MP3", "MPEG_LAYER_III", bitrate_mode=mode, compression_level=level
        )
        stream = stream_of(encoded)
        return Encoded(encoded, stream.frames * stream.samples_a_frame, sample_rate)
    if form.joining is Joining.OPUS:
        from gxreader.export.audio_ogg import RATE, opus_of

        encoded = _encode(pcm, sample_rate, "OGG", "OPUS")
        return Encoded(encoded, opus_of(encoded).samples, RATE)
    return Encoded(_encode(pcm, sample_rate, "FLAC", "PCM_16"), len(pcm) // BYTES_A_SAMPLE, sample_rate)


def sound_library() -> Callable[..., Any]:
    """What reads and writes sound files. Raises OutputError where it cannot be loaded."""
    try:
        import soundfile
    except (ImportError, OSError) as error:
        raise OutputError("export.no-sound-library") from error
    make: Callable[..., Any] = soundfile.SoundFile
    return make


def _encode(pcm: bytes, sample_rate: int, container: str, coding: str, **more: str | float) -> bytes:
    make, memory = sound_library(), io.BytesIO()
    try:
        with make(memory, "w", sample_rate, 1, coding, format=container, **more) as file:
            file.buffer_write(pcm, dtype="int16")
    except RuntimeError as error:  # what the library's own errors are
        raise OutputError("export.cannot-encode", kind=container) from error
    return memory.getvalue()


def _mp3_level(sample_rate: int) -> float:
    """The library's measure from 0 to 1 for our bit rate, between the highest and the lowest there are."""
    lowest, highest = (32000, 320_000) if sample_rate >= _MPEG_1_RATE else (8000, 160_000)
    return 1 - (_MP3_BITS - lowest) / (highest - lowest)


def check_space(folder: Path, needed: int) -> None:
    """Look for room for so many bytes. Raises OutputError where there is too little, with both numbers."""
    import shutil

    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return  # whoever does not tell may still have room
    if free < needed:
        raise OutputError("export.no-space", needed=str(-(-needed // _MEGA)), free=str(free // _MEGA))


def written(name: str, write: Callable[[], None]) -> None:
    """Write something; what the disk refuses is told in a sentence with `name`. Raises OutputError."""
    import errno

    try:
        write()
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        key = "export.disk-full" if full else "export.too-large" if error.errno == errno.EFBIG else ""
        raise OutputError(key or "speech.file-not-written", name=name) from error
