"""What is marked in the article: the sentence and word being heard, and what a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from gxreader.model.locator import Locator
from gxreader.qt.fragments import Fragment, fragments
from gxreader.qt.look import Look
from gxreader.qt.mark_painter import RIM, bar_area, bar_box, paint_bar, paint_lines, paint_veil
from gxreader.theme.marking import Marking

if TYPE_CHECKING:
    from gxreader.qt.article_view import ArticleView


class Marks:
    """Keeps the marks of a view. Fills are extra selections with an ink of their own; lines are painted."""

    def __init__(self, view: ArticleView) -> None:
        """Mark this view."""
        self._view = view
        self._marking = Marking()
        self._sentence: Locator | None = None
        self._word: Locator | None = None
        self._hits: tuple[Locator, ...] = ()
        self._hit: Locator | None = None
        # Qt deletes the cursor of a selection that only its own list holds.
        self._selections: list[QTextEdit.ExtraSelection] = []

    def set_marking(self, marking: Marking) -> None:
        """Mark in another way from now on."""
        if marking != self._marking:
            self._marking = marking
            self.refresh()

    def clear(self) -> None:
        """Mark nothing."""
        self._sentence = self._word = None
        self._hits = ()
        self._hit = None
        self.refresh()

    def set_sentence(self, place: Locator | None) -> None:
        """Mark a sentence; the word of the one before is gone."""
        before = self._area()
        self._sentence, self._word = place, None
        self._select()
        self._repaint(before | self._area())

    def set_word(self, place: Locator | None) -> None:
        """Mark a word within the sentence."""
        if place == self._word or not self._marking.word:
            self._word = place
            return
        before = self._word_area()
        self._word = place
        if self._marking.style == "fill":
            self._select()  # which repaints what it changes
        elif self._dims_all_but_word:
            self._view.viewport().update()
        else:
            self._repaint(before | self._word_area())

    def set_hits(self, places: tuple[Locator, ...]) -> None:
        """Mark what a search found."""
        self._hits, self._hit = places, None
        self._select()

    def set_hit(self, place: Locator) -> None:
        """Mark the hit that is being looked at more strongly than the others."""
        self._hit = place
        self._select()

    def refresh(self) -> None:
        """Paint all marks anew."""
        self._select()
        self._view.viewport().update()

    # Fills

    def _select(self) -> None:
        look = self._view.look
        if look is None:
            return
        self._selections = []
        for hit in self._hits:
            if hit != self._hit:
                self._add(hit, look.scheme.soft, look.scheme.ink, underline=True)
        if self._hit:
            self._add(self._hit, look.scheme.accent, look.scheme.on_accent, underline=True)
        if self._marking.style == "fill":
            if self._sentence and self._marking.sentence:
                self._add(self._sentence, look.scheme.sentence, look.scheme.sentence_ink)
            if self._word and self._marking.word:
                self._add(self._word, look.scheme.word, look.scheme.word_ink, underline=True)
        self._view.setExtraSelections(self._selections)

    def _add(self, place: Locator, ground: str, ink: str, *, underline: bool = False) -> None:
        cursor = self._view.cursor_for(place)
        if cursor is None:
            return
        selection = QTextEdit.ExtraSelection()
        letters = QTextCharFormat()
        letters.setBackground(QColor(ground))
        letters.setForeground(QColor(ink))
        letters.setFontUnderline(underline)
        selection.cursor = cursor
        selection.format = letters
        self._selections.append(selection)

    # Lines and veil

    def paint(self, painter: QPainter, clip: QRect) -> None:
        """Paint what is not a fill over the text, in the viewport; `clip` is what is being repainted."""
        look, marking = self._view.look, self._marking
        if look is None:
            return
        offset = self._view.verticalScrollBar().value()
        sentence = self._pieces(self._sentence) if marking.sentence else []
        word = self._pieces(self._word) if marking.word else []
        painter.save()
        painter.translate(0, -offset)
        if marking.style == "mask" and (sentence or word):
            area = QRectF(clip).translated(0, offset)
            paint_veil(painter, look, area, sentence or word)
        if sentence:
            if marking.style in {"underline", "outline"}:
                paint_lines(painter, look, sentence, marking.style, strong=False)
            paint_bar(painter, look, self._bar_box(sentence, look))
        if word and marking.style != "fill":
            style = "underline" if marking.style == "mask" else marking.style
            paint_lines(painter, look, word, style, strong=True)
        painter.restore()

    @property
    def _dims_all_but_word(self) -> bool:
        return self._marking.style == "mask" and not self._marking.sentence

    def _bar_box(self, sentence: list[Fragment], look: Look) -> QRectF:
        margin = self._view.document().rootFrame().frameFormat().leftMargin()
        return bar_box(sentence[0].top, sentence[-1].bottom, margin, look)

    def _pieces(self, place: Locator | None) -> list[Fragment]:
        span = self._view.span(place) if place else None
        return fragments(self._view.document(), span) if span else []

    def _area(self) -> QRect:
        """What changes on the screen when the sentence does."""
        look = self._view.look
        if look is None or not self._marking.sentence or self._marking.style == "mask":
            return self._view.viewport().rect()
        pieces = self._pieces(self._sentence)
        if not pieces:
            return QRect()
        area = self._around(pieces) | self._word_area()
        return area | bar_area(self._bar_box(pieces, look), self._view.verticalScrollBar().value())

    def _word_area(self) -> QRect:
        return self._around(self._pieces(self._word))

    def _around(self, pieces: list[Fragment]) -> QRect:
        look = self._view.look
        if look is None or not pieces:
            return QRect()
        area = QRectF()
        for piece in pieces:
            area = area.united(piece.line)
        rim = look.px(RIM)
        area = area.translated(0, -self._view.verticalScrollBar().value()).adjusted(-rim, -rim, rim, rim)
        return area.toAlignedRect()

    def _repaint(self, area: QRect) -> None:
        if not area.isEmpty():
            self._view.viewport().update(area)
