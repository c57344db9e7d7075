"""How words and single hanzi are read before their neighbours are looked at: our lists, then pypinyin's."""

from __future__ import annotations

from functools import cache

from gxreader.resources import path

_DEFAULT = "a5"


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Our own words: heteronyms, neutral tones, names and places that pypinyin lacks or reads otherwise."""
    found: dict[str, tuple[str, ...]] = {}
    for file in ("words.txt", "neutral.txt", "names.txt"):
        for line in _lines(file):
            word, *syllables = line.split()
            found[word] = tuple(syllables)
    return found


@cache
def characters() -> dict[str, str]:
    """The reading of a hanzi that stands alone, where it is not the first that pypinyin names."""
    return dict(line.split() for line in _lines("characters.txt"))


@cache
def surnames() -> dict[str, str]:
    """Surnames that are read otherwise than the same hanzi elsewhere."""
    return dict(line.split() for line in _lines("surnames.txt"))


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one of our plain lists."""
    return frozenset(word for line in _lines(f"{name}.txt") for word in line.split())


def _lines(file: str) -> list[str]:
    text = path("speech", "mandarin", file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def of_word(word: str) -> tuple[str, ...]:
    """One reading for each hanzi of a word, such as yin2; an empty one for what nobody can read."""
    known = phrases().get(word) or _from_pypinyin(word)
    if known:
        return known
    if len(word) == 1:
        return (of_character(word),)
    for size in range(len(word) - 1, 1, -1):  # the longest part that is known, and what is beside it
        for start in range(len(word) - size + 1):
            part = word[start : start + size]
            known = phrases().get(part) or _from_pypinyin(part)
            if known:
                before = of_word(word[:start]) if start else ()
                after = of_word(word[start + size :]) if start + size < len(word) else ()
                return (*before, *known, *after)
    return tuple(of_character(character) for character in word)


@cache
def of_character(character: str) -> str:
    """The commonest reading of one hanzi; empty if nobody knows it."""
    own = characters().get(character)
    if own:
        return own
    from pypinyin.constants import PINYIN_DICT

    found = PINYIN_DICT.get(ord(character), "")
    return _numbered(found.split(",")[0]) if found else ""


def _from_pypinyin(word: str) -> tuple[str, ...]:
    if len(word) == 1:
        return ()
    from pypinyin.constants import PHRASES_DICT

    found = PHRASES_DICT.get(word)
    if not found or len(found) != len(word):
        return ()
    return tuple(_base(character, reading[0]) for character, reading in zip(word, found, strict=True))


def _base(character: str, reading: str) -> str:
    """Pypinyin's phrases carry sandhi here and there; the tones of 一 and 不 are for our own rules."""
    if character in "一不":
        return {"一": "yi1", "不": "bu4"}[character]
    return _numbered(reading)


@cache
def _numbered(reading: str) -> str:
    """zhōng as zhong1."""
    from pypinyin.contrib.tone_convert import to_tone3

    written = str(to_tone3(reading, v_to_u=False, neutral_tone_with_five=True)).replace("ü", "v")
    return written.replace("ê", "ei")
