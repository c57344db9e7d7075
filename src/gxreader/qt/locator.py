"""The only place where a Locator becomes a position in Qt's text, and the reverse.

Qt counts UTF-16 code units and holds what the model does not (the breadcrumb, readings of ruby); the model
counts code points of each leaf unit.
"""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from gxreader.han.shown import Changes, backward, forward
from gxreader.model.locator import Locator


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """Text of one unit that stands in one piece: its first code point and its position in the document.

    `text` is what is shown; `changes` say where that has another length than the unit's own text.
    """

    unit: int
    start: int
    position: int
    text: str
    changes: Changes = ()

    @property
    def end(self) -> int:
        """The code point of the unit after its last."""
        return self.start + backward(self.changes, len(self.text))


def utf16_length(text: str) -> int:
    """How many of Qt's characters a text has: one, or two beyond the basic plane."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


class PlaceMap:
    """All stretches of a rendered part, in the order of the document."""

    def __init__(self) -> None:
        """Begin empty; `render` adds stretches in rising order of position."""
        self._stretches: list[Stretch] = []
        self._positions: list[int] = []
        self._first: dict[int, int] = {}

    def add(self, stretch: Stretch) -> None:
        """Note where a piece of a unit stands."""
        self._first.setdefault(stretch.unit, len(self._stretches))
        self._stretches.append(stretch)
        self._positions.append(stretch.position)

    def holds(self, unit: int) -> bool:
        """Whether the unit is in this part."""
        return unit in self._first

    def position(self, unit: int, offset: int, *, after: bool = False) -> int:
        """Qt's position of a code point; `after` takes the end of a piece rather than the start of the next.

        Raises KeyError for a unit that is not in this part.
        """
        number = self._first[unit]
        found = self._stretches[number]
        for stretch in self._stretches[number:]:
            if stretch.unit != unit or offset < stretch.start or (after and offset == stretch.start > 0):
                break
            found = stretch
        inside = forward(found.changes, min(offset, found.end) - found.start, up=after)
        return found.position + utf16_length(found.text[:inside])

    def span(self, place: Locator) -> tuple[int, int]:
        """Qt's first and last position of a place. Raises KeyError if it is not in this part."""
        start = self.position(place.block, place.start)
        return start, max(start, self.position(place.block, place.end, after=True))

    def place(self, position: int) -> Locator | None:
        """The place at one of Qt's positions, or before it where no unit stands; None before the first."""
        number = bisect_right(self._positions, position) - 1
        if number < 0:
            return None
        stretch = self._stretches[number]
        units = max(0, position - stretch.position)
        code_point = len(stretch.text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore"))
        offset = stretch.start + backward(stretch.changes, min(code_point, len(stretch.text)))
        return Locator(stretch.unit, offset, offset)
