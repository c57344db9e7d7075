"""Texts made comparable, character by character, so that every place stays where it was.

Full-width forms, capital letters, accents and traditional characters are one with their plain forms.
"""

from __future__ import annotations

import re
import unicodedata

from gxreader.han.writing import folded

# What is divided into bigrams: hanzi, kana, hangul, bopomofo, and the signs 々 and 〇.
HAN = (
    "\u3005\u3007\u3040-\u30ff\u3105-\u312f\u31a0-\u31bf\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
SPACE = " \t\r\n\xa0\u2000-\u200a\u202f\u3000"
_SPACES = re.compile(f"[{SPACE}]")
_HAN = re.compile(f"[{HAN}]")
_FULL_WIDTH = 0xFEE0  # between ！ and !


def is_han(character: str) -> bool:
    """Whether a character is one of those that bigrams are made of."""
    return _HAN.match(character) is not None


class _Folding(dict[int, str]):
    """What stands for a character, found at its first use."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _plain(chr(code))
        return found


def _plain(character: str) -> str:
    code = ord(character)
    if 0xFF01 <= code <= 0xFF5E:  # noqa: PLR2004 - the block of full-width forms
        character = chr(code - _FULL_WIDTH)
    elif _SPACES.match(character):
        return " "
    lower = character.lower()
    lower = lower if len(lower) == 1 else character
    base = unicodedata.normalize("NFD", lower)[0] if lower.isalpha() and not is_han(lower) else lower
    return folded(base)


_folding = _Folding()


def fold(text: str) -> str:
    """A text for comparing, exactly as long as it was."""
    return text.translate(_folding)
