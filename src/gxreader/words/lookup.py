"""Asks an index what words mean: opened for each question, never read into memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from gxreader.errors import Unreadable
from gxreader.theme.typography import has_han
from gxreader.words.dividing import LONGEST, divide, english_at, runs, words_at
from gxreader.words.english import WORD, forms
from gxreader.words.entries import Entry, Reading, reading_of
from gxreader.words.index import EXACTLY

_MOST_AT_ONCE = 500  # values in one question to the database
_MOST_OFFERED = 30  # Chinese words for an English one
_ENTRY = "traditional, simplified, pinyin, meanings, jyutping"


class Word(msgspec.Struct, frozen=True):
    """A Chinese word: what its entries say, its characters, and other words at the same place of the text."""

    written: str
    readings: tuple[Reading, ...]
    characters: tuple[Reading, ...] = ()
    others: tuple[str, ...] = ()


class English(msgspec.Struct, frozen=True):
    """An English word, the form under which it was found, and Chinese words that mean it."""

    written: str
    form: str
    offered: tuple[Reading, ...]


class Unknown(msgspec.Struct, frozen=True):
    """A word the dictionary has not."""

    written: str


Found = Word | English


class Dictionary:
    """One index."""

    def __init__(self, file: Path) -> None:
        """Ask this file."""
        self._file = file

    def about(self) -> dict[str, str]:
        """What the index says of itself. Raises Unreadable."""
        with self._asking() as connection:
            return dict(connection.execute("SELECT key, value FROM about"))

    def at(self, text: str, offset: int, *, traditional: bool = False) -> Found | Unknown | None:
        """The word at a place of a text, or ending there; None on punctuation. Raises Unreadable."""
        for place in (offset, offset - 1):
            if not 0 <= place < len(text):
                continue
            with self._asking() as connection:
                spans = words_at(text, place, lambda texts: _known(connection, texts))
                if spans:
                    words = list(dict.fromkeys(text[start:end] for start, end in spans))
                    return _word(connection, words[0], words[1:], traditional=traditional)
            latin = english_at(text, place)
            if latin is not None:
                return self.english(text[slice(*latin)], traditional=traditional)
        return None

    def word(self, written: str, *, traditional: bool = False) -> Found | Unknown | None:
        """A word that was chosen: as it is, or else the first of the words in it. Raises Unreadable."""
        written = written.strip()
        if not has_han(written):
            latin = WORD.search(written)
            return self.english(latin[0], traditional=traditional) if latin else None
        with self._asking() as connection:
            found = _word(connection, written, [], traditional=traditional)
            if isinstance(found, Word) and found.readings:
                return found
            first, *others = self._parts(connection, written)
            return _word(connection, first, others, traditional=traditional)

    def english(self, written: str, *, traditional: bool = False) -> English | Unknown:
        """Chinese words that mean an English one, the likeliest first. Raises Unreadable."""
        with self._asking() as connection:
            for exactly in (True, False):
                for form in forms(written):
                    offered = _offered(connection, form, exactly=exactly, traditional=traditional)
                    if offered:
                        return English(written, form, offered)
        return Unknown(written)

    @staticmethod
    def _parts(connection: sqlite3.Connection, text: str) -> list[str]:
        """The words of a stretch of text, each once; those of the dictionary and single characters."""
        found: list[str] = []
        for start, end in runs(text):
            spans = {text[one:two] for one in range(start, end) for two in range(one + 1, end + 1)}
            known = _known(connection, {word for word in spans if len(word) <= LONGEST})
            found += [text[one:two] for one, two in divide(text, (start, end), known)]
        return list(dict.fromkeys(word for word in found if has_han(word)))

    @contextmanager
    def _asking(self) -> Iterator[sqlite3.Connection]:
        try:
            address = f"{self._file.resolve().as_uri()}?mode=ro&immutable=1"
            with closing(sqlite3.connect(address, uri=True)) as connection:
                yield connection
        except sqlite3.Error as error:
            raise Unreadable("lookup.damaged", name=self._file.name) from error


def _known(connection: sqlite3.Connection, texts: Collection[str]) -> dict[str, int]:
    """Of these texts those that are words, each with the number of longer words it stands in."""
    listed, found = sorted(texts), dict[str, int]()
    for start in range(0, len(listed), _MOST_AT_ONCE):
        part = listed[start : start + _MOST_AT_ONCE]
        marks = ",".join("?" * len(part))
        found |= connection.execute(
            f"SELECT simplified, parts FROM entry WHERE simplified IN ({marks}) UNION ALL "  # noqa: S608  # marks only
            "SELECT traditional, parts FROM entry WHERE traditional <> simplified "
            f"AND traditional IN ({marks})",
            (*part, *part),
        )
    return found


def _entries(connection: sqlite3.Connection, word: str) -> list[Entry]:
    """What the dictionary says of a word, what is usually meant first: no names, nothing that only refers."""
    rows = connection.execute(
        f"SELECT {_ENTRY} FROM entry WHERE simplified = ? UNION "  # noqa: S608  # names of columns
        f"SELECT {_ENTRY} FROM entry WHERE traditional <> simplified AND traditional = ?",
        (word, word),
    )
    return sorted(map(_entry, rows), key=_how_seldom)


def _how_seldom(entry: Entry) -> tuple[bool, bool, int]:
    return entry.is_reference, entry.is_name, -len(entry.meanings)


def _entry(row: tuple[str, str, str, str, str]) -> Entry:
    traditional, simplified, pinyin, meanings, jyutping = row
    return Entry(traditional, simplified, pinyin, tuple(meanings.split("/")), jyutping)


def _word(
    connection: sqlite3.Connection, written: str, others: list[str], *, traditional: bool
) -> Word | Unknown:
    readings = _readings(connection, written, traditional=traditional)
    characters: list[Reading] = []
    if len(written) > 1:
        for character in dict.fromkeys(written):
            characters += _readings(connection, character, traditional=traditional)[:1]
    if not readings and not characters:
        return Unknown(written)
    return Word(written, readings, tuple(characters), tuple(others))


def _readings(connection: sqlite3.Connection, word: str, *, traditional: bool) -> tuple[Reading, ...]:
    return tuple(reading_of(entry, traditional=traditional) for entry in _entries(connection, word))


def _offered(
    connection: sqlite3.Connection, form: str, *, exactly: bool, traditional: bool
) -> tuple[Reading, ...]:
    """Words with a meaning that is this word, or, not `exactly`, one of two or three."""
    rows = connection.execute(
        f"SELECT {_ENTRY}, MIN(badness) FROM english JOIN entry ON entry.id = english.entry "  # noqa: S608  # names of columns
        "WHERE word = ? AND badness < ? GROUP BY simplified ORDER BY MIN(badness), entry.id LIMIT ?",
        (form, EXACTLY if exactly else 10 * EXACTLY, _MOST_OFFERED),
    )
    return tuple(reading_of(_entry(row[:5]), traditional=traditional) for row in rows)
