"""Columns of known sites are opened by their addresses, or found on the home page by their names."""

from gxreader.app.columns import link_named
from gxreader.library.sites import Column, Site
from gxreader.model.article import Article, Heading, Paragraph, Run
from gxreader.model.site import Entry, Link
from tests.core.test_app_opening import FakeWeb
from tests.parts import build_reader

HOME = "http://www.village.example/"
WORDS = "今天的荔枝红了，桥也修好了，晚上还有戏，大家都来看。"
HOME_PAGE = f"""<html><head><title>村网</title></head><body>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/tu/index.shtml">图片新闻</a></li></ul>
<div class="article"><h1>村网</h1><div class="article-con"><p>{WORDS * 3}</p>
<p>请看<a href="/hui/index.shtml">村民会议</a>。</p></div></div></body></html>"""
LIST = f"<html><body><h1>列表</h1><p>{WORDS}</p></body></html>"
NEWS = Column({"zh": "村里的事"}, "news/index.shtml")
MEETING = Column({"zh": "村民会议"})


def site(*columns: Column, search: str = "") -> Site:
    return Site(
        id="village",
        kind="newspaper",
        home=HOME,
        hosts=("village.example",),
        name={"zh": "村网"},
        columns=columns,
        search=search,
    )


def test_a_column_is_opened_where_its_description_says() -> None:
    web = FakeWeb({f"{HOME}news/index.shtml": LIST})
    built = build_reader(fetcher=web)
    built.reader.columns.open(site(NEWS), NEWS)
    assert built.reader.session.article is not None
    assert built.reader.session.article.url == f"{HOME}news/index.shtml"


def test_a_column_without_an_address_is_found_on_the_home_page_by_its_name() -> None:
    web = FakeWeb({HOME: HOME_PAGE, f"{HOME}hui/index.shtml": LIST})
    built = build_reader(fetcher=web)
    built.reader.columns.open(site(MEETING), MEETING)
    assert [asked[0] for asked in web.asked] == [HOME, f"{HOME}hui/index.shtml"]
    assert built.reader.session.article is not None
    assert built.reader.session.article.url == f"{HOME}hui/index.shtml"


def test_where_the_home_page_has_no_such_column_it_is_shown_instead_and_said() -> None:
    web = FakeWeb({HOME: HOME_PAGE})
    built = build_reader(fetcher=web)
    missing = Column({"zh": "天气"})
    built.reader.columns.open(site(missing), missing)
    assert "say.column-not-found" in [said.key for said in built.said]
    assert built.reader.session.article is not None
    assert built.reader.session.article.url == HOME


def test_a_home_page_that_cannot_be_reached_is_told_of_and_nothing_is_lost() -> None:
    built = build_reader(fetcher=FakeWeb({}))
    built.reader.opening.welcome()
    before = built.reader.session.article
    built.reader.columns.open(site(MEETING), MEETING)
    assert built.said[-1].trouble
    assert built.reader.session.article is before


def test_a_site_that_can_be_searched_is_asked_and_another_says_that_it_cannot() -> None:
    address = f"{HOME}find?q=%E8%8D%94%E6%9E%9D"
    built = build_reader(fetcher=FakeWeb({address: LIST}))
    built.reader.columns.search(site(search=f"{HOME}find?q={{words}}"), "荔枝")
    assert built.reader.session.article is not None
    assert built.reader.session.article.url == address
    built.reader.columns.search(site(), "荔枝")
    assert built.said[-1].key == "say.no-site-search"


def test_a_link_is_found_wherever_a_page_has_it() -> None:
    article = Article(
        navigation=(Link("要闻", "a"),),
        breadcrumb=(Link("首页", "b"), Link("会议")),
        entries=(Entry(title="图片", url="c"),),
        blocks=(Heading((Run("标题"),)), Paragraph((Run("请看"), Run("文件", link="d")))),
    )
    names = ("要闻", "首页", "图片", "文件", "会议", "请看")
    assert [link_named(article, name) for name in names] == ["a", "b", "c", "d", "", ""]
