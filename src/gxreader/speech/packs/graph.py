"""Lets a published Kokoro graph tell how long each phoneme lasts.

The graph computes the lengths anyway; they only have to be listed among its outputs. An ONNX file is one
protocol-buffers message, and such messages are merged by writing one after the other
(https://protobuf.dev/programming-guides/encoding/#last-one-wins): a second `graph` that holds nothing but the
further output is added to the first. So neither the onnx library nor a copy of the 92 MB is needed.
"""

from __future__ import annotations

_MODEL_GRAPH = 7  # ModelProto.graph
_GRAPH_OUTPUT = 12  # GraphProto.output
_VALUE_NAME = 1  # ValueInfoProto.name
_LENGTH_DELIMITED = 2


def further_output(name: str) -> bytes:
    """What to write behind an ONNX file so that it also gives the value of this name."""
    value = _field(_VALUE_NAME, name.encode())
    return _field(_MODEL_GRAPH, _field(_GRAPH_OUTPUT, value))


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | _LENGTH_DELIMITED) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    written = bytearray()
    while value > 0x7F:  # noqa: PLR2004  # seven bits a byte
        written.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*written, value])
