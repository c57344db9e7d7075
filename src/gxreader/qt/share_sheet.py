"""The screen of sharing: a row for each target, and before another program is opened what will happen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gxreader.app.reader import Reader
from gxreader.app.sharing import Asked, Row
from gxreader.i18n.messages import Messages
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line, PagedRows
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet
from gxreader.qt.tile import Tile

_LONGEST_ADDRESS = 260  # of the address that would be opened: enough to see whose it is, and what is in it


class ShareSheet(Sheet):
    """Follows `reader.sharing`."""

    title_key = "command.share"
    corner_commands = ("page-up", "page-down", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the rows, and what is asked."""
        super().__init__(reader)
        self._look: Look | None = None
        self._rows: tuple[Row, ...] = ()
        self.rows = PagedRows(self._press)
        self.none = self._label("share-none")
        self.asking = QWidget()
        self.what, self.address = self._label("share-what"), self._label("share-address")
        self.address.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.open = Tile(reader, "share-open", primary=True)
        self._asking_column = QVBoxLayout(self.asking)
        self._asking_column.setContentsMargins(0, 0, 0, 0)
        self._keys = QHBoxLayout()
        self._keys.addWidget(self.open, 1)
        self._keys.addWidget(Tile(reader, "share-not"), 1)
        self._asking_column.addWidget(self.what)
        self._asking_column.addWidget(self.address)
        self._asking_column.addLayout(self._keys, 10)
        self._asking_column.addStretch(1)
        for widget in (self.none, self.rows, self.asking):
            self.content.addWidget(widget, 1)
        reader.sharing.changed.connect(lambda _nothing: self._changed())

    @staticmethod
    def _label(name: str) -> QLabel:
        label = plain_label()
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return label

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._look = look
        words, sharing = self.reader.appearance.messages, self.reader.sharing
        gap = look.px(look.face.gap)
        self._asking_column.setSpacing(2 * gap)
        self._keys.setSpacing(gap)
        self._rows = sharing.rows
        self.rows.refresh(look)
        self.rows.set_lines([self._line(row, words) for row in self._rows], self.rows.shown.start)
        self.none.setText(words.text("share.nothing-allowed"))
        self.none.setFont(look.font(look.interface_text))
        asked = sharing.asked
        self.rows.setVisible(asked is None and bool(self._rows))
        self.none.setVisible(asked is None and not self._rows)
        self.asking.setVisible(asked is not None)
        if asked is not None:
            self._show_asked(asked, words, look)

    @staticmethod
    def _line(row: Row, words: Messages) -> Line:
        note = words.text("share.no-address-here" if row.reason else f"share.way.{row.target.way.value}")
        return Line(row.target.named(words.language), row.target.icon, note=note)

    def _show_asked(self, asked: Asked, words: Messages, look: Look) -> None:
        self.what.setText(asked_words(asked, words))
        self.what.setFont(look.font(round(look.interface_text * 1.15), bold=True))
        address = asked.address
        short = address if len(address) <= _LONGEST_ADDRESS else f"{address[:_LONGEST_ADDRESS]}…"
        self.address.setText("\u200b".join(short))  # an address may be broken anywhere
        self.address.setAccessibleName(short)
        self.address.setFont(look.font(look.px(look.face.smallest_text)))
        self.address.setStyleSheet(f"color: {look.scheme.secondary}")

    def _changed(self) -> None:
        if self._look is None or not self.isVisible():
            return
        self.refresh(self._look)
        asked = self.reader.sharing.asked
        if asked is not None:
            self.open.setFocus(Qt.FocusReason.OtherFocusReason)
            self.reader.interface.tell(asked_words(asked, self.reader.appearance.messages))
            self.reader.pointing.words(asked_words(asked, self.reader.appearance.messages))
        elif self.rows.shown:
            self.rows.focus_on(self.rows.shown.start)

    def _press(self, number: int) -> None:
        self.reader.sharing.choose(self._rows[number])

    def turn_page(self, step: int) -> bool:
        """Go on or back in the list."""
        return self.reader.sharing.asked is None and self.rows.turn(step)

    def step_back(self) -> bool:
        """From what is asked to the rows."""
        return self.reader.sharing.leave()

    def entered(self) -> None:
        """The keyboard stands on the first row."""
        self.reader.sharing.leave()
        self.reader.sharing.tell_unread()
        if self.rows.shown:
            self.rows.focus_on(self.rows.shown.start)
        else:
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)


def asked_words(asked: Asked, words: Messages) -> str:
    """What would happen, in words to be read and heard."""
    name = asked.target.named(words.language)
    if asked.target.host:
        return words.text("share.asking-browser", name=name, host=asked.target.host)
    return words.text("share.asking-mail")
