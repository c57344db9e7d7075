"""What follows from the wishes for paper, where pages end, and what is left of what is selected."""

from itertools import pairwise

import msgspec
import pytest

from gxreader.export.excerpt import excerpt
from gxreader.export.pagination import Band, Pager
from gxreader.export.print_plan import LEAST_LINE, PAPERS, PrintPlan
from gxreader.export.print_slices import sliced
from gxreader.model.article import (
    Article,
    Block,
    Cell,
    Code,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Run,
    Separator,
    Table,
)
from gxreader.model.locator import Locator
from gxreader.model.units import Units


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def items(*texts: str, start: int = 1) -> ListBlock:
    return ListBlock(tuple(ListItem((paragraph(text),)) for text in texts), ordered=True, start=start)


def of(*blocks: Block) -> Article:
    return Article(title="题目", url="https://example.org/a", blocks=blocks)


# The plan


def test_two_columns_are_set_only_where_a_line_has_room_for_twelve_characters() -> None:
    for paper in PAPERS:
        for points in (18, 20, 22, 26, 28, 32, 36):
            plan = PrintPlan(paper=paper, points=points, columns=2)
            width, _height = plan.page
            column = (width - 2 * plan.margin - 10) / 2 / 25.4 * 72
            assert plan.columns_set == 1 or column >= LEAST_LINE * points
            assert plan.is_landscape == (plan.columns_set == 2)
    assert PrintPlan(columns=2).columns_set == 2
    assert PrintPlan(columns=2, points=36).columns_set == 1
    assert PrintPlan(columns=2, points=36, paper="a3").columns_set == 2


def test_both_sides_take_half_the_paper() -> None:
    assert [PrintPlan(both_sides=True).sheets(pages) for pages in (1, 2, 3, 12)] == [1, 1, 2, 6]
    assert PrintPlan().sheets(12) == 12


# Where pages end


def bands(*sticking: bool, height: float = 10.0) -> list[Band]:
    return [Band(at * height, (at + 1) * height, 0.0, sticks=sticks) for at, sticks in enumerate(sticking)]


def pages_of(height: float, *slices: list[Band], columns: int = 1) -> list[list[list[tuple[int, int]]]]:
    pager = Pager(height, columns)
    for number, one in enumerate(slices):
        pager.add(number, one)
    return [
        [
            [(piece.slice, band) for piece in column for band in range(piece.start, piece.stop)]
            for column in page
        ]
        for page in pager.finish()
    ]


def test_every_band_stands_on_one_page_in_order() -> None:
    pages = pages_of(35, bands(*[False] * 10), bands(*[False] * 4))
    placed = [place for page in pages for column in page for place in column]
    assert placed == [(0, band) for band in range(10)] + [(1, band) for band in range(4)]
    assert [len(page[0]) for page in pages] == [3, 3, 3, 3, 2]


def test_a_heading_goes_to_the_next_page_with_its_text() -> None:
    heading_last = bands(False, False, True, False)
    assert pages_of(30, heading_last) == [[[(0, 0), (0, 1)]], [[(0, 2), (0, 3)]]]


def test_a_heading_at_the_end_of_a_slice_goes_along_with_the_next_slice() -> None:
    assert pages_of(20, bands(False, True), bands(False)) == [[[(0, 0)]], [[(0, 1), (1, 0)]]]


def test_what_sticks_together_but_fits_no_page_is_parted_and_nothing_is_lost() -> None:
    pages = pages_of(30, bands(*[True] * 7, False))
    assert [band for page in pages for _slice, band in page[0]] == list(range(8))
    assert len(pages) == 3


def test_columns_fill_one_after_the_other() -> None:
    assert pages_of(20, bands(*[False] * 5), columns=2) == [
        [[(0, 0), (0, 1)], [(0, 2), (0, 3)]],
        [[(0, 4)]],
    ]


def test_the_gap_above_is_left_out_at_the_top_of_a_page() -> None:
    pager = Pager(25)
    pager.add(0, [Band(0, 10), Band(15, 25, gap=5), Band(35, 45, gap=10)])
    first, second = pager.finish()
    assert [piece.shift for piece in first[0]] == [0]
    assert [piece.shift for piece in second[0]] == [-35]


def test_nothing_is_one_empty_page() -> None:
    assert pages_of(10) == [[[]]]


# What is selected


def text(article: Article) -> list[str]:
    return [unit.text for unit in Units(article).all]


def test_a_paragraph_is_cut_where_the_selection_begins_and_ends() -> None:
    article = of(paragraph("一二三四五"), paragraph("六七八"), paragraph("九十"))
    cut = excerpt(article, Locator(1, 2, 2), Locator(2, 0, 2))
    assert text(cut) == ["题目", "三四五", "六七"]
    assert cut.url == article.url


def test_runs_keep_their_style_when_they_are_cut() -> None:
    article = of(Paragraph((Run("一二"), Run("三四", strong=True), Run("五"))))
    cut = excerpt(article, Locator(1, 1, 1), Locator(1, 0, 3))
    assert cut.blocks == (Paragraph((Run("二"), Run("三", strong=True))),)


def test_items_keep_their_numbers() -> None:
    cut = excerpt(of(items("甲", "乙", "丙", "丁", start=3)), Locator(2), Locator(3, 0, 1))
    assert cut.blocks == (items("乙", "丙", start=4),)


@pytest.mark.parametrize("first", range(9))
@pytest.mark.parametrize("last", range(9))
def test_each_kind_of_block_is_kept_if_and_only_if_it_is_selected(first: int, last: int) -> None:
    article = of(
        Heading((Run("零"),)),
        Quote((paragraph("壹"),)),
        Separator(),
        items("贰", "叁"),
        Picture("https://example.org/p.png", alt="肆"),
        Table((((Cell((Run("伍"),)),), (Cell((Run("陆"),)),))), caption=(Run("柒"),)),
        Code("捌"),
    )
    order = "零壹贰叁肆柒伍陆捌"
    if last < first:
        return
    cut = excerpt(article, Locator(first + 1), Locator(last + 1, 0, 1))
    kept = "".join(text(cut)[1:]).replace("柒", "")
    # A table whose caption alone is touched has its rows all the same.
    wanted = order[first : last + 1].replace("柒", "")
    assert [sign for sign in kept if sign not in "伍陆"] == [sign for sign in wanted if sign not in "伍陆"]
    assert set("伍陆") & set(wanted) <= set(kept)


# Slices


def test_slices_keep_every_leaf_in_its_place() -> None:
    long = "山水" * 400
    article = of(
        *(paragraph(f"{number}{long}") for number in range(8)),
        items(*(f"{number}{long}" for number in range(9)), start=5),
        Quote(tuple(paragraph(f"{number}{long}") for number in range(9))),
        Table(tuple((Cell((Run(f"{number}{long}"),)),) for number in range(90)), caption=(Run("表"),)),
    )
    parts = sliced(article)
    assert text(parts) == text(article)
    assert [unit.role for unit in Units(parts).all] == [unit.role for unit in Units(article).all]
    ends = [(part.start, part.stop) for part in parts.parts]
    assert ends[0][0] == 0
    assert ends[-1][1] == len(parts.blocks)
    assert all(before[1] == after[0] for before, after in pairwise(ends))
    lists = [block for block in parts.blocks if isinstance(block, ListBlock)]
    assert lists[1].start == 5 + len(lists[0].items)
    assert msgspec.structs.replace(parts, blocks=(), parts=()) == msgspec.structs.replace(article, blocks=())
