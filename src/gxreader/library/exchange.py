"""The whole library as JSON, and back again without loss; merged into what is there already."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from gxreader.errors import OutputError, Unreadable
from gxreader.library.database import Database
from gxreader.library.feed_exchange import FeedRecord, feed_records, merge_feeds
from gxreader.library.history import fact_in, place_in, positions_in
from gxreader.library.values import Anchor, Position
from gxreader.library.works import UNIT_END, Works, joined_text_of

FORMAT, VERSION = "gxreader-library", 1
_NOTHING = msgspec.Raw(b"null")
MOST_BYTES = 4 * 1024 * 1024 * 1024


class MarkRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A bookmark or highlight; times are milliseconds since 1970."""

    anchor: Anchor
    colour: str = ""
    note: str = ""
    made: int = 0


class WorkRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is kept of one work. `article` is docs/model.md's JSON, if it is saved."""

    key: str
    address: str = ""
    title: str = ""
    host: str = ""
    site: str = ""
    column: str = ""
    published: str = ""
    language: str = ""
    digest: str = ""
    added: int = 0
    hidden: bool = False
    saved: str = ""
    saved_at: int = 0
    roles: str = ""
    texts: tuple[str, ...] = ()
    visits: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    marks: tuple[MarkRecord, ...] = ()
    article: msgspec.Raw = _NOTHING


class Whole(msgspec.Struct, frozen=True):
    """The file: what it is, then its works, places, searches, small things by name, and lists."""

    format: str
    version: int
    works: tuple[WorkRecord, ...] = ()
    positions: tuple[Position, ...] = ()
    searches: tuple[tuple[str, int, int], ...] = ()
    facts: dict[str, str] = {}
    feeds: tuple[FeedRecord, ...] = ()


class Exchange:
    """Writes the library to a file and reads one into it."""

    def __init__(self, database: Database, works: Works) -> None:
        """Exchange what is in this database."""
        self._database = database
        self._works = works

    def write(self, file: BinaryIO) -> int:
        """Write everything but the deletions, work by work; how many works there were. Raises OutputError."""
        count = 0
        with self._database.read() as connection:
            connection.execute("BEGIN")  # one moment of the library, whatever is written meanwhile
            try:
                file.write(f'{{"format":"{FORMAT}","version":{VERSION},"works":['.encode())
                for record in _records(connection):
                    file.write((b",\n" if count else b"\n") + msgspec.json.encode(record))
                    count += 1
                rest = {
                    "positions": positions_in(connection, "ORDER BY key", ()),
                    "searches": connection.execute("SELECT * FROM searches ORDER BY words").fetchall(),
                    "facts": dict(
                        connection.execute(
                            "SELECT name, value FROM facts WHERE name <> 'index' ORDER BY name"
                        )
                    ),
                    "feeds": tuple(feed_records(connection)),
                }
                file.write(b"],\n" + msgspec.json.encode(rest)[1:] + b"\n")
            finally:
                connection.execute("ROLLBACK")
        return count

    def read(self, data: bytes) -> int:
        """Merge a file into the library; how many works it has. Raises Unreadable, OutputError.

        A work that is there keeps its text, and gains visits, tags, marks and what was saved.
        """
        try:
            whole = msgspec.json.decode(data, type=Whole)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            raise Unreadable("library.not-our-file") from error
        if whole.format != FORMAT:
            raise Unreadable("library.not-our-file")
        if whole.version > VERSION:
            raise OutputError("library.newer")
        with self._database.write() as connection:
            for record in whole.works:
                self._merge(connection, record)
            for position in whole.positions:
                known = positions_in(connection, "WHERE key = ?", (position.key,))
                if not known or known[0].noted < position.noted:
                    place_in(connection, position)
            connection.executemany(
                "INSERT INTO searches VALUES (?, ?, ?) ON CONFLICT(words) DO UPDATE SET"
                " times = max(times, excluded.times), last = max(last, excluded.last)",
                whole.searches,
            )
            merge_feeds(connection, whole.feeds)
            for name, value in whole.facts.items():
                if not connection.execute("SELECT 1 FROM facts WHERE name = ?", (name,)).fetchone():
                    fact_in(connection, name, value)
        return len(whole.works)

    def _merge(self, connection: sqlite3.Connection, record: WorkRecord) -> None:
        row = connection.execute("SELECT id FROM works WHERE key = ?", (record.key,)).fetchone()
        work = int(row[0]) if row else self._added(connection, record)
        connection.executemany(
            "INSERT INTO visits(work, opened) SELECT ?, ? WHERE NOT EXISTS"
            " (SELECT 1 FROM visits WHERE work = ? AND opened = ?)",
            [(work, opened, work, opened) for opened in record.visits],
        )
        connection.execute(
            "UPDATE works SET visits = (SELECT count(*) FROM visits WHERE work = works.id),"
            " opened = (SELECT coalesce(max(opened), 0) FROM visits WHERE work = works.id) WHERE id = ?",
            (work,),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO tags VALUES (?, ?)", [(work, tag) for tag in record.tags]
        )
        connection.executemany(_MARK, [(work, *_mark_values(mark)) * 2 for mark in record.marks])
        if bytes(record.article) != b"null":
            packed = zlib.compress(bytes(record.article))
            connection.execute(
                "INSERT OR IGNORE INTO articles VALUES (?, ?, ?)", (work, packed, record.saved_at)
            )
            connection.execute("UPDATE works SET saved = ? WHERE id = ? AND saved = ''", (record.saved, work))

    def _added(self, connection: sqlite3.Connection, record: WorkRecord) -> int:
        site = (record.host, record.site)
        connection.execute("INSERT OR IGNORE INTO sites(host, name) VALUES (?, ?)", site)
        connection.execute("INSERT OR IGNORE INTO columns(name) VALUES (?)", (record.column,))
        row = connection.execute(
            "INSERT INTO works(key, address, title, site, column_id, published, language, digest, characters,"
            " added, hidden) VALUES (?, ?, ?, (SELECT id FROM sites WHERE host = ? AND name = ?),"
            " (SELECT id FROM columns WHERE name = ?), ?, ?, ?, ?, ?, ?) RETURNING id",
            (
                *(record.key, record.address, record.title, *site, record.column, record.published),
                *(record.language, record.digest, sum(map(len, record.texts)), record.added, record.hidden),
            ),
        ).fetchone()
        work = int(row[0])
        roles = record.roles if len(record.roles) == len(record.texts) else "e" * len(record.texts)
        joined = UNIT_END.join(text.replace(UNIT_END, " ") for text in record.texts)
        packed = zlib.compress(joined.encode("utf-8", "surrogatepass"))
        connection.execute("INSERT INTO texts VALUES (?, ?, ?)", (work, roles, packed))
        self._works.tell(self._works.after_change, connection, work)
        return work


