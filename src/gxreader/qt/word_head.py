"""A word painted large, the pinyin of each character above it."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gxreader.qt.look import Look

_SIZE, _SIZE_STANDARD = 64, 46  # pixels of a character
_PINYIN = 0.42  # of the size of a character
_LEAST_PINYIN = 0.75  # of the smallest text: as above the characters of an article
_PITCH = 1.3  # the height of a line, of its size
_GAP = 0.35  # between two syllables, of pinyin's size
_SMALLEST = 20  # pixels; only a proverb in a small window comes near it
_WIDEST = 440  # pixels: beyond that, a word is shrunk or goes on in a second line
_MOST_LINES = 2


class Cell(NamedTuple):
    """A character, or a whole word, with what stands above it."""

    written: str
    sound: str
    width: float


class WordHead(QWidget):
    """Shrinks with its room: a proverb is as whole as a character."""

    def __init__(self) -> None:
        """Empty until `show_word`."""
        super().__init__()
        self.written = ""
        self.sounds: tuple[str, ...] = ()
        self._look: Look | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_word(self, written: str, sounds: tuple[str, ...], pinyin: str) -> None:
        """Show a word; where there is not a syllable for each character, `pinyin` stands above them all."""
        self.written = written
        self.sounds = sounds if len(sounds) == len(written) else (pinyin,) if pinyin else ()
        self.setAccessibleName(f"{written} {pinyin}".strip())
        self.updateGeometry()
        self.update()

    def set_look(self, look: Look) -> None:
        """Take sizes and colours from a look."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the word on one line, at the largest size."""
        look = self._look
        if look is None:
            return QSize(200, 60)
        size = self._largest(look)
        wide = sum(cell.width for cell in self._cells(size, look))
        return QSize(round(wide) + 1, round(size * (1 + _PINYIN) * _PITCH))

    def minimumSizeHint(self) -> QSize:
        """The same height; a longer word is shrunk."""
        widest = self._look.px(_WIDEST) if self._look else 200
        return QSize(min(self.sizeHint().width(), widest), self.sizeHint().height())

    @staticmethod
    def _largest(look: Look) -> int:
        return look.px(_SIZE if look.elderly else _SIZE_STANDARD)

    def layout_of(self, width: float) -> tuple[int, list[list[Cell]]]:
        """The size of a character, in the screen's pixels, and the cells of each line."""
        look = self._look
        if look is None:
            return _SMALLEST, []
        found: list[tuple[int, list[list[Cell]]]] = []
        for count in range(1, _MOST_LINES + 1):
            size = self._largest(look) // count
            while size > look.px(_SMALLEST) and not self._fits(size, count, width, look):
                size -= 1
            found.append((size, self._lines(size, count, look)))
        return max(found, key=lambda one: one[0] if self._fits(one[0], len(one[1]), width, look) else 0)

    def _fits(self, size: int, count: int, width: float, look: Look) -> bool:
        lines = self._lines(size, count, look)
        return all(sum(cell.width for cell in line) <= width for line in lines)

    def _lines(self, size: int, count: int, look: Look) -> list[list[Cell]]:
        cells = self._cells(size, look)
        if count == 1 or len(cells) <= 1:
            return [cells]
        ends = list(accumulate(cell.width for cell in cells))
        half = next(number for number, end in enumerate(ends, 1) if end >= ends[-1] / 2)
        return [cells[:half], cells[half:]]

    def _cells(self, size: int, look: Look) -> list[Cell]:
        """How wide each character is with what stands above it, or the word as a whole."""
        if not self.written:
            return []
        letters, small = self._fonts(size, look)
        parts = list(self.written) if len(self.sounds) == len(self.written) else [self.written]
        words, pinyin = QFontMetricsF(letters), QFontMetricsF(small)
        gap = _GAP * small.pixelSize()
        return [
            Cell(
                part,
                sound,
                max(words.horizontalAdvance(part), pinyin.horizontalAdvance(sound) + gap if sound else 0.0),
            )
            for part, sound in zip(parts, self.sounds or ("",), strict=True)
        ]

    @staticmethod
    def _fonts(size: int, look: Look) -> tuple[QFont, QFont]:
        least = look.px(look.face.smallest_text * _LEAST_PINYIN)
        return look.font(size, bold=True), look.font(max(round(size * _PINYIN), least))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the word from the left, in the middle of the height."""
        look = self._look
        if look is None or not self.written:
            return
        painter = QPainter(self)
        size, lines = self.layout_of(self.width())
        letters, small = self._fonts(size, look)
        high = small.pixelSize() * _PITCH if self.sounds else 0.0
        low = min(size * _PITCH, self.height() / len(lines) - high)
        top = (self.height() - (high + low) * len(lines)) / 2
        for line in lines:
            left = 0.0
            for cell in line:
                painter.setPen(QColor(look.scheme.secondary))
                painter.setFont(small)
                above = QRectF(left, top, cell.width, high)
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, cell.sound)
                painter.setPen(QColor(look.scheme.ink))
                painter.setFont(letters)
                below = QRectF(left, top + high, cell.width, low)
                painter.drawText(below, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, cell.written)
                left += cell.width
            top += high + low
        painter.end()
