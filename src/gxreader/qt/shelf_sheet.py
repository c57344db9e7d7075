"""The bookshelf as a screen: what was read, marked and kept, found by words, opened by a press."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gxreader.app.bookshelf import Row, Shelf
from gxreader.app.reader import Reader
from gxreader.i18n.messages import Messages
from gxreader.qt.keys import CommandKey
from gxreader.qt.list_sheet import ListSheet
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line

_ICONS = {Shelf.HISTORY.value: "history", Shelf.MARKS.value: "bookmark", Shelf.SAVED.value: "download"}


class ShelfSheet(ListSheet):
    """What the reader keeps; one more key makes a press take away."""

    title_key = "command.shelf"

    def __init__(self, reader: Reader) -> None:
        """What is on the shelf comes later."""
        super().__init__(reader, "shelf", _ICONS, reader.bookshelf.look_for, "shelf.search")
        self._tabs.addWidget(CommandKey(reader, "shelf-edit"))
        self._tabs.addWidget(CommandKey(reader, "shelf-remove"))
        reader.bookshelf.changed.connect(lambda _nothing: self.refresh_again())

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state; the first row stays."""
        super().refresh(look)
        words, bookshelf = self.reader.appearance.messages, self.reader.bookshelf
        self.show_parts(look, "" if bookshelf.wanted else bookshelf.shelf.value)
        lines = [self._line(row, words) for row in bookshelf.rows]
        none = words.text("shelf.none-found" if bookshelf.wanted else f"shelf.no-{bookshelf.shelf}")
        self.show_lines(lines, none, self.rows.shown.start, look)

    def _line(self, row: Row, words: Messages) -> Line:
        icon = "bookmark" if row.mark else "file-text"
        if self.reader.bookshelf.is_removing:
            icon = "x"
        elif self.reader.bookshelf.is_editing:
            icon = "type"
        when = words.date(row.when.replace(hour=0, minute=0, second=0, microsecond=0)) if row.when else ""
        return Line(row.title, icon, note="　".join(part for part in (when, row.note) if part))

    def part_words(self, part: str, words: Messages) -> tuple[str, str]:
        """A part of the bookshelf, and what stands there."""
        return words.text(f"shelf.{part}"), words.text(f"shelf.{part}.help")

    def choose(self, part: str) -> None:
        """Show a part of the bookshelf."""
        self.reader.bookshelf.look_at(Shelf(part))

    def press(self, number: int) -> None:
        """Open a row, or take it away, where that was wished."""
        self.reader.bookshelf.open(self.reader.bookshelf.rows[number])

    def step_back(self) -> bool:
        """From what was looked for to the shelf, and out of taking away."""
        if super().step_back():
            return True
        if self.reader.bookshelf.is_removing:
            self.reader.bookshelf.switch_removing()
            return True
        if self.reader.bookshelf.is_editing:
            self.reader.bookshelf.switch_editing()
            return True
        return False

    def entered(self) -> None:
        """What is on the shelf now; the keyboard stands at the part that is shown."""
        self.reader.bookshelf.is_removing = self.reader.bookshelf.is_editing = False
        self.reader.bookshelf.refresh()
        self.tabs[self.reader.bookshelf.shelf.value].setFocus(Qt.FocusReason.OtherFocusReason)
