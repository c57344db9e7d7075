"""The Mandarin front end: normalised text to words of syllables as they are spoken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gxreader.speech.mandarin import changes, neutral, particles, rounding, thirds
from gxreader.speech.mandarin.dividing import Chinese, Wished, silent, simplified, stretches
from gxreader.speech.mandarin.parts import Phrase, Piece, Sound, sounds_of
from gxreader.speech.mandarin.pinyin import NEUTRAL, to_marks
from gxreader.speech.mandarin.readings import is_known, read
from gxreader.speech.mandarin.values import Foreign, Syllable, Token, Word
from gxreader.speech.mandarin.words import divide

NOTHING: Mapping[tuple[int, int], str] = {}


def pronounce(text: str, wished: Mapping[tuple[int, int], str] = NOTHING) -> tuple[Token, ...]:
    """Words, pauses and foreign letters of a normalised text in order, with tones as they are spoken.

    `wished` gives stretches (start, end) the pinyin of the reader's dictionary ("chong2 qing4"): it wins over
    everything, and third tones and 不 still change; what `is_pinyin` refuses is passed over. Hanzi without a
    known reading come out as Foreign; `unknown` lists them beforehand.
    """
    plain = simplified(text)
    tokens: list[Token] = []
    phrase: Phrase = []
    for stretch in stretches(text, wished):
        if isinstance(stretch, Chinese):
            phrase += divide(plain, stretch.start, stretch.end)
        elif isinstance(stretch, Wished):
            phrase.append(_as_wished(stretch, plain))
        else:
            tokens += _spoken(phrase, plain, text)
            tokens.append(stretch)
            phrase = []
    tokens += _spoken(phrase, plain, text)
    return tuple(tokens)


def written(text: str, wished: Mapping[tuple[int, int], str] = NOTHING) -> Iterator[tuple[int, int, str]]:
    """Each character of a text with its pinyin as print has it: tones of the dictionary, none where neutral.

    Yields (start, end, pinyin) in code points; only a word of the reader's own dictionary may have more than
    one character. 儿 that rounds a syllable is its r.
    """
    plain = simplified(text)
    phrase: Phrase = []
    for stretch in stretches(text, wished):
        if isinstance(stretch, Chinese):
            phrase += divide(plain, stretch.start, stretch.end)
        elif isinstance(stretch, Wished):
            phrase.append(_as_wished(stretch, plain))
        else:
            yield from _printed(phrase, plain, text)
            phrase = []
    yield from _printed(phrase, plain, text)


def _printed(phrase: Phrase, plain: str, original: str) -> Iterator[tuple[int, int, str]]:
    for piece in phrase:
        if not piece.sounds:
            read(piece, plain, original)
    neutral.weaken(phrase)
    rounding.round_syllables(phrase)
    for sound in sounds_of(phrase):
        tone = sound.tone if sound.tone == NEUTRAL or sound.wished else sound.base
        rounded = sound.rhotic and sound.end - sound.start > 1
        marked = to_marks(sound.sound, tone)
        if original[sound.start].isdigit() or not marked:
            continue
        end = sound.end - 1 if rounded else sound.end
        yield sound.start, end, marked + ("r" if sound.rhotic and not rounded else "")
        if rounded:
            yield end, sound.end, "r"


def unknown(text: str) -> tuple[tuple[int, int], ...]:
    """The places of a normalised text that have no saying: hanzi without a reading, and soundless signs."""
    plain = simplified(text)
    hanzi = [
        (position, position + 1)
        for stretch in stretches(text, NOTHING)
        if isinstance(stretch, Chinese)
        for position in range(stretch.start, stretch.end)
        if not is_known(plain[position]) and not is_known(text[position])
    ]
    return tuple(sorted([*hanzi, *silent(text)]))


def _as_wished(wish: Wished, plain: str) -> Piece:
    """A word as the reader's dictionary has it; syllables share its characters as evenly as can be."""
    piece = Piece(wish.start, wish.end, plain[wish.start : wish.end], "wished")
    length, count = wish.end - wish.start, len(wish.syllables)
    for index, (sound, tone, rhotic) in enumerate(wish.syllables):
        start = wish.start + min(index * length // count, length - 1)
        end = max(start + 1, wish.start + (index + 1) * length // count)
        written = plain[start] if length == count else ""
        piece.sounds.append(Sound(start, end, written, sound, tone, tone, rhotic, wished=True))
    return piece


def _spoken(phrase: Phrase, plain: str, original: str) -> Iterator[Token]:
    """The words of a phrase after every change of tone."""
    for piece in phrase:
        if not piece.sounds:
            read(piece, plain, original)
    neutral.weaken(phrase)
    particles.weaken_adverbs(phrase)
    rounding.round_syllables(phrase)
    changes.change(phrase, plain)
    thirds.change(phrase)
    for piece in phrase:
        yield from _words(piece, original)


def _words(piece: Piece, original: str) -> Iterator[Word | Foreign]:
    """A piece as a word, parted by characters that no dictionary knows."""
    said: list[Syllable] = []
    position = piece.start
    for sound in piece.sounds:
        if sound.start > position:
            yield from _word(said)
            said = []
            yield Foreign(position, sound.start, original[position : sound.start])
        said.append(Syllable(sound.start, sound.end, sound.sound, sound.tone, sound.rhotic))
        position = max(position, sound.end)
    yield from _word(said)
    if position < piece.end and piece.text[-1] != "儿":
        yield Foreign(position, piece.end, original[position : piece.end])


def _word(said: list[Syllable]) -> Iterator[Word]:
    if said:
        yield Word(said[0].start, said[-1].end, tuple(said))
