"""Looking for words everywhere: in what was read and kept, on a site, in the open article."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from gxreader.app.bookshelf import KEPT, Bookshelf, Row
from gxreader.app.columns import Columns
from gxreader.app.finding import Finding, places_of
from gxreader.app.interface import Page
from gxreader.app.opening import Opening
from gxreader.app.session import Session
from gxreader.library.sites import Site
from gxreader.model.article import Article
from gxreader.model.event import Event
from gxreader.model.site import Link

if TYPE_CHECKING:  # the library is opened when somebody searches, not before the window is there
    from gxreader.library.library import Library
    from gxreader.library.search.searching import Hit
    from gxreader.model.locator import Locator

MOST_HITS = 50
_MOST_HOT = 8
_MOST_RECENT = 4
_MOST_SUGGESTED = 3


class Kind(StrEnum):
    """What a press on a line does; the words beside it are `search.<kind>`."""

    HOT = "hot"  # look for these words, which many look for
    RECENT = "recent"  # look for these words again
    SUGGESTED = "suggested"  # complete what was typed
    HIT = "hit"  # open a work of the library
    HERE = "here"  # find it in the open article
    SITE = "site"  # let a site look for it


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the screen; `marks` are the ranges of the words looked for, in code points."""

    kind: Kind
    words: str
    note: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    hit: Hit | None = None
    site: Site | None = None


class Searching:
    """Answers what is typed, letter by letter. Nothing here waits for the disk."""

    def __init__(
        self, session: Session, opening: Opening, bookshelf: Bookshelf, columns: Columns, finding: Finding
    ) -> None:
        """Search the library of `bookshelf`, the sites of `columns`, the article of `session`."""
        self.changed: Event[None] = Event()
        self.wanted = ""
        self.lines: tuple[Line, ...] = ()
        self.total = 0  # how many works were found, at least
        self._session = session
        self._opening = opening
        self._bookshelf = bookshelf
        self._columns = columns
        self._finding = finding
        self._asked = 0  # which question is the newest
        self._sought = ""  # what to show in the article that is being opened
        session.article_changed.connect(self._article_changed)

    def begin(self, words: str = "") -> None:
        """Show the screen, with words already looked for."""
        self.look_for(words)
        self._opening.interface.show_page(Page.SEARCH)

    def look_for(self, wanted: str) -> None:
        """Show what there is of some words; of none, what is often looked for."""
        self.wanted = " ".join(wanted.split())
        self._asked += 1
        ticket, words, site = self._asked, self.wanted, self._site
        units, sites = self._session.units, self._searchable

        def job(library: Library) -> tuple[tuple[Line, ...], int]:
            if not words:
                return offered(library, site), 0
            return found_lines(library, words, len(places_of(units, words)), sites)

        def done(found: tuple[tuple[Line, ...], int]) -> None:
            if ticket == self._asked:
                self.lines, self.total = found
                self.changed.emit(None)

        self._bookshelf.ask(job, done)

    def look_for_word(self, link: Link) -> None:
        """A hot word: the site answers it where its address is known, else all that is kept here."""
        self._note(link.text)
        if link.url:
            self._opening.follow(link.url)
        else:
            self.begin(link.text)

    def choose(self, line: Line) -> None:
        """Do what a line is for."""
        if line.kind in {Kind.HOT, Kind.RECENT, Kind.SUGGESTED}:
            self.begin(line.words)
            return
        self._note(self.wanted)
        if line.kind is Kind.SITE and line.site is not None:
            self._columns.search(line.site, self.wanted)
        elif line.kind is Kind.HERE:
            self._opening.interface.show_page(Page.READING)
            self._finding.find(self.wanted)
        elif line.hit is not None:
            self._open(line.hit)

    def _open(self, hit: Hit) -> None:
        self._sought, work = self.wanted, hit.work
        if work.address and work.address == self._session.origin:
            self._opening.interface.show_page(Page.READING)
            self._show_sought()
        else:
            address = "" if work.address.startswith(KEPT) else work.address
            self._bookshelf.is_removing = False
            self._bookshelf.open(Row(work=work.id, title=work.title, address=address))

    def _article_changed(self, article: Article) -> None:
        if self._sought and not article.entries:
            self._show_sought()

    def _show_sought(self) -> None:
        """Mark in the article what was looked for, as the search understood it, and go to the first of it."""
        words, self._sought = self._sought, ""
        number, texts = self._session.number, tuple(unit.text for unit in self._session.units.all)

        def done(places: tuple[Locator, ...]) -> None:
            if number == self._session.number and places:
                self._finding.show(words, places)

        self._bookshelf.ask(lambda library: library.search.places(texts, words), done)

    def _note(self, words: str) -> None:
        """What somebody looked for is offered again; a full disk is no reason to disturb them."""
        self._bookshelf.ask(
            lambda library: library.history.note_search(words), lambda _nothing: None, lambda _error: None
        )

    @property
    def _site(self) -> Site | None:
        article = self._session.article
        return self._columns.present(article.url if article is not None else "")

    @property
    def _searchable(self) -> tuple[Site, ...]:
        """The sites that can look for words themselves, the one that is looked at first."""
        present = self._site
        sites = sorted(self._columns.sites, key=lambda site: site != present)
        return tuple(site for site in sites if site.search)


def offered(library: Library, site: Site | None) -> tuple[Line, ...]:
    """What to look for, before anything is typed: last searches, the site's hot words, this library's."""
    recent = library.history.recent_searches(_MOST_RECENT)
    hot = (*(site.hot_words if site is not None else ()), *library.history.hot_words(_MOST_HOT))
    lines = [Line(kind=Kind.RECENT, words=words) for words in recent]
    lines += [Line(kind=Kind.HOT, words=words) for words in dict.fromkeys(hot) if words not in recent]
    return tuple(lines)


def found_lines(
    library: Library, words: str, here: int, sites: tuple[Site, ...]
) -> tuple[tuple[Line, ...], int]:
    """What there is of some words, and how many works have them; `here` is how often the open article has."""
    found = library.search.find(words, limit=MOST_HITS)
    titles = {hit.work.title for hit in found.hits}
    suggested = [text for text in library.suggesting.suggestions(words) if text not in titles]
    lines = [Line(kind=Kind.SUGGESTED, words=text) for text in suggested[:_MOST_SUGGESTED]]
    if here:
        lines.append(Line(kind=Kind.HERE, words=words, note=str(here)))
    lines += [
        Line(
            kind=Kind.HIT,
            words=hit.work.title or hit.work.address,
            note=hit.snippet,
            marks=hit.title_ranges,
            hit=hit,
        )
        for hit in found.hits
    ]
    lines += [Line(kind=Kind.SITE, words=words, site=site) for site in sites]
    return tuple(lines), found.total
