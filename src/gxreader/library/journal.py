"""What is taken away goes into a journal of the last deletions, from which it comes back exactly."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from gxreader.errors import OutputError
from gxreader.library.database import Database, milliseconds, moment
from gxreader.library.values import Deletion
from gxreader.library.works import Works

MOST = 20  # deletions that can be had back
_OF_WORK = (
    "works",
    "texts",
    "articles",
    "visits",
    "marks",
    "tags",
)  # parents first: so they are written back
_COLUMNS = {
    "works": "id",
    "texts": "work",
    "articles": "work",
    "visits": "work",
    "marks": "work",
    "tags": "work",
    "positions": "key",
}


class Rows(msgspec.Struct, frozen=True):
    """The rows of one table that were taken away."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]  # what SQLite gives: numbers, texts, bytes


class Journal:
    """Deletions and the way back."""

    def __init__(self, database: Database, works: Works, clock: Callable[[], float] = time.time) -> None:
        """Delete in this database, and let those who follow the works' texts know."""
        self._database = database
        self._works = works
        self._clock = clock

    def delete_work(self, work: int) -> Deletion:
        """Take a work away with its visits, marks, tags and place. Raises OutputError if there is none."""
        with self._database.write(removing=True) as connection:
            row = connection.execute("SELECT title, key FROM works WHERE id = ?", (work,)).fetchone()
            if row is None:
                raise OutputError("library.no-work")
            taken = [_taken(connection, table, work) for table in _OF_WORK]
            taken.append(_taken(connection, "positions", row[1]))
            deletion = self._note(connection, "work", row[0], taken)
            self._works.tell(self._works.before_change, connection, work)
            connection.execute("DELETE FROM works WHERE id = ?", (work,))  # and all that hangs on it
            connection.execute("DELETE FROM positions WHERE key = ?", (row[1],))
            return deletion

    def delete_mark(self, mark: int) -> Deletion:
        """Take a bookmark or highlight away. Raises OutputError if there is none."""
        with self._database.write(removing=True) as connection:
            taken = _rows(connection, "marks", "SELECT * FROM marks WHERE id = ?", mark)
            if not taken.rows:
                raise OutputError("library.no-work")
            connection.execute("DELETE FROM marks WHERE id = ?", (mark,))
            title = dict(zip(taken.columns, taken.rows[0], strict=True))
            return self._note(connection, "mark", str(title["note"] or title["text"]), [taken])

    def delete_visits(self) -> Deletion:
        """Forget when works were opened; the works themselves, their marks and places stay."""
        with self._database.write(removing=True) as connection:
            taken = _rows(connection, "visits", "SELECT * FROM visits")
            connection.execute("DELETE FROM visits")
            connection.execute("UPDATE works SET visits = 0, opened = 0")
            return self._note(connection, "visits", "", [taken])

    def deletions(self) -> tuple[Deletion, ...]:
        """What can be had back, the last first."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT id, what, title, made FROM deletions ORDER BY id DESC")
            return tuple(Deletion(number, what, title, moment(made)) for number, what, title, made in rows)

    def undo(self, deletion: int | None = None) -> Deletion:
        """Bring back what was taken away last, or by one deletion. Raises OutputError if there is nothing."""
        chosen = "ORDER BY id DESC LIMIT 1" if deletion is None else "WHERE id = ?"
        with self._database.write() as connection:
            row = connection.execute(
                f"SELECT id, what, title, packed, made FROM deletions {chosen}",
                () if deletion is None else (deletion,),
            ).fetchone()
            if row is None:
                raise OutputError("library.nothing-to-undo")
            taken = msgspec.msgpack.decode(zlib.decompress(row[3]), type=list[Rows])
            self._put_back(connection, taken)
            connection.execute("DELETE FROM deletions WHERE id = ?", (row[0],))
            return Deletion(row[0], row[1], row[2], moment(row[4]))

    def forget(self) -> None:
        """Nothing that was taken away is to come back."""
        with self._database.write(removing=True) as connection:
            connection.execute("DELETE FROM deletions")

    def _put_back(self, connection: sqlite3.Connection, taken: Iterable[Rows]) -> None:
        for rows in taken:
            for row in rows.rows:
                values = dict(zip(rows.columns, row, strict=True))
                if rows.table == "works":
                    there = connection.execute(
                        "SELECT id FROM works WHERE key = ?", (values["key"],)
                    ).fetchone()
                    if there is not None:  # it was added anew meanwhile: what comes back is put over it
                        self._works.tell(self._works.before_change, connection, there[0])
                        connection.execute("DELETE FROM works WHERE id = ?", there)
                _write(connection, rows.table, values)
            if rows.table == "visits":
                connection.execute(
                    "UPDATE works SET visits = (SELECT count(*) FROM visits WHERE work = works.id), opened ="
                    " (SELECT coalesce(max(opened), 0) FROM visits WHERE work = works.id)"
                    " WHERE id IN (SELECT work FROM visits)"
                )
        for rows in taken:
            if rows.table == "texts":
                for row in rows.rows:
                    self._works.tell(self._works.after_change, connection, int(str(row[0])))

    def _note(self, connection: sqlite3.Connection, what: str, title: str, taken: list[Rows]) -> Deletion:
        now = milliseconds(self._clock())
        packed = zlib.compress(msgspec.msgpack.encode(taken), 1)
        row = connection.execute(
            "INSERT INTO deletions(what, title, packed, made) VALUES (?, ?, ?, ?) RETURNING id",
            (what, title, packed, now),
        ).fetchone()
        connection.execute(
            "DELETE FROM deletions WHERE id IN (SELECT id FROM deletions ORDER BY id DESC LIMIT -1 OFFSET ?)",
            (MOST,),
        )
        return Deletion(row[0], what, title, moment(now))


def _taken(connection: sqlite3.Connection, table: str, value: int | str) -> Rows:
    return _rows(connection, table, f"SELECT * FROM {table} WHERE {_COLUMNS[table]} = ?", value)


def _rows(connection: sqlite3.Connection, table: str, query: str, *values: int | str) -> Rows:
    cursor = connection.execute(query, values)
    columns = tuple(column[0] for column in cursor.description)
    return Rows(table, columns, tuple(cursor.fetchall()))


def _write(connection: sqlite3.Connection, table: str, values: Mapping[str, object]) -> None:
    """One row as it was; what hangs on a work that is gone is left out."""
    if table in {"visits", "marks"}:
        known = connection.execute("SELECT 1 FROM works WHERE id = ?", (values["work"],)).fetchone()
        if known is None:
            return
    names = ", ".join(values)
    gaps = ", ".join("?" * len(values))
    connection.execute(f"INSERT OR REPLACE INTO {table}({names}) VALUES ({gaps})", tuple(values.values()))
