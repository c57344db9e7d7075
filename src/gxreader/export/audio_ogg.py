"""Pieces of Opus, encoded apart from one another, as one Ogg file with chapters (RFC 3533, RFC 7845)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import IO

import msgspec

from gxreader.export.audio_tags import Tags, packed_comments

RATE = 48000  # Opus counts samples at this rate, whatever was encoded
_FIRST, _LAST, _CONTINUED = 2, 4, 1
_HEADERS = 2  # packets before the sound
_FULL = 255  # a segment of a page that goes on, and the most segments of one
_COUNTED = 3  # a packet that says itself how many frames it has
_PACKETS_A_PAGE = 50  # a second of sound
_SERIAL = 0x67787264
_UNFINISHED = 0xFFFFFFFFFFFFFFFF  # the position of a page on which no packet ends
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_FRAME_SAMPLES = (
    *((480, 960, 1920, 2880) * 3),  # SILK
    *((480, 960) * 2),  # both
    *((120, 240, 480, 960) * 4),  # CELT
)


class Opus(msgspec.Struct, frozen=True):
    """The packets of a piece, how many samples they decode to, and the header with what is to be skipped."""

    head: bytes
    packets: tuple[bytes, ...]
    samples: int

    @property
    def skipped(self) -> int:
        """Samples at the beginning that the decoder throws away."""
        return int(struct.unpack_from("<H", self.head, 10)[0])


def opus_of(encoded: bytes) -> Opus:
    """Take apart what the encoder wrote. Raises ValueError for anything but Opus."""
    packets = list(_packets(encoded))
    if len(packets) < _HEADERS or not packets[0].startswith(b"OpusHead"):
        message = "no Opus"
        raise ValueError(message)
    sound = tuple(packet for packet in packets[_HEADERS:] if packet)
    return Opus(packets[0], sound, sum(map(_samples, sound)))


class OpusWriter:
    """Writes one Ogg file of many pieces."""

    def __init__(self, file: IO[bytes], tags: Tags, head: bytes) -> None:
        """Begin with the headers."""
        self._file = file
        self._number = 0
        self._position = 0
        self._waiting: list[bytes] = []
        self._write_packet(head, _FIRST)
        self._write_packet(b"OpusTags" + packed_comments(tags))

    def add(self, piece: Opus) -> None:
        """Write a piece; its last packets wait, for they may be the last of all."""
        for packet in piece.packets:
            if len(self._waiting) == _PACKETS_A_PAGE:
                self._write_waiting(0)
            self._waiting.append(packet)

    def finish(self, length: int) -> None:
        """End the file: `length` samples, after those that are skipped, are to be heard."""
        self._write_waiting(_LAST, length)

    def _write_waiting(self, flags: int, position: int | None = None) -> None:
        packets, self._waiting = self._waiting, []
        self._position += sum(map(_samples, packets))
        lacing = b"".join(_lacing(packet) for packet in packets)
        at = self._position if position is None else min(position, self._position)
        self._write_page(lacing, b"".join(packets), flags, at)

    def _write_packet(self, packet: bytes, flags: int = 0) -> None:
        """A header packet on pages of its own, as many as it needs."""
        lacing, start = _lacing(packet), 0
        for first in range(0, len(lacing), _FULL):
            segment = lacing[first : first + _FULL]
            size = sum(segment)
            position = 0 if first + _FULL >= len(lacing) else _UNFINISHED
            self._write_page(segment, packet[start : start + size], flags, position)
            flags, start = _CONTINUED, start + size

    def _write_page(self, lacing: bytes, body: bytes, flags: int, position: int) -> None:
        head = struct.pack("<4sBBQIIIB", b"OggS", 0, flags, position, _SERIAL, self._number, 0, len(lacing))
        page = head + lacing + body
        self._file.write(page[:22] + struct.pack("<I", check_sum(page)) + page[26:])
        self._number += 1


def check_sum(page: bytes) -> int:
    """Ogg's CRC-32 of a page whose own field is zero.

    It is zlib's with every bit order turned round, and begins and ends without inversion.
    """
    mirrored = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int.from_bytes(mirrored.to_bytes(4, "little").translate(_MIRRORED), "big")


def _lacing(packet: bytes) -> bytes:
    return bytes([_FULL]) * (len(packet) // _FULL) + bytes([len(packet) % _FULL])


def _packets(data: bytes) -> Iterator[bytes]:
    place, begun = 0, b""
    while data[place : place + 4] == b"OggS":
        segments = data[place + 27 : place + 27 + data[place + 26]]
        body = place + 27 + len(segments)
        for size in segments:
            begun += data[body : body + size]
            body += size
            if size < _FULL:
                yield begun
                begun = b""
        place = body


def _samples(packet: bytes) -> int:
    """How many samples at 48 kHz a packet decodes to."""
    frames = packet[0] & 3
    count = (1, 2, 2, packet[1] & 0x3F if frames == _COUNTED else 0)[frames]
    return _FRAME_SAMPLES[packet[0] >> 3] * count
