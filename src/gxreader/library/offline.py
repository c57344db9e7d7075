"""Whole articles kept to be read without network, within a limit."""

from __future__ import annotations

import sqlite3
import zlib
from datetime import datetime

from gxreader.errors import OutputError
from gxreader.library.database import Database, moment
from gxreader.library.feed_rows import same_page
from gxreader.library.values import Saved, Space
from gxreader.library.works import Works
from gxreader.model.article import Article
from gxreader.model.codec import from_json
from gxreader.model.units import Units

LIMIT_BYTES = 500 * 1024 * 1024  # of packed articles, if nothing else is asked for


class Offline:
    """Saves articles. Those the program saved by itself make room; wished ones never go.

    What has been read goes before what has not, then the oldest; what has no address goes last.
    """

    def __init__(self, database: Database, works: Works, limit: int = LIMIT_BYTES) -> None:
        """Keep them in this database, up to `limit` bytes."""
        self._database = database
        self._works = works
        self.limit = limit

    def save(
        self, article: Article, origin: str = "", units: Units | None = None, *, by_wish: bool = True
    ) -> int:
        """Keep a whole article; the id of its work. Raises OutputError where the limit leaves no room."""
        saved = Saved.BY_WISH if by_wish else Saved.BY_ITSELF
        with self._database.write() as connection:
            work = self._works.put_in(connection, article, origin, units, saved=saved)
            self._make_room(connection, work)
            return work

    def article(self, work: int) -> Article | None:
        """A saved article, whole; None if it is not kept. Raises Unreadable for a damaged one."""
        with self._database.read() as connection:
            row = connection.execute("SELECT packed FROM articles WHERE work = ?", (work,)).fetchone()
        return from_json(zlib.decompress(row[0])) if row else None

    def kept_at(self, address: str) -> tuple[Article, datetime] | None:
        """The saved article of an address, or that a list's address led to, and when it was saved.

        None if it is not kept. Raises Unreadable for a damaged one.
        """
        with self._database.read() as connection:
            row = connection.execute(f"SELECT packed, articles.saved {_AT}", _at(address)).fetchone()
        return (from_json(zlib.decompress(row[0])), moment(row[1])) if row else None

    def is_kept_at(self, address: str) -> bool:
        """Whether the article of an address is saved, without looking into it."""
        with self._database.read() as connection:
            return connection.execute(f"SELECT 1 {_AT}", _at(address)).fetchone() is not None

    def drop(self, work: int) -> None:
        """Keep an article no longer; its work, marks and place stay."""
        with self._database.write(removing=True) as connection:
            _drop(connection, work)

    def space(self) -> Space:
        """What the saved articles take."""
        with self._database.read() as connection:
            return Space(_taken(connection), _taken(connection, Saved.BY_WISH), self.limit)

    def _make_room(self, connection: sqlite3.Connection, newest: int) -> None:
        over = _taken(connection) - self.limit
        if over <= 0:
            return
        rows = connection.execute(
            "SELECT work, length(packed) FROM articles JOIN works ON works.id = work"
            " WHERE works.saved = ? AND work <> ?"
            " ORDER BY works.address = '', visits = 0, articles.saved, work",
            (Saved.BY_ITSELF.value, newest),
        ).fetchall()
        for work, size in rows:
            if over <= 0:
                return
            self._let_go(connection, work)
            over -= size
        if over > 0:
            raise OutputError("library.no-room", megabytes=max(1, self.limit // 1024 // 1024))

    def _let_go(self, connection: sqlite3.Connection, work: int) -> None:
        """What nobody has opened or marked was there to be read without network alone: it goes whole."""
        row = connection.execute(
            "SELECT visits = 0 AND NOT EXISTS (SELECT 1 FROM marks WHERE work = works.id) AND NOT EXISTS"
            " (SELECT 1 FROM tags WHERE work = works.id) FROM works WHERE id = ? AND address <> ''",
            (work,),
        ).fetchone()
        if row is not None and row[0]:
            self._works.tell(self._works.before_change, connection, work)
            connection.execute("DELETE FROM works WHERE id = ?", (work,))
        else:
            _drop(connection, work)


_AT = """FROM articles JOIN works ON works.id = work WHERE works.address IN (?, ?, ?)
    OR works.id IN (SELECT feed_entries.work FROM feed_entries WHERE same = ?)
    ORDER BY articles.saved DESC LIMIT 1"""


def _at(address: str) -> tuple[str, ...]:
    same = same_page(address)
    return (address, f"https://{same}", f"http://{same}", same)


def _taken(connection: sqlite3.Connection, saved: Saved | None = None) -> int:
    rest = "" if saved is None else " JOIN works ON works.id = work WHERE works.saved = ?"
    row = connection.execute(
        f"SELECT coalesce(sum(length(packed)), 0) FROM articles{rest}",
        () if saved is None else (saved.value,),
    ).fetchone()
    return int(row[0])


def _drop(connection: sqlite3.Connection, work: int) -> None:
    connection.execute("DELETE FROM articles WHERE work = ?", (work,))
    connection.execute("UPDATE works SET saved = '' WHERE id = ?", (work,))
