"""Lists that are subscribed to: what is new, what was read, and that nothing stays of what is to go."""

import sqlite3
from datetime import UTC, datetime

import pytest

from gxreader.errors import OutputError
from gxreader.library.library import Library
from gxreader.library.schema import STEPS
from gxreader.model.site import Entry
from tests.core.library_parts import article_of, whole

NEWS = "https://www.example.org/news/"
VILLAGE = "https://www.example.org/village/"


def entry(number, **fields):
    given = {
        "title": f"第{number}条",
        "url": f"https://www.example.org/{number}.html",
        "published": datetime(2026, 5, number, tzinfo=UTC),
    }
    return Entry(**{**given, **fields})


def titles(entries):
    return [found.title for found in entries]


class Clock:
    now = 1_790_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def library(tmp_path, clock):
    library = Library(tmp_path / "data" / "library.sqlite", clock)
    yield library
    library.close()


@pytest.fixture
def lists(library):
    return library.subscriptions


def test_a_list_is_subscribed_to_once_and_comes_back_as_it_was(lists):
    lists.subscribe(NEWS, "要闻", "village")
    lists.subscribe(f"{NEWS}#top", "我的要闻", "village")
    lists.subscribe(VILLAGE, "")
    assert [(feed.address, feed.title, feed.site) for feed in lists.subscribed()] == [
        (NEWS, "我的要闻", "village"),
        (VILLAGE, VILLAGE, ""),
    ]
    lists.keep_offline(NEWS)
    lists.arrange([VILLAGE, NEWS])
    assert [feed.keeps_offline for feed in lists.subscribed()] == [False, True]
    lists.unsubscribe(NEWS)
    assert [feed.address for feed in lists.subscribed()] == [VILLAGE]
    lists.subscribe(NEWS, "要闻")
    assert lists.feed(NEWS).keeps_offline
    with pytest.raises(OutputError, match=r"library\.no-list-address"):
        lists.subscribe("file:///etc/passwd", "x")


def test_there_is_a_most_of_lists(lists, monkeypatch):
    monkeypatch.setattr("gxreader.library.subscriptions.MOST_FEEDS", 2)
    lists.subscribe(NEWS, "一")
    lists.subscribe(VILLAGE, "二")
    with pytest.raises(OutputError, match=r"library\.too-many-lists"):
        lists.subscribe("https://www.example.org/3/", "三")
    lists.subscribe(NEWS, "还是一")


def test_new_is_what_came_since_the_reader_looked(lists, clock):
    assert lists.note_list(NEWS, "要闻", [entry(1), entry(2)]) == ()  # nobody has looked before
    lists.mark_seen(NEWS)
    assert lists.note_list(NEWS, "要闻", [entry(2), entry(1)]) == ()
    clock.now += 1
    assert titles(lists.note_list(NEWS, "要闻", [entry(3), entry(2)])) == ["第3条"]
    clock.now += 1
    assert titles(lists.note_list(NEWS, "要闻", [entry(4), entry(3)])) == ["第4条", "第3条"]
    lists.mark_read(entry(3).url)
    assert titles(lists.note_list(NEWS, "要闻", [entry(4), entry(3)])) == ["第4条"]
    lists.mark_seen(NEWS)
    assert lists.note_list(NEWS, "要闻", [entry(4), entry(3)]) == ()
    assert titles(lists.entries(NEWS)) == ["第4条", "第3条", "第2条", "第1条"]


def test_a_torn_list_changes_nothing(lists, library):
    lists.note_list(NEWS, "要闻", [entry(1)])
    before = whole(library.file)
    assert lists.note_list(NEWS, "别的", []) == ()
    assert lists.note_list(NEWS, "别的", [entry(2, title=""), entry(3, url="")]) == ()
    assert whole(library.file) == before


def test_unread_articles_of_all_columns_stand_together_each_once(lists, library):
    lists.subscribe(NEWS, "要闻")
    lists.subscribe(VILLAGE, "村里的事")
    lists.note_list(NEWS, "要闻", [entry(1), entry(3), entry(5, published=None)])
    plain = entry(3).url.replace("https", "http")
    lists.note_list(VILLAGE, "村里的事", [entry(3, url=plain), entry(2), entry(4)])
    lists.note_list("https://www.example.org/not-mine/", "别的", [entry(9)])
    assert titles(lists.new_entries()) == ["第5条", "第4条", "第3条", "第2条", "第1条"]
    assert titles(lists.new_entries([NEWS])) == ["第5条", "第3条", "第1条"]
    assert titles(lists.new_entries(limit=2)) == ["第5条", "第4条"]
    assert titles(lists.new_entries(since=datetime(2026, 5, 4, tzinfo=UTC).timestamp())) == [
        "第5条",
        "第4条",
    ]
    lists.mark_read(plain)  # read in one column, read in all
    library.works.put(article_of(4), visited=True)  # opened from elsewhere
    assert titles(lists.new_entries()) == ["第5条", "第2条", "第1条"]
    assert [feed.unread for feed in lists.subscribed()] == [2, 1]
    lists.mark_read(plain, read=False)
    assert "第3条" in titles(lists.new_entries())
    library.offline.save(article_of(1), by_wish=False)
    assert [(found.title, bool(found.kept)) for found in lists.new_entries([NEWS])][-1] == ("第1条", True)
    moved = library.offline.save(article_of(77), by_wish=False)  # its address led to another one
    lists.note_kept(entry(2).url, moved)
    assert {found.title: found.kept for found in lists.new_entries()}["第2条"] == moved
    library.journal.delete_work(moved)
    assert {found.title: found.kept for found in lists.new_entries()}["第2条"] == 0


