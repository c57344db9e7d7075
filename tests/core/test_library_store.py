"""The library's one file: what is kept in it, what comes back, and what it says when the disk has trouble."""

import os
import sqlite3
import stat
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from gxreader.errors import OutputError
from gxreader.library import backups, database, works
from gxreader.library.database import Database
from gxreader.library.library import Library, library_file
from gxreader.library.marks import anchor_at, find_anchor
from gxreader.library.places import KeptPlace
from gxreader.library.schema import STEPS
from gxreader.library.values import Saved, Shelf
from gxreader.model.article import Article, Heading, Paragraph, text_run
from gxreader.model.locator import Locator
from gxreader.model.units import Units

ALL = "SELECT * FROM {}"


def article_of(number=1, *texts, **fields):
    texts = texts or (f"第{number}段：老船工每天早上五点起床。", "第一班渡船六点开，坐船的多是卖菜的人。")
    given = {
        "title": f"渡口之{number}",
        "url": f"https://www.example.org/{number}.html",
        "site": "渡口网",
        "column": "要闻",
        "published": datetime(2026, 5, 17, 8, 0, tzinfo=UTC),
        "language": "zh-CN",
        "blocks": (Heading(text_run("早晨")), *(Paragraph(text_run(text)) for text in texts)),
    }
    return Article(**{**given, **fields})


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path / "data" / "library.sqlite")
    yield library
    library.close()


def whole(file: Path):
    """Every row of every table that is ours."""
    with sqlite3.connect(file) as connection:
        names = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%index%'"
                " AND name NOT LIKE 'sqlite%' ORDER BY 1"
            )
        ]
        rows = {name: sorted(connection.execute(ALL.format(name)), key=repr) for name in names}
    connection.close()
    return rows


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


