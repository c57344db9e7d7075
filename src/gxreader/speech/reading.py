"""One sentence through normaliser and engine: sound without its margins, marks on the original text."""

from __future__ import annotations

import array
from functools import cache

from gxreader.speech.dictionary import Dictionary, dictionary_for
from gxreader.speech.engines.engine import Engine
from gxreader.speech.engines.silent import SAMPLE_RATE
from gxreader.speech.hearing import clearer
from gxreader.speech.homophones import in_homophones
from gxreader.speech.normalise import Spoken, normalise, put_into_words
from gxreader.speech.values import BYTES_A_SAMPLE, Mark, SpeechRequest, Utterance

_QUIET = 64  # of 32767: below this nothing is heard
_KEPT_BEFORE = 5  # milliseconds of silence left before the first sound, and after the last
_KEPT_AFTER = 20


def read_sentence(engine: Engine, request: SpeechRequest) -> Utterance:
    """Speak a sentence of an article; one with nothing to say is an utterance without sound."""
    spoken, told = _as_said(engine, request)
    if not any(character.isalnum() for character in spoken.text):
        return Utterance(b"", SAMPLE_RATE)
    raw = engine.synthesise(
        SpeechRequest(spoken.text, request.language, request.voice, rate=request.rate, pinyin=told)
    )
    if not any(mark.length for mark in raw.marks):
        return Utterance(raw.pcm, raw.sample_rate)
    utterance = trimmed(raw)
    heard = Utterance(utterance.pcm, utterance.sample_rate, _on_original(spoken, utterance.marks))
    return clearer(heard) if request.clear else heard


def _as_said(engine: Engine, request: SpeechRequest) -> tuple[Spoken, tuple[tuple[int, int, str], ...]]:
    """The text for an engine, by dictionary and normaliser, and the pinyin it is told."""
    worded = put_into_words(request.text, request.said)
    wished, pinyin = _dictionary(engine.reads_pinyin).apply(
        worded.text, request.language, reads_pinyin=engine.reads_pinyin
    )
    spoken = normalise(wished.text, request.language)
    places = sorted((*_said_at(spoken, *place), reading) for place, reading in pinyin.items())
    told = tuple(place for place in places if place[0] < place[1])
    if not engine.reads_pinyin:
        if request.language.partition("-")[0].lower() == "zh":  # pinyin is Mandarin: Cantonese is left alone
            spoken = in_homophones(spoken, told)
        told = ()
    respelled = engine.respelled(spoken, request.language).through(wished)
    return (respelled.through(worded) if request.said else respelled), told


@cache
def _dictionary(reads_pinyin: bool) -> Dictionary:
    return dictionary_for(reads_pinyin=reads_pinyin)


def _said_at(spoken: Spoken, start: int, end: int) -> tuple[int, int]:
    """Where a stretch of the text before normalising stands in the spoken text."""
    places = [place for place, origin in enumerate(spoken.origins) if start <= origin[0] and origin[1] <= end]
    return (places[0], places[-1] + 1) if places else (0, 0)


def trimmed(utterance: Utterance) -> Utterance:
    """The utterance without the silence around it: pauses are the player's, not the engine's.

    Sound that is silent throughout (the silent engine's) is its own measure and stays whole.
    """
    if not utterance.pcm.strip(b"\0"):  # seen at once: this engine also works in the window's thread
        return utterance
    samples = array.array("h", utterance.pcm)
    first, last = 0, len(samples)
    while first < last and -_QUIET < samples[first] < _QUIET:
        first += 1
    if first == last:
        return utterance
    while last > first and -_QUIET < samples[last - 1] < _QUIET:
        last -= 1
    rate = utterance.sample_rate
    first = max(0, first - _KEPT_BEFORE * rate // 1000)
    last = min(len(samples), last + _KEPT_AFTER * rate // 1000)
    gone = first * 1000 / rate
    marks = tuple(
        Mark(mark.start, mark.length, max(0.0, mark.milliseconds - gone)) for mark in utterance.marks
    )
    return Utterance(utterance.pcm[first * BYTES_A_SAMPLE : last * BYTES_A_SAMPLE], rate, marks)


def _on_original(spoken: Spoken, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Marks on the spoken text as marks on the text on screen; words of one original stretch are one mark."""
    result: list[Mark] = []
    for mark in marks:
        start, end = spoken.original(mark.start, mark.start + mark.length)
        if result and start < result[-1].start + result[-1].length:
            previous = result.pop()
            length = max(end, previous.start + previous.length) - previous.start
            result.append(Mark(previous.start, length, previous.milliseconds))
        elif start < end:
            result.append(Mark(start, end - start, mark.milliseconds))
    return tuple(result)
