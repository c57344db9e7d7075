"""Lets a quantised graph convolve in floating point: a seventh quicker where it was measured, and exacter.

Published int8 graphs of Kokoro keep the weights in a quarter of the room, which is worth having on the disk
and on the way there. But onnxruntime's ConvInteger is no quicker than its Conv (docs/decisions/0034), and
every value must be quantised for it first. So each

    DynamicQuantizeLinear -> ConvInteger -> [Add of the bias] -> Cast -> Mul by the scales

becomes one Conv, with weights that onnxruntime makes floating once, when it loads the graph.
"""

from __future__ import annotations

from collections import Counter

from gxreader.speech.packs.nodes import Node, Nodes, written

_ZERO_POINT = 3  # of the weights, among the inputs of ConvInteger


def floating(nodes: list[Node], outputs: list[str]) -> list[Node]:
    """The nodes of a graph that gives `outputs`, with floating convolutions and without what is idle then."""
    known = Nodes(nodes)
    changed: dict[int, list[Node]] = {}
    for node in nodes:
        found = _convolution(node, known) if node.kind == "ConvInteger" else None
        if found is not None:
            last, instead = found
            changed[id(last)] = instead
    if not changed:
        return nodes
    result = [new for node in nodes for new in changed.get(id(node), [node])]
    return _needed(result, Counter(outputs))


def _convolution(node: Node, known: Nodes) -> tuple[Node, list[Node]] | None:
    """The last node of a convolution, and what is to stand in its place; None if it is not as we know it."""
    data = known.maker(node.inputs[0], "DynamicQuantizeLinear")
    after = known.only_taker(node, "Cast", "Add")
    bias = ""
    if after is not None and after.kind == "Add":
        bias = _bias(after, node, known)
        after = known.only_taker(after, "Cast") if bias else None
    last = known.only_taker(after, "Mul") if after is not None else None
    if data is None or after is None or last is None or len(node.inputs) <= _ZERO_POINT:
        return None
    scale = _weight_scale(last, after, data, known)
    if not scale:
        return None
    floats = f"{last.outputs[0]}_weights"
    inputs = [data.inputs[0], floats, *([bias] if bias else [])]
    return last, [
        written("DequantizeLinear", [node.inputs[1], scale, node.inputs[_ZERO_POINT]], [floats]),
        written("Conv", inputs, last.outputs, node.attributes),
    ]


def _bias(addition: Node, convolution: Node, known: Nodes) -> str:
    """The floating bias of which the added one was made; empty if that cannot be seen."""
    name = next((name for name in addition.inputs if name not in convolution.outputs), "")
    for kind in ("Reshape", "Cast", "Floor", "Div"):
        maker = known.maker(name, kind)
        if maker is None:
            return ""
        name = maker.inputs[0]
    return name


def _weight_scale(last: Node, cast: Node, data: Node, known: Nodes) -> str:
    """The scale of the weights: its product with the data's own is what the result is multiplied by."""
    product = next((name for name in last.inputs if name not in cast.outputs), "")
    maker = known.maker(product, "Mul")
    if maker is None or data.outputs[1] not in maker.inputs:
        return ""
    return next((name for name in maker.inputs if name != data.outputs[1]), "")


def _needed(nodes: list[Node], takers: Counter[str]) -> list[Node]:
    """The nodes without those whose values nobody takes any more."""
    takers = takers + Counter(name for node in nodes for name in node.inputs)
    kept = nodes
    while True:
        idle = {id(node) for node in kept if not any(takers[name] for name in node.outputs)}
        if not idle:
            return kept
        for node in kept:
            if id(node) in idle:
                takers.subtract(node.inputs)
        kept = [node for node in kept if id(node) not in idle]
