"""What the page has around its article, as rows: neighbours, the other language, columns, words, files."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gxreader.app.around import Kind, Way, open_way, ways_around
from gxreader.app.reader import Reader
from gxreader.han.writing import shown_words
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line, PagedRows
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet

_ICONS = {
    Kind.FOLLOWING: "chevron-right",
    Kind.PREVIOUS: "chevron-left",
    Kind.LIST: "list-tree",
    Kind.TRANSLATION: "languages",
    Kind.UP: "arrow-up",
    Kind.ATTACHMENT: "file-down",
    Kind.RELATED: "library",
    Kind.COLUMN: "newspaper",
    Kind.HOT: "search",
}


class AroundSheet(Sheet):
    """One row for each way that leads away from the article."""

    title_key = "command.around"
    corner_commands = ("page-up", "page-down", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the rows; what is in them comes later."""
        super().__init__(reader)
        self._ways: tuple[Way, ...] = ()
        self._listed: object = None
        self.rows = PagedRows(self._open)
        self._none = plain_label()
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.content.addWidget(self._none, 1)
        self.content.addWidget(self.rows, 1)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        words, units, script = (
            self.reader.appearance.messages,
            self.reader.session.units,
            self.reader.appearance.script,
        )
        self._none.setText(words.text("around.none"))
        self._none.setFont(look.font(look.interface_text))
        self.rows.refresh(look)
        self._ways = ways_around(self.reader)
        listed = (self._ways, words.language, script)
        if listed != self._listed:
            self._listed = listed
            self.rows.set_lines(
                [
                    Line(
                        shown_words(units, way.words, script),
                        _ICONS[way.kind],
                        note=words.text(f"around.{way.kind.value}"),
                    )
                    for way in self._ways
                ]
            )
        self.rows.setVisible(bool(self._ways))
        self._none.setVisible(not self._ways)

    def _open(self, number: int) -> None:
        open_way(self.reader, self._ways[number])

    def turn_page(self, step: int) -> bool:
        """Go on or back in the list."""
        return self.rows.turn(step)

    def entered(self) -> None:
        """The keyboard stands on the first row."""
        if self.rows.shown:
            self.rows.focus_on(self.rows.shown.start)
        else:
            super().entered()
