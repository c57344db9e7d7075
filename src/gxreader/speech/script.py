"""An article as sentences to be spoken, each with its exact place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from gxreader.model.locator import Locator
from gxreader.model.units import Role, Unit, Units, page_marks
from gxreader.speech.asides import is_alternative, page_words, picture_words, says_more
from gxreader.speech.cantonese import cantonese_quotes, is_cantonese
from gxreader.speech.endings import sentence_ends
from gxreader.speech.formulas import around_formulas, formulas_of, said_within, without_formulas
from gxreader.speech.values import Said

LONGEST = 200  # code points; engines die of much longer text, and nobody waits for it
_COMMAS = frozenset("，、：,:—–;；")
_LATIN_A_HAN = 4  # a Chinese sentence may carry this many Latin letters for each of its own characters


class Sentence(msgspec.Struct, frozen=True):
    """One sentence: its number in the script, its place, its text (exactly the text at that place).

    `said` are stretches of the text with words of their own. The text of an aside does not stand in the
    article; its place is where it is said, which may be a point.
    """

    index: int
    place: Locator
    text: str
    language: str
    role: Role
    said: tuple[Said, ...] = ()
    is_aside: bool = False


def build_script(
    units: Units | Iterable[Unit], default_language: str, *, cantonese: bool = True
) -> tuple[Sentence, ...]:
    """Every sentence of some units in reading order; `default_language` is the article's BCP 47 tag.

    Unless `cantonese`, sentences in Cantonese are left to the voice for Mandarin.
    """
    sentences: list[Sentence] = []
    for unit in units.all if isinstance(units, Units) else units:
        if says_more(unit):
            sentences += _asides(unit, unit.alt, default_language)
        first = len(sentences)
        sentences += _with_pages(unit, tuple(_sentences(unit, default_language, cantonese=cantonese)))
        if is_alternative(unit) and len(sentences) > first:
            first += sum(1 for one in sentences[first:-1] if one.is_aside)
            sentences[first] = _introduced(sentences[first])
    return tuple([msgspec.structs.replace(one, index=index) for index, one in enumerate(sentences)])


def _sentences(unit: Unit, default_language: str, *, cantonese: bool) -> Iterator[Sentence]:
    text, formulas = unit.text, formulas_of(unit)
    plain = without_formulas(text, formulas)
    spans = _by_language(plain, default_language) if cantonese else split(plain)
    fallback = language_of(plain, default_language) if formulas else default_language
    for start, end in around_formulas(spans, formulas) if formulas else spans:
        sentence = plain[start:end]
        language = language_of(sentence, fallback)
        if cantonese and language.partition("-")[0].lower() == "zh" and is_cantonese(sentence):
            language = "yue"
        said = said_within(formulas, start, end, language)
        place = Locator(unit.index, start, end)
        yield from _in_pieces(Sentence(0, place, text[start:end], language, unit.role, said))


def _in_pieces(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence; a formula that takes long to say is said in several, of which all but one are asides."""
    if len(sentence.said) != 1 or len(sentence.said[0].words) <= LONGEST:
        yield sentence
        return
    whole = sentence.said[0]
    words = [whole.words[start:end] for start, end in split(whole.words)]
    yield msgspec.structs.replace(sentence, said=(Said(whole.start, whole.end, words[0]),))
    for piece in words[1:]:
        yield msgspec.structs.replace(sentence, text=piece, said=(), is_aside=True)


def _asides(unit: Unit, alt: str, default_language: str) -> Iterator[Sentence]:
    """A picture's alternative text, said where its caption begins."""
    place, text = Locator(unit.index), " ".join(alt.split())
    text = picture_words(language_of(text, default_language)) + text
    for start, end in split(text):
        words = text[start:end]
        yield Sentence(0, place, words, language_of(words, default_language), unit.role, is_aside=True)


