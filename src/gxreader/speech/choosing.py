"""The voice that always works and the natural one behind a single face: each sentence goes to the right one.

The natural voice lives in a worker of its own and is loaded in the background. Until it is ready, for what it
cannot speak, and when it fails, the ordinary voice answers: no sentence is lost, and nobody waits.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import msgspec

from gxreader.errors import SpeechError
from gxreader.model.event import Event
from gxreader.speech.synthesiser import Answer, Answered, WorkerSynthesiser
from gxreader.speech.values import SpeechRequest, Voice

NEURAL = "kokoro"
_LANGUAGES = frozenset({"zh", "en"})
_PATIENCE_SECONDS = 90.0  # a long sentence on a slow and busy computer
REST_SECONDS = 120.0  # after falling behind, the natural voice is not asked for so long


class Pace:
    """Whether a voice keeps ahead of what is heard: how long it works for a second of sound, lately."""

    TOO_SLOW = 0.95  # from here on the reader would wait for words
    _ENOUGH_SECONDS = 12.0  # of sound, before anything is concluded
    _MEMORY_SECONDS = 30.0  # of sound: what is longer ago counts less and less

    def __init__(self) -> None:
        """Know nothing yet."""
        self._work = self._sound = 0.0

    def note(self, work: float, sound: float) -> None:
        """So many seconds of work gave so many of sound."""
        kept = max(0.0, 1.0 - sound / self._MEMORY_SECONDS)
        self._work = self._work * kept + work
        self._sound = self._sound * kept + sound

    @property
    def is_too_slow(self) -> bool:
        """Whether it falls behind."""
        return self._sound >= self._ENOUGH_SECONDS and self._work > self._sound * self.TOO_SLOW


class ChoosingSynthesiser:
    """A Synthesiser that asks one of two workers, sentence by sentence."""

    def __init__(
        self,
        ordinary: WorkerSynthesiser | None = None,
        neural: WorkerSynthesiser | None = None,
        clock: Callable[[], float] = time.monotonic,
        *,
        patient: bool = False,
    ) -> None:
        """Nothing is loaded before `start`; `clock` counts seconds.

        `patient`: sentences wait while a natural voice that died is loaded again, as for a recording.
        """
        self.trouble: Event[SpeechError] = Event()
        self.improved: Event[None] = Event()
        self._ordinary = ordinary or WorkerSynthesiser()
        self._neural = neural or WorkerSynthesiser(
            NEURAL, silent_without_engine=False, answer_seconds=_PATIENCE_SECONDS
        )
        self._lock = threading.Lock()
        # Of the natural voice: the request, who is to be answered, and since when.
        self._asked: dict[int, tuple[SpeechRequest, Answered, float]] = {}
        self._clock = clock
        self._pace = Pace()
        self._answered_at = 0.0
        self._rests_until = 0.0
        self._ready = False
        self._told = False
        self._ordinary.trouble.connect(self.trouble.emit)
        if not patient:
            self._neural.died.connect(self._neural_died)

    @property
    def best_engine(self) -> str:
        """The engine a new paragraph is asked of; empty means the ordinary one."""
        return NEURAL if self._ready and self._clock() >= self._rests_until else ""

    @property
    def is_slow(self) -> bool:
        """Whether a long first sentence is better asked for in pieces."""
        return bool(self.best_engine)

    @property
    def pid(self) -> int | None:
        """The natural voice's process."""
        return self._neural.pid

    def start(self) -> None:
        """Load both voices, the ordinary one first; returns at once."""
        self._ordinary.start()
        self._neural.list_voices(self._loaded)

    def ask(self, ticket: int, request: SpeechRequest, answered: Answered) -> None:
        """Synthesise a sentence with the engine it names, and its voice, unless that is of another engine.

        The engine is what was best when its paragraph began: also a voice of the reader's choice rests where
        the computer cannot keep up, and begins with a paragraph.
        """
        if not self._is_for_neural(request):
            self._ordinary.ask(ticket, request, answered)
            return
        with self._lock:
            self._asked[ticket] = request, answered, self._clock()
        self._neural.ask(ticket, request, self._pass_on)

    def cancel(self, tickets: tuple[int, ...]) -> None:
        """These are no longer wanted."""
        with self._lock:
            for ticket in tickets:
                self._asked.pop(ticket, None)
        self._neural.cancel(tickets)
        self._ordinary.cancel(tickets)

    def close(self) -> None:
        """End both voices."""
        self._neural.close()
        self._ordinary.close()

    def list_voices(self, found: Callable[[tuple[Voice, ...]], None]) -> None:
        """Tell the voices of both, once they are loaded."""

        def and_neural(ordinary: tuple[Voice, ...]) -> None:
            self._neural.list_voices(lambda neural: found((*neural, *ordinary)))

        self._ordinary.list_voices(and_neural)

    def _loaded(self, voices: tuple[Voice, ...]) -> None:
        self._ready = bool(voices)
        if self._ready:
            self.improved.emit(None)

    def _is_for_neural(self, request: SpeechRequest) -> bool:
        wished = request.voice.partition(":")[0] in {"", NEURAL} and request.engine == NEURAL
        return self._ready and wished and request.language.partition("-")[0].lower() in _LANGUAGES

    def _neural_died(self, _nothing: None) -> None:
        """The ordinary voice goes on at once; loading the natural one again takes seconds."""
        with self._lock:
            self._ready = False
            left, self._asked = self._asked, {}
        self._neural.cancel(tuple(left))
        for ticket, (request, answered, _since) in left.items():
            self._ask_ordinary(ticket, request, answered)
        self._neural.list_voices(self._loaded)

    def _ask_ordinary(self, ticket: int, request: SpeechRequest, answered: Answered) -> None:
        self._ordinary.ask(ticket, msgspec.structs.replace(request, voice="", engine=""), answered)

    def _pass_on(self, ticket: int, answer: Answer) -> None:
        """What the natural voice could not speak, the ordinary one speaks."""
        with self._lock:
            asked = self._asked.pop(ticket, None)
        if asked is None:
            return
        request, answered, since = asked
        if not isinstance(answer, SpeechError):
            self._note(since, answer.milliseconds / 1000 * request.rate)
            answered(ticket, answer)
            return
        if answer.key in {"speech.engine-stopped", "speech.neural-damaged"}:
            self._give_up_neural()
        self._ask_ordinary(ticket, request, answered)

    def _note(self, since: float, seconds: float) -> None:
        """A computer that cannot keep up has the ordinary voice for a while, from the next paragraph on.

        Judged is the ordinary pace: a reader who listens twice as fast is not refused the voice for it.
        """
        now = self._clock()
        self._pace.note(now - max(since, self._answered_at), seconds)
        self._answered_at = now
        if self._pace.is_too_slow:
            self._pace = Pace()
            self._rests_until = now + REST_SECONDS
            self.trouble.emit(SpeechError("speech.neural-too-slow"))

    def _give_up_neural(self) -> None:
        self._ready = False
        with self._lock:
            told, self._told = self._told, True
        if not told:
            self.trouble.emit(SpeechError("speech.neural-stopped"))
