"""The lines of a dictionary file as entries, and what an entry's meanings say besides the meaning.

The form is that of https://cc-cedict.org/wiki/format:syntax, with the braces of CC-Canto for Cantonese.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from gxreader.words.syllables import joined, syllables

LONGEST_LINE = 20_000  # characters; the longest of CC-CEDICT has about 1,000
LONGEST_WORD = 40  # characters of a headword; proverbs have twenty and more
_LINE = re.compile(
    r"(?P<traditional>\S+) (?P<simplified>\S+) \[(?P<v2>\[)?(?P<pinyin>[^\[\]]*)\](?(v2)\])"
    r"(?: \{(?P<jyutping>[^{}]*)\})? /(?P<meanings>.+)/\s*(?:#.*)?"
)
_SOUND = re.compile(r"\[([A-Za-z:]+[1-5](?:[ ,·]+[A-Za-z:]+[1-5]?)*)\]")  # 拜拜[bai2 bai2]
_TWO_FORMS = re.compile(r"([^\s|/,;()\[\]a-zA-Z]+)\|([^\s|/,;()\[\]a-zA-Z]+)")  # 圖書館|图书馆
_MEASURE = "CL:"
_ELSEWHERE = re.compile(r"^(?:also|Taiwan|Tw|Beijing) pr\. ")
_VARIANT = re.compile(r"^(?:\([^)]*\) )*(?:(?:old|archaic|erhua|Japanese)?\s*variant of|see also|see) ")


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One line of the file: a word in both ways of writing, its reading as written there, its meanings."""

    traditional: str
    simplified: str
    pinyin: str
    meanings: tuple[str, ...]
    jyutping: str = ""

    @property
    def is_name(self) -> bool:
        """Whether it is a surname or another name: asked for less often than the word that looks like it."""
        return self.pinyin[:1].isupper() and len(self.pinyin) > 1

    @property
    def is_reference(self) -> bool:
        """Whether it only says which other word it stands for."""
        return all(_VARIANT.match(meaning) for meaning in self.meanings)


class Reading(msgspec.Struct, frozen=True):
    """A word as one entry tells of it, fit to be read: `sounds` are its syllables with tone marks."""

    traditional: str
    simplified: str
    sounds: tuple[str, ...]
    meanings: tuple[str, ...]
    measures: tuple[str, ...] = ()  # the words it is counted with: 家 jiā
    elsewhere: tuple[str, ...] = ()  # how it is said elsewhere: Taiwan pr. fùjìn
    jyutping: str = ""
    numbered: str = ""  # the pinyin with tone numbers, which the voice is told

    @property
    def pinyin(self) -> str:
        """The syllables as one word."""
        return joined(self.sounds)


def parse_line(line: str) -> Entry | None:
    """The entry of a line; None for a remark, an empty line, and what is none."""
    line = line.strip().lstrip("\ufeff")
    if not line or line.startswith("#") or len(line) > LONGEST_LINE:
        return None
    found = _LINE.fullmatch(line)
    if found is None or max(len(found["traditional"]), len(found["simplified"])) > LONGEST_WORD:
        return None
    meanings = tuple(part for piece in found["meanings"].split("/") if (part := " ".join(piece.split())))
    if not meanings:
        return None
    pinyin = " ".join(found["pinyin"].split())
    return Entry(found["traditional"], found["simplified"], pinyin, meanings, found["jyutping"] or "")


def entries_of(lines: Iterable[str]) -> Iterator[Entry]:
    """The entries of a file; a line that is none is passed over, as long as others are there."""
    for line in lines:
        entry = parse_line(line)
        if entry is not None:
            yield entry


def reading_of(entry: Entry, *, traditional: bool = False) -> Reading:
    """An entry fit to be read; words it names are shown in the way of writing that is wished."""
    meanings, measures, elsewhere = [], [], []
    for meaning in entry.meanings:
        if meaning.startswith(_MEASURE):
            measures += [_plain(one, traditional) for one in meaning.removeprefix(_MEASURE).split(",")]
        elif _ELSEWHERE.match(meaning):
            elsewhere.append(_plain(meaning, traditional))
        else:
            meanings.append(_plain(meaning, traditional))
    return Reading(
        entry.traditional,
        entry.simplified,
        syllables(entry.pinyin),
        tuple(meanings or elsewhere),
        tuple(measures),
        tuple(elsewhere) if meanings else (),
        entry.jyutping,
        entry.pinyin,
    )


def _plain(meaning: str, traditional: bool) -> str:
    """Of two forms the wished one, and pinyin with tone marks instead of numbers."""
    meaning = _TWO_FORMS.sub(lambda found: found[1 if traditional else 2], meaning)
    return _SOUND.sub(lambda found: f" {joined(syllables(found[1]))}", meaning).replace("  ", " ").strip()
