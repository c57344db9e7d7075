"""The window: wiring only. It shows the core's state and passes the reader's wishes to commands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, QTimer, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QVBoxLayout

from gxreader.app.commands import COMMANDS, perform
from gxreader.app.interface import Page
from gxreader.app.loading import Loading
from gxreader.app.offered import Offered
from gxreader.app.reader import Reader
from gxreader.model.article import Article
from gxreader.model.locator import Locator
from gxreader.qt import dialogs
from gxreader.qt.article_view import ArticleView
from gxreader.qt.elderly_frame import ElderlyFrame
from gxreader.qt.frame import Frame
from gxreader.qt.look import DOTS_PER_INCH, Look, look_of
from gxreader.qt.offers import can_be_opened, offered
from gxreader.qt.sheet import Sheet
from gxreader.qt.sound_dialogs import SoundDialogs
from gxreader.qt.standard_frame import StandardFrame
from gxreader.qt.style import palette, style_sheet
from gxreader.settings import schema
from gxreader.speech.state import PlayerState

POSITION_CLOCK_MS = 20
SAVE_AFTER_MS = 1000
SLOW_AFTER_MS = 8000
SMALLEST = QSize(960, 600)
_FRAME = QSize(0, 40)  # what a window manager puts around a window


class Window(SoundDialogs):
    """Implements `app.interface.Interface` over one stack of screens."""

    def __init__(self, reader: Reader) -> None:
        """Build the reading screen of the present mode; other screens are built when first shown."""
        super().__init__()
        self.reader = reader
        self.view = ArticleView(reader.pictures)
        self._frames: dict[str, Frame] = {}
        self._sheets: dict[Page, Sheet] = {}
        self._page = Page.READING
        self._came_by: list[Page] = []
        self._moving = False
        self._was_maximised = False
        self._translated = ""
        self._painted_look: Look | None = None
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setAcceptDrops(True)
        self.setMinimumSize(SMALLEST)
        settings = reader.settings
        size = QSize(settings.get(schema.WINDOW_WIDTH), settings.get(schema.WINDOW_HEIGHT))
        self.resize(size.boundedTo(self.screen().availableSize() - _FRAME))
        self._clock = QTimer(self)
        self._clock.setInterval(POSITION_CLOCK_MS)
        self._refresh_soon = QTimer(self)
        self._refresh_soon.setSingleShot(True)
        self._refresh_soon.timeout.connect(self.refresh)
        self._status_soon = QTimer(self)
        self._status_soon.setSingleShot(True)
        self._status_soon.timeout.connect(self._show_status)
        self._save_soon = QTimer(self)
        self._save_soon.setSingleShot(True)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_AFTER_MS)
        self._slow.timeout.connect(reader.opening.say_slow)
        self._connect()
        self._add_shortcuts()
        reader.attach(self)
        if reader.session.article is not None:
            self._article_changed(reader.session.article)
        else:
            self.refresh()

    def _connect(self) -> None:
        reader = self.reader
        reader.settings.changed.connect(lambda _key: self._refresh_soon.start(0))
        reader.settings.changed.connect(lambda _key: self._save_soon.start(SAVE_AFTER_MS))
        self._save_soon.timeout.connect(lambda: dialogs.save_settings_soon(reader))
        reader.session.article_changed.connect(self._article_changed)
        reader.session.article_grown.connect(self._article_grown)
        reader.opening.loading_changed.connect(self._loading_changed)
        reader.listening.state_changed.connect(self._state_changed)
        reader.listening.sentence_changed.connect(
            lambda sentence: self.view.mark_sentence(sentence.place if sentence else None)
        )
        reader.listening.word_changed.connect(self.view.mark_word)
        reader.finding.hits_changed.connect(self.view.mark_hits)
        reader.finding.hit_changed.connect(self.view.show_hit)
        self.view.moved.connect(self._reader_moved)
        self.view.link_chosen.connect(self._follow)
        reader.session.place_changed.connect(self._place_changed)
        self.view.place_chosen.connect(reader.listening.read_from)
        self.view.scrolled.connect(self._tell_status)
        self._clock.timeout.connect(reader.listening.poll)

    def _add_shortcuts(self) -> None:
        for command in COMMANDS.values():
            for keys in command.shortcuts:
                shortcut = QShortcut(QKeySequence(keys), self)
                shortcut.setAutoRepeat(command.id in {"bigger", "smaller"})
                shortcut.activated.connect(partial(perform, self.reader, command.id))

    # State to screen

    @property
    def look(self) -> Look:
        """The look the settings ask for on this screen."""
        return look_of(self.reader.appearance, self.logicalDpiY() / DOTS_PER_INCH, self.width())

    @property
    def frame(self) -> Frame:
        """The face of the present mode, built on first use."""
        mode = self.reader.appearance.face.id
        if mode not in self._frames:
            frame: Frame = (
                ElderlyFrame(self.reader) if mode == "elderly" else StandardFrame(self.reader, self._go_to)
            )
            self._frames[mode] = frame
            self._stack.addWidget(frame)
        return self._frames[mode]

    def refresh(self) -> None:
        """Show the present state: words, sizes, colours, article."""
        look, messages = self.look, self.reader.appearance.messages
        self._painted_look = look
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(look))
            if self._translated != messages.language:
                self._translated = messages.language
                dialogs.install_translation(application, messages.language)
            application.setFont(look.font(look.interface_text))  # dialogs of the toolkit, too
        self.setStyleSheet(style_sheet(look))
        frame = self.frame
        if self.view.parentWidget() is not frame.card:
            frame.adopt(self.view)
        frame.refresh(look)
        policy = dialogs.scroll_bar_policy(look)
        self.view.setVerticalScrollBarPolicy(policy)
        self.view.set_look(look, messages, full_width=self._full_width)
        self.view.setAccessibleName(messages.text("ui.article"))
        if self._page is Page.READING:
            self._stack.setCurrentWidget(frame)
        else:
            self._sheets[self._page].refresh(look)
        self._name_window()
        self._tell_status()

    @property
    def _full_width(self) -> bool:
        return self.reader.settings.get(schema.FULL_WIDTH_PUNCTUATION)

    def _name_window(self) -> None:
        name = self.reader.appearance.messages.text("ui.name")
        article = self.reader.session.article
        self.setWindowTitle(f"{article.title} - {name}" if article and article.title else name)

    def _article_changed(self, _article: Article) -> None:
        session = self.reader.session
        self.view.show_article(
            session.units, self.look, self.reader.appearance.messages, full_width=self._full_width
        )
        if session.place != Locator(0):
            self.view.scroll_to(session.place)
        self._refresh_around()

    def _article_grown(self, _article: Article) -> None:
        """The rest of a long work is there: lists and numbers change, what is shown stays."""
        self.view.grow(self.reader.session.units)
        self._refresh_around()

    def _refresh_around(self) -> None:
        """What stands around the text follows in a step of its own; a new window begins with all in place."""
        self._name_window()
        if self.isVisible():
            self._refresh_soon.start(0)
        else:
            self.refresh()

    def _loading_changed(self, loading: Loading | None) -> None:
        """Something that takes long says so after a while."""
        if loading is None:
            self._slow.stop()
        elif loading == Loading(loading.name):
            self._slow.start()

    def _follow(self, link: str) -> None:
        """Open a link; the way back leads to what was in sight, though the voice may be elsewhere."""
        place = self.view.first_visible_place()
        if place is not None and self.reader.listening.is_active:
            self.reader.session.move_to(place)
        self.reader.opening.follow(link)

    def _place_changed(self, place: Locator) -> None:
        if not self.reader.listening.is_active and not self._moving:
            self.view.scroll_to(place)

    def _reader_moved(self, place: Locator) -> None:
        """Reading aloud begins where the eyes are: at the top of the screen the reader has turned to."""
        if not self.reader.listening.is_active:
            self._moving = True
            self.reader.session.move_to(place)
            self._moving = False

    def _go_to(self, place: Locator) -> None:
        """Go to a heading: by eye, or with the voice if it is reading."""
        if self.reader.listening.is_active:
            self.reader.listening.read_from(place)
        else:
            self.view.scroll_to(place)
            self._reader_moved(place)

    def _state_changed(self, state: PlayerState) -> None:
        if state in {PlayerState.PLAYING, PlayerState.LOADING}:
            if not self._clock.isActive():
                self.view.follow_at_once()
            self._clock.start()
        else:
            self._clock.stop()
        if state is PlayerState.IDLE:
            self.view.mark_sentence(None)
        self.frame.refresh_play()
        if self._page is not Page.READING:
            self._sheets[self._page].refresh(self.look)
        self._show_status()

    @property
    def is_at_rest(self) -> bool:
        """Whether all that follows the text in steps of its own is there too."""
        return not self._refresh_soon.isActive() and not self._status_soon.isActive()

    def _tell_status(self) -> None:
        """Counting pages can take as long as laying them out: a step of its own, once for many changes."""
        if self.isVisible():
            self._status_soon.start()
        else:
            self._show_status()

    def _show_status(self) -> None:
        page, pages = self.view.pages()
        part, parts = self.view.parts()
        words = self.reader.appearance.messages
        text = words.text("ui.page-of", page=page, pages=pages)
        if parts > 1:
            text = f"{words.text('ui.part-of', part=part, parts=parts)} · {text}"
        self.frame.strip.set_status(text)

    # The Interface

    def show_page(self, page: Page) -> None:
        """Show a screen, building it on first use; the way back leads to the one before."""
        if page is self._page is Page.READING:
            return  # it is there, and follows the state by itself
        if page is Page.READING:
            self._came_by.clear()
        elif page is not self._page:
            self._came_by.append(self._page)
        self._show(page)

    def leave_page(self) -> bool:
        """One step back within the window: out of full screen, a text field, a screen."""
        field = self.focusWidget()
        if self.isFullScreen():
            self.toggle_full_screen()
        elif self._page is Page.READING and isinstance(field, QLineEdit):
            self.view.setFocus()
        elif self._came_by:
            self._show(self._came_by.pop())
        else:
            return False
        return True

    def _show(self, page: Page) -> None:
        self._page = page
        self.reader.announcements.clear()
        if page is not Page.READING and page not in self._sheets:
            self._sheets[page] = dialogs.make_sheet(page, self.reader)
            self._stack.addWidget(self._sheets[page])
        self.refresh()
        if page is Page.READING:
            self._stack.setCurrentWidget(self.frame)
            self.view.setFocus()
        else:
            sheet = self._sheets[page]
            self._stack.setCurrentWidget(sheet)
            sheet.refresh(self.look)
            sheet.entered()

    def page(self) -> Page:
        """The screen that is shown."""
        return self._page

    def turn_page(self, step: int) -> None:
        """Scroll the article, or the screen that is shown, and answer at either end."""
        if self._page is not Page.READING:
            turned = self._sheets[self._page].turn_page(step)
        else:
            turned = self.view.turn_page(step)
        if not turned and self._page in {Page.READING, Page.HELP}:
            self.reader.announcements.say("say.last-page" if step > 0 else "say.first-page")

    def choose_file(self) -> None:
        """Let the reader choose a file, then open it."""
        name = dialogs.choose_file(self, self.reader.appearance.messages)
        if name:
            self.reader.opening.open_text(name)

    def enter_address(self) -> None:
        """Put the keyboard into the field for an address."""
        frame = self.frame
        if self._page is Page.READING and isinstance(frame, StandardFrame):
            frame.address.setFocus()
            frame.address.selectAll()
        else:
            self.show_page(Page.HOME)

    def clipboard(self) -> Offered:
        """What the reader copied elsewhere."""
        return offered(QApplication.clipboard().mimeData())

    def open_in_browser(self, address: str) -> bool:
        """Hand a web address to the computer's own browser; nothing else is ever handed on."""
        url = QUrl(address, QUrl.ParsingMode.StrictMode)
        return url.isValid() and url.scheme() in {"http", "https"} and QDesktopServices.openUrl(url)

    def print_on_paper(self) -> None:
        """Print the article through the system's print dialog."""
        dialogs.print_on_paper(self, self.reader)

    def save_pdf(self) -> None:
        """Let the reader choose a file name and write the article as PDF."""
        dialogs.save_pdf(self, self.reader)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop filling it."""
        if self.isFullScreen():
            self.showMaximized() if self._was_maximised else self.showNormal()
        else:
            self._was_maximised = self.isMaximized()
            self.showFullScreen()

    def close_window(self) -> None:
        """Close the window and so the program."""
        self.close()

    # Qt's own events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files, addresses and text."""
        if can_be_opened(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        event.acceptProposedAction()
        self.reader.opening.receive(offered(event.mimeData()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A window that has become narrow or wide gets keys to suit."""
        super().resizeEvent(event)
        if self._painted_look is not None and self.look != self._painted_look:
            self._refresh_soon.start(0)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's size, stop the voice, keep the settings."""
        settings = self.reader.settings
        maximised = self.isMaximized() or self.isFullScreen()
        settings.set(schema.WINDOW_MAXIMISED, maximised)
        if not maximised:
            settings.set(schema.WINDOW_WIDTH, max(SMALLEST.width(), self.width()))
            settings.set(schema.WINDOW_HEIGHT, max(SMALLEST.height(), self.height()))
        self._clock.stop()
        self._save_soon.stop()
        self._slow.stop()
        self.reader.close()
        dialogs.save_settings(self.reader)
        event.accept()
