"""Pinyin as it is written: tone marks, tone numbers, ü and v."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

NEUTRAL = 5
_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_DIAERESIS = "\u0308"
_SYLLABLE = re.compile(r"([a-zv]+?)(r?)([1-5])(r?)")


@cache
def from_marks(marked: str) -> tuple[str, int]:
    """A syllable with its tone mark as sound and tone: zhōng as ("zhong", 1), lüè as ("lve", 4)."""
    letters: list[str] = []
    tone = NEUTRAL
    for character in unicodedata.normalize("NFD", marked):
        if character in _TONES:
            tone = _TONES[character]
        elif character == _DIAERESIS:
            letters[-1] = "v"
        elif "a" <= character <= "z":
            letters.append(character)
    return "".join(letters), tone


@cache
def to_marks(sound: str, tone: int) -> str:
    """Sound and tone as a syllable with its mark: ("lve", 4) as lüè, ("hng", 5) as hng."""
    mark = next((sign for sign, number in _TONES.items() if number == tone), "")
    main = next((vowel for vowel in ("a", "e", "ê", "ou") if vowel in sound), "")
    place = sound.find(main) if main else max(sound.rfind(vowel) for vowel in "iouv")
    if place < 0:  # m, n, ng, hng
        place = next((number for number, letter in enumerate(sound) if letter in "mn"), len(sound) - 1)
    marked = sound[: place + 1] + mark + sound[place + 1 :]
    return unicodedata.normalize("NFC", marked.replace("v" + mark, "u\u0308" + mark).replace("v", "ü"))


def from_number(written: str) -> tuple[str, int]:
    """A syllable with its tone number as sound and tone: "nv3" as ("nv", 3)."""
    return written[:-1], int(written[-1])


@cache
def read_pinyin(written: str) -> tuple[tuple[str, int, bool], ...]:
    """Pinyin such as "chong2 qing4" or "wan2r" as (sound, tone, rhotic); empty where it is none."""
    syllables: list[tuple[str, int, bool]] = []
    for word in re.sub(r"(?<=[1-5])(?=[a-z])(?!r(?![a-z]))", " ", _plain(written)).split():
        found = _SYLLABLE.fullmatch(word)
        if found is None or (sound := _spelled(found[1])) is None:
            return ()
        syllables.append((sound, int(found[3]), bool(found[2] or found[4])))
    return tuple(syllables)


def is_pinyin(written: str) -> bool:
    """Whether a reader's pinyin can be said: syllables of Mandarin, each with its tone number."""
    return bool(read_pinyin(written))


def _plain(written: str) -> str:
    return unicodedata.normalize("NFKC", written).strip().lower().replace("ü", "v").replace("u:", "v")


def _spelled(sound: str) -> str | None:
    from gxreader.speech.mandarin.general import syllables

    known = syllables()
    if sound in known:
        return sound
    rounded = re.sub(r"(?<=[jqxy])v", "u", sound)  # jü and the like are written ju
    return rounded if rounded in known else None
