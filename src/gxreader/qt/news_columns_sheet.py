"""Which columns the news are taken from: a row for each, pressed to take it or to leave it out."""

from __future__ import annotations

from gxreader.app.reader import Reader
from gxreader.qt.look import Look
from gxreader.qt.paged_rows import Line, PagedRows
from gxreader.qt.plain_label import plain_label
from gxreader.qt.sheet import Sheet


class NewsColumnsSheet(Sheet):
    """A line that says what to do, and the rows."""

    title_key = "command.news-columns"
    corner_commands = ("page-up", "page-down", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the rows; what is chosen comes later."""
        super().__init__(reader)
        self._look: Look | None = None
        self._listed: object = None
        self._about = plain_label()
        self._about.setWordWrap(True)
        self.rows = PagedRows(reader.news_columns.switch)
        self.content.addWidget(self._about)
        self.content.addWidget(self.rows, 1)
        reader.news_columns.changed.connect(lambda _nothing: self._refresh_again())

    def _refresh_again(self) -> None:
        if self._look is not None and self.isVisible():
            self.refresh(self._look)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state; the first row stays."""
        super().refresh(look)
        self._look = look
        words, choices = self.reader.appearance.messages, self.reader.news_columns.choices
        self._about.setFont(look.font(look.px(look.face.smallest_text)))
        self._about.setStyleSheet(f"color: {look.scheme.secondary}")
        self._about.setText(words.text("news.choose"))
        self.rows.refresh(look)
        listed = (choices, words.language)
        if listed != self._listed:
            self._listed = listed
            lines = [
                Line(
                    choice.name,
                    "check" if choice.is_chosen else "plus",
                    present=choice.is_chosen,
                    note=choice.place,
                )
                for choice in choices
            ]
            self.rows.set_lines(lines, self.rows.shown.start)

    def turn_page(self, step: int) -> bool:
        """Go on or back in the list."""
        return self.rows.turn(step)

    def entered(self) -> None:
        """What is chosen now."""
        super().entered()
        self.reader.news_columns.begin()
