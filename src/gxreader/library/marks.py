"""Bookmarks and highlights: stretches of text that are found again in a page that has changed."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator

from gxreader.errors import OutputError
from gxreader.library.database import Database, milliseconds, moment
from gxreader.library.places import CONTEXT, find
from gxreader.library.values import COLOURS, Anchor, Mark
from gxreader.model.locator import Locator
from gxreader.model.units import Units

_FIELDS = "id, work, block, start, stop, before, text, after, colour, note, made"


def anchor_at(place: Locator, units: Units) -> Anchor:
    """A place with the words around it. Raises IndexError if the article has no such unit."""
    text = units[place.block].text
    return Anchor(
        place.block,
        place.start,
        place.end,
        text[max(0, place.start - CONTEXT) : place.start],
        text[place.start : place.end],
        text[place.end : place.end + CONTEXT],
    )


def find_anchor(anchor: Anchor, units: Units) -> Locator | None:
    """A marked stretch in an article as it is now; of one that was partly rewritten, what is left of it."""
    point = find(anchor.kept, units)
    if point is None:
        return None
    text = units[point.block].text
    length = 0
    for wanted, there in zip(anchor.text, text[point.start :], strict=False):
        if wanted != there:
            break
        length += 1
    return Locator(point.block, point.start, point.start + length)


class Marks:
    """The bookmarks and highlights of all works."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        """Keep them in this database."""
        self._database = database
        self._clock = clock

    def add(self, work: int, anchor: Anchor, *, colour: str = "", note: str = "") -> Mark:
        """Add a highlight in one of COLOURS or, without a colour, a bookmark. Raises OutputError.

        The same stretch marked again gets the new colour and note.
        """
        if colour and colour not in COLOURS:
            raise OutputError("library.no-colour", colour=colour)
        now = milliseconds(self._clock())
        with self._database.write() as connection:
            connection.execute(
                "DELETE FROM marks WHERE work = ? AND block = ? AND start = ? AND stop = ?"
                " AND (colour = '') = ?",
                (work, anchor.block, anchor.start, anchor.end, not colour),
            )
            row = connection.execute(
                f"INSERT INTO marks({_FIELDS}) SELECT NULL, id, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM works"
                f" WHERE id = ? RETURNING {_FIELDS}",
                (
                    *(anchor.block, anchor.start, anchor.end, anchor.before, anchor.text, anchor.after),
                    *(colour, note, now, work),
                ),
            ).fetchone()
        if row is None:
            raise OutputError("library.no-work")
        return _mark(row)

    def change(self, mark: int, *, colour: str | None = None, note: str | None = None) -> None:
        """Give a mark another colour or note. Raises OutputError."""
        if colour and colour not in COLOURS:
            raise OutputError("library.no-colour", colour=colour)
        with self._database.write() as connection:
            connection.execute(
                "UPDATE marks SET colour = coalesce(?, colour), note = coalesce(?, note) WHERE id = ?",
                (colour, note, mark),
            )

    def of(self, work: int) -> tuple[Mark, ...]:
        """The marks of a work in reading order."""
        with self._database.read() as connection:
            return tuple(marks_in(connection, "WHERE work = ? ORDER BY block, start, id", (work,)))

    def list(self, limit: int = 100, skip: int = 0) -> tuple[Mark, ...]:
        """The marks of all works that are not hidden, the newest first."""
        rest = (
            "WHERE work IN (SELECT works.id FROM works WHERE hidden = 0) ORDER BY made DESC, id DESC"
            " LIMIT ? OFFSET ?"
        )
        with self._database.read() as connection:
            return tuple(marks_in(connection, rest, (limit, skip)))


def marks_in(connection: sqlite3.Connection, rest: str, values: tuple[object, ...]) -> Iterator[Mark]:
    """The marks that the rest of a query chooses."""
    return (_mark(row) for row in connection.execute(f"SELECT {_FIELDS} FROM marks {rest}", values))


def _mark(row: tuple[int, int, int, int, int, str, str, str, str, str, int]) -> Mark:
    return Mark(
        id=row[0],
        work=row[1],
        anchor=Anchor(*row[2:8]),
        colour=row[8],
        note=row[9],
        made=moment(row[10]),
    )
