"""Makes a published Kokoro graph tell how long each phoneme lasts, brief where nothing is heard, and quicker.

The graph computes the lengths anyway; they only have to be listed among its outputs. Half a second before the
first phoneme and as much after the last are silence, which is cut away again: a further input says how much
of each phoneme is wanted at most, and the costly half of the graph, its decoder, makes no more than that
(`brevity.py`). And convolutions are made floating (`floating.py`). An ONNX file is one protocol-buffers
message (onnx.proto), and nearly all of it stays as it is: so neither the onnx library nor a second download
is needed.
"""

from __future__ import annotations

from gxreader.speech.neural.model import DURATIONS, LENGTHS, LIMITS
from gxreader.speech.packs.brevity import INITIALIZERS, brief
from gxreader.speech.packs.floating import floating
from gxreader.speech.packs.nodes import Node
from gxreader.speech.packs.protobuf import field, fields, head, number

_MODEL_GRAPH = 7  # ModelProto.graph
_GRAPH_NODE, _GRAPH_INITIALIZER, _GRAPH_INPUT, _GRAPH_OUTPUT = 1, 5, 11, 12  # GraphProto
_VALUE_NAME, _VALUE_TYPE = 1, 2  # ValueInfoProto
_TENSOR, _ELEMENT, _SHAPE, _DIMENSION, _PARAMETER, _FLOAT = 1, 1, 2, 1, 2, 1  # TypeProto and below
_DIMS, _DATA_TYPE, _NAME, _RAW = 1, 2, 8, 9  # TensorProto
_INT64 = 7


def adapted(published: bytes) -> list[bytes]:
    """The file for our use, in parts to be joined. Raises ValueError for what is no ONNX file."""
    try:
        parts: list[bytes] = []
        for part in fields(memoryview(published)):
            parts += _graph(part.content) if part.number == _MODEL_GRAPH else [bytes(part.whole)]
    except (IndexError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error
    return parts


def _graph(graph: memoryview) -> list[bytes]:
    others: list[bytes] = []
    nodes: list[Node] = []
    outputs: list[str] = []
    for part in fields(graph):
        if part.number == _GRAPH_NODE:
            nodes.append(Node.read(part))
            continue
        if part.number == _GRAPH_OUTPUT:
            outputs += [
                bytes(name.content).decode() for name in fields(part.content) if name.number == _VALUE_NAME
            ]
        others.append(bytes(part.whole))
    shorter = brief(nodes) if LENGTHS not in outputs else None
    if shorter is not None:
        nodes = shorter
        others += [_initializer(name, value) for name, value in INITIALIZERS.items()]
        others.append(_further_input())
    made = {name for node in nodes for name in node.outputs}
    further = [name for name in (LENGTHS, DURATIONS) if name in made and name not in outputs]
    others += [field(_GRAPH_OUTPUT, field(_VALUE_NAME, name.encode())) for name in further]
    nodes = floating(nodes, [*outputs, *further])
    parts = [*(node.whole for node in nodes), *others]
    return [head(_MODEL_GRAPH, sum(map(len, parts))), *parts]


def _initializer(name: str, value: int) -> bytes:
    """A vector of one whole number."""
    content = number(_DIMS, 1) + number(_DATA_TYPE, _INT64) + field(_NAME, name.encode())
    return field(_GRAPH_INITIALIZER, content + field(_RAW, value.to_bytes(8, "little", signed=True)))


def _further_input() -> bytes:
    """A row of floating numbers, one for each phoneme and the edges."""
    dimension = field(_DIMENSION, field(_PARAMETER, b"phonemes"))
    kind = field(_TENSOR, number(_ELEMENT, _FLOAT) + field(_SHAPE, dimension))
    return field(_GRAPH_INPUT, field(_VALUE_NAME, LIMITS.encode()) + field(_VALUE_TYPE, kind))
