"""How a recording is divided: pieces of about a minute, chapters, and the files that they become."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

import msgspec

from gxreader.model.article import Article, Heading
from gxreader.model.units import Unit

if TYPE_CHECKING:
    from gxreader.speech.script import Sentence

MOST_CHAPTERS = 250  # MP3 allows 255
_PIECE_SECONDS, _LONGEST_PIECE = 45.0, 75.0
_HAN_SECONDS, _OTHER_SECONDS, _PAUSE_SECONDS = 0.23, 0.065, 0.35  # measured: espeak-ng and the natural voice
_CAUTION = 0.85  # of the wished length: the voice may be slower than was thought
_LEAST_CHAPTER = 60.0  # seconds: a shorter chapter of a book shares a file with the next
_HAN = "\u2e80"


class Mark(msgspec.Struct, frozen=True):
    """A chapter: the sentence it begins with, and its heading."""

    sentence: int
    title: str


class Piece(msgspec.Struct, frozen=True):
    """Sentences that are encoded together, and about how many seconds they last."""

    first: int
    stop: int
    seconds: float


class File(msgspec.Struct, frozen=True):
    """Pieces that become one file, with the file's title."""

    first: int
    stop: int
    title: str


class Plan(msgspec.Struct, frozen=True):
    """The division of a script."""

    pieces: tuple[Piece, ...]
    files: tuple[File, ...]
    marks: tuple[Mark, ...]

    @property
    def seconds(self) -> float:
        """About how long the whole lasts."""
        return sum(piece.seconds for piece in self.pieces)


def make_plan(
    article: Article,
    units: Sequence[Unit],
    script: tuple[Sentence, ...],
    *,
    title: str,
    rate: float,
    minutes: int | None,
) -> Plan:
    """Divide a script of some units, named `title`; a file lasts at most `minutes`, None is one of all."""
    marks = _marks(article, units, script, title)
    lengths = [_estimate(sentence.text) / rate for sentence in script]
    pieces = _pieces(script, lengths, {mark.sentence for mark in marks})
    if minutes is None:
        return Plan(pieces, (File(0, len(pieces), title),), marks)
    limit = minutes * 60 * _CAUTION
    least = min(_LEAST_CHAPTER if article.parts else limit / 3, limit)
    return Plan(pieces, _files(pieces, marks, limit, least), marks)


def _marks(
    article: Article, units: Sequence[Unit], script: tuple[Sentence, ...], title: str
) -> tuple[Mark, ...]:
    """The headings, down to the level at which there are not too many; the beginning is always one."""
    first_of: dict[int, int] = {}
    for sentence in script:
        first_of.setdefault(sentence.place.block, sentence.index)
    levels: list[tuple[int, Mark]] = []
    for unit in units:
        block = article.blocks[unit.top] if unit.top >= 0 else None
        if isinstance(block, Heading) and unit.index in first_of:
            words = " ".join(unit.text.split())
            levels.append((block.level, Mark(first_of[unit.index], words)))
    deepest = max((level for level, _ in levels), default=0)
    while sum(level <= deepest for level, _ in levels) > MOST_CHAPTERS:
        deepest -= 1
    marks = [mark for level, mark in levels if level <= deepest]
    if not marks or marks[0].sentence > 0:
        marks.insert(0, Mark(0, title))
    return tuple(marks)


def _pieces(script: tuple[Sentence, ...], lengths: list[float], begins: set[int]) -> tuple[Piece, ...]:
    """Pieces end with a paragraph where they can, and always where a chapter begins."""
    pieces: list[Piece] = []
    first, held = 0, 0.0
    for index, sentence in enumerate(script):
        new_unit = index > 0 and sentence.place.block != script[index - 1].place.block
        full = held >= _LONGEST_PIECE or (held >= _PIECE_SECONDS and new_unit)
        if index > first and (full or index in begins):
            pieces.append(Piece(first, index, held))
            first, held = index, 0.0
        held += lengths[index]
    pieces.append(Piece(first, len(script), held))
    return tuple(pieces)


def _files(
    pieces: tuple[Piece, ...], marks: tuple[Mark, ...], limit: float, least: float
) -> tuple[File, ...]:
    """Chapters as files: short ones together, long ones divided evenly."""
    titles = {mark.sentence: mark.title for mark in marks}
    sections: list[list[int]] = []
    for number, piece in enumerate(pieces):
        if number == 0 or piece.first in titles:
            sections.append([])
        sections[-1].append(number)
    groups: list[list[int]] = []
    held = 0.0
    for section in sections:
        length = sum(pieces[number].seconds for number in section)
        if groups and held < least and held + length <= limit:
            groups[-1] += section
            held += length
        else:
            groups.append(list(section))
            held = length
    files: list[File] = []
    for group in groups:
        files += _divided(pieces, group, titles.get(pieces[group[0]].first, ""), limit)
    return tuple(files)


def _divided(pieces: tuple[Piece, ...], group: list[int], title: str, limit: float) -> list[File]:
    total = sum(pieces[number].seconds for number in group)
    parts = ceil(total / limit)
    if parts <= 1:
        return [File(group[0], group[-1] + 1, title)]
    cuts, held = [group[0]], 0.0
    for number in group:
        if held + pieces[number].seconds / 2 > total * len(cuts) / parts and number > cuts[-1]:
            cuts.append(number)
        held += pieces[number].seconds
    stops = [*cuts[1:], group[-1] + 1]
    return [
        File(first, stop, f"{title} ({place})" if len(cuts) > 1 else title)
        for place, (first, stop) in enumerate(zip(cuts, stops, strict=True), 1)
    ]


def _estimate(text: str) -> float:
    han = sum(sign >= _HAN for sign in text)
    return han * _HAN_SECONDS + (len(text) - han) * _OTHER_SECONDS + _PAUSE_SECONDS
