"""Saving by large keys in elderly mode; the computer's own window elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gxreader.app import browsing
from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.app.taking_sound import Phase
from gxreader.qt.tile import Tile
from gxreader.settings.schema import DOWNLOAD_FOLDER


@pytest.fixture
def home(private_home, monkeypatch):
    monkeypatch.setattr(browsing, "_STICKS", ())
    (private_home / "剪报").mkdir()
    return private_home


def rows(sheet) -> list[str]:
    return [key.text() for key in sheet.rows._keys if key.isVisible()]


def press(window, qtbot, words: str) -> None:
    sheet = window.screens.sheet(Page.SAVE)
    key = next(key for key in sheet.rows._keys if key.isVisible() and words in key.text())
    qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_a_pdf_is_saved_by_large_keys_under_a_name_of_ones_own(open_window, qtbot, home) -> None:
    window = open_window()
    perform(window.reader, "save-pdf")
    assert window.page() is Page.SAVE
    sheet = window.screens.sheet(Page.SAVE)
    assert sheet.name.text() == "荔枝树下的图书馆"
    press(window, qtbot, "我的文件夹")
    press(window, qtbot, "剪报")
    sheet.name.setFocus()
    sheet.name.selectAll()
    sheet.name.insert("给外婆的")
    sheet.name.textEdited.emit("给外婆的")
    press(window, qtbot, "就存在“剪报”里")
    assert window.page() is Page.READING
    assert (home / "剪报" / "给外婆的.pdf").read_bytes().startswith(b"%PDF")
    assert (window.reader.announcements.last.key, window.reader.announcements.last.remedy) == (
        "say.saved-pdf",
        "show-saved",
    )


@pytest.mark.usefixtures("home")
def test_the_way_back_leads_up_and_out(open_window, qtbot) -> None:
    window = open_window()
    window.show_page(Page.PRINT)
    perform(window.reader, "save-pdf")
    places = rows(window.screens.sheet(Page.SAVE))
    press(window, qtbot, "我的文件夹")
    perform(window.reader, "leave")
    assert rows(window.screens.sheet(Page.SAVE)) == places
    perform(window.reader, "leave")
    assert window.page() is Page.PRINT


def test_a_taken_name_is_asked_about_in_plain_words(open_window, qtbot, home) -> None:
    window = open_window()
    (home / "荔枝树下的图书馆.txt").write_text("mine", encoding="utf-8")
    window.show_page(Page.EXPORT)
    perform(window.reader, "export-text")
    press(window, qtbot, "我的文件夹")
    press(window, qtbot, "就存在")
    sheet = window.screens.sheet(Page.SAVE)
    assert rows(sheet) == ["两个都留着", "用新的换掉它", "改一个名字"]
    press(window, qtbot, "改一个名字")
    assert sheet.name.hasFocus()
    press(window, qtbot, "就存在")
    press(window, qtbot, "两个都留着")
    assert window.page() is Page.EXPORT
    assert (home / "荔枝树下的图书馆.txt").read_text(encoding="utf-8") == "mine"
    assert "桌" in (home / "荔枝树下的图书馆 (2).txt").read_text(encoding="utf-8-sig")


def test_sound_goes_where_the_large_keys_say(open_window, qtbot, home, monkeypatch) -> None:
    window = open_window()
    begun = []
    monkeypatch.setattr(
        window.reader.taking_sound, "start", lambda kind, target: begun.append((kind, target))
    )
    window.show_page(Page.SOUND)
    sheet = window.screens.sheet(Page.SOUND)
    sheet.findChild(Tile, "key-sound-phone").click()
    press(window, qtbot, "我的文件夹")
    press(window, qtbot, "就存在")
    sheet.findChild(Tile, "key-sound-stick").click()
    assert not window.screens.sheet(Page.SAVE).name.isVisible()
    press(window, qtbot, "我的文件夹")
    press(window, qtbot, "剪报")
    press(window, qtbot, "就放在")
    assert window.page() is Page.SOUND
    assert [str(target) for _kind, target in begun] == [
        str(home / "荔枝树下的图书馆.mp3"),
        str(home / "剪报" / "荔枝树下的图书馆"),
    ]
    assert window.reader.taking_sound.state.phase is Phase.CHOOSING


def test_the_folder_for_downloads_is_chosen_the_same_way(open_window, qtbot, home) -> None:
    window = open_window()
    window.show_page(Page.DOWNLOADS)
    perform(window.reader, "download-place")
    press(window, qtbot, "我的文件夹")
    press(window, qtbot, "剪报")
    press(window, qtbot, "就放在")
    assert window.page() is Page.DOWNLOADS
    assert window.reader.settings.get(DOWNLOAD_FOLDER) == str(home / "剪报")


def test_a_switch_of_language_keeps_folder_and_name(open_window, qtbot, home) -> None:
    window = open_window()
    perform(window.reader, "export-html")
    press(window, qtbot, "我的文件夹")
    window.screens.sheet(Page.SAVE).name.textEdited.emit("我的")
    window.reader.switch_language()
    QApplication.processEvents()
    sheet = window.screens.sheet(Page.SAVE)
    assert rows(sheet)[0].startswith("Save in")
    assert sheet.name.text() == "我的"
    assert window.reader.saving.folder == home


@pytest.mark.parametrize("command", ["save-pdf", "export-epub", "sound-best"])
def test_the_computers_own_window_is_asked_in_standard_mode(open_window, monkeypatch, command) -> None:
    asked = []
    monkeypatch.setattr(
        "gxreader.qt.save_dialogs.ask_file", lambda _parent, _messages, name, _title: asked.append(name) or ""
    )
    window = open_window(mode="standard")
    perform(window.reader, command)
    assert len(asked) == 1
    assert asked[0].startswith("荔枝树下的图书馆.")
    assert window.page() is Page.READING


def test_from_the_large_keys_to_the_computers_own_window(open_window, qtbot, home, monkeypatch) -> None:
    target = home / "剪报" / "a.txt"
    monkeypatch.setattr("gxreader.qt.save_dialogs.ask_file", lambda *_given: str(target))
    window = open_window()
    window.show_page(Page.EXPORT)
    perform(window.reader, "export-text")
    press(window, qtbot, "我的文件夹")
    perform(window.reader, "save-elsewhere")
    assert target.exists()
    assert window.page() is Page.EXPORT
