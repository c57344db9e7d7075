"""Which language a text is written in, from its script and its commonest words."""

from __future__ import annotations

import re

_SAMPLE = 20_000
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_LETTER = re.compile(r"[^\W\d_]")
_ENGLISH = re.compile(
    r"\b(?:the|and|of|to|in|is|that|for|was|with|on|as|it|are|this|by|from|at)\b", re.IGNORECASE
)
_WORD = re.compile(r"\b[a-z]+\b", re.IGNORECASE)


def guess_language(text: str) -> str:
    """A BCP 47 tag (zh, en, ja, ko), or nothing when the text does not tell."""
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return ""
    if len(_KANA.findall(sample)) > 0.1 * letters:
        return "ja"
    if len(_HANGUL.findall(sample)) > 0.3 * letters:
        return "ko"
    words = len(_WORD.findall(sample))
    # a hanzi says about as much as an English word of five letters
    if len(_HAN.findall(sample)) > max(1, words):
        return "zh"
    if words and len(_ENGLISH.findall(sample)) >= 0.12 * words:
        return "en"
    return "zh" if _HAN.search(sample) else ""
