"""What the audit knows of a screen: plain values, so that every check is arithmetic."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Control:
    """Something a hand or the keyboard can work: who it is, its name for a screen reader, its size."""

    who: str
    name: str
    width: int
    height: int
    least: int


@dataclass(frozen=True)
class Words:
    """Words as they are painted: pixels high, in an ink on a ground (#rrggbb), whole or not."""

    who: str
    text: str
    pixels: int
    ink: str = "#000000"
    ground: str = "#ffffff"
    cut: int = 0  # pixels that have no room, of the width or the height
    shortened: bool = False  # by an ellipsis, to fit its place


@dataclass(frozen=True)
class Part:
    """A border, an icon or a ring: a colour (#rrggbb) and what it lies on."""

    who: str
    what: str
    colour: str
    ground: str


@dataclass(frozen=True)
class Area:
    """Where something stands in the window: left, top, width, height; `within` is what it stands in."""

    who: str
    box: tuple[int, int, int, int]
    within: str = ""


@dataclass(frozen=True)
class Walk:
    """What the keyboard met from a screen's first focus on, and whether it came round."""

    begins: str
    met: tuple[str, ...]
    wanted: tuple[str, ...]
    came_round: bool


@dataclass(frozen=True)
class Ring:
    """What changes on a control when the keyboard is there: pixels of a contrast of 3:1 to before."""

    who: str
    changed: int


@dataclass(frozen=True)
class Deed:
    """One command of the table: its help in both languages, its shortcuts, whether a key for it was seen."""

    id: str
    words: tuple[str, str]
    help: tuple[str, str]
    shortcuts: tuple[str, ...]
    has_key: bool
