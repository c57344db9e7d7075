"""What is open now, where the reader is in it, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

from gxreader.model.article import Article
from gxreader.model.event import Event
from gxreader.model.locator import Locator
from gxreader.model.units import Units

STEPS_BACK = 50  # articles kept in memory to go back to


@dataclass(frozen=True, slots=True)
class Visit:
    """An article that was open, the place in it, and its units."""

    article: Article
    place: Locator
    units: Units


class Session:
    """The open article and its neighbours in the order they were visited."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self.article_changed: Event[Article] = Event()
        self.place_changed: Event[Locator] = Event()
        self.article: Article | None = None
        self.units = Units(Article())
        self.place = Locator(0)
        self._earlier: list[Visit] = []
        self._later: list[Visit] = []

    def show(self, article: Article, units: Units | None = None) -> None:
        """Open an article; the one before it can be gone back to. `units` are its own, if already counted."""
        if self.article is not None:
            self._earlier.append(Visit(self.article, self.place, self.units))
            del self._earlier[:-STEPS_BACK]
        self._later.clear()
        self._set(article, Locator(0), units)

    def replace(self, article: Article) -> None:
        """Put a twin of the open article (another language, a reload) in its stead, keeping the place."""
        place = self.place
        units = Units(article)
        if place.block >= len(units):
            place = Locator(0)
        self._set(
            article, place.point() if place.end <= len(units[place.block].text) else Locator(place.block)
        )

    def move_to(self, place: Locator) -> None:
        """Remember where the reader is; views follow."""
        if place != self.place:
            self.place = place
            self.place_changed.emit(place)

    @property
    def can_go_back(self) -> bool:
        """Whether an earlier article waits."""
        return bool(self._earlier)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is an article to return to after going back."""
        return bool(self._later)

    def back(self) -> None:
        """Return to the article before, at the place it was left."""
        self._step(self._earlier, self._later)

    def forward(self) -> None:
        """Undo one `back`."""
        self._step(self._later, self._earlier)

    def _step(self, source: list[Visit], other: list[Visit]) -> None:
        if source:
            visit = source.pop()
            if self.article is not None:
                other.append(Visit(self.article, self.place, self.units))
            self._set(visit.article, visit.place, visit.units)

    def _set(self, article: Article, place: Locator, units: Units | None = None) -> None:
        self.article = article
        self.units = units or Units(article)
        self.place = place
        self.article_changed.emit(article)
