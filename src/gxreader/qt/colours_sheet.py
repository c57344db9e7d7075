"""All colours at a glance, each key painted in its own; and colours of the reader's own."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy

from gxreader.app.reader import Reader
from gxreader.qt.keys import CommandKey, Key
from gxreader.qt.look import Look
from gxreader.qt.sheet import Sheet
from gxreader.theme.schemes import SCHEMES

_COLUMNS = 3
_OWN = "own"


class ColoursSheet(Sheet):
    """Nine schemes and one's own."""

    title_key = "command.colour-choice"
    corner_commands = ("undo", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the keys."""
        super().__init__(reader)
        self._grid = QGridLayout()
        self._own_row = QHBoxLayout()
        self.schemes: dict[str, Key] = {}
        for number, scheme in enumerate(SCHEMES):
            self._grid.addWidget(self._scheme_key(scheme), number // _COLUMNS, number % _COLUMNS)
        self._own_row.addWidget(self._scheme_key(_OWN), 1)
        for command_id in ("own-ground", "own-ink"):
            key = CommandKey(reader, command_id)
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            self._own_row.addWidget(key, 1)
        self.content.addLayout(self._grid, 3)
        self.content.addLayout(self._own_row, 1)

    def _scheme_key(self, scheme: str) -> Key:
        key = self.schemes[scheme] = Key("")
        key.setObjectName(f"scheme-{scheme}")
        key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        key.clicked.connect(partial(self._choose, scheme))
        return key

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state; each key in its own colours."""
        super().refresh(look)
        appearance = self.reader.appearance
        for layout in (self._grid, self._own_row):
            layout.setSpacing(look.px(look.face.gap))
        for name, key in self.schemes.items():
            scheme = SCHEMES.get(name, appearance.own_scheme)
            is_chosen = appearance.scheme.id == name
            words = appearance.messages.text(f"scheme.{name}")
            key.set_icon("check" if is_chosen else "")
            key.set_words(words, appearance.messages.text("ui.in-use") if is_chosen else "")
            key.set_look(msgspec.structs.replace(look, scheme=scheme))

    def _choose(self, scheme: str, _checked: bool = False) -> None:
        self.reader.appearance.choose_scheme(scheme)
