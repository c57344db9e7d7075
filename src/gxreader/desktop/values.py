"""What passes between the program and the rest of the computer: frozen values."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Status(StrEnum):
    """What the computer is told of the voice, in the words of MPRIS."""

    PLAYING = "Playing"
    PAUSED = "Paused"
    STOPPED = "Stopped"


class NowPlaying(msgspec.Struct, frozen=True, kw_only=True):
    """What the computer may show: an empty title where nothing is open; rate 1.0 is the ordinary pace.

    `track` is a number that changes with the article; `name` is the program's, for people.
    """

    name: str = "gxreader"
    status: Status = Status.STOPPED
    track: int = 0
    title: str = ""
    source: str = ""
    rate: float = 1.0
    slowest: float = 0.5
    fastest: float = 3.0
    volume: float = 1.0
    can_quit: bool = True

    @property
    def is_open(self) -> bool:
        """Whether there is anything to play."""
        return bool(self.title)


class Wish(StrEnum):
    """What a key, a headset or another program can ask for."""

    PLAY = "play"
    PAUSE = "pause"
    TOGGLE = "toggle"
    STOP = "stop"
    NEXT = "next"
    PREVIOUS = "previous"
    COME_FORWARD = "come-forward"
    QUIT = "quit"
    RATE = "rate"
    VOLUME = "volume"


class Asked(msgspec.Struct, frozen=True):
    """A wish from outside; `value` is the wanted rate or volume."""

    wish: Wish
    value: float = 0.0
