"""Pinyin for voices that read nothing but characters, and pinyin as people type it."""

from __future__ import annotations

import re
from functools import cache

from gxreader import resources
from gxreader.speech.normalise import Spoken

_SYLLABLE = re.compile(r"([a-z]+)([1-5])")


def canonical(written: str) -> str | None:
    """Pinyin as syllables with a tone number each, parted by spaces; None if it is not pinyin with tones.

    `yin2 hang2`, `yin2hang2` and `yín háng` are read alike, ü may be v or u:, and 5 or 0 is the neutral tone.
    """
    text = written.strip().lower().replace("u:", "v").replace("ü", "v").replace("'", " ").replace("’", " ")
    syllables: list[str] = []
    for word in text.split():
        found = _numbered(word.replace("0", "5")) if word[-1].isdigit() else _marked(word)
        if not found or not all(_is_base(syllable[:-1]) for syllable in found):
            return None
        syllables += found
    toneless = all(syllable.endswith("5") for syllable in syllables) and "5" not in text.replace("0", "5")
    return " ".join(syllables) if syllables and not toneless else None


def _numbered(word: str) -> list[str]:
    parts = _SYLLABLE.findall(word)
    whole = "".join(base + tone for base, tone in parts) == word
    return [base + tone for base, tone in parts] if whole else []


def _marked(word: str) -> list[str]:
    from gxreader.speech.mandarin.pinyin import from_marks  # not in the way of the first sound

    base, tone = from_marks(word)
    return [f"{base}{tone}"]


def _is_base(base: str) -> bool:
    """Whether there is such a syllable, with or without the r of erhua."""
    bases = _homophones()
    return base in bases or (len(base) > 2 and base.endswith("r") and base[:-1] in bases)  # noqa: PLR2004  # er is a syllable


@cache
def _homophones() -> dict[str, tuple[str, ...]]:
    """For each syllable without tone, a character for each tone, empty where there is none."""
    text = resources.path("speech", "homophones.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {base: tuple("" if sign == "-" else sign for sign in signs) for base, *signs in rows}


def homophone(syllable: str) -> str:
    """A character that is always said like this syllable, else the syllable itself in Latin letters."""
    base, tone = syllable[:-1], int(syllable[-1])
    table = _homophones()
    if base not in table and base.endswith("r"):
        return homophone(f"{base[:-1]}{tone}") + "儿"
    return table[base][tone - 1] or f" {syllable} "


def in_homophones(spoken: Spoken, told: tuple[tuple[int, int, str], ...]) -> Spoken:
    """The same text for a voice that reads characters only: what has a pinyin is put in others that sound so.

    `told` holds stretches (start, end) of the spoken text and their syllables, in order. Where there are as
    many syllables as characters each stands for its own, else each for the whole stretch.
    """
    text: list[str] = []
    origins: list[tuple[int, int]] = []
    position = 0
    for start, end, pinyin in told:
        text.append(spoken.text[position:start])
        origins += spoken.origins[position:start]
        syllables = pinyin.split()
        whole = spoken.original(start, end)
        for offset, syllable in enumerate(syllables):
            sign = homophone(syllable)
            text.append(sign)
            own = spoken.origins[start + offset] if len(syllables) == end - start else whole
            origins += [own] * len(sign)
        position = end
    text.append(spoken.text[position:])
    origins += spoken.origins[position:]
    return Spoken("".join(text), tuple(origins))
