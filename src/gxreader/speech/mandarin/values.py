"""What the Mandarin front end gives: words of syllables, pauses, and stretches for another language."""

from __future__ import annotations

import msgspec


class Syllable(msgspec.Struct, frozen=True):
    """One syllable, from `start` to `end` of the text (code points; with a 儿 that only rounds it).

    `sound` is pinyin without tone, ü as v; `tone` is 1-4, or 5 for neutral, as spoken after sandhi.
    """

    start: int
    end: int
    sound: str
    tone: int
    rhotic: bool = False


class Word(msgspec.Struct, frozen=True):
    """Syllables that belong together."""

    start: int
    end: int
    syllables: tuple[Syllable, ...]


class Pause(msgspec.Struct, frozen=True):
    """A mark of punctuation, in its ASCII form where there is one."""

    start: int
    end: int
    mark: str


class Foreign(msgspec.Struct, frozen=True):
    """Letters, for the front end of another language."""

    start: int
    end: int
    text: str


Token = Word | Pause | Foreign
