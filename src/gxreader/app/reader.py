"""The program without its window: what commands act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.carrying import Carrying
from gxreader.app.describing import Describing
from gxreader.app.extracts import read_selection
from gxreader.app.finding import Finding
from gxreader.app.first_run import FirstRun
from gxreader.app.interface import Interface, Page
from gxreader.app.listening import Listening
from gxreader.app.loading import Loading
from gxreader.app.looking_up import LookingUp
from gxreader.app.notes import Notes
from gxreader.app.opening import Opening
from gxreader.app.pictures import Pictures
from gxreader.app.pinyin import PinyinKeeper
from gxreader.app.pointing import Pointing
from gxreader.app.printing import Printing
from gxreader.app.pronouncing import Pronouncing
from gxreader.app.session import Session
from gxreader.app.sharing import Sharing
from gxreader.app.shortcuts import Shortcuts
from gxreader.app.system_look import SystemLook
from gxreader.app.taking_sound import TakingSound
from gxreader.app.undoing import Undoing
from gxreader.app.voices import Voices
from gxreader.app.writing import Writing
from gxreader.errors import ReaderError
from gxreader.model.article import Picture
from gxreader.model.locator import Locator
from gxreader.settings.schema import BIG_CAPTION, RULER
from gxreader.settings.store import Settings
from gxreader.speech.state import PlayerState

if TYPE_CHECKING:
    from gxreader.app.bookshelf import Bookshelf
    from gxreader.app.browsing import Browsing
    from gxreader.app.columns import Columns
    from gxreader.app.desktop_presence import DesktopPresence
    from gxreader.app.downloading import Downloads
    from gxreader.app.exporting import Exporting
    from gxreader.app.marking import Marking
    from gxreader.app.neighbours import Neighbours
    from gxreader.app.news import News
    from gxreader.app.news_columns import NewsColumns
    from gxreader.app.private_reading import PrivateReading
    from gxreader.app.refreshing import Refreshing
    from gxreader.app.renewing import Renewing
    from gxreader.app.saving import Saving
    from gxreader.app.searching import Searching
    from gxreader.app.shelf_item import ShelfItem
    from gxreader.app.site_editing import SiteEditor
    from gxreader.library.library import Library

HEARD_PAGES = frozenset({Page.DESCRIBE, Page.FIRST_RUN})  # heard without prompts, too
LONGEST_WORD = 20  # characters of a selection that can be a word
LONGEST_SEARCH = 40  # characters somebody looks for; more is a text


class Reader:
    """The parts of the running program, built once by `services.build`."""

    def __init__(
        self,
        settings: Settings,
        session: Session,
        announcements: Announcements,
        appearance: Appearance,
        opening: Opening,
        listening: Listening,
        pictures: Pictures,
    ) -> None:
        """Hold the parts; the window joins later with `attach`."""
        self.settings = settings
        self.session = session
        self.announcements = announcements
        self.appearance = appearance
        self.opening = opening
        self.listening = listening
        self.pictures = pictures
        self.continuing = opening.continuing
        self.system_look = SystemLook(settings, appearance, announcements)
        self.undoing = Undoing(settings, announcements)
        self.printing = Printing(self)
        self.notes = Notes(session, announcements)
        self.pinyin = PinyinKeeper(opening.tasks, announcements)
        self.writing = Writing(session, settings, appearance, announcements, opening.tasks)
        self.finding = Finding(session, announcements)
        self.shortcuts = Shortcuts(settings, appearance, announcements)
        self.taking_sound = TakingSound(session, settings, announcements, opening.tasks)
        self.voices = Voices(settings, announcements, opening.tasks, listening)
        self.pronouncing = Pronouncing(
            appearance, announcements, opening.tasks, self.voices, kept=settings.is_kept
        )
        self.pointing = Pointing(session, settings, appearance, announcements, listening, self.voices)
        self.carrying = Carrying(session, settings, appearance, announcements, opening)
        self.sharing = Sharing(session, appearance, announcements, opening, self.carrying)
        self.describing = Describing(self)
        self.looking_up = LookingUp(self)
        self.first_run = FirstRun(self)
        self.pointing.speaks_anyway = lambda: self.interface.page() in HEARD_PAGES
        self.columns: Columns  # these are set by `services.build`, which has the loader and the library
        self.browsing: Browsing
        self.downloads: Downloads
        self.saving: Saving
        self.exporting: Exporting
        self.refreshing: Refreshing
        self.sites: SiteEditor
        self.bookshelf: Bookshelf
        self.marking: Marking
        self.searching: Searching
        self.shelf_item: ShelfItem
        self.private_reading: PrivateReading
        self.neighbours: Neighbours
        self.renewing: Renewing
        self.news: News
        self.news_columns: NewsColumns
        self.presence: DesktopPresence | None = None  # built over this reader, by `services.build`
        self.interface: Interface = opening.interface
        self.picture: Picture | None = None  # what the magnifier shows
        self.typed = ""  # what was typed last where an address was expected
        self.pronouncing.changed.connect(lambda _nothing: self.pinyin.follow(self.pronouncing.entries))
        opening.loading_changed.connect(self._make_way)
        listening.state_changed.connect(self._note_place)

    @property
    def library(self) -> Library:
        """What the reader keeps. Its calls wait for the disk: make them through `opening.tasks.work`."""
        return self.continuing.library

    def attach(self, interface: Interface) -> None:
        """Let commands reach the window."""
        self.interface = interface
        self.opening.interface = interface

    def greet(self) -> None:
        """Open the welcome article; what went wrong before is told now, where it is not overwritten."""
        self.opening.welcome()
        if self.settings.damaged_copy is not None:
            self.announcements.trouble(ReaderError("say.settings-damaged"))

    def close(self) -> None:
        """End the voice, the loader and their processes; the desktop sees no more of them."""
        self.refreshing.close()
        self.continuing.close()
        self.carrying.close()
        self.taking_sound.close()
        self.downloads.close()
        self.listening.close()
        if self.presence is not None:
            self.presence.close()
        self.pinyin.close()
        self.looking_up.close()
        self.pictures.close()
        self.opening.close()

    def _make_way(self, loading: Loading | None) -> None:
        """Pictures of the open article wait while another is loaded: it is parsed where they are painted."""
        if loading is not None and not loading.begun:
            self.pictures.pause()
        else:
            self.pictures.resume()

    def _note_place(self, state: PlayerState) -> None:
        """Whoever pauses may not come back today."""
        if state in {PlayerState.IDLE, PlayerState.PAUSED}:
            self.continuing.save_soon()

    def back(self) -> None:
        """One step back: out of waiting, out of a screen, to the list or article before, or home."""
        if self.opening.is_waiting:
            self.opening.cancel()
        elif self.interface.leave_page():
            return
        elif (place := self.notes.back()) is not None:
            self.interface.lead_to(place)
        elif (screen := self.opening.take_screen_before()) is not None:
            if self.session.can_go_back:
                self.session.back()
            self.interface.show_page(screen)
        elif self.session.can_go_back:
            self.session.back()
            self.announcements.say("say.went-back")
        else:
            self.interface.show_page(Page.HOME)

    def leave(self) -> None:
        """Out of waiting, out of a screen, or switch an aid off; with none of them one step back."""
        if not self.opening.is_waiting and self.interface.leave_page():
            return
        if not self.opening.is_waiting and self._leave_aid():
            return
        self.back()

    def _leave_aid(self) -> bool:
        """Switch off one of the aids that go along with reading; whether there was one."""
        if self.pointing.is_on:
            self.pointing.switch()
        elif self.settings.get(RULER) != RULER.default:
            self.appearance.choose_ruler(RULER.default)
        elif self.settings.get(BIG_CAPTION):
            self.appearance.switch_caption()
        else:
            return False
        return True

    @property
    def is_at_work(self) -> bool:
        """Whether an article is open that is not the program's own."""
        article = self.session.article
        return article is not None and not article.url.startswith("gxreader:")

    def continue_reading(self) -> None:
        """Go on with the article that is open, or with the one that was read last, where that was left."""
        last = self.continuing.last()
        if self.is_at_work:
            self.interface.show_page(Page.READING)
        elif last is not None:
            if not self.bookshelf.open_kept(last.reference):
                self.opening.open_text(last.reference)
        else:
            self.announcements.say("say.nothing-to-continue")

    def forward(self) -> None:
        """Undo one `back` between articles."""
        if self.session.can_go_forward:
            self.session.forward()
            self.announcements.say("say.went-forward")

    def switch_language(self) -> None:
        """The whole program in the other language; a twin of the open article comes along."""
        speaking, place = self.listening.is_speaking, self.session.place
        before = self.session.article
        self.appearance.switch_language()
        self.opening.follow_language()
        if speaking and self.session.article is not before:
            self.listening.read_from(Locator(place.block))  # the voice goes on in the other language

    def read_selection(self) -> None:
        """Read aloud what is selected, and only that."""
        selected = self.interface.selection()
        if selected is None:
            self.announcements.say("say.nothing-selected")
        else:
            read_selection(self.session, self.listening, *selected)

    def read_here(self) -> None:
        """Read aloud from where the reader points."""
        self.listening.read_from(self.interface.here() or self.session.place)

    def pronounce_selection(self) -> None:
        """Say otherwise what is selected: its screen opens with the word filled in."""
        selected = self.interface.selection()
        if selected is None or selected[0].block != selected[1].block:
            self.announcements.say("say.select-a-word")
            return
        first, last = selected
        word = self.session.units[first.block].text[first.start : last.end].strip()
        if not word or len(word) > LONGEST_WORD:
            self.announcements.say("say.select-a-word")
            return
        self.pronouncing.wish = word
        self.interface.show_page(Page.DICTIONARY)

    def copy_selection(self) -> None:
        """Put what is selected on the clipboard, and say so."""
        if self.interface.selection() is None:
            self.announcements.say("say.nothing-selected")
        else:
            self.interface.copy_selection()
            self.announcements.say("say.copied")

    def reset_voice(self) -> None:
        """The voice as it was on the first day; can be undone."""
        self.listening.controls.reset()

    def look_at(self, picture: Picture) -> None:
        """Show a picture of the article as large as wished."""
        self.picture = picture
        self.interface.show_page(Page.PICTURE)

    def browse(self) -> None:
        """Open in the computer's own browser what only a browser can open."""
        failure = self.opening.failure
        if failure is None or not failure.address:
            return
        self.announcements.say("say.browser")
        if not self.interface.open_in_browser(failure.address):
            self.announcements.trouble(ReaderError("say.no-browser"))

    def enter(self, text: str) -> None:
        """What was typed: an address or path is opened, other words are found in the article."""
        if not text.strip():
            return
        if not self.opening.open_if_reference(text):
            self.finding.find(text)

    def enter_to_open(self, text: str) -> None:
        """The same where no article is in sight: other words are looked for everywhere."""
        self.typed = text.strip()
        if not self.typed or self.opening.open_if_reference(self.typed):
            return
        if len(self.typed) > LONGEST_SEARCH:
            self.announcements.offer("say.not-an-address-but-text", "paste")
        else:
            self.searching.begin(self.typed)

    def search(self) -> None:
        """Look for words everywhere: for those that were not found in the article, where there are any."""
        self.searching.begin("" if self.finding.hits else self.finding.wanted)

    def read_help(self) -> None:
        """Open the article on how to use the program, and read it aloud."""
        self.opening.how_to()
        self.listening.read_from(Locator(0))
