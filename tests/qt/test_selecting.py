"""Text is selected, and read, copied or said otherwise: by mouse, by keyboard, by the menu."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.model.article import Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.qt.keys import CommandKey
from gxreader.qt.reading_menu import make_menu
from tests.parts import small_article
from tests.qt.conftest import built_of

TEXT = "前面的一句。中间有𠮷祥的话。后面的一句。"
ARTICLE = small_article(
    title="题",
    subtitle="",
    source="样刊",
    blocks=(Paragraph((Run(TEXT),)), *(Paragraph((Run(f"第{n}段。" + "山水" * 30),)) for n in range(30))),
)


def at(block: int, character: int) -> Locator:
    return Locator(block, character, character)


def point_of(view, place: Locator) -> QPoint:
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.span(place)[0])
    return view.cursorRect(cursor).center() + QPoint(6, 0)


def select(window, first: Locator, last: Locator) -> None:
    cursor = window.view.textCursor()
    cursor.setPosition(window.view.span(first)[0])
    cursor.setPosition(window.view.span(last)[1], QTextCursor.MoveMode.KeepAnchor)
    window.view.setTextCursor(cursor)
    QApplication.processEvents()


def offers(window) -> dict[str, CommandKey]:
    keys = window.frame.strip.findChildren(CommandKey)
    return {key.command.id: key for key in keys if key.isVisible() and key.command.id != "help"}


@pytest.mark.parametrize("mode", ["elderly", "standard"])
def test_a_drag_selects_and_keys_read_and_copy_just_that(open_window, mode: str) -> None:
    window = open_window(ARTICLE, mode=mode)
    view, body = window.view, window.reader.session.units.all[1].index
    start, end = point_of(view, at(body, 6)), point_of(view, at(body, 13))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start - QPoint(8, 0))
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    assert offers(window) == {}, "nothing moves under a hand that selects"
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert not window.reader.listening.is_active, "a drag is no click"
    first, last = window.selection()
    assert first.block == last.block == body
    assert TEXT[first.start : last.end].startswith("中间有𠮷祥")
    keys = offers(window)
    # With large keys the third stands in the menu alone, so that help stays where it is.
    assert set(keys) == {"read-selection", "lookup"} | ({"copy"} if mode == "standard" else set())
    perform(window.reader, "copy")
    assert QApplication.clipboard().text() == TEXT[first.start : last.end]
    assert built_of(window).last_words == "已经复制了"
    QTest.mouseClick(keys["read-selection"], Qt.MouseButton.LeftButton)
    assert window.reader.listening.is_speaking
    place = window.reader.listening.here
    assert (place.start, place.end) == (first.start, last.end)


def test_the_keyboard_selects_too(open_window) -> None:
    window = open_window(ARTICLE)
    view = window.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Down)
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert set(offers(window)) == {"read-selection", "lookup"}
    QTest.keyClick(view, Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier)
    assert window.reader.listening.is_speaking


def test_escape_lets_go_of_the_selection_and_stays_here(open_window) -> None:
    window = open_window(ARTICLE)
    select(window, at(1, 0), Locator(1, 0, 5))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.selection() is None
    assert offers(window) == {}
    assert window.page() is Page.READING


def test_a_selection_over_several_paragraphs_is_read_from_its_first_to_its_last_word(open_window) -> None:
    window = open_window(ARTICLE)
    select(window, at(1, 13), Locator(3, 0, 5))
    first, last = window.selection()
    assert (first.block, first.start) == (1, 13)
    assert (last.block, last.end) == (3, 5)


def test_what_stands_above_the_article_counts_as_its_beginning(open_window) -> None:
    window = open_window(small_article(breadcrumb=()))
    window.view.selectAll()
    first, last = window.selection()
    assert first == Locator(0)
    assert last.block == len(window.reader.session.units) - 1


def test_without_a_selection_the_reader_is_told(open_window) -> None:
    window = open_window(ARTICLE)
    for command in ("read-selection", "copy"):
        perform(window.reader, command)
        assert built_of(window).said[-1].key == "say.nothing-selected"
    perform(window.reader, "pronounce")
    assert built_of(window).said[-1].key == "say.select-a-word"


@pytest.mark.parametrize(("mode", "least"), [("elderly", 60), ("standard", 40)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_menu_has_large_entries(open_window, mode: str, least: int, language: str) -> None:
    window = open_window(ARTICLE, mode=mode, language=language)
    select(window, at(1, 0), Locator(1, 0, 5))
    menu = make_menu(window, window.reader, window.look)
    menu.adjustSize()
    actions = menu.actions()
    assert len(actions) == 7
    for action in actions:
        box = menu.actionGeometry(action)
        assert box.height() >= least
        assert box.width() >= menu.fontMetrics().horizontalAdvance(action.text())


def ask_for_menu(window, reason, point: QPoint) -> QMenu:
    view = window.view
    event = QContextMenuEvent(reason, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    QApplication.processEvents()
    found = [menu for menu in window.findChildren(QMenu) if menu.isVisible()]
    assert len(found) == 1
    return found[0]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_reads_from_the_place_that_was_pointed_at(open_window) -> None:
    window = open_window(ARTICLE)
    place = point_of(window.view, at(1, 14))
    menu = ask_for_menu(window, QContextMenuEvent.Reason.Mouse, place)
    assert [action.text() for action in menu.actions()] == ["从这里读", "这个词什么意思", "分享"]
    menu.actions()[0].trigger()
    menu.close()
    here = window.reader.listening.here
    assert TEXT[here.start : here.end] == "后面的一句。"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_key_means_the_caret_or_else_the_first_line(open_window) -> None:
    window = open_window(ARTICLE)
    window.view.scroll_to(Locator(12))
    menu = ask_for_menu(window, QContextMenuEvent.Reason.Keyboard, QPoint(0, 0))
    menu.actions()[0].trigger()
    menu.close()
    assert window.reader.listening.here.block == 12
    perform(window.reader, "stop")
    window.view.setFocus()
    QTest.keyClick(window.view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    menu = ask_for_menu(window, QContextMenuEvent.Reason.Keyboard, QPoint(0, 0))
    menu.actions()[0].trigger()
    menu.close()
    assert window.reader.listening.here.block == 0


def test_a_word_of_the_article_is_taken_into_the_dictionary(open_window) -> None:
    window = open_window(ARTICLE)
    window.reader.pronouncing.may_change = True
    select(window, at(1, 9), Locator(1, 9, 11))
    perform(window.reader, "pronounce")
    assert window.page() is Page.DICTIONARY
    sheet = window.screens.sheet(Page.DICTIONARY)
    assert sheet.written.text() == TEXT[9:11]
    assert sheet.said.hasFocus()


def test_a_selection_too_long_for_a_word_is_no_word(open_window) -> None:
    window = open_window(ARTICLE)
    select(window, at(2, 0), Locator(2, 0, 40))
    perform(window.reader, "pronounce")
    assert window.page() is Page.READING
    assert built_of(window).said[-1].key == "say.select-a-word"
