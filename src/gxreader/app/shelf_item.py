"""One thing on the bookshelf, looked at closely: a note on a bookmark, tags, out of sight."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.app.bookshelf import Bookshelf, Row
from gxreader.app.interface import Page
from gxreader.app.opening import Opening
from gxreader.model.event import Event

if TYPE_CHECKING:
    from gxreader.library.library import Library

LONGEST_NOTE = 500  # characters
_MOST = 1000  # works that come back at once
_BETWEEN_TAGS = re.compile(r"[,，、;；\s]+")


class ShelfItem:
    """Holds what is looked at. Nothing here waits for the disk."""

    def __init__(self, bookshelf: Bookshelf, opening: Opening, announcements: Announcements) -> None:
        """Write into the library of `bookshelf`."""
        self.changed: Event[None] = Event()
        self.row: Row | None = None
        self.note = ""
        self.tags: tuple[str, ...] = ()
        self._hidden = 0
        self._bookshelf = bookshelf
        self._opening = opening
        self._announcements = announcements

    def look_at(self, row: Row) -> None:
        """Show its screen."""

        def job(library: Library) -> tuple[str, tuple[str, ...]]:
            work = library.works.get(row.work)
            marks = library.marks.of(row.work) if row.mark else ()
            note = next((mark.note for mark in marks if mark.id == row.mark), "")
            return note, work.tags if work is not None else ()

        def done(found: tuple[str, tuple[str, ...]]) -> None:
            self.row = row
            self.note, self.tags = found
            self.changed.emit(None)
            self._opening.interface.show_page(Page.SHELF_ITEM)

        self._bookshelf.ask(job, done)

    def keep(self, note: str, tags: str) -> None:
        """Write down what was typed; tags are parted by spaces or commas."""
        row = self.row
        if row is None:
            return
        wished = tuple(dict.fromkeys(tag for tag in _BETWEEN_TAGS.split(tags) if tag))
        before, words = self.tags, note.strip()[:LONGEST_NOTE]

        def job(library: Library) -> None:
            if row.mark:
                library.marks.change(row.mark, note=words)
            for tag in wished:
                if tag not in before:
                    library.works.tag(row.work, tag)
            for tag in before:
                if tag not in wished:
                    library.works.untag(row.work, tag)

        def done(_nothing: None) -> None:
            self.note, self.tags = words, wished
            self._announcements.say("say.written-down")
            self.changed.emit(None)
            self._bookshelf.refresh()

        self._bookshelf.ask(job, done)

    def hide(self) -> None:
        """Out of the lists; it comes back by a key, and everything that belongs to it stays."""
        row = self.row
        if row is None:
            return

        def done(_nothing: None) -> None:
            self._hidden = row.work
            self._opening.interface.show_page(Page.SHELF)
            self._announcements.offer("say.hidden", "shelf-unhide", title=row.title)

        self._bookshelf.ask(lambda library: library.works.hide(row.work), done)

    def unhide(self) -> None:
        """Bring back what was put out of sight last; without such a thing, all that ever was."""
        last, self._hidden = self._hidden, 0

        def job(library: Library) -> int:
            from gxreader.library.values import Shelf

            hidden = [last] if last else [work.id for work in library.works.list(Shelf.HIDDEN, limit=_MOST)]
            for work in hidden:
                library.works.hide(work, hidden=False)
            return len(hidden)

        def done(count: int) -> None:
            self._announcements.say("say.unhidden" if count else "say.nothing-hidden")
            self._bookshelf.refresh()

        self._bookshelf.ask(job, done)

    def open(self) -> None:
        """Open it, at its mark."""
        if self.row is not None:
            self._bookshelf.open(self.row)

    def remove(self) -> None:
        """Take it away, with a way back."""
        if self.row is not None:
            self._opening.interface.show_page(Page.SHELF)
            self._bookshelf.remove(self.row)
