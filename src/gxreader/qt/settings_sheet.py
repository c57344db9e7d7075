"""The screen of settings: every one as a key with its present value, by sections, and found by its words."""

from __future__ import annotations

from collections.abc import Sequence

from gxreader.app.command import Command
from gxreader.app.commands import perform
from gxreader.app.reader import Reader
from gxreader.app.settings_index import SECTIONS, settings_in, settings_with
from gxreader.i18n.messages import Messages
from gxreader.qt.list_sheet import ListSheet
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line

_ICONS = {"see": "eye", "listen": "ear", "hands": "hand", "program": "settings"}


class SettingsSheet(ListSheet):
    """What can be changed, each row with what it stands at now."""

    title_key = "command.settings"

    def __init__(self, reader: Reader) -> None:
        """Begin with the first section."""
        super().__init__(reader, "settings", _ICONS, self._look_for, "ui.search-in-list")
        self._section = next(iter(SECTIONS))
        self._shown: Sequence[Command] = ()

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state; the first row stays."""
        super().refresh(look)
        self._list(look, self.rows.shown.start)

    def _list(self, look: Look, first: int) -> None:
        wanted = self.search.wanted
        self.show_parts(look, "" if wanted else self._section)
        self._shown = settings_with(self.reader, wanted) if wanted else settings_in(self._section)
        lines = [
            Line(
                command.words(self.reader).replace("\u200b", ""), command.icon, note=command.help(self.reader)
            )
            for command in self._shown
        ]
        self.show_lines(lines, self.reader.appearance.messages.text("settings.none"), first, look)

    def _look_for(self, _text: str) -> None:
        self.reader.announcements.clear()
        if self._look is not None:
            self._list(self._look, 0)

    def part_words(self, part: str, words: Messages) -> tuple[str, str]:
        """A section, and what is in it."""
        return words.text(f"settings.{part}"), words.text(f"settings.{part}.help")

    def choose(self, part: str) -> None:
        """Show a section."""
        self._section = part
        self._look_for("")

    def press(self, number: int) -> None:
        """Change a setting, or open the screen where it is changed."""
        perform(self.reader, self._shown[number].id)

    def entered(self) -> None:
        """The section looked at last; the keyboard stands on its first setting."""
        if self._look is not None:
            self._list(self._look, 0)
        self.rows.focus_on(0)
