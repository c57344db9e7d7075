"""The field of the home screen: an address or a file opens; other words are answered, and never lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gxreader.app.interface import Page
from gxreader.app.opening import welcome_article
from tests.parts import small_article
from tests.qt.conftest import built_of


def type_at_home(window, words):
    window.show_page(Page.HOME)
    field = window.screens.sheet(Page.HOME).address
    field.setText(words)
    QTest.keyClick(field, Qt.Key.Key_Return)
    return field


def test_a_text_is_not_made_an_article_and_pasting_is_offered(open_window) -> None:
    window, words = open_window(small_article()), "村口有一棵树。" * 8
    field = type_at_home(window, words)
    said = built_of(window).said[-1]
    assert (said.key, said.remedy) == ("say.not-an-address-but-text", "paste")
    assert field.text() == words
    assert window.page() is Page.HOME
    assert window.reader.session.article.title == small_article().title


@pytest.mark.parametrize("article", [welcome_article("zh"), small_article()])
def test_words_are_looked_for_everywhere(open_window, article) -> None:
    window = open_window(article)
    type_at_home(window, "荔枝树 下")
    assert window.page() is Page.SEARCH
    assert window.screens.sheet(Page.SEARCH).search.field.text() == "荔枝树 下"
    assert window.reader.session.article.title == article.title


def test_the_words_are_found_in_the_open_article_by_the_line_that_says_so(open_window) -> None:
    window = open_window(small_article())
    type_at_home(window, "荔枝树")
    sheet = window.screens.sheet(Page.SEARCH)
    here = next(key for key in sheet.rows._keys if "打开的文章" in key.text())
    QTest.mouseClick(here, Qt.MouseButton.LeftButton)
    assert window.page() is Page.READING
    assert built_of(window).said[-1].key == "say.found"


def test_a_file_opens(open_window, tmp_path) -> None:
    file = tmp_path / "南湖.txt"
    file.write_text("南湖散记\n\n湖边有人打太极。风很轻。", encoding="utf-8")
    window = open_window()
    type_at_home(window, str(file))
    assert window.page() is Page.READING
    assert window.reader.session.article.title == "南湖散记"
