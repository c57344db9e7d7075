"""A printed page on the screen, as it will be on paper."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gxreader.qt.look import Look
from gxreader.qt.printing import Printout

_EDGE = 2  # pixels around the paper
_ENDLESS = 99_999
_OVERLAP = 0.85  # of what is seen: some lines are seen twice


def page_image(printout: Printout, number: int, room: QSize) -> QImage:
    """A page, numbered from 0, as large as fits a room in pixels. For threads that work for the window."""
    size = fitting(printout.size, room)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(size.width() / printout.size.width(), size.height() / printout.size.height())
    try:
        with printout.at_work():
            printout.paint_page(painter, number)
    finally:
        painter.end()
    return image


def fitting(page: QSizeF, room: QSize) -> QSize:
    """The size in pixels of a page in a room."""
    scale = min(room.width() / page.width(), room.height() / page.height())
    return QSize(max(1, round(page.width() * scale)), max(1, round(page.height() * scale)))


class PagePreview(QWidget):
    """Shows the picture of a page; until there is one, the paper with words on it."""

    def __init__(self) -> None:
        """Begin with empty paper."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._image: QImage | None = None
        self._page = QSizeF(210, 297)
        self._words = ""
        self._look: Look | None = None
        self._is_wide = False
        self._up = 0.0  # pixels of the page above the top of what is seen

    @property
    def room(self) -> QSize:
        """The room for a page, in the screen's own pixels."""
        ratio = self.devicePixelRatioF()
        inner = self.size() - QSize(2 * _EDGE, 2 * _EDGE)
        if self._is_wide:
            inner.setHeight(_ENDLESS)
        return QSize(max(1, round(inner.width() * ratio)), max(1, round(inner.height() * ratio)))

    @property
    def image(self) -> QImage | None:
        """The page that is shown, if it is there."""
        return self._image

    def refresh(self, look: Look) -> None:
        """Take the colours of a look."""
        self._look = look
        self.update()

    def show_wide(self, *, is_wide: bool) -> None:
        """Show a page as wide as there is room, a screen of it at a time, or the whole of it."""
        if is_wide != self._is_wide:
            self._is_wide, self._up, self._image = is_wide, 0.0, None

    def turn(self, step: int) -> bool:
        """Show the next screen of a wide page or the one before; False where there is none."""
        image = self._image
        if not self._is_wide or image is None:
            return False
        end = max(0.0, image.deviceIndependentSize().height() + 2 * _EDGE - self.height())
        up = min(max(0.0, self._up + step * self.height() * _OVERLAP), end)
        is_moved, self._up = abs(up - self._up) > 1, up
        self.update()
        return is_moved

    def to_end(self, *, last: bool) -> None:
        """Show the end of a page, or its beginning."""
        self._up = 0.0
        if last:
            self.turn(_ENDLESS)
        self.update()

    def show_words(self, words: str, page: QSizeF) -> None:
        """Show empty paper of a shape, with words on it."""
        self._image, self._words, self._page = None, words, page
        self.setAccessibleName(words)
        self.update()

    def show_image(self, image: QImage, name: str) -> None:
        """Show a page; its name is for screen readers."""
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._image = image
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """A page."""
        return QSize(360, 500)

    def minimumSizeHint(self) -> QSize:
        """Large enough to see where words stand."""
        return QSize(160, 160)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the paper in the middle, white in every scheme: that is what paper is."""
        look = self._look
        if look is None:
            return
        painter = QPainter(self)
        inner = self.size() - QSize(2 * _EDGE, 2 * _EDGE)
        size = (
            self._image.deviceIndependentSize()
            if self._image is not None
            else QSizeF(fitting(self._page, inner))
        )
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        if self._is_wide and self._image is not None:
            top = _EDGE - self._up if size.height() > inner.height() else top
        paper = QRectF(left, top, size.width(), size.height())
        painter.fillRect(paper.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE), QColor(look.scheme.edge))
        painter.fillRect(paper, Qt.GlobalColor.white)
        if self._image is not None:
            painter.drawImage(paper, self._image)
        else:
            painter.setFont(QFont(look.font(look.interface_text)))
            painter.setPen(QColor("#1A1A17"))
            inside = paper.adjusted(look.px(8), look.px(8), -look.px(8), -look.px(8))
            painter.drawText(inside, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()
