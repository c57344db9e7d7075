"""The screen of sites and subscriptions, as the core sees it: what each press does, and the way back."""

import pytest

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.app.site_rows import Part, Place
from gxreader.library.site_files import own_sites, save_site
from gxreader.library.sites import Column, Site, forget_sites
from gxreader.settings.store import Settings
from tests.core.list_server import ARTICLE, rss
from tests.core.test_app_opening import FakeWeb, LaterTasks
from tests.parts import build_reader

HOME = "http://www.village.example/"
FEED = f"{HOME}rss"
PAGE = """<html lang="zh"><head><title>村报</title></head><body><nav><a href="/news/">村里的事</a>
<a href="/farm/">种地</a></nav><p>今天的荔枝红了，桥也修好了，晚上还有戏，大家都来看。</p></body></html>"""


class Web(FakeWeb):
    """Knows of no changes: everything is sent anew."""

    def fetch(self, url, cancel=None, **rest):
        rest.pop("known", None)
        return super().fetch(url, cancel, **rest)


@pytest.fixture(autouse=True)
def fresh(private_home):  # noqa: ARG001 - it makes the folders
    forget_sites()
    yield
    forget_sites()


@pytest.fixture
def web():
    return Web({HOME: PAGE, FEED: rss(HOME.rstrip("/"), 2, 1)})


@pytest.fixture
def built(web, tmp_path):
    return build_reader(Settings(tmp_path / "settings.json"), fetcher=web)


@pytest.fixture
def editor(built):
    return built.reader.sites


def shown(editor, built):
    words = built.reader.appearance.messages
    return [row.words.text(words) for row in editor.rows]


def press(editor, built, words):
    place = shown(editor, built).index(words)
    editor.rows[place].run()


def village(*columns):
    return Site(
        "own-village",
        "website",
        HOME,
        ("village.example",),
        {"zh": "村报"},
        columns or (Column({"zh": "村里的事"}, "news/"), Column({"zh": "种地"}, "farm/")),
    )


def test_an_address_is_looked_at_ticked_and_kept(editor, built):
    editor.enter(HOME)
    assert shown(editor, built) == ["存下打勾的 2 个", "村里的事", "种地"]
    press(editor, built, "种地")
    press(editor, built, "存下打勾的 1 个")
    (site,) = own_sites()
    assert [column.name for column in site.columns] == [{"zh": "村里的事"}]
    assert editor.place == Place(Part.SITES, site.id)
    assert built.said[-1].remedy == "columns"
    assert built.reader.columns.present().id == site.id


def test_a_press_on_nothing_ticked_and_a_wrong_address_are_answered(editor, built):
    editor.enter(HOME)
    press(editor, built, "村里的事")
    press(editor, built, "种地")
    press(editor, built, "存下打勾的 0 个")
    assert built.said[-1].key == "sites.nothing-ticked"
    assert own_sites() == ()
    assert editor.step_back()
    editor.enter("http://nobody.example/")
    assert built.said[-1].trouble
    assert editor.proposal is None


def test_what_comes_after_one_has_gone_elsewhere_is_dropped(web, tmp_path):
    tasks = LaterTasks()
    built = build_reader(Settings(tmp_path / "settings.json"), fetcher=web, tasks=tasks)
    editor = built.reader.sites
    editor.enter(HOME)
    _job, done, _failed = tasks.waiting.pop()
    editor.choose(Part.FOLLOWED)
    done("not looked at")
    assert editor.proposal is None


def test_a_site_of_ones_own_is_renamed_arranged_removed_and_brought_back(editor, built):
    save_site(village())
    editor.go(Place(Part.SITES, "own-village"))
    press(editor, built, "改名字")
    assert editor.naming.name == "村报"
    editor.enter("村里的报")
    assert own_sites()[0].name["zh"] == "村里的报"
    press(editor, built, "改名字")
    editor.enter("  ")
    assert built.said[-1].key == "sites.no-name"
    press(editor, built, "往上移")
    editor.go(Place())
    assert shown(editor, built) == ["村里的报", "广西壮族自治区人民政府网"]
    assert built.reader.columns.sites[0].id == "own-village"
    editor.go(Place(Part.SITES, "own-village"))
    press(editor, built, "删掉这个网站")
    assert own_sites() == ()
    assert editor.place == Place()
    assert built.said[-1].remedy == "sites-undo"
    perform(built.reader, "sites-undo")
    assert own_sites()[0].name["zh"] == "村里的报"
    perform(built.reader, "sites-undo")
    assert built.said[-1].key == "say.nothing-to-undo"


def test_columns_of_ones_own_are_renamed_arranged_and_removed_with_a_way_back(editor, built):
    save_site(village())
    place = Place(Part.SITES, "own-village", f"{HOME}farm/")
    editor.go(place)
    press(editor, built, "往上移")
    press(editor, built, "往上移")  # it stands first already
    assert [column.name["zh"] for column in own_sites()[0].columns] == ["种地", "村里的事"]
    press(editor, built, "改名字")
    editor.enter("下田")
    assert own_sites()[0].columns[0].name["zh"] == "下田"
    press(editor, built, "删掉这个栏目")
    assert len(own_sites()[0].columns) == 1
    perform(built.reader, "sites-undo")
    assert [column.name["zh"] for column in own_sites()[0].columns] == ["下田", "村里的事"]


