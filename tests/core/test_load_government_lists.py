"""A column of a site opens as the list of its articles; an article is never taken for a list."""

import contextlib

import pytest

from gxreader.errors import Unreadable
from gxreader.model.article import Article, ListBlock, Paragraph, plain
from gxreader.model.site import Entry, Link, Paging
from tests.core.government import ADDRESSES, ARTICLES, LISTS, article_of, china, parsed_page, words
from tests.parts import read_page

QINGHE = "http://www.qinghe.example"
WATER = "http://slt.qinghe.example/tzgg"
LAKE = "http://www.hukou.example/zw/gfxwj"
ISLAND = "http://jyj.dongyu.example"
SLOW = "https://manxing.example"


def entry(title: str, url: str, date: str, summary: str = "") -> Entry:
    return Entry(
        title=title, url=url, published=china(date if "T" in date else f"{date}T00:00"), summary=summary
    )


EXPECTED = {
    "list-more": (
        "青禾要闻",
        Paging(
            number=2,
            count=50,
            previous=f"{QINGHE}/gxyw/index.shtml",
            following=f"{QINGHE}/gxyw/index_2.shtml",
        ),
        [
            entry("渡口灯明 夜市人归", f"{QINGHE}/gxyw/t27301122.shtml", "2025-11-06"),
            entry(
                "山里的柚子坐上了早班车，当天下午就能摆上省城的货架",
                f"{QINGHE}/gxyw/t27301090.shtml",
                "2025-11-05",
            ),
            entry("江边步道添了六十把长椅", f"{QINGHE}/gxyw/t27301077.shtml", "2025-11-05"),
            entry("村医的背篓里有什么", f"{QINGHE}/zwdt/t27300981.shtml", "2025-11-04"),
            entry("一张旧地图上的新地名", "http://zt.qinghe.example/t27300960.shtml", "2025-11-03"),
        ],
    ),
    "list-table": (
        "通知公告",
        Paging(number=1, count=2, following=f"{WATER}/index_1.html"),
        [
            entry("关于春季放水时间的公告", f"{WATER}/202403/t20240312_100501.html", "2024-03-12"),
            entry("关于征集水渠旧照片的启事", f"{WATER}/202403/t20240301_100477.html", "2024-03-01"),
            entry("冬修工程用工名单公示", f"{WATER}/202401/t20240119_100402.html", "2024-01-19"),
        ],
    ),
    "list-script": (
        "规范性文件",
        Paging(number=1, count=25, following=f"{LAKE}/index_1.shtml"),
        [
            entry(
                "市人民政府关于印发渡轮票价办法的通知",
                f"{LAKE}/202502/t20250214_273001.shtml",
                "2025-02-14T17:32",
            ),
            entry(
                "市人民政府关于湖滨步行街管理的通告",
                f"{LAKE}/202501/t20250120_272800.shtml",
                "2025-01-20T09:10",
            ),
        ],
    ),
    "list-records": (
        "校园动态",
        None,
        [
            entry("海塘边的早课", f"{ISLAND}/art/2024/5/21/art_1621004_58900121.html", "2024-05-21"),
            entry("操场边的菜园", f"{ISLAND}/art/2024/4/2/art_1621004_58900088.html", "2024-04-02"),
            entry("三月种下的向日葵", f"{ISLAND}/art/2024/3/11/art_1621004_58900063.html", "2024-03-11"),
        ],
    ),
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_column_opens_as_the_list_of_its_articles(name: str) -> None:
    title, paging, entries = EXPECTED[name]
    article = article_of(name)
    assert list(article.entries) == entries
    assert (article.title, article.paging, article.url) == (title, paging, ADDRESSES[name])


@pytest.mark.parametrize("name", LISTS)
def test_a_lists_blocks_are_its_entries_and_ways_on(name: str) -> None:
    article = article_of(name)
    listed = article.blocks[0]
    assert isinstance(listed, ListBlock)
    firsts = [item.blocks[0] for item in listed.items]
    links = [(plain(first.runs), first.runs[0].link) for first in firsts if isinstance(first, Paragraph)]
    assert links == [(found.title, found.url) for found in article.entries]
    ways = [run.link for block in article.blocks[1:] if isinstance(block, Paragraph) for run in block.runs]
    wanted = [article.paging.previous, article.paging.following] if article.paging else []
    assert [way for way in ways if way] == [address for address in wanted if address]


def test_a_list_of_summaries_is_a_list_on_any_site() -> None:
    article = article_of("list-cards")
    assert article.title == "走村笔记"
    assert article.entries[0] == entry(
        "石磨还在转",
        f"{SLOW}/2024/0911/c1.html",
        "2024-09-11",
        "村头的石磨一百二十岁了，每逢初一还要磨一次豆浆，全村人拿着碗来排队，谁也不提前走。",
    )
    assert len(article.entries) == 5
    assert article.paging == Paging(previous=f"{SLOW}/notes/p1.html", following=f"{SLOW}/notes/p3.html")


def test_a_lists_own_surroundings_are_kept() -> None:
    article = article_of("list-more")
    assert article.breadcrumb == (Link("首页", f"{QINGHE}/"), Link("青禾要闻", f"{QINGHE}/gxyw/"))
    assert [link.text for link in article.hot_words] == ["居住证", "医保缴费"]
    assert [link.text for link in article.navigation] == [
        "网站首页",
        "政府信息公开",
        "政务服务",
        "政民互动",
    ]
    assert [translation.language for translation in article.translations] == ["en"]
    assert (article.site, article.column) == ("青禾自治区人民政府门户网站", "青禾要闻")


def test_words_of_ours_are_in_the_readers_language() -> None:
    article = parsed_page("list-more", language="en").article
    assert words(article.blocks[-1]) == "Previous page  Next page"
    assert words(article_of("list-more").blocks[-1]) == "上一页　下一页"


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_no_list(name: str) -> None:
    assert (article_of(name).entries, article_of(name).paging) == ((), None)


SENTENCE = "清晨六点，两岸的路灯刚刚熄灭，步道上已经有了脚步声，老人慢走，年轻人慢跑，谁也不催谁。"
ITEMS = "".join(
    f"<li><a href='/2024/05/c{number}.html'>第{number}座桥的故事</a><span>2024-05-{number:02}</span></li>"
    for number in range(1, 9)
)


def read(body: str, head: str = "") -> Article:
    return read_page(f"<html><head>{head}</head><body>{body}</body></html>", url="https://bridges.example/a")


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f"<ul>{ITEMS}</ul>", '<meta name="ArticleTitle" content="桥">'),
        (f"<ul>{ITEMS}</ul>", '<meta property="og:type" content="article">'),
        (f"<article><p>{SENTENCE}</p><p>{SENTENCE}</p><p>{SENTENCE}</p></article><ul>{ITEMS}</ul>", ""),
        (f"<div>{SENTENCE}<br>{SENTENCE}<br>{SENTENCE}</div><ul>{ITEMS}</ul>", ""),
        (f"<p>{SENTENCE}</p><h3>相关阅读</h3><ul>{ITEMS}</ul>", ""),
        (f"<p>{SENTENCE}</p><div class='footer'><ul>{ITEMS}</ul></div>", ""),
        (f"<p>{SENTENCE}</p><nav><ul>{ITEMS}</ul></nav>", ""),
    ],
)
def test_dated_links_beside_an_article_make_no_list_of_it(body: str, head: str) -> None:
    entries: tuple[Entry, ...] = ()
    with contextlib.suppress(Unreadable):  # links alone are no article either
        entries = read(body, head).entries
    assert entries == ()


