"""A voice without sound: marks at the pace of a calm reader, for computers without a voice, and for tests."""

from __future__ import annotations

import re

from gxreader.speech.normalise import Spoken
from gxreader.speech.values import Mark, SpeechRequest, Utterance, Voice, silence

SAMPLE_RATE = 22050
ENGINE = "silent"
_HAN_MILLISECONDS = 1000 / 4.5  # a news reader says four to five characters a second
_LETTER_MILLISECONDS = 70
_LEAST_WORD_MILLISECONDS = 180
_COMMA_MILLISECONDS = 200
_WORD = re.compile(r"[^\W\d_\u2e80-\U0003ffff]+(?:['’-][^\W\d_\u2e80-\U0003ffff]+)*|\d|\w")
_PAUSE = re.compile(r"[,，、:：;；—…]")


class SilentEngine:
    """Plausible times and no sound."""

    reads_pinyin = False

    def respelled(self, spoken: Spoken, language: str) -> Spoken:  # noqa: ARG002  # no language needs it
        """As it stands."""
        return spoken

    def voices(self) -> tuple[Voice, ...]:
        """One voice for each language of the program."""
        return tuple(Voice(f"{ENGINE}:{language}", "Silent", language, ENGINE) for language in ("zh", "en"))

    def synthesise(self, request: SpeechRequest) -> Utterance:
        """Marks for every word, and silence as long as they take."""
        marks: list[Mark] = []
        moment = 0.0
        end = 0
        for word in _WORD.finditer(request.text):
            moment += (
                len(_PAUSE.findall(request.text, end, word.start())) * _COMMA_MILLISECONDS / request.rate
            )
            marks.append(Mark(word.start(), len(word.group()), round(moment, 1)))
            moment += _duration(word.group()) / request.rate
            end = word.end()
        return Utterance(silence(moment, SAMPLE_RATE), SAMPLE_RATE, tuple(marks))

    def interrupt(self) -> None:
        """A sentence is done before one could."""

    def resume(self) -> None:
        """Nothing was interrupted."""


def _duration(word: str) -> float:
    if len(word) == 1 and not word.isascii():
        return _HAN_MILLISECONDS
    return max(len(word) * _LETTER_MILLISECONDS, _LEAST_WORD_MILLISECONDS)
