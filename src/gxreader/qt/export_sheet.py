"""The open article as a file: each kind with what it is good for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from gxreader.app.reader import Reader
from gxreader.qt.look import Look
from gxreader.qt.sheet import Sheet
from gxreader.qt.tile import Tile

_TILES = ("save-pdf", "export-html", "export-epub", "take-sound", "export-text", "export-markdown")
_COLUMNS = 2


class ExportSheet(Sheet):
    """A tile for each kind of file."""

    title_key = "command.export"

    def __init__(self, reader: Reader) -> None:
        """Make the tiles."""
        super().__init__(reader)
        self._grid = QGridLayout()
        self.tiles = [Tile(reader, name, primary=name == "save-pdf") for name in _TILES]
        for number, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, number // _COLUMNS, number % _COLUMNS)
        self.content.addLayout(self._grid, 1000)
        self.content.addStretch(1)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._grid.setSpacing(look.px(look.face.gap))

    def entered(self) -> None:
        """The keyboard starts at the first kind."""
        self.tiles[0].setFocus(Qt.FocusReason.OtherFocusReason)
