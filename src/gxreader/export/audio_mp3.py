"""Pieces of MP3, encoded apart from one another, as one stream: its frames, and the frame that describes it.

A piece decodes to whole frames: it is longer than what was encoded, by silence at both ends that the encoder
needs. Where a piece begins in the whole is therefore told by the frames before it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

import msgspec

_BITRATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG-1
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG-2 and 2.5
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_MPEG_1, _LAYER_3, _MONO = 3, 1, 3
_SYNC = (0xFF, 0xE0)  # bits with which a frame begins
_SIDE_INFORMATION = {(True, True): 17, (True, False): 32, (False, True): 9, (False, False): 17}
_DELAYS = 141  # bytes from the word Info to the encoder's delay and padding, twelve bits each
_SUM_OF_TAG = 154  # to the check sum of all that stands before it
_MOST_PADDING = 4095


class Stream(msgspec.Struct, frozen=True):
    """The frames of a piece, and the frame before them that describes it and holds no sound."""

    description: bytes
    sound: bytes
    frames: int
    samples_a_frame: int


def stream_of(encoded: bytes) -> Stream:
    """Take apart what the encoder wrote. Raises ValueError for anything but MP3 with a description."""
    places = list(_frames(encoded))
    if not places:
        message = "no MP3"
        raise ValueError(message)
    start, length, samples = places[0]
    description = encoded[start : start + length]
    if _word_at(description) is None:
        message = "MP3 without a description"
        raise ValueError(message)
    last_start, last_length, _ = places[-1]
    return Stream(description, encoded[start + length : last_start + last_length], len(places) - 1, samples)


def described(template: bytes, sizes: Sequence[tuple[int, int]], samples_a_frame: int, length: int) -> bytes:
    """The description of a whole, of which `length` samples are to be heard.

    `template` is the description of its first piece, `sizes` are the frames and bytes of each piece.
    """
    frames, sound_bytes = sum(count for count, _ in sizes), sum(size for _, size in sizes)
    word = _word_at(template)
    if word is None:
        message = "MP3 without a description"
        raise ValueError(message)
    frame = bytearray(template)
    delay = int.from_bytes(frame[word + _DELAYS : word + _DELAYS + 3], "big") >> 12
    padding = min(max(frames * samples_a_frame - delay - length, 0), _MOST_PADDING)
    struct.pack_into(">II", frame, word + 8, frames, sound_bytes + len(frame))
    frame[word + 16 : word + 116] = _places(sizes, frames, sound_bytes)
    frame[word + _DELAYS : word + _DELAYS + 3] = (delay << 12 | padding).to_bytes(3, "big")
    struct.pack_into(">IH", frame, word + 148, sound_bytes + len(frame), 0)
    struct.pack_into(">H", frame, word + _SUM_OF_TAG, _check_sum(bytes(frame[: word + _SUM_OF_TAG])))
    return bytes(frame)


def _places(sizes: Sequence[tuple[int, int]], frames: int, sound_bytes: int) -> bytes:
    """At how many 256ths of the bytes each hundredth of the time is; even within a piece."""
    places = bytearray()
    piece = frames_before = bytes_before = 0
    for step in range(100):
        wanted = frames * step / 100
        while frames_before + sizes[piece][0] < wanted:
            frames_before += sizes[piece][0]
            bytes_before += sizes[piece][1]
            piece += 1
        within = (wanted - frames_before) / max(sizes[piece][0], 1)
        place = bytes_before + within * sizes[piece][1]
        places.append(min(int(place * 256 / max(sound_bytes, 1)), 255))
    return bytes(places)


def _frames(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Where each frame starts, its length, and how many samples it gives."""
    place = 0
    while place + 4 <= len(data):
        version, layer = data[place + 1] >> 3 & 3, data[place + 1] >> 1 & 3
        bitrate, rate = data[place + 2] >> 4, data[place + 2] >> 2 & 3
        marked = data[place] == _SYNC[0] and data[place + 1] & _SYNC[1] == _SYNC[1]
        known = layer == _LAYER_3 and version in _RATES and rate in range(3) and bitrate in range(1, 15)
        if not marked or not known:
            place += 1
            continue
        first = version == _MPEG_1
        samples = 1152 if first else 576
        bits = _BITRATES[first][bitrate] * 1000
        length = samples // 8 * bits // _RATES[version][rate] + (data[place + 2] >> 1 & 1)
        yield place, length, samples
        place += length


def _word_at(frame: bytes) -> int | None:
    """Where the word Info or Xing stands in a frame that describes a stream."""
    first, mono = frame[1] >> 3 & 3 == _MPEG_1, frame[3] >> 6 == _MONO
    word = 4 + _SIDE_INFORMATION[first, mono]
    if frame[word : word + 4] in {b"Info", b"Xing"} and len(frame) >= word + _SUM_OF_TAG + 2:
        return word
    return None


def _check_sum(data: bytes) -> int:
    """CRC-16 as LAME's description has it (x^16 + x^15 + x^2 + 1, lowest bit first, from zero)."""
    remainder = 0
    for byte in data:
        remainder ^= byte
        for _ in range(8):
            remainder = remainder >> 1 ^ (0xA001 if remainder & 1 else 0)
    return remainder
