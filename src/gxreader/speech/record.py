"""A script as sound for files: the same sentences and pauses that the player lets hear."""

from __future__ import annotations

import contextlib
import queue
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence

from gxreader.errors import EngineMissing, SpeechError
from gxreader.speech.saying import Saying, pause_after
from gxreader.speech.script import Sentence
from gxreader.speech.sinks.resample import resampled
from gxreader.speech.synthesiser import Answer, Synthesiser, WorkerSynthesiser
from gxreader.speech.values import (
    BYTES_A_SAMPLE,
    SpeechSettings,
    Utterance,
    Voice,
    fresh_ticket,
)

RECORDING_RATE = 22050
_IN_FLIGHT = 8  # sentences asked for at a time: the worker is never idle, the memory stays bounded
_LOADING_SECONDS = 90.0
_LOOK_SECONDS = 0.2  # how often a recording that waits for its voice asks whether it is still wanted


def recording_voice() -> tuple[Synthesiser, str]:
    """The computer's best voice, loaded, and the engine to ask it for; nothing is ever spoken silently.

    Waits for the natural voice, where that is installed: a recording need not begin at once.
    """
    from gxreader.speech.packs.installed import best_pack

    ordinary = WorkerSynthesiser(silent_without_engine=False)
    if best_pack() is None:
        return ordinary, ""
    from gxreader.speech.choosing import ChoosingSynthesiser

    both = ChoosingSynthesiser(ordinary, patient=True)
    loaded: queue.SimpleQueue[tuple[Voice, ...]] = queue.SimpleQueue()
    both.start()
    both.list_voices(loaded.put)
    with contextlib.suppress(queue.Empty):  # then the ordinary voice records
        loaded.get(timeout=_LOADING_SECONDS)
    return both, both.best_engine


def spoken(
    wanted: Sequence[Sentence],
    synthesiser: Synthesiser,
    settings: SpeechSettings,
    *,
    engine: str = "",
    check: Callable[[], None] = lambda: None,
) -> Generator[tuple[Sentence, Utterance | SpeechError]]:
    """Each sentence with its sound, or with why there is none, in order; a few are asked for ahead.

    `check` is called while waiting, and may raise to end it. Raises EngineMissing when there is no voice.
    """
    answers: queue.SimpleQueue[tuple[int, Answer]] = queue.SimpleQueue()
    tickets: deque[int] = deque()
    early: dict[int, Answer] = {}
    asked = 0
    try:
        for sentence in wanted:
            while asked < len(wanted) and len(tickets) < _IN_FLIGHT:
                tickets.append(_ask(wanted[asked], synthesiser, settings, engine, answers))
                asked += 1
            while tickets[0] not in early:
                check()
                try:
                    answered, answer = answers.get(timeout=_LOOK_SECONDS)
                except queue.Empty:  # no answer yet: see whether it is still wanted
                    continue
                early[answered] = answer
            answer = early.pop(tickets.popleft())
            if isinstance(answer, EngineMissing):
                raise answer
            yield sentence, answer
    finally:
        synthesiser.cancel(tuple(tickets))


def sound_of(
    script: tuple[Sentence, ...],
    sentence: Sentence,
    utterance: Utterance,
    settings: SpeechSettings,
    rate: int,
) -> bytes:
    """A sentence's samples at a sample rate, with the pause that follows it in the script."""
    pause = pause_after(script, sentence.index, settings)
    return resampled(Saying(0, sentence.index, utterance, 0.0).sound(pause), utterance.sample_rate, rate)


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
    for sentence, answer in spoken(script, synthesiser, settings):
        if isinstance(answer, SpeechError):
            skipped(answer)
            continue
        if heard is not None:
            heard(sentence, answer, written / BYTES_A_SAMPLE * 1000 / RECORDING_RATE)
        piece = sound_of(script, sentence, answer, settings, RECORDING_RATE)
        written += len(piece)
        yield piece


def _ask(
    sentence: Sentence,
    synthesiser: Synthesiser,
    settings: SpeechSettings,
    engine: str,
    answers: queue.SimpleQueue[tuple[int, Answer]],
) -> int:
    ticket = fresh_ticket()
    request = settings.request(sentence.text, sentence.language, engine, sentence.said)
    synthesiser.ask(ticket, request, lambda answered, answer: answers.put((answered, answer)))
    return ticket
