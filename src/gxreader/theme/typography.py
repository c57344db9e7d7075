"""How Chinese text is shown: the source's half-width punctuation as full-width, character for character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CJK = f"{_HAN}《》「」『』【】“”‘’、。，；：？！（）…—"
_BESIDE_HAN = re.compile(
    rf"(?<=[{_CJK}])[,;:?!](?=\s|$|[^\x00-\x7f]|[0-9A-Za-z\"'(])|(?<=\S)[,;:?!](?=[{_HAN}])"
)
# The dot within a foreign name may not begin a line; Unicode's line breaking knows that of this one alone.
_DOT, _DOT_OF_NAMES = "\u2027", re.compile(rf"[·•](?<=[{_HAN}].)(?=[{_HAN}])")
_OPENING = re.compile(rf"\((?=[^()]*[{_HAN}][^()]*\))")

_LATIN = "0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_IS_HAN = re.compile(f"[{_HAN}]").match
_WORDS = re.compile(f"[{_LATIN}]+")
CLOSING_SIGNS, OPENING_SIGNS = "，。、；：？！）》」』】〕〉”’", "（《「『【〔〈“‘"
_SIGNS_MEET = re.compile(
    rf"[{CLOSING_SIGNS}](?=[{CLOSING_SIGNS}{OPENING_SIGNS}])|[{OPENING_SIGNS}](?=[{OPENING_SIGNS}])"
)


def where_scripts_meet(text: str) -> list[int]:
    """The places of Chinese characters before Latin letters or digits, and of those before Chinese."""
    found = []
    for match in _WORDS.finditer(text):
        start, end = match.span()
        if start and _IS_HAN(text, start - 1):
            found.append(start - 1)
        if _IS_HAN(text, end):
            found.append(end - 1)
    return found


def where_signs_meet(text: str) -> list[int]:
    """The places of full-width signs that leave too much room before the next one."""
    return [match.start() for match in _SIGNS_MEET.finditer(text)]


def has_han(text: str) -> bool:
    """Whether a text has any Chinese character."""
    return re.search(f"[{_HAN}]", text) is not None


def full_width_punctuation(text: str) -> str:
    """The text as Chinese print would set it. Its length never changes, so every offset stays true.

    Only signs that follow a Chinese character or stand around Chinese words are touched: `3:1`, `A,B` and
    `f(x)` stay as they are.
    """
    if not has_han(text):
        return text
    characters = list(text)
    for match in _BESIDE_HAN.finditer(text):
        characters[match.start()] = _FULL[match.group()]
    for match in _DOT_OF_NAMES.finditer(text):
        characters[match.start()] = _DOT
    for match in _OPENING.finditer(text):
        closing = text.index(")", match.start())
        characters[match.start()] = _FULL["("]
        characters[closing] = _FULL[")"]
    return "".join(characters)


# letters and their small forms in Unicode: few typefaces have them, so an article is drawn with the letters
ABOVE = ("0123456789+−=()abcdefghijklmnoprstuvwxyzTβγδ", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵝᵞᵟ")
BELOW = ("0123456789+−=()aehijklmnoprstuvxβγ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧ")
_LETTERS = {
    **{small: (letter, 1) for letter, small in zip(*ABOVE, strict=True)},
    **{small: (letter, -1) for letter, small in zip(*BELOW, strict=True)},
}


def raised_and_lowered(text: str) -> Iterator[tuple[str, int]]:
    """The pieces of a formula, each as long as it was: 1 for what is small and above, -1 below, else 0."""
    pieces = groupby((_LETTERS.get(sign, (sign, 0)) for sign in text), key=lambda piece: piece[1])
    for place, signs in pieces:
        yield "".join(sign for sign, _place in signs), place
