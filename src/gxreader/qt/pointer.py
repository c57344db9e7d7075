"""What the reader points at, reaches by keyboard, or is answered: told to be spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QCursor, QFocusEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from gxreader.app.announcements import Announcement
from gxreader.app.reader import Reader

if TYPE_CHECKING:
    from gxreader.qt.article_view import ArticleView

REACHED_MS = 150
REST_MS = 450  # a pointer that only passes over something does not point at it
_WATCHED = "gxreader-watched"
_MOVES = {QEvent.Type.MouseMove, QEvent.Type.HoverMove, QEvent.Type.Enter}
_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


class Pointer(QObject):
    """Watches pointer and focus of a window. Where a screen reader is active it leaves keys to that."""

    def __init__(self, reader: Reader, view: ArticleView, window: QWidget) -> None:
        """Watch nothing until `refresh`."""
        super().__init__(window)
        self._reader = reader
        self._view = view
        self._window = window
        self._watching = False
        self._last: QWidget | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(lambda: self.point_at(QCursor.pos()))
        self._reached = QTimer(self)
        self._reached.setSingleShot(True)
        self._reached.setInterval(REACHED_MS)
        self._reached.timeout.connect(self._tell_focus)
        reader.announcements.made.connect(self._answered)

    def refresh(self) -> None:
        """Watch if anything is to be spoken."""
        pointing = self._reader.pointing
        self._watch_pointer(watching=pointing.is_on)
        if pointing.is_on or pointing.is_prompting:
            self._watch_keys()

    def stop(self) -> None:
        """Nothing more is told."""
        self._watch_pointer(watching=False)
        self._reached.stop()

    def _watch_pointer(self, *, watching: bool) -> None:
        """See where the pointer goes: every event of the program comes by, so only while it is wished for."""
        application = QApplication.instance()
        if watching == self._watching or application is None:
            return
        self._watching = watching
        self._rest.stop()
        self._last = None
        if watching:
            self._view.viewport().setMouseTracking(True)
            application.installEventFilter(self)
        else:
            application.removeEventFilter(self)

    def _watch_keys(self) -> None:
        """See when the keyboard reaches a key or a field, those of screens that were built meanwhile too."""
        for kind in (QAbstractButton, QLineEdit):
            for widget in self._window.findChildren(kind):
                if not widget.property(_WATCHED):
                    widget.setProperty(_WATCHED, True)
                    widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pointer moved, or the keyboard reached something."""
        kind = event.type()
        if kind is QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            pointing = self._reader.pointing
            wished = pointing.is_on or pointing.is_prompting
            if wished and event.reason() in _BY_KEYBOARD and isinstance(watched, QWidget):
                self._reached.start()  # of many keys passed with Tab held down, the last is told
        elif self._watching and kind in _MOVES:
            self._rest.start()
        return super().eventFilter(watched, event)

    def point_at(self, point: QPoint) -> None:
        """Tell what lies under a point of the screen."""
        widget = QApplication.widgetAt(point)
        if widget is None or not self._window.isAncestorOf(widget):
            self._last = None
        elif widget is self._view.viewport():
            self._last = None
            place = self._view.place_at(widget.mapFromGlobal(point))
            if place is not None:
                self._reader.pointing.at(place)
        else:
            self._tell(widget)

    def _answered(self, announcement: Announcement) -> None:
        """The program has said something on screen."""
        if announcement.key:
            self._reached.stop()  # the answer is what is spoken
        if not QAccessible.isActive():
            self._reader.pointing.answer(announcement)

    def arrived(self, title: str) -> None:
        """Another screen has come to the front."""
        self._last = None
        if self._reader.pointing.is_prompting:
            self._watch_keys()
        if self._reader.pointing.is_prompting and not QAccessible.isActive():
            self._reader.pointing.words(title)

    def _tell_focus(self) -> None:
        """Speak what the keyboard has come to rest on."""
        widget = QApplication.focusWidget()
        if widget is not None and self._window.isAncestorOf(widget):
            self._tell(widget)

    def _tell(self, widget: QWidget) -> None:
        """Speak the words of a widget, once while it is pointed at."""
        if widget is self._last or QAccessible.isActive():
            return
        self._last = widget
        if isinstance(widget, QLabel):
            self._reader.pointing.words(widget.text())
        elif isinstance(widget, (QAbstractButton, QLineEdit)):
            help_words = widget.accessibleDescription()
            name = widget.accessibleName()
            if isinstance(widget, QAbstractButton) and widget.isChecked():
                name = self._reader.appearance.messages.text("ui.chosen", name=name)
            stop = "。" if self._reader.appearance.language == "zh" else ". "
            self._reader.pointing.words(f"{name}{stop}{help_words}" if help_words else name)
