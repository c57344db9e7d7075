"""The screen of what a word means: the word large, keys to hear it, and its meanings in pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from gxreader.app.meanings import Row, head_of, rows_of
from gxreader.app.reader import Reader
from gxreader.qt.keys import CommandKey
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line, PagedRows
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet
from gxreader.qt.word_head import WordHead

_LARGEST = 44  # pixels: of a meaning at least a few words stand on a line
_HEARING = ("lookup-hear", "lookup-meaning", "lookup-otherwise")


class MeaningRows(PagedRows):
    """Meanings in the size of the article; one that is higher than the screen goes on in a second row."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(self._press)
        self._rows: Sequence[Row] = ()
        self._owners: list[Row] = []  # of each line

    def letters(self, look: Look) -> int:
        """The article's size, within reason."""
        return max(look.interface_text, min(look.text, look.px(_LARGEST)))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, from the first one on."""
        self._rows = rows
        self._divide(0)

    def refresh(self, look: Look) -> None:
        """Take sizes and colours from a look; the first row stays."""
        super().refresh(look)
        self._divide(self.shown.start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of a long meaning has room."""
        super().resizeEvent(event)
        self._divide(self.shown.start)

    def _divide(self, first: int) -> None:
        lines: list[Line] = []
        self._owners = []
        for row in self._rows:
            for number, part in enumerate(self._parts(row)):
                lines.append(Line(part, "" if number else row.icon))
                self._owners.append(row)
        self.set_lines(lines, first)

    def _parts(self, row: Row) -> list[str]:
        """The words of a row in pieces, each no higher than the list."""
        look, done, left = self._look, [], [row.words]
        while left:
            words = left.pop(0)
            if look is None or self.height_of(Line(words, row.icon), look) <= self.height():
                done.append(words)
                continue
            cut = words.rfind(" ", 0, len(words) // 2 + 1)
            cut = cut if cut > 0 else len(words) // 2
            if cut < 1:
                done.append(words)
            else:
                left[:0] = [words[:cut].rstrip(), words[cut:].lstrip()]
        return done

    def _press(self, number: int) -> None:
        self._owners[number].press()


class LookupSheet(Sheet):
    """A word and its meanings; or, without a dictionary, how to get one."""

    title_key = "lookup.title"
    corner_commands = ("page-up", "page-down", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the word, its keys and its rows."""
        super().__init__(reader)
        self._look: Look | None = None
        self._listed: object = None
        self.head = WordHead()
        self._top_row = QHBoxLayout()
        self._top_row.addWidget(self.head, 1)
        self.hearing = [CommandKey(reader, name, primary=name == _HEARING[0]) for name in _HEARING]
        for key in self.hearing:
            key.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self._top_row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        self.rows = MeaningRows()
        self.missing, self.credit = plain_label(), plain_label()
        self.credit.setObjectName("lookup-credit")
        self.install = CommandKey(reader, "lookup-install", primary=True)
        self.install.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for label in (self.missing, self.credit):
            label.setWordWrap(True)
        self.content.addLayout(self._top_row)
        self.missing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.content.addWidget(self.missing, 1)
        self.content.addWidget(self.install, 0, Qt.AlignmentFlag.AlignHCenter)
        self.content.addWidget(self.rows, 1)
        self.content.addWidget(self.credit)
        reader.looking_up.changed.connect(lambda _nothing: self._changed())

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        from gxreader.words.installed import CREDIT

        self._look = look
        words = self.reader.appearance.messages
        self._top_row.setSpacing(look.px(look.face.gap))
        self.head.set_look(look)
        for label, size in (
            (self.missing, look.interface_text),
            (self.credit, look.px(look.face.smallest_text)),
        ):
            label.setFont(look.font(size))
        self.credit.setStyleSheet(f"color: {look.scheme.secondary}")
        self.credit.setText(words.text("lookup.credit", credit=CREDIT))
        self.rows.refresh(look)
        self._write()

    def _changed(self) -> None:
        self._listed = None
        if self._look is not None:
            self._write()

    def _write(self) -> None:
        """Show what was found, or how a dictionary is had."""
        looking, words = self.reader.looking_up, self.reader.appearance.messages
        found = looking.found
        self.missing.setText(words.text("lookup.missing" if looking.is_missing else "lookup.choose"))
        for widget in (self.head, self.rows, *self.hearing):
            widget.setVisible(found is not None)
        self.missing.setVisible(found is None)
        self.install.setVisible(looking.is_missing)
        state = (found, words.language, self.reader.writing.shows_traditional)
        if found is None or state == self._listed:
            return
        self._listed = state
        self.head.show_word(*head_of(self.reader, found))
        self.rows.show_rows(rows_of(self.reader))

    def entered(self) -> None:
        """The keyboard starts where the word is heard."""
        if self.reader.looking_up.found is not None:
            self.hearing[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.reader.looking_up.is_missing:
            self.install.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().entered()

    def turn_page(self, step: int) -> bool:
        """Go on or back in the list."""
        return self.rows.turn(step)

    def step_back(self) -> bool:
        """To the word that was looked up before."""
        return self.reader.looking_up.back()
