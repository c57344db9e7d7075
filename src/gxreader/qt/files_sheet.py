"""Choosing a file by large keys, where the system's own window would be small and full of signs."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gxreader.app.browsing import Entry, Kind
from gxreader.app.reader import Reader
from gxreader.i18n.messages import Messages
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line, PagedRows
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet

_ICONS = {Kind.PLACE: "house", Kind.STICK: "download", Kind.FOLDER: "folder-open", Kind.FILE: "file-text"}


class FilesSheet(Sheet):
    """Where one is, and what is there; the way back leads up, and from the places out."""

    title_key = "command.open-file"
    corner_commands = ("other-file", "page-up", "page-down")

    def __init__(self, reader: Reader) -> None:
        """Make the list; what is in it comes later."""
        super().__init__(reader)
        self._look: Look | None = None
        self._where = plain_label()
        self._where.setWordWrap(True)
        self._none = plain_label()
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.rows = PagedRows(self._press)
        self.content.addWidget(self._where)
        self.content.addWidget(self._none, 1)
        self.content.addWidget(self.rows, 1)
        reader.browsing.changed.connect(lambda _nothing: self._changed())

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state; the first row stays."""
        super().refresh(look)
        self._look = look
        browsing, words = self.reader.browsing, self.reader.appearance.messages
        place = words.text("files.where") if browsing.folder is None else browsing.folder.name
        self._where.setText(place or str(browsing.folder))
        for label in (self._where, self._none):
            label.setFont(look.font(look.interface_text))
        self._where.setStyleSheet(f"color: {look.scheme.secondary}")
        self._none.setText(words.text("files.none"))
        self.rows.refresh(look)
        self._list(words, self.rows.shown.start)

    def _list(self, words: Messages, first: int) -> None:
        lines = [self._line(entry, words) for entry in self.reader.browsing.entries]
        self.rows.set_lines(lines, first)
        self.rows.setVisible(bool(lines))
        self._none.setVisible(not lines)

    @staticmethod
    def _line(entry: Entry, words: Messages) -> Line:
        name = words.text(entry.name) if entry.kind is Kind.PLACE else entry.name
        return Line(name, _ICONS[entry.kind], note=words.text(f"files.{entry.kind.value}"))

    def _changed(self) -> None:
        """Another folder is shown, from its beginning, with the keyboard at its first row."""
        if self._look is not None and self.isVisible():
            self.rows.set_lines(())
            self.refresh(self._look)
            self.rows.focus_on(0)

    def _press(self, number: int) -> None:
        self.reader.browsing.press(self.reader.browsing.entries[number])

    def turn_page(self, step: int) -> bool:
        """Go on or back in the list."""
        return self.rows.turn(step)

    def step_back(self) -> bool:
        """Up, as long as there is something above."""
        return self.reader.browsing.up()

    def entered(self) -> None:
        """The places, as they are now."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reader.browsing.start()
