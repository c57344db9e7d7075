"""Finding words in the open article."""

from __future__ import annotations

from gxreader.app.announcements import Announcements
from gxreader.app.session import Session
from gxreader.han.writing import folded, mainland_words
from gxreader.model.article import Article
from gxreader.model.event import Event
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.theme.typography import has_han


def find_all(units: Units, wanted: str) -> tuple[Locator, ...]:
    """Every place of `wanted`, in either case and either way of writing Chinese, in reading order."""
    needle = _comparable(wanted.strip())
    found: list[Locator] = []
    for unit in units.all if needle else ():
        text = _comparable(unit.text)
        start = text.find(needle)
        while start >= 0:
            found.append(Locator(unit.index, start, start + len(needle)))
            start = text.find(needle, start + len(needle))
    return tuple(found)


def _comparable(text: str) -> str:
    """A text in lower case and simplified characters, as long as it was."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = text  # a letter whose lower case is longer would shift every place after it
    return folded(lower) if has_han(lower) else lower


def places_of(units: Units, wanted: str) -> tuple[Locator, ...]:
    """Every place of some words; what another wording shows is found by what is written."""
    for words in (wanted, *mainland_words(wanted)):
        if found := find_all(units, words):
            return found
    return ()


class Finding:
    """The hits of the last search and the one being looked at."""

    def __init__(self, session: Session, announcements: Announcements) -> None:
        """Search in `session`'s article."""
        self.hits_changed: Event[tuple[Locator, ...]] = Event()
        self.hit_changed: Event[Locator] = Event()
        self.hits: tuple[Locator, ...] = ()
        self._session = session
        self._announcements = announcements
        self.wanted = ""
        self._current = -1
        session.article_changed.connect(self._forget)

    def find(self, wanted: str) -> None:
        """Go to the first place of some words, or to the next if they are asked for again."""
        wanted = wanted.strip()
        if not wanted:
            return
        if wanted != self.wanted:
            self._begin(wanted, places_of(self._session.units, wanted))
        self.step(1)

    def show(self, wanted: str, hits: tuple[Locator, ...]) -> None:
        """Mark places that somebody else has found for some words, and go to the first."""
        self._begin(wanted, hits)
        self.step(1)

    def step(self, step: int) -> None:
        """Go to the next place (1) or the one before (-1); after the last comes the first again."""
        if not self.wanted:
            self._announcements.offer("say.nothing-sought", "search")
            return
        if not self.hits:
            self._announcements.offer("say.not-found", "search", words=self.wanted)
            return
        start = self._current if self._current >= 0 or step > 0 else 0
        self._current = (start + step) % len(self.hits)
        hit = self.hits[self._current]
        self._session.move_to(hit)
        self.hit_changed.emit(hit)
        total = len(self.hits)
        if total > 1:
            self._announcements.offer(
                "say.found", "find-next", words=self.wanted, number=self._current + 1, total=total
            )
        else:
            self._announcements.say("say.found", words=self.wanted, number=1, total=1)

    def _begin(self, wanted: str, hits: tuple[Locator, ...]) -> None:
        self.wanted, self.hits, self._current = wanted, hits, -1
        self.hits_changed.emit(hits)

    def _forget(self, _article: Article) -> None:
        self.wanted, self._current = "", -1
        if self.hits:
            self.hits = ()
            self.hits_changed.emit(())
