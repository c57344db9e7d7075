"""From what was typed to a list of hits: title, headings, text; then what is forgiven."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import StrEnum

import msgspec

from gxreader.library.database import Database
from gxreader.library.search import matching
from gxreader.library.search.candidates import NEWEST, Candidates, narrowed
from gxreader.library.search.folding import fold
from gxreader.library.search.index import Index
from gxreader.library.search.query import Query, understood
from gxreader.library.values import Work
from gxreader.library.works import ROLES, joined_text_of, text_of, works_by_id
from gxreader.model.locator import Locator
from gxreader.model.units import Role

ENOUGH = 10  # exact hits, with which nothing has to be forgiven
_BEFORE, _AFTER = 16, 60  # code points of a snippet around its hit
_YEAR_SECONDS = 365.0 * 86400
_WEIGHED = 50  # works whose texts are looked at for their order
_LONG = 20_000  # characters in which a word once more or less does not matter
_Text = tuple[str, tuple[str, ...], tuple[str, ...]]
_Row = tuple[int, str, str, int]
_TITLE = ROLES[Role.TITLE]
_HEARD = 100  # hits whose titles are listened to for their order
_CAUGHT_UP = 100  # works that a search may index first
Range = matching.Range


class Found(StrEnum):
    """How a hit was found, the best way first."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    SOUND = "sound"
    FORGIVEN = "forgiven"


_ORDER = {found: number for number, found in enumerate(Found)}


class Hit(msgspec.Struct, frozen=True):
    """A work that was found; ranges are code points of the title and of the snippet.

    `place` is a Locator in the work as the library has it; None where only title or filters fit.
    """

    work: Work
    found: Found
    title_ranges: tuple[Range, ...] = ()
    snippet: str = ""
    snippet_ranges: tuple[Range, ...] = ()
    place: Locator | None = None


class Hits(msgspec.Struct, frozen=True):
    """The hits of a query from `skip` on; `total` is how many there are, at least, if `is_more`."""

    query: Query
    hits: tuple[Hit, ...] = ()
    total: int = 0
    is_more: bool = False


class Search:
    """Searches the library."""

    def __init__(self, database: Database, index: Index, clock: Callable[[], float] = time.time) -> None:
        """Search in this database."""
        self._database = database
        self._index = index
        self._clock = clock

    def find(self, text: str, *, limit: int = 30, skip: int = 0) -> Hits:
        """The hits of what was typed, the best first. Raises OutputError.

        Words are all to be found; "quotes" hold words together; column:, site:, tag: and date: (also in
        Chinese, 栏目：) narrow it down, such as date:2026-05 or date:2025..2026-03.
        """
        query = understood(text)
        if query.is_empty:
            return Hits(query)
        self._index.catch_up(_CAUGHT_UP)
        with self._database.read() as connection:
            facts = narrowed(connection, query)
            if facts is None:
                return Hits(query)
            ranking = _Ranking(connection, query, facts, datetime.fromtimestamp(self._clock(), UTC))
            return ranking.hits(limit, skip)

    def places(self, texts: tuple[str, ...], text: str) -> tuple[Locator, ...]:
        """Every hit of what was typed in an article whose units have these texts, in reading order."""
        return tuple(matching.places(texts, understood(text)))


