"""A syllable while rules still work on it."""

from __future__ import annotations

import re
from dataclasses import dataclass

NEUTRAL = 5
_PINYIN = re.compile(r"([a-zêü]+?)([1-5]?)")


@dataclass
class Spoken:
    """A hanzi with its reading, the word it stands in (text and kind), and its offset there."""

    character: str
    start: int
    end: int
    sound: str
    tone: int
    word: str = ""
    kind: str = ""  # the word's part of speech, in jieba's letters
    offset: int = 0  # characters before it in the word
    rhotic: bool = False
    is_wished: bool = False  # said as the reader's dictionary wants it

    @property
    def is_alone(self) -> bool:
        """Whether it is a word by itself."""
        return len(self.word) == 1

    @property
    def is_first(self) -> bool:
        """Whether a word begins here."""
        return self.offset == 0

    @property
    def is_last(self) -> bool:
        """Whether a word ends here."""
        return self.offset + 1 == len(self.word)

    def say(self, pinyin: str) -> None:
        """Give it a reading such as zhong4."""
        self.sound, self.tone = parted(pinyin)


def parted(pinyin: str) -> tuple[str, int]:
    """The sound and tone of a syllable such as lv4; without a figure its tone is neutral."""
    found = _PINYIN.fullmatch(pinyin)
    if found is None:
        raise ValueError(pinyin)
    return found[1].replace("ü", "v").replace("u:", "v"), int(found[2] or NEUTRAL)
