"""The caption on the whole screen, for a reading circle before a projector, or for very weak eyes."""

from __future__ import annotations

import msgspec
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from gxreader.app.reader import Reader
from gxreader.qt.caption_text import CaptionText, caption_pitch
from gxreader.qt.keys import CommandKey, refresh_keys
from gxreader.qt.look import Look
from gxreader.qt.sheet import Screen
from gxreader.settings.schema import CAPTION_SIZE
from gxreader.theme.captions import CAPTION
from gxreader.theme.schemes import SCHEMES

_LISTENING = ("previous-sentence", "play", "next-sentence")
_SIZES = ("caption-smaller", "caption-bigger")


class CaptionScreen(Screen):
    """Lines as large as the reader wishes, and the few keys that listening needs."""

    fills_screen = True

    def __init__(self, reader: Reader) -> None:
        """Lay out caption and keys."""
        super().__init__()
        self._reader = reader
        self._look: Look | None = None
        self.words = CaptionText(reader)
        self.leave = CommandKey(reader, "back")
        self.leave.setObjectName("key-leave-caption")
        self._keys = [CommandKey(reader, name, primary=name == "play") for name in (*_LISTENING, *_SIZES)]
        self._row = QHBoxLayout()
        for key in (self.leave, *self._keys):
            key.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self._row.addWidget(key, 2 if key.objectName() == "key-play" else 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.words, 1)
        self._column.addLayout(self._row)
        reader.listening.state_changed.connect(lambda _state: self._refresh_play())

    def refresh(self, look: Look) -> None:
        """Take words and sizes from the present state, and colours of the dark."""
        dark = self._look = msgspec.structs.replace(look, scheme=SCHEMES["night"])
        gap, margin = look.px(look.face.gap), look.px(look.face.margin)
        self._column.setContentsMargins(margin, gap, margin, margin)
        self._column.setSpacing(gap)
        self._row.setSpacing(gap)
        refresh_keys(self, dark)
        messages = self._reader.appearance.messages
        self.leave.set_words(messages.text("ui.caption-leave"), messages.text("command.back.help"))
        self.words.hint = messages.text("ui.caption-hint")
        self._refresh_play()
        self._fit()

    def _refresh_play(self) -> None:
        play = self._keys[_LISTENING.index("play")]
        play.set_icon("pause" if self._reader.listening.is_speaking else "play")
        play.set_words(play.command.words(self._reader), play.command.help(self._reader))

    def _fit(self) -> None:
        """As many whole lines as the screen has room for; one at least, smaller if it must be."""
        look = self._look
        if look is None:
            return
        keys = look.px(look.face.key_height + look.face.margin + 3 * look.face.gap)
        pitch = caption_pitch(look)
        room = max(self.height() - keys, 1)
        pixels = min(look.px(self._reader.settings.get(CAPTION_SIZE)), round(room / pitch))
        self.words.set_size(look, pixels, max(1, int(room / (pixels * pitch))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(CAPTION.ground))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        super().resizeEvent(event)
        self._fit()

    def entered(self) -> None:
        """The keyboard starts at the key that reads."""
        self._keys[_LISTENING.index("play")].setFocus()