DAMAGE = {
    "cut": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",  # noqa: ARG005 - one of several kinds of damage
    "text": lambda data: b"this is no library at all" * 100,  # noqa: ARG005 - the same
    "holes": lambda data: data[:4096] + b"\xff" * (len(data) - 4096),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_set_aside_and_the_newest_backup_offered(tmp_path, damage):
    file = tmp_path / "library.sqlite"
    library = Library(file)
    for number in range(20):
        library.offline.save(article_of(number))
    backup = library.back_up_soon()
    library.close()
    bad = DAMAGE[damage](file.read_bytes())
    file.write_bytes(bad)
    again = Library(file)
    opening = again.open()
    assert Path(opening.damaged).read_bytes() == bad
    assert Path(opening.backup) == backup
    assert again.works.count() == 0
    again.works.put(article_of(99))
    aside = again.restore(backup)
    assert again.works.count() == 20
    assert backups.is_sound(aside)
    again.close()


def test_fifty_truncations_always_open(tmp_path):
    file = tmp_path / "library.sqlite"
    library = Library(file)
    for number in range(30):
        library.works.put(article_of(number))
    library.close()
    data = file.read_bytes()
    for step in range(50):
        file.write_bytes(data[: len(data) * step // 50])
        library = Library(file)
        assert library.works.count() in {0, 30}
        library.works.put(article_of(1))
        library.close()


def test_a_file_of_a_newer_program_is_left_alone(tmp_path):
    file = tmp_path / "library.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version=999")
    connection.close()
    data = file.read_bytes()
    with pytest.raises(OutputError, match=r"library\.newer"):
        Library(file).open()
    assert file.stat().st_size == len(data)


def test_a_migration_is_backed_up_before_and_all_or_nothing(tmp_path):
    file = tmp_path / "library.sqlite"
    library = Library(file)
    library.works.put(article_of())
    library.close()

    def half(connection):
        connection.execute("CREATE TABLE half(a)")
        raise sqlite3.OperationalError("power cut")

    with pytest.raises(OutputError):
        Database(file, (*STEPS, half)).open()
    assert "half" not in whole(file)
    backup = tmp_path / "backups" / f"before-version-{len(STEPS) + 1}.sqlite"
    assert backups.is_sound(backup)
    later = Database(file, (*STEPS, lambda connection: connection.execute("CREATE TABLE more(a)")))
    assert later.open().migrated_from == len(STEPS)
    with later.read() as connection:
        assert connection.execute("SELECT count(*) FROM more").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM works").fetchone() == (1,)
    later.close()


def test_two_windows_write_at_once_and_nothing_is_lost(tmp_path):
    file = tmp_path / "library.sqlite"
    windows = [Library(file), Library(file)]
    troubles = []

    def write(library, first):
        try:
            for number in range(first, first + 30):
                library.works.put(article_of(number), visited=True)
        except OutputError as error:
            troubles.append(error)

    threads = [
        threading.Thread(target=write, args=(window, 100 * place)) for place, window in enumerate(windows)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert [window.works.count() for window in windows] == [60, 60]
    for window in windows:
        window.close()


def test_whoever_waits_too_long_is_told_in_words(tmp_path, monkeypatch):
    file = tmp_path / "library.sqlite"
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    library = Library(file)
    library.works.put(article_of())
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OutputError, match=r"library\.busy"):
        library.works.put(article_of(2))
    assert library.works.count() == 1  # reading waits for no writer
    other.execute("ROLLBACK")
    other.close()
    library.works.put(article_of(2))
    library.close()


def test_a_full_disk_is_told_in_words_and_what_was_kept_stays(library):
    library.works.put(article_of())
    with library._database.alone() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages + 2}")

    def fill():
        for number in range(2, 200):
            library.offline.save(article_of(number, *(os.urandom(40).hex() for _ in range(200))))

    with pytest.raises(OutputError, match=r"library\.disk-full"):
        fill()
    assert library.works.get(1).title == "渡口之1"
    with library._database.alone() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_protected_file_is_told_in_words(tmp_path):
    file = tmp_path / "library.sqlite"
    library = Library(file)
    library.works.put(article_of())
    with library._database.alone() as connection:
        connection.execute("PRAGMA query_only=ON")
    with pytest.raises(OutputError, match=r"library\.read-only"):
        library.works.put(article_of(2))
    library.close()
    (tmp_path / "in-the-way").write_text("")
    with pytest.raises(OutputError, match=r"library\.disk-trouble"):
        Library(tmp_path / "in-the-way" / "library.sqlite").open()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_the_file_is_nobody_elses(library):
    library.works.put(article_of())
    assert stat.S_IMODE(library.file.stat().st_mode) == 0o600
    library.back_up_soon()
    assert {stat.S_IMODE(file.stat().st_mode) for file in library.backups()} == {0o600}


def test_what_is_acknowledged_is_on_the_disk(library):
    library.open()
    with library._database.alone() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_backups_of_its_own_are_made_once_a_day_and_thinned_out(library):
    library.works.put(article_of())
    with library._database.alone() as connection:
        made = []
        for day in range(60):
            library.file.touch()
            moment = datetime.fromtimestamp(1_900_000_000 + day * 86400, UTC)
            made.append(backups.keep_one_more(connection, library.file, moment))
            assert backups.keep_one_more(connection, library.file, moment) is None
    assert None not in made
    kept = library.backups()
    assert kept[:5] == tuple(reversed(made[-5:]))
    assert len(kept) == 9
    assert backups.newest(library.file) == made[-1]
    made[-1].write_bytes(b"half")
    assert backups.newest(library.file) == made[-2]


def test_what_is_due_at_the_beginning_is_done_once(library):
    library.works.put(article_of())
    with library._database.write() as connection:
        connection.execute("DELETE FROM indexed")
        connection.execute("INSERT INTO text_index(text_index) VALUES ('delete-all')")
        connection.execute("INSERT INTO head_index(head_index) VALUES ('delete-all')")
    assert library.wake().damaged == ""
    assert library.index.missing() == 0
    assert len(library.backups()) == 1
    library.wake()
    assert len(library.backups()) == 1
    library.reset()
    library.works.put(article_of())
    library.close()
    assert library.index.missing() == 0  # a reset leaves nothing to be indexed anew


def test_lists_are_read_by_their_indexes_however_long_they_are(library):
    library.works.put(article_of())
    with library._database.read() as connection:
        query = works._SELECT + works._SHELVES[Shelf.ALL].format(more="") + " LIMIT 100"
        plan = " ".join(row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + query))
    assert "works_recent" in plan
    assert "TEMP B-TREE" not in plan


def test_a_backup_that_is_not_sound_restores_nothing(library, tmp_path):
    library.works.put(article_of())
    bad = tmp_path / "bad.sqlite"
    for data in (b"", b"SQLite format 3\0", library.file.read_bytes()[:6000]):
        bad.write_bytes(data)
        with pytest.raises(OutputError, match=r"library\.backup-unsound"):
            library.restore(bad)
    with pytest.raises(OutputError, match=r"library\.backup-unsound"):
        library.restore(tmp_path / "missing.sqlite")
    assert library.works.count() == 1


def test_a_backup_that_cannot_be_written_leaves_nothing_half(library, tmp_path):
    library.works.put(article_of())
    (tmp_path / "in-the-way").write_text("")
    with pytest.raises(OutputError, match=r"library\.disk-trouble"):
        library.back_up(tmp_path / "in-the-way" / "copy.sqlite")
    library.back_up(tmp_path / "copies" / "copy.sqlite")
    assert [file.name for file in (tmp_path / "copies").iterdir()] == ["copy.sqlite"]


def test_the_library_belongs_to_the_user():
    assert library_file().name == "library.sqlite"
