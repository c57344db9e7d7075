"""One picture on a screen of its own, as large as wished: the magnifier."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gxreader.app.pictures import Box
from gxreader.app.reader import Reader
from gxreader.han.writing import shown_words
from gxreader.model.article import Picture, plain
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet

STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)  # times what fits the screen
_MOVE = 0.4  # of what is seen, at one press
_LARGEST_SIDE = 6000  # pixels: a picture is not asked for larger
_MOVES = (
    ("left", "arrow-left", -1, 0),
    ("right", "arrow-right", 1, 0),
    ("up", "arrow-up", 0, -1),
    ("down", "arrow-down", 0, 1),
)


class Canvas(QWidget):
    """Paints a part of the picture; dragging and the wheel move it as well as keys do."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.image: QImage | None = None
        self.words = ""
        self.full = QSizeF(1, 1)
        self.step = 0
        self.look: Look | None = None
        self._middle = QPointF(0.5, 0.5)  # what is in the middle, as shares of the picture's sides
        self._dragged: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        """Room to see something."""
        return QSize(200, 120)

    @property
    def painted(self) -> QSizeF:
        """How large the whole picture is on this screen at the present step."""
        fitted = self.full.scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        return fitted * STEPS[self.step]

    def begin(self) -> None:
        """Show the whole picture."""
        self.step, self._middle = 0, QPointF(0.5, 0.5)
        self.update()

    def zoom(self, by: int) -> bool:
        """Come closer or go away by a step; False at either end."""
        new = min(max(self.step + by, 0), len(STEPS) - 1)
        if new == self.step:
            return False
        self.step = new
        self.move_by(0, 0)
        return True

    def move_by(self, right: float, down: float) -> bool:
        """Move what is seen, in shares of the screen; False where there is nothing more."""
        size, before = self.painted, QPointF(self._middle)
        shares = []
        for now, by, seen, whole in (
            (before.x(), right, self.width(), size.width()),
            (before.y(), down, self.height(), size.height()),
        ):
            half = min(0.5, seen / 2 / whole)
            shares.append(min(max(now + by * seen / whole, half), 1 - half))
        self._middle = QPointF(*shares)
        self.update()
        return self._middle != before

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, or that it has not come."""
        look = self.look
        if look is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.scheme.card))
        if self.image is None:
            painter.setPen(QColor(look.scheme.ink))
            painter.setFont(look.font(look.interface_text))
            painter.drawText(self.rect(), Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter, self.words)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self.painted
            left = self.width() / 2 - self._middle.x() * size.width()
            top = self.height() / 2 - self._middle.y() * size.height()
            painter.drawImage(QRectF(QPointF(left, top), size), self.image)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        self._dragged = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull it along."""
        if self._dragged is not None:
            by = self._dragged - event.position()
            self._dragged = event.position()
            self.move_by(by.x() / self.width(), by.y() / self.height())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let it go."""
        self._dragged = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Come closer, or go away."""
        self.zoom(1 if event.angleDelta().y() > 0 else -1)
        event.accept()


class PictureSheet(Sheet):
    """The picture the reader chose in the article."""

    title_key = "ui.picture-screen"

    def __init__(self, reader: Reader) -> None:
        """Make canvas and keys."""
        super().__init__(reader)
        self.canvas = Canvas()
        self.caption = plain_label()
        self.caption.setWordWrap(True)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.farther, self.closer = Key("minus"), Key("plus", primary=True)
        self.moves = {name: Key(icon) for name, icon, _right, _down in _MOVES}
        self._row = QHBoxLayout()
        for key in (self.farther, self.closer, *self.moves.values()):
            self._row.addWidget(key)
        self.farther.clicked.connect(lambda: self._zoom(-1))
        self.closer.clicked.connect(lambda: self._zoom(1))
        for name, _icon, right, down in _MOVES:
            self.moves[name].clicked.connect(partial(self._move, right, down))
        self.content.addWidget(self.canvas, 1)
        self.content.addWidget(self.caption)
        self.content.addLayout(self._row)
        reader.pictures.changed.connect(lambda _address: self._take())

    @property
    def picture(self) -> Picture:
        """What is looked at."""
        return self.reader.picture or Picture("")

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        words = self.reader.appearance.messages
        self.canvas.look = look
        self.canvas.words = words.text("ui.picture-coming")
        self._row.setSpacing(look.px(look.face.gap))
        for key, name in (
            (self.farther, "farther"),
            (self.closer, "closer"),
            *((key, name) for name, key in self.moves.items()),
        ):
            key.set_words(words.text(f"ui.picture-{name}"), words.text(f"ui.picture-{name}"))
            key.set_look(look)
        said = shown_words(
            self.reader.session.units,
            plain(self.picture.caption).strip() or self.picture.alt.strip(),
            self.reader.appearance.script,
        )
        self.caption.setText(said)
        self.caption.setVisible(bool(said))
        self.caption.setFont(look.font(look.px(look.face.smallest_text)))
        self.canvas.setAccessibleName(self.picture.alt.strip() or said or words.text("ui.picture-screen"))
        self._take()

    def entered(self) -> None:
        """The whole picture first; the keyboard comes closer."""
        self.canvas.begin()
        self._want()
        self.closer.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn_page(self, step: int) -> bool:
        """Move down or up."""
        return self.canvas.move_by(0, step * _MOVE)

    def _zoom(self, by: int) -> None:
        if self.canvas.zoom(by):
            self._want()
            times = f"{STEPS[self.canvas.step]:g}"
            self.reader.announcements.say("say.picture-times", times=times)
        else:
            self.reader.announcements.say("say.picture-closest" if by > 0 else "say.picture-whole")

    def _move(self, right: int, down: int, _checked: bool = False) -> None:
        if not self.canvas.move_by(right * _MOVE, down * _MOVE):
            self.reader.announcements.say("say.picture-edge")

    def _want(self) -> None:
        """Ask for the picture in the size it is painted in."""
        if not self.picture.url:
            return
        ratio, size = self.devicePixelRatioF(), self.canvas.painted
        box = Box(
            min(_LARGEST_SIDE, max(1, round(size.width() * ratio))),
            min(_LARGEST_SIDE, max(1, round(size.height() * ratio))),
        )
        self.reader.pictures.want([(self.picture.url, box)])

    def _take(self) -> None:
        url = self.picture.url
        shown = self.reader.pictures.get(url) if url else None
        image = shown.prepared.image if shown is not None else None
        self.canvas.image = image if isinstance(image, QImage) else None
        full = self.reader.pictures.size(url) if url else None
        if full is not None:
            self.canvas.full = QSizeF(*full)
        if url and self.reader.pictures.trouble(url) is not None:
            self.canvas.words = self.reader.appearance.messages.text("ui.picture-broken")
        self.canvas.update()
