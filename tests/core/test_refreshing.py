"""Lists are looked at in the background: politely, and so that nothing is lost whatever servers do."""

import threading
import time
from datetime import UTC, datetime

import pytest

from gxreader.app.refresh_round import DAY, HOUR, Manners, Round
from gxreader.errors import Unreachable
from gxreader.library.library import Library
from gxreader.load.fetch import CancelToken, FetchRules, WebFetcher
from gxreader.load.loader import Loader
from gxreader.load.parsing.process import InThisProcess
from gxreader.settings.schema import MODE, REFRESH_HOURS
from gxreader.settings.store import Settings
from tests.core.library_parts import whole
from tests.core.list_server import list_server, rss
from tests.core.test_app_opening import FakeWeb, LaterTasks
from tests.parts import build_reader

RULES = FetchRules(hosts=frozenset({"127.0.0.1", "localhost"}), deadline_seconds=1.5, pauses=())


@pytest.fixture
def server():
    with list_server() as server:
        server.pages["/rss"] = rss(server.url, 3, 2, 1)
        yield server


class Clock:
    now = datetime(2026, 7, 1, tzinfo=UTC).timestamp()

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def library(tmp_path, clock):
    library = Library(tmp_path / "library.sqlite", clock)
    yield library
    library.close()


@pytest.fixture
def look(library, clock):
    """Look at what is due now."""
    loader = Loader(WebFetcher(RULES), InThisProcess())

    def run(cancel=None, pause=0.0, tried=None):
        manners = Manners(every=3 * HOUR, pause=pause)
        one = Round(library, loader, cancel or CancelToken(), manners, clock, lambda: 0.5)
        return one.run(library.subscriptions.due(), tried)

    yield run
    loader.close()


def titles(library):
    return [entry.title for entry in library.subscriptions.new_entries()]


def test_what_has_not_changed_is_not_sent_again_and_what_has_is_found(server, library, look, clock):
    lists, address = library.subscriptions, f"{server.url}/rss"
    lists.subscribe(address, "")
    assert look().found == 3
    assert lists.feed(address).title == address  # as it was subscribed to
    assert (lists.feed(address).next_at.timestamp() - clock.now) == pytest.approx(3 * HOUR)
    assert look().answered == 0  # nothing is due
    clock.now += 4 * HOUR
    refreshed = look()
    assert (refreshed.answered, refreshed.found, server.unchanged) == (1, 0, 1)
    server.pages["/rss"] = rss(server.url, 4, 3, 2)
    clock.now += 4 * HOUR
    assert (look().found, server.unchanged) == (1, 1)
    assert titles(library) == ["第4条消息", "第3条消息", "第2条消息", "第1条消息"]


def test_a_server_in_trouble_is_left_alone_longer_each_time(server, library, look, clock):
    lists, address = library.subscriptions, f"{server.url}/rss"
    lists.subscribe(address, "要闻")
    look()
    server.status["/rss"] = 500
    waits = []
    for _ in range(8):
        clock.now += 2 * DAY
        assert look().failed == 1
        waits.append((lists.feed(address).next_at.timestamp() - clock.now) / HOUR)
    assert waits == [0.5, 1, 2, 4, 8, 16, 24, 24]
    assert len(titles(library)) == 3  # what was noted stays
    del server.status["/rss"]
    clock.now += 2 * DAY
    assert look().answered == 1
    assert lists.feed(address).failures == 0


def test_a_server_that_asks_to_wait_is_heard(server, library, look, clock):
    library.subscriptions.subscribe(f"{server.url}/rss", "要闻")
    server.status["/rss"], server.retry_after = 429, "100000"
    look()
    assert library.subscriptions.subscribed()[0].next_at.timestamp() - clock.now == 100_000


@pytest.mark.parametrize("body", ["<rss><channel><item>", "", "<html><body><p>维护中</p></body></html>"])
def test_a_torn_list_changes_nothing(server, library, look, clock, body):
    lists, address = library.subscriptions, f"{server.url}/rss"
    lists.subscribe(address, "要闻")
    look()
    before = whole(library.file)["feed_entries"]
    tag = lists.feed(address).etag
    server.pages["/rss"] = body
    clock.now += 4 * HOUR
    assert look().failed == 1
    assert whole(library.file)["feed_entries"] == before
    assert lists.feed(address).etag == tag  # so it is asked for anew, and not taken for known


