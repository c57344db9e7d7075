"""Words for a screen reader alone or first of all: what the program answers, and where a key has led."""

from __future__ import annotations

import sys

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from gxreader.qt.accessible import describe_as


class Told(QWidget):
    """A notification without a size; a screen reader speaks its name when it is shown."""

    def __init__(self, window: QWidget) -> None:
        """Stand in a window, unseen."""
        super().__init__(window)
        self.setObjectName("told")
        self.setFixedSize(1, 1)
        describe_as(self, QAccessible.Role.Notification)
        self.show()


def tell(widget: QWidget, words: str) -> None:
    """Have a screen reader speak words, once, in the window of a widget; where none is, nothing happens.

    Orca before version 45, that of Debian 12, knows no announcements but has always spoken notifications;
    later ones speak both, so that one of the two is enough.
    """
    if not words or not QAccessible.isActive():
        return
    if not sys.platform.startswith("linux"):
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
        return
    window = widget.window()
    told = window.findChild(Told) or Told(window)
    told.setAccessibleName(words)
    QAccessible.updateAccessibility(QAccessibleEvent(told, QAccessible.Event.ObjectShow))
