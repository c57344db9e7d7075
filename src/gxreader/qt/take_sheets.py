"""The screen for taking an article along by phone."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gxreader.app.reader import Reader
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label
from gxreader.qt.qr_picture import QrPicture
from gxreader.qt.sheet import Sheet
from gxreader.qt.tile import Tile

_QR_SIDE = 460


class PhoneSheet(Sheet):
    """The article's address as a code large enough to scan from a step away."""

    title_key = "command.phone"

    def __init__(self, reader: Reader) -> None:
        """Make the code and its words."""
        super().__init__(reader)
        self.qr = QrPicture(reader)
        self._how = plain_label()
        self._how.setWordWrap(True)
        self._how.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._address = plain_label()
        self._address.setWordWrap(True)
        self._address.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.content.addStretch(1)
        self.content.addWidget(self._how)
        self.content.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignHCenter)
        self.content.addWidget(self._address)
        self._instead = Tile(reader, "save-pdf", primary=True)
        self.content.addWidget(self._instead)
        self.content.addStretch(1)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        words = self.reader.appearance.messages
        article = self.reader.session.article
        address = self.reader.phone_address or (article.url if article is not None else "")
        has_address = address.startswith("http")
        room = min(look.px(_QR_SIDE), max(200, self.height() - look.px(300)))
        self.qr.refresh(look, room, caption=False, address=address)
        self._how.setText(words.text("ui.phone-how" if has_address else "ui.phone-no-address"))
        self._address.setText(address if has_address else "")
        self._instead.setVisible(not has_address)
        for label in (self._how, self._address):
            label.setFont(look.font(look.interface_text))
