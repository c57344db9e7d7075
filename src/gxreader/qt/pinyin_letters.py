"""Pinyin above characters: how much wider the text is set for it, and how it is painted.

The text itself stays what it is: nothing is put in that would be selected, copied, found or read aloud.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, overload

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLine

from gxreader.qt.fonts import font
from gxreader.qt.letter_room import Widths
from gxreader.qt.locator import utf16_length
from gxreader.speech.transcriber import Pinyin

_CHARACTER = 0.86  # the height of a character above its baseline, of the text's size
_DESCENDER = 0.26  # of pinyin's size
_GAP = 0.22  # between two syllables at least, of pinyin's size
_BETWEEN = 0.45  # the least width of what stands between two characters with pinyin, of the text's size
_STEP = 8  # spacings are eighths of the text's size: the fewer there are, the sooner a text is laid out


class Syllable(NamedTuple):
    """What stands above a stretch: the positions of its first and last character, and the text's size."""

    first: int
    last: int
    pinyin: str
    pixels: int
    small: int  # the size of pinyin


@lru_cache(maxsize=32)
def _metrics(pixels: int) -> QFontMetricsF:
    return QFontMetricsF(font(pixels))


@lru_cache(maxsize=16384)
def _width(pinyin: str, small: int) -> float:
    return _metrics(small).horizontalAdvance(pinyin)


def spacings(pinyin: Sequence[Pinyin], pixels: Sequence[int], small: Sequence[int]) -> Widths:
    """How much wider some characters are set, so that no syllable touches the next.

    `pixels` is the text's size at each character, `small` that of its pinyin.
    """
    found: list[tuple[int, int]] = []
    before = end = size = 0.0
    room_between = 0.0
    for one in pinyin:
        start = one.start
        after = (_width(one.pinyin, small[start]) - (one.end - start) * pixels[start]) / 2
        if end:
            room = (start - end) * size * _BETWEEN - room_between
            wanted = before + after
            if wanted > room:
                step = max(1, round(size / _STEP))
                found.append((int(end) - 1, int(-(-(wanted - room) // step) * step)))
        before, end, size, room_between = after, one.end, pixels[start], _GAP * small[start]
    return found


class Stretch(NamedTuple):
    """The pinyin of a text that is written in one piece: `shift` leads from a unit's numbers to positions."""

    shift: int
    pinyin: Sequence[Pinyin]
    pixels: Sequence[int]
    small: Sequence[int]

    def syllable(self, number: int) -> Syllable:
        """One of its syllables."""
        one, shift = self.pinyin[number], self.shift
        at = one.start
        return Syllable(at + shift, one.end - 1 + shift, one.pinyin, self.pixels[at], self.small[at])


class Above(Sequence[Syllable]):
    """All syllables of a document in their order; each is made when it is looked at: most are never seen."""

    def __init__(self) -> None:
        """Begin with none."""
        self._stretches: list[Stretch] = []
        self._ends: list[int] = []  # how many syllables there are up to the end of each

    def add(
        self,
        text: str,
        position: int,
        pinyin: Sequence[Pinyin],
        pixels: Sequence[int],
        small: Sequence[int],
        first: int = 0,
    ) -> None:
        """The pinyin of a text that begins at a position of a document or layout.

        `first` is the number of the text's first character in its unit, by which the other values count.
        """
        if not pinyin:
            return
        if utf16_length(text) == len(text):
            self._append(Stretch(position - first, pinyin, pixels, small))
            return
        for one in pinyin:  # a character beyond the basic plane moves all that follow by one more
            shift = position + utf16_length(text[: one.start - first]) - one.start
            self._append(Stretch(shift, (one,), pixels, small))

    def _append(self, stretch: Stretch) -> None:
        self._stretches.append(stretch)
        self._ends.append(len(self) + len(stretch.pinyin))

    def __len__(self) -> int:
        """How many syllables there are."""
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, number: int) -> Syllable: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Syllable]: ...

    def __getitem__(self, number: int | slice) -> Syllable | Sequence[Syllable]:
        """One syllable, or some."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        if number < 0:
            number += len(self)
        if not 0 <= number < len(self):
            raise IndexError(number)
        place = bisect_right(self._ends, number)
        return self._stretches[place].syllable(number - (self._ends[place - 1] if place else 0))


def paint_syllable(
    painter: QPainter, line: QTextLine, origin: QPointF, one: Syllable, ends: tuple[int, int], ink: QColor
) -> None:
    """Paint a syllable above a line at `origin`; `ends` are its first and last place in the line's layout."""
    painter.setFont(_font(one.small))
    painter.setPen(ink)
    painter.drawText(QPointF(_left(line, origin, one, ends), origin.y() + baseline(line, one)), one.pinyin)


def _left(line: QTextLine, origin: QPointF, one: Syllable, ends: tuple[int, int]) -> float:
    """Where a syllable begins: in the middle above its characters, but never outside."""
    middle = (_x(line, ends[0]) + _x(line, ends[1]) + one.pixels) / 2
    return max(0.0, origin.x() + middle - _width(one.pinyin, one.small) / 2)


def baseline(line: QTextLine, one: Syllable) -> float:
    """Where a syllable's baseline stands, in the layout of its line."""
    return line.y() + line.ascent() - one.pixels * _CHARACTER - one.small * _DESCENDER


def covered(line: QTextLine, origin: QPointF, one: Syllable, ends: tuple[int, int]) -> QRectF:
    """What a syllable covers, with its mark and what reaches below its baseline."""
    bounds = _metrics(one.small).tightBoundingRect(one.pinyin)
    top = origin.y() + baseline(line, one) + bounds.top()
    return QRectF(_left(line, origin, one, ends), top, _width(one.pinyin, one.small), bounds.height())


@lru_cache(maxsize=32)
def _font(pixels: int) -> QFont:
    return font(pixels)


def _x(line: QTextLine, position: int) -> float:
    """Where a position stands; Qt also tells which position that is after all."""
    found: tuple[float, int] = line.cursorToX(position)  # type: ignore[assignment]  # the stub says object
    return found[0]
