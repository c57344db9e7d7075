"""Focused reading: a few lines in the middle, and only the keys that listening needs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from gxreader.app.reader import Reader
from gxreader.qt.frame import Frame, widgets_of
from gxreader.qt.look import Look

_LISTEN_WIDTH = 230


class FocusFrame(Frame):
    """The calm face, in both modes."""

    with_help = False

    def __init__(self, reader: Reader) -> None:
        """Lay out the keys."""
        super().__init__(reader)
        self._above = QHBoxLayout()
        self._above.addWidget(self.key("focus"))
        self._above.addStretch(1)
        for command_id in ("smaller", "bigger", "colours"):
            self._above.addWidget(self.key(command_id))
        self._below = QHBoxLayout()
        self._listening_keys = [self.key("previous-sentence"), self.play_key, self.key("next-sentence")]
        self._below.addStretch(1)
        for key in self._listening_keys:
            self._below.addWidget(key)
        self._below.addStretch(1)
        self.keys_before, self.keys_after = widgets_of(self._above), widgets_of(self._below)
        for widget in self.keys_before:
            widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.strip.status.hide()  # pages mean little where a few lines are seen
        self.strip.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._above)
        self._column.addWidget(self.card, 1)
        self._column.addWidget(self.loading)
        self._column.addWidget(self.strip)
        self._column.addLayout(self._below)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        gap, margin = look.px(look.face.gap), look.px(look.face.margin)
        self._column.setContentsMargins(margin, gap, margin, gap)
        self._column.setSpacing(gap)
        self._above.setSpacing(gap)
        self._below.setSpacing(gap)
        for key in self._listening_keys:
            key.setFixedWidth(max(look.px(_LISTEN_WIDTH if look.elderly else 0), key.sizeHint().width()))