@pytest.mark.parametrize(
    "item",
    [
        "<li><span>[2024-05-{n:02}]</span><a href='/t{n}.html'>第{n}座桥的故事</a></li>",
        "<li><a href='/t{n}.html'><p>第{n}座桥的故事</p><span>2024-05-{n:02}</span></a></li>",
        "<li><a href='/t{n}.html'>第{n}座桥的故事 2024-05-{n:02}</a></li>",
        "<dd><a href='/t{n}.html'>第{n}座桥的故事</a><i>2024年5月{n}日</i></dd>",
        "<div><a href='/t{n}.html' title='第{n}座桥的故事'>第{n}座桥...</a> 2024/5/{n}</div>",
        "<tr><td>{n}</td><td><a href='/t{n}.html'>第{n}座桥的故事</a></td><td>2024-05-{n:02}</td></tr>",
    ],
)
def test_entries_in_every_shape(item: str) -> None:
    items = "".join(item.format(n=number) for number in range(1, 7))
    wrapped = f"<table>{items}</table>" if item.startswith("<tr") else f"<div class='list'>{items}</div>"
    entries = read(f"<h1>桥的故事</h1>{wrapped}").entries
    assert [found.title for found in entries] == [f"第{number}座桥的故事" for number in range(1, 7)]
    assert [found.published for found in entries] == [
        china(f"2024-05-{number:02}T00:00") for number in range(1, 7)
    ]
    assert entries[0].url == "https://bridges.example/t1.html"


def test_undated_titles_of_a_column_are_a_list_but_a_menu_is_none() -> None:
    column = '<meta name="SiteName" content="桥镇"><meta name="ColumnName" content="桥事">'
    titles = "".join(
        f"<li><a href='./202405/t202405{number:02}_900{number}.html'>镇上第{number}座桥的来历与修缮</a></li>"
        for number in range(1, 7)
    )
    assert len(read(f"<ul>{titles}</ul>", column).entries) == 6
    menu = "".join(f"<li><a href='/m{number}/'>栏目{number}</a></li>" for number in range(1, 9))
    article = read(f"<ul>{menu}</ul><p>{SENTENCE}</p>", column)
    assert article.entries == ()
