"""The reader's bookshelf: what was read, places that were marked, articles kept whole; found again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import msgspec

from gxreader.app.announcements import Announcements
from gxreader.app.continuing import Continuing
from gxreader.app.interface import Page
from gxreader.app.opening import Opening
from gxreader.app.session import Session
from gxreader.errors import ReaderError
from gxreader.model.article import Article
from gxreader.model.event import Event
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.settings.store import Settings

if TYPE_CHECKING:  # the library is opened when somebody reads, not before the window is there
    from gxreader.library.library import Library
    from gxreader.library.values import Anchor, Work
    from gxreader.library.values import Opening as LibraryOpening

Result = TypeVar("Result")

MOST_ROWS = 200
_LONG_WORK = (
    100_000  # characters, a second of work; a longer one is on the shelf by its title, and found by it alone
)
KEPT = "kept:"  # before the number of a work that has no address
SHOWN = 40  # characters of the text at a bookmark


class Shelf(StrEnum):
    """The parts of the bookshelf."""

    HISTORY = "history"
    MARKS = "marks"
    SAVED = "saved"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One thing on a shelf; `mark` is 0 where it is a whole work, `anchor` where it is to be opened.

    `is_kept` means that the whole of it is to be opened as it was kept, whatever its address has now.
    """

    work: int
    title: str
    note: str = ""
    address: str = ""
    when: datetime | None = None
    mark: int = 0
    anchor: Anchor | None = None
    is_kept: bool = False


class Bookshelf:
    """Notes what is opened, and shows it again. Nothing here waits for the disk."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        announcements: Announcements,
        opening: Opening,
        continuing: Continuing,
    ) -> None:
        """Keep what `session` opens in the library of `continuing`."""
        self.changed: Event[None] = Event()
        self.leaving: Event[None] = Event()  # another article is open
        self.noted: Event[None] = Event()  # the open article is in the library, as it is now
        self.shelf = Shelf.HISTORY
        self.wanted = ""
        self.is_removing = False
        self.is_editing = False
        self.edited: Event[Row] = Event()  # a row is to be looked at closely
        self.rows: tuple[Row, ...] = ()
        self._session = session
        self._settings = settings
        self._announcements = announcements
        self._opening = opening
        self._continuing = continuing
        self._asked = 0  # which question to the library is the newest
        self._sought: Anchor | None = None  # where to go in the work that is being opened
        session.article_changed.connect(self._article_changed)
        session.article_grown.connect(self._article_changed)

    def wake(self) -> None:
        """What is due once the window is there: a backup, and a word where the library was damaged."""

        def done(found: LibraryOpening) -> None:
            if found.damaged:
                key = "library.set-aside-backup" if found.backup else "library.set-aside"
                self._announcements.trouble(ReaderError(key, file=found.damaged, backup=found.backup))

        self.ask(lambda library: library.wake(), done)

    # What is opened

    def _article_changed(self, article: Article) -> None:
        session = self._session
        self.leaving.emit(None)
        if session.is_growing:
            return  # the whole of it is noted, and searched for the mark, when it is there
        self._find_place()
        if not self._is_noted(article):
            return
        units, origin = session.units, session.origin
        kept = whole = article
        if sum(len(unit.text) for unit in units.all) > _LONG_WORK:
            kept, units = msgspec.structs.replace(article, blocks=(), parts=()), Units(Article())

        def note(library: Library) -> int:
            work = library.works.put(kept, origin, units, visited=True)
            if not origin:  # words that were pasted are nowhere else
                library.offline.save(whole, origin, by_wish=False)
            return work

        def noted(work: int) -> None:
            if not origin:
                self._continuing.note_last(f"{KEPT}{work}", whole.title)
            self.noted.emit(None)

        # Nobody has asked for it: a full disk is told when something is to be kept, not with each article.
        self.ask(note, noted, lambda _error: None)

    def _is_noted(self, article: Article) -> bool:
        is_own = article.url.startswith("gxreader:")
        return self._continuing.keeps_history and not is_own and not article.entries and bool(article.blocks)

    def _find_place(self) -> None:
        anchor, self._sought = self._sought, None
        if anchor is None:
            return
        from gxreader.library.marks import find_anchor

        place = find_anchor(anchor, self._session.units)
        if place is None:
            self._announcements.say("say.mark-lost")
        else:
            self._opening.interface.lead_to(place)

    # Kept articles

    def save(self) -> None:
        """Keep the open article whole, to be read without a network."""
        article, session = self._session.article, self._session
        if article is None or article.url.startswith("gxreader:"):
            self._announcements.say("say.nothing-to-mark")
            return
        units, origin = session.units, session.origin
        self.ask(
            lambda library: library.offline.save(article, origin, units),
            lambda _work: self._announcements.say("say.saved", title=article.title),
        )

    # The shelf

    def look_at(self, shelf: Shelf) -> None:
        """Show a part of the bookshelf."""
        self.shelf, self.wanted, self.is_removing, self.is_editing = shelf, "", False, False
        self.refresh()

    def look_for(self, wanted: str) -> None:
        """Show what the whole library has of some words; nothing wanted shows the shelf again."""
        self.wanted = wanted.strip()
        self.refresh()

    def refresh(self) -> None:
        """Ask the library anew."""
        shelf, wanted = self.shelf, self.wanted
        self._asked += 1
        ticket = self._asked

        def done(rows: tuple[Row, ...]) -> None:
            if ticket == self._asked:
                self.rows = rows
                self.changed.emit(None)

        self.ask(lambda library: rows_of(library, shelf, wanted), done)

    def open(self, row: Row) -> None:
        """Open what a row shows, at its mark; or take it away, where that is wished."""
        if self.is_removing:
            self.remove(row)
            return
        if self.is_editing:
            self.is_editing = False
            self.edited.emit(row)
            return
        self._sought = row.anchor
        if row.address and row.address == self._session.origin:
            self._opening.interface.show_page(Page.READING)
            self._find_place()
        elif row.address and not row.is_kept:
            self._opening.open_text(row.address)
        else:
            self._open_kept(row.work)

    def open_kept(self, reference: str) -> bool:
        """Open what is nowhere but in the library, by how it was noted; False for anything else."""
        number = reference.removeprefix(KEPT)
        if number == reference or not number.isdecimal():
            return False
        self._open_kept(int(number))
        return True

    def _open_kept(self, work: int) -> None:
        self.ask(lambda library: library.offline.article(work), self._show_kept)

    def _show_kept(self, article: Article | None) -> None:
        if article is None:
            self._sought = None
            self._announcements.say("say.no-longer-kept")
        else:
            sought, units = self._sought, Units(article)
            place = self._continuing.place_in(article, units, "")
            self._opening.show(article, units)
            self._opening.interface.show_page(Page.READING)
            if sought is None and place != Locator(0):
                self._opening.interface.lead_to(place)
                self._announcements.offer("say.continued", "beginning")

    def switch_removing(self) -> None:
        """From now on a press takes away, or opens again."""
        self.is_removing, self.is_editing = not self.is_removing, False
        self._announcements.say("say.removing" if self.is_removing else "say.removing-off")
        self.changed.emit(None)

    def switch_editing(self) -> None:
        """The next press looks at a row closely, or opens again."""
        self.is_editing, self.is_removing = not self.is_editing, False
        self._announcements.say("say.editing" if self.is_editing else "say.editing-off")
        self.changed.emit(None)

    def remove(self, row: Row) -> None:
        """Take away what a row shows, with a way back."""

        def job(library: Library) -> None:
            if row.mark:
                library.journal.delete_mark(row.mark)
            else:
                library.journal.delete_work(row.work)

        def done(_nothing: None) -> None:
            self._announcements.offer("say.shelf-removed", "shelf-undo", title=row.title)
            self.refresh()

        self.ask(job, done)

    def undo(self) -> None:
        """Bring back what was taken away last."""

        def done(_deletion: object) -> None:
            self._announcements.say("say.undone")
            self.refresh()
            self.noted.emit(None)

        self.ask(lambda library: library.journal.undo(), done)

    def ask(
        self,
        job: Callable[[Library], Result],
        done: Callable[[Result], None],
        failed: Callable[[ReaderError], None] | None = None,
    ) -> None:
        """Ask the library off the window's thread; what goes wrong is told, if nobody else wants to know."""
        continuing = self._continuing
        self._opening.tasks.work(lambda: job(continuing.library), done, failed or self._announcements.trouble)


