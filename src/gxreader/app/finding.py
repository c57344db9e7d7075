"""Finding words in the open article."""

from __future__ import annotations

from gxreader.app.announcements import Announcements
from gxreader.app.session import Session
from gxreader.model.article import Article
from gxreader.model.event import Event
from gxreader.model.locator import Locator
from gxreader.model.units import Units


def find_all(units: Units, wanted: str) -> tuple[Locator, ...]:
    """Every place of `wanted`, without regard to upper and lower case, in reading order."""
    needle = wanted.strip().lower()
    found: list[Locator] = []
    for unit in units.all if needle else ():
        text = unit.text.lower()
        if len(text) != len(unit.text):
            text = unit.text  # a letter whose lower case is longer would shift every place after it
        start = text.find(needle)
        while start >= 0:
            found.append(Locator(unit.index, start, start + len(needle)))
            start = text.find(needle, start + len(needle))
    return tuple(found)


class Finding:
    """The hits of the last search and the one being looked at."""

    def __init__(self, session: Session, announcements: Announcements) -> None:
        """Search in `session`'s article."""
        self.hits_changed: Event[tuple[Locator, ...]] = Event()
        self.hit_changed: Event[Locator] = Event()
        self.hits: tuple[Locator, ...] = ()
        self._session = session
        self._announcements = announcements
        self._wanted = ""
        self._current = -1
        session.article_changed.connect(self._forget)

    def find(self, wanted: str) -> None:
        """Go to the first place of some words, or to the next if they are asked for again."""
        wanted = wanted.strip()
        if not wanted:
            return
        if wanted != self._wanted:
            self._wanted = wanted
            self.hits = find_all(self._session.units, wanted)
            self._current = -1
            self.hits_changed.emit(self.hits)
        if not self.hits:
            self._announcements.say("say.not-found", words=wanted)
            return
        self._current = (self._current + 1) % len(self.hits)
        self._session.move_to(self.hits[self._current])
        self.hit_changed.emit(self.hits[self._current])
        self._announcements.say("say.found", words=wanted, number=self._current + 1, total=len(self.hits))

    def _forget(self, _article: Article) -> None:
        self._wanted = ""
        if self.hits:
            self.hits = ()
            self.hits_changed.emit(())
