"""Pages nobody has seen before: the body is found whole, and what the page states is understood."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gxreader.load.adapters.outline import Outline, outline_of
from gxreader.load.markup.blocks import BlockReader
from gxreader.load.markup.metadata import without_site
from gxreader.load.markup.page import parse_page, parsed
from gxreader.load.moments import CHINA, find_moment, moment_of_address
from gxreader.model.article import Article, Block, Picture, Table, plain
from gxreader.model.units import block_leaves
from tests.parts import read_page

TITLE = "老茶馆重新开门"
LINES = (
    "巷口的老茶馆关了三年，这个月又开门了，门前还是那两棵桂花树。",
    "掌柜姓冯，今年七十岁，烧水的铜壶是他父亲留下来的，壶嘴磨得发亮。",
    "来喝茶的多是街坊，有人下棋，有人看报，也有人只是坐着听雨。",
    "冯掌柜说，茶钱不涨，一壶还是两块，只盼着大家常来坐坐。",
)
OTHER = (
    "城东的果园今年收成很好，苹果个个通红，果农说这是雨水匀的缘故。",
    "收果子的车从早排到晚，孩子们放学以后也来帮忙，笑声传得很远。",
)


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def page(body: str, *, head: str = "", url: str = "https://lane.example/a/1.html") -> Article:
    markup = f"<html><head><title>{TITLE}_生活_巷口网</title>{head}</head><body>{body}</body></html>"
    return read_page(markup, url=url)


def words(blocks: tuple[Block, ...]) -> str:
    return "\n".join(plain(runs) for block in blocks for _, runs in block_leaves(block))


def test_a_short_article_is_not_taken_for_a_longer_one_recommended_beneath_it() -> None:
    article = page(
        f"<div class='main'><h1>{TITLE}</h1><div id='text'>{paragraphs(*LINES[:2])}</div>"
        f"<div class='list-recommend-box'>{paragraphs(*OTHER * 8)}</div></div>"
    )
    assert LINES[0] in words(article.blocks)
    assert OTHER[0] not in words(article.blocks)


def test_comments_longer_than_the_article_are_left_out() -> None:
    article = page(
        f"<div class='post'><h1>{TITLE}</h1>{paragraphs(*LINES)}</div>"
        f"<div id='comments'>{paragraphs(*OTHER * 10)}</div>"
    )
    assert all(line in words(article.blocks) for line in LINES)
    assert OTHER[1] not in words(article.blocks)


def test_the_article_may_stand_in_a_part_whose_name_says_otherwise() -> None:
    for name in ("comments-wrap", "sidebar", "related-layout", "print-only entry-content", "l-sidebar-fixed"):
        article = page(f"<div class='{name}'>{paragraphs(*LINES)}</div><p>巷口网</p>")
        assert all(line in words(article.blocks) for line in LINES)


def test_lines_too_short_for_sentences_stay_beside_a_single_paragraph() -> None:
    poem = ("茶烟起", "灯影斜", "一巷雨声", "半盏春芽")
    article = page(f"<h1>{TITLE}</h1><div class='text'>{paragraphs(LINES[0], *poem)}</div>")
    assert all(line in words(article.blocks) for line in poem)


def test_what_stands_between_title_and_body_is_read_but_not_in_the_body() -> None:
    article = page(
        f"<div class='box'><p>首页 &gt; 生活 &gt; 正文</p><h1>{TITLE}</h1>"
        f"<div class='line'>2024年3月5日 08:20　来源：巷口日报　作者：冯小满</div>{paragraphs(*LINES)}</div>"
    )
    assert article.title == TITLE
    assert article.published == datetime(2024, 3, 5, 8, 20, tzinfo=CHINA)
    assert (article.source, article.author) == ("巷口日报", "冯小满")
    assert words(article.blocks).strip() == "\n".join(LINES)


@pytest.mark.parametrize(
    "tail",
    [
        "<p>（责任编辑：某某）</p>",
        "<p>声明：本文仅供参考，转载请注明出处。</p>",
        "<h3>相关阅读</h3><ul><li><a href='/2'>果园丰收</a></li><li><a href='/3'>河边的桥</a></li></ul>",
        "<p>网友评论</p><p>写得真好。</p>",
        "<div class='share-bar'>分享到 <a href='#'>微信</a> <a href='#'>微博</a></div>",
    ],
)
def test_notices_and_offers_beneath_the_body_are_cut(tail: str) -> None:
    article = page(f"<div class='text'><h1>{TITLE}</h1>{paragraphs(*LINES)}{tail}</div>")
    assert words(article.blocks).strip() == "\n".join(LINES)


def test_a_paragraph_rich_in_links_and_a_table_of_links_are_no_menus() -> None:
    rich = "<p>路线有四条：<a href='/a'>河堤线</a>、<a href='/b'>古城线</a>、<a href='/c'>山前线</a>。</p>"
    table = (
        "<table><tr><th>线路</th><th>起点</th></tr>"
        "<tr><td><a href='/a'>河堤线</a></td><td><a href='/d'>东门</a></td></tr></table>"
    )
    article = page(f"<div class='text'>{paragraphs(*LINES)}{rich}{table}</div>")
    assert "路线有四条：河堤线、古城线、山前线。" in words(article.blocks)
    assert any(isinstance(block, Table) for block in article.blocks)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("<img src='data:image/gif;base64,R0' data-src='/p/tea.jpg'>", "tea.jpg"),
        ("<img srcset='/p/tea-400.jpg 400w, /p/tea-900.jpg 900w'>", "tea-900.jpg"),
        ("<picture><source srcset='/p/tea.webp'><img></picture>", "tea.webp"),
        ("<img src='/p/loading.gif' data-srcset='/p/tea.jpg 2x'>", "tea.jpg"),
        ("<img class='lazy'><noscript><img src='/p/tea.jpg'></noscript>", "tea.jpg"),
    ],
)
def test_a_pictures_address_is_found_wherever_the_page_keeps_it(written: str, address: str) -> None:
    article = page(f"<div class='text'>{paragraphs(LINES[0])}{written}{paragraphs(*LINES[1:])}</div>")
    pictures = [block for block in article.blocks if isinstance(block, Picture)]
    assert [picture.url.rsplit("/", 1)[-1] for picture in pictures] == [address]


@pytest.mark.parametrize("written", ["<img src='/i/icon-tea.png'>", "<img src='/t.gif' width=1 height=1>"])
def test_icons_and_trackers_are_no_pictures(written: str) -> None:
    article = page(f"<div class='text'>{paragraphs(LINES[0])}{written}{paragraphs(*LINES[1:])}</div>")
    assert not any(isinstance(block, Picture) for block in article.blocks)


@pytest.mark.parametrize(
    ("title", "site", "url", "left"),
    [
        ("Rain at last - Lane News", "Lane News", "", "Rain at last"),
        ("Rain at last | lanenews", "", "https://www.lanenews.example/1", "Rain at last"),
        ("Lane News | Rain at last", "Lane News", "", "Rain at last"),
        ("Rain - and sun", "Lane News", "", "Rain - and sun"),
        ("下雨了_天气_巷口网", "巷口网", "", "下雨了"),
        ("", "巷口网", "", ""),
    ],
)
def test_a_title_loses_its_sites_name_and_nothing_else(title: str, site: str, url: str, left: str) -> None:
    assert without_site(title, site, url) == left


def test_a_title_that_is_cut_short_in_the_head_is_taken_as_the_page_shows_it() -> None:
    head = '<meta property="og:title" content="老茶馆">'
    assert page(f"<h1>{TITLE}</h1><div class='text'>{paragraphs(*LINES)}</div>", head=head).title == TITLE


def test_linked_data_written_with_entities_is_read_as_text() -> None:
    data = '{"@type": "NewsArticle", "headline": "Tea &amp; rain &#8211; a day"}'
    head = f'<script type="application/ld+json">{data}</script>'
    assert page(f"<div class='text'>{paragraphs(*LINES)}</div>", head=head).title == "Tea & rain – a day"


def test_the_address_tells_the_day_when_nothing_else_does() -> None:
    article = page(
        f"<div class='text'>{paragraphs(*LINES)}</div>", url="https://lane.example/2024-03/05/c_1.html"
    )
    assert article.published == datetime(2024, 3, 5, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2024/03/05/rain.html", (2024, 3, 5)),
        ("https://a.example/20240305/rain.html", (2024, 3, 5)),
        ("https://a.example/gn/202403/t20240305_152.htm", (2024, 3, 5)),
    ],
)
def test_days_in_addresses(url: str, day: tuple[int, int, int]) -> None:
    assert moment_of_address(url) == datetime(*day, tzinfo=CHINA)


@pytest.mark.parametrize(
    "url",
    ["https://a.example/news/123456.html", "https://a.example/2024/13/05/", "https://20240305.example/"],
)
def test_other_figures_in_addresses_are_no_days(url: str) -> None:
    assert moment_of_address(url) is None


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("二〇二四年三月五日", datetime(2024, 3, 5, tzinfo=CHINA)),
        ("二〇二三年十二月三十一日", datetime(2023, 12, 31, tzinfo=CHINA)),
        ("05.03.2024, 18:30", datetime(2024, 3, 5, 18, 30, tzinfo=CHINA)),
    ],
)
def test_days_in_figures_of_other_places(written: str, moment: datetime) -> None:
    assert find_moment(written) == moment


def test_a_time_with_a_zone_keeps_it() -> None:
    head = '<meta property="article:published_time" content="2024-03-05T00:20:00Z">'
    article = page(f"<div class='text'>{paragraphs(*LINES)}</div>", head=head)
    assert article.published == datetime(2024, 3, 5, 0, 20, tzinfo=UTC)


def test_an_outline_knows_lines_links_and_prose() -> None:
    outline = Outline(parsed(f"<body><p>{LINES[0]}</p><ul><li><a href='/1'>首页</a></li></ul></body>"))
    assert [(line.text, bool(line.linked), line.prose) for line in outline.lines] == [
        (LINES[0], False, True),
        ("首页", True, False),
    ]


def test_names_count_for_nothing_when_they_would_leave_no_text() -> None:
    root = parsed(f"<body><div class='comments'>{paragraphs(*LINES)}</div></body>")
    outline = outline_of(root)
    assert outline.prose((0, len(outline.lines))) > 0


INLINE = ("b", "i", "span", "em", "a", "code", "font", "u")
HOLDERS = (
    "div",
    "section",
    "blockquote",
    "ul",
    "ol",
    "li",
    "p",
    "h2",
    "h4",
    "center",
    "dl",
    "dd",
    "pre",
    "figure",
)
tokens = st.integers(0, 10**6).map(lambda number: f"w{number}x")


def element(inner: st.SearchStrategy[str], names: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(names), inner).map(lambda made: f"<{made[0]}>{made[1]}</{made[0]}>")


def table(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    rows = st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3)
    return rows.map(
        lambda made: (
            "<table>"
            + "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in made)
            + "</table>"
        )
    )


trees = st.recursive(
    tokens | tokens.map(lambda word: f"{word}<br>"),
    lambda inner: st.lists(
        element(inner, INLINE) | element(inner, HOLDERS) | table(inner) | inner, min_size=1, max_size=4
    ).map(" ".join),
    max_leaves=25,
)


def said(text: str) -> list[str]:
    return sorted(word for word in text.replace("x", "x ").split() if word.startswith("w"))


@given(trees)
def test_blocks_keep_every_word(markup: str) -> None:
    root = parsed(f"<body>{markup}</body>")
    drafts = BlockReader(parse_page(f"<body>{markup}</body>")).read(root)
    assert said(words(tuple(draft.block for draft in drafts))) == said(root.text_content())


@settings(max_examples=60)
@given(trees, st.sampled_from(["article", "div class='text'", "div id='content'", "main"]))
def test_no_word_of_a_chosen_body_is_lost(markup: str, tag: str) -> None:
    inside = f"{paragraphs(*LINES)}<div>{markup}</div>{paragraphs(*LINES)}"
    article = page(
        f"<nav><a href='/'>首页</a></nav><{tag}>{inside}</{tag.split(maxsplit=1)[0]}><footer>巷口网</footer>"
    )
    assert said(words(article.blocks)) == said(parsed(f"<body>{markup}</body>").text_content())