def _with_pages(unit: Unit, sentences: tuple[Sentence, ...]) -> Iterator[Sentence]:
    """The sentences of a unit, each page of the print told before the first that begins in it."""
    marks = list(page_marks(unit))
    for sentence in sentences:
        while marks and marks[0].place.start <= sentence.place.start:
            yield _page(marks.pop(0).number, sentence, sentence.place.start)
        yield sentence
    if sentences:
        for mark in marks:
            yield _page(mark.number, sentences[-1], sentences[-1].place.end)


def _page(number: str, beside: Sentence, start: int) -> Sentence:
    language = beside.language
    place = Locator(beside.place.block, start, start)
    words = page_words(number, language)
    return msgspec.structs.replace(beside, place=place, text=words, said=(), is_aside=True)


def _introduced(sentence: Sentence) -> Sentence:
    """The first sentence of an alternative text that stands in the article: what it is is said before it."""
    said = Said(0, 0, picture_words(sentence.language))
    return msgspec.structs.replace(sentence, said=(said, *sentence.said))


def sentence_at(script: tuple[Sentence, ...], place: Locator) -> int:
    """The index of the sentence at a place, or the next one after it, or the last; 0 in an empty script."""
    low, high = 0, len(script)
    while low < high:
        middle = (low + high) // 2
        found = script[middle].place
        end = max(found.end, found.start + 1)  # an aside at a point comes before what begins there
        if (found.block, end) <= (place.block, place.start):
            low = middle + 1
        else:
            high = middle
    return min(low, max(len(script) - 1, 0))


def split(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of every sentence of a text, without the white space around it."""
    start = 0
    for end in (*sentence_ends(text), len(text)):
        for piece_start, piece_end in _short_pieces(text, start, end):
            first, last = _stripped(text, piece_start, piece_end)
            if first < last:
                yield first, last
        start = end


def _by_language(text: str, default: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text; one in Mandarin that quotes what is said in Cantonese is parted there."""
    for start, end in split(text):
        is_chinese = language_of(text[start:end], default).partition("-")[0].lower() == "zh"
        cuts = cantonese_quotes(text[start:end]) if is_chinese else ()
        borders = [start, *(start + cut for cut in cuts), end]
        for first, last in pairwise(borders):
            piece = _stripped(text, first, last)
            if piece[0] < piece[1]:
                yield piece


def language_of(text: str, default: str) -> str:
    """The language of a sentence by the script of its characters: zh, en, or else the article's."""
    han = latin = 0
    for character in text:
        if (
            "\u4e00" <= character <= "\u9fff"
            or "\u3400" <= character <= "\u4dbf"
            or character >= "\U00020000"
        ):
            han += 1
        elif character.isascii() and character.isalpha():
            latin += 1
    primary = default.partition("-")[0].lower()
    if han and han * _LATIN_A_HAN >= latin:
        return default if primary in {"zh", "yue", "ja"} else "zh"
    if latin:
        return "en" if primary in {"", "zh", "yue", "ja"} else default
    return default or "zh"


def _short_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        first, last = _stripped(text, start, end)
        if last - first <= LONGEST:
            break
        start = first
        cut = _cut(text, start, start + LONGEST)
        yield start, cut
        start = cut
    yield start, end


def _cut(text: str, start: int, limit: int) -> int:
    """Where to part an overlong sentence: after its last comma, else at a space, else before `limit`."""
    least = start + LONGEST // 4
    for position in range(limit, least, -1):
        if text[position - 1] in _COMMAS and not _within_number(text, position - 1):
            return position
    for position in range(limit, start + 1, -1):
        if text[position - 1].isspace():
            return position
    for position in range(limit, least, -1):
        if not _joined(text, position):
            return position
    return limit


def _within_number(text: str, position: int) -> bool:
    return text[position - 1 : position].isdigit() and text[position + 1 : position + 2].isdigit()


def _joined(text: str, position: int) -> bool:
    """Whether a character belongs to the one before it (accents, variation selectors, joined emoji)."""
    if position >= len(text):
        return False
    character = text[position]
    return (
        unicodedata.category(character) in {"Mn", "Me", "Mc"}
        or "\u200d" in {character, text[position - 1]}
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
