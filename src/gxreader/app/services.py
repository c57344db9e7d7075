"""Builds the object graph once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.listening import Listening
from gxreader.app.opening import Opening
from gxreader.app.pictures import Box, Pictures, Prepared, as_it_came
from gxreader.app.reader import Reader
from gxreader.app.session import Session
from gxreader.app.tasks import Tasks
from gxreader.app.works import Works
from gxreader.settings.store import Settings

if TYPE_CHECKING:
    from gxreader.load.loader import Loader
    from gxreader.load.parsing.source import Bitmap
    from gxreader.speech.player import Player


def make_loader() -> Loader:
    """A loader for the window: pages from the web, foreign bytes parsed in a process of their own."""
    from gxreader.load.loader import Loader

    return Loader()


def build(
    settings: Settings,
    tasks: Tasks,
    make_player: Callable[[], Player],
    make_loader: Callable[[], Loader] = make_loader,
    prepare: Callable[[Bitmap, Box], Prepared] = as_it_came,
) -> Reader:
    """The whole program without its window; `prepare` makes pictures ready for it, off its thread."""
    session = Session()
    works = Works(make_loader)
    announcements = Announcements()
    appearance = Appearance(settings, announcements)
    opening = Opening(session, appearance, announcements, tasks, works)
    listening = Listening(session, settings, announcements, tasks, make_player)
    pictures = Pictures(session, works, tasks, prepare)
    return Reader(settings, session, announcements, appearance, opening, listening, pictures)
