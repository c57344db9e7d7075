"""The screen of settings: every one as a key with its present value, by sections, and found by its words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from gxreader.app.command import Command
from gxreader.app.commands import perform
from gxreader.app.reader import Reader
from gxreader.app.settings_index import SECTIONS, settings_in, settings_with
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line, PagedRows
from gxreader.qt.plain_label import plain_label
from gxreader.qt.search_field import SearchField
from gxreader.qt.sheet import Sheet

_ICONS = {"see": "eye", "listen": "ear", "hands": "hand", "program": "settings"}


class SettingsSheet(Sheet):
    """A field, a key for each section, and the settings in pages of whole rows."""

    title_key = "command.settings"
    corner_commands = ("page-up", "page-down", "help")

    def __init__(self, reader: Reader) -> None:
        """Make field, sections and list."""
        super().__init__(reader)
        self._section = next(iter(SECTIONS))
        self._shown: Sequence[Command] = ()
        self._look: Look | None = None
        self.search = SearchField("settings-search", self._looked_for)
        self._tabs = QHBoxLayout()
        self.tabs: dict[str, Key] = {}
        for section in SECTIONS:
            tab = self.tabs[section] = Key(_ICONS[section])
            tab.setObjectName(f"settings-{section}")
            tab.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            tab.clicked.connect(partial(self._choose_section, section))
            self._tabs.addWidget(tab)
        self.rows = PagedRows(self._perform)
        self._none = plain_label()
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.content.addWidget(self.search)
        self.content.addLayout(self._tabs)
        self.content.addWidget(self._none, 1)
        self.content.addWidget(self.rows, 1)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._look = look
        words = self.reader.appearance.messages
        self.search.refresh(look, words)
        self._tabs.setSpacing(look.px(look.face.gap))
        for section, tab in self.tabs.items():
            chosen = section == self._section and not self.search.wanted
            tab.primary = chosen
            tab.set_icon("check" if chosen else _ICONS[section])
            tab.set_words(words.text(f"settings.{section}"), words.text(f"settings.{section}.help"))
            tab.set_look(look)
        self._none.setText(words.text("settings.none"))
        self._none.setFont(look.font(look.interface_text))
        self.rows.refresh(look)
        self._list(first=self.rows.shown.start)

    def _list(self, first: int = 0) -> None:
        """The rows, each with what it stands at now."""
        wanted = self.search.wanted
        self._shown = settings_with(self.reader, wanted) if wanted else settings_in(self._section)
        lines = [
            Line(
                command.words(self.reader).replace("\u200b", ""), command.icon, note=command.help(self.reader)
            )
            for command in self._shown
        ]
        self.rows.set_lines(lines, first)
        self.rows.setVisible(bool(lines))
        self._none.setVisible(not lines)

    def _looked_for(self, _text: str) -> None:
        self.reader.announcements.clear()
        self._list()
        if self._look is not None:
            self.refresh(self._look)

    def _choose_section(self, section: str, _checked: bool = False) -> None:
        self._section = section
        with QSignalBlocker(self.search.field):  # one change, one list
            self.search.field.clear()
        self._looked_for("")

    def _perform(self, number: int) -> None:
        perform(self.reader, self._shown[number].id)

    def turn_page(self, step: int) -> bool:
        """Go on or back in the list."""
        return self.rows.turn(step)

    def step_back(self) -> bool:
        """From what was looked for to the sections."""
        return bool(self.search.wanted) and self.search.empty()

    def entered(self) -> None:
        """The section looked at last; the keyboard stands on its first setting."""
        self._list()
        self.rows.focus_on(0)
