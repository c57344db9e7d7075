"""Every voice of every engine, asked in the way the player asks: through the worker, sentence by sentence."""

from __future__ import annotations

import os
import queue
import time
from dataclasses import dataclass
from pathlib import Path

from gxreader.errors import SpeechError
from gxreader.speech.synthesiser import Answer, WorkerSynthesiser
from gxreader.speech.values import SpeechRequest, Utterance, Voice, fresh_ticket

ENGINES = ("pyttsx3", "kokoro")
_ASIDE = ("latn", "pinyin")  # voices that read pinyin, not characters
_PATIENCE_SECONDS = 120.0  # a neural voice on a busy machine is slow, and this is not about its speed


@dataclass(frozen=True)
class Spoken:
    """A sentence as sound, and what it cost."""

    utterance: Utterance
    wall: float
    processor: float  # seconds of the worker's process, all its threads together


class Speaker:
    """One engine in its worker."""

    def __init__(self, engine: str) -> None:
        """Start the worker; `voices` is empty when it has no such engine."""
        self.engine = engine
        self._synthesiser = WorkerSynthesiser(
            engine, silent_without_engine=False, answer_seconds=_PATIENCE_SECONDS
        )
        found: queue.SimpleQueue[tuple[Voice, ...]] = queue.SimpleQueue()
        self._synthesiser.list_voices(found.put)
        try:
            self.voices = found.get(timeout=_PATIENCE_SECONDS)
        except queue.Empty:
            self.voices = ()

    def voices_of(self, language: str) -> list[Voice]:
        """Its voices for a primary language tag."""
        return [
            voice
            for voice in self.voices
            if voice.language.partition("-")[0].lower() == language
            and not any(word in voice.language.lower() for word in _ASIDE)
        ]

    def say(self, text: str, voice: Voice) -> Spoken:
        """One sentence. Raises SpeechError where the voice refuses it."""
        answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        request = SpeechRequest(text, voice.language.partition("-")[0], voice=voice.id)
        before, begin = self._processor_seconds(), time.monotonic()
        self._synthesiser.ask(fresh_ticket(), request, lambda _ticket, answer: answers.put(answer))
        answer = answers.get(timeout=2 * _PATIENCE_SECONDS)  # the synthesiser's own patience ends first
        wall = time.monotonic() - begin
        if isinstance(answer, SpeechError):
            raise answer
        return Spoken(answer, wall, self._processor_seconds() - before)

    def close(self) -> None:
        """End the worker."""
        self._synthesiser.close()

    def _processor_seconds(self) -> float:
        status = Path(f"/proc/{self._synthesiser.pid}/stat")
        if not status.is_file():
            return 0.0
        fields = status.read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # user and system time
