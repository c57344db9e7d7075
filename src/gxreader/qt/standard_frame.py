"""Standard mode: address above, lists at the sides, the player below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from gxreader.app.around import hot_words
from gxreader.app.reader import Reader
from gxreader.model.locator import Locator
from gxreader.model.site import Link
from gxreader.qt.frame import Frame, widgets_of
from gxreader.qt.keys import Key
from gxreader.qt.look import Look
from gxreader.qt.plain_label import plain_label
from gxreader.qt.progress import Progress
from gxreader.qt.qr_picture import QrPicture
from gxreader.qt.side_list import Section, SideList
from gxreader.qt.side_sections import left_sections, tool_rows

_TOOLS = (
    ("smaller", "bigger", "colours", "undo"),
    ("quieter", "louder", "voice", "stop"),
    ("open-file", "paste", "print", "more", "help"),
)
_LIST_WIDTH = 196


class StandardFrame(Frame):
    """The everyday face."""

    def __init__(self, reader: Reader, go_to: Callable[[Locator], None]) -> None:
        """Lay out the bars; `go_to` shows a place of the article."""
        super().__init__(reader)
        self._go_to = go_to
        self.name = plain_label()
        self.address = QLineEdit()
        self.address.setObjectName("address")
        self.address.returnPressed.connect(self._enter)
        reader.session.article_changed.connect(lambda _article: self.address.clear())
        self.hot = QWidget()
        self._hot_row = QHBoxLayout(self.hot)
        self._hot_row.setContentsMargins(0, 0, 0, 0)
        self.left = SideList()
        self.right = SideList()
        self.qr = QrPicture(reader)
        self.progress = Progress(reader)
        self.rate = plain_label()
        self._lay_out()

    def _lay_out(self) -> None:
        self._header = QHBoxLayout()
        self._header.addWidget(self.name)
        self._header.addWidget(self.address, 1)
        for key in (self.key("language"), self.key("mode", primary=True)):
            key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._header.addWidget(key)
        self._tools = QVBoxLayout()
        self._tools.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignHCenter)
        self._tools.addWidget(self.right, 1)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self.left)
        self._middle.addWidget(self.card, 1)
        self._middle.addLayout(self._tools)
        self._player = QHBoxLayout()
        for key in (self.key("previous-sentence"), self.play_key, self.key("next-sentence")):
            key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._player.addWidget(key)
        self._player.addWidget(self.progress, 1)
        slower, faster = self.key("slower"), self.key("faster")
        for widget in (slower, self.rate, faster):
            widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._player.addWidget(widget)
        self.keys_before, self.keys_after = widgets_of(self._header), widgets_of(self._player)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._header)
        self._column.addWidget(self.hot)
        self._column.addLayout(self._middle, 1)
        self._column.addWidget(self.caption)
        self._column.addWidget(self.loading)
        self._column.addWidget(self.strip)
        self._column.addLayout(self._player)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        words = self.reader.appearance.messages
        gap, margin = look.px(look.face.gap), look.px(look.face.margin)
        self._column.setContentsMargins(margin, look.px(14), margin, look.px(12))
        self._column.setSpacing(gap)
        for row in (self._header, self._player, self._middle, self._tools):
            row.setSpacing(look.px(10))
        self.name.setText(words.text("ui.name-short"))
        self.name.setFont(look.font(look.px(26), bold=True))
        self.name.setStyleSheet(f"color: {look.scheme.accent}; padding-right: {look.px(8)}px")
        self.address.setPlaceholderText(words.text("ui.address-hint"))
        self.address.setAccessibleName(words.text("ui.address"))
        self.address.setFont(look.font(look.interface_text))
        self.address.setFixedHeight(look.px(look.face.key_height))
        self.rate.setText(words.text("ui.rate", rate=f"{self.reader.listening.rate:.1f}"))
        self.rate.setFont(look.font(look.interface_text, bold=True))
        self.progress.refresh(look)
        self.qr.refresh(look, look.px(_LIST_WIDTH - 20))
        self._refresh_hot_words(look)
        width = look.px(_LIST_WIDTH)
        self.left.show_sections(left_sections(self.reader, self._go_to), look, width)
        self.right.show_sections(
            [Section("", tool_rows(self.reader, group)) for group in _TOOLS], look, width
        )

    def _refresh_hot_words(self, look: Look) -> None:
        while (item := self._hot_row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        article = self.reader.session.article
        words_of_site = hot_words(article) if article else ()
        self.hot.setVisible(bool(words_of_site))
        title = plain_label(self.reader.appearance.messages.text("ui.hot-words"))
        title.setFont(look.font(look.px(15)))
        title.setStyleSheet(f"color: {look.scheme.secondary}; padding-left: {look.px(70)}px")
        self._hot_row.addWidget(title)
        self._hot_row.setSpacing(0)
        for word in words_of_site:
            key = Key("")
            key.borderless = True
            key.set_words(word.text, self.reader.appearance.messages.text("ui.hot-word.help"))
            key.set_look(look)
            key.setFont(look.font(look.px(15)))
            key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            key.clicked.connect(partial(self._hot_word, word))
            self._hot_row.addWidget(key)
        self._hot_row.addStretch(1)

    def _hot_word(self, link: Link, _checked: bool = False) -> None:
        self.reader.searching.look_for_word(link)

    def _enter(self) -> None:
        self.reader.enter(self.address.text())