class _Ranking:
    """One search."""

    def __init__(self, connection: sqlite3.Connection, query: Query, facts: str, now: datetime) -> None:
        self._connection = connection
        self._query = query
        self._candidates = Candidates(connection, query, facts)
        self._now = now
        self._found: dict[int, tuple[Found, float]] = {}
        self._written: tuple[str, ...] = ()
        self._is_more = False
        self._texts: dict[int, _Text] = {}
        self._kept_patterns: dict[Found, tuple[re.Pattern[str], ...]] = {}

    def hits(self, limit: int, skip: int) -> Hits:
        """A page of the hits."""
        if self._query.terms:
            self._gather()
        else:
            self._take(Found.TEXT, self._candidates.of_nothing())
        order = [row[0] for row in sorted(self._rows(), key=self._key)]
        page, total = self._page(order, limit, skip)
        works = works_by_id(self._connection, page)
        hits = tuple(self._hit(works[work]) for work in page if work in works)
        return Hits(self._query, hits, total, self._is_more)

    def _rows(self) -> Iterator[_Row]:
        """As little of each work as its place in the list needs: a list is short, candidates are many."""
        ids = list(self._found)
        gaps = ",".join("?" * len(ids))
        return self._connection.execute(
            f"SELECT id, title, published, added FROM works WHERE hidden = 0 AND id IN ({gaps})", ids
        )

    def _page(self, order: list[int], limit: int, skip: int) -> tuple[list[int], int]:
        """One page, and how many hits there are; forgiven ones are looked at closely, as far as is shown."""
        kept = [work for work in order if self._found[work][0] is not Found.FORGIVEN]
        for work in order[len(kept) :]:
            if len(kept) > skip + limit:
                self._is_more = True
                break
            if self._stands(work):
                kept.append(work)
        return kept[skip : skip + limit], len(kept)

    def _gather(self) -> None:
        candidates = self._candidates
        titles = candidates.of_title()
        self._take(Found.TITLE, titles)
        if len(titles) < NEWEST:
            self._take(Found.HEADING, candidates.of_heads())
        ids = candidates.of_text()
        self._is_more = len(ids) == NEWEST
        self._take(Found.TEXT, ids)
        self._weigh([work for work in ids if self._found[work][0] is Found.TEXT][:_WEIGHED])
        if len(self._found) < ENOUGH or any(len(term.text) == 1 for term in self._query.terms):
            self._prefer(candidates.of_joined())
        if len(self._found) >= ENOUGH:
            return
        by_syllables, by_initials = candidates.of_sound()
        self._take(Found.SOUND, by_syllables, 1.0)
        ids, self._written = candidates.of_text_sound()
        self._take(Found.SOUND, ids, 0.5)
        self._take(Found.SOUND, by_initials)
        self._take(Found.FORGIVEN, candidates.of_forgiven())

    def _take(self, found: Found, ids: list[int], weight: float = 0.0) -> None:
        """Works that were not found in a better way."""
        for work in ids:
            self._found.setdefault(work, (found, weight))

    def _prefer(self, ids: list[int]) -> None:
        """Works in which the words stand side by side, as one."""
        self._take(Found.TEXT, ids)
        for work in ids:
            found, weight = self._found[work]
            self._found[work] = (found, weight + 1)

    def _weigh(self, ids: list[int]) -> None:
        """How much of a text the words are. FTS5's own measure would look through the whole index for it."""
        patterns = self._patterns(Found.TEXT)
        for work in ids:
            plain = self._text(work)[2]
            count = sum(len(pattern.findall(text)) for text in plain for pattern in patterns)
            length = sum(map(len, plain))
            self._found[work] = (Found.TEXT, count / (count + 2 + length / _LONG))

    def _text(self, work: int) -> _Text:
        """The roles, the texts, and the folded texts of a work."""
        if work not in self._texts:
            roles, texts = text_of(self._connection, work)
            self._texts[work] = (roles, texts, tuple(map(fold, texts)))
        return self._texts[work]

    def _key(self, row: _Row) -> tuple[int, float, int]:
        work, title, published, added = row
        found, weight = self._found[work]
        weight += 0.3 / (1 + self._years(published, added))  # newer a little first
        if found is Found.TITLE:
            plain = fold(title)
            words = self._query.joined or self._query.terms[0].text
            weight += 2 * len(words) / max(len(plain), 1) + plain.startswith(words)
        elif found is Found.SOUND and len(self._found) <= _HEARD:
            weight += bool(matching.sound_ranges(title, self._query.terms))  # a title that sounds so
        return _ORDER[found], -weight, -work

    def _years(self, published: str, added: int) -> float:
        if published:
            year, month, day = published[:10].split("-")
            months = (self._now.year - int(year)) * 12 + self._now.month - int(month)
            return max(0.0, months / 12 + (self._now.day - int(day)) / 365)
        return max(0.0, (self._now.timestamp() - added / 1000) / _YEAR_SECONDS)

    def _patterns(self, found: Found) -> tuple[re.Pattern[str], ...]:
        if found not in self._kept_patterns:
            self._kept_patterns[found] = self._made_patterns(found)
        return self._kept_patterns[found]

    def _made_patterns(self, found: Found) -> tuple[re.Pattern[str], ...]:
        if found is Found.FORGIVEN:
            return tuple(self._forgiving())
        if found is Found.SOUND:
            return (matching.any_of(map(matching.exact, self._written)),) if self._written else ()
        patterns = matching.patterns_of(self._query)
        return (*patterns, matching.exact(self._query.joined)) if self._query.joined else patterns

    def _forgiving(self) -> list[re.Pattern[str]]:
        found = []
        for term in self._query.terms:
            if matching.is_forgiven(term):
                found.append(matching.forgiving(term.text))
            elif matching.is_sound(term) and (near := self._candidates.near_words(term.text)):
                found.append(matching.any_of([matching.exact(word, is_whole=True) for word in near]))
            else:
                found.append(matching.exact(term.text))
        return found

    def _stands(self, work: int) -> bool:
        """Whether a forgiven hit is one on a closer look: the index is coarser than the reader."""
        text = fold(joined_text_of(self._connection, work))
        return all(pattern.search(text) for pattern in self._patterns(Found.FORGIVEN))

    def _hit(self, work: Work) -> Hit:
        found = self._found[work.id][0]
        patterns = self._patterns(found)
        title_ranges = matching.ranges(work.title, patterns)
        if found is Found.SOUND and not title_ranges:
            title_ranges = matching.sound_ranges(work.title, self._query.terms)
        roles, texts, plain = self._text(work.id)
        block, spans = _first(roles, plain, patterns)
        if not spans and found is Found.SOUND:
            block, spans = self._first_sound(texts)
        if not spans:
            snippet = next((text for role, text in zip(roles, texts, strict=True) if role != _TITLE), "")
            return Hit(work, found, title_ranges, _cut(snippet, 0, _BEFORE + _AFTER)[0])
        snippet, moved = _cut(texts[block], spans[0][0] - _BEFORE, spans[0][0] + _AFTER)
        marked = tuple(
            (max(0, start - moved), min(len(snippet), end - moved))
            for start, end in spans
            if start - moved < len(snippet)
        )
        return Hit(work, found, title_ranges, snippet, marked, Locator(block, *spans[0]))

    def _first_sound(self, texts: tuple[str, ...]) -> tuple[int, tuple[Range, ...]]:
        for block, text in enumerate(texts):
            if spans := matching.sound_ranges(text, self._query.terms):
                return block, spans
        return 0, ()


def _first(
    roles: str, plain: tuple[str, ...], patterns: tuple[re.Pattern[str], ...]
) -> tuple[int, tuple[Range, ...]]:
    """The unit that shows best where the hits are: one of the text with most of the words, else the title."""
    best, most, title = -1, 0, -1
    for block, (role, text) in enumerate(zip(roles, plain, strict=True)):
        count = sum(pattern.search(text) is not None for pattern in patterns)
        if count and role == _TITLE:
            title = block
        elif count > most:
            best, most = block, count
            if count == len(patterns):
                break
    block = best if best >= 0 else title
    return (block, matching.ranges(plain[block], patterns)) if block >= 0 else (0, ())


def _cut(text: str, start: int, end: int) -> tuple[str, int]:
    """A piece of a text on one line, and how many characters of the text stand before it."""
    start = max(0, min(start, len(text) - (end - start)))
    return text[start:end].replace("\n", " "), start
