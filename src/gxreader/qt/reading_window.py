"""The window's inner part: it shows the core's state. What commands ask of it is for its subclass to do."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from gxreader.app.around import ways_below
from gxreader.app.interface import Page
from gxreader.app.loading import Loading
from gxreader.app.reader import Reader
from gxreader.han.writing import shown_words
from gxreader.model.article import Article
from gxreader.model.locator import Locator
from gxreader.qt import dialogs
from gxreader.qt.article_view import ArticleView
from gxreader.qt.big_pointer import BigPointer
from gxreader.qt.elderly_frame import ElderlyFrame, TerminalFrame
from gxreader.qt.frame import Frame
from gxreader.qt.hands import HANDS, Dwelling
from gxreader.qt.heard import Heard
from gxreader.qt.keys import CommandKey
from gxreader.qt.look import DOTS_PER_INCH, Look, look_of
from gxreader.qt.pointer import Pointer
from gxreader.qt.reading_menu import show_menu
from gxreader.qt.screens import Screens
from gxreader.qt.standard_frame import StandardFrame
from gxreader.qt.style import palette, style_sheet
from gxreader.qt.told import tell, tell_again
from gxreader.settings import schema
from gxreader.speech.state import PlayerState

SAVE_AFTER_MS = 1000
SLOW_AFTER_MS = 8000
STILL_AFTER_MS = 400  # since the reader last moved: where they are the voice may be asked to begin
SMALLEST = QSize(960, 600)
_FRAME = QSize(0, 40)  # what a window manager puts around a window


class ReadingWindow(QWidget):
    """Shows the open article in the face of the present mode, and the screens beside it."""

    def __init__(self, reader: Reader) -> None:
        """Build the reading screen of the present mode; other screens are built when first shown."""
        super().__init__()
        self.reader = reader
        self.view = ArticleView(reader.pictures, reader.pinyin)
        self.screens = Screens(reader, lambda: self.look)
        self.heard = Heard(reader, self.view, self)
        self._pointer = Pointer(reader, self.view, self)
        self._dwelling = Dwelling(self)
        self._big_pointer = BigPointer()
        self._frames: dict[str, Frame] = {}
        self._is_focused = False
        self._moving = False
        self._translated = ""
        self._painted_look: Look | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.screens)
        self.setMinimumSize(SMALLEST)
        settings = reader.settings
        size = QSize(settings.get(schema.WINDOW_WIDTH), settings.get(schema.WINDOW_HEIGHT))
        self.resize(size.boundedTo(self.screen().availableSize() - _FRAME))
        self._refresh_soon = QTimer(self)
        self._refresh_soon.setSingleShot(True)
        self._refresh_soon.timeout.connect(self.refresh)
        self._status_soon = QTimer(self)
        self._status_soon.setSingleShot(True)
        self._status_soon.timeout.connect(self._show_status)
        self._save_soon = QTimer(self)
        self._save_soon.setSingleShot(True)
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(STILL_AFTER_MS)
        self._still.timeout.connect(reader.listening.prepare_here)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_AFTER_MS)
        self._slow.timeout.connect(reader.opening.say_slow)
        self._connect()
        if reader.session.article is not None:
            self._article_changed(reader.session.article)
        else:
            self.refresh()

    def _connect(self) -> None:
        reader = self.reader
        reader.settings.changed.connect(lambda _key: self._refresh_soon.start(0))
        reader.settings.changed.connect(lambda _key: self._save_soon.start(SAVE_AFTER_MS))
        self._save_soon.timeout.connect(lambda: dialogs.save_settings_soon(reader))
        reader.writing.changed.connect(lambda _nothing: self._refresh_soon.start(0))
        reader.session.article_changed.connect(self._article_changed)
        reader.session.article_grown.connect(self._article_grown)
        reader.opening.loading_changed.connect(self._loading_changed)
        reader.listening.state_changed.connect(self._state_changed)
        reader.finding.hits_changed.connect(self.view.mark_hits)
        reader.marking.changed.connect(lambda _nothing: self.view.mark_kept(reader.marking.highlights))
        reader.finding.hit_changed.connect(self.view.show_hit)
        self.view.moved.connect(self._reader_moved)
        self.view.caret_moved.connect(self._caret_moved)
        self.view.link_chosen.connect(self._follow)
        self.view.picture_chosen.connect(reader.look_at)
        reader.session.place_changed.connect(self._place_changed)
        self.view.place_chosen.connect(reader.listening.read_from)
        self.view.scrolled.connect(self._tell_status)
        self.view.voice_left.connect(lambda _left: self._offer())
        self.view.selecting.connect(lambda _has: self._offer())
        self.view.menu_wanted.connect(partial(show_menu, self, reader))

    # State to screen

    @property
    def look(self) -> Look:
        """The look the settings ask for on this screen."""
        return look_of(self.reader.appearance, self.logicalDpiY() / DOTS_PER_INCH, self.width())

    @property
    def frame(self) -> Frame:
        """The face of the present mode, or of focused reading, built on first use."""
        mode = "focus" if self._is_focused else self.reader.appearance.face.id
        if mode not in self._frames:
            self._frames[mode] = self._make_frame(mode)
            self.screens.hold(self._frames[mode])
        return self._frames[mode]

    def _make_frame(self, mode: str) -> Frame:
        if mode == "focus":
            from gxreader.qt.focus_frame import FocusFrame

            return FocusFrame(self.reader)
        large = {"elderly": ElderlyFrame, "terminal": TerminalFrame}
        return large[mode](self.reader) if mode in large else StandardFrame(self.reader, self.lead_to)

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
                tell_again(self)
            application.setFont(look.font(look.interface_text))  # dialogs of the toolkit, too
        self.setStyleSheet(style_sheet(look))
        frame = self.frame
        before = self.focusWidget()
        is_another = self.view.parentWidget() is not frame.card
        if is_another:
            frame.adopt(self.view)
        frame.refresh(look)
        hidden = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.view.setVerticalScrollBarPolicy(hidden if self._is_focused else dialogs.scroll_bar_policy(look))
        self.view.set_marking(self.reader.appearance.marking)
        self._pointer.refresh()
        HANDS.take(self.reader.settings)
        self._dwelling.refresh()
        self._big_pointer.show(self.reader.settings.get(schema.BIG_POINTER), self.devicePixelRatioF())
        self.view.ruler.set_kind(self.reader.settings.get(schema.RULER))
        self.view.set_look(look, messages, full_width=self._full_width)
        self.view.set_focused(self._is_focused, still=self.reader.settings.get(schema.REDUCED_MOTION))
        self.view.setAccessibleName(messages.text("ui.article"))
        if self.screens.page is Page.READING:
            self.screens.setCurrentWidget(frame)
            if is_another:
                self._focus_again(frame, before)
        self.screens.refresh()
        self._offer()
        self._name_window()
        self._tell_status()

    def _focus_again(self, frame: Frame, before: QWidget | None) -> None:
        """The keyboard stays at the key where it was, if this face has that too, or goes to the article."""
        name = before.objectName() if isinstance(before, CommandKey) else ""
        same = frame.findChild(CommandKey, name) if name else None
        (same or self.view).setFocus()
        tell_again(self)

    @property
    def _full_width(self) -> bool:
        return self.reader.settings.get(schema.FULL_WIDTH_PUNCTUATION)

    def _title(self) -> str:
        """The article's, in the characters that are shown."""
        article, units = self.reader.session.article, self.reader.session.units
        return shown_words(units, article.title, self.reader.appearance.script) if article else ""

    def _name_window(self) -> None:
        name, title = self.reader.appearance.messages.text("ui.name"), self._title()
        self.setWindowTitle(f"{title} - {name}" if title else name)

    def _article_changed(self, _article: Article) -> None:
        session = self.reader.session
        self.view.show_article(
            session.units,
            self.look,
            self.reader.appearance.messages,
            full_width=self._full_width,
            below=ways_below(self.reader),
        )
        if session.place != Locator(0):
            self.view.scroll_to(session.place)
            self.view.put_caret_at(session.place)
        self.view.mark_hits(self.reader.finding.hits)  # an article may have been opened for what is in it
        QTimer.singleShot(0, self, self._tell_title)
        self._refresh_around()

    def _tell_title(self) -> None:
        """A screen reader hears which article it is, and then what the program answers."""
        article, last = self.reader.session.article, self.reader.announcements.last
        if article is not None and last is not None and self.isVisible():
            answer = self.reader.appearance.messages.text(last.key, **last.arguments) if last.key else ""
            tell(self, f"{self._title()} {answer}".strip())

    def _article_grown(self, _article: Article) -> None:
        """The rest of a long work is there: lists and numbers change, what is shown stays."""
        self.view.grow(self.reader.session.units, ways_below(self.reader))
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
        note = self.reader.notes.follow(link, place or self.reader.session.place)
        if note is not None:
            self.view.show_hit(note)
            return
        if place is not None and self.reader.listening.is_active:
            self.reader.session.move_to(place)
        self.reader.opening.follow(link)

    def _place_changed(self, place: Locator) -> None:
        self._still.start()
        if not self.reader.listening.is_active and not self._moving:
            self.view.scroll_to(place)
            self.view.put_caret_at(place)

    def _reader_moved(self, place: Locator) -> None:
        """Reading aloud begins where the eyes are: at the top of the screen the reader has turned to."""
        if not self.reader.listening.is_active:
            self._note(place)
            self.view.put_caret_at(place)

    def _caret_moved(self, place: Locator) -> None:
        """Reading aloud begins where the caret stands; while it reads, the voice is not called there."""
        listening = self.reader.listening
        if listening.is_speaking:
            return
        self._note(place)
        listening.leave_for(place)

    def _note(self, place: Locator) -> None:
        """The reader is at a place, and sees it already."""
        self._moving = True
        self.reader.session.move_to(place)
        self._moving = False

    def lead_to(self, place: Locator) -> None:
        """Go to a heading: by eye, or with the voice if it is reading."""
        if self.reader.listening.is_active:
            self.reader.listening.read_from(place)
        else:
            self.view.scroll_to(place)
            self._reader_moved(place)

    def _state_changed(self, _state: PlayerState) -> None:
        self.frame.refresh_play()
        self.screens.refresh()
        self._show_status()

    def _offer(self) -> None:
        """Keys for what can be done just now, where the program answers."""
        offers = []
        if self.view.selection() is not None:
            # A third key would leave no room for words, or for the key to the help; the menu has the others.
            offers += ["read-selection", *(() if self.look.narrow else ("lookup",))]
            offers += () if self.look.elderly else ("copy",)
        elif self.view.is_voice_left:
            offers += ["to-voice"]
        elif self._is_at_files():
            offers += ["downloads"]
        self.frame.strip.offer(tuple(offers), self.look)

    def _is_at_files(self) -> bool:
        """Whether the end of an article with files is in sight, and they are not being told of anyway."""
        article, last = self.reader.session.article, self.reader.announcements.last
        if article is None or not article.attachments or self.look.narrow:
            return False
        (page, pages), (part, parts) = self.view.pages(), self.view.parts()
        return page >= pages and part >= parts and (last is None or last.remedy != "downloads")

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
        if self.reader.private_reading.is_on:
            text = f"{words.text('ui.private')} · {text}"
        self.frame.strip.set_status(text)
        self._offer()
