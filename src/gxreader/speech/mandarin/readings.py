"""The readings of a word before any tone changes: our phrases, the general dictionary, then the context."""

from __future__ import annotations

from gxreader.speech.mandarin import general
from gxreader.speech.mandarin.general import Reading
from gxreader.speech.mandarin.lexicon import lexicon
from gxreader.speech.mandarin.parts import Piece, Sound
from gxreader.speech.mandarin.pinyin import NEUTRAL

_LONGEST_PART = 4


def read(piece: Piece, text: str, original: str) -> None:
    """Give a piece its syllables; `text` is simplified, `original` as it was written."""
    readings = _name(piece, text, original) if piece.name else _word(piece.text, piece.start, text, original)
    for offset, reading in enumerate(readings):
        if reading is None:
            continue
        place = piece.start + offset
        sound, tone = reading
        base = tone if tone != NEUTRAL else _full_tone(piece.text[offset], sound)
        piece.sounds.append(Sound(place, place + 1, piece.text[offset], sound, tone, base))


def is_known(written: str) -> bool:
    """Whether a simplified character has any reading."""
    return written in lexicon().characters or bool(general.character(written))


def _word(word: str, start: int, text: str, original: str) -> list[Reading | None]:
    if len(word) == 1:
        return [_single(text, start, original)]
    listed = lexicon().phrases.get(word) or general.phrase(word)
    if listed is not None:
        return list(_weakened(word, listed))
    readings: list[Reading | None] = []
    position = 0
    while position < len(word):
        part = _longest_part(word, position)
        if part is None:
            readings.append(_single(text, start + position, original))
            position += 1
        else:
            readings.extend(part)
            position += len(part)
    return list(_ending_weakened(word, readings))


def _longest_part(word: str, position: int) -> tuple[Reading, ...] | None:
    """The readings of the longest listed part of a word from a position on."""
    ours = lexicon()
    for end in range(min(len(word), position + _LONGEST_PART), position + 1, -1):
        part = word[position:end]
        listed = ours.phrases.get(part) or general.phrase(part)
        if listed is not None:
            return _weakened(part, listed)
        if part in ours.neutral:
            return _weakened(part, tuple(_usual(written) for written in part))
    return None


def _weakened(word: str, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    if word in lexicon().phrases or not _ends_neutral(word):
        return readings
    return (*readings[:-1], (readings[-1][0], NEUTRAL))


def _ending_weakened(word: str, readings: list[Reading | None]) -> list[Reading | None]:
    if _ends_neutral(word) and readings[-1] is not None:
        readings[-1] = (readings[-1][0], NEUTRAL)
    return readings


def _ends_neutral(word: str) -> bool:
    neutral = lexicon().neutral
    return word in neutral or (len(word) > 2 and word[-2:] in neutral and word[-3:] not in lexicon().phrases)  # noqa: PLR2004  # 小姑娘: a neutral word within a longer one


def _single(text: str, position: int, original: str) -> Reading | None:
    """A character by its context; as it was written where that tells more, 髮 beside 發."""
    written = original[position]
    if written != text[position]:
        readings = general.character(written)
        if len(readings) == 1 and text[position] not in "里了着":
            return readings[0]
    for rule in lexicon().contexts.get(text[position], ()):
        if rule.fits(text, position):
            return rule.reading
    return _usual_or_none(text[position]) or _usual_or_none(written)


def _usual(written: str) -> Reading:
    return _usual_or_none(written) or ("", NEUTRAL)


def _usual_or_none(written: str) -> Reading | None:
    own = lexicon().characters.get(written)
    if own is not None:
        return own
    listed = general.character(written)
    return listed[0] if listed else None


def _full_tone(written: str, sound: str) -> int:
    """The tone a neutral syllable has when it is said in full."""
    for other, tone in general.character(written):
        if other == sound and tone != NEUTRAL:
            return tone
    return NEUTRAL


def _name(piece: Piece, text: str, original: str) -> list[Reading | None]:
    surname = lexicon().surnames[piece.text[: piece.surname]]
    first = list(surname) or _word(piece.text[: piece.surname], piece.start, text, original)
    given: list[Reading | None] = [_single_in_name(written) for written in piece.text[piece.surname :]]
    return [*first, *given]


def _single_in_name(written: str) -> Reading | None:
    return {"得": ("de", 2), "为": ("wei", 2), "地": ("di", 4), "茜": ("qian", 4), "子": ("zi", 3)}.get(
        written
    ) or _usual_or_none(written)
