"""What Qt tells of the desktop's contrast and dark setting."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStyleHints

from gxreader.app.system_look import SystemLook
from gxreader.theme.system_wish import SystemWish


def wish_of(hints: QStyleHints) -> SystemWish:
    """The desktop's wishes now. Of less motion Qt 6.11 tells nothing."""
    return SystemWish(
        contrast=hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast,
        dark=hints.colorScheme() is Qt.ColorScheme.Dark,
    )


class SystemWatch(QObject):
    """Passes on what the desktop asks for, from the start on."""

    def __init__(self, hints: QStyleHints, look: SystemLook, parent: QObject) -> None:
        """Take the wishes as they are, and listen for others."""
        super().__init__(parent)
        self._hints = hints
        self._look = look
        look.begin(wish_of(hints))
        hints.colorSchemeChanged.connect(self._changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._changed)

    def _changed(self, _value: object) -> None:
        self._look.change(wish_of(self._hints))
