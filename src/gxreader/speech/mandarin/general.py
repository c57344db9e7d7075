"""The general dictionary of readings: pypinyin's tables, with 一 and 不 set back to their own tones."""

from __future__ import annotations

from functools import cache

from gxreader.speech.mandarin.pinyin import from_marks

Reading = tuple[str, int]

_OWN_TONES: dict[str, Reading] = {"一": ("yi", 1), "不": ("bu", 4), "谁": ("shei", 2)}


def phrase(word: str) -> tuple[Reading, ...] | None:
    """The readings of a word of two or more characters, before sandhi; None if it is not listed."""
    from pypinyin.constants import PHRASES_DICT

    listed = PHRASES_DICT.get(word)
    if listed is None or len(listed) != len(word):
        return None
    return tuple(
        _OWN_TONES.get(character) or from_marks(readings[0])
        for character, readings in zip(word, listed, strict=True)
    )


def character(written: str) -> tuple[Reading, ...]:
    """The readings of a character, the most usual one first; empty if it is not listed."""
    from pypinyin.constants import PINYIN_DICT

    listed = PINYIN_DICT.get(ord(written))
    return tuple(from_marks(reading) for reading in listed.split(",")) if listed else ()


@cache
def syllables() -> frozenset[str]:
    """Every syllable of Mandarin, without tone."""
    from pypinyin.constants import PINYIN_DICT

    return frozenset(
        sound for listed in PINYIN_DICT.values() for sound, _tone in map(from_marks, listed.split(","))
    )
