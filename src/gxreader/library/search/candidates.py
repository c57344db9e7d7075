"""Which works could be meant, tier by tier, each with a bound on what it costs."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable

from gxreader.library.search import matching, sounds
from gxreader.library.search.folding import fold
from gxreader.library.search.index import site_token
from gxreader.library.search.query import Query, Term, day_tokens
from gxreader.library.search.tokens import phrase

NEWEST = 300  # of very many works with a word, those that came last are ranked
LOOKED_AT = 1000  # works that may have a wrong character, of which only a closer look tells
_STRINGS = 40  # ways to write what was typed in pinyin
_CHAINS = 2000
_NEAR = 1  # characters between what stands before and after a wrong one
Ids = list[int]


def narrowed(connection: sqlite3.Connection, query: Query) -> str | None:
    """What else is asked for, as an expression of FTS5; empty for nothing, None where nothing can fit."""
    parts: list[str] = []
    for wanted in query.columns:
        rows = connection.execute("SELECT id, name FROM columns").fetchall()
        parts.append(_any(f"c·{number}" for number, name in rows if _holds(name, wanted)))
    for wanted in query.sites:
        rows = connection.execute("SELECT id, name, host FROM sites").fetchall()
        fits = [f"n·{number}" for number, name, host in rows if name and _holds(name, wanted)]
        exact = [site_token(wanted)] if "." in wanted else []
        fits += [f"n·{number}" for number, _, host in rows if "." not in wanted and _holds(host, wanted)]
        parts.append(_any([*fits, *exact]))
    if query.begin or query.end:
        parts.append(_any(day_tokens(query.begin, query.end)))
    if "" in parts:
        return None
    return " AND ".join(parts)


def _holds(name: str, wanted: str) -> bool:
    return wanted in fold(name)


def _any(found: Iterable[str]) -> str:
    quoted = [f'"{token}"' for token in dict.fromkeys(found)]
    return f"({' OR '.join(quoted)})" if quoted else ""


class Candidates:
    """Asks the index for one query."""

    def __init__(self, connection: sqlite3.Connection, query: Query, facts: str) -> None:
        """`facts` is what `narrowed` gave."""
        self._connection = connection
        self._query = query
        self._facts = facts
        gaps = " AND ".join(["rowid IN (SELECT work FROM tags WHERE name = ?)"] * len(query.tags))
        self._tagged = f" AND {gaps}" if gaps else ""

    def of_title(self) -> Ids:
        """Works whose title has all terms."""
        return self._newest("head_index", self._all("title"))

    def of_heads(self) -> Ids:
        """Works whose title and headings have all terms between them."""
        return self._newest("head_index", self._all("title head"))

    def of_text(self) -> Ids:
        """Works with all terms, those that came last first."""
        return self._newest("text_index", self._all("text"))

    def of_joined(self) -> Ids:
        """Works with the terms as one word."""
        together = self._query.joined
        return self._newest("text_index", f"{{text}} : ({phrase(together)})") if together else []

    def of_sound(self) -> tuple[Ids, Ids]:
        """Works whose title or headings sound so: as syllables, and by first letters."""
        if not all(map(matching.is_sound, self._query.terms)) or not self._query.terms:
            return [], []
        letters = [term.text.replace("'", "") for term in self._query.terms]
        ways = [sounds.divided(given) for given in letters]
        by_syllables: Ids = []
        if all(ways):
            parts = ["(" + " OR ".join(_syllable_phrase(pieces) for pieces in way) + ")" for way in ways]
            by_syllables = self._newest("head_index", f"{{sound}} : ({' AND '.join(parts)})")
        pairs = [
            " + ".join(f'"{first}{second}"' for first, second in itertools.pairwise(given))
            for given in letters
        ]
        return by_syllables, self._newest("head_index", f"{{initials}} : ({' AND '.join(pairs)})")

    def of_text_sound(self) -> tuple[Ids, tuple[str, ...]]:
        """Works in whose text something sounds so, and how that is written."""
        if len(self._query.terms) != 1 or not matching.is_sound(self._query.terms[0]):
            return [], ()
        written: list[str] = []
        for pieces in sounds.divided(self._query.terms[0].text.replace("'", "")):
            if len(pieces) > 1 and all(piece in sounds.syllables() for piece in pieces):
                written += self._written(pieces)
        if not written:
            return [], ()
        wanted = " OR ".join(f"({phrase(text)})" for text in written[:_STRINGS])
        return self._newest("text_index", f"{{text}} : ({wanted})"), tuple(written[:_STRINGS])

    def _written(self, pieces: tuple[str, ...]) -> list[str]:
        """How syllables are written in the texts of this library."""
        chains: list[str] = []
        for number in range(len(pieces) - 1):
            rows = self._connection.execute(
                "SELECT pair FROM pairs WHERE sound = ? LIMIT ?",
                (" ".join(pieces[number : number + 2]), _CHAINS),
            ).fetchall()
            if number == 0:
                chains = [pair for (pair,) in rows]
                continue
            following: dict[str, list[str]] = {}
            for (pair,) in rows:
                following.setdefault(pair[0], []).append(pair[1])
            chains = [chain + then for chain in chains for then in following.get(chain[-1], ())][:_CHAINS]
        return chains

    def of_forgiven(self) -> Ids:
        """Works with all terms, one character in four of which may be wrong."""
        parts = [self._forgiven(term) for term in self._query.terms]
        if all(way is None for way in parts):
            return []
        wanted = [way or f"({_phrase(term)})" for way, term in zip(parts, self._query.terms, strict=True)]
        return self._newest("text_index", f"{{text}} : ({' AND '.join(wanted)})", LOOKED_AT)

    def _forgiven(self, term: Term) -> str | None:
        if matching.is_forgiven(term):
            return "(" + " AND ".join(_any_variant(portion) for portion in matching.portions(term.text)) + ")"
        if matching.is_sound(term) and len(term.text) >= matching.LEAST_FORGIVEN:
            near = self.near_words(term.text)
            return f"({' OR '.join(near)})" if near else None
        return None

    def near_words(self, word: str) -> list[str]:
        """Words of letters in this library that differ in one letter; their first is right."""
        rows = self._connection.execute(
            "SELECT word FROM words WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?",
            (word[0], word[0] + "\x7f", len(word) - 1, len(word) + 1),
        )
        return [found for (found,) in rows if found != word and _differ_in_one(word, found)][:_STRINGS]

    def _all(self, columns: str) -> str:
        return f"{{{columns}}} : ({' AND '.join(f'({_phrase(term)})' for term in self._query.terms)})"

    def _newest(self, table: str, wanted: str, most: int = NEWEST) -> Ids:
        """Those that came last: the index gives them without looking at all the others."""
        facts = f"{{facts}} : ({self._facts})" if self._facts else ""
        both = " AND ".join(part for part in (wanted and f"({wanted})", facts and f"({facts})") if part)
        if not both:
            return []
        rows = self._connection.execute(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ?{self._tagged} ORDER BY rowid DESC LIMIT ?",
            (both, *self._query.tags, most),
        )
        return [work for (work,) in rows]

    def of_nothing(self) -> Ids:
        """The newest works of what is asked for where there are no words."""
        if self._facts:
            return self._newest("text_index", "")
        rows = self._connection.execute(
            f"SELECT id AS rowid FROM works WHERE 1{self._tagged} ORDER BY id DESC LIMIT ?",
            (*self._query.tags, NEWEST),
        )
        return [work for (work,) in rows]


def _phrase(term: Term) -> str:
    return phrase(term.text, is_whole=term.is_phrase)


def _syllable_phrase(pieces: tuple[str, ...]) -> str:
    quoted = [f'"{piece}"' for piece in pieces]
    return " + ".join(quoted) + ("" if pieces[-1] in sounds.syllables() else "*")


def _any_variant(text: str) -> str:
    """Some hanzi with one wrong among them, for the index; `matching.forgiving` looks closer."""
    ways = []
    for before, after in matching.variants(text):
        if before and after:
            ways.append(f"NEAR({phrase(before)} {phrase(after)}, {_NEAR + 1})")
        else:
            ways.append(f"({phrase(before or after)})")
    return f"({' OR '.join(ways)})"


def _differ_in_one(first: str, second: str) -> bool:
    """Whether a letter was changed, left out, added, or two were exchanged."""
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    one, other = first[start:], second[start:]
    return (
        one[1:] == other[1:]
        or one[1:] == other
        or one == other[1:]
        or (one[:2] == other[1::-1] and one[2:] == other[2:])
    )
