"""Builds the parts of reading aloud: a player for the window, a voice for the command line, a trial."""

from __future__ import annotations

import queue
from collections.abc import Callable

from gxreader.errors import SpeechError
from gxreader.speech.choosing import NEURAL, ChoosingSynthesiser
from gxreader.speech.player import Player
from gxreader.speech.sinks.dependable import DependableSink
from gxreader.speech.sinks.device import DeviceSink
from gxreader.speech.sinks.quiet import QuietSink
from gxreader.speech.synthesiser import WorkerSynthesiser
from gxreader.speech.values import SpeechRequest, Utterance, Voice, fresh_ticket

_PATIENCE_SECONDS = 90.0  # longer than the synthesiser's own: it answers first


def make_player(post: Callable[[Callable[[], None]], None]) -> Player:
    """A player with the computer's voice and sound device; its voice is loaded meanwhile.

    `post(call)` runs a call soon on the thread that owns the player, from any thread.
    """
    synthesiser = make_synthesiser()
    synthesiser.start()
    return Player(synthesiser, DependableSink(DeviceSink(), QuietSink()), post)


def make_synthesiser() -> WorkerSynthesiser | ChoosingSynthesiser:
    """The computer's voice, with the natural one beside it where that is installed."""
    from gxreader.speech.packs.installed import best_pack

    return WorkerSynthesiser() if best_pack() is None else ChoosingSynthesiser()


def neural_voices() -> tuple[Voice, ...]:
    """The voices of the installed pack, without loading it."""
    from gxreader.speech.packs.installed import best_pack

    pack = best_pack()
    voices = pack.voices if pack else ()
    return tuple(Voice(f"{NEURAL}:{voice.id}", voice.name, voice.language, NEURAL) for voice in voices)


def list_voices() -> tuple[Voice, ...]:
    """Every voice of this computer; waits for the worker. Raises SpeechError without any."""
    synthesiser = WorkerSynthesiser(silent_without_engine=False)
    found: queue.SimpleQueue[tuple[Voice, ...]] = queue.SimpleQueue()
    try:
        synthesiser.list_voices(found.put)
        voices = found.get(timeout=_PATIENCE_SECONDS)
    except queue.Empty as error:
        raise SpeechError("speech.engine-stopped") from error
    finally:
        synthesiser.close()
    if not voices:
        raise SpeechError("speech.engine-missing")
    return (*neural_voices(), *voices)


def try_speech(text: str, language: str) -> tuple[tuple[str, ...], int]:
    """The ids of all voices, and how many milliseconds of sound a sentence gives. Raises SpeechError."""
    voices = list_voices()
    synthesiser = WorkerSynthesiser(silent_without_engine=False)
    answers: queue.SimpleQueue[Utterance | SpeechError] = queue.SimpleQueue()
    try:
        request = SpeechRequest(text, language)
        synthesiser.ask(fresh_ticket(), request, lambda _ticket, answer: answers.put(answer))
        answer = answers.get(timeout=_PATIENCE_SECONDS)
    except queue.Empty as error:
        raise SpeechError("speech.engine-stopped") from error
    finally:
        synthesiser.close()
    if isinstance(answer, SpeechError):
        raise answer
    return tuple(voice.id for voice in voices), round(answer.milliseconds)
