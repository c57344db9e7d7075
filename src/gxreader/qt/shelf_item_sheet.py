"""One thing on the bookshelf: its title, fields for a note and tags, and what can be done with it."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit

from gxreader.app.reader import Reader
from gxreader.app.shelf_item import LONGEST_NOTE
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet
from gxreader.qt.tile import Tile


class ShelfItemSheet(Sheet):
    """The note belongs to a bookmark or highlight, the tags to the whole article."""

    title_key = "command.shelf-edit"

    def __init__(self, reader: Reader) -> None:
        """Make fields and keys; what stands in them comes later."""
        super().__init__(reader)
        self._look: Look | None = None
        self._name = plain_label()
        self._name.setWordWrap(True)
        self._note_words, self.note = self._field("shelf-note")
        self._tags_words, self.tags = self._field("shelf-tags")
        self.keep = Key("check", primary=True)
        self.keep.setObjectName("shelf-keep")
        self.keep.clicked.connect(lambda _checked=False: self._keep())
        grid = self._grid = QGridLayout()
        grid.addWidget(self._note_words, 0, 0)
        grid.addWidget(self.note, 0, 1)
        grid.addWidget(self._tags_words, 1, 0)
        grid.addWidget(self.tags, 1, 1)
        grid.addWidget(self.keep, 0, 2, 2, 1)
        grid.setColumnStretch(1, 1)
        tiles = self._tiles = QGridLayout()
        for number, command_id in enumerate(("shelf-open", "shelf-hide", "shelf-unhide", "shelf-take-away")):
            tiles.addWidget(Tile(reader, command_id), 0, number)
        self.content.addWidget(self._name)
        self.content.addLayout(grid)
        self.content.addLayout(tiles, 1)
        self.content.addStretch(1)
        reader.shelf_item.changed.connect(lambda _nothing: self._fill())

    def _field(self, name: str) -> tuple[QLabel, QLineEdit]:
        words, field = plain_label(), QLineEdit()
        field.setObjectName(name)
        field.setMaxLength(LONGEST_NOTE)
        field.returnPressed.connect(self._keep)
        return words, field

    def _keep(self) -> None:
        self.reader.shelf_item.keep(self.note.text(), self.tags.text())

    def _fill(self) -> None:
        item = self.reader.shelf_item
        self.note.setText(item.note)
        self.tags.setText(" ".join(item.tags))
        if self._look is not None:
            self.refresh(self._look)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state; what is being typed stays."""
        super().refresh(look)
        self._look = look
        item, words = self.reader.shelf_item, self.reader.appearance.messages
        self._name.setText(item.row.title if item.row is not None else "")
        self._name.setFont(look.font(look.interface_text, bold=True))
        has_note = item.row is not None and bool(item.row.mark)
        for key, label, field in (
            ("note", self._note_words, self.note),
            ("tags", self._tags_words, self.tags),
        ):
            label.setText(words.text(f"shelf.{key}"))
            label.setFont(look.font(look.interface_text))
            field.setAccessibleName(words.text(f"shelf.{key}"))
            field.setPlaceholderText(words.text(f"shelf.{key}.hint"))
            field.setFont(look.font(look.interface_text))
            field.setFixedHeight(look.px(look.face.key_height))
        self._note_words.setVisible(has_note)
        self.note.setVisible(has_note)
        for grid in (self._grid, self._tiles):
            grid.setSpacing(look.px(look.face.gap))
        self.keep.set_words(words.text("shelf.keep"), words.text("shelf.keep.help"))
        self.keep.set_look(look)

    def entered(self) -> None:
        """The keyboard starts in the first field."""
        self._fill()
        (self.note if self.note.isVisibleTo(self) else self.tags).setFocus()
