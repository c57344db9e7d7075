"""A QR code, of the article's address if of nothing else, made off the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gxreader.app.reader import Reader
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label

Modules = tuple[tuple[bool, ...], ...]
LEAST_SIDE = 200  # pixels of a code that may be smaller at need


class QrPicture(QWidget):
    """Black on white in every scheme, whole pixels to a module; hidden without anything to hold."""

    def __init__(self, reader: Reader) -> None:
        """Begin without a code."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._reader = reader
        self._side = 0
        self._content = ""
        self._modules: Modules = ()
        self._caption = plain_label()
        self._caption.setParent(self)
        self._caption.setWordWrap(True)
        self._caption_height = 0

    def refresh(self, look: Look, side: int) -> None:
        """Take words and look from the present state, and show the open article's address."""
        words, address = self._reader.appearance.messages, self._reader.carrying.article_address
        self._caption.setText(words.text("ui.scan"))
        self._caption.setFont(self._fitting(look, side))
        self._caption_height = look.px(30)
        self._caption.setGeometry(0, 0, side, self._caption_height)
        self._show(side, address, words.text("ui.qr", address=address))

    def show_content(self, side: int, content: str, name: str) -> None:
        """Show a code of something else, without a caption; `name` is for screen readers."""
        self._caption.hide()
        self._caption_height = 0
        self._show(side, content, name)
        # Smaller at need: what the program says below may take a line more.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumSize(LEAST_SIDE, LEAST_SIDE)

    def _show(self, side: int, content: str, name: str) -> None:
        self._side = side
        self.setAccessibleName(name)
        self.setVisible(bool(content))
        if content != self._content:
            self._content, self._modules = content, ()
            if content:
                self._make(content)
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

    def _make(self, content: str) -> None:
        def job() -> Modules:
            from gxreader.share.qr import qr_modules

            return qr_modules(content)

        def done(modules: Modules) -> None:
            if content == self._content:
                self._modules = modules
                self.update()

        self._reader.opening.tasks.work(job, done, self._reader.announcements.trouble)

    @property
    def is_ready(self) -> bool:
        """Whether the code, if there is to be one, has been made."""
        return bool(self._modules) or not self._content

    def sizeHint(self) -> QSize:
        """A square, with the caption above it."""
        return QSize(self._side, self._side + self._caption_height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the code with its quiet zone."""
        painter = QPainter(self)
        side = min(self.width(), self.height() - self._caption_height)
        square = QRect(0, self._caption_height, side, side)
        square.moveLeft((self.width() - side) // 2)
        painter.fillRect(square, QColor("#FFFFFF"))
        if self._modules:
            count = len(self._modules)  # the quiet zone is in it
            module = max(1, side // count)
            offset = (side - module * count) // 2
            for row, line in enumerate(self._modules):
                for column, dark in enumerate(line):
                    if dark:
                        painter.fillRect(
                            square.left() + offset + column * module,
                            self._caption_height + offset + row * module,
                            module,
                            module,
                            Qt.GlobalColor.black,
                        )
        painter.end()
