"""A word painted large, the pinyin of each character above it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gxreader.qt.look import Look

_SIZE, _SIZE_STANDARD = 64, 46  # pixels of a character
_PINYIN = 0.42  # of the size of a character
_PITCH = 1.3  # the height of a line, of its size
_GAP = 0.35  # between two syllables, of pinyin's size
_SMALLEST = 20  # pixels; only a proverb in a small window comes near it


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
        self.update()

    def set_look(self, look: Look) -> None:
        """Take sizes and colours from a look."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a line of characters and one of pinyin, at the largest size."""
        if self._look is None:
            return QSize(200, 60)
        size = self._largest(self._look)
        return QSize(2 * size, round(size * (1 + _PINYIN) * _PITCH))

    def minimumSizeHint(self) -> QSize:
        """The same height; a narrow word is shrunk."""
        return QSize(self.sizeHint().width(), self.sizeHint().height())

    @staticmethod
    def _largest(look: Look) -> int:
        return look.px(_SIZE if look.elderly else _SIZE_STANDARD)

    def letters(self) -> int:
        """The size of a character for the present word and width, in the screen's pixels."""
        look = self._look
        if look is None:
            return _SMALLEST
        size = self._largest(look)
        while size > look.px(_SMALLEST) and sum(self._cells(size, look)) > self.width():
            size -= 1
        return size

    def _cells(self, size: int, look: Look) -> list[float]:
        """How wide each character is with what stands above it, or the word as a whole."""
        letters, small = self._fonts(size, look)
        whole = len(self.sounds) != len(self.written)
        parts = [self.written] if whole else list(self.written)
        above = self.sounds or ("",)
        gap = _GAP * small.pixelSize()
        words, pinyin = QFontMetricsF(letters), QFontMetricsF(small)
        return [
            max(words.horizontalAdvance(part), pinyin.horizontalAdvance(sound) + gap if sound else 0.0)
            for part, sound in zip(parts, above, strict=True)
        ]

    @staticmethod
    def _fonts(size: int, look: Look) -> tuple[QFont, QFont]:
        return look.font(size, bold=True), look.font(max(round(size * _PINYIN), look.px(14)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the word from the left, in the middle of the height."""
        look = self._look
        if look is None or not self.written:
            return
        painter = QPainter(self)
        size = self.letters()
        letters, small = self._fonts(size, look)
        cells = self._cells(size, look)
        high, low = small.pixelSize() * _PITCH if self.sounds else 0.0, size * _PITCH
        top, left = (self.height() - high - low) / 2, 0.0
        parts = list(self.written) if len(cells) == len(self.written) else [self.written]
        for part, sound, width in zip(parts, self.sounds or ("",), cells, strict=True):
            painter.setPen(QColor(look.scheme.secondary))
            painter.setFont(small)
            painter.drawText(QRectF(left, top, width, high), Qt.AlignmentFlag.AlignCenter, sound)
            painter.setPen(QColor(look.scheme.ink))
            painter.setFont(letters)
            painter.drawText(QRectF(left, top + high, width, low), Qt.AlignmentFlag.AlignCenter, part)
            left += width
        painter.end()
