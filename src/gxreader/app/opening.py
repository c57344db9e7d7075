"""Opening something: off the window's thread; the newest wish wins; what was open stays until it is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.interface import Interface, Page
from gxreader.app.session import Session
from gxreader.app.tasks import Tasks
from gxreader.errors import ReaderError
from gxreader.model.article import Article
from gxreader.model.codec import from_json
from gxreader.model.event import Event
from gxreader.model.units import Units
from gxreader.resources import path

if TYPE_CHECKING:
    from gxreader.load.fetch import CancelToken
    from gxreader.load.reference import Reference  # loading is imported when something is loaded, not before

WELCOME_URL = "gxreader:welcome"


class Opening:
    """Loads references and shows them."""

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        announcements: Announcements,
        tasks: Tasks,
    ) -> None:
        """Show what is loaded in `session`."""
        self.loading_changed: Event[bool] = Event()
        self.interface: Interface | None = None
        self.tasks = tasks
        self.is_loading = False
        self.failure: ReaderError | None = None
        self._session = session
        self._appearance = appearance
        self._announcements = announcements
        self._ticket = 0
        self._cancel: CancelToken | None = None

    def open_text(self, text: str) -> None:
        """Open what somebody typed or dropped: a path, an address, or the text itself."""
        reference = self._parse(text)
        if reference is not None:
            self.open(reference)

    def open_if_reference(self, text: str) -> bool:
        """Open a path or an address; False if the words are neither."""
        from gxreader.load.reference import Kind

        reference = self._parse(text)
        if reference is not None and reference.kind is Kind.TEXT:
            return False
        if reference is not None and reference.kind is Kind.FILE and not _means_a_file(text.strip()):
            return False
        if reference is not None:
            self.open(reference)
        return True

    def _parse(self, text: str) -> Reference | None:
        from gxreader.load.reference import parse_reference

        try:
            return parse_reference(text, working_folder=Path.cwd())
        except ReaderError as error:
            self._announcements.trouble(error, remedy="home")
            return None

    def open(self, reference: Reference) -> None:
        """Load a reference elsewhere and show it; a later wish makes this one void."""
        self._ticket += 1
        ticket = self._ticket
        language = self._appearance.language
        self.failure = None
        cancel = self._fresh_token()
        remedy = "open-file" if reference.kind == "file" else "home"
        self._announcements.say("say.opening")
        self._set_loading(True)

        def job() -> Units:
            from gxreader.load.loader import load_article

            return Units(
                load_article(reference, language=language, cancel=cancel)
            )  # a long work takes a while to count

        def done(units: Units) -> None:
            if ticket == self._ticket:
                self._set_loading(False)
                self.show(units.article, units)

        def failed(error: ReaderError) -> None:
            if ticket == self._ticket:
                self.failure = error
                self._set_loading(False)
                if self._session.article is None:
                    self._session.show(welcome_article(self._appearance.language))
                self._announcements.trouble(error, remedy=remedy)

        self.tasks.work(job, done, failed)

    def cancel(self) -> None:
        """Let what is being loaded be; what was open stays."""
        if self.is_loading:
            self._ticket += 1
            self._fresh_token()
            self._set_loading(False)
            self._announcements.say("say.cancelled")

    def _fresh_token(self) -> CancelToken:
        """A token for a new load; the load before it is given up, so that its connection ends now."""
        from gxreader.load.fetch import CancelToken

        if self._cancel is not None:
            self._cancel.cancel()
        self._cancel = CancelToken()
        return self._cancel

    def _set_loading(self, loading: bool) -> None:
        self.is_loading = loading
        self.loading_changed.emit(loading)

    def paste(self, text: str) -> None:
        """Open the text the reader copied elsewhere, or the address it is."""
        from gxreader.load.reference import Kind, pasted

        if not text.strip():
            self._announcements.trouble(ReaderError("say.clipboard-empty"), remedy="help")
            return
        reference = self._parse(text)
        if reference is not None and reference.kind is not Kind.ADDRESS:
            reference = pasted(text)
        if reference is not None:
            self.open(reference)

    def welcome(self) -> None:
        """Open the welcome article in the interface's language; it is small and at once there."""
        self.show(welcome_article(self._appearance.language))

    def follow_language(self) -> None:
        """Swap the welcome article for its twin after a switch of language, keeping the place."""
        article = self._session.article
        if article is not None and article.url == WELCOME_URL:
            self._session.replace(welcome_article(self._appearance.language))

    def show(self, article: Article, units: Units | None = None) -> None:
        """Show an article and say so, with the first thing worth knowing about how it was read."""
        self._session.show(article, units)
        if self.interface is not None:
            self.interface.show_page(Page.READING)
        if article.warnings:
            first = article.warnings[0]
            self._announcements.say(first.key, **first.arguments)
        else:
            self._announcements.say("say.opened")


def _means_a_file(text: str) -> bool:
    """Whether typed words are meant as a file: it is there, or they begin or end as files' names do."""
    return Path(text).exists() or re.match(r"[/~]|\.{1,2}/|[A-Za-z]:[\\/]|.*\.\w{2,5}$", text) is not None


def welcome_article(language: str) -> Article:
    """The article the program opens with, in Chinese or English; both have the same blocks."""
    return from_json(path("samples", f"welcome.{language}.json").read_bytes())
