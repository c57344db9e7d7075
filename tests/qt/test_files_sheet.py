"""Choosing a file by large keys in elderly mode; the computer's own window elsewhere."""

import pytest
from PySide6.QtCore import Qt

from gxreader.app import browsing
from gxreader.app.commands import perform
from gxreader.app.interface import Page


@pytest.fixture
def home(private_home, monkeypatch):
    monkeypatch.setattr(browsing, "_STICKS", ())
    (private_home / "books").mkdir()
    (private_home / "books" / "1.txt").write_text("石桥\n\n桥修好了。", encoding="utf-8")
    return private_home


def rows(sheet) -> list[str]:
    return [key.text() for key in sheet.rows._keys if key.isVisible()]


@pytest.mark.usefixtures("home")
def test_a_file_is_opened_by_pressing_down_to_it_and_esc_leads_up(open_window, qtbot) -> None:
    window = open_window()
    perform(window.reader, "open-file")
    assert window.page() is Page.FILES
    sheet = window.screens.sheet(Page.FILES)
    for name in ("我的文件夹", "books"):
        key = next(key for key in sheet.rows._keys if key.text() == name)
        qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
    assert rows(sheet) == ["1.txt"]
    perform(window.reader, "leave")
    assert "books" in rows(sheet)
    key = next(key for key in sheet.rows._keys if key.text() == "books")
    qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(sheet.rows._keys[0], Qt.MouseButton.LeftButton)
    assert window.page() is Page.READING
    assert window.reader.session.article.title == "石桥"


@pytest.mark.usefixtures("home")
def test_an_empty_folder_says_so_and_esc_leads_out_at_the_top(open_window) -> None:
    window = open_window(language="en")
    perform(window.reader, "open-file")
    sheet = window.screens.sheet(Page.FILES)
    (window.reader.browsing.entries[0].path / "empty").mkdir()
    window.reader.browsing.press(
        browsing.Entry(browsing.Kind.FOLDER, window.reader.browsing.entries[0].path / "empty", "empty")
    )
    assert rows(sheet) == []
    assert sheet._none.isVisible()
    perform(window.reader, "leave")
    perform(window.reader, "leave")
    perform(window.reader, "leave")
    assert window.page() is not Page.FILES


@pytest.mark.parametrize(("mode", "command"), [("standard", "open-file"), ("elderly", "other-file")])
def test_the_computers_own_window_is_asked_elsewhere(open_window, monkeypatch, mode, command) -> None:
    asked = []
    monkeypatch.setattr("gxreader.qt.dialogs.choose_file", lambda *_given: asked.append(True) or "")
    window = open_window(mode=mode)
    perform(window.reader, command)
    assert asked == [True]
