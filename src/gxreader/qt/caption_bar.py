"""The big caption below the article: what is being read, much larger, whatever the page shows."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gxreader.app.reader import Reader
from gxreader.qt.caption_text import CaptionText, caption_pitch
from gxreader.qt.look import Look
from gxreader.settings.schema import BIG_CAPTION
from gxreader.theme import captions

# Of the window's height: what the bar may take, so that the article keeps its 55 % in elderly mode.
_SHARE = 0.127
_LARGER = 2.0  # than the article's text, where there is room
_LEAST = 36
_PADDING = 6


class CaptionBar(QWidget):
    """A black band with one line of the sentence, or two on a high screen."""

    def __init__(self, reader: Reader) -> None:
        """Hidden until the reader wishes for it."""
        super().__init__()
        self._reader = reader
        self._look: Look | None = None
        self.words = CaptionText(reader)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.words)
        self.hide()

    def refresh(self, look: Look) -> None:
        """Take wish, words and sizes from the present state."""
        self._look = look
        self.setVisible(self._reader.settings.get(BIG_CAPTION))
        self.words.hint = self._reader.appearance.messages.text("ui.caption-hint")
        self.fit()

    def fit(self) -> None:
        """Take sizes from the window's height."""
        look = self._look
        if look is None:
            return
        pitch = caption_pitch(look)
        room = round(self.window().height() * _SHARE) - look.px(look.face.gap) - 2 * look.px(_PADDING)
        pixels = min(max(round(look.text * _LARGER), look.px(_LEAST)), round(room / pitch))
        lines = max(1, int(room / (pixels * pitch)))
        gap, padding = look.px(look.face.gap), look.px(_PADDING)
        self._column.setContentsMargins(look.px(24), gap + padding, look.px(24), padding)
        self.words.set_size(look, pixels, lines)
        self.setFixedHeight(round(lines * pixels * pitch) + gap + 2 * padding)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the band; the gap above it is the window's."""
        if self._look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(captions.CAPTION.ground))
        radius = self._look.px(self._look.face.key_radius)
        band = self.rect().adjusted(0, self._look.px(self._look.face.gap), 0, 0)
        painter.drawRoundedRect(band, radius, radius)
        painter.end()
