"""Paints the pinyin of what can be seen above its characters, on the ground and in the ink of its marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QTextBlock, QTextCharFormat, QTextCursor, QTextLine

from gxreader.qt.fragments import fragments
from gxreader.qt.pinyin_letters import Syllable, covered, paint_syllable

if TYPE_CHECKING:
    from gxreader.qt.article_view import ArticleView


class Fill(NamedTuple):
    """A stretch of the document that has a ground and an ink of its own."""

    span: tuple[int, int]
    ground: QColor
    ink: QColor


class Placed(NamedTuple):
    """A syllable where it stands: its line, the line's origin on the viewport, its place in the line."""

    syllable: Syllable
    line: QTextLine
    origin: QPointF
    first: int
    last: int

    @property
    def box(self) -> QRectF:
        """What it covers of the viewport."""
        return covered(self.line, self.origin, self.syllable, (self.first, self.last))


class PinyinPainter:
    """Paints over one view."""

    def __init__(self, view: ArticleView) -> None:
        """Paint over this view; what the reader selects has pinyin above it, too."""
        self._view = view
        view.selectionChanged.connect(self._repaint)

    def _repaint(self) -> None:
        look = self._view.look
        if look is not None and look.pinyin:
            self._view.viewport().update()

    def paint(self, painter: QPainter, clip: QRect, above: Sequence[Syllable], fills: list[Fill]) -> None:
        """Paint what stands within `clip`, in the viewport."""
        fills = [*fills, *self._selected()]
        self._paint_grounds(painter, fills)
        for placed in self.placed(clip, above):
            fill = _fill_at(placed.syllable.first, fills)
            if fill is not None:
                painter.fillRect(placed.box, fill.ground)  # also where it is wider than its character
            ink = fill.ink if fill is not None else self._ink(placed.syllable.first)
            paint_syllable(
                painter, placed.line, placed.origin, placed.syllable, (placed.first, placed.last), ink
            )

    def _selected(self) -> list[Fill]:
        """What the reader has selected."""
        cursor = self._view.textCursor()
        if not cursor.hasSelection():
            return []
        colours = self._view.palette()
        ground = colours.color(QPalette.ColorRole.Highlight)
        ink = colours.color(QPalette.ColorRole.HighlightedText)
        return [Fill((cursor.selectionStart(), cursor.selectionEnd()), ground, ink)]

    def _paint_grounds(self, painter: QPainter, fills: list[Fill]) -> None:
        """A mark reaches up to its pinyin: Qt fills only what it counts as the line."""
        scrolled = self._view.verticalScrollBar().value()
        painter.setPen(Qt.PenStyle.NoPen)
        for fill in fills:
            for piece in fragments(self._view.document(), fill.span):
                top, natural = piece.top - scrolled, piece.baseline - piece.ascent - scrolled
                painter.fillRect(
                    QRectF(piece.left, top, piece.right - piece.left, natural - top), fill.ground
                )

    def _ink(self, position: int) -> QColor:
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(position + 1)
        letters: QTextCharFormat = cursor.charFormat()
        return letters.foreground().color()

    def placed(self, clip: QRect, above: Sequence[Syllable]) -> Iterator[Placed]:
        """The syllables that stand within `clip`, in the viewport."""
        document, layout = self._view.document(), self._view.document().documentLayout()
        scrolled = self._view.verticalScrollBar().value()
        top, bottom = clip.top() + scrolled, clip.bottom() + scrolled
        start = layout.hitTest(QPointF(0, max(0, top - 1)), Qt.HitTestAccuracy.FuzzyHit)
        begin = document.findBlock(max(0, start)).position()
        block, origin = QTextBlock(), QPointF()
        number = bisect_left(above, begin, key=lambda one: one.first)
        while number < len(above):
            one = above[number]
            number += 1
            if not block.isValid() or not block.contains(one.first):
                block = document.findBlock(one.first)
                origin = layout.blockBoundingRect(block).topLeft()
                if origin.y() > bottom:
                    return
            line = block.layout().lineForTextPosition(one.first - block.position())
            if not line.isValid() or origin.y() + line.y() + line.height() < top:
                continue
            if origin.y() + line.y() - 2 * one.pixels > bottom:
                continue  # cells of a table stand side by side: another may begin above
            at = QPointF(origin.x(), origin.y() - scrolled)
            yield Placed(one, line, at, one.first - block.position(), one.last - block.position())


def _fill_at(position: int, fills: list[Fill]) -> Fill | None:
    """What is filled at a position; of fills over each other the last."""
    return next((fill for fill in reversed(fills) if fill.span[0] <= position < fill.span[1]), None)
