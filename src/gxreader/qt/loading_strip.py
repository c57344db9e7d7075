"""What is being opened and how far it is, with a large key for those who do not want to wait."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gxreader.app.announcements import Announcement
from gxreader.app.loading import Loading
from gxreader.app.reader import Reader
from gxreader.i18n.messages import Messages
from gxreader.qt.keys import CommandKey
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label

SHOW_AFTER_MS = 300  # what is there sooner needs no waiting, and so no strip
_BAR = 10
_KILOBYTE, _MEGABYTE = 1024, 1024 * 1024


def loading_words(loading: Loading, messages: Messages) -> tuple[str, str]:
    """What is being opened, and how far it is, in words."""
    key = "ui.loading-rest" if loading.begun else "ui.loading-name" if loading.name else "ui.loading"
    return messages.text(key, name=loading.name), _how_far(loading, messages)


def _how_far(loading: Loading, messages: Messages) -> str:
    if loading.stage == "fetching" and loading.total > 0:
        percent = min(100, loading.done * 100 // loading.total)
        return messages.text("ui.loading-fetched", percent=percent)
    if loading.stage == "fetching" and loading.done >= _MEGABYTE:
        return messages.text("ui.loading-megabytes", megabytes=f"{loading.done / _MEGABYTE:.1f}")
    if loading.stage == "fetching" and loading.done:
        return messages.text("ui.loading-kilobytes", kilobytes=max(1, loading.done // _KILOBYTE))
    if loading.stage == "parsing" and loading.total > 0:
        return messages.text("ui.loading-parsed", done=loading.done, total=loading.total)
    return messages.text("ui.loading-parsing" if loading.stage == "parsing" else "ui.loading-begun")


class Bar(QWidget):
    """How much of it is there, as a filled bar; empty where nobody knows."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._look: Look | None = None
        self.share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, look: Look) -> None:
        """Fill so much of it, from 0 to 1."""
        self.share, self._look = min(max(share, 0.0), 1.0), look
        self.setFixedHeight(look.px(_BAR))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the groove and what is filled."""
        look = self._look
        if look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(QColor(look.scheme.edge))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if self.share:
            painter.setBrush(QColor(look.scheme.accent))
            width = max(2 * radius, self.width() * self.share)
            painter.drawRoundedRect(QRectF(0, 0, width, self.height()), radius, radius)
        painter.end()


class LoadingStrip(QWidget):
    """Stands above the message strip while something is on its way; otherwise it is not there."""

    def __init__(self, reader: Reader) -> None:
        """Listen to what is being opened."""
        super().__init__()
        self._reader = reader
        self._look: Look | None = None
        self.what, self.how_far = plain_label(), plain_label()
        for label, name in ((self.what, "loading-what"), (self.how_far, "loading-how-far")):
            label.setObjectName(name)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.how_far.setWordWrap(True)
        self.bar = Bar()
        self.key = CommandKey(reader, "stop-loading")
        self.key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._words = QVBoxLayout()
        for widget in (self.what, self.bar, self.how_far):
            self._words.addWidget(widget)
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self.key)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHOW_AFTER_MS)
        self._soon.timeout.connect(self._write)
        self.hide()
        reader.opening.loading_changed.connect(self._changed)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        self._look = look
        size = look.interface_text if look.elderly else look.px(look.face.smallest_text)
        self.what.setFont(look.font(size, bold=True))
        self.how_far.setFont(look.font(size))
        self.how_far.setStyleSheet(f"color: {look.scheme.secondary}")
        self._words.setSpacing(look.px(4))
        self._row.setContentsMargins(look.px(4), look.px(6), look.px(4), look.px(2))
        self._row.setSpacing(look.px(16))
        self.key.refresh(look)
        if self._reader.opening.loading is None or not self._soon.isActive():
            self._write()

    def _changed(self, loading: Loading | None) -> None:
        if loading is None:
            self._soon.stop()
            self.hide()
        elif self.isHidden():
            if not self._soon.isActive():
                self._soon.start()
        else:
            self._write()

    def _write(self) -> None:
        """Show what is known now; nothing when nothing is on its way."""
        loading, look = self._reader.opening.loading, self._look
        self.setVisible(loading is not None and look is not None)
        if loading is None or look is None:
            return
        if self._reader.announcements.last == Announcement("say.opening"):
            self._reader.announcements.clear()  # this strip says it, and more
        what, how_far = loading_words(loading, self._reader.appearance.messages)
        self.what.setText(
            self.what.fontMetrics().elidedText(what, Qt.TextElideMode.ElideMiddle, self._room(look))
        )
        self.what.setAccessibleName(what)
        self.how_far.setText(how_far)
        self.bar.show_share(loading.done / loading.total if loading.total else 0.0, look)
        self.setAccessibleName(f"{what} {how_far}")

    def _room(self, look: Look) -> int:
        """How wide the words may be: the strip itself is not laid out before it is first seen."""
        parent = self.parentWidget()
        whole = parent.width() if parent is not None else self.width()
        taken = self.key.sizeHint().width() + self._row.spacing() + 2 * look.px(look.face.margin + 6)
        return max(look.px(120), whole - taken)

    def sizeHint(self) -> QSize:
        """As high as its key at least."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self.key.sizeHint().height()))
