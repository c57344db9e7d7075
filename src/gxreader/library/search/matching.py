"""Where words stand in a text: exactly, in another spelling, by their sound, or with a wrong character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from gxreader.library.search import sounds
from gxreader.library.search.folding import fold, is_han
from gxreader.library.search.query import Query, Term
from gxreader.model.locator import Locator

LEAST_FORGIVEN = 4  # characters of a word in which one may be wrong
_GAP = " {0,3}"  # of a folded text, whose spaces are all alike: a set of them would be slow to compile
_NEVER = re.compile(r"(?!)")
Range = tuple[int, int]


@lru_cache(maxsize=256)
def exact(text: str, *, is_whole: bool = False) -> re.Pattern[str]:
    """Finds folded words in folded texts, spaces between hanzi forgiven."""
    body = _body(text)
    if not body:
        return _NEVER
    begin = r"(?<![^\W_])" if not is_han(text[0]) else ""
    end = r"(?![^\W_])" if is_whole and not is_han(text[-1]) else ""
    return re.compile(begin + body + end)


def _body(text: str) -> str:
    """The expression for some words; what is between them in the text does not matter."""
    found: list[str] = []
    before = ""
    for character in text:
        if not character.isalnum() and not is_han(character):
            before = before and " "
            continue
        if before:
            found.append(r"[\W_]{0,3}" if before == " " else _GAP if is_han(before + character) else "")
        found.append(re.escape(character))
        before = character
    return "".join(found)


def variants(text: str) -> list[tuple[str, str]]:
    """The ways in which one character of some hanzi may be wrong: what has to stand before and after it.

    Between the two there is the wrong character, nothing (one too many), or one that was left out.
    """
    ways = {(text[:place], text[place + 1 :]) for place in range(len(text))}
    ways |= {(text[:place], text[place:]) for place in range(1, len(text))}
    return sorted(ways)


def portions(text: str) -> list[str]:
    """Long words in portions of four to seven characters, each of which may have a wrong one."""
    count = max(1, len(text) // LEAST_FORGIVEN)
    size, more = divmod(len(text), count)
    found, at = [], 0
    for number in range(count):
        length = size + (number < more)
        found.append(text[at : at + length])
        at += length
    return found


@lru_cache(maxsize=64)
def forgiving(text: str) -> re.Pattern[str]:
    """Finds some hanzi one in four of which may be wrong, missing or too many."""
    parts = []
    for portion in portions(text):
        ways = [
            f"{_body(before)}{'.?' if before and after else '.'}{_body(after)}"
            for before, after in variants(portion)
        ]
        parts.append(f"(?:{'|'.join(ways)})")
    return re.compile("".join(parts))


def any_of(patterns: Iterable[re.Pattern[str]]) -> re.Pattern[str]:
    """Finds what any of the patterns finds."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns))


def ranges(text: str, patterns: Iterable[re.Pattern[str]]) -> tuple[Range, ...]:
    """Where any of the patterns stands in a text as it is written, merged where they touch."""
    plain = fold(text)
    spans = sorted(found.span() for pattern in patterns for found in pattern.finditer(plain))
    merged: list[Range] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return tuple(merged)


def patterns_of(query: Query) -> tuple[re.Pattern[str], ...]:
    """What a query looks for, to the letter."""
    return tuple(exact(term.text, is_whole=term.is_phrase) for term in query.terms)


def sound_ranges(text: str, terms: Iterable[Term]) -> tuple[Range, ...]:
    """Where the hanzi of a text sound as some terms do, as whole syllables or by their first letters."""
    plain = fold(text)
    found: list[Range] = []
    for term in terms:
        letters = term.text.replace("'", "")
        span = sounds.sounding(plain, letters) or sounds.sounding(plain, letters, initials=True)
        if span is not None:
            found.append(span)
    return tuple(sorted(found))


def places(texts: Iterable[str], query: Query) -> Iterator[Locator]:
    """Every hit of a query in an article, in reading order: what next and previous go through.

    `texts` are those of its units. Sounds and wrong characters count where nothing stands to the letter.
    """
    kept = tuple(texts)
    patterns = patterns_of(query)
    if query.joined:
        patterns = (*patterns, exact(query.joined))
    found = [
        Locator(block, start, end) for block, text in enumerate(kept) for start, end in ranges(text, patterns)
    ]
    if not found:
        wrong = tuple(forgiving(term.text) for term in query.terms if is_forgiven(term))
        for block, text in enumerate(kept):
            spans = ranges(text, wrong) or sound_ranges(text, filter(is_sound, query.terms))
            found += [Locator(block, start, end) for start, end in spans]
    yield from found


def is_forgiven(term: Term) -> bool:
    """Whether a character of a term may be wrong: hanzi alone, enough of them, not in quotes."""
    return not term.is_phrase and len(term.text) >= LEAST_FORGIVEN and all(map(is_han, term.text))


def is_sound(term: Term) -> bool:
    """Whether a term could be pinyin or first letters."""
    letters = term.text.replace("'", "")
    return not term.is_phrase and len(letters) > 1 and letters.isascii() and letters.isalpha()
