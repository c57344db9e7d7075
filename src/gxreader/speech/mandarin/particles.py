"""地 after what tells how: a particle before a verb, the earth elsewhere."""

from __future__ import annotations

from gxreader.speech.mandarin.parts import Phrase, Piece
from gxreader.speech.mandarin.words import tag_of

_HOW = ("a", "d", "z", "i", "l", "v", "b", "o")  # parts of speech that tell how
_DEED = ("v", "p", "d", "a", "r", "uj", "c", "i", "l", "m", "z")
_NOT_AFTER = frozenset("上里下方区带面处点段租价图址块皮产主的和是在有")
_SHORTEST = 2


def weaken_adverbs(phrase: Phrase) -> None:
    """Make 地 the particle de where it follows 努力, 熟练 or 慢慢, and something is done."""
    for position, piece in enumerate(phrase):
        if not piece.sounds or piece.sounds[-1].written != "地" or piece.wished or piece.name:
            continue
        before = phrase[position - 1] if position else None
        after = phrase[position + 1] if position + 1 < len(phrase) else None
        if after is not None and _tells_how(piece, before) and _is_deed(after):
            piece.sounds[-1].sound = "de"
            piece.sounds[-1].tone = 5


def _tells_how(piece: Piece, before: Piece | None) -> bool:
    if len(piece.text) > _SHORTEST:
        how = piece.text[:-1]
        return tag_of(how).startswith(_HOW)
    return (
        len(piece.text) == 1
        and before is not None
        and len(before.text) >= _SHORTEST
        and (before.tag.startswith(_HOW) or before.text[-1] == before.text[-2])
    )


def _is_deed(after: Piece) -> bool:
    return after.tag.startswith(_DEED) and after.text not in _NOT_AFTER
