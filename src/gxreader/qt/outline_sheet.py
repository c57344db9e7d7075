"""The outline of the article as a screen: every heading a key that leads there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy

from gxreader.app import printed_pages
from gxreader.app.interface import Page
from gxreader.app.reader import Reader
from gxreader.model.article import Heading
from gxreader.model.locator import Locator
from gxreader.model.units import Unit, Units
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line, PagedRows
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet
from gxreader.qt.side_sections import heading_words

_FIELD = 150  # pixels: a page has few digits
_TOP_LEVEL = 2  # of the headings within an article


def main_headings(units: Units) -> tuple[Unit, ...]:
    """The headings of the highest level that has several, and of those above it."""
    levels = {unit.index: _level(units, unit) for unit in units.outline}
    for lowest in sorted(set(levels.values())):
        found = tuple(unit for unit in units.outline if levels[unit.index] <= lowest)
        if len(found) > 1:
            return found
    return units.outline


def _level(units: Units, unit: Unit) -> int:
    block = units.article.blocks[unit.top]
    return block.level if isinstance(block, Heading) else _TOP_LEVEL


class Headings(Sequence[Line]):
    """The rows of an outline, each made when it is shown: there may be thousands."""

    def __init__(self, units: Units, headings: tuple[Unit, ...], script: str, present: int) -> None:
        """Those of a work that are shown, in a way of writing; `present` is the section being read."""
        self._units = units
        self._headings = headings
        self._script = script
        self._present = present

    def __len__(self) -> int:
        """How many headings there are."""
        return len(self._headings)

    @overload
    def __getitem__(self, place: int) -> Line: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Line]: ...

    def __getitem__(self, place: int | slice) -> Line | Sequence[Line]:
        """The row of a heading."""
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        unit = self._headings[place]
        level = max(0, _level(self._units, unit) - _TOP_LEVEL)
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
        self._look: Look | None = None
        self._headings: tuple[Unit, ...] = ()
        self._listed: object = None
        self.rows = PagedRows(self._go)
        self._none = plain_label()
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._is_folded = False
        self.levels = Key("list-tree")
        self.levels.setObjectName("outline-levels")
        self.levels.clicked.connect(lambda _checked=False: self._fold(folded=not self._is_folded))
        self.page_label, self.page = plain_label(), QLineEdit()
        self.page.setObjectName("page-number")
        self.page.setMaxLength(20)
        self.page_label.setBuddy(self.page)
        self.to_page = Key("bookmark")
        self.to_page.setObjectName("page-go")
        self.to_page.clicked.connect(lambda _checked=False: self._to_page())
        self.page.returnPressed.connect(self._to_page)
        self._row = QHBoxLayout()
        self._row.addWidget(self.levels)
        self._row.addStretch(1)
        for widget in (self.page_label, self.page, self.to_page):
            self._row.addWidget(widget)
        for key in (self.levels, self.to_page):
            key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.content.addLayout(self._row)
        self.content.addWidget(self._none, 1)
        self.content.addWidget(self.rows, 1)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._look = look
        units = self.reader.session.units
        self._none.setText(self.reader.appearance.messages.text("ui.no-outline"))
        self._none.setFont(look.font(look.interface_text))
        self._refresh_row(look)
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

    def _refresh_row(self, look: Look) -> None:
        """Of the keys above the list, those that the work has a use for."""
        words, units = self.reader.appearance.messages, self.reader.session.units
        self._row.setSpacing(look.px(look.face.gap))
        name = "ui.outline-all" if self._is_folded else "ui.outline-main"
        self.levels.set_words(words.text(name), words.text("ui.outline-levels.help"))
        self.levels.set_look(look)
        self.levels.setVisible(len(main_headings(units)) < len(units.outline))
        self.page_label.setText(words.text("ui.page-number"))
        self.page_label.setFont(look.font(look.interface_text))
        self.page.setFont(look.font(look.interface_text))
        self.page.setFixedSize(look.px(_FIELD), look.px(look.face.key_height))
        self.page.setAccessibleName(words.text("ui.page-number"))
        self.to_page.set_words(words.text("ui.page-go"), words.text("ui.page-go.help"))
        self.to_page.set_look(look)
        for widget in (self.page_label, self.page, self.to_page):
            widget.setVisible(bool(units.pages))

    def _list(self) -> None:
        units, script = self.reader.session.units, self.reader.appearance.script
        self._listed = (units, script)
        self._headings = main_headings(units) if self._is_folded else units.outline
        present = self._present()
        self.rows.set_lines(Headings(units, self._headings, script, present), max(0, present))

    def _fold(self, *, folded: bool) -> None:
        """Show the main headings alone, or all; the keyboard stays where it was, or at the heading above."""
        at = self.rows.focused
        if folded == self._is_folded or self.levels.isHidden():
            return
        block = self._headings[at].index if at >= 0 else -1
        self._is_folded = folded
        self._list()
        if self._look is not None:
            self._refresh_row(self._look)
        if block >= 0:
            above = [number for number, unit in enumerate(self._headings) if unit.index <= block]
            self.rows.show_row(above[-1] if above else 0)
        self.reader.announcements.say("say.outline-main" if folded else "say.outline-all")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left folds the levels, right opens them."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._fold(folded=event.key() == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

    def enter(self) -> None:
        """Put the keyboard into the field for the number of a page."""
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page.selectAll()

    def _to_page(self) -> None:
        if printed_pages.go_to(self.reader, self.page.text()):
            self.page.clear()
        else:
            self.enter()

    def entered(self) -> None:
        """The list stands where the reader is."""
        self._list()
        if self._look is not None:
            self._refresh_row(self._look)
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
