"""What passes between the player, the voice's process and the sound device: frozen values."""

from __future__ import annotations

import itertools
from enum import StrEnum

import msgspec

SLOWEST = 0.5
FASTEST = 3.0
COMMA_PAUSE = 200  # milliseconds, at ordinary speed
BYTES_A_SAMPLE = 2  # sound is signed 16-bit, one channel, in the machine's byte order

_tickets = itertools.count(1)


def fresh_ticket() -> int:
    """A number no other request or saying in this program has had."""
    return next(_tickets)


class Voice(msgspec.Struct, frozen=True):
    """A voice by its id (`engine:name`), with a name for people and its language as a BCP 47 tag."""

    id: str
    name: str
    language: str
    engine: str


class Mark(msgspec.Struct, frozen=True):
    """From `milliseconds` on, the `length` code points at `start` of the sentence are being heard."""

    start: int
    length: int
    milliseconds: float


class Utterance(msgspec.Struct, frozen=True):
    """A sentence as sound: one channel of signed 16-bit samples, and where each word begins in it."""

    pcm: bytes
    sample_rate: int
    marks: tuple[Mark, ...] = ()

    @property
    def milliseconds(self) -> float:
        """How long the sound lasts."""
        return len(self.pcm) / BYTES_A_SAMPLE * 1000 / self.sample_rate

    def mark_at(self, milliseconds: float) -> Mark | None:
        """The word being heard at a moment; None before the first."""
        heard = None
        for mark in self.marks:
            if mark.milliseconds > milliseconds:
                break
            heard = mark
        return heard

    def moment_of(self, character: int) -> float:
        """Milliseconds at which the word that holds a character of the sentence begins."""
        moment = 0.0
        for mark in self.marks:
            if mark.start > character:
                break
            moment = mark.milliseconds
        return moment


class Said(msgspec.Struct, frozen=True):
    """What stands from `start` to `end` of a sentence is said with other words, or these are put in."""

    start: int
    end: int
    words: str


class SpeechRequest(msgspec.Struct, frozen=True):
    """What to synthesise: `voice` is an id or empty for the language's own; `rate` 1.0 is ordinary speed.

    `clear` makes it brighter for ageing ears; `engine` names who speaks, empty for the ordinary one.
    `pinyin` gives stretches (start, end) of the text their syllables, for an engine that can be told;
    `edition` is that of the reader's dictionary; `said` are stretches of the text with words of their own.
    """

    text: str
    language: str
    voice: str = ""
    rate: float = 1.0
    clear: bool = False
    engine: str = ""
    pinyin: tuple[tuple[int, int, str], ...] = ()
    edition: int = 0
    said: tuple[Said, ...] = ()


class VoiceChoice(msgspec.Struct, frozen=True):
    """The voice a reader wants for a language (its primary tag, such as zh)."""

    language: str
    voice: str


class Ear(StrEnum):
    """Which ear hears the voice; one ear needs a device of two channels."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"


class SpeechSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How to read aloud. Pauses are milliseconds of silence after a sentence, a paragraph, a heading."""

    voices: tuple[VoiceChoice, ...] = ()
    rate: float = 1.0
    volume: float = 1.0
    sentence_pause: int = 250
    paragraph_pause: int = 500
    heading_pause: int = 800
    clear: bool = False
    ear: Ear = Ear.BOTH
    edition: int = 0

    @property
    def comma_pause(self) -> int:
        """Milliseconds of silence where a sentence was parted at a comma: as long as a voice makes there."""
        return round(COMMA_PAUSE / self.rate)

    def request(
        self, text: str, language: str, engine: str = "", said: tuple[Said, ...] = ()
    ) -> SpeechRequest:
        """What to ask of the voice for some text of a language; `said` has words of its own."""
        return SpeechRequest(
            text,
            language,
            self.voice_for(language),
            rate=self.rate,
            clear=self.clear,
            engine=engine,
            edition=self.edition,
            said=said,
        )

    def voice_for(self, language: str) -> str:
        """The chosen voice of a language, or empty."""
        primary = language.partition("-")[0].lower()
        for choice in self.voices:
            if choice.language == primary:
                return choice.voice
        return ""


def silence(milliseconds: float, sample_rate: int) -> bytes:
    """That much silence as samples."""
    return bytes(round(milliseconds * sample_rate / 1000) * BYTES_A_SAMPLE)


def sample_offset(milliseconds: float, sample_rate: int) -> int:
    """The byte at which a moment's sample begins."""
    return round(milliseconds * sample_rate / 1000) * BYTES_A_SAMPLE
