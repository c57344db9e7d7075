"""Taking the article away by phone: a code of its address, its text in a row of codes, or a page at home."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property, partial
from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.interface import Page
from gxreader.app.opening import Opening
from gxreader.app.session import Session
from gxreader.app.sharing_text import shared_text
from gxreader.errors import ReaderError
from gxreader.i18n.messages import Messages
from gxreader.model.article import Article
from gxreader.model.event import Event
from gxreader.policy.sharing import Sharing as Policy
from gxreader.policy.sharing import written_sharing
from gxreader.settings.schema import LOCAL_PAGE
from gxreader.settings.store import Settings

if TYPE_CHECKING:  # imported when something is taken away, not before the window is there
    from gxreader.share.one_time_page import Ending, OneTimePage
    from gxreader.share.targets import Target


class Phase(StrEnum):
    """What the screen for the phone is about."""

    NOTHING = "nothing"
    ADDRESS = "address"
    TEXT = "text"
    TOO_LONG = "too-long"
    ASKING = "asking"
    SERVING = "serving"
    TAKEN = "taken"
    OVER = "over"


class Carrying:
    """What a phone is shown, step by step; `changed` tells of every step."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        appearance: Appearance,
        announcements: Announcements,
        opening: Opening,
    ) -> None:
        """Carry the article of `session`."""
        self.changed: Event[None] = Event()
        self.phase = Phase.NOTHING
        self.purpose: Target | None = None  # the app that is to scan; any, without one
        self.codes: tuple[str, ...] = ()
        self.number = 0  # of the code that is shown, from 0
        self.needed = 0  # codes that a text too long would need
        self.closes: datetime | None = None  # when the page at home is there no longer
        self.make_page: type[OneTimePage] | None = None  # another for tests
        self._wished_address = ""
        self._page: OneTimePage | None = None
        self._wish = 0  # which wish is the newest: what comes later for an older one is dropped
        self._session = session
        self._settings = settings
        self._appearance = appearance
        self._announcements = announcements
        self._opening = opening
        session.article_changed.connect(lambda _article: self.leave())
        session.article_grown.connect(lambda _article: self._grown())

    @cached_property
    def _written(self) -> Policy:
        return written_sharing()

    @property
    def policy(self) -> Policy:
        """What may leave the program here and now."""
        return self._written.on(self._appearance.face.id)

    @property
    def article_address(self) -> str:
        """The open article's address as it is given away; empty where it has none."""
        from gxreader.share.addresses import clean_address

        article = self._session.article
        return clean_address(article.url) if article is not None else ""

    @property
    def address(self) -> str:
        """The address that is carried: one that was wished for, or the open article's."""
        return self._wished_address or self.article_address

    @property
    def content(self) -> str:
        """What the code on the screen holds now; empty where there is none."""
        if self.phase is Phase.ADDRESS:
            return self.address
        if self.phase is Phase.TEXT:
            return self.codes[self.number] if self.codes else ""
        return self._page.address if self.phase is Phase.SERVING and self._page else ""

    @property
    def can_give_page(self) -> bool:
        """Whether a page at home may be offered: by the administrator and by the reader."""
        return self.policy.local_page and self._settings.get(LOCAL_PAGE) and self._session.article is not None

    def show(self, address: str = "", purpose: Target | None = None) -> None:
        """Show the screen with a code of the open article, or of another address."""
        from gxreader.share.addresses import clean_address

        self.leave()
        self.purpose, self._wished_address = purpose, clean_address(address)
        self.begin()
        self._opening.interface.show_page(Page.PHONE)

    def begin(self) -> None:
        """Begin with the address, or with the text where there is none; nothing, if it has begun."""
        if self.phase is not Phase.NOTHING:
            return
        if self.address:
            self._set(Phase.ADDRESS)
        else:
            self.show_text()

    def show_address(self) -> None:
        """Back to the address."""
        self._stop_page()
        self._set(Phase.ADDRESS) if self.address else self.show_text()

    def show_text(self) -> None:
        """The text itself, in as many codes as it needs."""
        article = self._session.article
        if article is None:
            self._announcements.say("say.no-article")
            return
        self._stop_page()
        self._wish += 1
        self.codes, self.number = (), 0
        self._set(Phase.TEXT)
        if self._session.is_growing:  # goes on once all of it is there
            self._announcements.say("say.still-opening")
            return
        messages = self._appearance.messages
        self._opening.tasks.work(
            lambda: _codes_of(article, messages), partial(self._take_codes, self._wish), self._failed
        )

    def _grown(self) -> None:
        if self.phase is Phase.TEXT and not self._session.is_growing:
            self.show_text()

    def _take_codes(self, wish: int, found: tuple[tuple[str, ...], int]) -> None:
        if wish != self._wish or self.phase is not Phase.TEXT:
            return
        self.codes, self.needed = found
        self._set(Phase.TEXT if self.codes else Phase.TOO_LONG)

    def turn(self, step: int) -> bool:
        """To the next code, or the one before; False at either end."""
        number = self.number + step
        if self.phase is not Phase.TEXT or not 0 <= number < len(self.codes):
            return False
        self.number = number
        self._set(Phase.TEXT)
        self._announcements.say("say.code-of", number=number + 1, codes=len(self.codes))
        return True

    def step(self, step: int) -> None:
        """The same, with an answer at either end."""
        if not self.turn(step):
            self._announcements.say("say.last-code" if step > 0 else "say.first-code")

    def ask_for_page(self) -> None:
        """Ask whether a phone at home may take the article."""
        if self.can_give_page:
            self._stop_page()
            self._set(Phase.ASKING)
        else:
            self._announcements.say("say.no-local-page")

    def give_page(self) -> None:
        """The reader has said yes: give the page, once."""
        article = self._session.article
        if not self.can_give_page or article is None or self.phase is not Phase.ASKING:
            return
        self._wish += 1
        wish = self._wish

        def ended(ending: Ending) -> None:
            self._opening.tasks.post(partial(self._ended, wish, ending))

        def job() -> OneTimePage:
            from gxreader.export.html import article_html
            from gxreader.share.one_time_page import OneTimePage

            return (self.make_page or OneTimePage)(article_html(article), ended)

        def done(page: OneTimePage) -> None:
            if wish != self._wish or self.phase is not Phase.ASKING:
                page.stop()  # the reader has gone elsewhere meanwhile
                return
            from gxreader.share.one_time_page import OPEN_SECONDS

            self._page = page
            self.closes = datetime.now().astimezone() + timedelta(seconds=OPEN_SECONDS)
            self._set(Phase.SERVING)

        self._opening.tasks.work(job, done, self._failed)

    def _ended(self, wish: int, ending: Ending) -> None:
        if wish != self._wish or self.phase is not Phase.SERVING:
            return
        self._page = None
        was_taken = ending.value == "taken"
        self._set(Phase.TAKEN if was_taken else Phase.OVER)
        self._announcements.say("say.page-taken" if was_taken else "say.page-over")

    def _failed(self, error: ReaderError) -> None:
        self._announcements.trouble(error)

    def leave(self) -> None:
        """The screen is left: the page at home is there no longer, and nothing is remembered."""
        self._stop_page()
        self._wish += 1
        self.phase, self.purpose, self._wished_address = Phase.NOTHING, None, ""
        self.codes, self.number = (), 0

    close = leave

    def _stop_page(self) -> None:
        page, self._page = self._page, None
        if page is not None:
            self._wish += 1
            page.stop()

    def _set(self, phase: Phase) -> None:
        self.phase = phase
        self.changed.emit(None)

    def words(self, messages: Messages) -> tuple[str, str]:
        """What the screen says in large words, and the steps below them; also what is read aloud."""
        if self.phase is Phase.ADDRESS:
            return messages.text("phone.address"), self._steps(messages)
        if self.phase is Phase.TEXT and not self.codes:
            return messages.text("phone.preparing"), ""
        if self.phase is Phase.TEXT:
            return self._text_words(messages)
        if self.phase is Phase.TOO_LONG:
            return messages.text("phone.too-long", codes=self.needed), self._ways_on(messages)
        if self.phase is Phase.SERVING and self.closes is not None:
            until = f"{self.closes:%H:%M}"
            return messages.text("phone.serving"), messages.text("phone.serving.how", until=until)
        if self.phase is Phase.NOTHING:
            return "", ""
        return messages.text(f"phone.{self.phase.value}"), messages.text(f"phone.{self.phase.value}.how")

    def _text_words(self, messages: Messages) -> tuple[str, str]:
        if len(self.codes) == 1:
            return messages.text("phone.text-in-one"), messages.text("phone.text-in-one.how")
        what = messages.text("phone.text", number=self.number + 1, codes=len(self.codes))
        return what, messages.text("phone.text.how", codes=len(self.codes))

    def _ways_on(self, messages: Messages) -> str:
        """What can be done with a text too long, here and now."""
        if self._appearance.face.id == "terminal":
            return messages.text("phone.too-long.how.paper")
        if self.can_give_page or not self.policy.local_page:
            return messages.text("phone.too-long.how")
        return messages.text("phone.too-long.how.page")

    def _steps(self, messages: Messages) -> str:
        if self.purpose is None:
            return messages.text("phone.address.how")
        if self.purpose.id == "wechat":
            return messages.text("phone.wechat.how")
        return messages.text("phone.app.how", name=self.purpose.named(messages.language))


def _codes_of(article: Article, messages: Messages) -> tuple[tuple[str, ...], int]:
    """The codes of an article's text; none, and how many it would need, where they are too many."""
    from gxreader.share.text_codes import TooManyCodes, text_codes

    try:
        codes = text_codes(shared_text(article, messages))
    except TooManyCodes as error:
        return (), error.count
    return codes, len(codes)
