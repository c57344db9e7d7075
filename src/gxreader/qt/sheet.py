"""A screen beside the reading screen: a way back at the left, a title, its content below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gxreader.app.reader import Reader
from gxreader.qt.accessible import describe_as
from gxreader.qt.keys import CommandKey, refresh_keys
from gxreader.qt.loading_strip import LoadingStrip
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label
from gxreader.qt.strip import MessageStrip

TITLE_SIZE = 38
STANDARD_TITLE_SIZE = 26


class Screen(QWidget):
    """What stands in the place of the reading screen; `refresh` may run at any time."""

    fills_screen = False  # whether the window leaves out its frame, and other windows, meanwhile

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        raise NotImplementedError

    def turn_page(self, _step: int) -> bool:
        """Scroll by a screen; False where there is nothing to scroll."""
        return False

    def step_back(self) -> bool:
        """One step back within the screen; False where there is none."""
        return False

    def entered(self) -> None:
        """The screen has come to the front."""

    def enter(self) -> None:
        """Put the keyboard into the field of the screen, if it has one."""


class Sheet(Screen):
    """Subclasses add to `content` and set `title_key`; `refresh` may run at any time."""

    title_key = ""
    corner_commands: tuple[str, ...] = ("help",)

    def __init__(self, reader: Reader) -> None:
        """Make the top row and the strip."""
        super().__init__()
        describe_as(self, QAccessible.Role.Grouping)
        self.reader = reader
        self.back = CommandKey(reader, "back")
        self.title = plain_label()
        self.strip = MessageStrip(reader)
        self.loading = LoadingStrip(reader)
        self._top = QHBoxLayout()
        self._top.addWidget(self.back, 0)
        self._top.addWidget(self.title, 1)
        self.play = CommandKey(reader, "play", primary=True)
        self._top.addWidget(self.play, 0)
        for command_id in self.corner_commands:
            self._top.addWidget(CommandKey(reader, command_id), 0)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.title.setWordWrap(True)
        for key in self.findChildren(CommandKey):
            key.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.content = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addLayout(self.content, 1)
        self._column.addWidget(self.loading)
        self._column.addWidget(self.strip)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        gap, margin = look.px(look.face.gap), look.px(look.face.margin)
        self._column.setContentsMargins(margin, gap, margin, gap)
        self._column.setSpacing(gap)
        self._top.setSpacing(look.px(16))
        self.content.setSpacing(gap)
        title = self.reader.appearance.messages.text(self.title_key)
        self.title.setText(title)
        self.setAccessibleName(title)  # spoken when the keyboard comes here
        size = TITLE_SIZE if look.elderly else STANDARD_TITLE_SIZE
        self.title.setFont(look.font(look.px(size), bold=True))
        self.strip.refresh(look)
        self.loading.refresh(look)
        refresh_keys(self, look)
        # What is being read can be paused from everywhere.
        self.play.setVisible(self.reader.listening.is_active)
        self.play.set_icon("pause" if self.reader.listening.is_speaking else "play")

    def entered(self) -> None:
        """The screen has come to the front: the keyboard starts at the way back."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
