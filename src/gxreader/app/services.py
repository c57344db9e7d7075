"""Builds the object graph once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.listening import Listening
from gxreader.app.opening import Opening
from gxreader.app.reader import Reader
from gxreader.app.session import Session
from gxreader.app.tasks import Tasks
from gxreader.settings.store import Settings

if TYPE_CHECKING:
    from gxreader.speech.player import Player


def build(settings: Settings, tasks: Tasks, make_player: Callable[[], Player]) -> Reader:
    """The whole program without its window."""
    session = Session()
    announcements = Announcements()
    appearance = Appearance(settings, announcements)
    opening = Opening(session, appearance, announcements, tasks)
    listening = Listening(session, settings, announcements, tasks, make_player)
    return Reader(settings, session, announcements, appearance, opening, listening)
