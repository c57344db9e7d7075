"""A pressed key as the table of commands writes it."""

from __future__ import annotations

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_MODIFIERS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R,
    Qt.Key.Key_unknown,
}


def key_text(event: QKeyEvent) -> str:
    """The key, such as "Ctrl+Up"; empty while only Ctrl, Alt or Shift is held.

    A sign that needs Shift is that sign: Ctrl, Shift and the key "=" are "Ctrl++", as the table writes it.
    """
    key = Qt.Key(event.key()) if event.key() else Qt.Key.Key_unknown
    if key in _MODIFIERS:
        return ""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key is Qt.Key.Key_Backtab:
        key, held = Qt.Key.Key_Tab, held | Qt.KeyboardModifier.ShiftModifier
    if key is Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    bare = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
    if len(bare) == 1 and not bare.isalnum():
        held &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(held, key)).toString(QKeySequence.SequenceFormat.PortableText)
