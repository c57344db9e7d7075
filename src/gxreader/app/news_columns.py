"""Which columns the news are taken from: those of the known sites, and lists that were added."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import msgspec

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.bookshelf import Bookshelf
from gxreader.app.columns import Columns
from gxreader.app.news import columns_of
from gxreader.library.sites import Column, Site, name_in
from gxreader.model.event import Event

if TYPE_CHECKING:
    from gxreader.library.library import Library
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
        self,
        bookshelf: Bookshelf,
        columns: Columns,
        appearance: Appearance,
        announcements: Announcements,
        address: Callable[[], str],
    ) -> None:
        """Offer the columns of the sites that `columns` knows; the choice is kept in the library.

        `address` is that of the open article, whose site comes first.
        """
        self.changed: Event[None] = Event()
        self.choices: tuple[Choice, ...] = ()
        self._bookshelf = bookshelf
        self._columns = columns
        self._appearance = appearance
        self._announcements = announcements
        self._address = address
        self._is_chosen = False  # whether the reader has chosen any

    def begin(self) -> None:
        """The screen is shown: what is chosen comes first."""
        self.choices = ()
        self.refresh()

    def refresh(self) -> None:
        """Ask the library what is chosen; every row stays where it is."""

        def done(feeds: tuple[Feed, ...]) -> None:
            self._is_chosen = bool(feeds)
            self.choices = in_order(self._all(feeds), self.choices)
            self.changed.emit(None)

        self._bookshelf.ask(lambda library: library.subscriptions.subscribed(), done)

    def _all(self, feeds: tuple[Feed, ...]) -> tuple[Choice, ...]:
        """What can be chosen; where nothing is, what the news take by themselves counts as chosen."""
        present, language = self._columns.present(self._address()), self._appearance.language
        sites = tuple(sorted(self._columns.sites, key=lambda site: site != present))
        choices = choices_of(sites, feeds, language, self._columns.names())
        taken = {address for address, _name in columns_of(present, language)} if not feeds else set()
        return tuple(
            msgspec.structs.replace(choice, is_chosen=True) if choice.address in taken else choice
            for choice in choices
        )

    def switch(self, number: int) -> None:
        """Take a list for the news, or leave it out."""
        choice = self.choices[number]
        if choice.address:
            self._switch(choice, choice.address)
        elif choice.site is not None and choice.column is not None:
            self._columns.find(choice.site, choice.column, lambda address: self._switch(choice, address))

    def _switch(self, choice: Choice, address: str) -> None:
        """Write the choice down; the first one writes down, too, what was taken by itself until now."""
        taken = () if self._is_chosen else tuple(one for one in self.choices if one.is_chosen)

        def job(library: Library) -> None:
            for one in taken:
                library.subscriptions.subscribe(one.address, one.name, one.site.id if one.site else "")
            if choice.is_chosen:
                library.subscriptions.unsubscribe(address)
            else:
                site = choice.site.id if choice.site is not None else ""
                library.subscriptions.subscribe(address, choice.name, site)

        def done(_nothing: None) -> None:
            key = "say.news-without" if choice.is_chosen else "say.news-with"
            self._announcements.offer(key, "news-anew", name=choice.name)
            self.refresh()

        self._bookshelf.ask(job, done)


def in_order(choices: tuple[Choice, ...], before: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The choices in the order they had; those that are new come last."""
    places = {(choice.place, choice.name): number for number, choice in enumerate(before)}
    return tuple(sorted(choices, key=lambda choice: places.get((choice.place, choice.name), len(before))))


def choices_of(
    sites: tuple[Site, ...], feeds: tuple[Feed, ...], language: str, names: Mapping[str, str]
) -> tuple[Choice, ...]:
    """What is chosen first, in the reader's order; then the columns of the sites that are not.

    `names` are those of columns by their addresses, in the reader's language.
    """
    chosen = {feed.address: feed for feed in feeds}
    by_name = {(feed.site, feed.title) for feed in feeds}
    places = {site.id: site.named(language) for site in sites}
    found = [
        Choice(
            name=names.get(feed.address) or feed.title,
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
