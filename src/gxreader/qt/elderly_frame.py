"""Elderly mode: six keys above, seven reading keys below, two page keys, one strip; words on everything."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gxreader.app.reader import Reader
from gxreader.qt.frame import Frame, widgets_of
from gxreader.qt.keys import Shape
from gxreader.qt.look import Look

_PLAY_WIDTH = 230


class ElderlyFrame(Frame):
    """The face for weak eyes and unsure hands."""

    above: tuple[str, ...] = ("back", "smaller", "bigger", "colours", "more", "mode")
    before_play: tuple[str, ...] = ("previous-sentence",)
    after_play: tuple[str, ...] = ("next-sentence", "slower", "faster", "quieter", "louder")

    def __init__(self, reader: Reader) -> None:
        """Lay out the keys."""
        super().__init__(reader)
        self._above = QHBoxLayout()
        for command_id in self.above:
            self._above.addWidget(self.key(command_id))
        self._pages = QVBoxLayout()
        self._page_keys = [
            self.key(command_id, shape=Shape.COLUMN) for command_id in ("page-up", "page-down")
        ]
        for key in self._page_keys:
            self._pages.addWidget(key, 1)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self.card, 1)
        self._middle.addLayout(self._pages)
        self._below = QHBoxLayout()
        for command_id in self.before_play:
            self._below.addWidget(self.key(command_id))
        self._below.addWidget(self.play_key)
        for command_id in self.after_play:
            self._below.addWidget(self.key(command_id))
        self.keys_before = widgets_of(self._above)
        self.keys_after = widgets_of(self._pages) + widgets_of(self._below)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._above)
        self._column.addLayout(self._middle, 1)
        self._column.addWidget(self.caption)
        self._column.addWidget(self.loading)
        self._column.addWidget(self.strip)
        self._column.addLayout(self._below)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        gap, margin = look.px(look.face.gap), look.px(look.face.margin)
        self._column.setContentsMargins(margin, gap, margin, gap)
        self._column.setSpacing(0)
        self._middle.setContentsMargins(0, look.px(10), 0, 0)
        for row in (self._above, self._below, self._middle, self._pages):
            row.setSpacing(gap)
        self.play_key.setMinimumWidth(look.px(_PLAY_WIDTH))
        # Both page keys are as wide as the wider one, in every language.
        width = max(key.sizeHint().width() for key in self._page_keys)
        for key in self._page_keys:
            key.setFixedWidth(width)


class TerminalFrame(ElderlyFrame):
    """The reading screen of a public terminal: eight large keys, for somebody who has never seen them."""

    above = ("back", "smaller", "bigger")
    before_play = ()
    after_play = ("quieter", "louder")
