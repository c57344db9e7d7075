"""One sentence on its way to the ear, with the pause that follows it."""

from __future__ import annotations

from dataclasses import dataclass

from gxreader.model.locator import Locator
from gxreader.model.units import Role
from gxreader.speech.script import Sentence
from gxreader.speech.values import SpeechSettings, Utterance, sample_offset, silence

_HEADINGS = frozenset({Role.KICKER, Role.TITLE, Role.SUBTITLE, Role.HEADING})


@dataclass(frozen=True)
class Saying:
    """A sentence of the script, or its piece from the character `start` on.

    It is heard from `begin` milliseconds of its sound on.
    """

    ticket: int
    index: int
    utterance: Utterance
    begin: float
    start: int = 0
    is_last: bool = True

    def sound(self, pause: int) -> bytes:
        """The samples for the sink, with `pause` milliseconds of silence after them."""
        rate = self.utterance.sample_rate
        return self.utterance.pcm[sample_offset(self.begin, rate) :] + silence(pause, rate)

    def character_at(self, milliseconds: float) -> int | None:
        """The first character of the word heard at a moment of this saying; None before the first word."""
        mark = self.utterance.mark_at(self.begin + milliseconds)
        return None if mark is None else self.start + mark.start

    def spot_at(self, milliseconds: float) -> tuple[int, int] | None:
        """Where the word heard at a moment stands in the sentence's own text; None before the first."""
        mark = self.utterance.mark_at(self.begin + milliseconds)
        return None if mark is None else (self.start + mark.start, self.start + mark.start + mark.length)

    def word_at(self, milliseconds: float, sentence: Sentence) -> Locator | None:
        """The place of the word heard at a moment of this saying; None before the first, and in an aside."""
        mark = self.utterance.mark_at(self.begin + milliseconds)
        if mark is None or sentence.is_aside:
            return None
        start = sentence.place.start + self.start + mark.start
        return Locator(sentence.place.block, start, start + mark.length)

    def is_over(self, milliseconds: float) -> bool:
        """Whether only the pause is left at a moment of this saying."""
        return self.begin + milliseconds >= self.utterance.milliseconds


def pause_after(script: tuple[Sentence, ...], index: int, settings: SpeechSettings) -> int:
    """Milliseconds of silence between a sentence and the next one; none after the last."""
    if index + 1 == len(script):
        return 0
    sentence, following = script[index], script[index + 1]
    if sentence.place.block == following.place.block:
        return settings.sentence_pause
    return settings.heading_pause if sentence.role in _HEADINGS else settings.paragraph_pause
