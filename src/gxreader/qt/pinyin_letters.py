"""Pinyin above characters: how much wider the text is set for it, and how it is painted.

The text itself stays what it is: nothing is put in that would be selected, copied, found or read aloud.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLine

from gxreader.qt.fonts import font
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


def spacings(length: int, pinyin: Sequence[Pinyin], pixels: Sequence[int], small: Sequence[int]) -> list[int]:
    """How much wider each of so many characters is set, so that no syllable touches the next.

    `pixels` is the text's size at each character, `small` that of its pinyin.
    """
    found = [0] * length
    beyond = [_beyond(one, pixels[one.start], small[one.start]) for one in pinyin]
    for (one, following), (before, after) in zip(pairwise(pinyin), pairwise(beyond), strict=True):
        size = pixels[one.start]
        room = (following.start - one.end) * size * _BETWEEN - _GAP * small[one.start]
        wanted = before + after
        if wanted > room:
            step = max(1, round(size / _STEP))
            found[one.end - 1] = int(-(-(wanted - room) // step) * step)
    return found


def _beyond(one: Pinyin, size: int, small: int) -> float:
    """By how much a syllable is wider than its characters, at each side; below zero where it is narrower."""
    return (_width(one.pinyin, small) - (one.end - one.start) * size) / 2


def syllables(
    text: str, position: int, pinyin: Sequence[Pinyin], pixels: Sequence[int], small: Sequence[int]
) -> list[Syllable]:
    """The pinyin of a text that begins at a position of a document or layout."""
    is_plain = utf16_length(text) == len(text)
    found = []
    for one in pinyin:
        first, last = one.start, one.end - 1
        if not is_plain:
            first, last = utf16_length(text[:first]), utf16_length(text[:last])
        at = one.start
        found.append(Syllable(position + first, position + last, one.pinyin, pixels[at], small[at]))
    return found


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
