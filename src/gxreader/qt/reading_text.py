"""A read-only text under the hands: pages turned, places clicked, text selected, a menu asked for."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit

from gxreader.model.article import Picture
from gxreader.model.locator import Locator
from gxreader.qt.document import link_at
from gxreader.qt.small_letters import with_small_letters

WHEEL_LINES = 3
CARET_WIDTH = 3
_CARET_KEYS = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}
)
_WHEEL_NOTCH = 120


class ReadingText(QTextEdit):
    """A QTextEdit, because Orca reads that paragraph by paragraph. Subclasses know where places stand."""

    place_chosen = Signal(Locator)
    link_chosen = Signal(str)
    picture_chosen = Signal(object)  # a model.article.Picture
    selecting = Signal(bool)  # whether text is selected, once the hand has let go
    menu_wanted = Signal(QPoint)  # where on the screen
    caret_moved = Signal(Locator)  # by a key or a screen reader, never by the mouse or by the program

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
        self.setCursorWidth(0)
        self.viewport().setMouseTracking(True)
        self._pressed = QPoint()
        self.steady = 0  # pixels within which a hand that trembles does not select
        self._has_selection = False
        self._is_placing = False  # the program moves the caret, not the reader
        self._menu_place: Locator | None = None
        self.selectionChanged.connect(self._selection_changed)
        self.cursorPositionChanged.connect(self._tell_caret)

    # What a subclass knows

    def turn_page(self, _step: int) -> bool:
        """Go on or back by a screen; False where there is no more."""
        raise NotImplementedError

    def scroll_lines(self, _lines: float) -> None:
        """Scroll down (or up, below zero) by lines, and stop at a whole one."""
        raise NotImplementedError

    def touched(self) -> None:
        """The reader's own hand has moved what is shown."""
        raise NotImplementedError

    def place_of(self, _position: int) -> Locator | None:
        """The place at one of the document's positions."""
        raise NotImplementedError

    def picture_at(self, _position: int) -> Picture | None:
        """The picture at one of the document's positions, if there is one that can be seen."""
        raise NotImplementedError

    def place_at(self, _point: QPoint) -> Locator | None:
        """The place under a point of the viewport, if there is text."""
        raise NotImplementedError

    def first_visible_place(self) -> Locator | None:
        """Where the first whole line on screen begins."""
        raise NotImplementedError

    # The caret

    def put_caret(self, position: int) -> None:
        """Put the caret somewhere without scrolling, unless something is selected: that is not lost."""
        cursor, bar = self.textCursor(), self.verticalScrollBar()
        if cursor.hasSelection() or cursor.position() == position:
            return
        scrolled = bar.value()
        self._is_placing = True
        cursor.setPosition(min(position, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)  # Qt would scroll to it
        self._is_placing = False
        bar.setValue(scrolled)

    def _tell_caret(self) -> None:
        if self._is_placing or self._is_pressed:
            return
        place = self.place_of(self.textCursor().position())
        if place is not None:
            self.caret_moved.emit(place)

    # What is selected

    def selection(self) -> tuple[Locator, Locator] | None:
        """Where the selected text begins and ends; None where nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        last = self.place_of(cursor.selectionEnd())
        first = self.place_of(cursor.selectionStart()) or (Locator(0) if last else None)
        return (first, last) if first is not None and last is not None else None

    def here(self) -> Locator | None:
        """Where the menu was asked for, where the caret stands, or what stands at the top."""
        if self._menu_place is not None:
            return self._menu_place
        if self.cursorWidth() or self.textCursor().hasSelection():
            return self.place_of(self.textCursor().selectionStart())
        return self.first_visible_place()

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: powers stay powers, though they are drawn with ordinary letters."""
        copied = super().createMimeDataFromSelection()
        copied.setText(with_small_letters(self.textCursor(), copied.text()))
        return copied

    def clear_selection(self) -> None:
        """Select nothing."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def _selection_changed(self) -> None:
        """Keys are offered once the hand has let go: nothing shall move while it selects."""
        if not self.textCursor().hasSelection() or not self._is_pressed:
            self._tell_selection()

    def _tell_selection(self) -> None:
        has = self.textCursor().hasSelection()
        if has != self._has_selection:
            self._has_selection = has
            self.selecting.emit(has)

    @property
    def _is_pressed(self) -> bool:
        return not self._pressed.isNull()

    # Qt's own events

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by whole lines."""
        self.touched()
        self.scroll_lines(-event.angleDelta().y() / _WHEEL_NOTCH * WHEEL_LINES)
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
            self._choose_at(self.textCursor().position())
            return
        if event.key() in _CARET_KEYS:
            self.touched()
            self._menu_place = None
            self.setCursorWidth(CARET_WIDTH)  # the keyboard moves a caret, so it is shown
        super().keyPressEvent(event)

    def _choose_at(self, position: int) -> None:
        """The keyboard chooses what stands at a position."""
        link, picture = link_at(self.document(), position), self.picture_at(position)
        if link:
            self.link_chosen.emit(link)
        elif picture is not None:
            self.picture_chosen.emit(picture)
        else:
            self._choose(self.place_of(position))

    def _choose_under(self, point: QPoint) -> None:
        """A click chooses what lies under a point of the viewport."""
        link, picture = self.anchorAt(point), self._picture_under(point)
        if link:
            self.link_chosen.emit(link)
        elif picture is not None:
            self.picture_chosen.emit(picture)
        else:
            self._choose(self.place_at(point))

    def _picture_under(self, point: QPoint) -> Picture | None:
        inside = QPointF(point) + QPointF(0, self.verticalScrollBar().value())
        position = self.document().documentLayout().hitTest(inside, Qt.HitTestAccuracy.ExactHit)
        return self.picture_at(position) if position >= 0 else None

    def _choose(self, place: Locator | None) -> None:
        if place is not None:
            self.place_chosen.emit(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the point pressed: it counts, not the point released."""
        self.setCursorWidth(0)
        self._menu_place = None
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over links and pictures: they can be pressed."""
        if not (self._is_pressed and self._trembles(event.position().toPoint())):
            super().mouseMoveEvent(event)
        point = event.position().toPoint()
        can_be_chosen = bool(self.anchorAt(point)) or self._picture_under(point) is not None
        shape = Qt.CursorShape.PointingHandCursor if can_be_chosen else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)

    def _trembles(self, point: QPoint) -> bool:
        return (
            not self.textCursor().hasSelection() and (point - self._pressed).manhattanLength() < self.steady
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a sentence chooses it; a drag selects text as everywhere."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, QPoint()
        self._tell_selection()
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._choose_under(pressed)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu: at the pointer, or, with the menu key, at the caret or the first line."""
        event.accept()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self._menu_place = self.place_at(event.pos())
            self.menu_wanted.emit(event.globalPos())
            return
        self._menu_place = None
        corner = self.cursorRect().bottomLeft() if self.cursorWidth() else QPoint(0, 0)
        inside = self.viewport().rect()
        corner.setX(min(max(corner.x(), 0), inside.width() // 2))
        corner.setY(min(max(corner.y(), 0), inside.height() // 2))
        self.menu_wanted.emit(self.viewport().mapToGlobal(corner))
