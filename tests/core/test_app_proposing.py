"""What an address offers to follow, and what is kept of it."""

import pytest

from gxreader.app.proposing import Found, Proposal, keep, propose
from gxreader.errors import Unreachable, UsageError
from gxreader.library.library import Library
from gxreader.library.opml import Outline, written
from gxreader.library.site_files import own_sites
from gxreader.library.sites import forget_sites
from gxreader.load.fetch import FetchRules, WebFetcher
from gxreader.load.loader import Loader
from gxreader.load.parsing.process import InThisProcess
from gxreader.load.site_links import site_links
from tests.core.list_server import rss
from tests.core.test_app_opening import FakeWeb
from tests.replica.server import portal

HOME = "http://www.village.example/"
PAGE = """<html lang="zh"><head><title>村报</title>
<link rel="alternate" type="application/rss+xml" title="村报订阅" href="/feed.xml">
<link rel="stylesheet" href="/a.css"><link rel="alternate" hreflang="en" href="/en/"></head><body>
<nav><a href="/">首页</a><a href="/news/">村里的事</a><a href="/farm/index.html">种地</a>
<a href="/login">登录</a><a href="//other.example/x/">别处</a><a href="javascript:void(0)">按我</a></nav>
<h2><a href="http://m.village.example/tu/">图片新闻</a></h2><a href="/feed.pdf">下载</a>
<p><a href="/2026/0501/12345.html">荔枝红了</a>，<a href="/a?id=77">桥修好了</a>，今天晚上还有戏。</p>
<a href="/shu/">书</a><a href="/shu/">读书会</a><a href="/very/">一个长得不像栏目名字的很长很长的句子</a>
</body></html>"""


@pytest.fixture(autouse=True)
def fresh(private_home):  # noqa: ARG001 - it makes the folders
    forget_sites()
    yield
    forget_sites()


@pytest.fixture
def library():
    library = Library(None)
    yield library
    library.close()


def look(web, text):
    return propose(Loader(web, InThisProcess()), text, "zh")


def names(proposal):
    return [(one.name, one.address.removeprefix(HOME), one.is_feed) for one in proposal.found]


def test_a_home_page_offers_its_feeds_and_columns():
    proposal = look(FakeWeb({HOME: PAGE}), HOME)
    assert (proposal.name, proposal.home, proposal.is_list) == ("村报", HOME, False)
    assert names(proposal) == [
        ("村报订阅", "feed.xml", True),
        ("村里的事", "news/", False),
        ("种地", "farm/index.html", False),
        ("图片新闻", "http://m.village.example/tu/", False),
        ("读书会", "shu/", False),
    ]


def test_a_feed_a_column_and_a_file_of_subscriptions_are_known(tmp_path):
    feed = look(FakeWeb({f"{HOME}rss": rss(HOME, 2, 1)}), f"{HOME}rss")
    assert (feed.is_list, names(feed)) == (True, [("村里的事", "rss", True)])
    rows = "".join(
        f'<li><a href="/a/{n}.html">第{n}件事情已经办好了</a><span>2026-05-0{n}</span></li>'
        for n in range(1, 9)
    )
    page = f"<html><head><title>村里的事</title></head><body><h1>村里的事</h1><ul>{rows}</ul></body></html>"
    column = look(FakeWeb({f"{HOME}news/": page}), f"{HOME}news/")
    assert (column.is_list, names(column)) == (True, [("村里的事", "news/", False)])
    file = tmp_path / "feeds.opml"
    file.write_text(written([Outline("https://a.example/rss", "甲")], "t"), encoding="utf-8")
    assert look(FakeWeb({}), str(file)).ticked == (Found("甲", "https://a.example/rss", is_feed=True),)
    online = look(FakeWeb({f"{HOME}all.opml": file.read_text(encoding="utf-8")}), f"{HOME}all.opml")
    assert online.is_outline
    assert online.ticked == (Found("甲", "https://a.example/rss", is_feed=True),)


def test_what_leads_nowhere_is_told_of():
    with pytest.raises(UsageError, match=r"sites\.no-address"):
        look(FakeWeb({}), "今天天气不错。我们去散步吧！")
    with pytest.raises(UsageError, match=r"sites\.nothing-found"):
        look(FakeWeb({HOME: f"<html><body><h1>空</h1><p>{'这里没有栏目。' * 30}</p></body></html>"}), HOME)
    with pytest.raises(Unreachable):
        look(FakeWeb({}), HOME)


def test_a_portal_is_looked_at_and_the_ticked_columns_become_a_site(library):
    with portal() as server:
        web = WebFetcher(FetchRules(hosts=frozenset({"127.0.0.1"})))
        proposal = look(web, server.url)
        assert "青禾要闻" in [one.name for one in proposal.found]
        for number in range(len(proposal.found)):
            if proposal.found[number].name != "青禾要闻" and proposal.found[number].is_ticked:
                proposal = proposal.switched(number)
        site = keep(library, proposal)
        assert [column.name for column in site.columns] == [{"zh": "青禾要闻"}]
        assert own_sites() == (site,)
        assert library.subscriptions.subscribed() == ()  # many columns are not followed unasked
        column = look(web, site.columns[0].url)
        assert column.is_list
        keep(library, column)
    assert [len(site.columns) for site in own_sites()] == [1]  # it was there already
    assert [feed.site for feed in library.subscriptions.subscribed()] == [site.id]


def test_a_list_is_added_to_the_site_of_its_host_and_followed(library):
    keep(library, Proposal("村报", HOME, (Found("村里的事", f"{HOME}news/"),), is_list=True))
    keep(library, Proposal("Village", HOME, (Found("Farm", f"{HOME}farm/"),), is_list=True))
    (site,) = own_sites()
    assert (site.name, site.hosts) == ({"zh": "村报"}, ("village.example",))
    assert [column.name for column in site.columns] == [{"zh": "村里的事"}, {"en": "Farm"}]
    assert [feed.title for feed in library.subscriptions.subscribed()] == ["村里的事", "Farm"]
    with pytest.raises(UsageError, match=r"sites\.nothing-ticked"):
        keep(library, Proposal("村报", HOME, (Found("x", f"{HOME}x/", is_ticked=False),)))


def test_many_subscriptions_make_no_site(library):
    lists = (Found("甲", "https://a.example/rss"), Found("乙", "https://b.example/rss", is_ticked=False))
    assert keep(library, Proposal("x", "", lists, is_outline=True)) is None
    assert own_sites() == ()
    assert [feed.title for feed in library.subscriptions.subscribed()] == ["甲"]


def test_a_page_that_is_hostile_takes_no_long_time():
    for page in ("<a " * 200_000, "<a href='/x'>" * 60_000, "<!--" * 200_000, "<h1>" * 200_000):
        assert len(site_links(page.encode(), HOME).columns) <= 60
