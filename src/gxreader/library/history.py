"""What the library notes by itself: openings, places where the reader stopped, words that were searched."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping

from gxreader.library.database import Database, milliseconds, moment
from gxreader.library.places import KeptPlace
from gxreader.library.values import Position, Visit

_PLACES = 2000  # positions kept; the one noted longest ago may go
_SEARCHES = 500
_HALF_LIFE_DAYS = 14  # after which a search counts half as hot
_DAY = 86_400_000  # milliseconds
_LONGEST_SEARCH = 40  # code points; more is a text and no search
LAST = "last-read"


class History:
    """Nothing is noted while reading is private."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        """Note it in this database."""
        self._database = database
        self._clock = clock

    def visits(self, limit: int = 100, skip: int = 0) -> tuple[Visit, ...]:
        """Every opening of works that are not hidden, the newest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT visits.id, work, visits.opened FROM visits JOIN works ON works.id = work"
                " WHERE hidden = 0 ORDER BY visits.opened DESC, visits.id DESC LIMIT ? OFFSET ?",
                (limit, skip),
            )
            return tuple(Visit(number, work, moment(opened)) for number, work, opened in rows)

    def note_places(self, places: Mapping[str, KeptPlace], shares: Mapping[str, float] | None = None) -> None:
        """Keep where the reader stopped, by the works' keys (`places.key_of`), instead of what was kept."""
        if self._database.private or not places:
            return
        now = milliseconds(self._clock())
        with self._database.write() as connection:
            for number, (key, kept) in enumerate(places.items(), 1 - len(places)):  # the last is the newest
                place_in(connection, Position(key, kept, (shares or {}).get(key, 0.0), moment(now + number)))
            connection.execute(
                "DELETE FROM positions WHERE key IN"
                " (SELECT key FROM positions ORDER BY noted DESC LIMIT -1 OFFSET ?)",
                (_PLACES,),
            )

    def place_of(self, key: str) -> Position | None:
        """Where the reader stopped in the work of a key."""
        with self._database.read() as connection:
            rows = positions_in(connection, "WHERE key = ?", (key,))
        return rows[0] if rows else None

    def places(self, limit: int = 300) -> tuple[Position, ...]:
        """The places noted last, the newest first."""
        with self._database.read() as connection:
            return positions_in(connection, "ORDER BY noted DESC, key LIMIT ?", (limit,))

    def forget_places(self, keys: Iterable[str] | None = None) -> None:
        """These places, or all of them, are to be kept no more."""
        with self._database.write(removing=True) as connection:
            if keys is None:
                connection.execute("DELETE FROM positions")
            else:
                connection.executemany("DELETE FROM positions WHERE key = ?", [(key,) for key in keys])

    def note_search(self, words: str) -> None:
        """Somebody has searched for these words and opened or looked at what was found."""
        words = " ".join(words.split())
        if self._database.private or not words or len(words) > _LONGEST_SEARCH:
            return
        now = milliseconds(self._clock())
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO searches VALUES (?, 1, ?) ON CONFLICT(words)"
                " DO UPDATE SET times = times + 1, last = excluded.last",
                (words, now),
            )
            connection.execute(
                "DELETE FROM searches WHERE words IN"
                " (SELECT words FROM searches ORDER BY last DESC LIMIT -1 OFFSET ?)",
                (_SEARCHES,),
            )

    def hot_words(self, limit: int = 10) -> tuple[str, ...]:
        """What readers of this library search for, often and lately."""
        now = milliseconds(self._clock())
        with self._database.read() as connection:
            rows = connection.execute("SELECT words, times, last FROM searches").fetchall()
        rows.sort(key=lambda row: (-row[1] * 0.5 ** ((now - row[2]) / _DAY / _HALF_LIFE_DAYS), row[0]))
        return tuple(row[0] for row in rows[:limit])

    def recent_searches(self, limit: int = 10) -> tuple[str, ...]:
        """What was searched for last, the newest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT words FROM searches ORDER BY last DESC, words LIMIT ?", (limit,)
            )
            return tuple(row[0] for row in rows)

    def forget_searches(self) -> None:
        """No search is to be remembered."""
        with self._database.write(removing=True) as connection:
            connection.execute("DELETE FROM searches")

    def fact(self, name: str) -> str:
        """A small thing that is kept by name; empty if it is not."""
        with self._database.read() as connection:
            row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def note_fact(self, name: str, value: str) -> None:
        """Keep a small thing by name; an empty value forgets it."""
        if self._database.private and value:
            return
        with self._database.write(removing=True) as connection:
            fact_in(connection, name, value)


def fact_in(connection: sqlite3.Connection, name: str, value: str) -> None:
    """The same within a transaction."""
    if value:
        connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))
    else:
        connection.execute("DELETE FROM facts WHERE name = ?", (name,))


def place_in(connection: sqlite3.Connection, position: Position) -> None:
    """Keep a place, within a transaction."""
    kept = position.kept
    connection.execute(
        "INSERT OR REPLACE INTO positions VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            *(position.key, kept.block, kept.start, kept.before, kept.after, position.share),
            milliseconds(position.noted.timestamp()),
        ),
    )


def positions_in(
    connection: sqlite3.Connection, rest: str, values: tuple[object, ...]
) -> tuple[Position, ...]:
    """The places that the rest of a query chooses."""
    rows = connection.execute(
        f"SELECT key, block, start, before, after, share, noted FROM positions {rest}", values
    )
    return tuple(Position(row[0], KeptPlace(*row[1:5]), row[5], moment(row[6])) for row in rows)
