"""What is marked in the article: the sentence and word being heard, and what a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from gxreader.model.locator import Locator
from gxreader.qt.look import Look

if TYPE_CHECKING:
    from gxreader.qt.article_view import ArticleView


class Marks:
    """Keeps the marks of a view and paints them as extra selections, each with its own ink."""

    def __init__(self, view: ArticleView) -> None:
        """Mark this view."""
        self._view = view
        self._sentence: Locator | None = None
        self._word: Locator | None = None
        self._hits: tuple[Locator, ...] = ()
        self._hit: Locator | None = None
        # Qt deletes the cursor of a selection that only its own list holds.
        self._selections: list[QTextEdit.ExtraSelection] = []

    def clear(self) -> None:
        """Mark nothing."""
        self._sentence = self._word = None
        self._hits = ()
        self._hit = None
        self.refresh()

    def set_sentence(self, place: Locator | None) -> None:
        """Mark a sentence; the word of the one before is gone."""
        self._sentence, self._word = place, None
        self.refresh()

    def set_word(self, place: Locator | None) -> None:
        """Mark a word within the sentence."""
        self._word = place
        self.refresh()

    def set_hits(self, places: tuple[Locator, ...]) -> None:
        """Mark what a search found."""
        self._hits, self._hit = places, None
        self.refresh()

    def set_hit(self, place: Locator) -> None:
        """Mark the hit that is being looked at more strongly than the others."""
        self._hit = place
        self.refresh()

    def sentence_span(self) -> tuple[int, int] | None:
        """The document's positions of the marked sentence."""
        return self._view.span(self._sentence) if self._sentence else None

    def refresh(self) -> None:
        """Paint all marks anew."""
        look = self._view.look
        if look is None:
            return
        self._selections = []
        for hit in self._hits:
            if hit != self._hit:
                self._add(hit, look.scheme.soft, look.scheme.ink, underline=True)
        if self._hit:
            self._add(self._hit, look.scheme.accent, look.scheme.on_accent, underline=True)
        if self._sentence:
            self._add(self._sentence, look.scheme.sentence, look.scheme.sentence_ink)
        if self._word:
            self._add(self._word, look.scheme.word, look.scheme.word_ink, underline=True)
        self._view.setExtraSelections(self._selections)
        self._view.viewport().update(self._bar_area(look))

    def _bar_area(self, look: Look) -> QRect:
        rect = self._view.viewport().rect()
        margin = round(self._view.document().rootFrame().frameFormat().leftMargin())
        rect.setRight(margin)
        rect.setLeft(max(0, margin - look.px(20)))
        return rect

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
