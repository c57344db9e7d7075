"""The wire format of protocol buffers, as far as an ONNX file needs it.

https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_VARINT = 0
_EIGHT_BYTES = 1
_LENGTH_DELIMITED = 2
_FOUR_BYTES = 5
_MORE = 0x80


class Field(NamedTuple):
    """One field of a message: its number, all its bytes, and what it holds."""

    number: int
    whole: memoryview
    content: memoryview


def fields(message: memoryview) -> Iterator[Field]:
    """The fields of a message in order. Raises ValueError or IndexError for what is none."""
    position = 0
    while position < len(message):
        tag, start = _read_varint(message, position)
        number, kind = tag >> 3, tag & 7
        if kind == _LENGTH_DELIMITED:
            length, start = _read_varint(message, start)
            end = start + length
        elif kind == _VARINT:
            _value, end = _read_varint(message, start)
        elif kind in {_EIGHT_BYTES, _FOUR_BYTES}:
            end = start + (8 if kind == _EIGHT_BYTES else 4)
        else:
            raise ValueError(kind)
        if end > len(message):
            raise ValueError(end)
        yield Field(number, message[position:end], message[start:end])
        position = end


def field(number: int, content: bytes) -> bytes:
    """A field that holds a text or a message."""
    return _varint(number << 3 | _LENGTH_DELIMITED) + _varint(len(content)) + content


def number(which: int, value: int) -> bytes:
    """A field that holds a number."""
    return _varint(which << 3 | _VARINT) + _varint(value)


def head(number: int, length: int) -> bytes:
    """What stands before so many bytes of content."""
    return _varint(number << 3 | _LENGTH_DELIMITED) + _varint(length)


def _read_varint(message: memoryview, position: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[position]
        position += 1
        value |= (byte & ~_MORE) << shift
        if byte < _MORE:
            return value, position
        shift += 7


def _varint(value: int) -> bytes:
    written = bytearray()
    while value >= _MORE:
        written.append(value & ~_MORE & 0xFF | _MORE)
        value >>= 7
    return bytes([*written, value])
