"""Choosing by large keys where a file is to stand, where the system's own window would be small."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from gxreader.app.browsing import Kind
from gxreader.app.reader import Reader
from gxreader.app.saving import Saving
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line, PagedRows
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet

_ICONS = {Kind.PLACE: "house", Kind.STICK: "download", Kind.FOLDER: "folder-open"}
_LONGEST_NAME = 60
_TAKEN_ROWS = (("both", "plus"), ("replace", "check"), ("rename", "undo-2"))


class SaveSheet(Sheet):
    """The name, where one is, and what can be pressed: this folder, or one within it."""

    title_key = "save.title"
    corner_commands = ("save-elsewhere", "page-up", "page-down")

    def __init__(self, reader: Reader) -> None:
        """Make field and list; what is in it comes later."""
        super().__init__(reader)
        self._look: Look | None = None
        self.name = QLineEdit()
        self.name.setObjectName("save-name")
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.textEdited.connect(self._named)
        self._name_label = plain_label()
        self._row = QHBoxLayout()
        self._row.addWidget(self._name_label)
        self._row.addWidget(self.name, 1)
        self._where = plain_label()
        self._where.setWordWrap(True)
        self.rows = PagedRows(self._press)
        self.name.returnPressed.connect(lambda: self.rows.focus_on(self.rows.shown.start))
        self.content.addLayout(self._row)
        self.content.addWidget(self._where)
        self.content.addWidget(self.rows, 1)
        reader.saving.changed.connect(lambda _nothing: self._changed())

    @property
    def _saving(self) -> Saving:
        return self.reader.saving

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state; the first row stays."""
        saving, words = self._saving, self.reader.appearance.messages
        self.title_key = "save.title" if saving.wants_file else "save.title.folder"
        super().refresh(look)
        self._look = look
        self._name_label.setText(words.text("save.name"))
        self.name.setAccessibleName(words.text("save.name"))
        with QSignalBlocker(self.name):
            if self.name.text() != saving.name:
                self.name.setText(saving.name)
                self.name.setCursorPosition(0)
        self.name.setFixedHeight(look.px(look.face.key_height))
        self._row.setSpacing(look.px(look.face.gap))
        for widget in (self._name_label, self.name, self._where):
            widget.setFont(look.font(look.interface_text))
        for widget in (self._name_label, self.name):
            widget.setVisible(saving.wants_file and saving.taken is None)
        self._where.setStyleSheet(f"color: {look.scheme.secondary}")
        self._where.setText(self._where_words())
        self.rows.refresh(look)
        self.rows.set_lines(self._lines(), self.rows.shown.start)

    def _where_words(self) -> str:
        saving, words = self._saving, self.reader.appearance.messages
        if saving.taken is not None:
            return words.text("save.taken", name=saving.taken.name)
        if saving.folder is None:
            return words.text("save.where")
        return words.text("save.in", folder=saving.folder.name or str(saving.folder))

    def _lines(self) -> list[Line]:
        saving, words = self._saving, self.reader.appearance.messages
        if saving.taken is not None:
            return [Line(words.text(f"save.taken.{name}"), icon) for name, icon in _TAKEN_ROWS]
        first = []
        if saving.folder is not None:
            folder = saving.folder.name or str(saving.folder)
            key = "save.here" if saving.wants_file else "save.here.folder"
            first = [Line(words.text(key, folder=folder), "check", present=True)]
        return first + [
            Line(
                words.text(entry.name) if entry.kind is Kind.PLACE else entry.name,
                _ICONS[entry.kind],
                note=words.text(f"save.{entry.kind.value}"),
            )
            for entry in saving.entries
        ]

    def _changed(self) -> None:
        """Something else is shown, from its beginning, with the keyboard at its first row."""
        if self._look is not None and self.isVisible():
            self.rows.set_lines(())
            self.refresh(self._look)
            self.rows.focus_on(0)

    def _press(self, number: int) -> None:
        saving = self._saving
        if saving.taken is not None:
            if number == len(_TAKEN_ROWS) - 1:
                saving.up()
                self.name.setFocus(Qt.FocusReason.OtherFocusReason)
                self.name.selectAll()
            else:
                (saving.keep_both, saving.replace)[number]()
        elif saving.folder is not None and number == 0:
            saving.here()
        else:
            saving.press(saving.entries[number - (saving.folder is not None)])

    def _named(self, text: str) -> None:
        self._saving.name = text

    def turn_page(self, step: int) -> bool:
        """Go on or back in the list."""
        return self.rows.turn(step)

    def step_back(self) -> bool:
        """Up, as long as there is something above."""
        return self._saving.up()

    def entered(self) -> None:
        """The keyboard starts at the first place."""
        self.rows.set_lines(self._lines())
        self.rows.focus_on(0)
