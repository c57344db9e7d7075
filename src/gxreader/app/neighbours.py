"""What stands before and after the open article in the list it was chosen from."""

from __future__ import annotations

from gxreader.app.announcements import Announcements
from gxreader.app.opening import Opening
from gxreader.app.session import Session
from gxreader.model.article import Article
from gxreader.model.site import Entry


class Neighbours:
    """Remembers the list that was open last, and where in it the open article is."""

    def __init__(self, session: Session, opening: Opening, announcements: Announcements) -> None:
        """Follow what `session` shows."""
        self.list: Article | None = None
        self._at = -1
        self._session = session
        self._opening = opening
        self._announcements = announcements
        session.article_changed.connect(self._article_changed)

    @property
    def previous(self) -> Entry | None:
        """The article above the open one in the list."""
        return self._entry(self._at - 1) if self._at > 0 else None

    @property
    def following(self) -> Entry | None:
        """The article below the open one in the list."""
        return self._entry(self._at + 1) if self._at >= 0 else None

    def step(self, step: int) -> None:
        """Open the article below (1) or above (-1); where the list ends, its next page, or say so."""
        entry = self.following if step > 0 else self.previous
        if entry is not None:
            self._opening.follow(entry.url, self.list)
        elif self._at < 0 or self.list is None:
            self._announcements.say("say.no-list")
        else:
            paging = self.list.paging
            address = (paging.following if step > 0 else paging.previous) if paging else ""
            if address:
                self._opening.follow(address, self.list)
            else:
                self._announcements.say("say.list-ends" if step > 0 else "say.list-begins")

    def tell_end(self) -> bool:
        """An article has been read to its end: offer the one below it; False where there is none."""
        entry = self.following
        if entry is None:
            return False
        self._announcements.offer("say.finished-next", "next-article", title=entry.title)
        return True

    def _entry(self, number: int) -> Entry | None:
        entries = self.list.entries if self.list is not None else ()
        return entries[number] if 0 <= number < len(entries) and entries[number].url else None

    def _article_changed(self, article: Article) -> None:
        if article.entries:
            self.list, self._at = article, -1
            return
        here = {address for address in (article.url, self._session.origin, self._opening.named) if address}
        entries = self.list.entries if self.list is not None else ()
        self._at = next((number for number, entry in enumerate(entries) if entry.url in here), -1)
