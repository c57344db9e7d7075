"""Length-prefixed frames on a pipe: four bytes of length, little-endian, then the payload."""

from __future__ import annotations

import struct
from typing import IO

MAXIMUM = 512 * 1024 * 1024  # bytes; more than any article, sound or file this program handles
_LENGTH = struct.Struct("<I")


class BrokenFrame(Exception):
    """The other side sent something that is not a frame: it cannot be trusted any further."""


def write_frame(pipe: IO[bytes], payload: bytes) -> None:
    """Send one payload. Raises OSError when the other side is gone."""
    if len(payload) > MAXIMUM:
        message = f"a frame of {len(payload)} bytes"
        raise BrokenFrame(message)
    pipe.write(_LENGTH.pack(len(payload)))
    pipe.write(payload)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """The next payload, or None when the other side closed the pipe. Raises BrokenFrame, OSError."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MAXIMUM:
        message = f"a frame of {length} bytes"
        raise BrokenFrame(message)
    payload = pipe.read(length)
    return payload if len(payload) == length else None
