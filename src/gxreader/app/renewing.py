"""Loading the open page anew: what is open stays until something else has come."""

from __future__ import annotations

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.interface import Page
from gxreader.app.loading import Opened, opened
from gxreader.app.opening import Opening
from gxreader.app.session import Session
from gxreader.app.works import Works
from gxreader.errors import ReaderError

_WEB = ("http://", "https://")


class Renewing:
    """Puts what an address has now in the place of what was loaded from it."""

    def __init__(
        self,
        session: Session,
        opening: Opening,
        works: Works,
        appearance: Appearance,
        announcements: Announcements,
    ) -> None:
        """Renew what `session` shows, with the loader of `works`."""
        self._session = session
        self._opening = opening
        self._works = works
        self._appearance = appearance
        self._announcements = announcements
        self._ticket = 0

    def renew(self) -> None:
        """Load the open page anew; where something could not be opened, try that again."""
        origin, number = self._session.origin, self._session.number
        if self._opening.failure is not None and self._opening.interface.page() is Page.TROUBLE:
            self._opening.retry()
            return
        if not origin.startswith(_WEB):
            self._announcements.say("say.nothing-to-renew")
            return
        self._ticket += 1
        ticket, language = self._ticket, self._appearance.language

        def is_wanted() -> bool:
            return ticket == self._ticket and number == self._session.number and not self._opening.is_loading

        def job() -> Opened:
            from gxreader.load.reference import Kind, Reference

            work = self._works.loader().load(Reference(Kind.ADDRESS, origin), language=language)
            return opened(self._opening.news_marked(work, language))

        def done(result: Opened) -> None:
            if is_wanted():
                self._renewed(result)

        def failed(error: ReaderError) -> None:
            if is_wanted():
                self._announcements.trouble(error)

        self._announcements.say("say.renewing")
        self._opening.tasks.work(job, done, failed)

    def _renewed(self, result: Opened) -> None:
        before, article = self._session.article, result.work.article
        if before is not None and article.blocks == before.blocks and article.title == before.title:
            self._announcements.say("say.renewed-same")
        else:
            self._session.replace(article, result.units, result.source)
            self._announcements.say("say.renewed")
