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


@pytest.mark.parametrize(
    ("article", "words", "answer", "remedy"),
    [
        (welcome_article("zh"), "荔枝树 下", "say.not-an-address", "help"),
        (small_article(), "荔枝树", "say.not-an-address-but-words", "find-typed"),
        (small_article(), "村口有一棵树。" * 8, "say.not-an-address-but-text", "paste"),
    ],
)
def test_words_are_not_made_an_article(open_window, article, words, answer, remedy) -> None:
    window = open_window(article)
    field = type_at_home(window, words)
    said = built_of(window).said[-1]
    assert (said.key, said.remedy) == (answer, remedy)
    assert field.text() == words
    assert window.page() is Page.HOME
    assert window.reader.session.article.title == article.title


def test_the_words_are_found_in_the_open_article_by_the_key_beside_the_answer(open_window) -> None:
    window = open_window(small_article())
    type_at_home(window, "荔枝树")
    QTest.mouseClick(window.screens.sheet(Page.HOME).strip.remedy, Qt.MouseButton.LeftButton)
    assert window.page() is Page.READING
    assert built_of(window).said[-1].key == "say.found"


def test_a_file_opens(open_window, tmp_path) -> None:
    file = tmp_path / "南湖.txt"
    file.write_text("南湖散记\n\n湖边有人打太极。风很轻。", encoding="utf-8")
    window = open_window()
    type_at_home(window, str(file))
    assert window.page() is Page.READING
    assert window.reader.session.article.title == "南湖散记"
