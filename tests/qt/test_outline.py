"""The outline as a screen: every heading in reach, in pages of whole rows."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.model.article import Article, Heading, Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.qt.outline_sheet import OutlineSheet
from gxreader.qt.window import Window
from tests.qt.conftest import built_of


def book(sections: int) -> Article:
    blocks: list[Heading | Paragraph] = []
    for number in range(1, sections + 1):
        words = f"第{number}节 渡口的早晨" + ("，老船工和他的缆绳，对岸举着小旗的孩子们" * (number % 3))
        blocks += [Heading((Run(words),), 2 + number % 2), Paragraph((Run("今天的风不大，正好过河。" * 9),))]
    return Article(title="渡口", language="zh", blocks=tuple(blocks))


def outline(window: Window) -> OutlineSheet:
    perform(window.reader, "outline")
    QApplication.processEvents()
    sheet = window.screens.sheet(Page.OUTLINE)
    assert isinstance(sheet, OutlineSheet)
    return sheet


@pytest.mark.parametrize("size", [(1366, 768), (960, 600)], ids=str)
@pytest.mark.parametrize(("mode", "step"), [("elderly", 24), ("elderly", 72), ("standard", 18)])
def test_paging_meets_every_heading_once_and_whole(open_window, mode: str, step: int, size) -> None:
    window = open_window(book(40), mode=mode, text_size=step, size=size)
    rows = outline(window).rows
    seen: list[int] = []
    while True:
        seen += rows.shown
        bottom = 0
        for number, key in zip(rows.shown, rows._keys, strict=False):
            assert key.height() >= key.height_for(key.text(), key.width(), window.look)
            assert key.y() >= bottom
            bottom = key.y() + key.height()
            assert f"第{number + 1}节" in key.text()
        assert bottom <= rows.height()
        if not rows.turn(1):
            break
    assert seen == list(range(40))
    while rows.turn(-1):
        pass  # to the first page
    assert rows.shown.start == 0
    assert not rows.turn(-1)


def test_a_press_leads_to_the_heading_and_says_so(open_window) -> None:
    window = open_window(book(40))
    sheet = outline(window)
    perform(window.reader, "page-down")
    number = sheet.rows.shown.start + 1
    QTest.mouseClick(sheet.rows._keys[1], Qt.MouseButton.LeftButton)
    assert window.page() is Page.READING
    assert window.view.first_visible_place().block == sheet._headings[number].index
    assert built_of(window).said[-1].key == "say.at-heading"


def test_the_section_being_read_is_the_present_one_and_has_the_keyboard(open_window) -> None:
    window = open_window(book(40))
    window.lead_to(Locator(window.reader.session.units.outline[20].index))
    sheet = outline(window)
    assert 20 in sheet.rows.shown
    key = sheet.rows._keys[20 - sheet.rows.shown.start]
    assert key.primary
    assert key.hasFocus()
    assert [other.primary for other in sheet.rows._keys if other.isVisible()].count(True) == 1


def test_an_article_without_headings_says_so(open_window) -> None:
    window = open_window(Article(title="信", language="zh", blocks=(Paragraph((Run("今天的风不大。"),)),)))
    sheet = outline(window)
    assert sheet._none.isVisible()
    assert sheet._none.text() == "这篇文章没有小标题。"
    assert not sheet.rows.isVisible()


def test_ten_thousand_headings_make_no_more_keys_than_a_screen_holds(open_window) -> None:
    window = open_window(book(10_000))
    rows = outline(window).rows
    assert len(rows._keys) < 20
    assert rows.turn(1)


def levelled() -> Article:
    blocks: list[Heading | Paragraph] = []
    for chapter in range(1, 13):
        blocks += [
            Heading((Run(f"第{chapter}章"),), 2),
            Paragraph((Run("", page=str(chapter)), Run("江风。" * 40))),
        ]
        for section in range(1, 4):
            blocks += [Heading((Run(f"第{chapter}章第{section}节"),), 3), Paragraph((Run("过河。" * 40),))]
    return Article(title="渡口", language="zh", blocks=tuple(blocks))


def words(sheet: OutlineSheet) -> list[str]:
    return [line.words for line in sheet.rows._lines]


def test_levels_are_folded_and_opened_by_a_key_and_by_arrows(open_window) -> None:
    window = open_window(levelled())
    sheet = outline(window)
    assert len(words(sheet)) == 48
    QTest.mouseClick(sheet.levels, Qt.MouseButton.LeftButton)
    assert words(sheet) == [f"第{number}章" for number in range(1, 13)]
    assert built_of(window).said[-1].key == "say.outline-main"
    assert sheet.levels.text() == "看全部标题"
    sheet.rows.show_row(4)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert len(words(sheet)) == 48
    assert sheet.rows.focused == 16  # the same chapter
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert len(words(sheet)) == 12
    assert sheet.rows.focused == 4  # the chapter of the section
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.view.first_visible_place().block == sheet._headings[4].index


def test_headings_of_one_level_have_nothing_to_fold(open_window) -> None:
    blocks = tuple(Heading((Run(f"第{number}节"),), 2) for number in range(1, 5))
    sheet = outline(open_window(Article(title="渡口", language="zh", blocks=blocks)))
    assert sheet.levels.isHidden()
    assert sheet.page.isHidden()


def test_a_page_is_typed_and_gone_to(open_window) -> None:
    window = open_window(levelled())
    perform(window.reader, "to-page")
    QApplication.processEvents()
    sheet = window.screens.sheet(Page.OUTLINE)
    assert sheet.page.hasFocus()
    sheet.page.setText("九十")
    QTest.keyClick(sheet.page, Qt.Key.Key_Return)
    assert window.page() is Page.OUTLINE
    assert built_of(window).said[-1].key == "say.page-unknown"
    sheet.page.setText("第７页")
    QTest.mouseClick(sheet.to_page, Qt.MouseButton.LeftButton)
    assert window.page() is Page.READING
    assert built_of(window).said[-1].key == "say.at-page"
    assert window.view.first_visible_place().block == window.reader.session.units.pages[6].place.block


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("mode", "step"), [("elderly", 24), ("elderly", 72), ("standard", 18)])
def test_the_keys_above_the_list_fit_in_the_smallest_window(open_window, language, mode, step) -> None:
    window = open_window(levelled(), mode=mode, text_size=step, size=(960, 600), language=language)
    sheet = outline(window)
    widgets = (sheet.levels, sheet.page_label, sheet.page, sheet.to_page)
    edges = [(widget.x(), widget.x() + widget.width()) for widget in widgets]
    assert edges == sorted(edges)
    assert all(before[1] <= after[0] for before, after in pairwise(edges))
    assert edges[-1][1] <= sheet.width()
    assert all(widget.width() >= widget.sizeHint().width() for widget in (sheet.levels, sheet.to_page))
    assert len(sheet.rows.shown) >= 1
