"""The screen of what a word means: reached by menu, key and selection; whole at every size."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.model.article import Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.qt.keys import CommandKey
from gxreader.qt.lookup_sheet import LookupSheet
from gxreader.words.entries import Reading
from gxreader.words.lookup import Word
from tests.parts import small_article
from tests.qt.conftest import built_of
from tests.words import install_village

TEXT = "荔枝树下的图书馆。"
ARTICLE = small_article(title="题", subtitle="", source="样刊", blocks=(Paragraph((Run(TEXT),)),))
LONG = Word(
    "只要功夫深铁杵磨成针",
    (
        Reading(
            "只要功夫深鐵杵磨成針",
            "只要功夫深铁杵磨成针",
            tuple("zhǐ yào gōng fu shēn tiě chǔ mó chéng zhēn".split()),  # noqa: SIM905  # syllables
            ("who works at it long enough can grind an iron bar into a needle " * 8, "short"),
        ),
    ),
    (Reading("針", "针", ("zhēn",), ("needle",)),),
)


def block_of(window, words: str) -> int:
    return next(unit.index for unit in window.reader.session.units.all if words in unit.text)


def point_of(window, character: int, share: float = 0.5) -> QPoint:
    """A point on a character, so far from its left edge."""
    view, block = window.view, block_of(window, TEXT)
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.span(Locator(block, character, character))[0])
    wide = QFontMetrics(cursor.charFormat().font()).horizontalAdvance("图")
    return view.cursorRect(cursor).center() + QPoint(round(wide * share), 0)


def sheet_of(window) -> LookupSheet:
    sheet = window.screens.sheet(Page.LOOKUP)
    assert isinstance(sheet, LookupSheet)
    return sheet


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_means_the_character_under_the_pointer(open_window, share: float) -> None:
    install_village()
    window = open_window(ARTICLE)
    point = point_of(window, 7, share)  # the last character of a word: the next place is punctuation
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, point, window.view.viewport().mapToGlobal(point)
    )
    QApplication.sendEvent(window.view.viewport(), event)
    place = window.view.pointed()
    assert place is not None
    assert place.start == 7
    QApplication.activePopupWidget().close()
    perform(window.reader, "lookup")
    assert window.page() is Page.LOOKUP
    assert sheet_of(window).head.written == "图书馆"


def test_a_click_and_the_caret_point_too(open_window) -> None:
    install_village()
    window = open_window(ARTICLE)
    perform(window.reader, "lookup")
    assert built_of(window).said[-1].key == "lookup.choose"
    QTest.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(window, 1))
    perform(window.reader, "stop")
    perform(window.reader, "lookup")
    assert sheet_of(window).head.written == "荔枝树"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.page() is Page.READING
    window.view.setFocus()
    window.go_to(Locator(block_of(window, TEXT), 6, 6))
    QTest.keyClick(window.view, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert sheet_of(window).head.written == "图书馆"


def test_a_selection_offers_it_as_a_key(open_window) -> None:
    install_village()
    window = open_window(ARTICLE)
    block = block_of(window, TEXT)
    cursor = window.view.textCursor()
    cursor.setPosition(window.view.span(Locator(block, 5, 5))[0])
    cursor.setPosition(window.view.span(Locator(block, 5, 7))[1], QTextCursor.MoveMode.KeepAnchor)
    window.view.setTextCursor(cursor)
    QApplication.processEvents()
    key = next(key for key in window.frame.strip.findChildren(CommandKey) if key.command.id == "lookup")
    assert key.isVisible()
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    assert sheet_of(window).head.written == "图书"
    assert sheet_of(window).hearing[0].hasFocus()


@pytest.mark.parametrize(("wide", "offered"), [(960, set()), (1366, {"lookup"})])
def test_with_more_keys_the_words_keep_their_room(open_window, wide: int, offered: set[str]) -> None:
    window = open_window(ARTICLE, size=(wide, 768), language="en", text_size=72)
    cursor = window.view.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    window.view.setTextCursor(cursor)
    QApplication.processEvents()
    shown = {key.command.id for key in window.frame.strip.findChildren(CommandKey) if key.isVisible()}
    assert shown == {"read-selection", "help"} | offered, "help stays where it is"
    assert window.frame.strip.message.width() >= 150
    window.view.clear_selection()
    QApplication.processEvents()
    shown = {key.command.id for key in window.frame.strip.findChildren(CommandKey) if key.isVisible()}
    assert shown == {"help"}


def test_esc_goes_back_word_by_word_to_the_same_place(open_window) -> None:
    install_village()
    window = open_window(ARTICLE)
    window.reader.looking_up.follow("图书馆")
    sheet = sheet_of(window)
    QApplication.processEvents()
    while (
        place := next((n for n in sheet.rows.shown if "馆（館）" in sheet.rows._lines[n].words), None)
    ) is None:
        assert sheet.turn_page(1)
    QTest.mouseClick(sheet.rows._keys[place - sheet.rows.shown.start], Qt.MouseButton.LeftButton)
    assert sheet.head.written == "馆"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert sheet.head.written == "图书馆"
    assert window.page() is Page.LOOKUP
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.page() is Page.READING


def test_without_a_dictionary_there_is_a_sentence_and_a_key(open_window) -> None:
    window = open_window(ARTICLE)
    window.reader.looking_up.follow("图书馆")
    sheet = sheet_of(window)
    assert sheet.missing.isVisible()
    assert sheet.install.isVisible()
    assert sheet.install.hasFocus()
    assert not sheet.rows.isVisible()
    assert "CC BY-SA 4.0" in sheet.credit.text()
    install_village()
    window.reader.looking_up.follow("图书馆")
    assert not sheet.missing.isVisible()
    assert not sheet.install.isVisible()
    assert sheet.rows.isVisible()


def test_the_credit_and_the_kind_of_dictionary_stand_below(open_window) -> None:
    install_village()
    window = open_window(ARTICLE)
    window.reader.looking_up.follow("图书馆")
    sheet = sheet_of(window)
    assert sheet.credit.isVisible()
    assert sheet.credit.text() == "汉英词典，用英语解释汉语。CC-CEDICT, CC BY-SA 4.0, www.mdbg.net"
    assert sheet.head.accessibleName() == "图书馆 túshūguǎn"
    window.reader.switch_language()
    QApplication.processEvents()
    assert sheet.credit.text().startswith("Chinese-English dictionary.")
    assert any("Traditional: 圖書館" in line.words for line in sheet.rows._lines)


@pytest.mark.parametrize("size", [(1366, 768), (960, 600)], ids=str)
@pytest.mark.parametrize(("mode", "step"), [("elderly", 24), ("elderly", 72), ("standard", 16)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_meaning_is_whole_at_every_size(open_window, mode: str, step: int, size, language: str) -> None:
    window = open_window(ARTICLE, mode=mode, text_size=step, size=size, language=language)
    window.reader.looking_up._trail = [LONG]
    window.show_page(Page.LOOKUP)
    QApplication.processEvents()
    sheet = sheet_of(window)
    _letters, lines = sheet.head.layout_of(sheet.head.width())
    assert all(sum(cell.width for cell in line) <= sheet.head.width() for line in lines)
    assert "".join(cell.written for line in lines for cell in line) == LONG.written
    seen, words = 0, ""
    while True:
        bottom = 0
        for number, key in zip(sheet.rows.shown, sheet.rows._keys, strict=False):
            assert key.isVisible()
            assert key.height() >= key.height_for(key.text(), key.width(), window.look)
            assert key.y() >= bottom
            bottom = key.y() + key.height()
            words += f" {key.text()}" if number else key.text()
            seen += 1
        assert bottom <= sheet.rows.height()
        if not sheet.turn_page(1):
            break
    assert seen == len(sheet.rows._lines)
    assert LONG.readings[0].meanings[0].strip() in words
    assert window.size().toTuple() == size
