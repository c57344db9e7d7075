"""The screen of columns, from the home screen to a list."""

import pytest
from PySide6.QtCore import Qt

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.library.sites import forget_sites, site_folders

VILLAGE = """
id = "village"
kind = "newspaper"
home = "https://village.example/"
hosts = ["village.example"]
search = "https://village.example/find?q={words}"
hot_words = ["荔枝"]
name = { zh = "村报", en = "Village paper" }
[[columns]]
url = "news/"
name = { zh = "村里的事", en = "In the village" }
"""


@pytest.fixture
def two_sites():
    folder = site_folders()[-1][0]
    folder.mkdir(parents=True)
    (folder / "village.toml").write_text(VILLAGE, encoding="utf-8")
    yield
    forget_sites()


def rows(sheet) -> list[str]:
    return [key.text() for key in sheet.rows._keys if key.isVisible()]


@pytest.fixture
def opened(monkeypatch):
    """What the window wanted to open."""
    found: list[str] = []
    monkeypatch.setattr("gxreader.app.opening.Opening.open_text", lambda _opening, text: found.append(text))
    return found


def test_a_column_is_two_presses_from_the_home_screen(open_window, opened, qtbot) -> None:
    window = open_window()
    perform(window.reader, "home")
    perform(window.reader, "columns")
    sheet = window.screens.sheet(Page.COLUMNS)
    assert "广西壮族自治区人民政府网" in sheet._about.text()
    assert rows(sheet)[0] == "广西要闻"
    assert not any(tab.isVisible() for tab in sheet.tabs.values()), "one site needs no choice"
    qtbot.mouseClick(sheet.rows._keys[0], Qt.MouseButton.LeftButton)
    assert opened == ["http://www.gxzf.gov.cn/gxyw/index.shtml"]


@pytest.mark.usefixtures("two_sites")
def test_sites_are_chosen_and_searched_for_their_hot_words(open_window, opened, qtbot) -> None:
    window = open_window(language="en")
    perform(window.reader, "columns")
    sheet = window.screens.sheet(Page.COLUMNS)
    assert rows(sheet)[0] == "Guangxi news"
    qtbot.mouseClick(sheet.tabs["village"], Qt.MouseButton.LeftButton)
    assert rows(sheet) == ["In the village", "Search for “荔枝”"]
    assert sheet.tabs["village"].primary
    qtbot.mouseClick(sheet.rows._keys[1], Qt.MouseButton.LeftButton)
    assert opened == ["https://village.example/find?q=%E8%8D%94%E6%9E%9D"]


def test_a_description_that_was_left_out_is_told_of(open_window) -> None:
    folder = site_folders()[-1][0]
    folder.mkdir(parents=True)
    (folder / "torn.toml").write_text("id = ", encoding="utf-8")
    forget_sites()
    window = open_window()
    perform(window.reader, "columns")
    assert "torn.toml" in window.screens.sheet(Page.COLUMNS).strip.message.text()
    forget_sites()
