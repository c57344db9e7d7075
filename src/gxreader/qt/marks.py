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
from gxreader.qt.pinyin_painter import Fill
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
        self._kept: tuple[Locator, ...] = ()  # what the reader has highlighted
        # Qt deletes the cursor of a selection that only its own list holds.
        self._selections: list[QTextEdit.ExtraSelection] = []
        self._found: list[QTextEdit.ExtraSelection] = []  # of them, what a search found

    def set_marking(self, marking: Marking) -> None:
        """Mark in another way from now on."""
        if marking != self._marking:
            self._marking = marking
            self.refresh()

    def clear(self) -> None:
        """Mark nothing."""
        self._sentence = self._word = None
        self._hits = self._kept = ()
        self._hit = None
        self.refresh()

    def set_sentence(self, place: Locator | None) -> None:
        """Mark a sentence; the word of the one before is gone."""
        before = self._area()
        self._sentence, self._word = place, None
        if self._marking.style == "fill":
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
            self._repaint_pinyin(before | self._word_area())
        elif self._dims_all_but_word:
            self._view.viewport().update()
        else:
            self._repaint(before | self._word_area())

    def set_kept(self, places: tuple[Locator, ...]) -> None:
        """Mark what the reader has highlighted."""
        self._kept = places
        self._refind()

    def set_hits(self, places: tuple[Locator, ...]) -> None:
        """Mark what a search found."""
        self._hits, self._hit = places, None
        self._refind()

    def set_hit(self, place: Locator) -> None:
        """Mark the hit that is being looked at more strongly than the others."""
        self._hit = place
        self._refind()

    def refresh(self) -> None:
        """Paint all marks anew."""
        self._refind()
        self._view.viewport().update()

    # Fills

    def _refind(self) -> None:
        """Select what a search found anew: it stays for many words."""
        look = self._view.look
        if look is None:
            return
        scheme, places = look.scheme, [hit for hit in self._hits if hit != self._hit]
        found = [self._selection(place, scheme.soft, scheme.ink, dashed=True) for place in self._kept]
        found += [self._selection(place, scheme.soft, scheme.ink, underline=True) for place in places]
        if self._hit:
            found.append(self._selection(self._hit, scheme.accent, scheme.on_accent, underline=True))
        self._found = [selection for selection in found if selection is not None]
        self._select()
        self._repaint_pinyin(self._view.viewport().rect())

    def _select(self) -> None:
        look = self._view.look
        if look is None:
            return
        heard: list[QTextEdit.ExtraSelection | None] = []
        if self._marking.style == "fill":
            scheme = look.scheme
            if self._sentence and self._marking.sentence:
                heard.append(self._selection(self._sentence, scheme.sentence, scheme.sentence_ink))
            if self._word and self._marking.word:
                heard.append(self._selection(self._word, scheme.word, scheme.word_ink, underline=True))
        self._selections = [*self._found, *(one for one in heard if one is not None)]
        self._view.setExtraSelections(self._selections)

    def _selection(
        self, place: Locator, ground: str, ink: str, *, underline: bool = False, dashed: bool = False
    ) -> QTextEdit.ExtraSelection | None:
        cursor = self._view.cursor_for(place)
        if cursor is None:
            return None
        selection = QTextEdit.ExtraSelection()
        letters = QTextCharFormat()
        letters.setBackground(QColor(ground))
        letters.setForeground(QColor(ink))
        letters.setFontUnderline(underline)
        if dashed:  # a line of its own: colour is never the only sign
            letters.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        selection.cursor = cursor
        selection.format = letters
        return selection

    def fills(self) -> list[Fill]:
        """What is filled, in which colours; of those over each other the last counts."""
        return [
            Fill(
                (one.cursor.selectionStart(), one.cursor.selectionEnd()),
                one.format.background().color(),
                one.format.foreground().color(),
            )
            for one in self._selections
        ]

    def _repaint_pinyin(self, area: QRect) -> None:
        """Qt paints anew what it counts as a line; pinyin stands above that."""
        look = self._view.look
        if look is not None and look.pinyin:
            self._repaint(area)

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
