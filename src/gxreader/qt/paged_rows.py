"""A list in pages of whole rows: nothing is cut, and ten thousand rows cost as much as ten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.marked_words import paint_marked

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_INDENT = 28  # pixels for each level
_MOST_LEVELS = 3
_AROUND = 14  # above and below the words, together
_SIDE = 20  # beside them
_NOTES_AT = 0.42  # of the width: where the notes of all rows begin


class Line(msgspec.Struct, frozen=True):
    """One row: its words, its icon, whether it is the present one, how deep it stands, and what it does.

    `marks` are ranges of the words, in code points, that stand out: what was looked for.
    """

    words: str
    icon: str = ""
    present: bool = False
    level: int = 0
    note: str = ""
    marks: tuple[tuple[int, int], ...] = ()


class LineKey(Key):
    """A key as wide as the list, its words at the left on as many lines as they need."""

    def __init__(self) -> None:
        """Empty until `show_line`."""
        super().__init__("")
        self.level = 0
        self._marks: tuple[tuple[int, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_line(self, line: Line, look: Look, letters: int) -> None:
        """Take words and look; `letters` is the height of the words in the screen's pixels."""
        self.primary = line.present
        self.level = min(line.level, _MOST_LEVELS)
        self._marks = line.marks
        self.set_icon(line.icon)
        self.set_words(line.words, line.note)
        self.set_look(look)
        self.setFont(look.font(letters, bold=line.present))

    def height_for(self, words: str, width: int, look: Look) -> int:
        """The height of a row with these words, on a list so wide."""
        box = self._words_box(words, width, look)
        return max(look.px(look.face.key_height), box.height() + look.px(_AROUND))

    def _words_box(self, words: str, width: int, look: Look) -> QRect:
        left = look.px(_SIDE + self.level * _INDENT) + self._icon_side() + self._icon_gap()
        box = QRect(left, 0, max(1, width - left - look.px(_SIDE)), 99_999)
        return QFontMetrics(self.font()).boundingRect(box, _WRAP, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """To the left and right belongs to the list: levels are folded and opened."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Its width is the list's; its height is set by the list."""
        return QSize(100, self.height())

    def minimumSizeHint(self) -> QSize:
        """Room for a finger."""
        return QSize(100, self._look.px(self._look.face.key_height) if self._look else 40)

    def _paint_row(self, painter: QPainter, ink: str) -> None:
        look = self._look
        if look is None:
            return
        side = self._icon_side()
        left = look.px(_SIDE + self.level * _INDENT)
        if side:
            painter.drawPixmap(left, (self.height() - side) // 2, self._pixmap(side, ink))
        box = self._words_box(self.text(), self.width(), look)
        box.moveTop((self.height() - box.height()) // 2)
        if self._marks:
            paint_marked(painter, box, self.text(), self._marks, look.scheme, on_accent=self.primary)
        else:
            painter.drawText(box, _WRAP, self.text())
        self._paint_note(painter, box.right(), look)

    def _paint_note(self, painter: QPainter, after: int, look: Look) -> None:
        """What the row does, in a column of its own, where there is room for the whole of it."""
        note, left = self.accessibleDescription(), round(self.width() * _NOTES_AT)
        box = QRect(left, 0, self.width() - left - look.px(_SIDE), self.height())
        area = QFontMetrics(self.font()).boundingRect(box, _WRAP, note)
        if not note or after + look.px(_SIDE) > left or area.height() > self.height() - look.px(_AROUND // 2):
            return
        area.moveTop((self.height() - area.height()) // 2)
        painter.setPen(QColor(look.scheme.on_accent if self.primary else look.scheme.secondary))
        painter.drawText(area, _WRAP, note)


class PagedRows(QWidget):
    """Shows as many rows as there is room for, from one row on."""

    def __init__(self, choose: Callable[[int], None]) -> None:
        """Begin empty; `choose` is told the number of the row that was pressed."""
        super().__init__()
        self._choose = choose
        self._lines: Sequence[Line] = ()
        self._first = 0
        self._count = 0
        self._look: Look | None = None
        self._keys: list[LineKey] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def shown(self) -> range:
        """The numbers of the rows that are shown."""
        return range(self._first, self._first + self._count)

    def set_lines(self, lines: Sequence[Line], first: int = 0) -> None:
        """Show other rows, so that `first` is among them."""
        self._lines = lines
        self._first = max(0, min(first, len(lines) - 1))
        if lines and self._look is not None:
            # None is hidden above while there is room below.
            self._first = min(self._first, self._begin_before(len(lines)))
        self._fill()

    def refresh(self, look: Look) -> None:
        """Take sizes and colours from a look; the first row stays."""
        self._look = look
        self._fill()

    def turn(self, step: int) -> bool:
        """Go on or back by a page; False where there is none."""
        if step > 0:
            target = self._first + self._count
            if target >= len(self._lines):
                return False
        else:
            if self._first <= 0:
                return False
            target = self._begin_before(self._first)
        self._first = target
        self._fill()
        if self._keys:
            self._keys[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def show_row(self, number: int) -> None:
        """Show from a row on, with the keyboard at it."""
        self._first = max(0, min(number, len(self._lines) - 1))
        self._fill()
        self.focus_on(self._first)

    def focus_on(self, number: int) -> None:
        """Put the keyboard on a row that is shown."""
        if number in self.shown:
            self._keys[number - self._first].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def focused(self) -> int:
        """The number of the row that has the keyboard; -1 for none."""
        here = next((place for place, key in enumerate(self._keys) if key.hasFocus()), -1)
        return self._first + here if here >= 0 else -1

    def _key(self, place: int) -> LineKey:
        while place >= len(self._keys):
            key = LineKey()
            key.clicked.connect(partial(self._pressed, len(self._keys)))
            self._column.insertWidget(len(self._keys), key)
            self._keys.append(key)
        return self._keys[place]

    def _pressed(self, place: int, _checked: bool = False) -> None:
        self._choose(self._first + place)

    def letters(self, look: Look) -> int:
        """The height of the words in a look."""
        return look.interface_text

    def height_of(self, line: Line, look: Look) -> int:
        """How high a row would be."""
        measuring = self._key(0)
        measuring.level = min(line.level, _MOST_LEVELS)
        measuring.set_icon(line.icon)
        measuring.setFont(look.font(self.letters(look), bold=line.present))
        return measuring.height_for(line.words, self.width(), look)

    def _row_height(self, number: int, look: Look) -> int:
        return self.height_of(self._lines[number], look)

    def _begin_before(self, end: int) -> int:
        """The first row of the page that ends before a row."""
        look = self._look
        number, free = end, self.height()
        while look is not None and number > 0:
            free -= self._row_height(number - 1, look) + (look.px(look.face.gap) if number < end else 0)
            if free < 0 and number < end:
                break
            number -= 1
        return number

    def _fill(self) -> None:
        look = self._look
        if look is None:
            return
        gap = look.px(look.face.gap)
        self._column.setSpacing(gap)
        free, self._count = self.height(), 0
        heights: list[int] = []
        for number in range(self._first, len(self._lines)):
            height = self._row_height(number, look)
            free -= height + (gap if heights else 0)
            if free < 0 and heights:
                break  # the first one is shown in any case
            heights.append(height)
        self._count = len(heights)
        for place, height in enumerate(heights):
            key = self._key(place)
            key.show_line(self._lines[self._first + place], look, self.letters(look))
            key.setFixedHeight(height)
            key.show()
        for key in self._keys[self._count :]:
            key.hide()
        self._column.activate()  # rows of other heights stand where they belong at once

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer rows have room."""
        super().resizeEvent(event)
        self._fill()

    def minimumSizeHint(self) -> QSize:
        """Room for two rows of a finger's size."""
        look = self._look
        return QSize(200, 2 * look.px(look.face.key_height) + look.px(look.face.gap) if look else 100)
