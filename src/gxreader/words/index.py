"""A dictionary file as one small database: made once, then asked without being read into memory."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import log2
from pathlib import Path

from gxreader.words.english import senses
from gxreader.words.entries import Entry

FORMAT = 1  # another one is made anew
_LONGEST_PART = 6  # characters of a word looked for within longer ones
# How much later an English word leads to a Chinese one, and how much sooner for each doubling of the longer
# words this one stands in. Found by looking at what comes first for everyday words.
_AMONG, _PLACE, _MOST_PLACES = 1000, 25, 9
_CHARACTER, _NAME, _COMMON = 120, 100, 20
EXACTLY = 600  # the badness below which a meaning is the English word itself
_STEP = 2_000  # entries written at a time
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA page_size = 4096;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE entry (
    id INTEGER PRIMARY KEY, traditional TEXT, simplified TEXT, pinyin TEXT, jyutping TEXT, meanings TEXT,
    parts INTEGER
);
CREATE TABLE english (word TEXT, badness INTEGER, entry INTEGER, PRIMARY KEY (word, badness, entry))
WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX by_simplified ON entry (simplified);
CREATE INDEX by_traditional ON entry (traditional) WHERE traditional <> simplified;
"""


def write(target: Path, entries: Iterable[Entry], about: Callable[[], dict[str, str]]) -> int:
    """Write the entries into a new database, and what `about` then knows; how many there were.

    Raises OSError or sqlite3.Error.
    """
    listed = list(entries)
    known = _standing_in_others(listed)
    connection = sqlite3.connect(target)
    try:
        connection.executescript(_TABLES)
        for start in range(0, len(listed), _STEP):
            part = listed[start : start + _STEP]
            connection.executemany(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", _rows(part, start, known)
            )
            connection.executemany(
                "INSERT OR IGNORE INTO english VALUES (?, ?, ?)", _english(part, start, known)
            )
        connection.executescript(_INDEXES)
        told = {**about(), "format": str(FORMAT), "entries": str(len(listed))}
        connection.executemany("INSERT INTO about VALUES (?, ?)", told.items())
        connection.commit()
    finally:
        connection.close()
    return len(listed)


def _standing_in_others(entries: list[Entry]) -> Counter[str]:
    """How many longer words each word stands in: the one sign of how common it is that the file gives."""
    words = {entry.simplified for entry in entries}
    count: Counter[str] = Counter()
    for word in words:
        length = len(word)
        count.update(
            {
                part
                for start in range(length)
                for end in range(start + 1, min(length, start + _LONGEST_PART) + 1)
                if end - start < length and (part := word[start:end]) in words
            }
        )
    return count


def _rows(entries: list[Entry], start: int, known: Counter[str]) -> Iterator[tuple[object, ...]]:
    for number, entry in enumerate(entries, start):
        yield (
            number,
            entry.traditional,
            entry.simplified,
            entry.pinyin,
            entry.jyutping,
            "/".join(entry.meanings),
            known[entry.simplified],
        )


def _english(entries: list[Entry], start: int, known: Counter[str]) -> Iterator[tuple[str, int, int]]:
    """Which words an English word leads to; the less `badness`, the sooner it is shown."""
    for number, entry in enumerate(entries, start):
        if entry.is_reference:
            continue
        common = round(_COMMON * log2(1 + known[entry.simplified]))
        unlikely = _CHARACTER * (len(entry.simplified) == 1) + _NAME * entry.is_name
        for word, among, place in senses(entry):
            later = _AMONG * (among - 1) + _PLACE * min(place, _MOST_PLACES)
            yield word, later + unlikely - common, number
