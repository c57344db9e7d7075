"""Mandarin syllables as the phonemes Kokoro 1.1 (zh) was trained on: zhuyin, tones as digits.

Finals that zhuyin writes with two signs have one of their own, a Chinese character that stands for the sound
(the `vocab` of the model's published config; misaki's zh_frontend writes them so).
"""

from __future__ import annotations

from gxreader.speech.mandarin.values import Syllable
from gxreader.speech.neural.syllables import divided

SIGN = "ㄓ"  # a vocabulary that has it is written so
JOINT = "/"  # between two words
INITIALS = {
    "b": "ㄅ", "p": "ㄆ", "m": "ㄇ", "f": "ㄈ", "d": "ㄉ", "t": "ㄊ", "n": "ㄋ", "l": "ㄌ",
    "g": "ㄍ", "k": "ㄎ", "h": "ㄏ", "j": "ㄐ", "q": "ㄑ", "x": "ㄒ",
    "zh": "ㄓ", "ch": "ㄔ", "sh": "ㄕ", "r": "ㄖ", "z": "ㄗ", "c": "ㄘ", "s": "ㄙ",
}  # fmt: skip
FINALS = {
    "a": "ㄚ", "ai": "ㄞ", "an": "ㄢ", "ang": "ㄤ", "ao": "ㄠ",
    "e": "ㄜ", "ei": "ㄟ", "en": "ㄣ", "eng": "ㄥ", "er": "ㄦ", "ê": "ㄝ",
    "i": "ㄧ", "ia": "压", "ian": "言", "iang": "阳", "iao": "要", "ie": "ㄝ", "in": "阴", "ing": "应",
    "iong": "用", "iu": "又", "io": "ㄧㄛ",
    "o": "ㄛ", "ong": "中", "ou": "ㄡ",
    "u": "ㄨ", "ua": "穵", "uai": "外", "uan": "万", "uang": "王", "ui": "为", "un": "文", "uo": "我",
    "ueng": "瓮",
    "v": "ㄩ", "van": "元", "ve": "月", "vn": "云",
}  # fmt: skip
_VOWELLESS = {"m": "ㄇ", "n": "ㄋ", "ng": "ㄥ", "hm": "ㄏㄇ", "hng": "ㄏㄥ"}
_WHISTLED = frozenset({"z", "c", "s"})
_CURLED = frozenset({"zh", "ch", "sh", "r"})
_RHOTIC = "R"


def phonemes(syllable: Syllable) -> str:
    """A syllable for the model. Raises KeyError for a spelling that is no Mandarin syllable."""
    initial, final = divided(syllable.sound)
    rhotic = _RHOTIC if syllable.rhotic else ""
    return INITIALS.get(initial, "") + _final(initial, final) + rhotic + str(syllable.tone)


def _final(initial: str, final: str) -> str:
    if not initial and final in _VOWELLESS:
        return _VOWELLESS[final]
    if final == "i" and initial in _WHISTLED:
        return "ㄭ"
    if final == "i" and initial in _CURLED:
        return "十"
    return FINALS[final]
