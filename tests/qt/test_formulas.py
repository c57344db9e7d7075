"""Formulas on the page: drawn with the article's own letters, in its size and colour, and told in words."""

import pytest
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from gxreader.i18n.messages import messages
from gxreader.model.article import Article, Math, Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.qt.article_tree import Kind, tree_of
from gxreader.qt.look import Look
from gxreader.qt.render import render
from gxreader.qt.small_letters import with_small_letters
from gxreader.theme.schemes import SCHEMES
from gxreader.theme.sizes import ELDERLY
from gxreader.theme.typography import raised_and_lowered

MATH = Math("a 的平方 等于 b 下标 1", "a squared equals b sub 1")
ARTICLE = Article(language="zh", blocks=(Paragraph((Run("设"), Run("a² = b₁", math=MATH), Run("，有解。"))),))


def test_small_letters_are_drawn_from_letters_that_every_typeface_has():
    assert list(raised_and_lowered("a² = b₁₂c")) == [("a", 0), ("2", 1), (" = b", 0), ("12", -1), ("c", 0)]


@pytest.fixture
def document(qapp):  # noqa: ARG001 - fonts need an application
    made = QTextDocument()
    units = Units(ARTICLE)
    look = Look(face=ELDERLY, scheme=SCHEMES["night"], text_size=36)
    return made, render(made, units, 0, look, messages("zh")), look


def test_a_formula_has_the_size_and_colour_of_the_text_around_it(document):
    made, rendered, look = document
    cursor = QTextCursor(made)
    formats = {}
    for offset, sign in enumerate("设a2 = b1，"):
        cursor.setPosition(rendered.places.position(0, offset) + 1)
        assert made.characterAt(cursor.position() - 1) == sign
        formats[sign] = cursor.charFormat()
    assert formats["a"].foreground() == formats["设"].foreground()
    assert formats["a"].font().pixelSize() == formats["设"].font().pixelSize() == look.text
    alignment = QTextCharFormat.VerticalAlignment
    assert formats["2"].verticalAlignment() == alignment.AlignSuperScript
    assert formats["1"].verticalAlignment() == alignment.AlignSubScript
    assert formats["="].verticalAlignment() == alignment.AlignNormal


def test_places_in_and_behind_a_formula_are_kept(document):
    made, rendered, _look = document
    for offset in range(len(Units(ARTICLE)[0].text)):
        position = rendered.places.position(0, offset)
        assert rendered.places.place(position) == Locator(0, offset, offset)
    first, last = rendered.places.span(Locator(0, 1, 8))
    cursor = QTextCursor(made)
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "a2 = b1"


def test_what_is_copied_keeps_its_powers(document):
    made, _rendered, _look = document
    cursor = QTextCursor(made)
    cursor.select(QTextCursor.SelectionType.Document)
    assert with_small_letters(cursor, cursor.selectedText()) == "设a² = b₁，有解。"


@pytest.mark.parametrize(
    ("language", "words", "text"),
    [
        ("zh", MATH.zh, "设a 的平方 等于 b 下标 1，有解。"),
        ("en", MATH.en, "设a squared equals b sub 1，有解。"),
    ],
)
def test_screen_readers_meet_the_words(language, words, text):
    article = Article(language=language, blocks=ARTICLE.blocks)
    (paragraph,) = tree_of(Units(article), 0, messages(language))
    assert paragraph.text == text
    (formula,) = paragraph.children
    assert (formula.kind, formula.text, formula.place) == (Kind.FORMULA, words, Locator(0, 1, 8))
