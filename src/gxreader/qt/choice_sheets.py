"""The screens of choices: home (what to read) and more functions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit

from gxreader.app.commands import COMMANDS, Group
from gxreader.app.reader import Reader
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet
from gxreader.qt.tile import Tile

_MOST_IN_A_ROW = 6
_HOME_COLUMNS = 3


class MoreSheet(Sheet):
    """Everything that has no key on the elderly reading screen, in groups: listen, see, open, take away."""

    title_key = "ui.more"
    corner_commands = ("undo", "settings", "help")

    def __init__(self, reader: Reader) -> None:
        """Make a row of tiles for every group, from the commands marked for this screen."""
        super().__init__(reader)
        self._titles: list[tuple[QLabel, Group]] = []
        self._grid = QGridLayout()
        line = 0
        for group in (Group.LISTEN, Group.SEE, Group.OPEN, Group.TAKE):
            title = plain_label()
            self._titles.append((title, group))
            self._grid.addWidget(title, line, 0)
            commands = self._commands_of(group)
            lines = -(-len(commands) // _MOST_IN_A_ROW)
            for start in range(lines):
                row = QHBoxLayout()
                row.setSpacing(12)
                for command_id in commands[start::lines]:
                    row.addWidget(Tile(reader, command_id), 1)
                self._grid.addLayout(row, line, 1)
                line += 1
        self._grid.setColumnStretch(1, 1)
        self.content.addLayout(self._grid, 1000)
        self.content.addStretch(1)  # for what the tiles cannot fill

    def _commands_of(self, group: Group) -> list[str]:
        """What a row holds; what belongs to the program as a whole stands with what is seen."""
        groups = {Group.SEE, Group.PROGRAM} if group is Group.SEE else {group}
        shown = [command for command in COMMANDS.values() if command.on_more and command.group in groups]
        return [command.id for command in shown if command.id not in self.corner_commands]

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._grid.setSpacing(look.px(look.face.gap))
        for title, group in self._titles:
            title.setText(self.reader.appearance.messages.text(f"ui.group.{group.value}"))
            title.setFont(look.font(look.px(look.face.smallest_text), bold=True))
            title.setStyleSheet(f"color: {look.scheme.accent}")


class HomeSheet(Sheet):
    """What would you like to read? The article left open first, then an address, a file, the clipboard."""

    title_key = "ui.home"
    corner_commands = ("language", "mode", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the field and the tiles."""
        super().__init__(reader)
        self.address = QLineEdit()
        self.address.setObjectName("home-address")
        self.address.returnPressed.connect(self._enter)
        self._open = Key("search", primary=True)
        self._open.setObjectName("home-open")
        self._open.clicked.connect(self._enter)
        row = QHBoxLayout()
        row.addWidget(self.address, 1)
        row.addWidget(self._open)
        self._row = row
        self._continue = Tile(reader, "continue", primary=True)
        grid = QGridLayout()
        grid.setSpacing(12)
        for number, command_id in enumerate(("columns", "shelf", "open-file", "paste", "welcome", "more")):
            grid.addWidget(Tile(reader, command_id), number // _HOME_COLUMNS, number % _HOME_COLUMNS)
        self.content.addWidget(self._continue, 1)
        self.content.addLayout(row)
        self.content.addLayout(grid, 2)
        self.content.addStretch(0)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        words = self.reader.appearance.messages
        article = self.reader.session.article
        height = look.px(look.face.key_height)
        self._row.setSpacing(look.px(look.face.gap))
        self.address.setFixedHeight(height)
        self.address.setFont(look.font(look.interface_text))
        self.address.setPlaceholderText(words.text("ui.home-hint"))
        self.address.setAccessibleName(words.text("ui.address"))
        self._open.setFixedHeight(height)
        self._open.set_words(words.text("ui.open"), words.text("ui.home-hint"))
        self._open.set_look(look)
        last = self.reader.continuing.last()
        title = (
            article.title if article is not None and self.reader.is_at_work else last.title if last else None
        )
        self._continue.setVisible(title is not None)
        if title is not None:
            self._continue.set_words(words.text("command.continue"), title or words.text("ui.untitled"))
        self.back.setVisible(article is not None)

    def enter(self) -> None:
        """Put the keyboard into the field, whatever else could be pressed."""
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)
        self.address.selectAll()

    def _enter(self) -> None:
        self.reader.enter_to_open(self.address.text())

    def entered(self) -> None:
        """The keyboard starts at what was read last, or at the field."""
        start = self._continue if self._continue.isVisibleTo(self) else self.address
        start.setFocus(Qt.FocusReason.OtherFocusReason)
