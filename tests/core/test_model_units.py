"""Leaf text units: one numbering for speech, highlight, search and bookmarks."""

import pytest
from hypothesis import given

from gxreader.model.article import (
    Article,
    Cell,
    Code,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Part,
    Picture,
    Quote,
    Run,
    Separator,
    Table,
    text_run,
)
from gxreader.model.locator import Locator
from gxreader.model.units import Role, Units
from tests.core.articles import articles


def paragraph(text: str) -> Paragraph:
    return Paragraph(text_run(text))


ARTICLE = Article(
    kicker="肩题",
    title="题",
    subtitle="——副题",
    blocks=(
        Heading(text_run("春之现场:\n在街头")),
        paragraph("  "),
        paragraph("一"),
        ListBlock(
            (
                ListItem((paragraph("甲"), ListBlock((ListItem((paragraph("甲一"),)),)))),
                ListItem((paragraph("乙"),)),
            )
        ),
        Quote((paragraph("引"), paragraph("文"))),
        Picture("p.jpg", alt="替代", caption=text_run("图注")),
        Picture("q.jpg", alt="只有替代"),
        Picture("r.jpg"),
        Separator(),
        Table(((Cell(text_run("表头"), header=True), Cell(())), (Cell(text_run("值")),)), text_run("表题")),
        Code("x = 1"),
        Paragraph((Run("漢", ruby="hàn"), Run("字", strong=True))),
    ),
    parts=(Part("上", 0, 4), Part("下", 4, 12)),
)
EXPECTED = [
    (Role.KICKER, "肩题", -1),
    (Role.TITLE, "题", -1),
    (Role.SUBTITLE, "——副题", -1),
    (Role.HEADING, "春之现场:\n在街头", 0),
    (Role.PARAGRAPH, "一", 2),
    (Role.ITEM, "甲", 3),
    (Role.ITEM, "甲一", 3),
    (Role.ITEM, "乙", 3),
    (Role.QUOTE, "引", 4),
    (Role.QUOTE, "文", 4),
    (Role.CAPTION, "图注", 5),
    (Role.CAPTION, "只有替代", 6),
    (Role.CAPTION, "表题", 9),
    (Role.CELL, "表头", 9),
    (Role.CELL, "值", 9),
    (Role.CODE, "x = 1", 10),
    (Role.PARAGRAPH, "漢字", 11),
]


def test_units_are_numbered_in_reading_order_and_empty_text_is_none() -> None:
    units = Units(ARTICLE)
    assert [(unit.role, unit.text, unit.top) for unit in units.all] == EXPECTED
    assert [unit.index for unit in units.all] == list(range(len(units)))


def test_a_place_names_its_text_by_code_points_without_ruby() -> None:
    units = Units(Article(blocks=(Paragraph((Run("𠮷", ruby="jí"), Run("祥话"))),)))
    assert units.text_at(Locator(0, 0, 1)) == "𠮷"
    assert units.text_at(Locator(0, 1, 3)) == "祥话"


def test_beyond_the_last_unit_there_is_nothing() -> None:
    units = Units(ARTICLE)
    with pytest.raises(IndexError):
        units[len(units)]
    with pytest.raises(IndexError):
        units[-1]


def test_each_unit_knows_its_part_and_each_block_its_first_unit() -> None:
    units = Units(ARTICLE)
    assert [units.part_of(index) for index in (0, 3, 7, 8, 16)] == [0, 0, 0, 1, 1]
    assert units.first_of_top[3] == 5
    assert 8 not in units.first_of_top


@given(articles)
def test_no_unit_is_empty_and_units_follow_the_blocks(article: Article) -> None:
    units = Units(article)
    assert all(unit.text.strip() for unit in units.all)
    tops = [unit.top for unit in units.all]
    assert tops == sorted(tops)
