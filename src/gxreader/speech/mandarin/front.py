"""Normalised Chinese text as words of syllables, pauses, and letters for another language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from gxreader.speech.mandarin import context, sandhi
from gxreader.speech.mandarin.readings import listed, of_word
from gxreader.speech.mandarin.spoken import NEUTRAL, Spoken, parted
from gxreader.speech.mandarin.traditional import simplified
from gxreader.speech.mandarin.values import Foreign, Pause, Syllable, Token, Word
from gxreader.speech.mandarin.words import words_of

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
_LETTER = rf"(?:(?![{_HAN}])[^\W_])"  # figures too: whatever the normaliser left is not lost
_PIECE = re.compile(
    rf"(?P<han>[{_HAN}]+)|(?P<letters>{_LETTER}(?:{_LETTER}|['’ .&-]+(?={_LETTER}))*)|(?P<mark>[^\s])"
)
_MARKS = dict(
    zip(
        "，、。．！？；：…—“”‘’（）《》〈〉「」『』【】,.!?;:()[]\"'",
        ",,..!?;:…—“”“”()“”“”“”“”“”,.!?;:()()““",
        strict=True,
    )
)
_PAUSES = frozenset(",.!?;:…—")

Wishes = Mapping[tuple[int, int], str]


def pronounce(text: str, wished: Wishes | None = None) -> tuple[Token, ...]:
    """The tokens of a text in order, with tones as spoken.

    `wished` gives stretches (start, end) pinyin with tone figures, one syllable a hanzi: these win over every
    list. A hanzi nobody can read is left out of the tokens; `unread` names those of a text.
    """
    tokens: list[Token] = []
    clause: list[Spoken] = []
    for found in _PIECE.finditer(text):
        if found["han"]:
            clause += _read(found["han"], found.start(), wished or {})
            continue
        mark = _MARKS.get(found["mark"] or "", "")
        if found["letters"] or mark in _PAUSES:
            tokens += _close(clause)
            clause = []
        if found["letters"]:
            tokens.append(Foreign(found.start(), found.end(), found["letters"]))
        elif mark:
            if clause and mark not in _PAUSES:
                continue  # quotes and brackets do not part what belongs together
            tokens.append(Pause(found.start(), found.end(), mark))
    return (*tokens, *_close(clause))


def unread(text: str) -> str:
    """The hanzi of a text for which no reading is known."""
    return "".join(c for c in text if re.match(f"[{_HAN}]", c) and not of_word(c)[0])


def _read(run: str, start: int, wished: Wishes) -> list[Spoken]:
    """The syllables of a run of hanzi by dictionary, word by word."""
    syllables: list[Spoken] = []
    place = start
    for word, kind in words_of(simplified(run)):
        for offset, (character, reading) in enumerate(zip(word, of_word(word), strict=True)):
            if reading:
                sound, tone = parted(reading)
                syllables.append(Spoken(character, place, place + 1, sound, tone, word, kind, offset))
            place += 1
    _wish(syllables, wished)
    return syllables


def _wish(syllables: list[Spoken], wished: Wishes) -> None:
    for (start, end), pinyin in wished.items():
        meant = [spoken for spoken in syllables if start <= spoken.start < end]
        readings = pinyin.split()
        if len(meant) != len(readings):
            continue  # what does not fit cannot be meant: the word is read as usual
        for spoken, reading in zip(meant, readings, strict=True):
            spoken.say(reading)
            spoken.is_wished = True


def _close(clause: list[Spoken]) -> Iterator[Token]:
    """The words of a finished clause, after every rule."""
    if not clause:
        return
    context.settle(clause)
    _neutralise(clause)
    rounded = _rounded(clause)
    sandhi.spoken_tones(rounded)
    word: list[Spoken] = []
    for spoken in rounded:
        if word and spoken.is_first:
            yield _word(word)
            word = []
        word.append(spoken)
    yield _word(word)


def _word(word: Sequence[Spoken]) -> Word:
    syllables = tuple(
        Syllable(spoken.start, spoken.end, spoken.sound, spoken.tone, spoken.rhotic) for spoken in word
    )
    return Word(word[0].start, word[-1].end, syllables)


def _neutralise(clause: list[Spoken]) -> None:
    """Suffixes that are always weak, after the words that take them."""
    for position, spoken in enumerate(clause):
        if spoken.is_wished or position == 0:
            continue
        before = clause[position - 1]
        if spoken.character in listed("weak"):
            spoken.tone = NEUTRAL
        elif spoken.character == "子" and spoken.is_last and not spoken.is_first:
            spoken.tone = 3 if spoken.word in listed("strong_zi") else NEUTRAL
        elif spoken.character == "们" or (spoken.character == "么" and before.character in "什怎这那多要"):
            spoken.tone = NEUTRAL
        elif spoken.character == "着" and spoken.is_alone and before.kind.startswith(("v", "a")):
            spoken.say("zhe5")


def _rounded(clause: list[Spoken]) -> list[Spoken]:
    """儿 after another hanzi rounds it, unless it is a child or a son."""
    result: list[Spoken] = []
    for spoken in clause:
        before = result[-1] if result else None
        if (
            spoken.character in "儿兒"
            and before is not None
            and not spoken.is_wished
            and not before.rhotic
            and not (spoken.is_first and spoken.word in listed("real_er"))
            and not any(word in _around(clause, spoken) for word in listed("real_er"))
        ):
            before.rhotic = True
            before.end = spoken.end
        else:
            result.append(spoken)
    return result


def _around(clause: list[Spoken], spoken: Spoken) -> str:
    position = clause.index(spoken)
    return "".join(one.character for one in clause[max(0, position - 2) : position + 3])
