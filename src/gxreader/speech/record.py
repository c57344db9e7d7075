"""A script as one stretch of sound, for files: the same sentences and pauses that the player lets hear."""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Callable, Iterator

from gxreader.errors import EngineMissing, SpeechError
from gxreader.speech.saying import Saying, pause_after
from gxreader.speech.script import Sentence
from gxreader.speech.sinks.resample import resampled
from gxreader.speech.synthesiser import Answer, Synthesiser
from gxreader.speech.values import (
    BYTES_A_SAMPLE,
    SpeechSettings,
    Utterance,
    fresh_ticket,
)

RECORDING_RATE = 22050
_IN_FLIGHT = 8  # sentences asked for at a time: the worker is never idle, the memory stays bounded


def record(
    script: tuple[Sentence, ...],
    synthesiser: Synthesiser,
    settings: SpeechSettings,
    skipped: Callable[[SpeechError], None],
    heard: Callable[[Sentence, Utterance, float], None] | None = None,
) -> Iterator[bytes]:
    """The sound of every sentence with its pause, in order, as signed 16-bit samples at RECORDING_RATE.

    `heard` is told of each sentence, and of the millisecond in the recording at which it begins. One that
    cannot be spoken is told to `skipped`. Raises EngineMissing when there is no voice.
    """
    written = 0  # bytes
    answers: queue.SimpleQueue[tuple[int, Answer]] = queue.SimpleQueue()
    tickets: deque[int] = deque()
    early: dict[int, Answer] = {}
    asked = 0
    for sentence in script:
        while asked < len(script) and len(tickets) < _IN_FLIGHT:
            tickets.append(_ask(script[asked], synthesiser, settings, answers))
            asked += 1
        ticket = tickets.popleft()
        while ticket not in early:
            answered, answer = answers.get()
            early[answered] = answer
        answer = early.pop(ticket)
        if isinstance(answer, EngineMissing):
            raise answer
        if isinstance(answer, Utterance):
            pause = pause_after(script, sentence.index, settings)
            sound = Saying(ticket, sentence.index, answer, 0.0).sound(pause)
            if heard is not None:
                heard(sentence, answer, written / BYTES_A_SAMPLE * 1000 / RECORDING_RATE)
            piece = resampled(sound, answer.sample_rate, RECORDING_RATE)
            written += len(piece)
            yield piece
        else:
            skipped(answer)


def _ask(
    sentence: Sentence,
    synthesiser: Synthesiser,
    settings: SpeechSettings,
    answers: queue.SimpleQueue[tuple[int, Answer]],
) -> int:
    ticket = fresh_ticket()
    request = settings.request(sentence.text, sentence.language)
    synthesiser.ask(ticket, request, lambda answered, answer: answers.put((answered, answer)))
    return ticket
