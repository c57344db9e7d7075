"""Where the nodes of an article's tree stand on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF

from gxreader.qt.article_tree import Node
from gxreader.qt.fragments import fragments

if TYPE_CHECKING:
    from gxreader.qt.article_view import ArticleView

_FEW = 12  # nodes that are looked at one by one


class Geometry:
    """Measures nodes against the layout as it is when asked."""

    def __init__(self, view: ArticleView) -> None:
        """Measure what this view shows."""
        self._view = view

    def rect(self, node: Node) -> QRect:
        """A node's rectangle on the screen, in sight or not; empty where nothing is known of it."""
        inside = self._in_document(node)
        if inside.isEmpty():
            return QRect()
        scrolled = inside.translated(0, -self._view.verticalScrollBar().value()).toAlignedRect()
        return QRect(self._view.viewport().mapToGlobal(scrolled.topLeft()), scrolled.size())

    def is_in_sight(self, node: Node) -> bool:
        """Whether any of it is seen."""
        viewport = self._view.viewport()
        seen = QRect(viewport.mapToGlobal(QPoint(0, 0)), viewport.size())
        return self._view.isVisible() and self.rect(node).intersects(seen)

    def find(self, nodes: tuple[Node, ...], point: QPoint) -> int:
        """Which of some nodes in reading order stands at a point of the screen; -1 for none."""
        first, last = 0, len(nodes)
        while last - first > _FEW:  # of many, only those about as high are measured
            middle = (first + last) // 2
            rect = next((rect for node in nodes[middle:last] if (rect := self.rect(node))), QRect())
            first, last = (middle, last) if rect and rect.top() <= point.y() else (first, middle)
        numbers = range(first, min(last + _FEW, len(nodes)))
        return next((number for number in numbers if self.rect(nodes[number]).contains(point)), -1)

    def _in_document(self, node: Node) -> QRectF:
        found = QRectF()
        for span in self._spans(node):
            for piece in fragments(self._view.document(), span):
                found = found.united(piece.line)
        for child in node.children:
            if not child.link:  # a link stands within its node's own words
                found = found.united(self._in_document(child))
        return found

    def _spans(self, node: Node) -> list[tuple[int, int]]:
        spans = []
        if node.place is not None:
            span = self._view.span(node.place)
            spans += [span] if span is not None else []
        if node.picture is not None:
            position = self._view.position_of_picture(node.picture)
            spans += [(position, position + 1)] if position is not None else []
        elif node.place is None and node.text:
            line = self._view.span_of_line(node.text)
            spans += [line] if line is not None else []
        return spans
