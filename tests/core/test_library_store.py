"""The library's one file: what is kept in it, what comes back, and what it says when the disk has trouble."""

from datetime import UTC, datetime

import msgspec
import pytest

from gxreader.errors import OutputError
from gxreader.library.library import Library
from gxreader.library.marks import anchor_at, find_anchor
from gxreader.library.places import KeptPlace
from gxreader.library.values import Saved, Shelf
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from tests.core.library_parts import article_of, whole


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path / "data" / "library.sqlite")
    yield library
    library.close()


def test_a_work_is_kept_once_and_brought_up_to_date(library):
    first = library.works.put(article_of(), visited=True)
    again = library.works.put(article_of(title="渡口，改过的题目"), visited=True)
    assert again == first
    work = library.works.get(first)
    assert (work.title, work.visits, work.host, work.column) == (
        "渡口，改过的题目",
        2,
        "www.example.org",
        "要闻",
    )
    assert work.published == datetime(2026, 5, 17, 8, 0, tzinfo=UTC)
    assert library.works.texts(first)[1] == "早晨"
    assert library.works.of(article_of()).id == first
    assert library.works.count() == 1


def test_each_shelf_has_its_works_the_newest_first(library):
    one, two, three = (library.works.put(article_of(number), visited=number != 2) for number in (1, 2, 3))
    library.offline.save(article_of(2))
    library.works.tag(three, " 家 乡 ")
    library.history.note_places({library.works.get(one).key: KeptPlace(2, 3, "第1", "段")}, {})
    library.marks.add(three, anchor_at(Locator(2, 0, 3), Units(article_of(3))))

    def ids(shelf, **wish):
        return [work.id for work in library.works.list(shelf, **wish)]

    assert ids(Shelf.ALL) == [three, two, one]
    assert ids(Shelf.HISTORY) == [three, one]
    assert ids(Shelf.SAVED) == [two]
    assert ids(Shelf.READING) == [one]
    assert ids(Shelf.MARKED) == [three]
    assert ids(Shelf.ALL, tag="家 乡") == [three]
    assert library.works.tags() == (("家 乡", 1),)
    library.works.hide(three)
    assert ids(Shelf.ALL) == [two, one]
    assert ids(Shelf.HIDDEN) == [three]
    library.works.hide(three, hidden=False)
    assert ids(Shelf.ALL, limit=1, skip=1) == [two]


def test_marks_keep_their_words_and_are_found_in_a_changed_page(library):
    article = article_of()
    work = library.works.put(article)
    place = Locator(2, 4, 7)
    made = library.marks.add(work, anchor_at(place, Units(article)), colour="green", note="外公也是船工")
    assert made.anchor.text == "老船工"
    changed = article_of(1, "新添的一段。", "第1段：老船工每天早上五点起床。")
    (kept,) = library.marks.of(work)
    assert find_anchor(kept.anchor, Units(changed)) == Locator(3, 4, 7)
    partly = article_of(1, "第1段：老船长每天早上五点起床，天还没有亮。")
    assert find_anchor(msgspec.structs.replace(kept.anchor, after="每天早上"), Units(partly)) in {
        None,
        Locator(2, 4, 6),
    }
    library.marks.change(made.id, note="")
    library.marks.add(work, anchor_at(place, Units(article)), colour="blue")
    assert [(mark.colour, mark.note) for mark in library.marks.of(work)] == [("blue", "")]
    with pytest.raises(OutputError, match=r"library\.no-colour"):
        library.marks.add(work, kept.anchor, colour="mauve")
    with pytest.raises(OutputError, match=r"library\.no-work"):
        library.marks.add(work + 1, kept.anchor)
    assert len(library.marks.list()) == 1


