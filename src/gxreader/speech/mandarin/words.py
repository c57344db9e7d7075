"""Where the words of a stretch of Chinese part: the word list's opinion, then our phrases and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from gxreader.speech.mandarin.general import phrase
from gxreader.speech.mandarin.lexicon import lexicon
from gxreader.speech.mandarin.names import find_names
from gxreader.speech.mandarin.parts import Piece

if TYPE_CHECKING:
    from rjieba import Jieba

_LONGEST_GENERAL = 9  # characters of the longest phrase of the general dictionary
_SURE = 3  # a phrase of this many characters is taken wherever its parts meet
_IDIOM = 4
_FIGURES = re.compile("[零〇一二三四五六七八九幺]{3,}年?")  # digit by digit: one word


@cache
def _word_list() -> Jieba:
    """The word list with its frequencies, built into rjieba; no file is written."""
    import rjieba

    words = rjieba._DEFAULT_JIEBA  # noqa: SLF001  # a second list would cost 35 MB and as long again
    for entry in lexicon().phrases:
        if len(entry) >= _SURE and not words.has_word(entry):
            words.add_word(entry, None, None)
    return words


def is_word(text: str) -> bool:
    """Whether the word list has it."""
    return _word_list().has_word(text)


def tag_of(text: str) -> str:
    """The part of speech of a word: a, d, n, v ... ; empty if it is not one word."""
    parts = _word_list().tag(text, hmm=False)
    return parts[0][1] if len(parts) == 1 else ""


def divide(text: str, start: int, end: int) -> list[Piece]:
    """The words of `text[start:end]`, which is simplified."""
    pieces: list[Piece] = []
    position = start
    for found in _FIGURES.finditer(text, start, end):
        pieces += _listed(text, position, found.start())
        pieces.append(Piece(*found.span(), found[0], "m"))
        position = found.end()
    pieces += _listed(text, position, end)
    return _joined(find_names(pieces, text))


def _listed(text: str, start: int, end: int) -> Iterator[Piece]:
    position = start
    for written, tag in _word_list().tag(text[start:end], hmm=False):
        yield Piece(position, position + len(written), written, tag)
        position += len(written)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Words made one where together they are a phrase."""
    joined: list[Piece] = []
    position = 0
    while position < len(pieces):
        length = next(
            (
                count
                for count in range(min(_LONGEST_GENERAL, len(pieces) - position), 1, -1)
                if _is_phrase(pieces[position : position + count])
            ),
            1,
        )
        parts = pieces[position : position + length]
        text = "".join(part.text for part in parts)
        joined.append(parts[0] if length == 1 else Piece(parts[0].start, parts[-1].end, text, parts[0].tag))
        position += length
    return joined


def _is_phrase(parts: list[Piece]) -> bool:
    if any(part.name for part in parts):
        return False
    text = "".join(part.text for part in parts)
    if text in lexicon().phrases:
        return len(text) >= _SURE or not is_word(text)
    return len(text) >= _IDIOM and phrase(text) is not None


def halves(text: str) -> list[str]:
    """The parts of a word that are said together, for tones that change within it: 展览馆 as 展览, 馆."""
    if len(text) < _SURE:
        return [text]
    if len(text) == _SURE:
        late = is_word(text[1:]) and (text[0] in "小老总副纸好买打党省市美女男某" or not is_word(text[:2]))
        return [text[:1], text[1:]] if late else [text[:2], text[2:]]
    if len(text) > _IDIOM and is_word(text[:3]) and not is_word(text[:2]):
        return [text[:3], *halves(text[3:])]
    rest = text[2:]
    return [text[:2], *(halves(rest) if len(rest) > 1 else [rest])]
