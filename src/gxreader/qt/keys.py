"""The keys: a command with its icon and words centred together, painted from the look."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from gxreader.app.commands import COMMANDS, Command, perform
from gxreader.app.reader import Reader
from gxreader.qt.hands import PressableKey
from gxreader.qt.icons import pixmap
from gxreader.qt.look import Look
from gxreader.theme.typography import has_han

ICON_RATIO = 1.25
ICON_GAP = 10
SIDE_PADDING = 12
NARROW_PADDING = 5
_SLIP = 16  # pixels around a key where letting go still counts, in standard mode
_DWELL_BAR = 8  # the height of what shows how long the pointer has rested
_BREAKS = " \u200b"  # where words on a key may go on in a second line


class Shape(Enum):
    """How a key is laid out."""

    ROW = "row"  # icon beside the words
    COLUMN = "column"  # icon above the words


class Key(PressableKey):
    """A button with words always, an icon beside or above them, up to two lines of words."""

    def __init__(self, icon: str, *, shape: Shape = Shape.ROW, primary: bool = False) -> None:
        """Make a key with an icon; words come with `set_words`."""
        super().__init__()
        self.primary = primary
        self.borderless = False
        self._icon = icon
        self._shape = shape
        self._look: Look | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)

    def set_words(self, words: str, description: str) -> None:
        """Name the key, for eyes and for screen readers."""
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(words.replace("\u200b", ""))  # where a line may break is not spoken
            self.updateGeometry()
            self.update()
        self.setAccessibleDescription(description)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        if icon != self._icon:
            self._icon = icon
            self.update()

    def set_look(self, look: Look) -> None:
        """Take sizes and colours from a look."""
        self._look = look
        self.slip = look.px(look.face.key_height if look.elderly else _SLIP)
        self.setFont(look.font(look.interface_text, bold=self.primary))
        if self._shape is Shape.COLUMN:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.updateGeometry()
        self.update()

    def fit(self, width: int) -> tuple[list[str], bool]:
        """The words in one or two lines, and whether there is room for the icon, on a key so wide.

        Words come before icons, and two lines before a break within a word.
        """
        icon = self._icon_side() + self._icon_gap() if self._shape is Shape.ROW else 0
        metrics, words = QFontMetrics(self.font()), self.text()
        natural = self._halves([place for place, sign in enumerate(words) if sign in _BREAKS])
        forced = self._halves(list(range(1, len(words)))) if has_han(words) else []
        for lines, taken in (([words], icon), (natural, icon), ([words], 0), (natural, 0), (forced, 0)):
            if lines and max(metrics.horizontalAdvance(line) for line in lines) + taken <= width:
                return lines, taken == icon
        return natural or [words], False

    def _halves(self, cuts: list[int]) -> list[str]:
        """The words cut in two at the place that makes the wider half narrowest; nothing without a place."""
        metrics, words = QFontMetrics(self.font()), self.text()
        halves = [[words[:cut].strip(_BREAKS), words[cut:].strip(_BREAKS)] for cut in cuts]
        return min(halves, key=lambda pair: max(metrics.horizontalAdvance(half) for half in pair), default=[])

    def _padding(self) -> int:
        """The room at each side: less where space is short."""
        if self._look is None:
            return 0
        roomy = self.width() >= self.sizeHint().width()
        return self._look.px(SIDE_PADDING if roomy else NARROW_PADDING)

    def _icon_side(self) -> int:
        return round(self.font().pixelSize() * ICON_RATIO) if self._look and self._icon else 0

    def _icon_gap(self) -> int:
        return self._look.px(ICON_GAP) if self._look and self._icon else 0

    def sizeHint(self) -> QSize:
        """Room for the icon and the words on one line."""
        return self._size(one_line=True)

    def minimumSizeHint(self) -> QSize:
        """Room for the icon and the words on two lines, and for a finger."""
        return self._size(one_line=False)

    def _size(self, *, one_line: bool) -> QSize:
        look = self._look
        if look is None:
            return super().sizeHint()
        metrics, words = QFontMetrics(self.font()), self.text()
        natural = self._halves([place for place, sign in enumerate(words) if sign in _BREAKS])
        least = look.px(look.face.key_width)
        if self._shape is Shape.COLUMN:
            wide = max(metrics.horizontalAdvance(line) for line in natural or [words])
            height = max(least, self._icon_side() + metrics.height() * 2)
            return QSize(max(least, wide + 2 * look.px(SIDE_PADDING)), height)
        if one_line:
            width = self._icon_side() + self._icon_gap() + metrics.horizontalAdvance(words)
            return QSize(max(least, width + 2 * look.px(SIDE_PADDING)), look.px(look.face.key_height))
        width = max(metrics.horizontalAdvance(line) for line in natural or [words])
        return QSize(max(least, width + 2 * look.px(NARROW_PADDING)), look.px(look.face.key_height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the key, its icon and its words as one centred group."""
        look = self._look
        if look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_ground(painter, look)
        painter.setPen(QColor(ink))
        painter.setFont(self.font())
        if self._shape is Shape.COLUMN:
            self._paint_column(painter, look, ink)
        else:
            self._paint_row(painter, ink)
        if self.hasFocus():
            self._paint_ring(painter, look, ink)
        painter.end()

    def _paint_ground(self, painter: QPainter, look: Look) -> str:
        scheme = look.scheme
        filled = self.primary or self.isChecked()
        ground = scheme.accent if filled else scheme.card
        ink = scheme.on_accent if filled else scheme.ink
        if self.borderless and not filled:
            ground = scheme.ground
        pointed = self.underMouse() and not filled
        if (self.isDown() or (pointed and self.borderless)) and not filled:
            ground = scheme.soft
        # What is pointed at has another edge: another ground would look as if it were chosen.
        width = look.px(3 if pointed else 1.5)
        edge = scheme.accent if filled or pointed else scheme.edge
        pen = QPen(QColor(edge), max(1, width))
        if self.borderless and not filled:
            pen = QPen(Qt.PenStyle.NoPen)
        painter.setPen(pen)
        painter.setBrush(QColor(ground))
        inset = width / 2 + 0.5
        radius = look.px(look.face.key_radius)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        if self.dwell_share:
            high, side = look.px(_DWELL_BAR), look.px(look.face.key_radius)
            long = (self.width() - 2 * side) * self.dwell_share
            painter.fillRect(QRectF(side, self.height() - 1.5 * high, long, high), QColor(ink))
        return ink

    def _paint_ring(self, painter: QPainter, look: Look, ink: str) -> None:
        width = look.px(3)
        painter.setPen(QPen(QColor(ink), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = width / 2 + look.px(3)
        radius = max(2, look.px(look.face.key_radius - 3))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)

    def _paint_row(self, painter: QPainter, ink: str) -> None:
        metrics = QFontMetrics(self.font())
        lines, with_icon = self.fit(self.width() - 2 * self._padding())
        side, gap = (self._icon_side(), self._icon_gap()) if with_icon else (0, 0)
        words = max(metrics.horizontalAdvance(line) for line in lines)
        left = (self.width() - side - gap - words) // 2
        if side:
            painter.drawPixmap(left, (self.height() - side) // 2, self._pixmap(side, ink))
        pitch = round(metrics.height() * (0.8 if len(lines) > 1 else 1))
        top = (self.height() - pitch * len(lines)) // 2
        for number, line in enumerate(lines):
            box = QRect(left + side + gap, top + number * pitch, words + 2, pitch)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, line)

    def _paint_column(self, painter: QPainter, look: Look, ink: str) -> None:
        metrics = QFontMetrics(self.font())
        side, gap = self._icon_side(), look.px(ICON_GAP)
        lines, _icon = self.fit(self.width() - 2 * self._padding())
        top = (self.height() - side - gap - metrics.height() * len(lines)) // 2
        painter.drawPixmap((self.width() - side) // 2, top, self._pixmap(side, ink))
        for number, line in enumerate(lines):
            box = QRect(0, top + side + gap + number * metrics.height(), self.width(), metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line)

    def _pixmap(self, side: int, ink: str) -> QPixmap:
        return pixmap(self._icon, side, ink, self.devicePixelRatioF())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses like Space; a held key presses once."""
        if event.isAutoRepeat():
            event.accept()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class CommandKey(Key):
    """The key of one command of the table."""

    def __init__(
        self, reader: Reader, command_id: str, *, shape: Shape = Shape.ROW, primary: bool = False
    ) -> None:
        """Make the key of a command."""
        self.command: Command = COMMANDS[command_id]
        super().__init__(self.command.icon, shape=shape, primary=primary)
        self._reader = reader
        self.setObjectName(f"key-{command_id}")
        self.clicked.connect(self._press)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        self.set_words(self.command.words(self._reader), self.command.help(self._reader))
        self.set_look(look)

    def touched_too_short(self) -> None:
        """Say that it has to be held."""
        self._reader.announcements.say("say.hold-longer")

    def _press(self) -> None:
        perform(self._reader, self.command.id)


def refresh_keys(parent: QWidget, look: Look) -> None:
    """Refresh every command key below a widget."""
    for key in parent.findChildren(CommandKey):
        key.refresh(look)
