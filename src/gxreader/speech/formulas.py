"""Formulas within sentences: they are said in words, and no sentence ends within one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from gxreader.model.article import Math
from gxreader.model.units import Unit
from gxreader.speech.values import Said

LONG_WORDS = 200  # characters: what takes longer to say stands by itself
_STANDS_FOR = "\ufffc"


class Formula(msgspec.Struct, frozen=True):
    """Where a formula stands in its unit, and its words."""

    start: int
    end: int
    math: Math

    @property
    def is_long(self) -> bool:
        """Whether its words are a sentence of their own."""
        return max(len(self.math.zh), len(self.math.en)) > LONG_WORDS


def formulas_of(unit: Unit) -> tuple[Formula, ...]:
    """The formulas of a unit, in their order."""
    found: list[Formula] = []
    offset = 0
    for run in unit.runs:
        end = offset + len(run.text)
        if run.math is not None and run.text.strip():
            found.append(Formula(offset, end, run.math))
        offset = end
    return tuple(found)


def without_formulas(text: str, formulas: tuple[Formula, ...]) -> str:
    """The text, as long as it was, with empty signs for formulas: their letters are of no language."""
    for one in formulas:
        text = text[: one.start] + _STANDS_FOR * (one.end - one.start) + text[one.end :]
    return text


def around_formulas(
    spans: Iterable[tuple[int, int]], formulas: tuple[Formula, ...]
) -> Iterator[tuple[int, int]]:
    """The sentences, none of which begins or ends within a formula; a long formula is one by itself."""
    cuts = [place for one in formulas if one.is_long for place in (one.start, one.end)]
    begun: int | None = None
    for start, end in spans:
        first = start if begun is None else begun
        if any(one.start < end < one.end for one in formulas):
            begun = first
            continue
        begun = None
        edges = [first, *(cut for cut in cuts if first < cut < end), end]
        yield from pairwise(edges)


def said_within(formulas: tuple[Formula, ...], start: int, end: int, language: str) -> tuple[Said, ...]:
    """The words of the formulas of a sentence, in its language."""
    return tuple(
        Said(one.start - start, one.end - start, f" {one.math.said(language)} ")
        for one in formulas
        if start <= one.start and one.end <= end
    )
