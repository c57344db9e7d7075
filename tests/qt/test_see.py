"""Spacing, pictures and motion as one reader wants them: seen at once, undone, the place kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.model.article import Article, Paragraph, Picture, Run
from gxreader.model.locator import Locator
from gxreader.qt.window import Window
from gxreader.settings import schema
from gxreader.theme.sizes import ELDERLY, STANDARD
from gxreader.theme.spacing import spaced
from tests.qt.conftest import built_of

LONG = Article(
    title="渡口",
    language="zh",
    blocks=tuple(
        Paragraph((Run(f"第{number}天，老船工把缆绳一圈一圈地收好，慢慢过河。" * 3),)) for number in range(30)
    ),
)


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def height_of(window: Window) -> float:
    return window.view.document().size().height()


@pytest.mark.parametrize("command_id", ["line-spacing", "paragraph-spacing", "column-width"])
@pytest.mark.parametrize("mode", ["elderly", "standard"])
def test_more_room_makes_the_article_longer_and_the_place_is_kept(
    open_window, mode: str, command_id: str
) -> None:
    window = open_window(LONG, mode=mode)
    place = Locator(12)
    window.view.scroll_to(place)
    before = height_of(window)
    perform(window.reader, command_id)
    settle()
    assert built_of(window).said[-1].key == "say.chosen"
    assert height_of(window) > before
    assert window.view.first_visible_place().block == place.block
    perform(window.reader, built_of(window).said[-1].remedy)
    settle()
    assert height_of(window) == before
    assert window.view.first_visible_place().block == place.block


def test_letters_stand_apart_by_a_share_of_their_size(open_window) -> None:
    window = open_window(LONG, text_size=30)
    perform(window.reader, "letter-spacing")
    perform(window.reader, "letter-spacing")
    settle()
    fragment = window.view.document().lastBlock().begin().fragment()
    assert fragment.charFormat().font().letterSpacing() == pytest.approx(30 * 0.12, abs=0.05)


@pytest.mark.parametrize("face", [ELDERLY, STANDARD])
def test_spacing_stays_within_the_rules_for_older_readers(face) -> None:
    pitches = [
        spaced(face, name, "normal", "normal", "normal").line_pitch for name in schema.LINE_SPACING.choices
    ]
    assert pitches == sorted(pitches)
    assert pitches[0] >= 1.5
    assert max(pitches) <= 2.25
    for name in schema.COLUMN_WIDTH.choices:
        assert 16 <= spaced(face, "normal", "normal", "normal", name).longest_line <= face.longest_line
    assert spaced(face, "normal", "normal", "normal", "normal") == face


def test_without_pictures_they_are_told_of_in_words(open_window) -> None:
    article = Article(
        title="荔枝",
        language="zh",
        blocks=(
            Paragraph((Run("村口有一棵树。"),)),
            Picture("http://127.0.0.1:9/tree.png", alt="一棵老荔枝树"),
        ),
    )
    window = open_window(article)
    assert "\ufffc" in window.view.toPlainText()
    perform(window.reader, "pictures")
    settle()
    assert "\ufffc" not in window.view.toPlainText()
    assert "一棵老荔枝树" in window.view.toPlainText()
    perform(window.reader, "pictures")
    settle()
    assert "\ufffc" in window.view.toPlainText()


def test_its_screen_shows_the_change_in_a_sample(open_window) -> None:
    window = open_window(LONG)
    QTest.keyClick(window, Qt.Key.Key_F7)
    assert window.page() is Page.SEE
    sample = window.screens.sheet(Page.SEE).sample.view
    before = sample.document().firstBlock().blockFormat().lineHeight()
    perform(window.reader, "line-spacing")
    settle()
    assert sample.document().firstBlock().blockFormat().lineHeight() > before


def test_escape_switches_aids_off_one_by_one_and_then_leads_back(open_window) -> None:
    window = open_window(LONG)
    for command_id in ("caption", "ruler", "point-read"):
        perform(window.reader, command_id)
    for setting in (schema.POINT_AND_READ, schema.RULER, schema.BIG_CAPTION):
        assert window.reader.settings.get(setting) != setting.default
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert window.reader.settings.get(setting) == setting.default
        assert window.page() is Page.READING
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.page() is Page.HOME


def test_the_way_back_key_leaves_the_aids_on(open_window) -> None:
    window = open_window(LONG)
    perform(window.reader, "caption")
    perform(window.reader, "back")
    assert window.page() is Page.HOME
    assert window.reader.settings.get(schema.BIG_CAPTION)
