"""Takes every key that is pressed in a window, before anything obeys it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from gxreader.qt.key_text import key_text


class KeyCatcher(QObject):
    """Works while it is switched on; the mouse is left alone, and so are other windows."""

    def __init__(self, owner: QWidget, take: Callable[[str], None]) -> None:
        """Give keys pressed in the window of `owner` to `take`, as the table of commands writes them."""
        super().__init__(owner)
        self._owner = owner
        self._take = take
        self._is_on = False

    def switch(self, *, on: bool) -> None:
        """Take keys, or no longer."""
        application = QApplication.instance()
        if on == self._is_on or application is None:
            return
        self._is_on = on
        if on:
            application.installEventFilter(self)
        else:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key tells of itself and does nothing else."""
        kind = event.type()
        if kind not in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease}:
            return False
        if not isinstance(watched, QWidget) or watched.window() is not self._owner.window():
            return False
        event.accept()  # of a shortcut: it is not to be one now
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.isAutoRepeat():
            text = key_text(event)
            if text:
                self._take(text)
        return True
