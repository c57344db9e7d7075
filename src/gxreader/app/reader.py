"""The program without its window: what commands act on."""

from __future__ import annotations

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.finding import Finding
from gxreader.app.interface import Interface, NoInterface, Page
from gxreader.app.listening import Listening
from gxreader.app.opening import Opening
from gxreader.app.session import Session
from gxreader.errors import ReaderError
from gxreader.model.locator import Locator
from gxreader.settings.schema import PRINT_TEXT_SIZE
from gxreader.settings.store import Settings


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
    ) -> None:
        """Hold the parts; the window joins later with `attach`."""
        self.settings = settings
        self.session = session
        self.announcements = announcements
        self.appearance = appearance
        self.opening = opening
        self.listening = listening
        self.finding = Finding(session, announcements)
        self.interface: Interface = NoInterface()

    def attach(self, interface: Interface) -> None:
        """Let commands reach the window."""
        self.interface = interface
        self.opening.interface = interface

    def greet(self) -> None:
        """Open the welcome article; what went wrong before is told now, where it is not overwritten."""
        self.opening.welcome()
        if self.settings.damaged_copy is not None:
            self.announcements.trouble(ReaderError("say.settings-damaged"))

    def back(self) -> None:
        """One step back: out of loading, out of a screen, to the article before, or home."""
        if self.opening.is_loading:
            self.opening.cancel()
        elif self.interface.leave_page():
            return
        elif self.session.can_go_back:
            self.session.back()
            self.announcements.say("say.went-back")
        else:
            self.interface.show_page(Page.HOME)

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

    @property
    def printing_size(self) -> int:
        """The size of printed text in points."""
        return self.settings.get(PRINT_TEXT_SIZE)

    def enter(self, text: str) -> None:
        """What was typed: an address or path is opened, other words are found in the article."""
        if not text.strip():
            return
        if not self.opening.open_if_reference(text):
            self.finding.find(text)
