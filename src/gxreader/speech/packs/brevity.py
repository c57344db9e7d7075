"""Lets the decoder of a Kokoro graph leave out silence at both ends, which costs as much to make as speech.

The first half of the graph finds how long each phoneme is, and how high and how strong the voice is in every
frame; it needs the silence: without it the first phonemes fade in unheard. The decoder, which makes the sound
of that and takes nearly all the time, does not.
"""

from __future__ import annotations

from gxreader.speech.neural.model import DURATIONS, LENGTHS, LIMITS
from gxreader.speech.packs.nodes import Node, written

# What the decoder takes: the value, the kind of node that gives it, its axis of time, its steps in a frame.
_TAKEN = (
    ("/encoder/MatMul_1_output_0", "MatMul", 2, 1),
    ("/encoder/Reshape_output_0", "Reshape", 1, 2),
    ("/encoder/Reshape_1_output_0", "Reshape", 1, 2),
)
_OURS = "gxreader/"
INITIALIZERS = {f"{_OURS}{value}": value for value in (-1, 0, 1, 2)}
# AttributeProto: name "to", i 7 (TensorProto.INT64), type 2 (INT)
_TO_INT64 = b"\x0a\x02to\x18\x07\xa0\x01\x02"


def brief(nodes: list[Node]) -> list[Node] | None:
    """The nodes with a decoder that is given no more than the limits; None if the graph is another one."""
    makers = {name: node for node in nodes for name in node.outputs}
    known = all(name in makers and makers[name].kind == kind for name, kind, _axis, _steps in _TAKEN)
    if not known or DURATIONS not in makers:
        return None
    taken = {name for name, _kind, _axis, _steps in _TAKEN}
    result = [_renamed(node, taken) if taken.intersection(node.outputs) else node for node in nodes]
    return result + _wanted() + [_cut(name, axis, steps) for name, _kind, axis, steps in _TAKEN]


def _renamed(node: Node, taken: set[str]) -> Node:
    outputs = [f"{name}_whole" if name in taken else name for name in node.outputs]
    return written(node.kind, node.inputs, outputs, node.attributes, node.domain)


def _wanted() -> list[Node]:
    """From where to where, in frames (1) and in half frames (2)."""
    free, left, lead, total, length = (
        f"{_OURS}{name}" for name in ("free", "left", "lead", "total", "length")
    )
    return [
        written("Reshape", [DURATIONS, f"{_OURS}-1"], [free]),
        written("Min", [free, LIMITS], [LENGTHS]),
        written("Sub", [free, LENGTHS], [left]),
        written("Slice", [left, f"{_OURS}0", f"{_OURS}1"], [lead]),
        written("Cast", [lead], [_first(1)], [_TO_INT64]),
        written("ReduceSum", [LENGTHS], [total]),
        written("Cast", [total], [length], [_TO_INT64]),
        written("Add", [_first(1), length], [_last(1)]),
        written("Add", [_first(1), _first(1)], [_first(2)]),
        written("Add", [_last(1), _last(1)], [_last(2)]),
    ]


def _cut(value: str, axis: int, steps: int) -> Node:
    return written("Slice", [f"{value}_whole", _first(steps), _last(steps), f"{_OURS}{axis}"], [value])


def _first(steps: int) -> str:
    return f"{_OURS}first_{steps}"


def _last(steps: int) -> str:
    return f"{_OURS}last_{steps}"
