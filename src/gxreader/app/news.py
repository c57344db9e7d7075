"""The news: new articles of the chosen columns, read aloud one after another."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from gxreader.app.interface import Page
from gxreader.app.loading import Opened, opened
from gxreader.app.works import Works
from gxreader.errors import LoadError, ReaderError
from gxreader.library.sites import Site, name_in
from gxreader.model.article import Article
from gxreader.model.event import Event
from gxreader.model.locator import Locator

if TYPE_CHECKING:
    from gxreader.app.reader import Reader
    from gxreader.library.library import Library
    from gxreader.library.values import FeedEntry
    from gxreader.load.loader import Loader

_FEW_COLUMNS = 3  # that are taken where nobody has chosen
MOST = 20  # articles at a time: about an hour of listening


class State(StrEnum):
    """What has become of an article of the news; the words for it are `news.<state>`."""

    WAITING = "waiting"
    PLAYING = "playing"
    HEARD = "heard"
    LEFT = "left"  # passed over: it is new the next time, too
    FAILED = "failed"


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One article of the news."""

    address: str
    title: str
    column: str = ""
    state: State = State.WAITING


class Gathered(msgspec.Struct, frozen=True):
    """What was found, and what went wrong with a column first, if anything did."""

    items: tuple[Item, ...]
    trouble: ReaderError | None = None


class News:
    """Gathers, and plays in turn. Nothing here waits for the network or the disk."""

    def __init__(self, reader: Reader, works: Works) -> None:
        """Open articles with the loader of `works`, and read them with the voice of `reader`."""
        self.changed: Event[None] = Event()
        self.items: tuple[Item, ...] = ()
        self.at = -1  # the article that is heard
        self.is_gathering = False
        self._reader = reader
        self._works = works
        self._ticket = 0  # of the last wish
        self._is_showing = False  # an article of the news is being opened now
        self._shown = 0  # the number of the article the news has opened, in the session
        self._ready: dict[str, Opened] = {}  # loaded ahead, by address
        reader.session.article_changed.connect(self._article_changed)

    # What there is

    def begin(self) -> None:
        """Show the screen; gather what is new and read it, unless that is going on already."""
        self._reader.interface.show_page(Page.NEWS)
        if not self.is_playing and not self.is_gathering:
            self.gather()

    def begin_anew(self) -> None:
        """Show the screen, and look what is new in the columns that are chosen now."""
        self._reader.listening.stop()
        self._reader.interface.show_page(Page.NEWS)
        self.gather()

    def gather(self) -> None:
        """Look what is new in the chosen columns, and begin with the newest."""
        self._ticket += 1
        ticket, language = self._ticket, self._reader.appearance.language
        article = self._reader.session.article
        here = self._reader.columns.present(article.url if article is not None else "")
        columns, names = columns_of(here, language), self._reader.columns.names()

        def job() -> Gathered:
            library = self._reader.library
            feeds = library.subscriptions.subscribed()
            wanted = [(feed.address, names.get(feed.address) or feed.title) for feed in feeds]
            return gathered(library, self._works.loader(), wanted or columns, language)

        def done(found: Gathered) -> None:
            if ticket == self._ticket:
                self._gathered(found)

        def failed(error: ReaderError) -> None:
            if ticket == self._ticket:
                self._gathered(Gathered((), error))

        self.is_gathering, self.items, self.at = True, (), -1
        self._ready.clear()
        self.changed.emit(None)
        self._reader.announcements.say("say.gathering-news")
        self._reader.opening.tasks.work(job, done, failed)

    def _gathered(self, found: Gathered) -> None:
        self.is_gathering, self.items = False, found.items
        self.changed.emit(None)
        if found.items:
            self.play(0)
        elif found.trouble is not None:
            self._reader.announcements.trouble(found.trouble, remedy="news-again")
        else:
            self._reader.announcements.offer("say.no-news", "columns")

    # One after another

    @property
    def is_playing(self) -> bool:
        """Whether the open article is the one of the news that is heard."""
        return self.at >= 0 and self._reader.session.number == self._shown

    def play(self, number: int) -> None:
        """Read an article of the news, by its number from 0."""
        self._ticket += 1
        ticket, item = self._ticket, self.items[number]
        self.at = number
        self._set_state(number, State.PLAYING)

        def done(result: Opened) -> None:
            if ticket == self._ticket:
                self._play(item, result)

        def failed(error: ReaderError) -> None:
            if ticket == self._ticket:
                self._set_state(number, State.FAILED)
                self._reader.announcements.trouble(error)
                self._after(number)

        self._load(item, done, failed)

    def _play(self, item: Item, result: Opened) -> None:
        reader, article = self._reader, result.work.article
        origin = article.url or item.address
        self._is_showing = True
        reader.session.show(article, result.units, result.source, origin=origin)
        self._is_showing = False
        self._shown = reader.session.number
        reader.listening.read_from(Locator(0))
        for ahead in self.items[self.at + 1 : self.at + 2]:
            # What cannot be loaded ahead is told of when its turn comes.
            self._load(ahead, lambda _result: None, lambda _error: None)

    def go_on(self) -> bool:
        """An article has been read to its end; False where it is none of the news."""
        if not self.is_playing:
            return False
        self._leave(State.HEARD)
        return True

    def next(self) -> None:
        """Enough of this one: it counts as heard."""
        if self._is_on():
            self._leave(State.HEARD)

    def skip(self) -> None:
        """Not now: it is new the next time, too."""
        if self._is_on():
            self._leave(State.LEFT)

    def again(self) -> None:
        """Hear this article once more; where none is heard, look once more what is new."""
        if self.is_playing:
            self._reader.listening.read_from(Locator(0))
        else:
            self.gather()

    def choose(self, number: int) -> None:
        """Hear the article that was pressed; the one before is still to come."""
        if 0 <= number < len(self.items):
            if self.at >= 0 and self.items[self.at].state is State.PLAYING:
                self._set_state(self.at, State.WAITING)
            self._reader.listening.stop()
            self.play(number)

    def _is_on(self) -> bool:
        if self.at < 0:
            self._reader.announcements.offer("say.news-not-on", "news")
        return self.at >= 0

    def _leave(self, state: State) -> None:
        number = self.at
        self._set_state(number, state)
        address = self.items[number].address
        is_heard = state is State.HEARD
        self._reader.bookshelf.ask(
            lambda library: library.subscriptions.mark_read(address, read=is_heard), lambda _nothing: None
        )
        self._reader.listening.stop()
        self._after(number)

    def _after(self, number: int) -> None:
        """Go on with the next that waits; after the last one say that this was all."""
        waiting = (later for later in range(number + 1, len(self.items)) if self._waits(later))
        following = next(waiting, None)
        if following is not None:
            self.play(following)
        else:
            self._ticket += 1
            self.at = -1
            self.changed.emit(None)
            if any(item.state is not State.FAILED for item in self.items):
                self._reader.announcements.say("say.news-finished")

    def _waits(self, number: int) -> bool:
        return self.items[number].state is State.WAITING

    def _set_state(self, number: int, state: State) -> None:
        item = msgspec.structs.replace(self.items[number], state=state)
        self.items = (*self.items[:number], item, *self.items[number + 1 :])
        self.changed.emit(None)

    def _article_changed(self, _article: Article) -> None:
        """The reader has opened something else: the news waits, and what is on its way opens nothing."""
        if not self._is_showing:
            self._ticket += 1
            self.is_gathering = False
        self.changed.emit(None)

    def _load(
        self, item: Item, done: Callable[[Opened], None], failed: Callable[[ReaderError], None]
    ) -> None:
        ready = self._ready.get(item.address)
        if ready is not None:
            done(ready)
            return
        language = self._reader.appearance.language

        def job() -> Opened:
            return _load(self._works.loader(), item.address, language)

        def loaded(result: Opened) -> None:
            self._ready = {**dict(list(self._ready.items())[-2:]), item.address: result}
            done(result)

        self._reader.opening.tasks.work(job, loaded, failed)


