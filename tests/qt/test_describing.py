"""The describer of keys on a real window: no key does anything, and the way out is never closed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from tests.qt.conftest import built_of


@pytest.fixture
def window(open_window):
    shown = open_window()
    QTest.keyClick(shown.view, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert shown.page() is Page.DESCRIBE
    return shown


def press(window, key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or window, key, held)


def words(window):
    sheet = window.screens.sheet(Page.DESCRIBE)
    return sheet.key.text(), sheet.name.text()


def test_pressed_keys_are_shown_large_and_nothing_is_done(window):
    size = window.reader.appearance.text_size
    press(window, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert words(window) == ("Alt+Up", "字大一点")
    assert window.reader.appearance.text_size == size
    focus = window.focusWidget()
    press(window, Qt.Key.Key_Tab)
    assert words(window)[0] == "Tab"
    assert window.focusWidget() is focus
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_F1)
    press(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert words(window) == ("Ctrl+Q", "退出")
    assert window.isVisible()
    assert window.page() is Page.DESCRIBE


def test_a_sign_that_needs_shift_is_that_sign(window):
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(window, Qt.Key.Key_Plus, held)
    assert words(window) == ("Ctrl++", "字大一点")
    press(window, Qt.Key.Key_Shift)
    assert words(window) == ("Ctrl++", "字大一点"), "a key that is only held tells nothing"


def test_two_escapes_lead_out(window):
    press(window, Qt.Key.Key_Escape)
    assert window.page() is Page.DESCRIBE
    press(window, Qt.Key.Key_Escape)
    assert window.page() is Page.READING
    press(window, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert built_of(window).said[-1].key == "say.text-bigger"


def test_the_key_on_the_screen_leads_out(window):
    sheet = window.screens.sheet(Page.DESCRIBE)
    assert sheet.leave.text() == "不再说明"
    QTest.mouseClick(sheet.leave, Qt.MouseButton.LeftButton)
    assert window.page() is Page.READING
    assert built_of(window).said[-1].key == "say.describe-off"


def test_however_it_is_left_keys_are_keys_again(window):
    perform(window.reader, "home")
    press(window, Qt.Key.Key_F1)
    assert window.page() is Page.HELP


def test_reading_is_paused_first(open_window):
    window = open_window()
    perform(window.reader, "play")
    perform(window.reader, "describe")
    assert not window.reader.listening.is_speaking
    assert window.reader.listening.is_active
