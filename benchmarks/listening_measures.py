"""How much of what was said was heard: error rates over toneless syllables for Mandarin, words for English.

Both sides go through the same rules. What was to be said is written down by hand in words; what was heard
comes in the listener's own spelling (2024年, 6.5%), which the program's own normaliser puts into words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gxreader.speech.normalise import normalise
from gxreader.speech.numbers import digit_by_digit

SEPARATOR = " | "  # in the fixed set, between how a sentence is written and how it is said
_LONGEST_INITIALS = 5  # capitals in a row are said letter by letter up to this many
_SAME = str.maketrans({"幺": "一", "两": "二", "兩": "二", "〇": "零"})
# 的, 地 and 得 are one sound as particles, and which of them it was cannot be heard.
_PARTICLES = frozenset("的地得")
_PIECE = re.compile(r"[A-Za-z]+|[0-9]|[^\W\d_a-zA-Z]")
_LATIN_JOINS = re.compile(r"(?<=[A-Za-z])[-'’.](?=[A-Za-z])")
_ENGLISH_PIECE = re.compile(r"[0-9]+(?:\.[0-9]+)?|[a-z]+")
_ENGLISH_PAIR = re.compile(r"\b([0-9]{1,2})[.:]?([0-9]{2})\b")
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third"}
_ENGLISH_SPELLINGS = {"metre": "meter", "metres": "meters", "kilometres": "kilometers"}

_SMALL_NUMERALS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
"""
_TEN_NUMERALS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL, _TENS = _SMALL_NUMERALS.split(), _TEN_NUMERALS.split()

Syllables = Callable[[str], list[str]]


@dataclass(frozen=True)
class Unit:
    """What is compared: how it sounds, and how it is shown."""

    sound: str
    shown: str

    def sounds_like(self, other: Unit) -> bool:
        """Whether an ear without tones takes one for the other."""
        return self.sound == other.sound or (self.shown in _PARTICLES and other.shown in _PARTICLES)


@dataclass(frozen=True)
class Score:
    """One sentence: the errors, how many units it has, and the stretches that were heard otherwise."""

    errors: int
    length: int
    differences: tuple[tuple[str, str], ...] = ()

    @property
    def rate(self) -> float:
        """Errors for each unit that was said; above 1 where more was heard than said."""
        return self.errors / max(self.length, 1)


def read_set(text: str) -> list[tuple[str, str]]:
    """The sentences of a fixed set, each as it is written and as it is said."""
    pairs = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            written, _, said = line.partition(SEPARATOR)
            pairs.append((written.strip(), (said or written).strip()))
    return pairs


def compare(said: Sequence[Unit], heard: Sequence[Unit]) -> Score:
    """The fewest substitutions, omissions and insertions (Levenshtein), and where they are."""
    rows = [list(range(len(heard) + 1))]
    for one in said:
        above, row = rows[-1], [rows[-1][0] + 1]
        for column, other in enumerate(heard, 1):
            swap = above[column - 1] + (not one.sounds_like(other))
            row.append(min(swap, above[column] + 1, row[column - 1] + 1))
        rows.append(row)
    return Score(rows[-1][-1], len(said), tuple(_differences(rows, said, heard)))


def _differences(rows: list[list[int]], said: Sequence[Unit], heard: Sequence[Unit]) -> list[tuple[str, str]]:
    """The way back through the table, neighbouring errors joined."""
    line, column = len(said), len(heard)
    found: list[tuple[str, str]] = []
    open_stretch = False
    while line or column:
        here = rows[line][column]
        if line and column and said[line - 1].sounds_like(heard[column - 1]):
            same = rows[line - 1][column - 1] == here
        else:
            same = False
        if same:
            line, column, open_stretch = line - 1, column - 1, False
            continue
        one = other = ""
        if line and column and rows[line - 1][column - 1] + 1 == here:
            line, column = line - 1, column - 1
            one, other = said[line].shown, heard[column].shown
        elif line and rows[line - 1][column] + 1 == here:
            line -= 1
            one = said[line].shown
        else:
            column -= 1
            other = heard[column].shown
        if open_stretch:
            before = found.pop()
            one, other = _joined(one, before[0]), _joined(other, before[1])
        found.append((one, other))
        open_stretch = True
    return found[::-1]