def columns_of(site: Site | None, language: str) -> list[tuple[str, str]]:
    """Address and name of the columns that are taken where nobody has chosen any: a site's first few."""
    columns = site.columns if site is not None else ()
    known = [
        (site.address_of(column), name_in(column.name, language)) for column in columns if column.url and site
    ]
    return known[:_FEW_COLUMNS]


def gathered(library: Library, loader: Loader, columns: list[tuple[str, str]], language: str) -> Gathered:
    """What is new in some columns (address and name each), the newest first. Waits for network and disk.

    Where the network is not there, what was noted before is taken. Of the first look at a column all is new.
    """
    trouble: ReaderError | None = None
    loaded: list[Item] = []
    for address, name in columns:
        try:
            article = _load(loader, address, language).work.article
        except LoadError as error:
            trouble = trouble or error
            continue
        library.subscriptions.note_list(address, name or article.title, article.entries)
        loaded += [
            Item(address=entry.url, title=entry.title, column=name)
            for entry in article.entries
            if entry.url and entry.kind == "article"
        ]
    if library.is_private:  # nothing was noted: all of it is new
        return Gathered(tuple({item.address: item for item in loaded}.values())[:MOST], trouble)
    names = dict(columns)
    new = library.subscriptions.new_entries([address for address, _name in columns], limit=MOST)
    return Gathered(tuple(_item(entry, names) for entry in new), trouble)


def _item(entry: FeedEntry, names: dict[str, str]) -> Item:
    return Item(address=entry.address, title=entry.title, column=names.get(entry.feed) or entry.feed_title)


def _load(loader: Loader, address: str, language: str) -> Opened:
    from gxreader.load.reference import Kind, Reference

    return opened(loader.load(Reference(Kind.ADDRESS, address), language=language))
