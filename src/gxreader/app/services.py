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
from gxreader.app.listening import Listening
from gxreader.app.marking import Marking
from gxreader.app.opening import HOW_TO_URL, Opening
from gxreader.app.pictures import Box, Pictures, Prepared, as_it_came
from gxreader.app.reader import Reader
from gxreader.app.refreshing import Refreshing
from gxreader.app.session import Session
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


def web_loader(settings: Settings) -> Loader:
    """A loader for the window: pages from the web, foreign bytes parsed in a process of their own.

    Copies of pages are kept for when there is no network, unless nothing is to be kept here.
    """
    from gxreader.load.fetch import FetchRules, WebFetcher, page_cache
    from gxreader.load.loader import Loader

    keeps = settings.is_kept and settings.get(KEEP_COPIES)
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
    works = Works(make_loader or partial(web_loader, settings))
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
    reader.bookshelf = Bookshelf(session, settings, announcements, opening, continuing)
    reader.marking = Marking(reader.bookshelf, session, announcements, opening)
    opening.own_articles[HOW_TO_URL] = partial(_how_to, reader)
    if make_transcriber is not None:
        reader.pinyin.make_transcriber = make_transcriber
    reader.presence = DesktopPresence(reader, tasks)  # seen by nobody before its `start`
    return reader


def _how_to(reader: Reader, language: str) -> Article:
    """Made of the table of commands, which is not needed to build the reader."""
    from gxreader.app.how_to import how_to_article

    return how_to_article(reader, language)