def _joined(one: str, other: str) -> str:
    gap = " " if one.isascii() and other.isascii() and one and other else ""
    return one + gap + other


def mandarin_units(text: str, syllables: Syllables) -> list[Unit]:
    """The toneless syllables of a text, its Latin words in lower case, initials letter by letter."""
    plain = _LATIN_JOINS.sub("", text).translate(_SAME)
    pieces = []
    for piece in _PIECE.findall(plain):
        if piece.isascii() and piece.isupper() and len(piece) <= _LONGEST_INITIALS:
            pieces.extend(piece.lower())
        else:
            pieces.append(piece.lower())
    # Readings depend on neighbours, so all characters are asked for at once, Latin kept out of the way.
    chinese = [piece for piece in pieces if not piece.isascii()]
    readings = iter(syllables("".join(chinese)))
    return [Unit(piece if piece.isascii() else next(readings), piece) for piece in pieces]


def mandarin_score(said: str, heard: str, syllables: Syllables) -> Score:
    """Compare a Mandarin sentence with what was heard.

    Figures no longer tell how they were said (110 as 幺幺零 or as 一百一十): the nearer reading counts.
    """
    wanted = mandarin_units(said, syllables)
    readings = {
        normalise(heard, "zh").text,
        normalise(re.sub(r"[0-9]{3,}", lambda found: digit_by_digit(found.group()), heard), "zh").text,
    }
    return min(
        (compare(wanted, mandarin_units(reading, syllables)) for reading in sorted(readings)),
        key=lambda score: score.errors,
    )


def english_number(figures: str) -> str:
    """A number in words as it is said, without "and"; 6.5 as six point five, 05 as zero five."""
    whole, _, fraction = figures.partition(".")
    if fraction:
        return f"{english_number(whole)} point {' '.join(_SMALL[int(digit)] for digit in fraction)}"
    if whole.startswith("0") or len(whole) > len("999999"):
        return " ".join(_SMALL[int(digit)] for digit in whole)
    return _cardinal(int(whole))


def _cardinal(value: int) -> str:
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = value % size
            return f"{_cardinal(value // size)} {name}" + (f" {_cardinal(rest)}" if rest else "")
    if value < len(_SMALL):
        return _SMALL[value]
    return _TENS[value // 10] + (f" {_SMALL[value % 10]}" if value % 10 else "")


def english_units(text: str) -> list[Unit]:
    """The words of a text in lower case, numbers in words."""
    spoken = normalise(text, "en").text.lower().replace("'", "").replace("’", "")
    for figures, word in _ORDINALS.items():
        spoken = spoken.replace(figures, word)
    words: list[str] = []
    for piece in _ENGLISH_PIECE.findall(re.sub(r"(?<=[0-9]),(?=[0-9])", "", spoken)):
        words.extend(english_number(piece).split() if piece[0].isdigit() else [piece])
    kept = [
        word
        for word, before in zip(words, ["", *words], strict=False)
        if not (word == "and" and before in {"hundred", "thousand"})
    ]
    return [Unit(_ENGLISH_SPELLINGS.get(word, word), word) for word in kept]


def english_score(said: str, heard: str) -> Score:
    """Compare an English sentence with what was heard; 8.20 and 820 may have been eight twenty."""
    wanted = english_units(said)
    readings = (heard, _ENGLISH_PAIR.sub(r"\1 \2", heard))
    return min(
        (compare(wanted, english_units(reading)) for reading in readings), key=lambda score: score.errors
    )
