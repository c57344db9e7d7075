"""The works of the library: put in, listed, opened again, tagged, hidden."""

from __future__ import annotations

import hashlib
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from gxreader.errors import OutputError
from gxreader.library.database import Database, milliseconds, moment
from gxreader.library.places import key_of
from gxreader.library.sites import host_of
from gxreader.library.values import Saved, Shelf, Work
from gxreader.model.article import Article
from gxreader.model.units import Role, Units

UNIT_END = "\x1e"  # between the units of a text as it is kept
ROLES = {role: chr(ord("a") + number) for number, role in enumerate(Role)}
_SELECT = """SELECT works.*, sites.name AS site_name, sites.host, columns.name AS column_name,
    coalesce(positions.share, 0) AS share,
    (SELECT group_concat(name, char(31)) FROM tags WHERE tags.work = works.id) AS tags
    FROM works JOIN sites ON sites.id = works.site JOIN columns ON columns.id = works.column_id
    LEFT JOIN positions ON positions.key = works.key """
_SHELVES = {
    Shelf.ALL: "WHERE hidden = 0{more} ORDER BY max(works.added, works.opened) DESC, works.id DESC",
    Shelf.HISTORY: "WHERE hidden = 0 AND visits > 0{more} ORDER BY works.opened DESC, works.id DESC",
    Shelf.READING: "WHERE hidden = 0 AND positions.key IS NOT NULL{more} ORDER BY positions.noted DESC",
    Shelf.SAVED: "WHERE hidden = 0 AND saved <> ''{more} ORDER BY works.added DESC, works.id DESC",
    Shelf.MARKED: "WHERE hidden = 0 AND EXISTS (SELECT 1 FROM marks WHERE marks.work = works.id){more}"
    " ORDER BY (SELECT max(made) FROM marks WHERE marks.work = works.id) DESC",
    Shelf.HIDDEN: "WHERE hidden = 1{more} ORDER BY works.id DESC",
}

Indexing = Callable[[sqlite3.Connection, int], None]


