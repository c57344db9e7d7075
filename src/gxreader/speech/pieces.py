"""A long sentence in pieces, so that a slow voice is heard soon, and then never late."""

from __future__ import annotations

import msgspec

FIRST = 9.0  # the weight of what a slow voice speaks soon enough: two seconds of sound
LEAST = 5.0  # shorter pieces sound chopped
GROWTH = 1.5  # a slow voice is at least so much faster than what it speaks is long
_LATIN_WEIGHT = 0.3  # of a Latin letter: a Chinese character takes as long as three or four
_COMMAS = frozenset("，、；：")
_COMMAS_BEFORE_SPACE = frozenset(",;:")
_CLOSERS = frozenset("”’」』）》】)\"'")


class Piece(msgspec.Struct, frozen=True):
    """Some text of a sentence, from its character `start` on."""

    start: int
    text: str


def weight(text: str) -> float:
    """How long some text takes to be spoken, in Chinese characters."""
    return sum(_LATIN_WEIGHT if character < "\u2e80" else 1.0 for character in text)


def pieces(text: str, start: int, lead: float) -> tuple[Piece, ...]:
    """A sentence from its character `start` on, parted at commas so that each piece is spoken in time.

    `lead` is the weight of what is heard meanwhile: from it, and from the pieces before, follows how long the
    next piece may be. The first one ends at the first comma that does not chop it.
    """
    result: list[Piece] = []
    while True:
        most = max(FIRST, GROWTH * lead)
        cut = None if weight(text[start:]) <= most else _cut(text, start, most, soon=lead == 0)
        if cut is None:
            result.append(Piece(start, text[start:]))
            return tuple(result)
        result.append(Piece(start, text[start:cut].rstrip()))
        lead += weight(text[start:cut])
        start = cut + len(text[cut:]) - len(text[cut:].lstrip())


def _cut(text: str, start: int, most: float, *, soon: bool) -> int | None:
    """Where the piece that begins at `start` ends; None where no comma parts the rest.

    `soon`: at the first comma; otherwise at the last one that is within `most`, or the first beyond it.
    """
    found: int | None = None
    so_far = 0.0
    for position in range(start, len(text)):
        so_far += weight(text[position])
        if so_far > most and found is not None:
            break
        if so_far >= LEAST and _parts(text, position) and weight(text[position + 1 :]) >= LEAST:
            found = position + 1
            while found < len(text) and text[found] in _CLOSERS:
                found += 1
            if soon:
                break
    return found


def _parts(text: str, position: int) -> bool:
    """Whether a voice makes a pause after this character; a comma within a number makes none."""
    character = text[position]
    if character in _COMMAS:
        inside = text[position - 1 : position].isdigit() and text[position + 1 : position + 2].isdigit()
        return not inside
    return character in _COMMAS_BEFORE_SPACE and text[position + 1 : position + 2].isspace()
