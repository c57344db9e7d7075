"""The article on screen: laid out from the model, scrolled by whole lines, marked as it is read."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QElapsedTimer, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from gxreader.i18n.messages import Messages
from gxreader.model.article import Article
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.qt.column import fit_column, hide_cut_lines, paint_bar
from gxreader.qt.line_metrics import LineMetrics
from gxreader.qt.look import Look
from gxreader.qt.marks import Marks
from gxreader.qt.render import Rendered, render

FOLLOW_AGAIN_MS = 4000
OVERLAP_LINES = 2
WHEEL_LINES = 3
_CARET_KEYS = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}
)
CARET_WIDTH = 3
_WHEEL_NOTCH = 120


class ArticleView(QTextEdit):
    """Shows one part of an article. A read-only QTextEdit, because Orca reads that paragraph by paragraph."""

    place_chosen = Signal(Locator)
    link_chosen = Signal(str)
    moved = Signal(Locator)  # the reader has scrolled: the place at the top
    scrolled = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAcceptDrops(False)  # the window takes drops, whole
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setCursorWidth(0)
        self._units = Units(Article())
        self._part = 0
        self._look: Look | None = None
        self._messages: Messages | None = None
        self._full_width = True
        self._rendered: Rendered | None = None
        self._own_document: QTextDocument | None = None
        self._marks = Marks(self)
        self._lines = LineMetrics(self)
        self._touched = QElapsedTimer()
        self._pressed = QPoint()
        self._anchor = Locator(0)
        self._page_tops: list[float] | None = None
        self._note_soon = QTimer(self)
        self._note_soon.setSingleShot(True)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)
        # A new layout moves the bar by itself; only the reader's own scrolling moves the anchor.
        self.verticalScrollBar().actionTriggered.connect(lambda _action: self._note_soon.start(0))
        self._note_soon.timeout.connect(self._moved_by_hand)

    # What is shown

    def show_article(self, units: Units, look: Look, messages: Messages, *, full_width: bool) -> None:
        """Show an article from its first part on; marks of the one before are gone."""
        self._units, self._look, self._messages, self._full_width = units, look, messages, full_width
        self._marks.clear()
        self._anchor = Locator(0)
        self._show_part(0)

    def set_look(self, look: Look, messages: Messages, *, full_width: bool) -> None:
        """Show the same place in another look or language."""
        if (look, messages, full_width) == (self._look, self._messages, self._full_width):
            return
        self._look, self._messages, self._full_width = look, messages, full_width
        anchor = self._anchor
        self._show_part(self._part)
        self.scroll_to(anchor)

    def _show_part(self, part: int) -> None:
        if self._look is None or self._messages is None:
            return
        self._part = part
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        self._rendered = render(
            document, self._units, part, self._look, self._messages, full_width=self._full_width
        )
        self.setDocument(document)
        if self._own_document is not None:
            # Qt deletes only the document it made itself; ours would stay for ever.
            self._own_document.deleteLater()
        self._own_document = document
        self.setCursorWidth(0)  # the width belongs to the document: each new one starts with a blinking caret
        self._page_tops = None
        self._fit_column()
        self._marks.refresh()
        self.verticalScrollBar().setValue(0)
        self.scrolled.emit()

    def _fit_column(self) -> None:
        if self._look is not None and self._rendered is not None:
            fit_column(self, self._look, self._rendered.formats.glyph)

    @property
    def look(self) -> Look | None:
        """The look it is painted in."""
        return self._look

    def span(self, place: Locator) -> tuple[int, int] | None:
        """The document's positions of a place, or None if another part holds it."""
        if self._rendered is None or not self._rendered.places.holds(place.block):
            return None
        return self._rendered.places.span(place)

    # Places

    def first_visible_place(self) -> Locator | None:
        """Where the first whole line on screen begins."""
        if self._rendered is None:
            return None
        position = self._lines.first_visible_position()
        return self._rendered.places.place(position) or Locator(self._first_unit)

    @property
    def _first_unit(self) -> int:
        """The first unit of the part that is shown."""
        units = self._units.of_part(self._part)
        return units[0].index if units else 0

    def scroll_to(self, place: Locator) -> None:
        """Bring the line of a place to the top, changing the part if need be; it is the new anchor."""
        self._ensure_part(place)
        span = self.span(place)
        if span is not None:
            self.verticalScrollBar().setValue(
                round(self._lines.line_top(span[0])) if place != Locator(0) else 0
            )
            self._anchor = place.point()

    def follow(self, place: Locator) -> None:
        """Keep a sentence in the middle third, unless the reader has just scrolled."""
        if self._touched.isValid() and self._touched.elapsed() < FOLLOW_AGAIN_MS:
            return
        self._ensure_part(place)
        span = self.span(place)
        if span is None:
            return
        top = self._lines.line_top(span[0])
        bottom = self._lines.line_bottom(span[1])
        height = self.viewport().height()
        value = self.verticalScrollBar().value()
        if top - value < 0 or bottom - value > height * 2 / 3:
            lead = height / 3 if bottom - top < height / 2 else self._pitch
            self._scroll(self._lines.snap(max(0.0, top - lead)))

    def _follow_word(self, place: Locator) -> None:
        """Keep the word in sight where its sentence is longer than the screen."""
        span = self.span(place)
        if span is None or (self._touched.isValid() and self._touched.elapsed() < FOLLOW_AGAIN_MS):
            return
        top, bottom = self._lines.line_top(span[0]), self._lines.line_bottom(span[1])
        value, height = self.verticalScrollBar().value(), self.viewport().height()
        if top < value or bottom > value + height:
            self._scroll(self._lines.snap(max(0.0, top - height / 4)))

    def follow_at_once(self) -> None:
        """The reader has asked for the voice: what is heard is shown, whatever was scrolled before."""
        self._touched.invalidate()

    def _ensure_part(self, place: Locator) -> None:
        if place.block < len(self._units):
            part = self._units.part_of(place.block)
            if part != self._part:
                self._show_part(part)

    def _scroll(self, value: float) -> None:
        self.verticalScrollBar().setValue(round(value))
        self._note_anchor()

    def _note_anchor(self) -> None:
        """Remember which text is at the top, to find it again in another layout."""
        place = self.first_visible_place() if self.verticalScrollBar().value() > 0 else None
        self._anchor = place or Locator(self._first_unit)

    def _moved_by_hand(self) -> None:
        self._note_anchor()
        self.moved.emit(self._anchor)

    # Pages

    def turn_page(self, step: int) -> bool:
        """Go on or back by a screen with two lines of overlap; False where there is no more."""
        self._touched.start()
        bar = self.verticalScrollBar()
        if (step > 0 and bar.value() >= bar.maximum()) or (step < 0 and bar.value() <= 0):
            return self._turn_part(step)
        self._scroll(self._page_target(step))
        self._moved_by_hand()
        return True

    def _page_target(self, step: int) -> float:
        """The scroll value at which the two outermost lines of this screen stand at its other end."""
        value, height = self.verticalScrollBar().value(), self.viewport().height()
        lines = self._lines.whole_lines()
        if len(lines) <= OVERLAP_LINES:
            return self._lines.snap(max(0.0, value + step * height * 0.9), forward=step < 0)
        if step > 0:
            return lines[-OVERLAP_LINES][0]
        return self._lines.snap(max(0.0, lines[OVERLAP_LINES - 1][1] - height), forward=True)

    def _turn_part(self, step: int) -> bool:
        part = self._part + step
        if not 0 <= part < len(self._units.article.parts):
            return False
        self._show_part(part)
        if step < 0:
            self._scroll(self.verticalScrollBar().maximum())
        self._moved_by_hand()
        return True

    @property
    def _pitch(self) -> float:
        """The height of a line of body text."""
        look = self._look
        return look.text * look.face.line_pitch if look else 1.0

    def pages(self) -> tuple[int, int]:
        """The number of the screen being shown, and how many there are in this part."""
        bar = self.verticalScrollBar()
        if self._page_tops is None:
            self._page_tops = self._lines.page_tops(OVERLAP_LINES)
        total = len(self._page_tops)
        if bar.value() >= bar.maximum():
            return total, total
        return bisect_right(self._page_tops, bar.value() + self._pitch / 2), total

    def parts(self) -> tuple[int, int]:
        """The number of the part being shown, and how many there are."""
        return self._part + 1, max(1, len(self._units.article.parts))

    # Marks

    def mark_sentence(self, place: Locator | None) -> None:
        """Mark the sentence that is heard, and keep it in sight."""
        if place is not None:
            self.follow(place)
        self._marks.set_sentence(place)

    def mark_word(self, place: Locator | None) -> None:
        """Mark the word that is heard."""
        self._marks.set_word(place)
        if place is not None:
            self._follow_word(place)

    def mark_hits(self, places: tuple[Locator, ...]) -> None:
        """Mark what a search found."""
        self._marks.set_hits(places)

    def show_hit(self, place: Locator) -> None:
        """Mark one of the hits as the one being looked at, and show it."""
        self._ensure_part(place)
        self._marks.set_hit(place)
        span = self.span(place)
        if span is not None:
            self._touched.start()
            lead = self.viewport().height() / 3
            self._scroll(self._lines.snap(max(0.0, self._lines.line_top(span[0]) - lead)))

    # Qt's own events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, a bar beside the sentence, and hide a last line that would be cut in half."""
        super().paintEvent(event)
        look = self._look
        if look is None:
            return
        painter = QPainter(self.viewport())
        span = self._marks.sentence_span()
        if span is not None:
            paint_bar(painter, self, look, self._lines, span)
        corner = look.px(look.face.card_radius)  # the corners of the card stay round
        hide_cut_lines(painter, self, self._lines, look.scheme.card, corner)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Refit the column and keep the place."""
        anchor = self._anchor
        super().resizeEvent(event)
        self._page_tops = None
        self._fit_column()
        self.scroll_to(anchor)
        self.scrolled.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by whole lines."""
        self._touched.start()
        notches = event.angleDelta().y() / _WHEEL_NOTCH
        value = self.verticalScrollBar().value() - notches * WHEEL_LINES * self._pitch
        self._scroll(self._lines.snap(max(0.0, value), forward=notches < 0))
        self._moved_by_hand()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys and Space turn pages, arrows move a caret, Enter reads from it."""
        steps = {
            Qt.Key.Key_PageDown: 1,
            Qt.Key.Key_PageUp: -1,
            Qt.Key.Key_Space: -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.turn_page(step)
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.textCursor().position())
            return
        if event.key() in _CARET_KEYS:
            self._touched.start()
            self.setCursorWidth(CARET_WIDTH)  # the keyboard moves a caret, so it is shown
        super().keyPressEvent(event)

    def _choose(self, position: int) -> None:
        place = self._rendered.places.place(position) if self._rendered else None
        if place is not None:
            self.place_chosen.emit(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the point pressed: it counts, not the point released."""
        self.setCursorWidth(0)
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a sentence chooses it; a drag selects text as everywhere."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            link = self.anchorAt(self._pressed)
            place = self.place_at(self._pressed)
            if link:
                self.link_chosen.emit(link)
            elif place is not None:
                self.place_chosen.emit(place)

    def place_at(self, point: QPoint) -> Locator | None:
        """The place under a point of the viewport, if there is text."""
        if self._rendered is None:
            return None
        offset = QPointF(0, self.verticalScrollBar().value())
        position = (
            self.document().documentLayout().hitTest(QPointF(point) + offset, Qt.HitTestAccuracy.ExactHit)
        )
        if position < 0:
            return None
        return self._rendered.places.place(position)

    def cursor_for(self, place: Locator) -> QTextCursor | None:
        """A cursor that selects a place, or None if another part holds it."""
        span = self.span(place)
        if span is None:
            return None
        cursor = QTextCursor(self.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        return cursor