class Works:
    """The works, by their ids."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        """Keep them in this database."""
        self._database = database
        self._clock = clock
        self.before_change: list[Indexing] = []  # told, within the transaction, that a text goes
        self.after_change: list[Indexing] = []  # and that one has come

    def put(
        self,
        article: Article,
        origin: str = "",
        units: Units | None = None,
        *,
        visited: bool = False,
        saved: Saved = Saved.NO,
        added: float = 0,
    ) -> int:
        """Keep a work, or bring the one of the same origin up to date; its id. Raises OutputError.

        `origin` is the path or address it came from, `visited` counts an opening. A work that is saved by
        wish stays so. A place in it, its marks and tags stay.
        """
        with self._database.write() as connection:
            return self.put_in(connection, article, origin, units, visited=visited, saved=saved, added=added)

    def put_in(
        self,
        connection: sqlite3.Connection,
        article: Article,
        origin: str = "",
        units: Units | None = None,
        *,
        visited: bool = False,
        saved: Saved = Saved.NO,
        added: float = 0,
    ) -> int:
        """The same within a transaction."""
        units = units or Units(article)
        now = milliseconds(added or self._clock())
        address = _clean(article.url or origin)
        key = key_of(article, units, origin or article.url)
        joined = UNIT_END.join(unit.text.replace(UNIT_END, " ") for unit in units.all)
        facts = self._facts(connection, article, address)
        digest = _digest(facts, joined)
        known = connection.execute("SELECT id, digest FROM works WHERE key = ?", (key,)).fetchone()
        characters = sum(len(unit.text) for unit in units.all)
        values = {**facts, "key": key, "digest": digest, "characters": characters, "now": now}
        work = known[0] if known else _inserted(connection, values)
        if known is None or known[1] != digest:
            if known:
                self.tell(self.before_change, connection, work)
            connection.execute(_UPDATE, {**values, "id": work})
            roles = "".join(ROLES[unit.role] for unit in units.all)
            packed = zlib.compress(joined.encode("utf-8", "surrogatepass"))
            connection.execute("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", (work, roles, packed))
            self.tell(self.after_change, connection, work)
        if visited:
            connection.execute("INSERT INTO visits(work, opened) VALUES (?, ?)", (work, now))
            connection.execute(
                "UPDATE works SET visits = visits + 1, opened = max(opened, ?) WHERE id = ?", (now, work)
            )
        if saved:
            _save(connection, work, article, saved, now)
        return int(work)

    @staticmethod
    def tell(listeners: list[Indexing], connection: sqlite3.Connection, work: int) -> None:
        """Tell those who follow the texts."""
        for listener in listeners:
            listener(connection, work)

    @staticmethod
    def _facts(connection: sqlite3.Connection, article: Article, address: str) -> dict[str, object]:
        site = (host_of(address), _clean(article.site))
        connection.execute("INSERT OR IGNORE INTO sites(host, name) VALUES (?, ?)", site)
        column_name = _clean(article.column)
        connection.execute("INSERT OR IGNORE INTO columns(name) VALUES (?)", (column_name,))
        number = connection.execute("SELECT id FROM sites WHERE host = ? AND name = ?", site).fetchone()[0]
        column = connection.execute("SELECT id FROM columns WHERE name = ?", (column_name,)).fetchone()[0]
        return {
            "address": address,
            "title": _clean(article.title),
            "site": number,
            "column": column,
            "published": article.published.isoformat() if article.published else "",
            "language": article.language,
        }

    def get(self, work: int) -> Work | None:
        """A work by its id."""
        with self._database.read() as connection:
            return next(_works(connection, "WHERE works.id = ?", (work,)), None)

    def of(self, article: Article, origin: str = "", units: Units | None = None) -> Work | None:
        """The work of an article that is open, if the library has it."""
        key = key_of(article, units or Units(article), origin or article.url)
        with self._database.read() as connection:
            return next(_works(connection, "WHERE works.key = ?", (key,)), None)

    def at(self, address: str) -> Work | None:
        """The work of an address or path, the newest if there are several."""
        with self._database.read() as connection:
            rest = "WHERE works.address = ? ORDER BY works.id DESC LIMIT 1"
            return next(_works(connection, rest, (address,)), None)

    def list(
        self, shelf: Shelf = Shelf.ALL, *, tag: str = "", limit: int = 100, skip: int = 0
    ) -> tuple[Work, ...]:
        """The works of a shelf, perhaps only those with a tag."""
        more = " AND EXISTS (SELECT 1 FROM tags WHERE tags.work = works.id AND tags.name = ?)" if tag else ""
        rest = _SHELVES[shelf].format(more=more) + " LIMIT ? OFFSET ?"
        with self._database.read() as connection:
            return tuple(_works(connection, rest, (*((tag,) if tag else ()), limit, skip)))

    def count(self) -> int:
        """How many works there are that are not hidden."""
        with self._database.read() as connection:
            return int(connection.execute("SELECT count(*) FROM works WHERE hidden = 0").fetchone()[0])

    def texts(self, work: int) -> tuple[str, ...]:
        """The texts of a work's units, by the numbers that a Locator has. Empty for a work that is gone."""
        with self._database.read() as connection:
            return text_of(connection, work)[1]

    def hide(self, work: int, *, hidden: bool = True) -> None:
        """Take a work out of every list but its own, or put it back."""
        with self._database.write(removing=hidden) as connection:
            connection.execute("UPDATE works SET hidden = ? WHERE id = ?", (int(hidden), work))

    def tag(self, work: int, name: str) -> None:
        """Give a work a tag. Raises OutputError for an empty one."""
        name = " ".join(name.split())
        if not name:
            raise OutputError("library.no-tag")
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO tags SELECT id, ? FROM works WHERE id = ?", (name, work)
            )

    def untag(self, work: int, name: str) -> None:
        """Take a tag from a work."""
        with self._database.write(removing=True) as connection:
            connection.execute("DELETE FROM tags WHERE work = ? AND name = ?", (work, name))

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Every tag, and how many works have it, the most used first."""
        with self._database.read() as connection:
            return tuple(
                connection.execute("SELECT name, count(*) FROM tags GROUP BY name ORDER BY 2 DESC, 1")
            )

    @contextmanager
    def all(self) -> Iterator[Iterator[Work]]:
        """Every work in the order of its id, one at a time."""
        with self._database.read() as connection:
            yield _works(connection, "ORDER BY works.id", ())


_UPDATE = """UPDATE works SET address = :address, title = :title, site = :site, column_id = :column,
    published = :published, language = :language, digest = :digest, characters = :characters WHERE id = :id"""


def _clean(text: str) -> str:
    """A text as a database takes it: half of a pair of UTF-16 is no character."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _digest(facts: dict[str, object], joined: str) -> str:
    """One for all that is searched: a work that has not changed costs no indexing."""
    whole = "\n".join((*map(str, facts.values()), joined))
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()


