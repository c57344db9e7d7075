"""Our own lists of readings, read from resources/speech/mandarin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from gxreader import resources
from gxreader.speech.mandarin.general import Reading
from gxreader.speech.mandarin.pinyin import from_number

_LONGEST_LEFT = 28  # code points a rule may look back


class Context(msgspec.Struct, frozen=True):
    """A character's reading where the text before and after it fits."""

    reading: Reading
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def fits(self, text: str, position: int) -> bool:
        """Whether it holds for the character at a position."""
        if self.after is not None and not self.after.match(text[position + 1 : position + 24]):
            return False
        start = max(0, position - _LONGEST_LEFT)
        return self.before is None or self.before.search(text[start:position]) is not None


class Lexicon(msgspec.Struct, frozen=True):
    """Everything our lists say."""

    phrases: dict[str, tuple[Reading, ...]]
    neutral: frozenset[str]
    characters: dict[str, Reading]
    contexts: dict[str, tuple[Context, ...]]
    surnames: dict[str, tuple[Reading, ...]]  # empty where it is read as usual
    simplified: dict[int, str]
    lists: dict[str, frozenset[str]]

    @property
    def longest(self) -> int:
        """The number of characters of the longest phrase."""
        return max(map(len, self.phrases))


@cache
def lexicon() -> Lexicon:
    """The lists, read once."""
    phrases = {word: tuple(map(from_number, readings)) for word, *readings in _rows("phrases")}
    contexts: dict[str, list[Context]] = {}
    for line in _lines("contexts"):
        head, before, after = (part.strip() for part in line.split(" |"))
        written, reading = head.split()
        contexts.setdefault(written, []).append(
            Context(from_number(reading), _pattern(before), _pattern(after))
        )
    pairs = [pair for row in _rows("traditional") for pair in row]
    return Lexicon(
        phrases=phrases,
        neutral=frozenset(word for row in _rows("neutral") for word in row),
        characters={written: from_number(reading) for written, reading in _rows("characters")},
        contexts={written: tuple(rules) for written, rules in contexts.items()},
        surnames=_surnames(),
        simplified={ord(pair[0]): pair[1] for pair in pairs},
        lists=_sections(),
    )


def _lines(name: str) -> Iterator[str]:
    text = resources.path("speech", "mandarin", f"{name}.txt").read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _rows(name: str) -> Iterator[list[str]]:
    return (line.split() for line in _lines(name))


def _pattern(written: str) -> re.Pattern[str] | None:
    return re.compile(written) if written else None


def _surnames() -> dict[str, tuple[Reading, ...]]:
    found: dict[str, tuple[Reading, ...]] = {}
    for words in _rows("surnames"):
        if words[-1][-1].isdigit():
            found[words[0]] = tuple(map(from_number, words[1:]))
        else:
            found.update((word, ()) for word in words)
    return found


def _sections() -> dict[str, frozenset[str]]:
    sections: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in _lines("words"):
        if line.startswith("["):
            words = sections.setdefault(line.strip("[] "), set())
        else:
            words.update(line.split())
    return {name: frozenset(words) for name, words in sections.items()}