def rows_of(library: Library, shelf: Shelf, wanted: str) -> tuple[Row, ...]:
    """What a part of the bookshelf holds; or, of the whole of it, what holds some words."""
    from gxreader.library import values

    if wanted:
        hits = library.search.find(wanted, limit=MOST_ROWS).hits
        return tuple(_row(hit.work, note=hit.snippet) for hit in hits)
    if shelf is Shelf.MARKS:
        return _marked_rows(library)
    chosen = values.Shelf.HISTORY if shelf is Shelf.HISTORY else values.Shelf.SAVED
    is_kept = shelf is Shelf.SAVED
    return tuple(_row(work, is_kept=is_kept) for work in library.works.list(chosen, limit=MOST_ROWS))


def _row(work: Work, note: str = "", *, is_kept: bool = False) -> Row:
    return Row(
        work=work.id,
        title=work.title or work.address,
        note=note or work.site or work.host,
        address=work.address,
        when=work.opened,
        is_kept=is_kept,
    )


def _marked_rows(library: Library) -> tuple[Row, ...]:
    found = []
    for mark in library.marks.list(MOST_ROWS):
        work = library.works.get(mark.work)
        if work is None:  # taken away by another window just now
            continue
        text = mark.note or (mark.anchor.text + mark.anchor.after)[:SHOWN]
        found.append(
            Row(
                work=work.id,
                title=work.title or work.address,
                note=text,
                address=work.address,
                when=mark.made,
                mark=mark.id,
                anchor=mark.anchor,
            )
        )
    return tuple(found)
