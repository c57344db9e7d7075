"""Builds the object graph once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.bookshelf import Bookshelf
from gxreader.app.browsing import Browsing
from gxreader.app.columns import Columns
from gxreader.app.continuing import Continuing
from gxreader.app.desktop_presence import DesktopPresence
from gxreader.app.downloading import Downloads
from gxreader.app.exporting import Exporting
from gxreader.app.listening import Listening
from gxreader.app.marking import Marking
from gxreader.app.neighbours import Neighbours
from gxreader.app.new_entries import with_news_marked
from gxreader.app.news import News
from gxreader.app.news_columns import NewsColumns
from gxreader.app.opening import HOW_TO_URL, Opening
from gxreader.app.pictures import Box, Pictures, Prepared, as_it_came
from gxreader.app.private_reading import PrivateReading
from gxreader.app.reader import Reader
from gxreader.app.refreshing import Refreshing
from gxreader.app.renewing import Renewing
from gxreader.app.saving import Saving
from gxreader.app.searching import Searching
from gxreader.app.session import Session
from gxreader.app.shelf_item import ShelfItem
from gxreader.app.site_editing import SiteEditor
from gxreader.app.tasks import Tasks
from gxreader.app.works import Works
from gxreader.model.article import Article
from gxreader.settings.schema import KEEP_COPIES
from gxreader.settings.store import Settings

if TYPE_CHECKING:
    from gxreader.load.loader import Loader
    from gxreader.load.parsing.source import Bitmap
    from gxreader.speech.player import Player
    from gxreader.speech.transcriber import Transcriber


def web_loader(settings: Settings, *, private: bool = False) -> Loader:
    """A loader for the window: pages from the web, foreign bytes parsed in a process of their own.

    Copies of pages are kept for when there is no network, unless nothing is to be kept here, or now.
    """
    from gxreader.load.fetch import FetchRules, WebFetcher, page_cache
    from gxreader.load.loader import Loader

    keeps = settings.is_kept and settings.get(KEEP_COPIES) and not private
    return Loader(WebFetcher(FetchRules.of(settings), cache=page_cache() if keeps else None))


def build(
    settings: Settings,
    tasks: Tasks,
    make_player: Callable[[], Player],
    make_loader: Callable[[], Loader] | None = None,
    prepare: Callable[[Bitmap, Box], Prepared] = as_it_came,
    make_transcriber: Callable[[], Transcriber] | None = None,
) -> Reader:
    """The whole program without its window; `prepare` makes pictures ready for it, off its thread.

    `make_transcriber` makes what knows pinyin, where it is not a process of its own.
    """
    session = Session()
    works = Works(make_loader or (lambda: web_loader(settings, private=continuing.is_private)))
    announcements = Announcements()
    appearance = Appearance(settings, announcements)
    continuing = Continuing(session, settings, announcements, tasks)
    opening = Opening(session, appearance, announcements, tasks, works, continuing)
    listening = Listening(session, settings, announcements, tasks, make_player)
    pictures = Pictures(session, works, tasks, prepare)
    reader = Reader(settings, session, announcements, appearance, opening, listening, pictures)
    reader.refreshing = Refreshing(
        settings, appearance, announcements, opening, make_loader or partial(web_loader, settings)
    )
    reader.columns = Columns(opening, works, appearance, announcements, settings)
    reader.sites = SiteEditor(reader, works)
    opening.list_remedy = reader.sites.remedy_for
    reader.browsing = Browsing(opening, announcements)
    reader.downloads = Downloads(session, settings, announcements, opening)
    reader.saving = Saving(opening, announcements)
    reader.exporting = Exporting(session, works, appearance, announcements, reader.saving, tasks)
    reader.bookshelf = Bookshelf(session, settings, announcements, opening, continuing)
    reader.marking = Marking(reader.bookshelf, session, announcements, opening)
    reader.shelf_item = ShelfItem(reader.bookshelf, opening, announcements)
    reader.bookshelf.edited.connect(reader.shelf_item.look_at)
    reader.private_reading = PrivateReading(
        session, continuing, works, opening, reader.bookshelf, announcements
    )
    reader.searching = Searching(session, opening, reader.bookshelf, reader.columns, reader.finding)
    reader.neighbours = Neighbours(session, opening, announcements)
    reader.renewing = Renewing(session, opening, works, appearance, announcements)
    reader.news = News(reader, works)
    reader.news_columns = NewsColumns(
        reader.bookshelf,
        reader.columns,
        appearance,
        announcements,
        lambda: session.article.url if session.article is not None else "",
    )
    listening.after_end = lambda: reader.news.go_on() or reader.neighbours.tell_end()
    opening.news_marked = partial(with_news_marked, continuing)
    opening.own_articles[HOW_TO_URL] = partial(_how_to, reader)
    if make_transcriber is not None:
        reader.pinyin.make_transcriber = make_transcriber
    reader.presence = DesktopPresence(reader, tasks)  # seen by nobody before its `start`
    return reader


def _how_to(reader: Reader, language: str) -> Article:
    """Made of the table of commands, which is not needed to build the reader."""
    from gxreader.app.how_to import how_to_article

    return how_to_article(reader, language)
