"""Listening in the dark: a black screen that is one key. Words come when it is touched, and fade."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGraphicsOpacityEffect, QSizePolicy, QVBoxLayout

from gxreader.app.announcements import Announcement
from gxreader.app.commands import COMMANDS, perform
from gxreader.app.interface import Page
from gxreader.app.reader import Reader
from gxreader.qt.hands import Debounce
from gxreader.qt.icons import pixmap
from gxreader.qt.keys import CommandKey
from gxreader.qt.look import Look
from gxreader.qt.ramp import Ramp
from gxreader.qt.sheet import Screen
from gxreader.settings.schema import REDUCED_MOTION
from gxreader.speech.state import PlayerState
from gxreader.theme.schemes import SCHEMES

SHOWN_MS = 5000  # while the voice speaks
SHOWN_AT_REST_MS = 20_000  # while it is paused: whoever comes back shall see what this is
_FADE_MS = 900
_GROUND = "#000000"
_LARGE = 64
_LARGE_STANDARD = 44
_MOVED_PIXELS = 4  # less is a trembling table, not a hand
_ARROWS = {
    Qt.Key.Key_Left: "previous-sentence",
    Qt.Key.Key_Right: "next-sentence",
    Qt.Key.Key_Up: "louder",
    Qt.Key.Key_Down: "quieter",
}
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter


class BlackKey(QAbstractButton):
    """The key that fills the screen: it pauses and goes on."""

    def __init__(self, screen: BlackScreen, reader: Reader) -> None:
        """Make it for a screen, which decides how visible its words are."""
        super().__init__(screen)
        self._screen = screen
        self._reader = reader
        self._debounce = Debounce()
        self._look: Look | None = None
        self.words = self.note = self.said = ""
        self.setObjectName("black-key")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_look(self, look: Look) -> None:
        """Take sizes from a look; the colours are those of the dark."""
        self._look = look
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint black, and the words as far as they are to be seen."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(_GROUND))
        look = self._look
        if look is None or self._screen.light <= 0.0:
            painter.end()
            return
        painter.setOpacity(self._screen.light)
        large = look.px(_LARGE if look.elderly else _LARGE_STANDARD)
        small = look.px(look.face.interface_most)
        width = round(self.width() * 0.8)
        blocks = [(self.words, large, look.scheme.ink)]
        blocks += [(text, small, look.scheme.secondary) for text in (self.note, self.said) if text]
        heights = [self._height(text, size, width) for text, size, _ink in blocks]
        gap, side = look.px(28), round(large * 1.5)
        top = (self.height() - sum(heights) - gap * len(blocks) - side) // 2
        icon = "pause" if self._reader.listening.is_speaking else "play"
        image = pixmap(icon, side, look.scheme.ink, self.devicePixelRatioF())
        painter.drawPixmap(QPoint((self.width() - side) // 2, top), image)
        top += side + gap
        for (text, size, ink), height in zip(blocks, heights, strict=True):
            painter.setFont(look.font(size, bold=size == large))
            painter.setPen(QColor(ink))
            painter.drawText(QRect((self.width() - width) // 2, top, width, height), _WRAP, text)
            top += height + gap
        painter.end()

    def _height(self, text: str, size: int, width: int) -> int:
        look = self._look
        if look is None:
            return 0
        metrics = QFontMetrics(look.font(size, bold=True))
        return metrics.boundingRect(QRect(0, 0, width, 9999), _WRAP, text).height()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Count a double click once, whichever button was pressed."""
        if self._debounce.admits():
            self.click()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wait for the release."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand has moved: show the words."""
        self._screen.moved(event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space pause and go on, arrows step and change the volume; any key shows the words."""
        self._screen.wake()
        key = Qt.Key(event.key())
        if key in _ARROWS:
            perform(self._reader, _ARROWS[key])
        elif event.isAutoRepeat():
            event.accept()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.click()
        else:
            super().keyPressEvent(event)


class BlackScreen(Screen):
    """The black screen with its one key, and a small one that leads back while the words are seen."""

    fills_screen = True

    def __init__(self, reader: Reader) -> None:
        """Begin with the words in sight."""
        super().__init__()
        self._reader = reader
        self.light = 1.0  # how visible the words are, 0.0 to 1.0
        self.key = BlackKey(self, reader)
        self.key.clicked.connect(lambda: perform(reader, "play"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.key)
        self.leave = CommandKey(reader, "back")
        self.leave.setParent(self)
        self.leave.setObjectName("key-leave-black")
        self._leave_light = QGraphicsOpacityEffect(self.leave)
        self.leave.setGraphicsEffect(self._leave_light)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._fade)
        self._fading = Ramp(self, _FADE_MS, lambda share: self._set_light(1.0 - share))
        self._last = QPoint()
        reader.announcements.made.connect(self._said)
        reader.listening.state_changed.connect(self._state_changed)

    def refresh(self, look: Look) -> None:
        """Take words and sizes from the present state, and colours of the dark."""
        dark = msgspec.structs.replace(look, scheme=SCHEMES["white-on-black"])
        self.setStyleSheet(f"background: {_GROUND}")
        words = self._reader.appearance.messages
        self.key.words = COMMANDS["play"].words(self._reader).replace("\u200b", "")
        self.key.note = words.text("ui.black-how")
        self.key.setAccessibleName(self.key.words)
        self.key.setAccessibleDescription(self.key.note)
        self.key.set_look(dark)
        self.leave.refresh(dark)
        self.leave.set_words(words.text("ui.black-leave"), words.text("ui.black-how"))
        self.leave.adjustSize()
        self._place_leave(dark)

    def _place_leave(self, look: Look) -> None:
        margin = look.px(look.face.margin)
        self.leave.move(margin, margin)
        self.leave.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The small key stays in its corner, where every way back stands."""
        super().resizeEvent(event)
        self.leave.raise_()

    def step_back(self) -> bool:
        """To the article, as the words on it say, wherever one has come from."""
        self._reader.interface.show_page(Page.READING)
        return True

    def entered(self) -> None:
        """The words are read once; then it is dark. Reading goes on, or begins."""
        self.key.said = ""
        self.wake()
        self.key.setFocus(Qt.FocusReason.OtherFocusReason)

    def moved(self, point: QPoint) -> None:
        """The pointer is at a point of the screen."""
        if (point - self._last).manhattanLength() > _MOVED_PIXELS:
            self._last = point
            self.wake()

    def wake(self) -> None:
        """Show the words, and let them fade after a while; where nothing is read they stay."""
        self._fading.stop()
        self._set_light(1.0)
        self.unsetCursor()
        state = self._reader.listening.state
        if state is PlayerState.IDLE:
            self._rest.stop()
        else:
            self._rest.start(SHOWN_AT_REST_MS if state is PlayerState.PAUSED else SHOWN_MS)

    def _fade(self) -> None:
        if self._reader.settings.get(REDUCED_MOTION) or not self.isVisible():
            self._set_light(0.0)
        else:
            self._fading.start()

    def _set_light(self, light: float) -> None:
        self.light = light
        dark = light <= 0.0
        if dark and self.leave.hasFocus():
            self.key.setFocus(Qt.FocusReason.OtherFocusReason)
        self.leave.setVisible(not dark)
        self._leave_light.setOpacity(light)
        if dark:
            self.setCursor(Qt.CursorShape.BlankCursor)
        self.key.update()

    def _said(self, announcement: Announcement) -> None:
        """What the program answers stands below the words; a trouble brings them back."""
        if not self.isVisible():
            return
        messages = self._reader.appearance.messages
        self.key.said = messages.text(announcement.key, **announcement.arguments) if announcement.key else ""
        if announcement.key:
            self.wake()

    def _state_changed(self, _state: PlayerState) -> None:
        if self.isVisible():
            self.wake()

    def event(self, event: QEvent) -> bool:
        """A touch shows the words too."""
        if event.type() is QEvent.Type.TouchBegin:
            self.wake()
        return super().event(event)
