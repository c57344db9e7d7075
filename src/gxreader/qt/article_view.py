"""The article on screen: laid out from the model, scrolled by whole lines, marked as it is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from gxreader.app.pictures import Pictures
from gxreader.i18n.messages import Messages
from gxreader.model.article import Article
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.qt.column import fit_column, hide_cut_lines, paint_bar
from gxreader.qt.document import ArticleDocument, link_at
from gxreader.qt.follower import Follower
from gxreader.qt.line_metrics import LineMetrics, is_picture
from gxreader.qt.look import Look
from gxreader.qt.marks import Marks
from gxreader.qt.pages import Pages
from gxreader.qt.picture_keeper import PictureKeeper
from gxreader.qt.render import Rendered, render, written

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

    def __init__(self, pictures: Pictures | None = None) -> None:
        """Begin empty; without `pictures`, they are told of in words."""
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
        self.viewport().setMouseTracking(True)
        self._units = Units(Article())
        self._part = 0
        self._look: Look | None = None
        self._messages: Messages | None = None
        self._full_width = True
        self._rendered: Rendered | None = None
        self._own_document: ArticleDocument | None = None
        self._marks = Marks(self)
        self._lines = LineMetrics(self)
        self._pages = Pages(self, self._lines)
        self._keeper = PictureKeeper(self, pictures) if pictures else None
        self._follower = Follower(self, self._lines)
        self._pressed = QPoint()
        self._anchor = Locator(0)
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

    def grow(self, units: Units) -> None:
        """The rest of the work has come: every place stays, and what is shown is not moved."""
        before, self._units = self._units, units
        if before.article.parts[: self._part + 1] != units.article.parts[: self._part + 1] or (
            written(before.article, self._part) != written(units.article, self._part)
        ):
            self.keeping_still(partial(self._show_part, self._part))
        self.scrolled.emit()

    def keeping_still(self, change: Callable[[], None]) -> None:
        """Change the layout while the line at the top stays where it is on the screen."""
        bar, place = self.verticalScrollBar(), self.first_visible_place()
        span = self.span(place) if place is not None and bar.value() > 0 else None
        offset = self._lines.line_top(span[0]) - bar.value() if span else 0.0
        anchor = self._anchor
        change()
        self._pages.forget()
        span = self.span(place) if place is not None and span is not None else None
        if span is not None:
            bar.setValue(round(self._lines.line_top(span[0]) - offset))
        self._anchor = anchor
        self.scrolled.emit()

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
        document = ArticleDocument(self)
        make = partial(self._keeper.prepare, document, self._messages) if self._keeper else None
        self._rendered = render(
            document,
            self._units,
            part,
            self._look,
            self._messages,
            full_width=self._full_width,
            pictures=make,
        )
        self.setDocument(document)
        if self._own_document is not None:
            # Qt deletes only the document it made itself; ours would stay for ever.
            self._own_document.deleteLater()
        self._own_document = document
        self.setCursorWidth(0)  # the width belongs to the document: each new one starts with a blinking caret
        self._pages.forget()
        self._fit_column()
        self._marks.refresh()
        self.verticalScrollBar().setValue(0)
        if self._keeper is not None:
            self._keeper.laid_out()
        self.scrolled.emit()

    def _fit_column(self) -> None:
        if self._look is not None and self._rendered is not None:
            fit_column(self, self._look, self._rendered.formats.glyph)
            if self._keeper is not None:
                self._keeper.refit(self._rendered.formats)

    def line_middle(self, position: int) -> float:
        """The height of the middle of the line that holds a position of the document."""
        return (self._lines.line_top(position) + self._lines.line_bottom(position)) / 2

    @property
    def pictures_are_here(self) -> bool:
        """Whether every picture near the reader has come, or will not."""
        return self._keeper is None or self._keeper.is_idle

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
        self.ensure_part(place)
        span = self.span(place)
        if span is not None:
            self.verticalScrollBar().setValue(
                round(self._lines.line_top(span[0])) if place != Locator(0) else 0
            )
            self._anchor = place.point()

    def follow_at_once(self) -> None:
        """The reader has asked for the voice: what is heard is shown, whatever was scrolled before."""
        self._follower.at_once()

    def ensure_part(self, place: Locator) -> None:
        """Show the part that holds a place."""
        if place.block < len(self._units):
            part = self._units.part_of(place.block)
            if part != self._part:
                self._show_part(part)

    def scroll_to_height(self, value: float) -> None:
        """Scroll to a height, which becomes the reader's place."""
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
        self._follower.touched()
        bar = self.verticalScrollBar()
        if (step > 0 and bar.value() >= bar.maximum()) or (step < 0 and bar.value() <= 0):
            return self._turn_part(step)
        self.scroll_to_height(self._pages.target(step))
        self._moved_by_hand()
        return True

    def _turn_part(self, step: int) -> bool:
        part = self._part + step
        if not 0 <= part < len(self._units.article.parts):
            return False
        self._show_part(part)
        if step < 0:
            self.scroll_to_height(self.verticalScrollBar().maximum())
        self._moved_by_hand()
        return True

    @property
    def pitch(self) -> float:
        """The height of a line of body text."""
        look = self._look
        return look.text * look.face.line_pitch if look else 1.0

    def pages(self) -> tuple[int, int]:
        """The number of the screen being shown, and how many there are in this part."""
        return self._pages.numbers(self.pitch)

    def parts(self) -> tuple[int, int]:
        """The number of the part being shown, and how many there are."""
        return self._part + 1, max(1, len(self._units.article.parts))

    # Marks

    def mark_sentence(self, place: Locator | None) -> None:
        """Mark the sentence that is heard, and keep it in sight."""
        if place is not None:
            self._follower.follow(place)
        self._marks.set_sentence(place)

    def mark_word(self, place: Locator | None) -> None:
        """Mark the word that is heard."""
        self._marks.set_word(place)
        if place is not None:
            self._follower.follow_word(place)

    def mark_hits(self, places: tuple[Locator, ...]) -> None:
        """Mark what a search found."""
        self._marks.set_hits(places)

    def show_hit(self, place: Locator) -> None:
        """Mark one of the hits as the one being looked at, and show it."""
        self.ensure_part(place)
        self._marks.set_hit(place)
        span = self.span(place)
        if span is not None:
            self._follower.touched()
            lead = self.viewport().height() / 3
            self.scroll_to_height(self._lines.snap(max(0.0, self._lines.line_top(span[0]) - lead)))

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
        self._pages.forget()
        self._fit_column()
        self.scroll_to(anchor)
        self.scrolled.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by whole lines."""
        self._follower.touched()
        notches = event.angleDelta().y() / _WHEEL_NOTCH
        value = self.verticalScrollBar().value() - notches * WHEEL_LINES * self.pitch
        self.scroll_to_height(self._lines.snap(max(0.0, value), forward=notches < 0))
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
            position = self.textCursor().position()
            link = link_at(self.document(), position)
            self.link_chosen.emit(link) if link else self._choose(position)
            return
        if event.key() in _CARET_KEYS:
            self._follower.touched()
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

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over links: they can be pressed."""
        super().mouseMoveEvent(event)
        over_link = bool(self.anchorAt(event.position().toPoint()))
        shape = Qt.CursorShape.PointingHandCursor if over_link else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)

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
        if position < 0 or is_picture(self.document().findBlock(position)):
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
