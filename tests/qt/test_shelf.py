"""The bookshelf on a real window: noted, found, opened, taken away; highlights in the article."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextFormat
from PySide6.QtTest import QTest

from gxreader.app.bookshelf import Shelf
from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.model.article import Article, Paragraph, Run
from gxreader.qt.keys import CommandKey
from tests.parts import small_article


@pytest.fixture
def shelf(open_window):
    """A window whose reader has read two articles, on the screen of the bookshelf."""

    def make(**how):
        window = open_window(**how)
        for title in ("江上的船", "山里的路"):
            window.reader.opening.show(
                Article(title=title, language="zh", blocks=(Paragraph((Run(f"今天说说{title}。"),)),))
            )
        perform(window.reader, "shelf")
        return window, window.screens.sheet(Page.SHELF)

    return make


def rows(sheet) -> list[str]:
    return [key.text() for key in sheet.rows._keys if key.isVisible()]


def test_what_was_read_is_opened_by_a_press(shelf, qtbot) -> None:
    window, sheet = shelf()
    assert rows(sheet)[:2] == ["山里的路", "江上的船"]
    qtbot.mouseClick(sheet.rows._keys[1], Qt.MouseButton.LeftButton)
    assert window.page() is Page.READING
    assert window.reader.session.article.title == "江上的船"


def test_words_are_looked_for_and_esc_leads_back_to_the_shelf(shelf) -> None:
    window, sheet = shelf(language="en")
    sheet.search.field.setText("船")
    assert rows(sheet) == ["江上的船"]
    sheet.search.field.setText("没有这样的字")
    assert rows(sheet) == []
    assert sheet._none.isVisible()
    perform(window.reader, "leave")
    assert window.page() is Page.SHELF
    assert len(rows(sheet)) >= 2


def test_a_row_is_taken_away_only_where_that_was_wished_and_comes_back(shelf, qtbot) -> None:
    window, sheet = shelf()
    key = next(key for key in sheet.findChildren(CommandKey) if key.command.id == "shelf-remove")
    qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(sheet.rows._keys[0], Qt.MouseButton.LeftButton)
    assert window.page() is Page.SHELF
    assert "山里的路" not in rows(sheet)
    assert sheet.strip.remedy.isVisible()
    qtbot.mouseClick(sheet.strip.remedy, Qt.MouseButton.LeftButton)
    assert rows(sheet)[0] == "山里的路"
    perform(window.reader, "leave")  # out of taking away, then out of the screen
    assert window.page() is Page.SHELF
    assert not window.reader.bookshelf.is_removing


def test_a_highlight_is_seen_by_a_line_of_its_own(open_window) -> None:
    window = open_window()
    cursor = window.view.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 4)
    text = cursor.selectedText()
    window.view.setTextCursor(cursor)
    perform(window.reader, "highlight")
    marks = [one for one in window.view.extraSelections() if dashed(one)]
    assert len(marks) == 1
    window.reader.bookshelf.look_at(Shelf.MARKS)
    assert next(row.note for row in window.reader.bookshelf.rows).startswith(text)


def dashed(selection) -> bool:
    style = selection.format.property(QTextFormat.Property.TextUnderlineStyle)
    return style == 2  # a dashed line, as Qt counts them


def test_a_bookmark_takes_a_note_and_tags_and_is_found_by_them(open_window) -> None:
    window = open_window(small_article(url="https://example.com/1"))
    reader = window.reader
    perform(reader, "bookmark")
    perform(reader, "shelf")
    reader.bookshelf.look_at(Shelf.MARKS)
    perform(reader, "shelf-edit")
    reader.bookshelf.open(reader.bookshelf.rows[0])
    assert window.page() is Page.SHELF_ITEM
    sheet = window.screens.sheet(Page.SHELF_ITEM)
    assert sheet.note.isVisible()
    sheet.note.setText("念给孙子听")
    sheet.tags.setText("故事，家里")
    QTest.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)
    work = reader.library.works.list()[0]
    assert set(work.tags) == {"故事", "家里"}
    assert [row.note for row in reader.bookshelf.rows] == ["念给孙子听"]
    sheet.tags.setText("家里")
    QTest.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)
    assert reader.library.works.list()[0].tags == ("家里",)
    assert reader.library.search.find("tag:家里").total == 1


def test_what_is_put_out_of_sight_comes_back_by_the_key_beside_the_answer(open_window) -> None:
    window = open_window(small_article(url="https://example.com/1"))
    reader = window.reader
    perform(reader, "shelf")
    perform(reader, "shelf-edit")
    reader.bookshelf.open(reader.bookshelf.rows[0])
    assert not window.screens.sheet(Page.SHELF_ITEM).note.isVisible(), "a work has no note of its own"
    perform(reader, "shelf-hide")
    assert reader.bookshelf.rows == ()
    perform(reader, reader.announcements.last.remedy)
    assert len(reader.bookshelf.rows) == 1


def test_undo_takes_back_what_was_done_last_and_nothing_else(open_window) -> None:
    window = open_window(small_article(url="https://example.com/1"))
    reader = window.reader
    perform(reader, "bigger")
    size = reader.appearance.text_size
    perform(reader, "shelf")
    perform(reader, "shelf-remove")
    reader.bookshelf.open(reader.bookshelf.rows[0])
    assert reader.bookshelf.rows == ()
    perform(reader, "undo")
    assert len(reader.bookshelf.rows) == 1
    assert reader.appearance.text_size == size


def test_what_was_put_out_of_sight_long_ago_comes_back(open_window) -> None:
    window = open_window(small_article(url="https://example.com/1"))
    reader = window.reader
    library = reader.library
    library.works.hide(library.works.list()[0].id)
    perform(reader, "shelf-unhide")
    perform(reader, "shelf")
    assert len(reader.bookshelf.rows) == 1
    perform(reader, "shelf-unhide")
    assert reader.announcements.last.key == "say.nothing-hidden"
