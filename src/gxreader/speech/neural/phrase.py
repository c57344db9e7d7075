"""A sentence as phonemes for the model, each knowing the word it belongs to, in pieces the model can take."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from gxreader.speech.neural.alphabet import LONGEST
from gxreader.speech.neural.spelling import USUAL, Spelling

COMFORTABLE = 160  # phonemes of one piece: longer ones are hurried, and are slow to stop
_PAUSES = frozenset(",.!?;:…—")


class Part(msgspec.Struct, frozen=True):
    """Phonemes for the stretch `start` to `end` of the text; a pause has no stretch of its own.

    `joint` is the phoneme between it and a part before it.
    """

    phonemes: str
    start: int
    end: int
    is_pause: bool = False
    joint: str = " "


class Piece(msgspec.Struct, frozen=True):
    """What the model speaks in one go: phonemes by number, and for each the part it comes from, or -1."""

    numbers: tuple[int, ...]
    owners: tuple[int, ...]
    parts: tuple[Part, ...]

    @property
    def ends_with_pause(self) -> bool:
        """Whether the writer set a mark at its end."""
        return bool(self.parts) and self.parts[-1].is_pause


def pieces(parts: Iterable[Part], spelling: Spelling = USUAL) -> list[Piece]:
    """Parts in pieces of a comfortable length, divided at marks where there are any."""
    result: list[Piece] = []
    waiting: list[Part] = []
    length = 0
    for clause in _clauses(parts):
        size = sum(len(part.phonemes) + 1 for part in clause)
        if waiting and length + size > COMFORTABLE:
            result.append(_piece(waiting, spelling))
            waiting, length = [], 0
        waiting += clause
        length += size
    if waiting:
        result.append(_piece(waiting, spelling))
    return [piece for piece in result if any(not part.is_pause for part in piece.parts)]


def _clauses(parts: Iterable[Part]) -> list[list[Part]]:
    """Parts up to and with each pause; a clause too long for the model is cut between words."""
    clauses: list[list[Part]] = [[]]
    length = 0
    for part in parts:
        size = len(part.phonemes) + 1
        if length + size > LONGEST // 2 and not part.is_pause:
            clauses.append([])
            length = 0
        clauses[-1].append(part)
        length += size
        if part.is_pause:
            clauses.append([])
            length = 0
    joined: list[list[Part]] = []
    for clause in clauses:
        if joined and clause and all(part.is_pause for part in clause):
            joined[-1] += clause
        elif clause:
            joined.append(clause)
    return joined


def _piece(parts: list[Part], spelling: Spelling) -> Piece:
    numbers: list[int] = []
    owners: list[int] = []
    for index, part in enumerate(parts):
        joint = spelling.numbers.get(part.joint)
        if numbers and not part.is_pause and joint is not None:
            numbers.append(joint)
            owners.append(-1)
        for sign in part.phonemes:
            number = spelling.numbers.get(sign)
            if number is not None and len(numbers) < LONGEST:
                numbers.append(number)
                owners.append(-1 if part.is_pause else index)
    return Piece(tuple(numbers), tuple(owners), tuple(parts))


def pause(mark: str, start: int, end: int) -> Part:
    """A mark of punctuation; those the model does not pause at are said as nothing."""
    return Part(mark if mark in _PAUSES else "", start, end, is_pause=True)
