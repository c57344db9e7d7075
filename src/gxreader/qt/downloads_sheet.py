"""The files an article offers: what each is, how far it is with it, and the keys for the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from gxreader.app.commands import COMMANDS
from gxreader.app.download_items import Item, Phase, facts, state_words
from gxreader.app.reader import Reader
from gxreader.qt.loading_strip import Bar
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line, PagedRows
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet
from gxreader.qt.tile import Tile

_TILES = (
    *("download-start", "download-stop", "download-open", "download-folder"),
    *("download-drop", "download-all", "download-place"),
)
_KEYS: dict[Phase, tuple[str, ...]] = {
    Phase.OFFERED: ("download-start", "download-open"),
    Phase.WAITING: ("download-stop",),
    Phase.WORKING: ("download-stop",),
    Phase.STOPPED: ("download-start", "download-drop"),
    Phase.READY: ("download-open", "download-folder"),
    Phase.TROUBLE: ("download-start", "download-open"),
}
_MOST_KEYS = 4
_ICONS = {
    "sheet": "layout-grid",
    "slides": "image",
    "picture": "image",
    "sound": "volume-2",
    "film": "play",
    "packed": "library",
    "program": "triangle-alert",
    "book": "book-a",
    "page": "globe",
    "other": "file-down",
}


class DownloadsSheet(Sheet):
    """A list to choose from; what is on its way goes on when the screen is left."""

    title_key = "download.title"
    corner_commands = ("page-up", "page-down", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the list, the words and the bar for the chosen file, and all its keys."""
        super().__init__(reader)
        self._look: Look | None = None
        self.rows = PagedRows(self._press)
        self._none = plain_label()
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.how = plain_label()
        self.how.setObjectName("download-how")
        for label in (self._none, self.how):
            label.setWordWrap(True)
        self.how.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.bar = Bar()
        self._keys = QHBoxLayout()
        self.tiles = {name: Tile(reader, name) for name in _TILES}
        for tile in self.tiles.values():
            self._keys.addWidget(tile)
        for widget, stretch in ((self._none, 1), (self.rows, 1), (self.bar, 0), (self.how, 0)):
            self.content.addWidget(widget, stretch)
        self.content.addLayout(self._keys)
        reader.downloads.changed.connect(lambda _address: self._changed())

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state; the first row stays."""
        self._look = look
        self._offer()
        super().refresh(look)
        self._keys.setSpacing(look.px(look.face.gap))
        self.rows.refresh(look)
        self._list(look)
        self._tell(look)

    def _changed(self) -> None:
        look = self._look
        if look is None or not self.isVisible():
            return  # it is refreshed when it is shown
        had_keyboard = next((tile for tile in self.tiles.values() if tile.hasFocus()), None)
        self._offer()
        self._list(look)
        self._tell(look)
        for tile in self.tiles.values():
            if tile.isVisibleTo(self):
                tile.refresh(look)
        if had_keyboard is not None and not had_keyboard.isVisibleTo(self):
            self._first_key().setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self, look: Look) -> None:
        downloads, words = self.reader.downloads, self.reader.appearance.messages
        lines = [
            Line(
                f"{item.name}\n{facts(item, words)}",
                _ICONS.get(item.sort, "file-text"),
                present=item.address == downloads.chosen,
            )
            for item in downloads.items
        ]
        self.rows.set_lines(lines, self.rows.shown.start)
        self.rows.setVisible(bool(lines))
        self._none.setText(words.text("download.none"))
        self._none.setFont(look.font(look.interface_text))
        self._none.setVisible(not lines)

    def _tell(self, look: Look) -> None:
        """How far it is with the chosen file, and what is to be known of it."""
        item, words = self.reader.downloads.item, self.reader.appearance.messages
        self.how.setFont(look.font(look.interface_text))
        self.how.setText(self._words_of(item) if item is not None else "")
        self.how.setVisible(bool(self.how.text()))
        is_moving = item is not None and item.phase is Phase.WORKING
        self.bar.setVisible(is_moving)
        if item is not None and is_moving:
            self.bar.show_share(item.done / max(item.total, item.done, 1) if item.total else 0.0, look)
            self.bar.setAccessibleName(words.text("download.progress"))

    def _words_of(self, item: Item) -> str:
        words = self.reader.appearance.messages
        if item.error is not None:
            return words.error(item.error)
        if item.warning and item.path is not None:
            return words.text(f"say.download.{item.warning}", name=item.path.name)
        if item.phase is Phase.READY and item.path is not None:
            return words.text("download.is-at", name=item.path.name, folder=item.path.parent.name)
        if item.phase is Phase.OFFERED and not self._is_terminal:
            folder = self.reader.downloads.folder()
            return words.text("download.goes-to", folder=folder.name or str(folder))
        return state_words(item, words)

    @property
    def _is_terminal(self) -> bool:
        """Whether nothing may be kept here: files are only read."""
        return self.reader.appearance.face.id == "terminal"

    def _offer(self) -> None:
        """Show the keys that make sense for the chosen file."""
        item = self.reader.downloads.item
        wanted = [*_KEYS[item.phase]] if item is not None else []
        if item is not None and not item.readable and "download-open" in wanted:
            wanted.remove("download-open")
        if sum(one.can_begin and one.is_here for one in self.reader.downloads.items) > 1:
            wanted.append("download-all")
        wanted.append("download-place")
        if self._is_terminal:
            wanted = [name for name in wanted if COMMANDS[name].in_terminal] or [""]
        for name, tile in self.tiles.items():
            tile.primary = name == wanted[0] != "download-place"
            tile.setVisible(name in wanted[:_MOST_KEYS])

    def _first_key(self) -> Tile:
        shown = [tile for tile in self.tiles.values() if tile.isVisibleTo(self)]
        return next((tile for tile in shown if tile.primary), shown[0] if shown else self.tiles[_TILES[-1]])

    def _press(self, number: int) -> None:
        self.reader.downloads.choose(self.reader.downloads.items[number].address)

    def turn_page(self, step: int) -> bool:
        """Go on or back in the list."""
        return self.rows.turn(step)

    def entered(self) -> None:
        """The sizes are asked for now; the keyboard starts at what can be done with the first file."""
        downloads = self.reader.downloads
        downloads.look()
        if downloads.item is not None:
            self.rows.show_row(downloads.items.index(downloads.item))
        first = self._first_key() if downloads.item is not None else self.back
        first.setFocus(Qt.FocusReason.OtherFocusReason)
