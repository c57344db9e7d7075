"""The news: what is heard now in large letters, keys to go on, and the list of what comes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from gxreader.app.news import State
from gxreader.app.reader import Reader
from gxreader.qt.keys import CommandKey, refresh_keys
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line, PagedRows
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet

_ICONS = {
    State.WAITING: "newspaper",
    State.PLAYING: "volume-2",
    State.HEARD: "check",
    State.LEFT: "minus",
    State.FAILED: "triangle-alert",
}


class NewsSheet(Sheet):
    """A line that says what is heard, the keys for it, the list."""

    title_key = "command.news"
    corner_commands = ("page-up", "page-down", "help")

    def __init__(self, reader: Reader) -> None:
        """Make keys and rows; what is new comes later."""
        super().__init__(reader)
        self._look: Look | None = None
        self._listed: object = None
        self._now = plain_label()
        self._now.setWordWrap(True)
        self._keys = QHBoxLayout()
        for command_id in ("news-again", "news-skip", "news-next"):
            self._keys.addWidget(CommandKey(reader, command_id), 1)
        self._keys.addWidget(CommandKey(reader, "news-columns"), 1)
        self.rows = PagedRows(reader.news.choose)
        self.content.addWidget(self._now)
        self.content.addLayout(self._keys)
        self.content.addWidget(self.rows, 1)
        reader.news.changed.connect(lambda _nothing: self._refresh_again())
        reader.listening.state_changed.connect(lambda _state: self._refresh_again())

    def _refresh_again(self) -> None:
        if self._look is not None and self.isVisible():
            self.refresh(self._look)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state."""
        super().refresh(look)
        self._look = look
        news, words = self.reader.news, self.reader.appearance.messages
        self._keys.setSpacing(look.px(look.face.gap))
        refresh_keys(self, look)
        self._now.setFont(look.font(look.interface_text, bold=True))
        self._now.setText(self._says())
        self.rows.refresh(look)
        listed = (news.items, words.language)
        if listed == self._listed:
            return
        self._listed = listed
        lines = [
            Line(
                item.title,
                _ICONS[item.state],
                present=item.state is State.PLAYING,
                note="　".join((item.column, words.text(f"news.{item.state.value}"))),
            )
            for item in news.items
        ]
        shown = self.rows.shown
        first = shown.start if news.at < 0 or news.at in shown else news.at
        self.rows.set_lines(lines, first)
        self.rows.setVisible(bool(lines))

    def _says(self) -> str:
        news, words = self.reader.news, self.reader.appearance.messages
        if news.is_gathering:
            return words.text("say.gathering-news")
        if news.at >= 0:
            item = news.items[news.at]
            return words.text("news.now", number=news.at + 1, total=len(news.items), title=item.title)
        return words.text("news.finished" if news.items else "say.no-news")

    def turn_page(self, step: int) -> bool:
        """Go on or back in the list."""
        return self.rows.turn(step)

    def entered(self) -> None:
        """The keyboard stands at the key for the next article."""
        key = self.findChild(CommandKey, "news-next")
        if key is not None:
            key.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().entered()
