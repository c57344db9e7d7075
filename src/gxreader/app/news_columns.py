"""Which columns the news are taken from: those of the known sites, and lists that were added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.bookshelf import Bookshelf
from gxreader.app.columns import Columns
from gxreader.library.sites import Column, Site, name_in
from gxreader.model.event import Event

if TYPE_CHECKING:
    from gxreader.library.values import Feed


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One list that can be taken for the news; `address` is empty until it is looked for."""

    name: str
    place: str = ""
    address: str = ""
    site: Site | None = None
    column: Column | None = None
    is_chosen: bool = False


class NewsColumns:
    """Chooses and leaves out. Nothing here waits for the network or the disk."""

    def __init__(
        self, bookshelf: Bookshelf, columns: Columns, appearance: Appearance, announcements: Announcements
    ) -> None:
        """Offer the columns of the sites that `columns` knows; the choice is kept in the library."""
        self.changed: Event[None] = Event()
        self.choices: tuple[Choice, ...] = ()
        self._bookshelf = bookshelf
        self._columns = columns
        self._appearance = appearance
        self._announcements = announcements

    def refresh(self) -> None:
        """Ask the library what is chosen."""

        def done(feeds: tuple[Feed, ...]) -> None:
            present = self._columns.present()
            sites = tuple(sorted(self._columns.sites, key=lambda site: site != present))
            self.choices = choices_of(sites, feeds, self._appearance.language)
            self.changed.emit(None)

        self._bookshelf.ask(lambda library: library.subscriptions.subscribed(), done)

    def switch(self, number: int) -> None:
        """Take a list for the news, or leave it out."""
        choice = self.choices[number]
        if choice.address:
            self._switch(choice, choice.address)
        elif choice.site is not None and choice.column is not None:
            self._columns.find(choice.site, choice.column, lambda address: self._switch(choice, address))

    def _switch(self, choice: Choice, address: str) -> None:
        site = choice.site.id if choice.site is not None else ""
        key = "say.news-without" if choice.is_chosen else "say.news-with"

        def done(_nothing: None) -> None:
            self._announcements.say(key, name=choice.name)
            self.refresh()

        if choice.is_chosen:
            self._bookshelf.ask(lambda library: library.subscriptions.unsubscribe(address), done)
        else:
            self._bookshelf.ask(
                lambda library: library.subscriptions.subscribe(address, choice.name, site), done
            )


def choices_of(sites: tuple[Site, ...], feeds: tuple[Feed, ...], language: str) -> tuple[Choice, ...]:
    """What is chosen first, in the reader's order; then the columns of the sites that are not."""
    chosen = {feed.address: feed for feed in feeds}
    by_name = {(feed.site, feed.title) for feed in feeds}
    places = {site.id: site.named(language) for site in sites}
    found = [
        Choice(
            name=feed.title,
            place=places.get(feed.site, ""),
            address=feed.address,
            site=next((site for site in sites if site.id == feed.site), None),
            is_chosen=True,
        )
        for feed in feeds
    ]
    for site in sites:
        for column in site.columns:
            address, name = site.address_of(column), name_in(column.name, language)
            is_known = any((site.id, one) in by_name for one in column.name.values())
            if address not in chosen and not is_known:
                found.append(
                    Choice(name=name, place=site.named(language), address=address, site=site, column=column)
                )
    return tuple(found)
