"""The columns of known sites: what a site offers to read, each one press away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.opening import Opening
from gxreader.app.works import Works
from gxreader.errors import ReaderError
from gxreader.library.sites import Column, Site, known_sites, name_in, site_of, unread_sites
from gxreader.model.article import Article
from gxreader.model.event import Event
from gxreader.model.site import Link
from gxreader.settings.schema import HIDDEN_SITES, SITE_ORDER
from gxreader.settings.store import Settings

Thing = TypeVar("Thing")


class Columns:
    """Knows which site is looked at, and opens what it offers."""

    def __init__(
        self,
        opening: Opening,
        works: Works,
        appearance: Appearance,
        announcements: Announcements,
        settings: Settings,
    ) -> None:
        """Open columns with `opening`; home pages are read by the loader of `works`."""
        self.changed: Event[None] = Event()
        self._opening = opening
        self._works = works
        self._appearance = appearance
        self._announcements = announcements
        self._settings = settings
        self._chosen = ""  # the id of the site the reader chose
        self._sought = 0  # which search on a home page is the newest

    @property
    def sites(self) -> tuple[Site, ...]:
        """The sites that have something to offer, in the reader's order, without those put out of sight."""
        return tuple(site for site in self.all_sites if site.columns and not self.is_hidden(site))

    @property
    def all_sites(self) -> tuple[Site, ...]:
        """Every site that is known, in the reader's order; those that came since are the last."""
        order = self._settings.get(SITE_ORDER).split()
        return tuple(
            sorted(known_sites(), key=lambda site: order.index(site.id) if site.id in order else len(order))
        )

    def is_hidden(self, site: Site) -> bool:
        """Whether a site was put out of sight."""
        return site.id in self._settings.get(HIDDEN_SITES).split()

    def hide(self, site: Site, *, hidden: bool) -> None:
        """Put a site out of sight, or show it again."""
        others = [one for one in self._settings.get(HIDDEN_SITES).split() if one != site.id]
        self._settings.set(HIDDEN_SITES, " ".join((*others, *([site.id] if hidden else ()))))
        key = "say.sites-hidden" if hidden else "say.sites-shown"
        self._announcements.say(key, name=site.named(self._appearance.language))

    def move(self, site: Site, step: int) -> None:
        """Show a site one place further up (-1) or down (1)."""
        ids = [one.id for one in self.all_sites]
        moved = stepped(ids, ids.index(site.id), step)
        if moved is not None:
            self._settings.set(SITE_ORDER, " ".join(moved))
            self._announcements.say("say.sites-moved", name=site.named(self._appearance.language))

    def names(self) -> dict[str, str]:
        """The columns of all sites by their addresses, in the reader's language."""
        language = self._appearance.language
        return {
            site.address_of(column): name_in(column.name, language)
            for site in known_sites()
            for column in site.columns
            if column.url
        }

    def present(self, address: str = "") -> Site | None:
        """The site the reader chose; or the one an open article is of; or the first."""
        sites = self.sites
        chosen = next((site for site in sites if site.id == self._chosen), None)
        here = site_of(address) if address else None
        return chosen or (here if here in sites else None) or next(iter(sites), None)

    def choose(self, site: Site) -> None:
        """Look at a site."""
        self._chosen = site.id
        self.changed.emit(None)

    def tell_unread(self) -> None:
        """Say that a description could not be understood, where there is such a one."""
        unread = unread_sites()
        if unread:
            self._announcements.trouble(ReaderError("say.site-unread", file=unread[0].file.name))

    def open(self, site: Site, column: Column) -> None:
        """Open the list of a column; where its address is not known, look for it on the home page."""
        self._sought += 1
        self.find(site, column, self._opening.open_text, lambda: self._opening.open_text(site.home))

    def find(
        self,
        site: Site,
        column: Column,
        found: Callable[[str], None],
        missing: Callable[[], None] = lambda: None,
    ) -> None:
        """Tell `found` the address of a column, by its name on the home page if need be; or `missing`."""
        address = site.address_of(column)
        if address:
            found(address)
        else:
            self._look_for(site, column, found, missing)

    def search(self, site: Site, words: str) -> None:
        """Let the site look for words; where it cannot, open its home page."""
        self._sought += 1
        address = site.search_address(words)
        if address:
            self._opening.open_text(address)
        else:
            self._announcements.say("say.no-site-search")

    def _look_for(
        self, site: Site, column: Column, found: Callable[[str], None], missing: Callable[[], None]
    ) -> None:
        from gxreader.load.reference import Kind, Reference

        ticket, language = self._sought, self._appearance.language
        name = column.name.get("zh") or next(iter(column.name.values()))

        def job() -> str:
            home = self._works.loader().load(Reference(Kind.ADDRESS, site.home), language=language)
            return link_named(home.article, name)

        def done(address: str) -> None:
            if ticket != self._sought:
                return  # something else was wished for meanwhile
            if address:
                found(address)
            else:
                self._announcements.say("say.column-not-found", name=name)
                missing()

        def failed(error: ReaderError) -> None:
            if ticket == self._sought:
                self._announcements.trouble(error)

        self._announcements.say("say.looking-for-column", name=name)
        self._opening.tasks.work(job, done, failed)


def stepped(things: Sequence[Thing], place: int, step: int) -> list[Thing] | None:
    """The same with one of them a step further up or down; None where there is no place."""
    if not 0 <= place + step < len(things):
        return None
    moved = list(things)
    moved[place], moved[place + step] = moved[place + step], moved[place]
    return moved


def link_named(article: Article, name: str) -> str:
    """The address of a link that is called so; empty where a page has none."""
    return next((link.url for link in _links(article) if link.text.strip() == name and link.url), "")


def _links(article: Article) -> Iterator[Link]:
    yield from article.navigation
    yield from article.related
    yield from article.breadcrumb
    for entry in article.entries:
        yield Link(entry.title, entry.url)
    for block in article.blocks:
        for run in getattr(block, "runs", ()):
            if run.link:
                yield Link(run.text, run.link)
