"""Marks in what is painted into a PDF file, by which its stretches are known again: see export/pdf_tags."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from gxreader.export.pdf_tags import MARK_AT, MARK_SIZE, Bookmark, Node, Spot
from gxreader.qt.print_layout import ARTIFACT, Ink, SliceLayout

_DOTS_PER_POINT = 4.0
_LOWEST = 6  # the deepest heading a file can name


class PrintMarks:
    """Goes along with the painting of all pages, in order, and collects what the file is to be told."""

    def __init__(self, height: float) -> None:
        """Begin; `height` is that of a page in dots."""
        self.nodes: list[Node] = []
        self.bookmarks: list[Bookmark] = []
        self.spots: list[Spot] = []
        self._height = height
        self._first: dict[int, int] = {}  # the first node of each slice
        self._base = 0
        self._page = 0
        self._marked: int | None = None
        self._deepest = 0

    def enter(self, page: int, number: int, made: SliceLayout) -> None:
        """A piece of a slice follows."""
        if number not in self._first:
            self._first[number] = len(self.nodes)
            base = len(self.nodes)
            for node in made.nodes:
                parent = node.parent + base if node.parent >= 0 else ARTIFACT
                tag = self._levelled(node.tag)
                self.nodes.append(Node(tag, parent, node.alt, node.rows, node.columns))
        self._base = self._first[number]
        self._page = page

    def _levelled(self, tag: str) -> str:
        """A heading is one level below the one before at most: what skips one cannot be walked through."""
        if tag[:1] != "H" or not tag[1:].isdigit():
            return tag
        self._deepest = min(int(tag[1:]), self._deepest + 1, _LOWEST)
        return f"H{self._deepest}"

    def titles(self, made: SliceLayout, start: int, stop: int, down: float) -> None:
        """Note the headings that begin in these bands."""
        for title in made.titles:
            if start <= title.band < stop:
                top = (self._height - made.bands[title.band].top - down) / _DOTS_PER_POINT
                self.bookmarks.append(Bookmark(title.words, title.level, self._page, top))

    def artifact(self, painter: QPainter) -> None:
        """What follows is no text of the article. A page begins with such."""
        self._mark(painter, ARTIFACT)

    def mark(self, painter: QPainter, ink: Ink, right: float, down: float) -> None:
        """What follows belongs to the node of an ink."""
        node = ink.node + self._base if ink.node >= 0 else ARTIFACT
        if node != self._marked:
            self._mark(painter, node)
        if ink.links is not None:
            left, top, far, low = ink.links
            points = (left + right, self._height - low - down, far + right, self._height - top - down)
            self.spots.append(Spot(self._page, node, *(at / _DOTS_PER_POINT for at in points)))

    def _mark(self, painter: QPainter, node: int) -> None:
        self._marked = node
        painter.fillRect(QRectF(-(MARK_AT + node), 0, *MARK_SIZE), Qt.GlobalColor.black)
