"""The screen of sites and subscriptions, by keyboard and by pointer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.app.site_editing import SiteEditor
from gxreader.app.site_rows import Part
from gxreader.library.site_files import own_sites
from gxreader.library.sites import forget_sites
from tests.core.list_server import rss
from tests.core.test_app_site_editing import FEED, HOME, PAGE, Web


@pytest.fixture
def window(open_window, private_home, monkeypatch):  # noqa: ARG001 - it makes the folders
    forget_sites()
    monkeypatch.setattr(SiteEditor, "may_change", True)
    yield open_window(fetcher=Web({HOME: PAGE, FEED: rss(HOME.rstrip("/"), 2, 1)}))
    forget_sites()


def rows(sheet) -> list[str]:
    return [key.text() for key in sheet.rows._keys if key.isVisible()]


def test_a_site_is_added_with_the_keyboard_alone(window, qtbot) -> None:
    perform(window.reader, "columns")
    columns = window.screens.sheet(Page.COLUMNS)
    qtbot.mouseClick(columns._change, Qt.MouseButton.LeftButton)
    assert window.screens.page is Page.SITES
    sheet = window.screens.sheet(Page.SITES)
    assert sheet.field.hasFocus()
    qtbot.keyClicks(sheet.field, HOME)
    qtbot.keyClick(sheet.field, Qt.Key.Key_Return)
    assert rows(sheet)[:3] == ["存下打勾的 2 个", "村里的事", "种地"]
    sheet.rows.focus_on(2)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert rows(sheet)[0] == "存下打勾的 1 个"
    assert sheet.rows.focused == 2, "the keyboard stays where it was"
    assert QApplication.focusWidget().accessibleDescription() == "不要"
    sheet.rows.focus_on(0)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert own_sites()[0].columns[0].name == {"zh": "村里的事"}
    assert sheet.field.text() == "", "what was typed is done"
    assert sheet.rows.focused == 0
    perform(window.reader, "leave")
    perform(window.reader, "leave")
    assert window.screens.page is Page.COLUMNS


def test_a_name_is_changed_in_the_field_and_left_by_escape(window, qtbot) -> None:
    perform(window.reader, "sites")
    sheet, editor = window.screens.sheet(Page.SITES), window.reader.sites
    editor.enter(HOME)
    editor.keep_found()
    qtbot.mouseClick(sheet.rows._keys[rows(sheet).index("改名字")], Qt.MouseButton.LeftButton)
    assert (sheet.field.text(), sheet.field.selectedText()) == ("村报", "村报")
    assert QAccessible.queryAccessibleInterface(sheet.field).text(QAccessible.Text.Name) == "新的名字"
    perform(window.reader, "leave")
    assert sheet.field.text() == ""
    assert window.screens.page is Page.SITES
    qtbot.mouseClick(sheet.rows._keys[rows(sheet).index("改名字")], Qt.MouseButton.LeftButton)
    sheet.field.clear()
    sheet.field.insert("村里的报")
    qtbot.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    assert own_sites()[0].name["zh"] == "村里的报"
    assert "村里的报" in sheet.about.text()


def test_what_is_followed_shows_what_is_new_and_speaks_the_other_language(window, qtbot) -> None:
    window.reader.library.subscriptions.subscribe(FEED, "早间广播")
    perform(window.reader, "sites")
    sheet = window.screens.sheet(Page.SITES)
    qtbot.mouseClick(sheet.tabs[Part.FOLLOWED], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(sheet.rows._keys[0], Qt.MouseButton.LeftButton)
    assert sheet.rows._keys[1].accessibleDescription() == "已订阅，2 篇没看"
    assert sheet.strip.message.text() == "订阅的栏目里有 2 篇新文章。"
    perform(window.reader, "language")
    qtbot.waitUntil(lambda: rows(sheet)[0] == "Look for new articles")
    assert sheet.rows._keys[1].accessibleDescription() == "followed, 2 not read"


def test_a_dropped_feed_offers_a_key_beside_the_words(window) -> None:
    window.reader.opening.open_text(FEED)
    QApplication.processEvents()
    assert window.reader.announcements.last.remedy == "add-column"
    perform(window.reader, "add-column")
    assert [feed.title for feed in window.reader.library.subscriptions.subscribed()] == ["村里的事"]


def test_where_nothing_is_kept_the_field_is_shut(open_window) -> None:
    window = open_window(mode="terminal")
    perform(window.reader, "columns")
    assert not window.screens.sheet(Page.COLUMNS)._change.isVisible()
    window.show_page(Page.SITES)
    sheet = window.screens.sheet(Page.SITES)
    assert not sheet.field.isEnabled()
    assert sheet.tabs[Part.SITES].hasFocus()
