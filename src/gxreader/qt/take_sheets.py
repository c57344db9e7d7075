"""The screen for taking an article along by phone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from gxreader.app.carrying import Phase
from gxreader.app.reader import Reader
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label
from gxreader.qt.qr_picture import LEAST_SIDE, QrPicture
from gxreader.qt.sheet import Sheet
from gxreader.qt.tile import Tile

_LARGEST_CODE = 640  # beyond that a phone has to be held too far away
_CODE_SHARE = 0.5  # of the width, at most
_COLUMNS = 2
_LONGEST_ADDRESS = 120
_TILES: dict[Phase, tuple[str, ...]] = {
    Phase.NOTHING: (),
    Phase.ADDRESS: ("phone-hear", "phone-text", "phone-page"),
    Phase.TEXT: ("phone-previous", "phone-next", "phone-hear", "phone-link", "phone-page"),
    Phase.TOO_LONG: ("save-pdf", "print", "local-page", "phone-page", "phone-link"),
    Phase.ASKING: ("phone-page-yes", "phone-page-no"),
    Phase.SERVING: ("phone-hear", "phone-page-no"),
    Phase.TAKEN: ("phone-page", "phone-link"),
    Phase.OVER: ("phone-page", "phone-link"),
}
_PRIMARY = {"phone-next", "save-pdf", "print", "phone-page-yes"}


class PhoneSheet(Sheet):
    """A code as large as the screen allows, and beside it what to do with it."""

    title_key = "command.phone"

    def __init__(self, reader: Reader) -> None:
        """Make the code, its words, and all the keys; the phase decides which are shown."""
        super().__init__(reader)
        self._look: Look | None = None
        self.qr = QrPicture(reader)
        self.what, self.how = self._label("phone-what"), self._label("phone-how")
        self._address = self._label("phone-address")
        self._grid = QGridLayout()
        self._tiles = {
            command_id: Tile(reader, command_id, primary=command_id in _PRIMARY)
            for command_id in dict.fromkeys(name for names in _TILES.values() for name in names)
        }
        self._shown: tuple[str, ...] = ()
        words = QVBoxLayout()
        words.addStretch(1)
        for label in (self.what, self.how, self._address):
            words.addWidget(label)
        words.addLayout(self._grid, 10)
        words.addStretch(1)
        self._words = words
        self._row = QHBoxLayout()
        self._row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignCenter)
        self._row.addLayout(words, 1)
        self.content.addLayout(self._row, 1)
        reader.carrying.changed.connect(lambda _nothing: self._changed())

    @staticmethod
    def _label(name: str) -> QLabel:
        label = plain_label()
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return label

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state; a screen that begins, begins with the address."""
        self._look = look
        carrying, words = self.reader.carrying, self.reader.appearance.messages
        carrying.begin()
        self._offer()
        super().refresh(look)
        gap = look.px(look.face.gap)
        self._row.setSpacing(2 * gap)
        self._words.setSpacing(gap)
        self._grid.setSpacing(gap)
        what, how = carrying.words(words)
        self.what.setText(what)
        self.how.setText(how)
        address = carrying.address if carrying.phase is Phase.ADDRESS else ""
        short = address if len(address) <= _LONGEST_ADDRESS else f"{address[:_LONGEST_ADDRESS]}…"
        self._address.setText("\u200b".join(short))  # an address may be broken anywhere
        self._address.setAccessibleName(address)
        self._address.setFont(look.font(look.px(look.face.smallest_text)))
        self._address.setStyleSheet(f"color: {look.scheme.secondary}")
        self._show_code(look)

    def _show_code(self, look: Look) -> None:
        carrying, words = self.reader.carrying, self.reader.appearance.messages
        inner = self.width() - 2 * look.px(look.face.margin)
        line = QFontMetrics(self.strip.message.font()).height()  # an answer of one line changes nothing
        below = max(line, self.strip.heightForWidth(inner))
        if self.loading.isVisible():
            below += self.loading.height()
        room = self.height() - self.back.sizeHint().height() - below - look.px(4 * look.face.gap)
        side = max(LEAST_SIDE, min(look.px(_LARGEST_CODE), room, round(self.width() * _CODE_SHARE)))
        name = words.text("ui.qr", address=carrying.address)
        if carrying.phase is Phase.TEXT:
            name = words.text("phone.code", number=carrying.number + 1, codes=len(carrying.codes))
        elif carrying.phase is Phase.SERVING:
            name = words.text("phone.code-of-page")
        self.qr.show_content(side, carrying.content, name)
        taken = side + 2 * look.px(look.face.gap) if carrying.content else 0
        self._fit_words(look, inner - taken, room)

    def _fit_words(self, look: Look, width: int, room: int) -> None:
        """Words as large as can stand above the keys; where it is narrow, the address makes way first.

        In the smallest windows the steps make way, too: a key speaks them.
        """
        gap = look.px(look.face.gap)
        lines = -(-len(self._shown) // _COLUMNS)
        least = max((self._tiles[name].minimumSizeHint().height() for name in self._shown), default=0)
        left = room - lines * (least + gap) - 3 * gap
        smallest = min(look.px(look.face.smallest_text), look.interface_text)
        sizes = range(look.interface_text, smallest - 1, -1)
        every = (self.what, self.how, self._address)
        for size, labels in ((size, every[:count]) for count in (3, 2, 1) for size in sizes):
            self.what.setFont(look.font(round(size * 1.15), bold=True))
            self.how.setFont(look.font(size))
            if sum(label.heightForWidth(width) for label in labels if label.text()) <= left:
                break
        for label in every:
            label.setVisible(bool(label.text()) and label in labels)

    def _offered(self) -> tuple[str, ...]:
        carrying = self.reader.carrying
        is_terminal = self.reader.appearance.face.id == "terminal"
        left_out = {
            "phone-page": not carrying.can_give_page,
            "local-page": carrying.can_give_page or not carrying.policy.local_page,
            "phone-link": not carrying.address,
            "phone-text": self.reader.session.article is None or carrying.address != carrying.article_address,
            "phone-previous": len(carrying.codes) < 2,  # noqa: PLR2004 - there is another one
            "phone-next": len(carrying.codes) < 2,  # noqa: PLR2004
            "save-pdf": is_terminal,
            "print": not is_terminal,
        }
        return tuple(name for name in _TILES[carrying.phase] if not left_out.get(name))

    def _offer(self) -> None:
        """The keys that make sense now."""
        commands = self._offered()
        if commands == self._shown:
            return
        self._shown = commands
        for tile in self._tiles.values():
            self._grid.removeWidget(tile)
            tile.setVisible(False)
        for number, command_id in enumerate(commands):
            alone = number == len(commands) - 1 and number % _COLUMNS == 0
            tile = self._tiles[command_id]
            self._grid.addWidget(tile, number // _COLUMNS, number % _COLUMNS, 1, _COLUMNS if alone else 1)
            tile.setVisible(True)

    def _changed(self) -> None:
        if self._look is None or not self.isVisible():
            return  # it is refreshed when it is shown
        before, had_focus = self._shown, any(tile.hasFocus() for tile in self._tiles.values())
        self.refresh(self._look)
        if self._shown != before:
            if had_focus:
                self.entered()
            said = " ".join(self.reader.carrying.words(self.reader.appearance.messages))
            self.reader.interface.tell(said)

    def turn_page(self, step: int) -> bool:
        """To the next code of a text, or the one before."""
        return self.reader.carrying.turn(step)

    def step_back(self) -> bool:
        """From the page at home, and what is asked of it, to the code."""
        carrying = self.reader.carrying
        if carrying.phase in {Phase.ASKING, Phase.SERVING, Phase.TAKEN, Phase.OVER}:
            carrying.show_address()
            return True
        return False

    def entered(self) -> None:
        """The keyboard starts at the most promising key."""
        tiles = [self._tiles[command_id] for command_id in self._shown]
        first = next((tile for tile in tiles if tile.primary), tiles[0] if tiles else self.back)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The code is as large as there is room."""
        super().resizeEvent(event)
        if self._look is not None:
            self._show_code(self._look)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves takes the page at home off the network; a window made small is not left."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.reader.carrying.leave()
