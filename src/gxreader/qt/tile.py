"""A large key with a sentence under its name, for screens of choices."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from gxreader.app.reader import Reader
from gxreader.qt.keys import SIDE_PADDING, CommandKey
from gxreader.qt.look import Look

_HIGHEST, _HIGHEST_STANDARD = 200, 112  # a larger tile would only be emptier
_BESIDE_ICON = 14
_MAY_BREAK = "\u200b"  # where Chinese words may be parted; elsewhere a break would tear them
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Fitting(NamedTuple):
    """How words stand on a tile: their size in pixels, and whether the icon has room beside them."""

    size: int
    with_icon: bool = True


class Tile(CommandKey):
    """A command with its icon large, its words, and what it does."""

    def __init__(self, reader: Reader, command_id: str, *, primary: bool = False) -> None:
        """Make the tile of a command."""
        super().__init__(reader, command_id, primary=primary)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._words_size = 0
        self._note_size = 0
        self._sized_for: tuple[int, int, str, int] | None = None
        self._own = Fitting(0)

    def set_look(self, look: Look) -> None:
        """Take sizes and colours from a look."""
        super().set_look(look)
        self._words_size = round(look.interface_text * 1.15)
        self._note_size = max(look.px(look.face.smallest_text), round(look.interface_text * 0.85))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(look.px(_HIGHEST if look.elderly else _HIGHEST_STANDARD))

    def sizeHint(self) -> QSize:
        """Room for two lines, three at need."""
        if self._look is None:
            return super().sizeHint()
        return QSize(self._look.px(280), round(self._words_size * 1.5 + self._note_size * 1.5 + 24))

    def minimumSizeHint(self) -> QSize:
        """Room for the words alone, and for a finger: in a small window what it does is left out."""
        if self._look is None:
            return QSize(160, self.sizeHint().height())
        return QSize(160, max(self._look.px(self._look.face.key_height), round(self._words_size * 1.5) + 24))

    def fitting(self) -> Fitting:
        """How the words stand: as on the tile with the least room for its own, on all beside it."""
        window = self.parentWidget()
        tiles = window.findChildren(Tile) if window is not None else [self]
        shown = [tile.own_fitting() for tile in tiles if tile.isVisible()] or [self.own_fitting()]
        return Fitting(min(own.size for own in shown), all(own.with_icon for own in shown))

    def own_fitting(self) -> Fitting:
        """How its words would stand alone: smaller, and at last without the icon, on a small tile."""
        key = (self.width(), self.height(), self.text(), self._words_size)
        if key != self._sized_for:
            self._sized_for, self._own = key, self._find_fitting()
        return self._own

    def _find_fitting(self) -> Fitting:
        look = self._look
        if look is None:
            return Fitting(self._words_size)
        least = min(look.px(look.face.smallest_text), self._words_size)
        for with_icon in (True, False):
            for size in range(self._words_size, least - 1, -1):
                if self.fits(Fitting(size, with_icon)):
                    return Fitting(size, with_icon)
        return Fitting(least, with_icon=False)

    def fits(self, fitting: Fitting) -> bool:
        """Whether the words stand whole on the tile."""
        look = self._look
        if look is None:
            return True
        width = self._room(fitting)
        area = self._area(fitting.size, width)
        return area.width() <= width and area.height() <= self.height() - look.px(4)

    def _left(self, fitting: Fitting) -> int:
        """Where the words begin: beside the icon."""
        look = self._look
        if look is None:
            return 0
        if not fitting.with_icon:
            return look.px(SIDE_PADDING // 2)
        return look.px(SIDE_PADDING * 2) + round(fitting.size * 1.5) + look.px(_BESIDE_ICON)

    def _room(self, fitting: Fitting) -> int:
        """How wide the words may be; a tile too small for its icon has less room at its sides, too."""
        padding = SIDE_PADDING if fitting.with_icon else SIDE_PADDING // 2
        return self.width() - self._left(fitting) - (self._look.px(padding) if self._look else 0)

    def _area(self, size: int, width: int) -> QRect:
        look = self._look
        if look is None:
            return QRect()
        metrics = QFontMetrics(look.font(size, bold=True))
        return metrics.boundingRect(QRect(0, 0, width, 9999), _WRAP, self._written(metrics, width))

    def _written(self, metrics: QFontMetrics, width: int) -> str:
        """The words, with a new line where they may be parted, if they do not stand on one."""
        words = self.text()
        return (
            words
            if metrics.horizontalAdvance(words) <= width
            else words.replace(f"{_MAY_BREAK} ", _MAY_BREAK).replace(_MAY_BREAK, "\n")
        )

    def _note_height(self, width: int) -> int:
        look = self._look
        if look is None:
            return 0
        metrics = QFontMetrics(look.font(self._note_size))
        return metrics.boundingRect(QRect(0, 0, width, 999), _WRAP, self.accessibleDescription()).height()

    def note_fits(self, fitting: Fitting) -> bool:
        """Whether there is room for what it does, below the words."""
        look = self._look
        if look is None:
            return False
        width = self._room(fitting)
        needed = self._area(fitting.size, width).height() + self._note_height(width)
        return needed <= self.height() - look.px(12)

    def _notes_have_room(self, fitting: Fitting) -> bool:
        """Whether every tile of this row has room for its note: a row has all of them or none."""
        window = self.parentWidget()
        tiles = window.findChildren(Tile) if window is not None else [self]
        return all(tile.note_fits(fitting) for tile in tiles if tile.isVisible() and tile.y() == self.y())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icon, words and note as one group, the whole of it centred from top to bottom."""
        look = self._look
        if look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_ground(painter, look)
        fitting = self.fitting()
        words_size = fitting.size
        side, padding = round(words_size * 1.5), look.px(SIDE_PADDING * 2)
        left = self._left(fitting)
        width = self._room(fitting)
        words_font, note_font = look.font(words_size, bold=True), look.font(self._note_size)
        words_height = self._area(words_size, width).height()
        note = self.accessibleDescription() if self._notes_have_room(fitting) else ""
        note_height = self._note_height(width) if note else 0
        top = (self.height() - words_height - note_height) // 2
        icon_ink = ink if self.primary else look.scheme.accent
        if fitting.with_icon:
            painter.drawPixmap(padding, (self.height() - side) // 2, self._pixmap(side, icon_ink))
        painter.setPen(QColor(ink))
        painter.setFont(words_font)
        written = self._written(QFontMetrics(words_font), width)
        painter.drawText(QRect(left, top, width, words_height), _WRAP, written)
        painter.setPen(QColor(ink if self.primary else look.scheme.secondary))
        painter.setFont(note_font)
        painter.drawText(QRect(left, top + words_height, width, note_height), _WRAP, note)
        if self.hasFocus():
            self._paint_ring(painter, look, ink)
        painter.end()
