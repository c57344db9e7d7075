"""Adding and changing sites and subscriptions: where one is on that screen, and what each press does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from gxreader.app.interface import Page
from gxreader.app.proposing import Proposal, keep, named, proposal_of, propose
from gxreader.app.site_menus import about_list, column_menu, followed_menu, found_menu, site_menu, sites_menu
from gxreader.app.site_rows import Naming, Part, Place, Said, SiteRow
from gxreader.app.works import Works
from gxreader.errors import ReaderError
from gxreader.library.site_files import remove_site, save_site
from gxreader.library.sites import Column, Site, known_sites
from gxreader.model.article import Article
from gxreader.model.event import Event
from gxreader.settings.schema import HIDDEN_SITES, MODE, OFFLINE_MEGABYTES, REFRESH_HOURS, SITE_ORDER

if TYPE_CHECKING:
    from gxreader.app.reader import Reader
    from gxreader.library.library import Library
    from gxreader.library.values import Feed
    from gxreader.load.fetch import CancelToken

Result = TypeVar("Result")


class SiteEditor:
    """What is slow is done off the window's thread; `changed` tells when there is something else to show."""

    def __init__(self, reader: Reader, works: Works) -> None:
        """Look at addresses with the loader of `works`; follow lists in the library of the reader."""
        self.changed: Event[None] = Event()
        self.place = Place()
        self.proposal: Proposal | None = None
        self.naming: Naming | None = None
        self.feeds: tuple[Feed, ...] = ()
        self.reader = reader
        self.columns = reader.columns
        self.opening = reader.opening
        self.announcements = reader.announcements
        self._works = works
        self._back: Callable[[], None] | None = None  # what brings back what was taken away last
        self._cancel: CancelToken | None = None
        reader.refreshing.changed.connect(lambda _refreshed: self.refresh())
        reader.settings.changed.connect(self._setting_changed)

    # What is shown

    @property
    def language(self) -> str:
        """The interface's language."""
        return self.reader.appearance.language

    @property
    def rows(self) -> tuple[SiteRow, ...]:
        """The rows of where one is."""
        if self.proposal is not None:
            return found_menu(self, self.proposal)
        if self.place.address:
            return column_menu(self, self.place.site, self.place.address)
        if self.place.site:
            site = self.site(self.place.site)
            return site_menu(self, site) if site is not None else ()
        return sites_menu(self) if self.place.part is Part.SITES else followed_menu(self)

    @property
    def about(self) -> Said:
        """One line above the rows."""
        if self.proposal is not None:
            key = "sites.about-outline" if self.proposal.is_outline else "sites.about-found"
            return Said(key, {"name": self.proposal.name, "count": len(self.proposal.found)})
        if self.place.address:
            return about_list(self, self.place.site, self.place.address)
        site = self.site(self.place.site)
        if site is not None:
            return Said(f"sites.about-{site.origin}", {"name": site.named(self.language)})
        return Said(f"sites.about-{self.place.part}")

    @property
    def may_change(self) -> bool:
        """Whether anything is kept here; a public terminal keeps nothing."""
        settings = self.reader.settings
        return settings.is_kept and settings.get(MODE) != "terminal"

    def site(self, site_id: str) -> Site | None:
        """A site by its id."""
        return next((site for site in known_sites() if site.id == site_id), None)

    def feed(self, address: str) -> Feed | None:
        """A list, if it is followed."""
        return next((feed for feed in self.feeds if feed.address == address), None)

    def title_of(self, site_id: str, address: str) -> str:
        """What a list is called."""
        feed, site = self.feed(address), self.site(site_id)
        for column in site.columns if site is not None else ():
            if site is not None and site.address_of(column) == address:
                return column.name.get(self.language) or next(iter(column.name.values()))
        return feed.title if feed is not None else address

    # Where one goes

    def refresh(self) -> None:
        """Read anew what is followed."""

        def done(feeds: tuple[Feed, ...]) -> None:
            self.feeds = feeds
            self.changed.emit(None)

        self.ask(lambda library: library.subscriptions.subscribed(), done)

    def choose(self, part: Part) -> None:
        """Show a part."""
        self.go(Place(part))

    def go(self, place: Place) -> None:
        """Show another place; what was being named or found is left."""
        self._stop_looking()
        self.place, self.naming, self.proposal = place, None, None
        self.changed.emit(None)

    def step_back(self) -> bool:
        """Out of naming, of what was found, of a list, of a site; False where there is nothing to leave."""
        if self.naming is not None:
            self.naming = None
            self.changed.emit(None)
        elif self.proposal is not None:
            self.go(self.place)
        elif self.place.address and self.place.site:
            self.go(Place(self.place.part, self.place.site))
        elif self.place.address or self.place.site:
            self.go(Place(self.place.part))
        else:
            return False
        return True

    # The field

    def enter(self, text: str) -> None:
        """What was typed: a new name, or an address to be looked at."""
        if self.naming is not None:
            naming, self.naming = self.naming, None
            naming.take(text)
        elif text.strip():
            self._look_at(text.strip())

    def name(self, present: str, take: Callable[[str], None]) -> None:
        """Let the field ask for another name."""
        self.naming = Naming(present, take)
        self.changed.emit(None)

    def _look_at(self, text: str) -> None:
        from gxreader.load.fetch import CancelToken

        self._stop_looking()
        cancel = self._cancel = CancelToken()
        language = self.language

        def done(proposal: Proposal) -> None:
            if not cancel.cancelled:
                self._cancel = None
                self.proposal = proposal
                self.announcements.say("say.sites-found", count=len(proposal.found))
                self.changed.emit(None)

        def failed(error: ReaderError) -> None:
            if not cancel.cancelled:
                self._cancel = None
                self.announcements.trouble(error)

        self.announcements.say("say.sites-looking")
        self.opening.tasks.work(lambda: propose(self._works.loader(), text, language, cancel), done, failed)

    def _stop_looking(self) -> None:
        if self._cancel is not None:
            self._cancel.cancel()
            self._cancel = None

    # What is kept

    def switch(self, number: int) -> None:
        """Tick one of what was found, or take its tick away."""
        if self.proposal is not None:
            self.proposal = self.proposal.switched(number)
            self.changed.emit(None)

    def keep_found(self) -> None:
        """Keep what is ticked."""
        proposal = self.proposal
        if proposal is None:
            return

        def done(site: Site | None) -> None:
            part = Part.FOLLOWED if site is None else Part.SITES
            self.go(Place(part, site.id if site is not None else ""))
            if site is not None:
                self.columns.choose(site)
            self.announcements.offer("say.sites-added", "columns", count=len(proposal.ticked))
            self.refresh()

        self.ask(lambda library: keep(library, proposal), done)

    def add_open_list(self) -> None:
        """Keep the list that is open among one's own, and follow it."""
        article = self.reader.session.article
        if article is None or not self.offers(article.url, has_entries=bool(article.entries)):
            self.announcements.say("say.sites-no-list")
            return
        source = self.reader.session.source
        data = source.read() if source is not None else b""

        def done(_site: Site | None) -> None:
            self.announcements.offer("say.sites-list-added", "columns", name=article.title)
            self.columns.changed.emit(None)
            self.refresh()

        self.ask(lambda library: keep(library, proposal_of(article, data)), done)

    def offers(self, address: str, *, has_entries: bool) -> bool:
        """Whether an open list may be added: one of the web that no site's description has."""
        if not has_entries or not address.startswith(("http://", "https://")) or not self.may_change:
            return False
        known = {site.address_of(column) for site in known_sites() for column in site.columns}
        return address not in known and self.feed(address) is None

    def remedy_for(self, article: Article) -> str:
        """The command to offer beside a list that was opened."""
        return "add-column" if self.offers(article.url, has_entries=bool(article.entries)) else ""

    def save(self, site: Site, key: str = "", **arguments: str | int) -> None:
        """Keep a changed description of the reader's own, and say so."""

        def done(_nothing: None) -> None:
            if key:
                self.announcements.say(key, **arguments)
            self.columns.changed.emit(None)
            self.changed.emit(None)

        self.ask(lambda _library: save_site(site), done)

    def rename_site(self, site: Site, name: str) -> None:
        """Call a site of one's own otherwise."""
        names = {**site.name, **named(name)} if name.strip() else {}
        self.save(msgspec.structs.replace(site, name=names), "say.sites-renamed", name=name)

    def remove_site(self, site: Site) -> None:
        """Take a site of one's own away; a key brings it back."""
        self._back = lambda: self.save(site, "say.sites-back", name=site.named(self.language))

        def done(_site: Site) -> None:
            self.go(Place())
            self.columns.changed.emit(None)
            self.announcements.offer("say.sites-removed", "sites-undo", name=site.named(self.language))

        self.ask(lambda _library: remove_site(site.id), done)

    def change_columns(self, site: Site, columns: tuple[Column, ...], key: str, name: str) -> None:
        """Give a site of one's own other columns; a key brings the old ones back."""
        self._back = lambda: self.save(site, "say.sites-back", name=name)
        self.save(msgspec.structs.replace(site, columns=columns))
        self.announcements.offer(key, "sites-undo", name=name)

    def follow(self, address: str, title: str, site: str, *, wished: bool) -> None:
        """Follow a list, or follow it no more; a key takes that back."""

        def job(library: Library) -> None:
            if wished:
                library.subscriptions.subscribe(address, title, site)
            else:
                library.subscriptions.unsubscribe(address)

        def done(_nothing: None) -> None:
            self._back = lambda: self.follow(address, title, site, wished=not wished)
            key = "say.sites-followed" if wished else "say.sites-unfollowed"
            self.announcements.offer(key, "sites-undo", name=title)
            if not wished and not site:
                self.go(Place(self.place.part))
            self.refresh()

        self.ask(job, done)

    def change_feed(self, job: Callable[[Library], None], key: str, name: str) -> None:
        """Change how a list is followed, and say so."""

        def done(_nothing: None) -> None:
            self.announcements.say(key, name=name)
            self.refresh()

        self.ask(job, done)

    def undo(self) -> None:
        """Bring back what was taken away last."""
        back, self._back = self._back, None
        if back is None:
            self.announcements.say("say.nothing-to-undo")
        else:
            back()

    def _setting_changed(self, key: str) -> None:
        if key in {HIDDEN_SITES.key, SITE_ORDER.key, REFRESH_HOURS.key, OFFLINE_MEGABYTES.key}:
            self.columns.changed.emit(None)
            self.changed.emit(None)

    def show_columns(self, site: Site) -> None:
        """Go to the columns of a site."""
        self.columns.choose(site)
        self.opening.interface.show_page(Page.COLUMNS)

    def perform(self, command_id: str) -> None:
        """Do what a command does."""
        from gxreader.app.commands import perform

        perform(self.reader, command_id)

    def import_file(self, name: str) -> None:
        """Look at a file of subscriptions that was chosen."""
        self.go(Place(Part.FOLLOWED))
        self._look_at(name)

    def export_file(self, name: str) -> None:
        """Write what is followed to a file that was chosen."""
        messages = self.reader.appearance.messages

        def job(library: Library) -> int:
            from gxreader.app.following import export_subscriptions

            return export_subscriptions(library, Path(name), messages)

        self.ask(job, lambda count: self.announcements.say("say.sites-exported", count=count))

    def ask(self, job: Callable[[Library], Result], done: Callable[[Result], None]) -> None:
        """Ask the library, or write, off the window's thread; what goes wrong is told."""
        continuing = self.opening.continuing
        self.opening.tasks.work(lambda: job(continuing.library), done, self.announcements.trouble)
