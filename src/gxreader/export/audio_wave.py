"""WAV with its title and chapters: https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html."""

from __future__ import annotations

import struct

from gxreader.export.audio_tags import Tags

LARGEST = 0xFFFFFFFF - 0xFFFF  # bytes of sound: the format counts in 32 bits
_BYTES_A_SAMPLE = 2


def wave_head(tags: Tags, sample_rate: int, sound_bytes: int) -> bytes:
    """All that stands before the sound, which is one channel of signed 16-bit samples."""
    layout = struct.pack(
        "<HHIIHH", 1, 1, sample_rate, sample_rate * _BYTES_A_SAMPLE, _BYTES_A_SAMPLE, 8 * _BYTES_A_SAMPLE
    )
    named = {
        b"INAM": tags.title,
        b"IART": tags.artist,
        b"IPRD": tags.album,
        b"ICRD": tags.date,
        b"ITRK": str(tags.track or ""),
        b"IGNR": "Speech",
    }
    texts = b"".join(_chunk(name, _text(value)) for name, value in named.items() if value)
    chunks = _chunk(b"fmt ", layout) + _chunk(b"LIST", b"INFO" + texts) + _chapters(tags, sample_rate)
    size = len(b"WAVE") + len(chunks) + 8 + sound_bytes
    return struct.pack("<4sI4s", b"RIFF", size, b"WAVE") + chunks + struct.pack("<4sI", b"data", sound_bytes)


def _chapters(tags: Tags, sample_rate: int) -> bytes:
    """Chapters as cue points with labels."""
    if not tags.chapters:
        return b""
    points, labels = b"", b""
    for number, chapter in enumerate(tags.chapters, 1):
        sample = round(chapter.start * sample_rate / 1000)
        points += struct.pack("<II4sIII", number, sample, b"data", 0, 0, sample)
        labels += _chunk(b"labl", struct.pack("<I", number) + _text(chapter.title))
    cues = struct.pack("<I", len(tags.chapters)) + points
    return _chunk(b"cue ", cues) + _chunk(b"LIST", b"adtl" + labels)


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def _text(value: str) -> bytes:
    return value.replace("\0", " ").encode("utf-8", "replace") + b"\0"
