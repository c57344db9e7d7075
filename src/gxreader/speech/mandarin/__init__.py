"""Mandarin text as words of syllables with the tones they are spoken in, for a neural voice.

Used in the speech worker alone: `pronounce` loads dictionaries at its first call.
"""

from gxreader.speech.mandarin.front import pronounce, unknown, written
from gxreader.speech.mandarin.pinyin import is_pinyin
from gxreader.speech.mandarin.values import Foreign, Pause, Syllable, Token, Word

__all__ = ["Foreign", "Pause", "Syllable", "Token", "Word", "is_pinyin", "pronounce", "unknown", "written"]
