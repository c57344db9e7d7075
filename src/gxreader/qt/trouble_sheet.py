"""The screen for what could not be opened: one sentence, and the keys that help."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy

from gxreader.app.commands import COMMANDS
from gxreader.app.loading import name_of
from gxreader.app.reader import Reader
from gxreader.app.ways import Failure, ways_on
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet
from gxreader.qt.tile import Tile

_COLUMNS = 2
_LONGEST_ADDRESS = 160


class TroubleSheet(Sheet):
    """Says what happened to what, and offers the ways on; the article before is one step back."""

    title_key = "ui.trouble"
    corner_commands = ("home", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the labels; the keys come with the trouble."""
        super().__init__(reader)
        self.sentence, self.what = self._label("trouble-sentence"), self._label("trouble-what")
        self.content.addWidget(self.sentence)
        self.content.addWidget(self.what)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self.content.addLayout(self._grid, 10)
        self.content.addStretch(1)
        self._shown: tuple[str, ...] = ()
        self._tiles: list[Tile] = []

    def _label(self, name: str) -> QLabel:
        label = plain_label()
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return label

    def refresh(self, look: Look) -> None:
        """Take the trouble, words and look from the present state."""
        failure = self.reader.opening.failure
        if failure is not None:
            ways = ways_on(failure)
            if self.reader.appearance.face.id == "terminal":  # nothing is kept there, and nobody is led away
                ways = tuple(command_id for command_id in ways if COMMANDS[command_id].in_terminal)
            self._offer(ways)
            self._write(failure, look)
        super().refresh(look)

    def _write(self, failure: Failure, look: Look) -> None:
        words = self.reader.appearance.messages
        text = words.error(failure.error)
        self.sentence.setText(text)
        self.sentence.setFont(look.font(round(look.interface_text * 1.15), bold=True))
        address = failure.address
        short = address if len(address) <= _LONGEST_ADDRESS else f"{address[:_LONGEST_ADDRESS]}…"
        what = short or name_of(failure.reference)
        self.what.setText("\u200b".join(what))  # an address may be broken anywhere
        self.what.setVisible(bool(what))
        self.what.setFont(look.font(look.px(look.face.smallest_text)))
        self.what.setStyleSheet(f"color: {look.scheme.secondary}")
        self.setAccessibleName(text)

    def _offer(self, commands: tuple[str, ...]) -> None:
        """The keys that make sense for this trouble."""
        if commands == self._shown:
            return
        self._shown = commands
        for tile in self._tiles:
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._tiles = [
            Tile(self.reader, command_id, primary=number == 0) for number, command_id in enumerate(commands)
        ]
        for number, tile in enumerate(self._tiles):
            alone = number == len(self._tiles) - 1 and number % _COLUMNS == 0
            self._grid.addWidget(tile, number // _COLUMNS, number % _COLUMNS, 1, _COLUMNS if alone else 1)

    def entered(self) -> None:
        """The keyboard starts at the most promising key."""
        if self._tiles:
            self._tiles[0].setFocus(Qt.FocusReason.OtherFocusReason)
