"""What is open now, where the reader is in it, and the way back."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gxreader.model.article import Article
from gxreader.model.event import Event
from gxreader.model.locator import Locator
from gxreader.model.units import Units

if TYPE_CHECKING:
    from gxreader.load.parsing.source import Source  # loading is imported when something is loaded

STEPS_BACK = 50  # articles kept in memory to go back to
SOURCE_BYTES = 100 * 1024 * 1024  # of the files those articles came from, kept for the pictures within


@dataclass(frozen=True, slots=True)
class Visit:
    """An article that was open, the place in it, its units, the file that holds its pictures, its origin."""

    article: Article
    place: Locator
    units: Units
    number: int
    source: Source | None = None
    origin: str = ""


class Session:
    """The open article and its neighbours in the order they were visited."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self.article_changed: Event[Article] = Event()
        self.article_grown: Event[Article] = Event()
        self.place_changed: Event[Locator] = Event()
        self.article: Article | None = None
        self.units = Units(Article())
        self.place = Locator(0)
        self.number = 0  # of the open work, whatever it grows to; the same again when it is gone back to
        self.source: Source | None = None
        self.origin = ""  # the address or path the open article came from; empty for text
        self.is_growing = False  # the rest of a long work is still being loaded
        self._numbers = itertools.count(1)
        self._earlier: list[Visit] = []
        self._later: list[Visit] = []

    def show(
        self,
        article: Article,
        units: Units | None = None,
        source: Source | None = None,
        *,
        growing: bool = False,
        place: Locator = Locator(0),  # noqa: B008 - it is frozen
        origin: str = "",
    ) -> None:
        """Open an article at a place; the one before it can be gone back to.

        `units` are its own, if already counted. `source` holds the pictures within it; `growing` announces
        that `grow` will bring the rest of it. `origin` is the address or path it came from.
        """
        if self.article is not None:
            self._earlier.append(self._visit(self.article))
            del self._earlier[:-STEPS_BACK]
            self._forget_sources()
        self._later.clear()
        opened = Visit(article, place, units or Units(article), next(self._numbers), source, origin)
        self._set(opened, growing=growing)

    def grow(
        self, article: Article, units: Units, source: Source | None = None, *, growing: bool = False
    ) -> None:
        """More of the open work has come: it begins with what is open, so that every place stays.

        `growing` announces still more. A work that begins otherwise after all is put in its stead.
        """
        if units.all[: len(self.units)] != self.units.all:
            self.replace(article, units, source)
            return
        self.article, self.units = article, units
        self.source = source or self.source
        self.is_growing = growing
        self.article_grown.emit(article)

    def replace(self, article: Article, units: Units | None = None, source: Source | None = None) -> None:
        """Put a twin of the open article (another language, a reload) in its stead, keeping the place."""
        place = self.place
        units = units or Units(article)
        if place.block >= len(units):
            place = Locator(0)
        elif place.end > len(units[place.block].text):
            place = Locator(place.block)
        self._set(Visit(article, place.point(), units, next(self._numbers), source, self.origin))

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

    def visit(self) -> Visit | None:
        """What is open, and where the reader is in it."""
        return self._visit(self.article) if self.article is not None else None

    def forget_others(self) -> None:
        """There is no way back or forward any more."""
        self._earlier.clear()
        self._later.clear()

    def _step(self, source: list[Visit], other: list[Visit]) -> None:
        if source:
            visit = source.pop()
            if self.article is not None:
                other.append(self._visit(self.article))
            self._set(visit)

    def _visit(self, article: Article) -> Visit:
        return Visit(article, self.place, self.units, self.number, self.source, self.origin)

    def _forget_sources(self) -> None:
        """Of files held in memory, only so much is kept; an article without its file lacks its pictures."""
        total = 0
        for number in range(len(self._earlier) - 1, -1, -1):
            visit = self._earlier[number]
            total += len(visit.source.data) if visit.source else 0
            if total > SOURCE_BYTES:
                self._earlier[number] = replace(visit, source=None)

    def _set(self, visit: Visit, *, growing: bool = False) -> None:
        self.article = visit.article
        self.units = visit.units
        self.place = visit.place
        self.number = visit.number
        self.source = visit.source
        self.origin = visit.origin
        self.is_growing = growing
        self.article_changed.emit(visit.article)
