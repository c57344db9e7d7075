"""The outline of the article as a screen: every heading a key that leads there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from PySide6.QtCore import Qt

from gxreader.app.interface import Page
from gxreader.app.reader import Reader
from gxreader.model.article import Heading
from gxreader.model.locator import Locator
from gxreader.model.units import Unit, Units
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line, PagedRows
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet
from gxreader.qt.side_sections import heading_words

_TOP_LEVEL = 2  # of the headings within an article


class Headings(Sequence[Line]):
    """The rows of an outline, each made when it is shown: there may be thousands."""

    def __init__(self, units: Units, script: str, present: int) -> None:
        """Of a work, in a way of writing; `present` is the number of the section being read."""
        self._units = units
        self._script = script
        self._present = present

    def __len__(self) -> int:
        """How many headings there are."""
        return len(self._units.outline)

    @overload
    def __getitem__(self, place: int) -> Line: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Line]: ...

    def __getitem__(self, place: int | slice) -> Line | Sequence[Line]:
        """The row of a heading."""
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        unit = self._units.outline[place]
        block = self._units.article.blocks[unit.top]
        level = max(0, block.level - _TOP_LEVEL) if isinstance(block, Heading) else 0
        is_present = place == self._present
        words = heading_words(self._units, unit, self._script)
        return Line(words, "check" if is_present else "", is_present, level)


class OutlineSheet(Sheet):
    """Headings in pages; the section being read is the present one."""

    title_key = "command.outline"
    corner_commands = ("page-up", "page-down", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the list."""
        super().__init__(reader)
        self._headings: tuple[Unit, ...] = ()
        self._listed: object = None
        self.rows = PagedRows(self._go)
        self._none = plain_label()
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.content.addWidget(self._none, 1)
        self.content.addWidget(self.rows, 1)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        units = self.reader.session.units
        self._none.setText(self.reader.appearance.messages.text("ui.no-outline"))
        self._none.setFont(look.font(look.interface_text))
        self.rows.refresh(look)
        if self._listed != (units, self.reader.appearance.script):
            self._list()
        self._none.setVisible(not self._headings)
        self.rows.setVisible(bool(self._headings))

    def _present(self) -> int:
        """The heading above the place being read, or -1."""
        here, present = self.reader.listening.here.block, -1
        for number, unit in enumerate(self._headings):
            if unit.index > here:
                break
            present = number
        return present

    def _list(self) -> None:
        units = self.reader.session.units
        self._listed, self._headings = (units, self.reader.appearance.script), units.outline
        present = self._present()
        self.rows.set_lines(Headings(units, self.reader.appearance.script, present), max(0, present))

    def entered(self) -> None:
        """The list stands where the reader is."""
        self._list()
        self._none.setVisible(not self._headings)
        self.rows.setVisible(bool(self._headings))
        if self._headings:
            self.rows.focus_on(max(0, self._present()))
        else:
            super().entered()

    def turn_page(self, step: int) -> bool:
        """Go on or back in the list."""
        return self.rows.turn(step)

    def _go(self, number: int) -> None:
        self.reader.interface.show_page(Page.READING)
        self.reader.interface.lead_to(Locator(self._headings[number].index))
        self.reader.announcements.say("say.at-heading", words=self._headings[number].text.replace("\n", " "))
