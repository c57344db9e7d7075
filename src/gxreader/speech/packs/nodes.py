"""The nodes of an ONNX graph: read, written, and found by what they give and take."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as member

from gxreader.speech.packs.protobuf import Field, field, fields

_GRAPH_NODE = 1  # GraphProto.node
_INPUT, _OUTPUT, _NAME, _KIND, _ATTRIBUTE, _DOMAIN = 1, 2, 3, 4, 5, 7  # NodeProto


@dataclass
class Node:
    """A node: `whole` is the field of the graph that holds it."""

    whole: bytes
    kind: str = ""
    inputs: list[str] = member(default_factory=list)
    outputs: list[str] = member(default_factory=list)
    attributes: list[bytes] = member(default_factory=list)
    domain: str = ""

    @classmethod
    def read(cls, message: Field) -> Node:
        """The node of a field. Raises ValueError, IndexError or UnicodeDecodeError."""
        node = cls(bytes(message.whole))
        for part in fields(message.content):
            content = bytes(part.content)
            if part.number == _INPUT:
                node.inputs.append(content.decode())
            elif part.number == _OUTPUT:
                node.outputs.append(content.decode())
            elif part.number == _KIND:
                node.kind = content.decode()
            elif part.number == _ATTRIBUTE:
                node.attributes.append(content)
            elif part.number == _DOMAIN:
                node.domain = content.decode()
        return node


def written(
    kind: str,
    inputs: list[str],
    outputs: list[str],
    attributes: list[bytes] | None = None,
    domain: str = "",
) -> Node:
    """A node of our own, named after what it gives."""
    content = b"".join(field(_INPUT, name.encode()) for name in inputs)
    content += b"".join(field(_OUTPUT, name.encode()) for name in outputs)
    content += field(_NAME, f"{outputs[0]}_{kind}".encode()) + field(_KIND, kind.encode())
    content += b"".join(field(_ATTRIBUTE, attribute) for attribute in attributes or [])
    content += field(_DOMAIN, domain.encode()) if domain else b""
    return Node(field(_GRAPH_NODE, content), kind, inputs, outputs, attributes or [], domain)


class Nodes:
    """The nodes of a graph, found by what they give and by what they take."""

    def __init__(self, nodes: list[Node]) -> None:
        """Look at them once; they are not to be changed afterwards."""
        self._makers = {name: node for node in nodes for name in node.outputs}
        self._takers: dict[str, list[Node]] = {}
        for node in nodes:
            for name in node.inputs:
                self._takers.setdefault(name, []).append(node)

    def maker(self, name: str, kind: str) -> Node | None:
        """The node of this kind that gives a value."""
        node = self._makers.get(name)
        return node if node is not None and node.kind == kind else None

    def only_taker(self, node: Node, *kinds: str) -> Node | None:
        """The one node that takes what this one gives, if it is of these kinds."""
        takers = self._takers.get(node.outputs[0], [])
        return takers[0] if len(takers) == 1 and takers[0].kind in kinds else None
