"""A part of an article as a laid-out document, and which place stands where in it."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor

from gxreader.app.pinyin import PinyinKeeper
from gxreader.i18n.messages import Messages
from gxreader.model.article import Article
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.qt.column import fit_column
from gxreader.qt.document import ArticleDocument
from gxreader.qt.line_metrics import is_picture
from gxreader.qt.look import Look
from gxreader.qt.picture_keeper import PictureKeeper
from gxreader.qt.reading_text import ReadingText
from gxreader.qt.render import Rendered, Renderer


class ArticleText(ReadingText):
    """Lays parts out; where they are scrolled to and what is marked is for its subclass to say."""

    def __init__(self) -> None:
        """Begin empty; without a keeper, pictures are told of in words."""
        super().__init__()
        self._units = Units(Article())
        self._part = 0
        self._look: Look | None = None
        self._messages: Messages | None = None
        self._full_width = True
        self._rendered: Rendered | None = None
        self._own_document: ArticleDocument | None = None
        self._keeper: PictureKeeper | None = None
        self._pinyin: PinyinKeeper | None = None
        self._is_focused = False

    def _lay_out(self, part: int, look: Look, messages: Messages) -> None:
        """Put a part in place of the one that is shown."""
        self._part = part
        document = ArticleDocument(self)
        make = partial(self._keeper.prepare, document, messages) if self._keeper else None
        renderer = Renderer(
            document,
            self._units,
            look,
            messages,
            full_width=self._full_width,
            pictures=make,
            pinyin_of=self._pinyin.of if self._pinyin else None,
        )
        self._rendered = renderer.render(part)
        self.setDocument(document)
        if self._own_document is not None:
            # Qt deletes only the document it made itself; ours would stay for ever.
            self._own_document.deleteLater()
        self._own_document = document
        self.setCursorWidth(0)  # the width belongs to the document: each new one starts with a blinking caret
        if self._pinyin is not None:
            self._pinyin.want(self._rendered.wanted)

    def _own_look(self, look: Look) -> Look:
        """A look without pinyin where nobody knows it."""
        return msgspec.structs.replace(look, pinyin=look.pinyin and self._pinyin is not None)

    @property
    def waits_for_pinyin(self) -> bool:
        """Whether there is pinyin to come for the part that is shown."""
        return self._rendered is not None and bool(self._rendered.wanted)

    def _fit_column(self) -> None:
        if self._look is not None and self._rendered is not None:
            above = self.viewport().height() // 2 if self._is_focused else None
            fit_column(self, self._look, self._rendered.formats.glyph, above=above)
            if self._keeper is not None:
                self._keeper.refit(self._rendered.formats)

    @property
    def pictures_are_here(self) -> bool:
        """Whether every picture near the reader has come, or will not."""
        return self._keeper is None or self._keeper.is_idle

    @property
    def is_focused(self) -> bool:
        """Whether only a few lines in the middle are shown."""
        return self._is_focused

    @property
    def look(self) -> Look | None:
        """The look it is painted in."""
        return self._look

    def span(self, place: Locator) -> tuple[int, int] | None:
        """The document's positions of a place, or None if another part holds it."""
        if self._rendered is None or not self._rendered.places.holds(place.block):
            return None
        return self._rendered.places.span(place)

    @property
    def pitch(self) -> float:
        """The height of a line of body text."""
        look = self._look
        return look.text * look.face.line_pitch + look.pinyin_room(look.text) if look else 1.0

    def parts(self) -> tuple[int, int]:
        """The number of the part being shown, and how many there are."""
        return self._part + 1, max(1, len(self._units.article.parts))

    def place_of(self, position: int) -> Locator | None:
        """The place at one of the document's positions, or before it where no text of the work stands."""
        return self._rendered.places.place(position) if self._rendered else None

    @property
    def _first_unit(self) -> int:
        """The first unit of the part that is shown."""
        units = self._units.of_part(self._part)
        return units[0].index if units else 0

    def place_at(self, point: QPoint) -> Locator | None:
        """The place under a point of the viewport, if there is text."""
        if self._rendered is None:
            return None
        offset = QPointF(0, self.verticalScrollBar().value())
        position = (
            self.document().documentLayout().hitTest(QPointF(point) + offset, Qt.HitTestAccuracy.ExactHit)
        )
        if position < 0 or is_picture(self.document().findBlock(position)):
            return None
        return self.place_of(position)

    def cursor_for(self, place: Locator) -> QTextCursor | None:
        """A cursor that selects a place, or None if another part holds it."""
        span = self.span(place)
        if span is None:
            return None
        cursor = QTextCursor(self.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        return cursor
