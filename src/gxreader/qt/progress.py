"""How far the voice is, as a bar that can be moved by mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from gxreader.app.reader import Reader
from gxreader.model.locator import Locator
from gxreader.qt.look import Look

_HANDLE = 22
_GROOVE = 8


class Progress(QSlider):
    """Counts leaf units of the article: releasing the handle reads from there."""

    def __init__(self, reader: Reader) -> None:
        """Follow the session's place."""
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("progress")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTracking(False)
        self.setSingleStep(1)
        self.setPageStep(5)
        self._reader = reader
        self._look: Look | None = None
        self._following = False
        reader.session.place_changed.connect(self._follow)
        self.valueChanged.connect(self._moved)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        self._look = look
        self.setAccessibleName(self._reader.appearance.messages.text("ui.progress"))
        self._following = True
        self.setRange(0, max(0, len(self._reader.session.units) - 1))
        self._following = False
        self._follow(self._reader.session.place)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a key, so that an unsure hand can hit it."""
        look = self._look
        return QSize(160, look.px(look.face.key_height) if look else 44)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint groove, progress and handle."""
        look = self._look
        if look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        side, groove = look.px(_HANDLE), look.px(_GROOVE)
        room = max(1, self.width() - side)
        span = max(1, self.maximum() - self.minimum())
        left = room * (self.sliderPosition() - self.minimum()) / span
        middle = self.height() / 2
        painter.setBrush(QColor(look.scheme.edge))
        painter.drawRoundedRect(QRectF(0, middle - groove / 2, self.width(), groove), groove / 2, groove / 2)
        painter.setBrush(QColor(look.scheme.accent))
        painter.drawRoundedRect(
            QRectF(0, middle - groove / 2, left + side / 2, groove), groove / 2, groove / 2
        )
        painter.drawEllipse(QRectF(left, middle - side / 2, side, side))
        if self.hasFocus():
            painter.setBrush(QColor(look.scheme.card))
            inset = look.px(5)
            painter.drawEllipse(
                QRectF(left + inset, middle - side / 2 + inset, side - 2 * inset, side - 2 * inset)
            )
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where was pressed, not a step towards it."""
        self.setSliderDown(True)
        self.setSliderPosition(self._value_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The handle follows the hand."""
        if self.isSliderDown():
            self.setSliderPosition(self._value_at(event.position().x()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Read from where the handle was let go."""
        self.setSliderDown(False)

    def _value_at(self, x: float) -> int:
        side = self._look.px(_HANDLE) if self._look else 0
        share = (x - side / 2) / max(1, self.width() - side)
        return self.minimum() + round(min(max(share, 0.0), 1.0) * (self.maximum() - self.minimum()))

    def _follow(self, place: Locator) -> None:
        if not self.isSliderDown():
            self._following = True
            self.setValue(place.block)
            self._following = False
            self.update()

    def _moved(self, value: int) -> None:
        if not self._following and self._reader.session.article is not None:
            self._reader.listening.read_from(Locator(value))
