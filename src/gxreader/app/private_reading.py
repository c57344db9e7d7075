"""Reading of which nothing is kept, and forgetting what was kept."""

from __future__ import annotations

from gxreader.app.announcements import Announcements
from gxreader.app.bookshelf import Bookshelf
from gxreader.app.continuing import Continuing
from gxreader.app.interface import Page
from gxreader.app.opening import Opening
from gxreader.app.session import Session, Visit
from gxreader.app.works import Works
from gxreader.model.event import Event


class PrivateReading:
    """From switching it on to switching it off nothing is written down, and nothing of it stays."""

    def __init__(
        self,
        session: Session,
        continuing: Continuing,
        works: Works,
        opening: Opening,
        bookshelf: Bookshelf,
        announcements: Announcements,
    ) -> None:
        """Begin as always: what is read is kept, where the settings say so."""
        self.changed: Event[None] = Event()
        self._session = session
        self._continuing = continuing
        self._works = works
        self._opening = opening
        self._bookshelf = bookshelf
        self._announcements = announcements
        self._before: Visit | None = None  # what was open when private reading began

    @property
    def is_on(self) -> bool:
        """Whether nothing is kept now."""
        return self._continuing.is_private

    def switch(self) -> None:
        """Keep nothing from now on; or keep what is read again, with nothing left of what was read so."""
        if self.is_on:
            self._forget_session()
        else:
            self._before = self._session.visit()
        self._continuing.set_private(private=not self.is_on)
        self._works.renew()  # its pages, too, are kept or not
        self.changed.emit(None)
        self._announcements.say("say.private" if self.is_on else "say.private-off")

    def _forget_session(self) -> None:
        """Nothing of what was open can be gone back to; what was open before it is open again."""
        before, self._before = self._before, None
        if before is None:
            self._opening.welcome()
        else:
            self._session.show(
                before.article, before.units, before.source, place=before.place, origin=before.origin
            )
            self._opening.interface.show_page(Page.READING)
        self._session.forget_others()

    def ask_to_forget(self) -> None:
        """Nothing is forgotten by one press."""
        self._announcements.offer("say.forget-sure", "forget-now")

    def forget(self) -> None:
        """Forget everything that was read, marked and kept."""

        def job() -> None:
            from gxreader.load.fetch import page_cache

            self._continuing.library.reset()
            page_cache().forget()

        def done(_nothing: None) -> None:
            self._bookshelf.refresh()
            self._announcements.say("say.forgotten")

        self._announcements.say("say.forgetting")
        self._before = None
        self._forget_session()
        self._continuing.forget()
        self._opening.tasks.work(job, done, self._announcements.trouble)