def test_what_is_deleted_comes_back_exactly(library):
    article = article_of()
    work = library.offline.save(article)
    library.works.put(article, visited=True)
    library.works.tag(work, "家乡")
    library.marks.add(work, anchor_at(Locator(2, 0, 3), Units(article)), note="记下")
    library.history.note_places({library.works.get(work).key: KeptPlace(2, 1, "a", "b")}, {})
    library.works.put(article_of(2))
    before = whole(library.file)
    library.journal.delete_work(work)
    assert library.works.get(work) is None
    assert library.offline.article(work) is None
    assert [deletion.what for deletion in library.journal.deletions()] == ["work"]
    assert library.journal.undo().title == "渡口之1"
    assert whole(library.file) == before
    with pytest.raises(OutputError, match=r"library\.nothing-to-undo"):
        library.journal.undo()


def test_marks_and_visits_come_back_too_and_in_the_wished_order(library):
    article = article_of()
    work = library.works.put(article, visited=True)
    mark = library.marks.add(work, anchor_at(Locator(2, 0, 3), Units(article)))
    before = whole(library.file)
    deletion = library.journal.delete_mark(mark.id)
    library.journal.delete_visits()
    assert library.works.get(work).visits == 0
    assert library.history.visits() == ()
    library.journal.undo(deletion.id)
    library.journal.undo()
    assert whole(library.file) == before
    with pytest.raises(OutputError, match=r"library\.no-work"):
        library.journal.delete_mark(mark.id + 7)
    with pytest.raises(OutputError, match=r"library\.no-work"):
        library.journal.delete_work(work + 7)


def test_a_work_added_again_gives_way_to_the_one_that_comes_back(library):
    work = library.works.put(article_of(), visited=True)
    library.works.tag(work, "家乡")
    library.journal.delete_work(work)
    library.works.put(article_of(), visited=True)
    library.journal.undo()
    assert [found.tags for found in library.works.list()] == [("家乡",)]


def test_only_the_last_deletions_are_kept(library):
    for number in range(25):
        library.journal.delete_work(library.works.put(article_of(number)))
    assert len(library.journal.deletions()) == 20
    library.journal.forget()
    assert library.journal.deletions() == ()


def test_saved_articles_come_back_whole_and_make_room(library):
    article = article_of()
    first = library.offline.save(article, by_wish=False)
    library.works.put(article, visited=True)
    assert library.offline.article(first) == article
    size = library.offline.space().bytes
    library.offline.limit = size * 2 + size // 2
    second = library.offline.save(article_of(2))
    third = library.offline.save(article_of(3), by_wish=False)
    assert library.works.get(first).saved is Saved.NO
    assert library.offline.article(first) is None
    assert library.works.get(second).saved is Saved.BY_WISH
    library.offline.save(article_of(4))
    assert library.offline.article(third) is None
    with pytest.raises(OutputError, match=r"library\.no-room"):
        library.offline.save(article_of(5))
    assert library.works.of(article_of(5)) is None
    library.offline.drop(second)
    assert library.works.get(second).title == "渡口之2"
    assert library.offline.space().bytes == library.offline.space().wished > 0


def test_what_was_read_makes_room_before_what_was_not(library):
    ids = [library.offline.save(article_of(number), by_wish=False) for number in (1, 2, 3)]
    library.works.put(article_of(2), visited=True)
    pasted = library.offline.save(article_of(4, url=""), by_wish=False)  # it is nowhere else
    library.offline.limit = library.offline.space().bytes
    library.offline.save(article_of(5), by_wish=False)
    assert [bool(library.offline.article(work)) for work in ids] == [True, False, True]
    library.offline.save(article_of(6), by_wish=False)
    library.offline.save(article_of(7), by_wish=False)
    assert [bool(library.offline.article(work)) for work in (*ids, pasted)] == [False, False, False, True]
    assert library.works.get(ids[0]) is None  # nobody had opened it: nothing of it stays
    assert library.works.get(ids[1]).saved is Saved.NO
    assert not library.search.find("第1段").hits


