"""Opening something: off the window's thread; the newest wish wins; what was open stays until it is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.continuing import Continuing
from gxreader.app.interface import Interface, NoInterface, Page
from gxreader.app.kept_copies import kept_instead, told_if_kept
from gxreader.app.links import destination
from gxreader.app.loading import Loading, Opened, Watch, load_choice, name_of, opened
from gxreader.app.offered import Choice, Offered, choose
from gxreader.app.session import Session
from gxreader.app.tasks import Tasks
from gxreader.app.ways import Failure
from gxreader.app.works import Works
from gxreader.errors import Cancelled, ReaderError, Unreachable
from gxreader.model.article import Article
from gxreader.model.codec import from_json
from gxreader.model.event import Event
from gxreader.model.locator import Locator
from gxreader.model.site import Notice
from gxreader.model.units import Units
from gxreader.resources import path

if TYPE_CHECKING:
    from gxreader.load.fetch import CancelToken
    from gxreader.load.loader import Work
    from gxreader.load.reference import Reference  # loading is imported when something is loaded, not before

WELCOME_URL = "gxreader:welcome"
HOW_TO_URL = "gxreader:help"
LISTING = frozenset({Page.COLUMNS, Page.SEARCH, Page.SHELF, Page.SITES, Page.AROUND})


class Opening:
    """Loads references and shows them."""

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        announcements: Announcements,
        tasks: Tasks,
        works: Works,
        continuing: Continuing,
    ) -> None:
        """Show in `session` what the loader of `works` brings, where `continuing` knows it was left."""
        self.loading_changed: Event[Loading | None] = Event()
        self.interface: Interface = NoInterface()
        self.tasks = tasks
        self.loading: Loading | None = None
        self.failure: Failure | None = None
        self._works = works
        self._session = session
        self.continuing = continuing
        self._appearance = appearance
        self._announcements = announcements
        # What marks in a list what is new since the reader looked last; called off the window's thread.
        self.news_marked: Callable[[Work, str], Work] = lambda work, _language: work
        # What the program says of itself, by address; more is added where more is known of the program.
        self.own_articles: dict[str, Callable[[str], Article]] = {WELCOME_URL: welcome_article}
        # The command to offer beside a list that was opened; empty for none.
        self.list_remedy: Callable[[Article], str] = lambda _article: ""
        self.named = ""  # the path or address of what was wished for last; empty for text
        self._asked_on = Page.READING  # the screen on which something was wished for last
        self._screens_before: dict[int, Page] = {}  # by the number of the work that was chosen there
        self._ticket = 0
        self._cancel: CancelToken | None = None
        session.article_changed.connect(self._left)

    def warm(self) -> None:
        """Make the loader ready, so that the first wish need not wait for it."""
        self.tasks.work(self._works.warm, lambda _nothing: None, lambda _error: None)

    def close(self) -> None:
        """Give up what is on its way, and end the process that parses."""
        self._give_up()
        self._works.close()

    @property
    def is_loading(self) -> bool:
        """Whether something is on its way, the rest of a long work included."""
        return self.loading is not None

    @property
    def is_waiting(self) -> bool:
        """Whether something is on its way of which nothing can be read yet."""
        return self.loading is not None and not self.loading.begun

    # What is to be opened

    def open_text(self, text: str) -> None:
        """Open what somebody typed: a path, an address, or the text itself."""
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

    def receive(self, offered: Offered) -> None:
        """Open what was copied elsewhere, or dropped on the window."""
        try:
            choice = choose(offered, Path.cwd())
        except ReaderError as error:
            self._announcements.trouble(error, remedy="home")
            return
        if choice is None:
            self._announcements.trouble(ReaderError("say.clipboard-empty"), remedy="help")
            return
        self._open(choice)
        if choice.others:
            self._announcements.say("say.only-first", name=name_of(choice.reference))

    def follow(self, link: str, page: Article | None = None) -> None:
        """Open a link of the article, or of another page; one that leads to no other page only says so."""
        target = destination(link, page or self._session.article or Article())
        if isinstance(target, str):
            self.open_text(target)
        else:
            self._announcements.say(target.key, **target.arguments)

    def retry(self) -> None:
        """Try again what could not be opened."""
        if self.failure is not None:
            self.open(self.failure.reference)

    def _parse(self, text: str) -> Reference | None:
        from gxreader.load.reference import parse_reference

        try:
            return parse_reference(text, working_folder=Path.cwd())
        except ReaderError as error:
            self._announcements.trouble(error, remedy="home")
            return None

    # On its way

    def open(self, reference: Reference) -> None:
        """Load a reference elsewhere and show it; a later wish makes this one void."""
        own = self.own_articles.get(f"gxreader:{reference.value}") if reference.kind == "sample" else None
        if own is not None:
            self.show(own(self._appearance.language))
        else:
            self._open(Choice(reference))

    def _open(self, choice: Choice) -> None:
        self._ticket += 1
        ticket, self._asked_on = self._ticket, self.interface.page()
        self.named = choice.reference.value if choice.reference.kind in {"file", "address"} else ""
        language, cancel = self._appearance.language, self._fresh_token()

        def begun(result: Opened) -> None:
            if ticket == self._ticket and self.loading is not None:
                self._begin(result)

        def advanced(stage: str, done: int, total: int) -> None:
            if ticket == self._ticket and self.loading is not None:
                self._set_loading(msgspec.structs.replace(self.loading, stage=stage, done=done, total=total))

        watch = Watch(self.tasks, begun, advanced)

        def job() -> Opened:
            library = self.continuing.library
            try:
                work = load_choice(self._works.loader(), choice, language, cancel, watch)
            except Unreachable as error:
                return opened(kept_instead(library, choice.reference, error))
            return opened(self.news_marked(told_if_kept(library, work), language))

        def done(result: Opened) -> None:
            if ticket == self._ticket:
                self._finish(result)

        def failed(error: ReaderError) -> None:
            if ticket == self._ticket:
                self._fail(Failure(error, choice.reference))

        self._announcements.say("say.opening")
        self._set_loading(Loading(name_of(choice.reference)))
        self.tasks.work(job, done, failed)

    def _begin(self, result: Opened) -> None:
        """Show what can be read already; the rest follows with `_finish`."""
        if self.loading is None:
            return
        loading, self.loading = self.loading, None  # so that showing it does not count as leaving it
        if loading.begun:
            self._session.grow(result.work.article, result.units, result.source, growing=True)
        else:
            self._show(result, growing=True)
        self._set_loading(msgspec.structs.replace(loading, begun=True))

    def _finish(self, result: Opened) -> None:
        begun = self.loading is not None and self.loading.begun
        self._set_loading(None)
        if begun:
            self._session.grow(result.work.article, result.units, result.source)
            self._tell_notices(result.work.article)
        else:
            self._show(result)

    def _fail(self, failure: Failure) -> None:
        begun = self.loading is not None and self.loading.begun
        self._set_loading(None)
        if begun:
            self._keep_beginning()
            self._announcements.trouble(failure.error)
            return
        if isinstance(failure.error, Cancelled):
            self._announcements.say("say.cancelled")
            return
        self.failure = failure
        if self._session.article is None:
            self._session.show(welcome_article(self._appearance.language))
        self._announcements.trouble(failure.error, remedy="open-file" if failure.address == "" else "home")
        self.interface.show_page(Page.TROUBLE)

    def cancel(self) -> None:
        """Let what is being loaded be; what is open stays, also the beginning of a long work."""
        if self.loading is None:
            return
        begun = self.loading.begun
        self._give_up()
        if begun:
            self._keep_beginning()
        self._announcements.say("say.cancelled-rest" if begun else "say.cancelled")

    def say_slow(self) -> None:
        """It takes long: say that one may wait or give it up."""
        if self.is_waiting and self.loading is not None and not self.loading.slow:
            self._set_loading(msgspec.structs.replace(self.loading, slow=True))
            self._announcements.say("say.slow")

    def _keep_beginning(self) -> None:
        """The rest of a long work will not come: the article says so itself."""
        article = self._session.article
        if article is not None and self._session.is_growing:
            notice = Notice("say.only-beginning")
            article = msgspec.structs.replace(article, warnings=(*article.warnings, notice))
            self._session.grow(article, self._session.units)

    def _left(self, _article: Article) -> None:
        """Another article is open now: the rest of the one before is no longer wanted."""
        if self.loading is not None and self.loading.begun:
            self._give_up()

    def _give_up(self) -> None:
        """Nothing that is on its way is wanted any more."""
        if self.loading is not None:
            self._ticket += 1
            self._fresh_token()
            self._set_loading(None)

    def _fresh_token(self) -> CancelToken:
        """A token for a new load; the load before it is given up, so that its connection ends now."""
        from gxreader.load.fetch import CancelToken

        if self._cancel is not None:
            self._cancel.cancel()
        self._cancel = CancelToken()
        return self._cancel

    def _set_loading(self, loading: Loading | None) -> None:
        if loading != self.loading:
            self.loading = loading
            self.loading_changed.emit(loading)

    # It is there

    def take_screen_before(self) -> Page | None:
        """The screen on which the open article was chosen, where that was a list of some kind; told once."""
        return self._screens_before.pop(self._session.number, None)

    def welcome(self) -> None:
        """Open the welcome article in the interface's language; it is small and at once there."""
        self.show(welcome_article(self._appearance.language))

    def how_to(self) -> None:
        """Open the article on how to use the program."""
        self.show(self.own_articles[HOW_TO_URL](self._appearance.language))

    def follow_language(self) -> None:
        """Swap an article of the program's own for its twin after a switch of language, keeping the place."""
        article = self._session.article
        own = self.own_articles.get(article.url) if article is not None else None
        if own is not None:
            self._session.replace(own(self._appearance.language))

    def show(self, article: Article, units: Units | None = None) -> None:
        """Show an article that is at hand, and say so."""
        self._give_up()
        self.named = ""
        self._session.show(article, units, origin=article.url)
        self._shown(article)

    def show_work(self, work: Work) -> None:
        """Show a work that was loaded elsewhere, with the pictures within it."""
        self._give_up()
        self.named = work.source.path if work.source else ""
        self._show(opened(work))

    def _show(self, result: Opened, *, growing: bool = False) -> None:
        article, units = result.work.article, result.units
        origin = article.url or self.named
        # What is new in a list stands at its top.
        place = Locator(0) if article.entries else self.continuing.place_in(article, units, origin)
        self._session.show(article, units, result.source, growing=growing, place=place, origin=origin)
        if self._asked_on in LISTING:
            self._screens_before[self._session.number] = self._asked_on
        self.continuing.note_last(self.named or article.url, article.title)
        self._shown(article)
        if place != Locator(0):
            self._announcements.offer("say.continued", "beginning")

    def _shown(self, article: Article) -> None:
        self.failure = None
        self.interface.show_page(Page.READING)
        if self._tell_notices(article):
            return
        if article.entries:
            self._announcements.offer(
                "say.opened-list", self.list_remedy(article), count=len(article.entries)
            )
        elif article.attachments:
            self._announcements.offer("say.opened-with-files", "downloads", count=len(article.attachments))
        else:
            self._announcements.say("say.opened")

    def _tell_notices(self, article: Article) -> bool:
        """Say the first thing worth knowing about how it was read; all stand above the article."""
        if article.warnings:
            first = article.warnings[0]
            self._announcements.say(first.key, **first.arguments)
        return bool(article.warnings)


def _means_a_file(text: str) -> bool:
    """Whether typed words are meant as a file: it is there, or they begin or end as files' names do."""
    return Path(text).exists() or re.match(r"[/~]|\.{1,2}/|[A-Za-z]:[\\/]|.*\.\w{2,5}$", text) is not None


def welcome_article(language: str) -> Article:
    """The article the program opens with, in Chinese or English; both have the same blocks."""
    return from_json(path("samples", f"welcome.{language}.json").read_bytes())
