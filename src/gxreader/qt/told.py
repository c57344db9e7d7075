"""Words for a screen reader alone or first of all: what the program answers, and where a key has led."""

from __future__ import annotations

import sys

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from gxreader.qt.accessible import describe_as

_STILL_NEW_MS = 2000
_AGAIN_MS = 800  # by then a screen reader has read through what a new face or language brought with it


class Told(QWidget):
    """A notification without a size; a screen reader speaks its name when it is shown.

    Orca before version 45, that of Debian 12, knows no announcements but has always spoken notifications;
    later ones speak both, so that on Linux one of the two is enough.
    """

    def __init__(self, window: QWidget) -> None:
        """Stand in a window, unseen."""
        super().__init__(window)
        self.setObjectName("told")
        self.setFixedSize(1, 1)
        describe_as(self, QAccessible.Role.Notification)
        self._since = QElapsedTimer()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._speak)
        self.show()

    def tell(self, words: str) -> None:
        """Have words spoken once."""
        self._again.stop()
        self._since.start()
        self.setAccessibleName(words)
        self._speak()

    def again(self) -> None:
        """Have them spoken once more in a while, if they are new."""
        if self._since.isValid() and self._since.elapsed() < _STILL_NEW_MS:
            self._again.start()

    def _speak(self) -> None:
        if sys.platform.startswith("linux"):
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.ObjectShow))
        else:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))


def tell(widget: QWidget, words: str) -> None:
    """Have a screen reader speak words in the window of a widget; where there is none, nothing happens."""
    if words and QAccessible.isActive():
        window = widget.window()
        told = window.findChild(Told) or Told(window)
        told.tell(words.replace("\n", " "))


def tell_again(window: QWidget) -> None:
    """So much changes at once that Orca drops what it was just told: it is told later, too."""
    told = window.findChild(Told) if QAccessible.isActive() else None
    if told is not None:
        told.again()
