"""The article's address as a QR code, made off the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gxreader.app.reader import Reader
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label

Modules = tuple[tuple[bool, ...], ...]


class QrPicture(QWidget):
    """Black on white in every scheme, whole pixels to a module; hidden without an address."""

    def __init__(self, reader: Reader) -> None:
        """Begin without a code."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._reader = reader
        self._side = 0
        self._address = ""
        self._modules: Modules = ()
        self._caption = plain_label()
        self._caption.setParent(self)
        self._caption.setWordWrap(True)
        self._caption_height = 0

    def refresh(self, look: Look, side: int, *, caption: bool = True, address: str = "") -> None:
        """Take words and look from the present state, and the open article's address if no other is given."""
        article = self._reader.session.article
        address = address or (article.url if article else "")
        address = address if address.startswith(("http://", "https://")) else ""
        self._side = side
        words = self._reader.appearance.messages
        self._caption.setText(words.text("ui.scan"))
        self._caption.setFont(self._fitting(look, side))
        self._caption.setVisible(caption)
        self._caption_height = look.px(30) if caption else 0
        self._caption.setGeometry(0, 0, side, self._caption_height)
        self.setAccessibleName(words.text("ui.qr", address=address))
        self.setVisible(bool(address))
        if address != self._address:
            self._address, self._modules = address, ()
            if address:
                self._make(address)
        self.setFixedSize(self.sizeHint())
        self.update()

    def _fitting(self, look: Look, side: int) -> QFont:
        """The caption is no wider than the code, as far as it may be smaller."""
        least = look.px(look.face.smallest_text)
        sizes = range(look.meta_text, least - 1, -1)
        fonts = [look.font(size, bold=True) for size in sizes]
        text = self._caption.text()
        return next(
            (font for font in fonts if QFontMetrics(font).horizontalAdvance(text) < side - 2), fonts[-1]
        )

    def _make(self, address: str) -> None:
        def job() -> Modules:
            from gxreader.share.qr import qr_modules

            return qr_modules(address)

        def done(modules: Modules) -> None:
            if address == self._address:
                self._modules = modules
                self.update()

        self._reader.opening.tasks.work(job, done, self._reader.announcements.trouble)

    @property
    def is_ready(self) -> bool:
        """Whether the code, if there is to be one, has been made."""
        return bool(self._modules) or not self._address

    def sizeHint(self) -> QSize:
        """A square, with the caption above it."""
        return QSize(self._side, self._side + self._caption_height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the code with its quiet zone."""
        painter = QPainter(self)
        square = QRect(0, self._caption_height, self._side, self._side)
        painter.fillRect(square, QColor("#FFFFFF"))
        if self._modules:
            count = len(self._modules)  # the quiet zone is in it
            module = max(1, self._side // count)
            offset = (self._side - module * len(self._modules)) // 2
            for row, line in enumerate(self._modules):
                for column, dark in enumerate(line):
                    if dark:
                        painter.fillRect(
                            offset + column * module,
                            self._caption_height + offset + row * module,
                            module,
                            module,
                            Qt.GlobalColor.black,
                        )
        painter.end()
