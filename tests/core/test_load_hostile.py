"""Pages and texts that mean harm are shown or refused in time, and lose no text without a word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gxreader.errors import ReaderError
from gxreader.load import limits
from gxreader.load.fit import fit
from gxreader.load.markup.blocks import BlockReader
from gxreader.load.markup.page import parse_page
from gxreader.load.reference import pasted
from gxreader.model.article import (
    Article,
    Block,
    Cell,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Run,
    Table,
    plain,
    text_run,
)
from gxreader.model.units import Units, block_leaves
from tests.parts import load_article, read_page

DEEP = "深处的字"


def all_text(markup: str) -> str:
    """All that the reader of blocks finds in a page, before anybody chooses what the article is."""
    page = parse_page(markup)
    return "".join(
        plain(runs) for draft in BlockReader(page).read(page.root) for _, runs in block_leaves(draft.block)
    )


def test_what_is_too_deep_is_simplified_and_says_so() -> None:
    page = "<html><body>" + "".join(f"<div>第{n}层。" for n in range(1000))
    text = all_text(page)
    assert [n for n in range(1000) if f"第{n}层。" not in text] == []
    assert [notice.key for notice in load_article(pasted(page)).warnings] == ["load.simplified"]


def test_old_pages_that_never_close_their_paragraphs_are_not_taken_for_deep() -> None:
    body = "".join(f"<p>第{n}段话，说得很完整，也很长，读起来不累。\n" for n in range(1000))
    article = load_article(pasted(f"<html><body>{body}"))
    assert article.warnings == ()
    assert len(article.blocks) == 1000


def test_tables_deeper_than_three_are_read_through() -> None:
    article = read_page("<html><body>" + "<table><tr><th>头<td>" * 8 + DEEP)

    def levels(block: Block) -> int:
        if isinstance(block, Table):
            return 1
        return 1 + max(map(levels, block.blocks), default=0) if isinstance(block, Quote) else 0

    assert max(map(levels, article.blocks)) <= 1
    assert DEEP in "".join(unit.text for unit in Units(article).all)


def test_lists_deeper_than_the_limit_are_flattened() -> None:
    article = read_page("<html><body>" + "<ul><li>项" * 60 + DEEP)

    def levels(block: Block) -> int:
        if not isinstance(block, ListBlock):
            return 0
        return 1 + max((levels(child) for item in block.items for child in item.blocks), default=0)

    assert max(map(levels, article.blocks)) == limits.LIST_LEVELS
    text = "".join(unit.text for unit in Units(article).all)
    assert text.count("项") == 60
    assert DEEP in text


def test_a_run_without_a_break_is_found_across_styles_and_in_every_kind_of_block() -> None:
    pieces = tuple(Run("a" * 400, strong=bool(n % 2)) for n in range(10))
    article = fit(
        Article(
            title="b" * 3000,
            blocks=(
                Paragraph(pieces),
                Table(((Cell(pieces),),), text_run("c" * 2500)),
                Quote((Paragraph(pieces),)),
            ),
        )
    )
    for unit in Units(article).all:
        assert max(map(len, unit.text.split("\n"))) <= limits.UNBROKEN_RUN
        assert len(unit.text.replace("\n", "")) in {2500, 3000, 4000}


def test_an_article_within_the_limits_is_left_as_it_is() -> None:
    article = Article(title="题", blocks=(Paragraph(text_run("很长的一段话，" * 200)),))
    assert fit(article) == article


TAGS = """
    div p ul li ol table tr td th b i a img br hr h1 h2 blockquote pre code ruby rt figure figcaption span
    script style select option form nav noscript dl dt dd section article center font
