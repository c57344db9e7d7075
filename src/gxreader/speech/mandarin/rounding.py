"""儿: a syllable of its own in some words, elsewhere the rounding of the syllable before it."""

from __future__ import annotations

from gxreader.speech.mandarin.lexicon import lexicon
from gxreader.speech.mandarin.parts import Phrase, Piece, Sound

_LONGEST = 4


def round_syllables(phrase: Phrase) -> None:
    """Let 儿 round the syllable before it, wherever it is none of its own."""
    previous: Sound | None = None
    owner: Piece | None = None
    text = "".join(piece.text for piece in phrase)
    offset = 0
    for piece in phrase:
        kept: list[Sound] = []
        for sound in piece.sounds:
            place = offset + sound.start - piece.start
            rounds = sound.written == "儿" and not sound.wished and not piece.name
            if rounds and previous is not None and owner is not None and not _is_syllable(text, place, piece):
                _round(previous, sound, text[:place])
                owner.end = max(owner.end, sound.end)
                continue
            kept.append(sound)
            previous, owner = sound, piece
        offset += len(piece.text)
        piece.sounds = kept


def _is_syllable(text: str, place: int, piece: Piece) -> bool:
    """Whether a listed word of 儿 holds it; one that begins with it must begin the piece."""
    words = lexicon().lists["儿 is a syllable"]
    for length in range(2, _LONGEST + 1):
        for start in range(max(0, place - length + 1), place + 1):
            word = text[start : start + length]
            if word in words and (word[0] != "儿" or piece.text.startswith("儿")):
                return True
    return False


def _round(sound: Sound, ending: Sound, before: str) -> None:
    """慢慢儿 as man4 man1r; 玩儿 as wan2r."""
    sound.rhotic = True
    sound.end = ending.end
    twice = len(before) > 1 and before[-1] == before[-2]
    if twice and before[-1] in lexicon().lists["adjectives said twice with 儿"] and not sound.wished:
        sound.tone = 1
