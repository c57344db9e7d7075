"""The library when disk, file or another window has trouble: nothing is lost, all is told in words."""

import os
import sqlite3
import stat
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gxreader.errors import OutputError
from gxreader.library import backups, database, works
from gxreader.library.database import Database
from gxreader.library.library import Library, library_file
from gxreader.library.schema import STEPS
from gxreader.library.values import Shelf
from tests.core.library_parts import article_of, whole


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path / "data" / "library.sqlite")
    yield library
    library.close()


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
