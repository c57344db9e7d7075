"""The screens of choices: home (what to read) and more functions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gxreader.app.commands import COMMANDS, Group
from gxreader.app.reader import Reader
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.sheet import Sheet
from gxreader.qt.tile import Tile

_MOST_IN_A_ROW = 4
_GROUPS = {
    Group.LISTEN: "volume-2",
    Group.SEE: "eye",
    Group.OPEN: "folder-open",
    Group.TAKE: "share-2",
}
_HOME_COLUMNS = 4
_TO_READ = ("news", "columns", "search", "shelf", "open-file", "paste", "welcome", "more")


class MoreSheet(Sheet):
    """Everything that has no key on the elderly reading screen, in groups: listen, see, open, take away."""

    title_key = "ui.more"
    corner_commands = ("undo", "settings", "help")

    def __init__(self, reader: Reader) -> None:
        """Make a key for every group, and its tiles, from the commands marked for this screen."""
        super().__init__(reader)
        self.tabs: dict[Group, Key] = {}
        self._tab_row = QHBoxLayout()
        self._tiles = QStackedWidget()
        self._grids: list[QGridLayout] = []
        self._chosen = Group.LISTEN
        self._look: Look | None = None
        for group, icon in _GROUPS.items():
            tab = self.tabs[group] = Key(icon)
            tab.setObjectName(f"more-{group}")
            tab.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            tab.clicked.connect(partial(self.choose, group))
            self._tab_row.addWidget(tab)
            self._tiles.addWidget(self._page_of(group))
        self.content.addLayout(self._tab_row)
        self.content.addWidget(self._tiles, 1)

    def _page_of(self, group: Group) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout()
        column.addLayout(grid, 1000)
        column.addStretch(1)  # for what the tiles cannot fill
        commands = self._commands_of(group)
        rows = -(-len(commands) // _MOST_IN_A_ROW)
        columns = -(-len(commands) // rows)
        for number, command_id in enumerate(commands):
            grid.addWidget(Tile(self.reader, command_id), number // columns, number % columns)
        self._grids.append(grid)
        return page

    def _commands_of(self, group: Group) -> list[str]:
        """What a group holds; what belongs to the program as a whole stands with what is seen."""
        groups = {Group.SEE, Group.PROGRAM} if group is Group.SEE else {group}
        shown = [command for command in COMMANDS.values() if command.on_more and command.group in groups]
        return [command.id for command in shown if command.id not in self.corner_commands]

    def choose(self, group: Group, _checked: bool = False) -> None:
        """Show the tiles of a group."""
        self._chosen = group
        if self._look is not None:
            self.refresh(self._look)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._look = look
        words, gap = self.reader.appearance.messages, look.px(look.face.gap)
        self._tab_row.setSpacing(gap)
        for grid in self._grids:
            grid.setSpacing(gap)
        for group, tab in self.tabs.items():
            tab.primary = group is self._chosen
            tab.set_icon("check" if tab.primary else _GROUPS[group])
            tab.set_words(words.text(f"ui.group.{group.value}"), words.text("ui.group.help"))
            tab.set_look(look)
        self._tiles.setCurrentIndex(list(self.tabs).index(self._chosen))


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
        for number, command_id in enumerate(_TO_READ):
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
