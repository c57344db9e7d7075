"""What the rules work on: syllables and words that may still change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Sound:
    """A syllable on its way; `written` is the simplified character, `base` its tone before any change."""

    start: int
    end: int
    written: str
    sound: str
    tone: int
    base: int
    rhotic: bool = False
    lifts: bool = False  # a neutral third tone that makes the third tone before it rise: 想想, 手里
    wished: bool = False  # as the reader's own dictionary has it: no rule makes it neutral

    def weaken(self) -> None:
        """Make it neutral."""
        if not self.wished:
            self.tone = 5


@dataclass(slots=True)
class Piece:
    """A word on its way; `text` is simplified, `tag` the part of speech of the word list (n, v, r ...)."""

    start: int
    end: int
    text: str
    tag: str
    sounds: list[Sound] = field(default_factory=list)
    name: bool = False
    surname: int = 0  # characters of a surname at its beginning

    @property
    def wished(self) -> bool:
        """Whether the reader's own dictionary says it."""
        return bool(self.sounds) and self.sounds[0].wished


Phrase = list[Piece]  # what is said between two pauses


def sounds_of(phrase: Phrase) -> Iterator[Sound]:
    """All syllables of a phrase."""
    return (sound for piece in phrase for sound in piece.sounds)
