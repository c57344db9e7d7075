"""The one place where the program answers in words, with the page number beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gxreader.app.announcements import Announcement
from gxreader.app.commands import COMMANDS, perform
from gxreader.app.reader import Reader
from gxreader.qt.keys import CommandKey, Key
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label
from gxreader.qt.told import tell

_AROUND = 4  # between its keys and those above and below
_OFFER_HEIGHT = 60  # in elderly mode: as high as a key must be, and no higher, for the article's sake


class MessageStrip(QWidget):
    """Shows the last announcement until the next one, keys for what can be done just now, and a status."""

    def __init__(self, reader: Reader, *, with_help: bool = False) -> None:
        """Listen to the reader's announcements; `with_help` keeps the key to the help page at hand."""
        super().__init__()
        self._reader = reader
        self._look: Look | None = None
        self._shown: Announcement | None = reader.announcements.last
        self.message = plain_label()
        self.message.setObjectName("message")
        self.message.setWordWrap(True)
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.status = plain_label()
        self.status.setObjectName("status")
        self.status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.remedy = Key("chevron-right")
        self.remedy.setObjectName("remedy")
        self.remedy.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.remedy.clicked.connect(self._help)
        self.remedy.hide()
        self._offers: dict[str, CommandKey] = {}
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.addWidget(self.message, 1)
        row.addWidget(self.remedy)
        self._help_key = CommandKey(reader, "help") if with_help else None
        if self._help_key is not None:
            self._help_key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(self._help_key)
        row.addWidget(self.status)
        reader.announcements.made.connect(self._show)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        self._look = look
        size = look.interface_text if look.elderly else look.px(look.face.smallest_text)
        for label in (self.message, self.status):
            label.setFont(look.font(size))
            label.setStyleSheet(f"color: {look.scheme.secondary}")
        self.remedy.set_look(look)
        self.remedy.setFixedHeight(self._key_height(look))
        # As high as its keys: they come and go with the answers, the article shall not move.
        self.setMinimumHeight(self._key_height(look) + 2 * look.px(_AROUND))
        self._row.setContentsMargins(4, look.px(_AROUND), 4, look.px(_AROUND))
        if self._help_key is not None:
            self._help_key.setVisible(look.elderly)  # the other face has one in its list
            self._help_key.refresh(look)
            self._help_key.setFixedHeight(self._key_height(look))
        self._write()

    def set_status(self, text: str) -> None:
        """Show where the reader is."""
        self.status.setText(text)
        self._row.activate()  # at once: the number shall not stand cut until the next step

    def offer(self, command_ids: tuple[str, ...], look: Look) -> None:
        """Show the keys of these commands, and no others: they can be done just now."""
        for command_id in command_ids:
            if command_id not in self._offers:
                key = self._offers[command_id] = CommandKey(self._reader, command_id)
                key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
                self._row.insertWidget(1 + len(self._offers) - 1, key)
        for command_id, key in self._offers.items():
            if command_id in command_ids:
                key.refresh(look)
                key.setFixedHeight(self._key_height(look))
            key.setVisible(command_id in command_ids)
        self._row.setSpacing(look.px(look.face.gap))

    @staticmethod
    def _key_height(look: Look) -> int:
        return min(look.px(look.face.key_height), look.px(_OFFER_HEIGHT))

    def _show(self, announcement: Announcement) -> None:
        self._shown = announcement
        self._write()
        if announcement.key and self.isVisible():
            tell(self, self.message.text())

    def _write(self) -> None:
        shown = self._shown
        if shown is None or not shown.key:
            self.message.clear()
            self.remedy.hide()
            return
        text = self._reader.appearance.messages.text(shown.key, **shown.arguments)
        self.message.setText(text)
        self.message.setAccessibleName(text)
        if shown.remedy:
            command = COMMANDS[shown.remedy]
            self.remedy.set_icon(command.icon)
            self.remedy.set_words(command.words(self._reader), command.help(self._reader))
        at_hand = shown.remedy == "help" and self._help_key is not None and not self._help_key.isHidden()
        self.remedy.setVisible(bool(shown.remedy) and not at_hand)

    def _help(self) -> None:
        if self._shown is not None and self._shown.remedy:
            perform(self._reader, self._shown.remedy)
