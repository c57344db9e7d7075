"""Text as it is said, with the way back to the text on screen."""

from __future__ import annotations

import msgspec


class Spoken(msgspec.Struct, frozen=True):
    """Text for an engine; `origins` gives each of its characters the original stretch (start, end)."""

    text: str
    origins: tuple[tuple[int, int], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original text that a stretch of the spoken text stands for."""
        covered = self.origins[start:end]
        if not covered:
            return 0, 0
        return min(origin[0] for origin in covered), max(origin[1] for origin in covered)


def normalise(text: str, language: str) -> Spoken:
    """Say a text as it is written."""
    return Spoken(text, tuple((position, position + 1) for position in range(len(text))))
