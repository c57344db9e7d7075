"""What the Mandarin front end hands on: words of syllables, pauses, and letters for another front end."""

from __future__ import annotations

import msgspec


class Syllable(msgspec.Struct, frozen=True):
    """One syllable and its place in code points of the given text."""

    start: int
    end: int  # includes a 儿 that only rounds the syllable
    sound: str  # pinyin without tone, lower case, ü written v: "zhong", "nv", "er", "m", "hng"
    tone: int  # 1-4, 5 neutral, as spoken after sandhi
    rhotic: bool = False  # rounded by 儿


class Word(msgspec.Struct, frozen=True):
    """Syllables said without a gap."""

    start: int
    end: int
    syllables: tuple[Syllable, ...]


class Pause(msgspec.Struct, frozen=True):
    """A mark of punctuation; `mark` is one of , . ! ? ; : … — “ ” ( )."""

    start: int
    end: int
    mark: str


class Foreign(msgspec.Struct, frozen=True):
    """Latin letters or words, or characters of another script, for another front end."""

    start: int
    end: int
    text: str


Token = Word | Pause | Foreign
