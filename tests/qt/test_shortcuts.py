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


def changing(open_window, command_id):
    window = open_window()
    perform(window.reader, "shortcuts")
    sheet = window.screens.sheet(Page.SHORTCUTS)
    QTest.mouseClick(sheet.rows[command_id].change, Qt.MouseButton.LeftButton)
    return window, sheet


def press(window, key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.focusWidget(), key, held)


def test_a_new_key_is_the_one_that_is_pressed(open_window) -> None:
    window, sheet = changing(open_window, "bigger")
    press(window, Qt.Key.Key_F12)
    assert window.reader.shortcuts.of("bigger")[0] == "F12"
    assert sheet.rows["bigger"].change.hasFocus()
    QTest.qWait(30)
    assert sheet.rows["bigger"].keys.text().startswith("F12")
    assert built_of(window).said[-1].remedy == "undo"


def test_a_key_that_is_refused_says_why_and_waits_for_another(open_window) -> None:
    window, sheet = changing(open_window, "bigger")
    press(window, Qt.Key.Key_A)
    assert sheet.answer.text().startswith("A 打字、移动要用")
    press(window, Qt.Key.Key_Insert)
    assert "读屏软件" in sheet.answer.text()
    press(window, Qt.Key.Key_F1)
    assert window.page() is Page.SHORTCUTS
    press(window, Qt.Key.Key_F12)
    assert window.reader.shortcuts.owner("F12") == "bigger"


def test_a_key_of_another_command_is_swapped_only_when_told(open_window) -> None:
    window, sheet = changing(open_window, "point-read")
    press(window, Qt.Key.Key_B, ALT)
    assert sheet.answer.text() == "Alt+B 现在是“大字幕”用的。"
    assert not window.reader.shortcuts.is_changed
    QTest.mouseClick(sheet.answers["another"], Qt.MouseButton.LeftButton)
    press(window, Qt.Key.Key_B, ALT)
    press(window, Qt.Key.Key_Return)  # the answer that swaps has the keyboard
    assert window.reader.shortcuts.owner("Alt+B") == "point-read"
    assert window.reader.shortcuts.owner("Alt+P") == "caption"


def test_esc_leaves_the_question_then_the_screen(open_window) -> None:
    window, sheet = changing(open_window, "bigger")
    press(window, Qt.Key.Key_Escape)
    assert window.page() is Page.SHORTCUTS
    assert sheet.rows["bigger"].change.hasFocus()
    press(window, Qt.Key.Key_Escape)
    assert window.page() is Page.READING
    assert not window.reader.shortcuts.is_changed


def test_however_it_is_left_keys_are_keys_again(open_window) -> None:
    window, _sheet = changing(open_window, "bigger")
    window.show_page(Page.READING)
    QTest.keyClick(window.view, Qt.Key.Key_F1)
    assert window.page() is Page.HELP


def test_a_command_can_be_left_without_a_key_and_all_are_brought_back(open_window) -> None:
    window, sheet = changing(open_window, "caption")
    QTest.mouseClick(sheet.answers["remove"], Qt.MouseButton.LeftButton)
    assert window.reader.shortcuts.of("caption") == ()
    perform(window.reader, "reset-shortcuts")
    assert not window.reader.shortcuts.is_changed


def test_commands_are_found_by_their_words_or_keys(open_window) -> None:
    window = open_window()
    perform(window.reader, "shortcuts")
    sheet = window.screens.sheet(Page.SHORTCUTS)
    sheet.search.field.setText("alt+w")
    shown = [command_id for command_id, row in sheet.rows.items() if row.isVisible()]
    assert shown == ["where"]
    perform(window.reader, "leave")  # from what was looked for to the whole list
    assert window.page() is Page.SHORTCUTS
    assert all(row.isVisible() for row in sheet.rows.values())
