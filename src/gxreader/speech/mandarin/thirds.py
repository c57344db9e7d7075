"""Third tones in a row: the first of two rises, within a word before across words."""

from __future__ import annotations

from itertools import pairwise

from gxreader.speech.mandarin.parts import Phrase, Piece, Sound, sounds_of
from gxreader.speech.mandarin.words import halves

_THIRD, _RISING = 3, 2
_ALONE_FIRST = frozenset("我你您他她它谁这那也又就才还请把给想买打")  # 我|想走, not 我想|走
_ODD = 3


def change(phrase: Phrase) -> None:
    """Change the third tones of a phrase."""
    feet = _feet(phrase)
    for foot in feet:
        _within(foot)
    for first, second in reversed(list(pairwise(feet))):
        _rise(first[-1], second[0])
    for before, lifting in pairwise(sounds_of(phrase)):
        if lifting.lifts and before.tone == _THIRD:
            before.tone = _RISING


def _feet(phrase: Phrase) -> list[list[Sound]]:
    """The syllables in groups of two, or three, that are said closely together."""
    feet: list[list[Sound]] = []
    single: list[Piece] = []
    for piece in phrase:
        if len(piece.sounds) == 1 and piece.sounds[0].tone <= 4:  # noqa: PLR2004  # not neutral
            single.append(piece)
            continue
        feet += _pairs(single)
        single = []
        feet += _parts(piece)
    return [foot for foot in feet + _pairs(single) if foot]


def _pairs(pieces: list[Piece]) -> list[list[Sound]]:
    sounds = [piece.sounds[0] for piece in pieces]
    if len(sounds) % 2 and len(sounds) >= _ODD and sounds[0].written in _ALONE_FIRST:
        return [[sounds[0]], *_by_two(sounds[1:])]
    if len(sounds) % 2 and len(sounds) >= _ODD:
        return [*_by_two(sounds[:-3]), sounds[-3:]]
    return _by_two(sounds)


def _by_two(sounds: list[Sound]) -> list[list[Sound]]:
    return [sounds[start : start + 2] for start in range(0, len(sounds), 2)]


def _parts(piece: Piece) -> list[list[Sound]]:
    """A longer word's own parts; each is a foot, and so they change first."""
    if len(piece.sounds) != len(piece.text):
        return [list(piece.sounds)]  # a rounded syllable, or a reading of the reader's own
    lengths = [len(part) for part in halves(piece.text)]
    if piece.surname:
        lengths = [piece.surname, len(piece.text) - piece.surname]
    feet: list[list[Sound]] = []
    position = 0
    for length in filter(None, lengths):
        feet.append(piece.sounds[position : position + length])
        position += length
    return feet


def _within(foot: list[Sound]) -> None:
    for first, second in pairwise(foot):
        _rise(first, second)


def _rise(first: Sound, second: Sound) -> None:
    if first.tone == _THIRD and second.tone == _THIRD:
        first.tone = _RISING