def _inserted(connection: sqlite3.Connection, values: dict[str, object]) -> int:
    row = connection.execute(
        """INSERT INTO works(key, address, title, site, column_id, published, language, digest, characters,
        added) VALUES (:key, :address, :title, :site, :column, :published, :language, '', :characters, :now)
        RETURNING id""",
        values,
    ).fetchone()
    return int(row[0])


def _save(connection: sqlite3.Connection, work: int, article: Article, saved: Saved, now: int) -> None:
    from gxreader.model.codec import to_json

    packed = zlib.compress(to_json(article, indent=0))
    connection.execute("INSERT OR REPLACE INTO articles VALUES (?, ?, ?)", (work, packed, now))
    connection.execute(
        "UPDATE works SET saved = ? WHERE id = ? AND saved <> ?", (saved.value, work, Saved.BY_WISH.value)
    )


def text_of(connection: sqlite3.Connection, work: int) -> tuple[str, tuple[str, ...]]:
    """The roles of a work's units, one letter each (see ROLES), and their texts."""
    row = connection.execute("SELECT roles, packed FROM texts WHERE work = ?", (work,)).fetchone()
    if row is None or not row[0]:
        return "", ()
    return row[0], tuple(_unpacked(row[1]).split(UNIT_END))


def joined_text_of(connection: sqlite3.Connection, work: int) -> str:
    """The texts of a work's units in one, with UNIT_END between them."""
    row = connection.execute("SELECT packed FROM texts WHERE work = ?", (work,)).fetchone()
    return _unpacked(row[0]) if row else ""


def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


def _works(connection: sqlite3.Connection, rest: str, values: tuple[object, ...]) -> Iterator[Work]:
    cursor = connection.execute(_SELECT + rest, values)
    names = [column[0] for column in cursor.description]
    return (_work(dict(zip(names, row, strict=True))) for row in cursor)


def _work(row: dict[str, object]) -> Work:
    published, opened, tags = str(row["published"]), int(str(row["opened"])), row["tags"]
    return Work(
        id=int(str(row["id"])),
        key=str(row["key"]),
        address=str(row["address"]),
        title=str(row["title"]),
        site=str(row["site_name"]),
        host=str(row["host"]),
        column=str(row["column_name"]),
        published=datetime.fromisoformat(published) if published else None,
        language=str(row["language"]),
        added=moment(int(str(row["added"]))),
        opened=moment(opened) if opened else None,
        visits=int(str(row["visits"])),
        saved=Saved(str(row["saved"])),
        is_hidden=bool(row["hidden"]),
        characters=int(str(row["characters"])),
        share=float(str(row["share"])),
        tags=tuple(sorted(str(tags).split("\x1f"))) if tags else (),
    )


def works_by_id(connection: sqlite3.Connection, ids: list[int]) -> dict[int, Work]:
    """Some works by their ids, without those that are gone or hidden."""
    gaps = ",".join("?" * len(ids))
    return {
        work.id: work for work in _works(connection, f"WHERE hidden = 0 AND works.id IN ({gaps})", tuple(ids))
    }
