"""Notes are found by their marks, however a page writes them, and lead back."""

import pytest

from gxreader.app.notes import note_of, plain_mark
from gxreader.model.article import Article, Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from tests.parts import build_reader


def article(mark: str, *notes: str) -> Article:
    text = Paragraph((Run("老船工今年七十岁"), Run(mark, link="#n1"), Run("，还在摆渡。")))
    middle = Paragraph((Run("1986年他开始摆渡。"),))
    return Article(
        title="渡口", language="zh", blocks=(text, middle, *(Paragraph((Run(note),)) for note in notes))
    )


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("[1]", "[1] 见县志。"),
        ("①", "①见县志。"),
        ("1", "1. 见县志。"),
        ("[1]", "1、见县志。"),
        ("〔1〕", "［1］见县志。"),
        ("*", "* 见县志。"),
        ("（1）", "(1) 见县志。"),
    ],
)
def test_a_mark_leads_to_its_note(mark: str, note: str) -> None:
    units = Units(article(mark, "[2] 另一条。", note))
    assert note_of(units, 1, mark) == Locator(len(units) - 1)


@pytest.mark.parametrize("mark", ["[3]", "", "下一节的标题很长", "↩"])
def test_what_is_no_mark_of_a_note_leads_nowhere(mark: str) -> None:
    assert note_of(Units(article(mark, "[1] 见县志。")), 1, mark) is None


def test_marks_of_all_forms_are_alike() -> None:
    assert {plain_mark(mark) for mark in ("①", "[1]", "（1）", "1.", " 1 ", "１")} == {"1"}


def test_the_way_back_leads_to_where_the_mark_was_pressed_once() -> None:
    built = build_reader()
    built.reader.opening.show(article("[1]", "[1] 见县志。"))
    here = Locator(1)
    assert built.reader.notes.follow("#n1", here) == Locator(len(built.reader.session.units) - 1)
    assert (built.said[-1].key, built.said[-1].remedy) == ("say.at-note", "back")
    assert built.reader.notes.back() == here
    assert built.reader.notes.back() is None


def test_another_article_forgets_the_way_back() -> None:
    built = build_reader()
    built.reader.opening.show(article("[1]", "[1] 见县志。"))
    built.reader.notes.follow("#n1", Locator(1))
    built.reader.opening.welcome()
    assert built.reader.notes.back() is None


def test_a_link_to_another_page_is_no_note() -> None:
    built = build_reader()
    built.reader.opening.show(article("[1]", "[1] 见县志。"))
    assert built.reader.notes.follow("https://example.org/", Locator(1)) is None