def test_what_was_read_stays_read_in_a_column_that_shows_it_later(lists):
    lists.note_list(NEWS, "要闻", [entry(1)])
    lists.mark_read(entry(1).url)
    lists.subscribe(VILLAGE, "村里的事")
    lists.note_list(VILLAGE, "村里的事", [entry(1), entry(2)])
    assert titles(lists.new_entries()) == ["第2条"]


def test_nothing_is_newer_than_now_whatever_a_page_says(lists, clock):
    lists.subscribe(NEWS, "要闻")
    lists.note_list(NEWS, "要闻", [entry(1, published=datetime(2099, 1, 1, tzinfo=UTC))])
    assert lists.new_entries()[0].published.timestamp() == clock.now


def test_lists_that_are_due_wait_their_turn(lists, clock):
    lists.subscribe(NEWS, "要闻")
    lists.subscribe(VILLAGE, "村里的事")
    assert len(lists.due()) == 2
    lists.note_checked(NEWS, clock.now + 100, '"a"', "Mon, 25 May 2026 08:00:00 GMT")
    lists.note_failure(VILLAGE, clock.now + 50)
    lists.note_failure(VILLAGE, clock.now + 60)
    assert lists.due() == ()
    assert [feed.address for feed in lists.due(clock.now + 200)] == [VILLAGE, NEWS]
    assert lists.feed(VILLAGE).failures == 2
    assert lists.feed(NEWS).etag == '"a"'
    lists.note_checked(VILLAGE, clock.now + 100)
    assert lists.feed(VILLAGE).failures == 0


def test_lists_that_were_only_looked_at_make_room(lists, clock, monkeypatch):
    monkeypatch.setattr("gxreader.library.feed_rows._MOST_NOTED", 3)
    monkeypatch.setattr("gxreader.library.feed_rows.MOST_ENTRIES", 4)
    lists.subscribe(NEWS, "要闻")
    for number in range(1, 7):
        clock.now += 1
        lists.note_list(f"https://www.example.org/{number}/", "别的", [entry(number)])
        lists.note_list(NEWS, "要闻", [entry(number), entry(number + 1)])
    assert lists.feed("https://www.example.org/3/") is None
    assert lists.feed("https://www.example.org/4/") is not None
    assert titles(lists.entries(NEWS)) == ["第6条", "第7条", "第5条", "第4条"]


def test_private_reading_notes_nothing_and_still_tells_what_is_new(lists, library):
    lists.note_list(NEWS, "要闻", [entry(1)])
    lists.mark_seen(NEWS)
    lists.subscribe(NEWS, "要闻")
    before = whole(library.file)
    library.is_private = True
    assert titles(lists.note_list(NEWS, "要闻", [entry(2), entry(1)])) == ["第2条"]
    assert lists.note_list(VILLAGE, "村里的事", [entry(2)]) == ()
    lists.mark_seen(NEWS)
    lists.mark_read(entry(1).url)
    lists.note_checked(NEWS, 5, '"a"')
    lists.note_failure(NEWS, 5)
    assert whole(library.file) == before
    with pytest.raises(OutputError, match=r"library\.private"):
        lists.subscribe(VILLAGE, "村里的事")
    lists.unsubscribe(NEWS)  # to take away is not to keep
    assert lists.subscribed() == ()


def test_forgetting_and_a_reset_leave_no_byte(library, lists, tmp_path):
    canary = "金丝雀停在荔枝树上"
    marked = entry(1, title=canary, summary=canary, url="https://canary.example/1")
    lists.subscribe(NEWS, "要闻")
    lists.note_list(NEWS, "要闻", [entry(1)])
    lists.mark_read(entry(1).url)
    lists.note_list("https://canary.example/", canary, [marked] * 3)
    needles = [canary.encode(), b"canary.example"]

    def hits():
        return [
            (file.name, needle)
            for file in tmp_path.rglob("*")
            if file.is_file()
            for needle in needles
            if needle in file.read_bytes()
        ]

    assert hits()
    lists.forget()
    assert [feed.address for feed in lists.subscribed()] == [NEWS]
    assert not lists.entries(NEWS)[0].is_read
    library.subscriptions.subscribe("https://canary.example/", canary)
    lists.note_list("https://canary.example/", canary, [marked])
    lists.forget(also_subscribed=True)
    assert lists.subscribed() == ()
    lists.subscribe("https://canary.example/", canary)
    lists.note_list("https://canary.example/", canary, [marked])
    library.back_up_soon()
    library.reset()
    assert hits() == []
    library.close()
    assert hits() == []
    assert lists.subscribed() == ()


def test_a_library_of_the_version_before_gets_the_lists(tmp_path):
    file = tmp_path / "library.sqlite"
    with sqlite3.connect(file) as connection:
        for step in STEPS[:2]:
            step(connection)
        connection.execute("PRAGMA user_version=2")
    connection.close()
    library = Library(file)
    assert library.open().migrated_from == 2
    library.subscriptions.subscribe(NEWS, "要闻")
    assert len(library.subscriptions.subscribed()) == 1
    library.close()
