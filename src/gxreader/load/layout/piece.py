"""What stands on a page: pieces of text in one style with their places, pictures, and pages of them.

Places grow to the right and downwards, in points (or any other unit: only their relations count).
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Piece:
    """Characters in a row, in one style, on one baseline."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    strong: bool = False
    emphasis: bool = False


@dataclass(slots=True)
class Place:
    """Where a picture stands, and the name it is fetched by."""

    name: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class PlacedPage:
    """One page. `aside` holds text that runs in another direction: watermarks, stamps, labels of tables."""

    number: int
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    aside: list[list[Piece]] = field(default_factory=list)
    pictures: list[Place] = field(default_factory=list)
    characters: int = 0
    unknown: int = 0  # characters whose meaning the file does not tell
