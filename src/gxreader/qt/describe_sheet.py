"""The screen on which a pressed key tells what it does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy

from gxreader.app.describing import Described
from gxreader.app.reader import Reader
from gxreader.qt.key_catcher import KeyCatcher
from gxreader.qt.keys import CommandKey
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet

_KEY_SIZE, _KEY_SIZE_STANDARD = 64, 44


class DescribeSheet(Sheet):
    """The key that was pressed last, large, and what it would have done."""

    title_key = "command.describe"
    corner_commands = ()

    def __init__(self, reader: Reader) -> None:
        """Make the words and the key that leads out."""
        super().__init__(reader)
        self._look: Look | None = None
        self.key = plain_label()
        self.key.setObjectName("described-key")
        self.name = plain_label()
        self.what = plain_label()
        self.content.addStretch(1)
        for label in (self.key, self.name, self.what):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            self.content.addWidget(label)
        self.content.addStretch(2)
        self.leave = CommandKey(reader, "describe", primary=True)
        self.leave.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.content.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignHCenter)
        self._catcher = KeyCatcher(self, reader.describing.press)
        reader.describing.told.connect(self._show)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._look = look
        self._write(self.reader.describing.last)

    def entered(self) -> None:
        """Nothing has been pressed yet."""
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
        self._write(None)

    def showEvent(self, event: QShowEvent) -> None:
        """Take keys while the screen is there."""
        super().showEvent(event)
        self._catcher.switch(on=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keys are keys again."""
        super().hideEvent(event)
        self._catcher.switch(on=False)

    def _show(self, described: Described) -> None:
        if self.isVisible():
            self._write(described)

    def _write(self, described: Described | None) -> None:
        look, words = self._look, self.reader.appearance.messages
        if look is None:
            return
        size = look.px(_KEY_SIZE if look.elderly else _KEY_SIZE_STANDARD)
        self.key.setFont(look.font(size, bold=True))
        self.key.setStyleSheet(f"color: {look.scheme.accent}")
        self.name.setFont(look.font(round(look.interface_text * 1.4), bold=True))
        self.what.setFont(look.font(look.interface_text))
        self.key.setText(described.key if described else words.text("keyboard.any"))
        self.name.setText(described.name if described else "")
        self.what.setText(described.what if described else words.text("say.describe"))
        self.name.setVisible(bool(self.name.text()))
