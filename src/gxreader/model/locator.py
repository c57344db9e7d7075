"""The only way to name a place in an article."""

from __future__ import annotations

import msgspec


class Locator(msgspec.Struct, frozen=True, gc=False, order=True):
    """A stretch of text: the leaf text unit `block`, code points `start` up to, not including, `end`.

    `block` counts leaf text units through the whole work in reading order (see `model.units`).
    `start` and `end` are code points of that unit's plain text without ruby; `start == end` is a point.
    """

    block: int
    start: int = 0
    end: int = 0

    def __post_init__(self) -> None:
        """Refuse a place that cannot exist."""
        if self.block < 0 or not 0 <= self.start <= self.end:
            message = f"no such place: {self.block}, {self.start}-{self.end}"
            raise ValueError(message)

    def contains(self, other: Locator) -> bool:
        """Whether the other place lies wholly within this one."""
        return self.block == other.block and self.start <= other.start and other.end <= self.end

    def covers(self, place: Locator) -> bool:
        """Whether another place begins within this one; an empty stretch covers its own beginning."""
        return self.block == place.block and self.start <= place.start < max(self.end, 1)

    def point(self) -> Locator:
        """The place where this stretch begins."""
        return Locator(self.block, self.start, self.start)
