"""What the reader marks in an article: places and stretches of text, found again in a page that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.app.bookshelf import SHOWN, Bookshelf
from gxreader.app.opening import Opening
from gxreader.app.session import Session
from gxreader.model.event import Event
from gxreader.model.locator import Locator
from gxreader.model.units import Units

if TYPE_CHECKING:  # the library is opened when somebody marks, not before the window is there
    from gxreader.library.library import Library

_COLOUR = "yellow"  # the library knows several; on screen each scheme has one that can be read


class Marking:
    """Bookmarks and highlights of the open article."""

    def __init__(
        self, bookshelf: Bookshelf, session: Session, announcements: Announcements, opening: Opening
    ) -> None:
        """Keep them on the bookshelf."""
        self.changed: Event[None] = Event()
        self.highlights: tuple[Locator, ...] = ()
        self._bookshelf = bookshelf
        self._session = session
        self._announcements = announcements
        self._opening = opening
        bookshelf.leaving.connect(lambda _nothing: self._show_highlights(()))
        bookshelf.noted.connect(lambda _nothing: self._load_highlights())

    def bookmark(self) -> None:
        """Mark the place where the reader is, or take the mark away that is there."""
        from gxreader.library.marks import anchor_at

        article, session = self._session.article, self._session
        if article is None or not len(session.units) or article.url.startswith("gxreader:"):
            self._announcements.say("say.nothing-to-mark")
            return
        place = self._opening.interface.here() or session.place
        anchor = anchor_at(Locator(place.block, place.start, place.start), session.units)
        units, origin = session.units, session.origin

        def mark(library: Library) -> bool:
            work = library.works.put(article, origin, units)
            there = [one for one in library.marks.of(work) if one.anchor.place == anchor.place]
            for one in there:
                library.journal.delete_mark(one.id)
            if not there:
                library.marks.add(work, anchor)
            return not there

        def done(is_marked: bool) -> None:
            text = (anchor.text + anchor.after)[:SHOWN]
            if is_marked:
                self._announcements.say("say.bookmarked", text=text)
            else:
                self._announcements.offer("say.bookmark-gone", "shelf-undo")
            self._bookshelf.refresh()

        self._bookshelf.ask(mark, done)

    def highlight(self) -> None:
        """Highlight what is selected, or take that away where all of it is highlighted."""
        from gxreader.library.marks import anchor_at

        article, session = self._session.article, self._session
        selected = self._opening.interface.selection()
        if selected is None or article is None or article.url.startswith("gxreader:"):
            self._announcements.say("say.nothing-selected")
            return
        units, origin = session.units, session.origin
        anchors = [anchor_at(place, units) for place in stretches(*selected, units)]

        def mark(library: Library) -> bool:
            work = library.works.put(article, origin, units)
            there = {one.anchor.place: one.id for one in library.marks.of(work) if one.colour}
            if all(anchor.place in there for anchor in anchors):
                for anchor in anchors:
                    library.journal.delete_mark(there[anchor.place])
                return False
            for anchor in anchors:
                library.marks.add(work, anchor, colour=_COLOUR)
            return True

        def done(is_marked: bool) -> None:
            if is_marked:
                self._announcements.say("say.highlighted")
            else:
                self._announcements.offer("say.highlight-gone", "shelf-undo")
            self._load_highlights()

        self._bookshelf.ask(mark, done)

    def _load_highlights(self) -> None:
        """Find what is highlighted in the open article, as it is now."""
        article, session, number = self._session.article, self._session, self._session.number
        if article is None:
            return
        units, origin = session.units, session.origin

        def find(library: Library) -> tuple[Locator, ...]:
            from gxreader.library.marks import find_anchor

            work = library.works.of(article, origin, units)
            marks = library.marks.of(work.id) if work is not None else ()
            places = [find_anchor(mark.anchor, units) for mark in marks if mark.colour]
            return tuple(place for place in places if place is not None)

        def done(places: tuple[Locator, ...]) -> None:
            if number == self._session.number:
                self._show_highlights(places)

        self._bookshelf.ask(find, done)

    def _show_highlights(self, places: tuple[Locator, ...]) -> None:
        if places != self.highlights:
            self.highlights = places
            self.changed.emit(None)


def stretches(first: Locator, last: Locator, units: Units) -> list[Locator]:
    """A selection as one place in each unit it touches."""
    found = []
    for block in range(first.block, last.block + 1):
        start = first.start if block == first.block else 0
        end = last.start if block == last.block else len(units[block].text)
        if start < end:
            found.append(Locator(block, start, end))
    return found