def test_a_list_that_is_cut_off_changes_nothing(server, library, look, clock):
    library.subscriptions.subscribe(f"{server.url}/rss", "要闻")
    look()
    before = whole(library.file)["feed_entries"]
    server.torn.add("/rss")
    server.pages["/rss"] = rss(server.url, *range(1, 20))
    clock.now += 4 * HOUR
    assert look().failed == 1
    assert whole(library.file)["feed_entries"] == before


def test_one_connection_to_a_host_and_others_do_not_wait_for_a_slow_one(server, library, look):
    with list_server() as other:
        for number in range(3):
            server.pages[f"/{number}"] = rss(server.url, number + 1)
            server.late[f"/{number}"] = 0.15
            library.subscriptions.subscribe(f"{server.url}/{number}", f"{number}")
        other.pages["/x"] = rss(other.url, 9)
        library.subscriptions.subscribe(f"{other.url.replace('127.0.0.1', 'localhost')}/x", "别处")
        assert look().answered == 4
        assert server.most_here == 1
        assert other.asked == ["/x"]


def test_a_slow_host_ends_in_time(server, library, look):
    server.late["/rss"] = 30
    library.subscriptions.subscribe(f"{server.url}/rss", "要闻")
    began = time.monotonic()
    assert look().failed == 1
    assert time.monotonic() - began < 5
    assert library.subscriptions.subscribed()[0].failures == 1


def test_without_a_network_no_server_is_blamed(library, look):
    library.subscriptions.subscribe("http://127.0.0.1:1/rss", "要闻")
    before = whole(library.file)["feeds"]
    assert look().is_offline
    assert whole(library.file)["feeds"] == before


def test_one_that_is_gone_is_blamed_where_others_answer(server, library, look):
    library.subscriptions.subscribe("http://127.0.0.1:1/rss", "没有了")
    library.subscriptions.subscribe(f"{server.url}/rss", "要闻")
    refreshed = look()
    assert (refreshed.answered, refreshed.failed, refreshed.is_offline) == (1, 1, False)
    assert [feed.failures for feed in library.subscriptions.subscribed()] == [1, 0]


def test_new_articles_are_kept_whole_where_that_is_wished(server, library, look, clock):
    lists, address = library.subscriptions, f"{server.url}/rss"
    server.pages["/rss"] = rss(server.url, *range(28, 0, -1))
    server.status["/a/27"] = 404
    lists.subscribe(address, "要闻")
    lists.keep_offline(address)
    tried = set()
    assert look(tried=tried).kept == 19
    assert tried == {f"{server.url}/a/27"}
    kept = [entry for entry in lists.new_entries() if entry.kept]
    assert kept[0].title == "第28条消息"
    assert library.offline.article(kept[0].kept).title == "第28条消息"
    assert lists.feed(address).kept == 19
    clock.now += 4 * HOUR
    assert look(tried=tried).kept == 8  # the rest, and what failed is not tried again
    assert server.asked.count("/a/27") == 1


def test_where_there_is_no_room_only_what_is_new_takes_the_place_of_the_old(server, library, look, clock):
    lists, address = library.subscriptions, f"{server.url}/rss"
    server.pages["/rss"] = rss(server.url, *range(20, 0, -1))
    lists.subscribe(address, "要闻")
    lists.keep_offline(address)
    library.offline.limit = 2500
    look()
    assert 0 < library.offline.space().bytes <= 2500
    asked = len(server.asked)
    server.pages["/rss"] = rss(server.url, 21, *range(20, 0, -1))
    clock.now += 4 * HOUR
    assert look().kept == 1
    assert server.asked[asked:] == ["/rss", "/a/21"]
    assert library.offline.space().bytes <= 2500


