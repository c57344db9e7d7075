"""Pinyin as CC-CEDICT writes it (lu:4, r5, Bei3 jing1) to pinyin as people read it."""

from __future__ import annotations

import re
import unicodedata

_SYLLABLE = re.compile(r"([A-Za-zÜü:]+)([1-5])", re.ASCII | re.IGNORECASE)
_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}
_RUN_TOGETHER = re.compile(r"(?<=[1-5])(?=[A-Za-z])")  # the newer form of the file: tu2shu1guan3
_OPEN = tuple("aeoāáǎàēéěèōóǒò")  # before these an apostrophe keeps syllables apart


def marked(syllable: str) -> str:
    """A syllable with its tone mark: lu:4 as lǜ; what is none (A, ·) stays as it is."""
    found = _SYLLABLE.fullmatch(syllable)
    if found is None:
        return syllable
    sound = found[1].replace("u:", "ü").replace("U:", "Ü").replace("v", "ü").replace("V", "Ü")
    mark = _MARKS.get(found[2], "")
    low = sound.lower()
    main = next((vowel for vowel in ("a", "e", "ou") if vowel in low), "")
    place = low.find(main) if main else max(low.rfind(vowel) for vowel in "iouü")
    if place < 0:  # m, n, ng, r: on the first sign that can bear one
        place = next((number for number, sign in enumerate(low) if sign in "mn"), len(low) - 1)
    return unicodedata.normalize("NFC", sound[: place + 1] + mark + sound[place + 1 :])


def syllables(written: str) -> tuple[str, ...]:
    """The syllables of a word's pinyin, each with its tone mark."""
    return tuple(marked(part) for part in _RUN_TOGETHER.sub(" ", written).split())


def joined(parts: tuple[str, ...]) -> str:
    """Syllables as one word: túshūguǎn, Xī'ān, Běijīng Dàxué, kǎlā O K."""
    text, before = "", ""
    for part in parts:
        text += _between(before, part) + part
        before = part
    return text


def _between(before: str, part: str) -> str:
    """What stands between two syllables: a space before names, letters and signs, or an apostrophe."""
    if not before or part == ",":
        return ""
    is_apart = not part[0].isalpha() or not before[-1].isalpha() or part[0].isupper()
    if is_apart or (len(before) == 1 and before.isupper()):
        return " "
    return "'" if part.startswith(_OPEN) else ""
