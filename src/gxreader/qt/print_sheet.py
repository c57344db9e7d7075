"""The screen for printing: the pages as they will be, how many there are, and what can be chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, QSizeF, QTimer
from PySide6.QtGui import QHideEvent, QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gxreader.app.pictures import Prepared
from gxreader.app.reader import Reader
from gxreader.errors import ReaderError
from gxreader.model.article import Article
from gxreader.qt.look import Look
from gxreader.qt.page_preview import PagePreview, page_image
from gxreader.qt.plain_label import plain_label
from gxreader.qt.print_dialogs import manner_of
from gxreader.qt.printing import Printout
from gxreader.qt.sheet import Sheet
from gxreader.qt.tile import Tile
from gxreader.qt.tile_pages import TilePages

_CHOICES = (
    "print-selection",
    "print-size",
    "print-spacing",
    "print-margins",
    "print-format",
    "print-columns",
    "print-sides",
    "print-pictures",
    "print-code",
)
_SHARE = 0.46  # of the width, at most, for the page
_ANY_WIDTH = 16_777_215  # what Qt takes for no limit
_SOON = 60  # milliseconds: who presses quickly sees the last wish laid out


class PrintSheet(Sheet):
    """Lays the article out off the window's thread, anew for every wish; the newest wish wins."""

    title_key = "command.print"
    corner_commands = ("print-large", "page-up", "page-down", "help")

    def __init__(self, reader: Reader) -> None:
        """Make the page, the tiles and the count."""
        super().__init__(reader)
        self._look: Look | None = None
        self._ticket = 0
        self._wish: object = None
        self._wished: Article | None = None  # as long as it is held, no other has its identity
        self._printout: Printout | None = None
        self._pictures: tuple[Article, Mapping[str, Prepared]] | None = None
        self._page = 0
        self._is_at_end = False  # whether a page seen large is begun at its end: one has turned back to it
        self._asked: tuple[int, int, QSize] | None = None
        self.preview = PagePreview()
        self.count = plain_label()
        self.count.setWordWrap(True)
        self.paper = Tile(reader, "print-paper", primary=True)
        self.file = Tile(reader, "save-pdf")
        self.choices = TilePages(reader, _CHOICES)
        keys = QHBoxLayout()
        keys.addWidget(self.paper, 1)
        keys.addWidget(self.file, 1)
        self._keys = keys
        self._side = QVBoxLayout()
        self._side.addWidget(self.count)
        self._side.addLayout(keys, 1)
        self._side.addWidget(self.choices, 5)
        self._both = QHBoxLayout()
        self._both.addWidget(self.preview)
        self._beside = QWidget()
        self._beside.setLayout(self._side)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._both.addWidget(self._beside, 1)
        self.content.addLayout(self._both, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._begin)
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.timeout.connect(self._paint)

    def refresh(self, look: Look) -> None:
        """Take words and look from the present state, and lay out anew what is wished for otherwise."""
        super().refresh(look)
        self._look = look
        gap = look.px(look.face.gap)
        self._keys.setSpacing(gap)
        self._side.setSpacing(gap)
        self._both.setSpacing(2 * gap)
        self.file.setVisible(look.face.id != "terminal")
        wanted = _CHOICES if self.reader.printing.has_selection else _CHOICES[1:]
        self.choices.refresh(look, wanted)
        self.count.setFont(look.font(look.interface_text, bold=True))
        self.preview.refresh(look)
        is_large = self.reader.printing.is_large
        self._beside.setVisible(not is_large)
        self.preview.show_wide(is_wide=is_large)
        self._set_width()
        self._follow()

    def entered(self) -> None:
        """The key that prints has the keyboard."""
        super().entered()
        self.paper.setFocus()

    def turn_page(self, step: int) -> bool:
        """Show the next page or the one before; of a page seen large, its next stretch first."""
        made = self._printout
        if self.preview.turn(step):
            return True
        if made is None or not 0 <= self._page + step < made.page_count:
            self.reader.announcements.say("say.last-page" if step > 0 else "say.first-page")
            return True
        self._page += step
        self._tell()
        self._is_at_end = step < 0
        self._paint()
        words = self.reader.appearance.messages
        self.reader.announcements.say("say.print-page", page=self._page + 1, pages=made.page_count)
        self.preview.setAccessibleName(words.text("ui.page-of", page=self._page + 1, pages=made.page_count))
        return True

    def step_back(self) -> bool:
        """From the page alone to the page with the choices."""
        if not self.reader.printing.is_large:
            return False
        self.reader.printing.switch_large()
        return True

    @property
    def is_ready(self) -> bool:
        """Whether the present wish is laid out and its page painted."""
        return self._printout is not None and self.preview.image is not None

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever has gone elsewhere needs no pages: what is not laid out yet is begun anew on return."""
        super().hideEvent(event)
        if self._printout is None and not event.spontaneous():
            self._ticket += 1
            self._wish = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page is painted anew for its room."""
        super().resizeEvent(event)
        self._set_width()
        self._fit.start(_SOON)

    def _set_width(self) -> None:
        """The page stands as high as there is room, and takes no more width than it needs."""
        look = self._look
        if look is None:
            return
        if self.reader.printing.is_large:
            self.preview.setMinimumWidth(160)
            self.preview.setMaximumWidth(_ANY_WIDTH)
            return
        width, height = self.reader.printing.plan.page
        high = max(200, self.height() - look.px(look.face.key_height * 2 + 3 * look.face.gap))
        most = round(self.width() * _SHARE)
        self.preview.setFixedWidth(max(160, min(most, round(high * width / height))))

    # Laying out

    def _follow(self) -> None:
        """Begin anew if the wish is another one."""
        printing, appearance = self.reader.printing, self.reader.appearance
        article = printing.article
        wish = (
            id(article),
            printing.plan,
            appearance.language,
            appearance.script,
            appearance.lettering,
        )
        if wish == self._wish:
            self._tell()
            self._fit.start(0)
            return
        is_first = self._wish is None
        self._wish, self._wished = wish, article
        self._ticket += 1
        self._printout = None
        self.preview.show_words(self._word("print.preparing"), QSizeF(*printing.plan.page))
        self._tell()
        self._soon.start(0 if is_first else _SOON)

    def _word(self, key: str, **arguments: str | int) -> str:
        return self.reader.appearance.messages.text(key, **arguments)

    def _begin(self) -> None:
        """Bring the pictures first, if they are wanted and not there yet."""
        article = self.reader.session.article
        ticket = self._ticket
        if article is None:
            return
        known = self._pictures is not None and self._pictures[0] is article
        if self.reader.printing.plan.pictures and not known:

            def brought(pictures: Mapping[str, Prepared]) -> None:
                self._pictures = (article, pictures)
                if ticket == self._ticket:
                    self._lay_out(ticket, pictures)

            if not self.reader.pictures.gather(brought):
                brought({})
            return
        self._lay_out(ticket, self._pictures[1] if known and self._pictures else {})

    def _lay_out(self, ticket: int, pictures: Mapping[str, Prepared]) -> None:
        printing, manner = self.reader.printing, manner_of(self.reader)
        article, plan = printing.article, printing.plan
        if article is None:
            return

        def job() -> Printout:
            made = Printout(article, plan, manner, pictures)
            return made.lay_out(lambda: ticket == self._ticket)  # slice by slice, as long as it is wanted

        def done(made: Printout) -> None:
            if ticket != self._ticket or not made.page_count:
                return
            self._printout = made
            self._page = min(self._page, made.page_count - 1)
            self._tell()
            self.reader.interface.tell(self.count.text())
            self._paint()

        self.reader.opening.tasks.work(job, done, self._failed)

    def _failed(self, error: ReaderError) -> None:
        page = QSizeF(*self.reader.printing.plan.page)
        self.preview.show_words(self._word(error.key, **error.arguments), page)
        self.reader.announcements.trouble(error)

    def _paint(self) -> None:
        """Have the present page painted, unless it has been asked for already."""
        made, number, room = self._printout, self._page, self.preview.room
        asked = (self._ticket, number, room)
        if made is None or (asked == self._asked and self.preview.image is not None):
            return
        self._asked = asked

        def job() -> QImage | None:
            # Who leafs through quickly sees the page that is wanted last, not each on the way to it.
            return page_image(made, number, room) if asked == self._asked else None

        def done(image: QImage | None) -> None:
            if image is not None and asked == self._asked and made is self._printout:
                self.preview.show_image(
                    image, self._word("ui.page-of", page=number + 1, pages=made.page_count)
                )
                self.preview.to_end(last=self._is_at_end)

        self.reader.opening.tasks.work(job, done, self._failed)

    def _tell(self) -> None:
        """How many pages and sheets there are, and which page is shown."""
        made = self._printout
        if made is None:
            self.count.setText(self._word("print.preparing"))
            return
        pages = self._word("print.pages", count=made.page_count)
        sheets = self._word("print.sheets", count=made.sheet_count)
        shown = self._word("print.shown", page=self._page + 1)
        self.count.setText(self._word("print.told", pages=pages, sheets=sheets, shown=shown))
