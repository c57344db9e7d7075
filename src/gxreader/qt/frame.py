"""What both faces share: a frame around the one article view."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from gxreader.app.reader import Reader
from gxreader.qt.article_view import ArticleView
from gxreader.qt.caption_bar import CaptionBar
from gxreader.qt.keys import CommandKey, Shape, refresh_keys
from gxreader.qt.loading_strip import LoadingStrip
from gxreader.qt.look import Look
from gxreader.qt.strip import MessageStrip

_BY_KEYBOARD = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}


class Card(QWidget):
    """A rounded sheet of the card's colour, on which the article lies."""

    def __init__(self) -> None:
        """Make an empty card; `hold` puts the view on it."""
        super().__init__()
        self._look: Look | None = None
        self._has_keyboard = False
        self._column = QVBoxLayout(self)

    def hold(self, view: QWidget) -> None:
        """Lay the article view on the card."""
        self._column.addWidget(view)
        view.installEventFilter(self)
        view.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show that the keyboard has come to the text; whoever clicks into it knows."""
        if isinstance(event, QFocusEvent):
            self._has_keyboard = event.gotFocus() and event.reason() in _BY_KEYBOARD
            self.update()
        return super().eventFilter(watched, event)

    def set_look(self, look: Look) -> None:
        """Take sizes and colours from a look."""
        self._look = look
        inset = look.px(6)
        self._column.setContentsMargins(0, inset, inset, inset)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet."""
        if self._look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(self._look.scheme.card))
        radius = self._look.px(self._look.face.card_radius)
        painter.drawRoundedRect(self.rect(), radius, radius)
        if self._has_keyboard:
            width = self._look.px(3)
            painter.setPen(QPen(QColor(self._look.scheme.ink), width))
            inset = width / 2
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius
            )
        painter.end()


def widgets_of(row: QLayout) -> list[QWidget]:
    """The widgets of a row, in order."""
    items = [row.itemAt(place) for place in range(row.count())]
    return [widget for item in items if item is not None and (widget := item.widget()) is not None]


class Frame(QWidget):
    """A face: keys and lists around the card. Subclasses lay them out; `refresh` may run at any time."""

    with_help = True  # whether elderly mode's strip has the key to the help page

    def __init__(self, reader: Reader) -> None:
        """Make the shared parts."""
        super().__init__()
        self.reader = reader
        self.card = Card()
        self.strip = MessageStrip(reader, with_help=self.with_help)
        self.loading = LoadingStrip(reader)
        self.caption = CaptionBar(reader)
        self.play_key = self.key("play", primary=True)
        self.keys_before: list[QWidget] = []  # what the keyboard meets before the article, and after it
        self.keys_after: list[QWidget] = []

    def key(self, command_id: str, *, shape: Shape = Shape.ROW, primary: bool = False) -> CommandKey:
        """The key of a command."""
        return CommandKey(self.reader, command_id, shape=shape, primary=primary)

    def adopt(self, view: ArticleView) -> None:
        """Take the article view onto this frame's card."""
        self.card.hold(view)
        order = [*self.keys_before, view, *self.keys_after]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        self.card.set_look(look)
        self.strip.refresh(look)
        self.loading.refresh(look)
        self.caption.refresh(look)
        refresh_keys(self, look)
        self.refresh_play()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A higher window has a larger caption."""
        super().resizeEvent(event)
        self.caption.fit()

    def refresh_play(self) -> None:
        """The big key says what pressing it will do."""
        self.play_key.set_icon("pause" if self.reader.listening.is_speaking else "play")
        command = self.play_key.command
        self.play_key.set_words(command.words(self.reader), command.help(self.reader))
