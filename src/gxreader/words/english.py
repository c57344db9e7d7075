"""English words: what of a meaning is one, and the forms under which a word of a text may stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gxreader.words.entries import Entry

WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LEADING = re.compile(r"^(?:to be |to |an? |the |sb |sth )+")
_PARTS = re.compile(r"[;,]")
_MOST_WORDS = 3  # of a meaning that is offered for one of its words
_SHORTEST = 3  # letters of a word within a longer meaning
_NOT_MEANINGS = (
    "CL:",
    "variant of",
    "old variant",
    "erhua variant",
    "see ",
    "abbr. for",
    "used in",
)
_SMALL = frozenset("the and for with from one sth not out off any its".split())  # noqa: SIM905 - a list of quoted words is no easier
_VOWELS = "aeiou"


def senses(entry: Entry) -> Iterator[tuple[str, int, int]]:
    """The English words of an entry: each with the number of words it stands among, and of its meaning."""
    number = 0
    for meaning in entry.meanings:
        plain = _BRACKETS.sub(" ", meaning)
        if plain.strip().startswith(_NOT_MEANINGS):
            continue
        for part in _PARTS.split(plain):
            words = WORD.findall(_LEADING.sub("", part.strip().lower()))
            if len(words) == 1:
                yield words[0], 1, number
            elif 1 < len(words) <= _MOST_WORDS:
                for word in words:
                    if len(word) >= _SHORTEST and word not in _SMALL:
                        yield word, len(words), number
            number += 1


def forms(word: str) -> tuple[str, ...]:
    """The word as it is, then what it may be a form of: libraries, library; stopped, stop; making, make."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    found = [word]
    if word.endswith("ies"):
        found.append(f"{word[:-3]}y")
    if word.endswith("es"):
        found.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        found.append(word[:-1])
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            found += [stem, f"{stem}e"]
            if stem[-2:-1] == stem[-1:] and stem[-1:] not in _VOWELS:
                found.append(stem[:-1])
            if ending == "ed" and stem.endswith("i"):
                found.append(f"{stem[:-1]}y")
    return tuple(dict.fromkeys(form for form in found if len(form) > 1 or form == word))