_MARK = """INSERT INTO marks(work, block, start, stop, before, text, after, colour, note, made)
    SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM marks WHERE work = ? AND block = ?
    AND start = ? AND stop = ? AND before = ? AND text = ? AND after = ? AND colour = ? AND note = ?
    AND made = ?)"""


def _mark_values(mark: MarkRecord) -> tuple[int | str, ...]:
    anchor = mark.anchor
    return (
        *(anchor.block, anchor.start, anchor.end, anchor.before, anchor.text, anchor.after),
        *(mark.colour, mark.note, mark.made),
    )


def _records(connection: sqlite3.Connection) -> Iterator[WorkRecord]:
    rows = connection.execute(
        "SELECT works.id, key, address, title, host, sites.name, columns.name, published, language, digest,"
        " added, hidden, saved FROM works JOIN sites ON sites.id = site"
        " JOIN columns ON columns.id = column_id ORDER BY works.id"
    )
    for row in rows:
        work = row[0]
        roles = connection.execute("SELECT roles FROM texts WHERE work = ?", (work,)).fetchone()
        article = connection.execute("SELECT packed, saved FROM articles WHERE work = ?", (work,)).fetchone()
        visits = connection.execute("SELECT opened FROM visits WHERE work = ? ORDER BY id", (work,))
        tags = connection.execute("SELECT name FROM tags WHERE work = ? ORDER BY name", (work,))
        marks = connection.execute(
            "SELECT block, start, stop, before, text, after, colour, note, made FROM marks WHERE work = ?"
            " ORDER BY id",
            (work,),
        )
        yield WorkRecord(
            **dict(zip(_NAMES, row[1:11], strict=True)),
            hidden=bool(row[11]),
            saved=row[12],
            saved_at=article[1] if article else 0,
            roles=roles[0] if roles else "",
            texts=tuple(joined_text_of(connection, work).split(UNIT_END)) if roles and roles[0] else (),
            visits=tuple(opened for (opened,) in visits),
            tags=tuple(name for (name,) in tags),
            marks=tuple(
                MarkRecord(anchor=Anchor(*mark[:6]), colour=mark[6], note=mark[7], made=mark[8])
                for mark in marks
            ),
            article=msgspec.Raw(zlib.decompress(article[0])) if article else _NOTHING,
        )


_NAMES = ("key", "address", "title", "host", "site", "column", "published", "language", "digest", "added")
