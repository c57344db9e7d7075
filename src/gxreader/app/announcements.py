"""What the program answers in words: one strip on screen, and later a voice, listen here."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from gxreader.errors import ReaderError
from gxreader.model.event import Event


class Announcement(msgspec.Struct, frozen=True):
    """A message by key. `remedy` is the command that helps, shown as a key beside a trouble."""

    key: str
    arguments: dict[str, str | int] = {}
    trouble: bool = False
    remedy: str = ""


NOTHING = Announcement("")


class Announcements:
    """The one place through which every action answers."""

    def __init__(self) -> None:
        """Begin silent."""
        self.made: Event[Announcement] = Event()
        self.last: Announcement | None = None
        # Asked before every answer: the command to offer beside it, where it offers none itself.
        self.answering: Callable[[Announcement], str] = lambda _announcement: ""

    def say(self, key: str, **arguments: str | int) -> None:
        """Answer an action."""
        self._make(Announcement(key, arguments))

    def offer(self, key: str, remedy: str, **arguments: str | int) -> None:
        """Answer an action, with the command that undoes it as a key beside the words."""
        self._make(Announcement(key, arguments, remedy=remedy))

    def trouble(self, error: ReaderError, remedy: str = "") -> None:
        """Say what happened and offer the command that helps."""
        self._make(Announcement(error.key, error.arguments, trouble=True, remedy=remedy))

    def clear(self) -> None:
        """The reader has gone elsewhere: what was said before does not belong there."""
        self._make(NOTHING)

    def _make(self, announcement: Announcement) -> None:
        remedy = self.answering(announcement) if announcement.key else ""
        if remedy and not announcement.remedy:
            announcement = msgspec.structs.replace(announcement, remedy=remedy)
        self.last = announcement
        self.made.emit(announcement)
