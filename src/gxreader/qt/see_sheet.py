"""Two screens of choices for a body that has grown old: how the text stands, and how hands press."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from gxreader.app.reader import Reader
from gxreader.qt.look import Look
from gxreader.qt.marks_sheet import Sample
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet
from gxreader.qt.tile import Tile

_COLUMNS = 5
_SAMPLE_SIZE = 30  # pixels, at most: the sample shows the spacing


class SeeSheet(Sheet):
    """A sample that follows at once, above the ways in which text and pointer can be clearer."""

    title_key = "command.see"
    corner_commands = ("undo", "help")
    commands = (
        "line-spacing",
        "letter-spacing",
        "paragraph-spacing",
        "column-width",
        "typeface",
        "colour-choice",
        "pictures",
        "ruler",
        "big-pointer",
        "motion",
    )

    def __init__(self, reader: Reader) -> None:
        """Make the sample and the tiles."""
        super().__init__(reader)
        self.sample = Sample(parted=True)
        self.content.addWidget(self.sample, 700)
        self._grid = QGridLayout()
        for number, command_id in enumerate(self.commands):
            self._grid.addWidget(Tile(reader, command_id), number // _COLUMNS, number % _COLUMNS)
        self.content.addLayout(self._grid, 1000)
        self.content.addStretch(1)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._grid.setSpacing(look.px(look.face.gap))
        self.sample.refresh(
            msgspec.structs.replace(look, text_size=min(look.text_size, _SAMPLE_SIZE)), self.reader
        )


class HandsSheet(Sheet):
    """Three ways to press, and a key to try them on."""

    title_key = "command.hands"
    corner_commands = ("undo", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the tiles."""
        super().__init__(reader)
        self._what = plain_label()
        self._what.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(12)
        for command_id in ("click-guard", "hold-click", "dwell-click"):
            row.addWidget(Tile(reader, command_id))
        trial = QHBoxLayout()
        trial.addWidget(Tile(reader, "try-hands", primary=True))
        self.content.addWidget(self._what)
        self.content.addLayout(row, 1000)
        self.content.addLayout(trial, 600)
        self.content.addStretch(1)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._what.setText(self.reader.appearance.messages.text("ui.hands"))
        self._what.setFont(look.font(look.interface_text))
        self._what.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