"""
tags = st.sampled_from(TAGS.split())
snippets = st.one_of(
    tags.map(lambda tag: f"<{tag}>"),
    tags.map(lambda tag: f"</{tag}>"),
    st.text(max_size=8),
    st.sampled_from(
        ["&nbsp;", "&#0;", "&#x110000;", "<!--", "-->", "<![CDATA[", "<a href='//['>", "<img src='http://['>"]
    ),
    st.sampled_from(
        [
            "<td colspan=99999999>",
            "<ol start='-1'>",
            "<base href='javascript:x'>",
            "<p style='",
            "\x00",
            "\ud83d",
        ]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(snippets, max_size=40))
def test_no_mixture_of_tags_makes_it_stumble(pieces: list[str]) -> None:
    try:
        article = load_article(pasted("<html><body>" + "".join(pieces)))
    except ReaderError as error:
        assert error.key.startswith("load.")  # noqa: PT017 - shown or refused, both are right
    else:
        assert article.blocks


inline = st.sampled_from(["b", "i", "span", "a", "font"])
holders = st.sampled_from(
    ["div", "p", "ul", "li", "table", "tr", "td", "blockquote", "section", "center", "h2", "ol"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(holders | inline, st.booleans()), max_size=30))
def test_the_words_of_a_page_are_all_kept_whatever_holds_them(tree: list[tuple[str, bool]]) -> None:
    body = ""
    for number, (tag, close) in enumerate(tree):
        body += f"<{tag}>字{number}。" + (f"</{tag}>" if close else "")
    text = all_text(f"<html><body>{body}</body></html>")
    assert [number for number in range(len(tree)) if f"字{number}。" not in text] == []


def table_of(*rows: tuple[Cell, ...]) -> tuple[Block, ...]:
    return fit(Article(title="题", blocks=(Table(rows, text_run("表")),))).blocks


def words_of(blocks: tuple[Block, ...]) -> str:
    return "".join(plain(runs) for block in blocks for _, runs in block_leaves(block)).replace("\u3000", "")


def test_a_table_too_wide_for_any_page_becomes_lines_with_all_its_words() -> None:
    row = tuple(Cell(text_run(f"格{n}。")) for n in range(500))
    blocks = table_of(row, row)
    assert not any(isinstance(block, Table) for block in blocks)
    assert words_of(blocks) == "表" + 2 * "".join(f"格{n}。" for n in range(500))


def test_spans_that_reach_too_far_are_cut_and_the_table_stays() -> None:
    blocks = table_of((Cell(text_run("甲"), columns=1_000_000, rows=1_000_000), Cell(text_run("乙"))))
    assert isinstance(blocks[0], Table)
    assert [(cell.columns, cell.rows) for cell in blocks[0].rows[0]] == [(1, 1), (1, 1)]


def item(number: int, *within: Block) -> ListItem:
    return ListItem((Paragraph(text_run(f"第{number}项。")), *within))


def test_a_very_long_list_becomes_several_that_count_on() -> None:
    article = fit(Article(blocks=(ListBlock(tuple(map(item, range(5_000))), ordered=True, start=7),)))
    assert words_of(article.blocks) == "".join(f"第{n}项。" for n in range(5_000))
    passed = 0
    for block in article.blocks:
        assert isinstance(block, ListBlock)
        assert block.start == 7 + passed
        assert len(block.items) <= limits.NEST_LEAVES
        passed += len(block.items)
    assert article.warnings == ()
    assert len(article.parts) >= 5
    assert max(part.stop - part.start for part in article.parts) * limits.NEST_LEAVES <= limits.PART_BLOCKS


def test_lists_and_quotes_within_one_another_are_divided_and_keep_their_depth() -> None:
    inner: Block = Quote(tuple(Paragraph(text_run(f"引{n}。")) for n in range(2_000)))
    for level in range(5):
        inner = ListBlock((item(level, inner), item(100 + level)), ordered=True)
    before = tuple(runs for _, runs in block_leaves(inner))
    blocks = fit(Article(blocks=(inner,))).blocks
    assert tuple(runs for block in blocks for _, runs in block_leaves(block)) == before
    assert len(blocks) >= 4
    for block in blocks:
        assert len(tuple(block_leaves(block))) <= limits.NEST_LEAVES
    (middle,) = {depth_of(block) for block in blocks[1:-1] if depth_of(block) > 1}
    assert middle == 6


def depth_of(block: Block) -> int:
    if isinstance(block, ListBlock):
        return 1 + max(depth_of(child) for within in block.items for child in within.blocks)
    return int(isinstance(block, Quote))


def test_cells_and_items_count_when_a_work_is_divided() -> None:
    rows = tuple((Cell(text_run(f"甲{n}。")), Cell(text_run(f"乙{n}。"))) for n in range(240))
    article = fit(Article(blocks=(Table(rows),) * 8))
    assert len(article.parts) == 4


def test_a_very_long_table_becomes_several() -> None:
    rows = tuple((Cell(text_run(f"甲{n}。")), Cell(text_run(f"乙{n}。"))) for n in range(1000))
    blocks = table_of(*rows)
    assert len(blocks) > 1
    assert all(isinstance(block, Table) for block in blocks)
    assert words_of(blocks) == "表" + "".join(f"甲{n}。乙{n}。" for n in range(1000))
