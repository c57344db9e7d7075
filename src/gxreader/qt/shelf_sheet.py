"""The bookshelf as a screen: what was read, marked and kept, found by words, opened by a press."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from gxreader.app.bookshelf import Row, Shelf
from gxreader.app.reader import Reader
from gxreader.i18n.messages import Messages
from gxreader.qt.keys import CommandKey, Key
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line, PagedRows
from gxreader.qt.plain_label import plain_label
from gxreader.qt.search_field import SearchField
from gxreader.qt.sheet import Sheet

_ICONS = {Shelf.HISTORY: "history", Shelf.MARKS: "bookmark", Shelf.SAVED: "download"}


class ShelfSheet(Sheet):
    """A field, a key for each part, and what is there in pages of whole rows."""

    title_key = "command.shelf"
    corner_commands = ("page-up", "page-down", "help")

    def __init__(self, reader: Reader) -> None:
        """Make field, parts and list; what is in it comes later."""
        super().__init__(reader)
        self._look: Look | None = None
        self.search = SearchField("shelf-search", reader.bookshelf.look_for, "shelf.search")
        self._tabs = QHBoxLayout()
        self.tabs: dict[Shelf, Key] = {}
        for shelf in Shelf:
            tab = self.tabs[shelf] = Key(_ICONS[shelf])
            tab.setObjectName(f"shelf-{shelf.value}")
            tab.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            tab.clicked.connect(partial(self._look_at, shelf))
            self._tabs.addWidget(tab)
        self._tabs.addWidget(CommandKey(reader, "shelf-remove"))
        self.rows = PagedRows(self._press)
        self._none = plain_label()
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.content.addWidget(self.search)
        self.content.addLayout(self._tabs)
        self.content.addWidget(self._none, 1)
        self.content.addWidget(self.rows, 1)
        reader.bookshelf.changed.connect(lambda _nothing: self._refresh_again())

    def _refresh_again(self) -> None:
        if self._look is not None and self.isVisible():
            self.refresh(self._look)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._look = look
        words, bookshelf = self.reader.appearance.messages, self.reader.bookshelf
        self.search.refresh(look, words)
        self._tabs.setSpacing(look.px(look.face.gap))
        for shelf, tab in self.tabs.items():
            chosen = shelf is bookshelf.shelf and not bookshelf.wanted
            tab.primary = chosen
            tab.set_icon("check" if chosen else _ICONS[shelf])
            tab.set_words(words.text(f"shelf.{shelf.value}"), words.text(f"shelf.{shelf.value}.help"))
            tab.set_look(look)
        lines = [self._line(row, words) for row in bookshelf.rows]
        self._none.setText(
            words.text("shelf.none-found" if bookshelf.wanted else f"shelf.no-{bookshelf.shelf}")
        )
        self._none.setFont(look.font(look.interface_text))
        self.rows.refresh(look)
        self.rows.set_lines(lines, self.rows.shown.start if self.rows.shown else 0)
        self.rows.setVisible(bool(lines))
        self._none.setVisible(not lines)

    def _line(self, row: Row, words: Messages) -> Line:
        icon = "x" if self.reader.bookshelf.is_removing else "bookmark" if row.mark else "file-text"
        when = words.date(row.when.replace(hour=0, minute=0, second=0, microsecond=0)) if row.when else ""
        return Line(row.title, icon, note="　".join(part for part in (when, row.note) if part))

    def _look_at(self, shelf: Shelf, _checked: bool = False) -> None:
        with QSignalBlocker(self.search.field):  # one change, one question
            self.search.field.clear()
        self.reader.bookshelf.look_at(shelf)

    def _press(self, number: int) -> None:
        self.reader.bookshelf.open(self.reader.bookshelf.rows[number])

    def turn_page(self, step: int) -> bool:
        """Go on or back in the list."""
        return self.rows.turn(step)

    def step_back(self) -> bool:
        """From what was looked for to the shelf, and out of taking away."""
        if self.search.wanted:
            return self.search.empty()
        if self.reader.bookshelf.is_removing:
            self.reader.bookshelf.switch_removing()
            return True
        return False

    def entered(self) -> None:
        """What is on the shelf now; the keyboard stands at the part that is shown."""
        self.reader.bookshelf.is_removing = False
        self.reader.bookshelf.refresh()
        self.tabs[self.reader.bookshelf.shelf].setFocus(Qt.FocusReason.OtherFocusReason)
