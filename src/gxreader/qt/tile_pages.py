"""Tiles two beside each other, as many as there is room for; a key leads on to the others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from gxreader.app.reader import Reader
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.tile import Tile

_ACROSS = 2


class TilePages(QWidget):
    """No tile is smaller than a finger: where all of them have no room, they stand on several pages."""

    def __init__(self, reader: Reader, command_ids: Sequence[str]) -> None:
        """Make the tiles of these commands."""
        super().__init__()
        self._reader = reader
        self._look: Look | None = None
        self._page = 0
        self.tiles = {command_id: Tile(reader, command_id) for command_id in command_ids}
        self._wanted: tuple[str, ...] = tuple(command_ids)
        self.more = Key("chevron-right")
        self.more.setObjectName("more-choices")
        self.more.clicked.connect(self._turn)
        for tile in (*self.tiles.values(), self.more):
            tile.setParent(self)  # shown without, it would be a window of its own for a moment
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column in range(_ACROSS):
            self._grid.setColumnStretch(column, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def refresh(self, look: Look, wanted: Sequence[str]) -> None:
        """Take sizes from a look, and show of the tiles those that are wanted now."""
        self._look = look
        self._wanted = tuple(wanted)
        self._grid.setSpacing(look.px(look.face.gap))
        self.more.set_look(look)
        self._arrange()

    def _turn(self, _checked: bool = False) -> None:
        self._page += 1
        self._arrange()
        first = next((tile for tile in self.tiles.values() if tile.isVisibleTo(self)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        """Put the tiles of the present page into the grid."""
        look = self._look
        if look is None:
            return
        gap = look.px(look.face.gap)
        least = max(tile.minimumSizeHint().height() for tile in self.tiles.values())
        rows = max(2, (self.height() + gap) // (least + gap))
        room = rows * _ACROSS
        pages = 1 if len(self._wanted) <= room else -(-len(self._wanted) // (room - 1))
        self._page %= pages
        each = -(-len(self._wanted) // pages)
        shown = self._wanted[self._page * each : (self._page + 1) * each]
        widgets: list[QWidget] = [self.tiles[command_id] for command_id in shown]
        if pages > 1:
            words = self._reader.appearance.messages
            self.more.set_words(
                words.text("print.more", page=self._page + 1, pages=pages), words.text("print.more-help")
            )
            widgets.append(self.more)
        for tile in (*self.tiles.values(), self.more):
            self._grid.removeWidget(tile)
            tile.setVisible(tile in widgets)
        for place, widget in enumerate(widgets):
            is_alone = widget is self.more and place % _ACROSS == 0
            across = _ACROSS if is_alone else 1
            self._grid.addWidget(widget, place // _ACROSS, place % _ACROSS, 1, across)
        for widget in widgets:
            widget.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self._arrange()
