"""The screen of how words are said."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.interface import Page
from gxreader.qt.keys import Key
from gxreader.speech.dictionary import Entry, OwnEntries
from gxreader.theme.sizes import ELDERLY, STANDARD
from tests.qt.conftest import built_of


def shown(open_window, words: int = 0, **how):
    for number in range(words):
        OwnEntries().add(Entry(f"词{number}", said="慈"))
    window = open_window(**how)
    window.reader.pronouncing.may_change = True
    window.show_page(Page.DICTIONARY)
    QApplication.processEvents()
    return window, window.screens.sheet(Page.DICTIONARY)


def test_a_word_is_written_and_kept_with_the_keyboard_alone(open_window) -> None:
    window, sheet = shown(open_window)
    assert sheet.written.hasFocus()
    QTest.keyClicks(sheet.written, "SQL")
    QTest.keyClick(sheet.written, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.said, "sequel")
    QTest.keyClick(sheet.said, Qt.Key.Key_Return)
    assert [entry.said for entry in OwnEntries().all()] == ["sequel"]
    assert built_of(window).last_words == "“SQL”已加入读音词典。"
    assert [row.words.text() for row in sheet.rows] == ["SQL　→　sequel"]
    assert sheet.written.text() == ""
    assert not sheet.note.isVisible()


def test_a_word_is_changed_and_taken_out_and_put_back(open_window) -> None:
    _window, sheet = shown(open_window, 2)
    assert [row.entry.written for row in sheet.rows] == ["词1", "词0"]
    QTest.mouseClick(sheet.rows[0].keys["change"], Qt.MouseButton.LeftButton)
    assert sheet.written.text() == "词1"
    sheet.said.setText("磁一")
    QTest.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)
    assert {entry.written: entry.said for entry in OwnEntries().all()} == {"词0": "慈", "词1": "磁一"}
    QTest.mouseClick(sheet.rows[0].keys["remove"], Qt.MouseButton.LeftButton)
    assert [entry.written for entry in OwnEntries().all()] == ["词0"]
    assert sheet.strip.remedy.isVisible()
    QTest.mouseClick(sheet.strip.remedy, Qt.MouseButton.LeftButton)
    assert {entry.written for entry in OwnEntries().all()} == {"词0", "词1"}


def test_what_is_refused_stays_in_its_field(open_window) -> None:
    window, sheet = shown(open_window)
    sheet.written.setText("重庆")
    sheet.said.setText("chong2")
    QTest.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)
    assert sheet.written.text() == "重庆"
    assert "音节数不一样" in sheet.strip.message.text()
    assert built_of(window).said[-1].trouble


def test_an_empty_word_cannot_be_tried(open_window) -> None:
    window, sheet = shown(open_window)
    QTest.mouseClick(sheet.trial, Qt.MouseButton.LeftButton)
    assert built_of(window).said[-1].key == "dictionary.no-word"
    assert sheet.written.hasFocus()


def test_where_nothing_is_kept_nothing_can_be_typed(open_window) -> None:
    window = open_window()
    window.show_page(Page.DICTIONARY)
    sheet = window.screens.sheet(Page.DICTIONARY)
    assert not sheet.written.isEnabled()
    assert built_of(window).said[-1].key == "say.words-not-kept"


def test_pages_lead_through_a_long_list(open_window) -> None:
    window, sheet = shown(open_window, 40)
    window.turn_page(1)
    assert sheet.list.verticalScrollBar().value() > 0
    window.turn_page(-1)
    assert sheet.list.verticalScrollBar().value() == 0


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1024, 700)])
@pytest.mark.parametrize(
    ("mode", "step"),
    [("elderly", ELDERLY.ladder[0]), ("elderly", ELDERLY.ladder[-1]), ("standard", STANDARD.ladder[0])],
)
def test_nothing_is_clipped_and_nothing_overlaps(open_window, mode, step, size, language) -> None:
    window, sheet = shown(open_window, 3, mode=mode, language=language, text_size=step, size=size)
    assert window.size().toTuple() == size, "the window had to grow"
    parts = [key for key in sheet.findChildren(Key) if key.isVisible()] + [sheet.written, sheet.said]
    places = [QRect(part.mapTo(sheet, QPoint(0, 0)), part.size()) for part in parts]
    for number, place in enumerate(places):
        assert sheet.rect().contains(place)
        assert not any(place.intersects(other) for other in places[number + 1 :])
    for key in parts[:-2]:
        assert key.width() >= key.minimumSizeHint().width(), key.text()
        assert key.height() >= (60 if mode == "elderly" else 40)
        assert key.accessibleName()
    for field, label in zip((sheet.written, sheet.said), sheet.labels, strict=True):
        assert label.buddy() is field
        assert field.accessibleName() == label.text()
        assert field.width() >= 150
