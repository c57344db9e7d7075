"""Keys of the keyboard that the reader has changed, on a real window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from tests.qt.conftest import built_of

ALT = Qt.KeyboardModifier.AltModifier


def test_a_changed_key_works_at_once_and_the_old_one_no_longer(open_window) -> None:
    window = open_window()
    window.reader.shortcuts.assign("help", "Shift+F12")
    window.reader.shortcuts.assign("bigger", "F12")
    said = built_of(window).said
    said.clear()
    QTest.keyClick(window.view, Qt.Key.Key_Up, ALT)
    assert said == []
    QTest.keyClick(window.view, Qt.Key.Key_F12)
    assert [announcement.key for announcement in said] == ["say.text-bigger"]
    QTest.keyClick(window.view, Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    assert window.page() is Page.HELP
    assert "字大一点　F12 / Ctrl++ / Ctrl+=" in window.screens.sheet(Page.HELP).text.toPlainText()


def test_swapped_keys_do_what_they_say_and_one_undo_brings_both_back(open_window) -> None:
    window = open_window()
    window.reader.shortcuts.assign("point-read", "Alt+B")
    QTest.keyClick(window.view, Qt.Key.Key_B, ALT)
    assert window.reader.pointing.is_on
    QTest.keyClick(window.view, Qt.Key.Key_P, ALT)
    assert built_of(window).said[-1].key == "say.caption"
    perform(window.reader, "undo")  # the caption
    perform(window.reader, "undo")  # the keys
    QTest.keyClick(window.view, Qt.Key.Key_P, ALT)
    assert not window.reader.pointing.is_on