def test_the_programs_own_sites_are_hidden_and_never_changed(editor, built):
    editor.go(Place(Part.SITES, "gxzf"))
    assert {"改名字", "删掉这个网站"}.isdisjoint(shown(editor, built))
    press(editor, built, "收起来，不显示")
    assert built.reader.columns.sites == ()
    assert "看这个网站的栏目" not in shown(editor, built)
    press(editor, built, "重新显示")
    assert [site.id for site in built.reader.columns.sites] == ["gxzf"]
    press(editor, built, "看这个网站的栏目")
    assert built.reader.interface.page() is Page.COLUMNS


def test_a_column_is_followed_kept_and_left_with_a_way_back(editor, built):
    save_site(village())
    address = f"{HOME}news/"
    editor.go(Place(Part.SITES, "own-village", address))
    press(editor, built, "订阅：自动看有没有新文章")
    press(editor, built, "新文章自动存好，没有网络也能看")
    (feed,) = built.reader.library.subscriptions.subscribed()
    assert (feed.title, feed.site, feed.keeps_offline) == ("村里的事", "own-village", True)
    editor.choose(Part.FOLLOWED)
    assert "村里的事" in shown(editor, built)
    editor.go(Place(Part.SITES, "own-village", address))
    press(editor, built, "已订阅（按一下取消）")
    assert built.reader.library.subscriptions.subscribed() == ()
    perform(built.reader, "sites-undo")
    assert built.reader.library.subscriptions.subscribed()[0].keeps_offline


def test_a_feed_alone_is_renamed_and_arranged(editor, built):
    lists = built.reader.library.subscriptions
    lists.subscribe(FEED, "订阅一")
    lists.subscribe(f"{FEED}2", "订阅二")
    editor.refresh()
    editor.go(Place(Part.FOLLOWED, "", f"{FEED}2"))
    press(editor, built, "往上移")
    assert [feed.title for feed in lists.subscribed()] == ["订阅二", "订阅一"]
    press(editor, built, "改名字")
    editor.enter("早间广播")
    assert lists.subscribed()[0].title == "早间广播"
    press(editor, built, "已订阅（按一下取消）")
    assert editor.place == Place(Part.FOLLOWED)
    assert [feed.title for feed in lists.subscribed()] == ["订阅一"]


def test_a_list_that_was_opened_may_be_added_by_a_key_beside_the_words(editor, built):
    built.reader.opening.open_text(FEED)
    assert built.said[-1].remedy == "add-column"
    perform(built.reader, "add-column")
    assert built.said[-1].key == "say.sites-list-added"
    assert [feed.address for feed in built.reader.library.subscriptions.subscribed()] == [FEED]
    assert own_sites()[0].columns[0].url == FEED
    built.reader.opening.open_text(FEED)
    assert built.said[-1].remedy != "add-column"  # it is there
    perform(built.reader, "add-column")
    assert built.said[-1].key == "say.sites-no-list"
    assert editor.feed(FEED) is not None


def test_where_nothing_is_kept_nothing_is_offered(web):
    built = build_reader(fetcher=web)  # its settings have no file
    built.reader.opening.open_text(FEED)
    assert built.said[-1].remedy != "add-column"
    editor = built.reader.sites
    editor.go(Place(Part.SITES, "gxzf", "http://www.gxzf.gov.cn/gxyw/index.shtml"))
    assert shown(editor, built) == ["打开看看"]


def test_each_step_back_leaves_one_thing(editor):
    save_site(village())
    editor.go(Place(Part.SITES, "own-village", f"{HOME}news/"))
    editor.name("x", lambda _name: None)
    for expected in (
        Place(Part.SITES, "own-village", f"{HOME}news/"),
        Place(Part.SITES, "own-village"),
        Place(Part.SITES),
    ):
        assert editor.step_back()
        assert editor.place == expected
    assert not editor.step_back()


def test_subscriptions_go_to_a_file_and_come_from_one(editor, built, tmp_path, monkeypatch):
    built.reader.library.subscriptions.subscribe(FEED, "订阅一")
    file = tmp_path / "feeds.opml"
    monkeypatch.setattr(built.reader.interface, "choose_list_target", lambda: str(file))
    perform(built.reader, "export-feeds")
    assert built.said[-1].key == "say.sites-exported"
    built.reader.library.subscriptions.unsubscribe(FEED)
    monkeypatch.setattr(built.reader.interface, "choose_list", lambda: str(file))
    perform(built.reader, "import-feeds")
    assert shown(editor, built) == ["存下打勾的 1 个", "订阅一"]
    press(editor, built, "存下打勾的 1 个")
    assert editor.place == Place(Part.FOLLOWED)
    assert [feed.title for feed in built.reader.library.subscriptions.subscribed()] == ["订阅一"]


def test_without_network_what_was_kept_stands_in_and_says_so(built, web):
    lists = built.reader.library.subscriptions
    web.pages[f"{HOME}a/2"] = ARTICLE.format("第二条消息")
    lists.subscribe(FEED, "订阅一")
    lists.keep_offline(FEED)
    built.reader.refreshing.refresh_now()
    built.reader.opening.open_text(f"{HOME}a/2")
    assert [notice.key for notice in built.reader.session.article.warnings] == ["say.is-kept"]
    assert built.last_words == "已存好，没有网络也能看。"
    built.reader.bookshelf.save()
    del web.pages[f"{HOME}a/2"]
    built.reader.opening.open_text(f"{HOME}a/2")
    article = built.reader.session.article
    assert article.title == "第二条消息"
    assert [notice.key for notice in article.warnings] == ["say.kept-stands-in"]
    assert built.said[-1].key == "say.kept-stands-in"
    assert "存好" in built.last_words
    built.reader.opening.open_text(f"{HOME}a/1")
    assert built.reader.opening.failure is not None
