"""English for Kokoro: espeak-ng's IPA in the signs the model was trained on, word by word with its place."""

from __future__ import annotations

import re
from collections.abc import Callable

# espeak's sounds, longest first, as the model writes them; `^` joins the parts of one sound.
_SHARED = (
    ("ʔˌn\u0329", "tᵊn"),
    ("ʔn\u0329", "tᵊn"),
    ("a^ɪ", "I"),
    ("a^ʊ", "W"),
    ("d^ʒ", "ʤ"),
    ("t^ʃ", "ʧ"),
    ("e^ɪ", "A"),
    ("ɔ^ɪ", "Y"),
    ("ə^l", "ᵊl"),
    ("ʲ", ""),
    ("ɚ", "əɹ"),
    ("ɬ", "l"),
    ("x", "k"),
    ("ç", "k"),
    ("\u0303", ""),
    ("g", "ɡ"),
)
_BRITISH = (("e^ə", "ɛː"), ("i^ə", "ɪə"), ("iə", "ɪə"), ("ə^ʊ", "Q"))
_AMERICAN = (("o^ʊ", "O"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɪə", "iə"), ("ː", ""), ("ɾ", "T"), ("ʔ", "t"))
_LAST = (("^", ""), ("e", "A"), ("o", "ɔ"), ("r", "ɹ"))
_SYLLABIC = re.compile("(\\S)\u0329")
_ARTICLE = {"ɐ": "ɐ", "ˈɐ": "ɐ"}  # "a": elsewhere ɐ is a weak ə

Words = Callable[[str], list[str]]
Piece = tuple[int, int, str]


def written(ipa: str, *, british: bool) -> str:
    """One word of espeak's IPA as the model writes it."""
    if ipa in _ARTICLE:
        return _ARTICLE[ipa]
    ipa = ipa.replace("ɐ", "ə")
    for old, new in (*_SHARED, *(_BRITISH if british else _AMERICAN)):
        ipa = ipa.replace(old, new)
    ipa = _SYLLABIC.sub("ᵊ\\1", ipa)
    for old, new in _LAST:
        ipa = ipa.replace(old, new)
    return ipa


_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")


def pronounced(text: str, words: Words, *, british: bool) -> list[Piece]:
    """The words of a text: start, end (code points), phonemes; `words` asks espeak-ng.

    espeak says some words as one ("of the"): these are one piece that covers them all.
    """
    places = [found.span() for found in _WORD.finditer(text)]
    return _aligned(text, places, words, british=british) if places else []


def _aligned(text: str, places: list[tuple[int, int]], words: Words, *, british: bool) -> list[Piece]:
    start, end = places[0][0], places[-1][1]
    found = words(text[start:end])
    if len(found) == len(places):
        return [
            (place[0], place[1], written(ipa, british=british))
            for place, ipa in zip(places, found, strict=True)
        ]
    if len(places) <= 2:  # noqa: PLR2004  # a word, or two said as one
        return [(start, end, " ".join(written(ipa, british=british) for ipa in found))]
    middle = len(places) // 2
    return [
        *_aligned(text, places[:middle], words, british=british),
        *_aligned(text, places[middle:], words, british=british),
    ]
