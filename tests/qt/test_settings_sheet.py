"""The screen of settings: each with its present value, by sections, and found by its words."""

import pytest
from PySide6.QtCore import Qt

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.settings import schema


@pytest.fixture
def sheet(open_window):
    """Opens the screen, in elderly mode unless told otherwise."""

    def make(**how):
        window = open_window(**how)
        perform(window.reader, "settings")
        assert window.page() is Page.SETTINGS
        return window, window.screens.sheet(Page.SETTINGS)

    return make


def rows(sheet) -> list[str]:
    """The words of the rows that are shown."""
    return [key.text() for key in sheet.rows._keys if key.isVisible()]


def test_a_setting_is_changed_where_it_stands_and_says_its_new_value(sheet, qtbot) -> None:
    window, page = sheet()
    page.search.field.setText("行距")
    before = next(key for key in page.rows._keys if key.text() == "行距：平常")
    qtbot.mouseClick(before, Qt.MouseButton.LeftButton)
    assert window.reader.settings.get(schema.LINE_SPACING) == "wide"
    window.refresh()
    assert before.text() == "行距：较宽"
    assert window.page() is Page.SETTINGS
    perform(window.reader, "undo")
    window.refresh()
    assert before.text() == "行距：平常"


def test_sections_are_chosen_by_keys_and_the_chosen_one_is_marked(sheet, qtbot) -> None:
    _window, page = sheet()
    qtbot.mouseClick(page.tabs["hands"], Qt.MouseButton.LeftButton)
    assert rows(page)[0].startswith("防误点")
    assert [name for name, tab in page.tabs.items() if tab._icon == "check"] == ["hands"]


def test_settings_are_found_by_their_words_in_any_section(sheet, qtbot) -> None:
    _window, page = sheet()
    page.search.field.setFocus()
    page.search.field.insert("停顿")  # as an input method does it
    assert rows(page)
    assert rows(page)[0].startswith("停顿")
    assert not any(tab.primary for tab in page.tabs.values())
    qtbot.mouseClick(page.search.clear_key, Qt.MouseButton.LeftButton)
    assert page.search.wanted == ""
    assert page.tabs["see"].primary


def test_what_is_not_found_is_answered_and_esc_leads_back(sheet) -> None:
    window, page = sheet(language="en")
    page.search.field.setText("zzz")
    assert rows(page) == []
    assert page._none.isVisible()
    perform(window.reader, "leave")
    assert window.page() is Page.SETTINGS
    assert rows(page)
    perform(window.reader, "leave")
    assert window.page() is not Page.SETTINGS


def test_full_width_letters_and_capitals_are_forgiven(sheet) -> None:
    _window, page = sheet(language="en")
    page.search.field.setText("volume")
    narrow = rows(page)
    page.search.field.setText("ＶＯＬＵＭＥ")
    assert rows(page) == narrow


def test_pages_lead_to_every_setting_of_a_section(sheet) -> None:
    window, page = sheet()
    seen = rows(page)
    while page.turn_page(1):
        seen += [words for words in rows(page) if words not in seen]
    shown = [command.words(window.reader).replace("\u200b", "") for command in page._shown]
    assert seen == shown
