"""A sentence in pieces, so that a slow voice is heard soon: short ones first, each longer than the last."""

from __future__ import annotations

_MARKS = frozenset("，、；：,;:—")
_CLOSERS = frozenset("”’」』）》】)]\"'")
SHORTEST = 5  # characters a piece has at least; shorter ones sound chopped
LONGEST = 32  # characters after which a piece may end: a slow voice breathes there anyway
_GROWTH = 1.6  # a piece is spoken while the one before is heard, with time to spare
_LAST = 6  # what is left at the end and shorter than this stays with the piece before

Piece = tuple[int, int]


def divided(text: str, before: int) -> tuple[Piece, ...]:
    """Where to part a sentence: start and end of each piece, after commas and their like; one piece if none.

    `before` is how many characters the piece before this sentence has; 0 where the reader is waiting.
    """
    pieces: list[Piece] = []
    start, wanted = 0, _wanted(before)
    position = 0
    while position < len(text):
        position += 1
        if text[position - 1] not in _MARKS or _within_number(text, position - 1):
            continue
        while position < len(text) and (text[position] in _CLOSERS or text[position] in _MARKS):
            position += 1
        if position - start >= wanted and len(text) - position >= _LAST:
            pieces.append((start, position))
            wanted = _wanted(position - start)
            start = position
    return (*pieces, (start, len(text)))


def _wanted(before: int) -> float:
    """How many characters a piece has at least, after one of so many."""
    return min(max(before * _GROWTH, SHORTEST), LONGEST)


def _within_number(text: str, position: int) -> bool:
    """1,234 and 08:20 are not parted."""
    return text[position - 1 : position].isdigit() and text[position + 1 : position + 2].isdigit()
