"""A part of an article as a laid-out document, and which place stands where in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor

from gxreader.app.around import Below
from gxreader.app.pinyin import PinyinKeeper
from gxreader.i18n.messages import Messages
from gxreader.model.article import Article, Picture
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.qt.column import fit_column
from gxreader.qt.document import ArticleDocument
from gxreader.qt.line_metrics import is_picture
from gxreader.qt.look import Look
from gxreader.qt.picture_keeper import PictureKeeper
from gxreader.qt.reading_text import ReadingText
from gxreader.qt.render import Rendered, Renderer
from gxreader.qt.small_letters import with_small_letters

_STEADY, _STEADY_ELDERLY = 6, 24  # pixels a hand may tremble before it selects
_PLAIN = {0x2029: "\n", 0x2028: "\n", 0xFFFC: None, 0xFDD0: None, 0xFDD1: "\n"}  # Qt's own signs
_HEAD_LINES = 12  # the breadcrumb, titles, the source and notices are among the first


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
        self.below: Sequence[Below] = ()  # what stands under the text

    def _lay_out(self, part: int, look: Look, messages: Messages) -> None:
        """Put a part in place of the one that is shown; the caret stays in its text."""
        caret, width = self.place_of(self.textCursor().position()), self.cursorWidth()
        self._part = part
        document = ArticleDocument(self)
        self.steady = look.px(_STEADY_ELDERLY if look.elderly else _STEADY)
        shows = self._keeper is not None and look.pictures
        make = partial(self._keeper.prepare, messages) if self._keeper and shows else None
        if self._keeper is not None and not shows:
            self._keeper.forget()
        renderer = Renderer(
            document,
            self._units,
            look,
            messages,
            full_width=self._full_width,
            pictures=make,
            pinyin_of=self._pinyin.of if self._pinyin else None,
        )
        self._rendered = renderer.render(part, self.below)
        self._is_placing = True
        self.setDocument(document)
        if self._keeper is not None:
            self._keeper.attach(document)
        self._rendered.room.apply(document)
        self._is_placing = False
        if self._own_document is not None:
            # Qt deletes only the document it made itself; ours would stay for ever.
            self._own_document.deleteLater()
        self._own_document = document
        self.setCursorWidth(width)  # it belongs to the document: each new one starts with a blinking caret
        if caret is not None:
            self.put_caret_at(caret)
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
    def units(self) -> Units:
        """The units of the whole work."""
        return self._units

    @property
    def part(self) -> int:
        """Which part is shown, from 0 on."""
        return self._part

    @property
    def messages(self) -> Messages | None:
        """The words of the interface's language."""
        return self._messages

    @property
    def look(self) -> Look | None:
        """The look it is painted in."""
        return self._look

    def span(self, place: Locator) -> tuple[int, int] | None:
        """The document's positions of a place, or None if another part holds it."""
        if self._rendered is None or not self._rendered.places.holds(place.block):
            return None
        return self._rendered.places.span(place)

    def position_of_picture(self, picture: Picture) -> int | None:
        """Where a picture's sign stands in the document; None where it is told of in words."""
        return self._keeper.position_of(picture) if self._keeper else None

    def span_of_line(self, words: str) -> tuple[int, int] | None:
        """Where a line of the head that is no text of the article (its source, a notice) stands."""
        block = self.document().begin()
        while block.isValid() and block.blockNumber() < _HEAD_LINES:
            if block.text() == words:
                return block.position(), block.position() + len(words)
            block = block.next()
        return None

    def put_caret_at(self, place: Locator) -> None:
        """Put the caret to a place, if it is in this part; nothing is scrolled."""
        span = self.span(place.point())
        if span is not None:
            self.put_caret(span[0])

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

    def picture_at(self, position: int) -> Picture | None:
        """The picture at one of the document's positions, if there is one that can be seen."""
        block = self.document().findBlock(position)
        if self._keeper is None or not is_picture(block):
            return None
        return self._keeper.picture_at(block.position())

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: words alone, with the source's signs where print sets others."""
        cursor, copied = self.textCursor(), QMimeData()
        signs = self._rendered.written if self._rendered else {}
        text = cursor.selectedText().encode("utf-16-le")
        first = cursor.selectionStart()
        pieces, at = [], 0
        for position in sorted(one for one in signs if first <= one < cursor.selectionEnd()):
            place = (position - first) * 2
            pieces += [text[at:place].decode("utf-16-le"), signs[position]]
            at = place + 2
        pieces.append(text[at:].decode("utf-16-le"))
        copied.setText(with_small_letters(cursor, "".join(pieces)).translate(_PLAIN))
        return copied

    def cursor_for(self, place: Locator) -> QTextCursor | None:
        """A cursor that selects a place, or None if another part holds it."""
        span = self.span(place)
        if span is None:
            return None
        cursor = QTextCursor(self.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        return cursor
