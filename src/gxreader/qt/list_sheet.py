"""A screen that is a list: a field to look for something, a key for each part, and rows in pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from gxreader.app.reader import Reader
from gxreader.i18n.messages import Messages
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line, PagedRows
from gxreader.qt.plain_label import plain_label
from gxreader.qt.search_field import SearchField
from gxreader.qt.sheet import Sheet


class ListSheet(Sheet):
    """Subclasses say what is in the list, and what a press on a part or a row does."""

    corner_commands = ("page-up", "page-down", "help")

    def __init__(
        self, reader: Reader, name: str, icons: Mapping[str, str], wished: Callable[[str], None], hint: str
    ) -> None:
        """Make field, parts and list; `icons` are those of the parts, `wished` is told what is looked for.

        `name` stands before the names of the widgets; `hint` is the key of the words in the field.
        """
        super().__init__(reader)
        self._look: Look | None = None
        self._icons = icons
        self.search = SearchField(f"{name}-search", wished, hint)
        self._tabs = QHBoxLayout()
        self.tabs: dict[str, Key] = {}
        for part, icon in icons.items():
            tab = self.tabs[part] = Key(icon)
            tab.setObjectName(f"{name}-{part}")
            tab.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            tab.clicked.connect(partial(self._choose_part, part))
            self._tabs.addWidget(tab)
        self.rows = PagedRows(self.press)
        self._none = plain_label()
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.content.addWidget(self.search)
        self.content.addLayout(self._tabs)
        self.content.addWidget(self._none, 1)
        self.content.addWidget(self.rows, 1)

    def part_words(self, part: str, words: Messages) -> tuple[str, str]:
        """What stands on the key of a part, and what it is for."""
        raise NotImplementedError

    def choose(self, part: str) -> None:
        """Show a part of what there is."""
        raise NotImplementedError

    def press(self, number: int) -> None:
        """Do what a row is for."""
        raise NotImplementedError

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._look = look
        self._tabs.setSpacing(look.px(look.face.gap))
        self.search.refresh(look, self.reader.appearance.messages)
        self.rows.refresh(look)

    def refresh_again(self) -> None:
        """Show what has changed, where the screen is shown."""
        if self._look is not None and self.isVisible():
            self.refresh(self._look)

    def show_parts(self, look: Look, chosen: str) -> None:
        """Mark the part that is shown; none while something is looked for."""
        words = self.reader.appearance.messages
        for part, tab in self.tabs.items():
            tab.primary = part == chosen
            tab.set_icon("check" if tab.primary else self._icons[part])
            tab.set_words(*self.part_words(part, words))
            tab.set_look(look)

    def show_lines(self, lines: Sequence[Line], none: str, first: int, look: Look) -> None:
        """Show rows, or the words for nothing."""
        self._none.setText(none)
        self._none.setFont(look.font(look.interface_text))
        self.rows.set_lines(lines, first)
        self.rows.setVisible(bool(lines))
        self._none.setVisible(not lines)

    def _choose_part(self, part: str, _checked: bool = False) -> None:
        with QSignalBlocker(self.search.field):  # one change, one list
            self.search.field.clear()
        self.choose(part)

    def turn_page(self, step: int) -> bool:
        """Go on or back in the list."""
        return self.rows.turn(step)

    def step_back(self) -> bool:
        """From what was looked for to the parts."""
        return bool(self.search.wanted) and self.search.empty()