def test_a_change_of_mind_ends_a_round_and_what_is_left_stays_due(server, library, look):
    for number in range(4):
        server.pages[f"/{number}"] = rss(server.url, number + 1)
        library.subscriptions.subscribe(f"{server.url}/{number}", f"{number}")
    server.late["/1"] = 30
    cancel = CancelToken()
    threading.Timer(0.4, cancel.cancel).start()
    began = time.monotonic()
    assert look(cancel).answered == 1
    assert time.monotonic() - began < 1.2
    assert len(library.subscriptions.due()) == 3
    assert [feed.failures for feed in library.subscriptions.subscribed()] == [0, 0, 0, 0]


# When a round begins


class ListWeb(FakeWeb):
    """Knows of no changes: everything is sent anew."""

    def fetch(self, url, cancel=None, **rest):
        rest.pop("known", None)
        return super().fetch(url, cancel, **rest)


FEED = "http://village.example/rss"


def reader_with(tmp_path, web, tasks=None, **values):
    settings = Settings(tmp_path / "settings.json")
    for setting, value in values.items():
        settings.set({"hours": REFRESH_HOURS, "mode": MODE}[setting], value)
    built = build_reader(settings, fetcher=web, tasks=tasks)
    built.reader.refreshing._may_use_network = lambda: True
    built.reader.library.subscriptions.subscribe(FEED, "村里的事")
    return built


def test_the_clock_of_the_window_begins_a_round_when_one_is_due(tmp_path):
    web = ListWeb({FEED: rss("http://village.example", 2, 1)})
    built = reader_with(tmp_path, web)
    built.reader.refreshing.tick()
    built.reader.refreshing.tick()
    assert [asked[0] for asked in web.asked] == [FEED]
    assert titles(built.reader.library) == ["第2条消息", "第1条消息"]
    assert built.said == []  # nobody has asked


@pytest.mark.parametrize("against", ["off", "terminal", "metered", "private", "loading", "closed"])
def test_what_stands_against_a_round(tmp_path, against):
    web = ListWeb({FEED: rss("http://village.example", 1)})
    values = {"off": {"hours": 0}, "terminal": {"mode": "terminal"}}.get(against, {})
    built = reader_with(tmp_path, web, **values)
    reader = built.reader
    if against == "metered":
        reader.refreshing._may_use_network = lambda: False
    if against == "private":
        reader.library.is_private = True
    if against == "loading":
        reader.opening.open_text("http://village.example/a")  # it is not there; what matters is the wish
        web.asked.clear()
    if against == "closed":
        reader.refreshing.close()
    reader.refreshing.tick()
    assert web.asked == []


def test_whoever_opens_something_goes_before_a_round(tmp_path):
    tasks = LaterTasks()
    web = ListWeb({FEED: rss("http://village.example", 1)})
    built = reader_with(tmp_path, web, tasks=tasks)
    built.reader.refreshing.tick()
    assert built.reader.refreshing.is_busy
    job, done, _failed = tasks.waiting.pop()
    built.reader.opening.open_text("http://village.example/a")
    done(job())
    assert web.asked == []
    assert not built.reader.refreshing.is_busy


def test_who_asks_for_news_is_answered(tmp_path):
    web = ListWeb({FEED: rss("http://village.example", 2, 1)})
    built = reader_with(tmp_path, web, hours=0)
    for expected in ("say.refreshed", "say.refreshed-nothing-new"):
        built.reader.refreshing.refresh_now()
        assert built.said[-1].key == expected
        assert built.last_words
    web.pages[FEED] = Unreachable("load.page-refused", host="village.example")
    built.reader.refreshing.refresh_now()
    assert built.said[-1].key == "say.refreshed-partly"
    web.pages[FEED] = Unreachable("load.unknown-host", host="village.example")
    built.reader.refreshing.refresh_now()
    assert built.said[-1].key == "say.refreshed-offline"
    built.reader.library.subscriptions.unsubscribe(FEED)
    built.reader.refreshing.refresh_now()
    assert built.said[-1].key == "say.nothing-followed"


def test_who_wants_news_more_often_need_not_wait_for_the_old_interval(tmp_path):
    web = ListWeb({FEED: rss("http://village.example", 1)})
    built = reader_with(tmp_path, web, hours=12)
    reader = built.reader
    reader.refreshing.tick()
    reader.settings.set(REFRESH_HOURS, 1)
    (feed,) = reader.library.subscriptions.subscribed()
    assert feed.next_at.timestamp() - time.time() < 1.01 * HOUR
