"""Lists as a PDF file tells of them: items with their signs and bodies, lists within lists."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QTextList

from gxreader.export.pdf_tags import Node


class _Open(NamedTuple):
    identity: int
    depth: int
    tree: int
    body: int


class ListTree:
    """Knows which lists are going on, from item to item."""

    def __init__(self, nodes: list[Node]) -> None:
        """Write into a slice's tree."""
        self._nodes = nodes
        self._open: list[_Open] = []

    @property
    def is_open(self) -> bool:
        """Whether an item may go on."""
        return bool(self._open)

    @property
    def body(self) -> int:
        """The body of the item that goes on."""
        return self._open[-1].body

    def item(self, text_list: QTextList) -> int:
        """The body of the next item of a list; its sign is the node before it."""
        identity, depth = text_list.objectIndex(), text_list.format().indent()
        while self._open and (
            self._open[-1].depth > depth
            or (self._open[-1].depth == depth and self._open[-1].identity != identity)
        ):
            self._open.pop()
        if self._open and self._open[-1].identity == identity:
            tree = self._open.pop().tree
        else:
            tree = self._add("L", self._open[-1].body if self._open else -1)
        line = self._add("LI", tree)
        self._add("Lbl", line)
        body = self._add("LBody", line)
        self._open.append(_Open(identity, depth, tree, body))
        return body

    def close(self) -> None:
        """No list goes on."""
        self._open.clear()

    def _add(self, tag: str, parent: int) -> int:
        self._nodes.append(Node(tag, parent))
        return len(self._nodes) - 1