def test_hot_words_are_those_searched_often_and_lately(tmp_path):
    now = [1_780_000_000.0]
    library = Library(tmp_path / "library.sqlite", clock=lambda: now[0])
    for _ in range(3):
        library.history.note_search("荔枝")
    now[0] += 60 * 86400
    library.history.note_search("渡口")
    library.history.note_search("  渡口 ")
    library.history.note_search("字" * 41)
    assert library.history.hot_words() == ("渡口", "荔枝")
    assert library.history.recent_searches(1) == ("渡口",)
    library.history.forget_searches()
    assert library.history.hot_words() == ()
    library.close()


def test_private_reading_writes_nothing_and_says_so(library):
    work = library.works.put(article_of(), visited=True)
    before = whole(library.file)
    library.is_private = True
    library.history.note_search("荔枝")
    library.history.note_places({"k": KeptPlace(1, 1, "", "")}, {})
    library.history.note_fact("last-read", "x")
    for wish in (
        lambda: library.works.put(article_of(2), visited=True),
        lambda: library.offline.save(article_of(2)),
        lambda: library.works.tag(work, "家乡"),
        lambda: library.restore(library.file),
        lambda: library.marks.add(work, anchor_at(Locator(2), Units(article_of()))),
    ):
        with pytest.raises(OutputError, match=r"library\.private"):
            wish()
    assert whole(library.file) == before
    library.is_private = False
    library.history.note_search("荔枝")
    assert library.history.hot_words() == ("荔枝",)


def test_without_a_file_nothing_is_left(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    library = Library(None)
    library.works.put(article_of(), visited=True)
    assert library.works.count() == 1
    assert library.backups() == ()
    assert library.back_up_soon() is None
    library.close()
    assert library.works.count() == 0
    assert list(tmp_path.glob("*sqlite*")) == []


def test_after_a_reset_no_byte_of_it_is_left(tmp_path):
    canary = "金丝雀停在荔枝树上"
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "places.json").write_bytes(msgspec.json.encode({"k": KeptPlace(1, 0, "之前", canary)}))
    library = Library(folder / "library.sqlite")
    article = article_of(1, *(canary + str(number) for number in range(200)), title=canary)
    for number in range(5):
        work = library.offline.save(msgspec.structs.replace(article, url=f"https://example.org/{number}"))
        library.marks.add(work, anchor_at(Locator(2, 0, 4), Units(article)), note=canary)
        library.works.tag(work, canary)
    library.history.note_search(canary)
    library.journal.delete_work(work)
    library.back_up_soon()
    library.close()
    (folder / "library.damaged-1.sqlite").write_text(canary)
    needles = [canary.encode(), canary.encode("utf-16-le"), b"example.org", "之前".encode()]

    def hits():
        return [
            (file.name, needle)
            for file in tmp_path.rglob("*")
            if file.is_file()
            for needle in needles
            if needle in file.read_bytes()
        ]

    assert hits()
    library.reset()
    assert hits() == []  # also while it is open
    library.close()
    assert hits() == []
    assert library.works.list() == ()
    library.works.put(article)
    assert library.works.count() == 1
    library.close()


@pytest.mark.parametrize("data", [b"", b"{}", "places"])
def test_what_earlier_versions_kept_is_taken_over_once(tmp_path, data):
    places = {"b" * 32: KeptPlace(3, 1, "前", "后"), "a" * 32: KeptPlace(2, 0, "", "老船工")}
    old = msgspec.json.encode(places) if data == "places" else data
    (tmp_path / "places.json").write_bytes(old)
    (tmp_path / "last.json").write_bytes(b'{"reference":"/a.txt","title":"t"}')
    library = Library(tmp_path / "library.sqlite")
    found = {position.key: position.kept for position in library.history.places()}
    assert found == (places if data == "places" else {})
    assert [*found] == (["a" * 32, "b" * 32] if found else [])  # the one noted last stands first
    assert library.history.fact("last-read") == '{"reference":"/a.txt","title":"t"}'
    assert not (tmp_path / "places.json").exists()
    assert not (tmp_path / "last.json").exists()
    assert (tmp_path / "places.damaged.json").exists() == (data == b"")
    library.history.note_fact("last-read", "")
    library.close()
    assert Library(tmp_path / "library.sqlite").history.fact("last-read") == ""
