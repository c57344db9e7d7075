"""Which word of a running text a place means."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from gxreader.theme.typography import has_han
from gxreader.words.english import WORD

LONGEST = 10  # characters of a word looked for in running text
_AROUND = 14  # characters on each side that are looked at
_RUN = re.compile(r"[0-9A-Za-z\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_ALONE = frozenset("的了是和在与及也就都很而着过被把不这那")  # characters that mostly are words by themselves
_MOST_COMMON = 50  # longer words a word stands in: beyond that, all are equally common
Known = Callable[[Collection[str]], dict[str, int]]  # of these texts the words, each with how common it is
Span = tuple[int, int]
_Cost = tuple[int, int, int]


def run_at(text: str, offset: int) -> Span | None:
    """The signs around a place between which no word ends for certain; None on punctuation or a space."""
    start = max(0, offset - _AROUND)
    for found in _RUN.finditer(text, start, min(len(text), offset + _AROUND + 1)):
        if found.start() <= offset < found.end():
            return found.span()
    return None


def runs(text: str) -> list[Span]:
    """All such stretches of a short text."""
    return [found.span() for found in _RUN.finditer(text)]


def english_at(text: str, offset: int) -> Span | None:
    """The English word at a place."""
    return next(
        (found.span() for found in WORD.finditer(text) if found.start() <= offset < found.end()), None
    )


def words_at(text: str, offset: int, known: Known) -> list[Span]:
    """The words of the dictionary at a place, the one that is meant first, then longer and shorter ones.

    Where there is none, the single character.
    """
    run = run_at(text, offset)
    if run is None or not has_han(text[slice(*run)]):
        return []
    start, end = run
    spans = [(one, two) for one in range(start, end) for two in range(one + 1, min(end, one + LONGEST) + 1)]
    words = known({text[one:two] for one, two in spans})
    meant = next(span for span in divide(text, run, words) if span[0] <= offset < span[1])
    others = [span for span in spans if span[0] <= offset < span[1] and text[slice(*span)] in words]
    others.sort(key=lambda span: (span[0] - span[1], span[0]))
    found = [meant, *(span for span in others if span != meant)]
    return [span for span in found if has_han(text[slice(*span)])]


def divide(text: str, run: Span, words: dict[str, int]) -> list[Span]:
    """A run of signs as words: as few as possible, of those as few single characters, then the commonest."""
    start, end = run
    best: list[tuple[_Cost, int]] = [((0, 0, 0), start)]  # for each end: what it costs, where its word begins
    for two in range(start + 1, end + 1):
        choices = []
        for one in range(max(start, two - LONGEST), two):
            word = text[one:two]
            if two - one > 1 and word not in words:
                continue
            (count, single, common), _before = best[one - start]
            lonely = two - one == 1 and word not in _ALONE
            cost = (count + 1, single + lonely, common - min(words.get(word, 0), _MOST_COMMON))
            choices.append((cost, one))
        best.append(min(choices))
    spans = []
    while end > start:
        one = best[end - start][1]
        spans.append((one, end))
        end = one
    return spans[::-1]
