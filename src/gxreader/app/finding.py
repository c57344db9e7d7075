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
            self.hits = self._places(wanted)
            self._current = -1
            self.hits_changed.emit(self.hits)
        if not self.hits:
            self._announcements.say("say.not-found", words=wanted)
            return
        self._current = (self._current + 1) % len(self.hits)
        self._session.move_to(self.hits[self._current])
        self.hit_changed.emit(self.hits[self._current])
        self._announcements.say("say.found", words=wanted, number=self._current + 1, total=len(self.hits))

    def _places(self, wanted: str) -> tuple[Locator, ...]:
        """Every place of some words; what another wording shows is found by what is written."""
        for words in (wanted, *mainland_words(wanted)):
            if found := find_all(self._session.units, words):
                return found
        return ()

    def _forget(self, _article: Article) -> None:
        self._wanted = ""
        if self.hits:
            self.hits = ()
            self.hits_changed.emit(())
