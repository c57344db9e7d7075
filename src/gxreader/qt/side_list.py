"""The lists beside the article in standard mode: outline, columns of the site, tools."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label

LIST_INSET = 14  # room for the scroll bar, so that it never lies on words
ROW_PADDING = 10
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Row(msgspec.Struct, frozen=True):
    """One row: its icon, words, what it does, and whether it is the present one."""

    icon: str
    words: str
    act: Callable[[], None]
    present: bool = False


class Section(msgspec.Struct, frozen=True):
    """A headed group of rows."""

    title: str
    rows: tuple[Row, ...]


class RowKey(Key):
    """A key without a border, its words at the left, on as many lines as they need."""

    def __init__(self, icon: str, width: int, *, primary: bool = False) -> None:
        """Make a row `width` pixels wide."""
        super().__init__(icon, primary=primary)
        self.borderless = True
        self._row_width = width

    def _words_box(self, look: Look) -> QRect:
        left = look.px(ROW_PADDING) + self._icon_side() + self._icon_gap()
        width = self._row_width - left - look.px(ROW_PADDING)
        return QFontMetrics(self.font()).boundingRect(QRect(left, 0, width, 9999), _WRAP, self.text())

    def sizeHint(self) -> QSize:
        """As high as its words, and never less than a key."""
        look = self._look
        if look is None:
            return super().sizeHint()
        least = look.px(look.face.key_height - 4)
        return QSize(self._row_width, max(least, self._words_box(look).height() + look.px(12)))

    def minimumSizeHint(self) -> QSize:
        """Nothing less: words are never cut."""
        return self.sizeHint()

    def _paint_row(self, painter: QPainter, ink: str) -> None:
        look = self._look
        if look is None:
            return
        side = self._icon_side()
        padding = look.px(ROW_PADDING)
        painter.drawPixmap(padding, (self.height() - side) // 2, self._pixmap(side, ink))
        box = self._words_box(look)
        box.moveTop((self.height() - box.height()) // 2)
        painter.drawText(box, _WRAP, self.text())


class SideList(QScrollArea):
    """A scrolling column of sections, rebuilt when the article or language changes."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown: tuple[tuple[tuple[str, str, bool], ...], Look] | None = None

    def show_sections(self, sections: Sequence[Section], look: Look, width: int) -> None:
        """Show these sections, `width` pixels wide."""
        self.setFixedWidth(width)
        signature = tuple(
            (section.title, row.words, row.present) for section in sections for row in section.rows
        )
        if (signature, look) == self._shown:
            return
        self._shown = (signature, look)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, look.px(4), 0)
        column.setSpacing(look.px(2))
        for number, section in enumerate(sections):
            self._add_section(column, section, look, width, first=number == 0)
        column.addStretch(1)
        self.setWidget(body)

    def _add_section(
        self, column: QVBoxLayout, section: Section, look: Look, width: int, *, first: bool
    ) -> None:
        if not section.rows:
            return
        if not first:
            column.addSpacing(look.px(12))
        if section.title:
            title = plain_label(section.title)
            title.setFont(look.font(look.px(look.face.smallest_text), bold=True))
            title.setStyleSheet(f"color: {look.scheme.secondary}")
            title.setContentsMargins(look.px(12), 0, 0, look.px(4))
            column.addWidget(title)
        for row in section.rows:
            key = RowKey(row.icon, width - look.px(LIST_INSET), primary=row.present)
            key.set_words(row.words, "")
            key.set_look(look)
            key.clicked.connect(row.act)
            column.addWidget(key)
