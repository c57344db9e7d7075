"""The parent's side of the voice: asks the worker, starts it again when it dies, gives up on no article.

A death is survived: what was asked is asked again. A sentence that kills the worker three times is refused,
and a worker that cannot live at all is replaced by the silent voice, which the reader is told of.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import msgspec

from gxreader.errors import EngineMissing, SpeechError
from gxreader.model.event import Event
from gxreader.speech.engines.silent import SilentEngine
from gxreader.speech.messages import (
    Drop,
    Missing,
    Open,
    Ready,
    Refused,
    Report,
    Said,
    Say,
    decode_report,
    encode,
)
from gxreader.speech.reading import read_sentence
from gxreader.speech.values import SpeechRequest, Utterance, Voice
from gxreader.workers.channel import Channel, worker_command

WORKER = "speech"
DEATHS_ALLOWED = 3  # of the worker at one sentence, or before it was ever ready
HOPELESS_DEATHS = 9  # of the worker without one sentence spoken between
ANSWER_SECONDS = 20.0

Answer = Utterance | SpeechError
Answered = Callable[[int, Answer], None]


class Synthesiser(Protocol):
    """Turns sentences into sound, later and elsewhere. Answers come on any thread."""

    trouble: Event[SpeechError]  # the voice itself is in trouble; sentences are still answered
    improved: Event[None]  # a better engine has been loaded

    @property
    def best_engine(self) -> str:
        """The engine a new paragraph is to be asked of; empty for the only one there is."""
        ...

    @property
    def is_slow(self) -> bool:
        """Whether a long sentence of that engine keeps a reader waiting."""
        ...

    def ask(self, ticket: int, request: SpeechRequest, answered: Answered) -> None:
        """Synthesise; `answered(ticket, answer)` is called once, unless the ticket is cancelled."""

    def cancel(self, tickets: tuple[int, ...]) -> None:
        """These are no longer wanted."""

    def list_voices(self, found: Callable[[tuple[Voice, ...]], None]) -> None:
        """Tell every voice, on any thread, once they are known; none at all without an engine."""

    def close(self) -> None:
        """End the voice."""


class SilentSynthesiser:
    """Answers at once, without sound."""

    best_engine = ""
    is_slow = False

    def __init__(self) -> None:
        """Be ready."""
        self.trouble: Event[SpeechError] = Event()
        self.improved: Event[None] = Event()
        self._engine = SilentEngine()

    def ask(self, ticket: int, request: SpeechRequest, answered: Answered) -> None:
        """Answer with marks and silence."""
        answered(ticket, read_sentence(self._engine, request))

    def cancel(self, tickets: tuple[int, ...]) -> None:
        """Nothing waits."""

    def list_voices(self, found: Callable[[tuple[Voice, ...]], None]) -> None:
        """The silent ones."""
        found(self._engine.voices())

    def close(self) -> None:
        """Nothing to end."""


@dataclass
class _Waiting:
    request: SpeechRequest
    answered: Answered
    deaths: int = 0


class WorkerSynthesiser:
    """Asks a worker process, in the order of asking."""

    best_engine = ""
    is_slow = False

    def __init__(
        self,
        engine: str = "pyttsx3",
        *,
        silent_without_engine: bool = True,
        command: tuple[str, ...] | None = None,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        """Use `engine` in the worker; without it, or without a living worker, speak silently or refuse."""
        self.trouble: Event[SpeechError] = Event()
        self.improved: Event[None] = Event()
        self.died: Event[None] = Event()  # the worker; it is started again, unless that is hopeless
        self._engine = engine
        self._silent_without_engine = silent_without_engine
        self._answer_seconds = answer_seconds
        self._channel = Channel(command or worker_command(WORKER), self._received, self._died)
        self._lock = threading.RLock()
        self._waiting: dict[int, _Waiting] = {}
        self._wanting_voices: list[Callable[[tuple[Voice, ...]], None]] = []
        self._voices: tuple[Voice, ...] | None = None
        self._was_ready = False
        self._running = False
        self._fruitless_deaths = 0
        self._missing: EngineMissing | None = None
        self._watch: threading.Timer | None = None

    @property
    def pid(self) -> int | None:
        """The worker's process id, None before it runs."""
        return self._channel.pid

    def start(self) -> None:
        """Load the voice ahead of the first sentence; returns at once."""
        with self._lock:
            if not self._running and self._missing is None:
                self._running = True
                self._channel.start()
                self._channel.send(encode(Open(self._engine)))

    def ask(self, ticket: int, request: SpeechRequest, answered: Answered) -> None:
        """Synthesise a sentence."""
        with self._lock:
            if self._missing is None:
                self._waiting[ticket] = _Waiting(request, answered)
                self.start()
                self._channel.send(encode(Say(ticket, request)))
                if self._watch is None:
                    self._rewatch()
                return
        self._answer_without_engine(ticket, request, answered)

    def cancel(self, tickets: tuple[int, ...]) -> None:
        """Forget some sentences; an answer already on its way is dropped."""
        with self._lock:
            known = tuple(ticket for ticket in tickets if self._waiting.pop(ticket, None) is not None)
            if known and self._running:
                self._channel.send(encode(Drop(known)))
            if known:
                self._rewatch()

    def list_voices(self, found: Callable[[tuple[Voice, ...]], None]) -> None:
        """Tell the voices, once the engine is loaded; none at all if it is missing."""
        with self._lock:
            voices = () if self._missing else self._voices
            if voices is None:
                self._wanting_voices.append(found)
                self.start()
                return
        found(voices)

    def close(self) -> None:
        """End the worker; nothing is answered any more."""
        with self._lock:
            self._waiting.clear()
            self._rewatch()
            self._running = False
        self._channel.close()

    def _received(self, payload: bytes) -> None:
        try:
            report: Report = decode_report(payload)
        except msgspec.MsgspecError:  # what cannot be understood is treated as hung
            self._hung()
            return
        if isinstance(report, Ready):
            self._ready(report.voices)
        elif isinstance(report, Missing):
            self._give_up(EngineMissing(report.key))
        else:
            self._answer(report)

    def _ready(self, voices: tuple[Voice, ...]) -> None:
        with self._lock:
            self._voices = voices
            self._was_ready = True
            wanting, self._wanting_voices = self._wanting_voices, []
        for found in wanting:
            found(voices)

    def _answer(self, report: Said | Refused) -> None:
        with self._lock:
            waiting = self._waiting.pop(report.ticket, None)
            self._fruitless_deaths = 0
            self._rewatch()
        if waiting is not None:
            if isinstance(report, Said):
                waiting.answered(report.ticket, report.utterance)
            else:
                waiting.answered(report.ticket, SpeechError(report.key, **report.arguments))

    def _died(self) -> None:
        """Ask again what was asked; the oldest question is the one that may have killed the worker."""
        with self._lock:
            self._running = False
            refused = self._count_death()
            self._voices = None  # the next worker tells them when it has loaded
            hopeless = self._fruitless_deaths >= (HOPELESS_DEATHS if self._was_ready else DEATHS_ALLOWED)
            if not hopeless:
                victim = self._waiting.pop(refused) if refused is not None else None
                self._restart()
            self._rewatch()
        if hopeless:
            self._give_up(EngineMissing("speech.engine-stopped"))
        elif refused is not None and victim is not None:
            victim.answered(refused, SpeechError("speech.sentence-skipped", text=_shown(victim.request.text)))
        self.died.emit(None)

    def _count_death(self) -> int | None:
        """Blame the oldest sentence, if any waits; its ticket when it has been blamed often enough."""
        if not self._waiting and not self._wanting_voices:
            return None
        self._fruitless_deaths += 1
        for ticket, waiting in self._waiting.items():
            waiting.deaths += 1
            return ticket if waiting.deaths >= DEATHS_ALLOWED else None
        return None

    def _restart(self) -> None:
        """Start again if anything waits; otherwise the next sentence does it."""
        if not self._waiting and not self._wanting_voices:
            return
        self.start()
        for ticket, waiting in self._waiting.items():
            self._channel.send(encode(Say(ticket, waiting.request)))

    def _give_up(self, error: EngineMissing) -> None:
        """From now on there is no engine: answer what waits, and everything later, without one."""
        with self._lock:
            self._missing = error
            self._running = False
            left, self._waiting = self._waiting, {}
            wanting, self._wanting_voices = self._wanting_voices, []
            self._rewatch()
        self._channel.kill()
        if self._silent_without_engine:
            self.trouble.emit(error)
        for found in wanting:
            found(())
        for ticket, waiting in left.items():
            self._answer_without_engine(ticket, waiting.request, waiting.answered)

    def _answer_without_engine(self, ticket: int, request: SpeechRequest, answered: Answered) -> None:
        if self._silent_without_engine:
            answered(ticket, read_sentence(SilentEngine(), request))
        elif self._missing is not None:
            answered(ticket, self._missing)

    def _rewatch(self) -> None:
        """A worker that neither answers nor dies is killed, which is then a death like any other."""
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        if self._waiting:
            self._watch = threading.Timer(self._answer_seconds, self._hung)
            self._watch.daemon = True
            self._watch.start()

    def _hung(self) -> None:
        self._channel.kill()
        self._died()


def _shown(text: str) -> str:
    shown = 20
    return text if len(text) <= shown else text[:shown] + "…"
