"""Sharing the open article: which targets there are for it, and what a press on one does.

Nothing is ever sent from here. What leaves the program is an address, handed to the computer's own browser or
mail program after the reader has been told of it; what is sent from there is decided there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.carrying import Carrying
from gxreader.app.opening import Opening
from gxreader.app.session import Session
from gxreader.app.sharing_text import material_of, shared_text
from gxreader.errors import ReaderError
from gxreader.model.event import Event
from gxreader.policy.sharing import Sharing as Policy

if TYPE_CHECKING:  # imported when something is shared, not before the window is there
    from gxreader.share.targets import Target


class Row(msgspec.Struct, frozen=True):
    """A target, and the key of the words that say why it cannot be used now; empty where it can."""

    target: Target
    reason: str = ""


class Asked(msgspec.Struct, frozen=True):
    """What waits for the reader's yes: a target, and the address that would be opened."""

    target: Target
    address: str


class Sharing:
    """What the screen of sharing shows and does."""

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        announcements: Announcements,
        opening: Opening,
        carrying: Carrying,
    ) -> None:
        """Share the article of `session`; codes are shown by `carrying`."""
        self.changed: Event[None] = Event()
        self.asked: Asked | None = None
        self._session = session
        self._appearance = appearance
        self._announcements = announcements
        self._opening = opening
        self._carrying = carrying
        session.article_changed.connect(lambda _article: self.leave())

    @property
    def policy(self) -> Policy:
        """What may leave the program here and now."""
        return self._carrying.policy

    @property
    def rows(self) -> tuple[Row, ...]:
        """The targets that are allowed here, those first that can take the open article."""
        from gxreader.share.targets import known_targets

        policy = self.policy
        if not policy.allowed:
            return ()
        has_address = bool(self._carrying.article_address)
        rows = [
            Row(target, "" if has_address or not target.way.needs_address else "share.needs-address")
            for target in known_targets()
            if policy.browser or not target.way.leaves
        ]
        return tuple(sorted(rows, key=lambda row: bool(row.reason)))

    def choose(self, row: Row) -> None:
        """Do what a target is for; before another program is opened, ask."""
        from gxreader.share.targets import Way

        article = self._session.article
        if article is None:
            self._announcements.say("say.no-article")
        elif row.reason:
            self._announcements.say(row.reason)
        elif row.target.way is Way.TEXT:
            self.copy_text()
        elif row.target.way is Way.LINK:
            self._opening.interface.copy_text(self._carrying.article_address)
            self._announcements.say("say.link-copied", address=self._carrying.article_address)
        elif row.target.way is Way.CODE:
            self._carrying.show(purpose=row.target)
        else:
            self._ask(row.target)

    def _ask(self, target: Target) -> None:
        from gxreader.share.addresses import filled

        article = self._session.article
        if article is None:
            return
        try:
            address = filled(target, material_of(article, self._appearance.messages))
        except ReaderError as error:
            self._announcements.trouble(error)
            return
        self.asked = Asked(target, address)
        self.changed.emit(None)

    def open_asked(self) -> None:
        """The reader has said yes: hand the address on."""
        asked, self.asked = self.asked, None
        self.changed.emit(None)
        if asked is None or not self.policy.browser:
            return
        from gxreader.share.targets import Way

        interface = self._opening.interface
        if asked.target.way is Way.MAIL:
            self._announcements.say("say.mail")
            if not interface.write_mail(asked.address):
                self._announcements.trouble(ReaderError("say.no-mail"))
        else:
            self._announcements.say("say.browser")
            if not interface.open_in_browser(asked.address):
                self._announcements.trouble(ReaderError("say.no-browser"))

    def decline(self) -> None:
        """The reader has said no."""
        if self.leave():
            self._announcements.say("say.not-opened")

    def leave(self) -> bool:
        """Forget what was asked; whether something was."""
        asked, self.asked = self.asked, None
        if asked is not None:
            self.changed.emit(None)
        return asked is not None

    def copy_text(self) -> None:
        """Put the whole article on the clipboard as plain text."""
        article, session = self._session.article, self._session
        if article is None:
            return
        if session.is_growing:
            self._announcements.say("say.still-opening")
            return
        messages, number = self._appearance.messages, session.number

        def done(text: str) -> None:
            if number != self._session.number:
                return  # it would be another article's
            self._opening.interface.copy_text(text)
            self._announcements.say("say.text-copied", count=len(text))

        self._opening.tasks.work(lambda: shared_text(article, messages), done, self._announcements.trouble)

    def tell_unread(self) -> None:
        """Say that a description could not be understood, where there is such a one."""
        from gxreader.share.targets import unread_targets

        unread = unread_targets()
        if unread:
            self._announcements.trouble(ReaderError("say.target-unread", file=unread[0].file.name))
