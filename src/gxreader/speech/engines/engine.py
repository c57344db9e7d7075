"""What every voice can do. An engine lives in the speech worker, is used by one thread, and may die there."""

from __future__ import annotations

from typing import Protocol

from gxreader.errors import SpeechError
from gxreader.speech.normalise import Spoken
from gxreader.speech.values import SpeechRequest, Utterance, Voice


class Interrupted(SpeechError):
    """Nobody wants this sentence any more."""


class Engine(Protocol):
    """Turns one sentence at a time into sound with word marks."""

    @property
    def reads_pinyin(self) -> bool:
        """Whether it says what `SpeechRequest.pinyin` tells."""
        ...

    def respelled(self, spoken: Spoken, language: str) -> Spoken:
        """The same words, put so that this engine reads them rightly."""
        ...

    def voices(self) -> tuple[Voice, ...]:
        """Every voice of this engine, for any language."""

    def synthesise(self, request: SpeechRequest) -> Utterance:
        """Speak `request.text`, already normalised; marks count code points of that text.

        An unknown or empty `request.voice` means the engine's own choice for the language.
        Raises SpeechError if the sentence cannot be spoken.
        """

    def interrupt(self) -> None:
        """Give up the sentence under way, from another thread; an engine that is quick may finish it.

        What is given up raises Interrupted, as does every further sentence until `resume`.
        """

    def resume(self) -> None:
        """Speak again after `interrupt`."""
