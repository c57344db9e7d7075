"""Looking for words everywhere: a large field, and below it what there is, letter by letter."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker

from gxreader.app.reader import Reader
from gxreader.app.searching import Kind, Line
from gxreader.i18n.messages import Messages
from gxreader.qt import paged_rows
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import PagedRows
from gxreader.qt.plain_label import plain_label
from gxreader.qt.search_field import SearchField
from gxreader.qt.sheet import Sheet

_ICONS = {
    Kind.HOT: "search",
    Kind.RECENT: "history",
    Kind.SUGGESTED: "search",
    Kind.HIT: "file-text",
    Kind.HERE: "book-a",
    Kind.SITE: "globe",
}


class SearchSheet(Sheet):
    """The field, a line that says how much was found, and rows."""

    title_key = "command.search"
    corner_commands = ("page-up", "page-down", "help")

    def __init__(self, reader: Reader) -> None:
        """Make field and rows; they are empty until somebody comes here."""
        super().__init__(reader)
        self._look: Look | None = None
        self._listed: object = None
        self.search = SearchField("search-words", reader.searching.look_for, "search.hint")
        self.search.field.returnPressed.connect(self._first)
        self._about = plain_label()
        self._about.setWordWrap(True)
        self.rows = PagedRows(self._choose)
        self.content.addWidget(self.search)
        self.content.addWidget(self._about)
        self.content.addWidget(self.rows, 1)
        reader.searching.changed.connect(lambda _nothing: self._refresh_again())

    def _refresh_again(self) -> None:
        if self._look is not None and self.isVisible():
            self.refresh(self._look)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._look = look
        words, searching = self.reader.appearance.messages, self.reader.searching
        self.search.refresh(look, words)
        self._about.setFont(look.font(look.px(look.face.smallest_text)))
        self._about.setStyleSheet(f"color: {look.scheme.secondary}")
        self._about.setText(self._found(words))
        self.rows.refresh(look)
        listed = (searching.lines, words.language)
        if listed != self._listed:
            self._listed = listed
            self.rows.set_lines([self._line(line, words) for line in searching.lines])

    def _found(self, words: Messages) -> str:
        searching = self.reader.searching
        if not searching.wanted:
            return words.text("search.begin")
        if not searching.total:
            return words.text("search.none", words=searching.wanted)
        return words.text("search.found", words=searching.wanted, number=searching.total)

    def _line(self, line: Line, words: Messages) -> paged_rows.Line:
        if line.kind is Kind.SITE and line.site is not None:
            text = words.text("search.on-site", words=line.words, name=line.site.named(words.language))
            return paged_rows.Line(text, _ICONS[line.kind])
        if line.kind is Kind.HERE:
            text = words.text("search.in-article", words=line.words, number=int(line.note))
            return paged_rows.Line(text, _ICONS[line.kind])
        note = line.note if line.kind is Kind.HIT else words.text(f"search.{line.kind.value}")
        return paged_rows.Line(line.words, _ICONS[line.kind], note=note, marks=line.marks)

    def _choose(self, number: int) -> None:
        lines = self.reader.searching.lines
        if number < len(lines):
            self.reader.searching.choose(lines[number])

    def _first(self) -> None:
        """The key Enter: down into what was found."""
        if self.rows.shown:
            self.rows.focus_on(self.rows.shown.start)

    def turn_page(self, step: int) -> bool:
        """Go on or back in the list."""
        return self.rows.turn(step)

    def entered(self) -> None:
        """What was wished for stands in the field, the keyboard behind it."""
        with QSignalBlocker(self.search.field):
            self.search.field.setText(self.reader.searching.wanted)
        self.search.field.setFocus()
        self._refresh_again()

    def enter(self) -> None:
        """Put the keyboard into the field."""
        self.search.field.setFocus()
        self.search.field.selectAll()
