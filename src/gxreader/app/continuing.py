"""Goes on where the reader stopped, also tomorrow: notes the place, and finds it again."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.app.session import Session
from gxreader.app.tasks import Tasks
from gxreader.errors import OutputError
from gxreader.library.last_read import LastRead, LastReadFile
from gxreader.library.places import KeptPlace, ReadingPlaces, find, key_of, places_file
from gxreader.model.article import Article
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.settings.schema import KEEP_PLACES
from gxreader.settings.store import Settings

if TYPE_CHECKING:
    from gxreader.library.library import Library

WRITE_SECONDS = 20.0  # between two notes of a place that changes all the time


class Continuing:
    """Watches the session; nothing is noted where nothing may be kept."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        announcements: Announcements,
        tasks: Tasks,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Note where the reader of `session` is."""
        self._session = session
        self._settings = settings
        self._announcements = announcements
        self._tasks = tasks
        self._clock = clock
        old, kept = places_file(), settings.is_kept
        self._places = ReadingPlaces(old, lambda: self.library) if kept else None
        self._last_file = LastReadFile(old.with_name("last.json"), lambda: self.library) if kept else None
        self._last: LastRead | None = None
        self._last_is_read = False
        self._open: tuple[str, Units, Locator] | None = None  # article, units, place; None: not to be noted
        self._sought: KeptPlace | None = None  # kept, but not yet in what has come of a long work
        self._written_at = clock()
        self.is_private = False
        session.article_changed.connect(self._article_changed)
        session.article_grown.connect(self._article_grown)
        session.place_changed.connect(self._place_changed)
        settings.changed.connect(self._setting_changed)

    @cached_property
    def library(self) -> Library:
        """The reader's library; where nothing may be kept, one that ends with the program."""
        from gxreader.library.library import Library, library_file

        return Library(library_file() if self._settings.is_kept else None)

    def set_private(self, *, private: bool) -> None:
        """Note nothing from now on; or note again, from what is open on."""
        self._open = None
        self.is_private = self.library.is_private = private

    def forget(self) -> None:
        """Nothing that was noted in memory is to be written any more."""
        self._open = self._sought = self._last = None
        if self._places is not None:
            self._places.forget_all()

    @property
    def _keeps(self) -> bool:
        return self._places is not None and not self.is_private and self._settings.get(KEEP_PLACES)

    def place_in(self, article: Article, units: Units, origin: str) -> Locator:
        """Where the reader stopped in an article that is about to be shown; its beginning if it is new."""
        self._sought = None
        if self._places is None or not self._keeps:
            return Locator(0)
        kept = self._places.recall(key_of(article, units, origin))
        place = find(kept, units) if kept else None
        if place is None:
            self._sought = kept
        return place or Locator(0)

    @property
    def keeps_history(self) -> bool:
        """Whether anything may be noted of what is read."""
        return self._settings.get(KEEP_PLACES) and not self.is_private

    def last(self) -> LastRead | None:
        """What was read last, perhaps on another day."""
        if self._last_file is None or not self._keeps:
            return None
        if not self._last_is_read:
            self._last, self._last_is_read = self._last_file.read(), True
        return self._last

    def note_last(self, reference: str, title: str) -> None:
        """Something was opened that can be opened again by this reference."""
        file = self._last_file
        if file is None or not self._keeps or not reference or reference.startswith("gxreader:"):
            return
        last = self._last = LastRead(reference, title)
        self._last_is_read = True
        self._tasks.work(lambda: file.write(last), lambda _nothing: None, lambda _error: None)

    def save_soon(self) -> None:
        """Write what is noted, off the window's thread."""
        self._written_at = self._clock()
        self._note()
        write = self._places.take_unsaved() if self._places else None
        if write is not None:
            self._tasks.work(write, lambda _nothing: None, lambda _error: None)

    def close(self) -> None:
        """Write what is noted, before the program ends."""
        self._note()
        write = self._places.take_unsaved() if self._places else None
        if write is not None:
            write()
        if "library" in self.__dict__:  # it was needed
            with contextlib.suppress(OutputError):  # whoever opens it next finds all that was acknowledged
                self.library.close()

    def _note(self) -> None:
        if self._places is None or self._open is None or not self._keeps:
            return
        key, units, place = self._open
        if place.block == 0 and place.start == 0:
            self._places.forget(key)
        elif place.block < len(units):
            self._places.remember(key, place, units)

    def _article_changed(self, article: Article) -> None:
        self._note()
        session = self._session
        self._open = None
        if self._keeps and not article.url.startswith("gxreader:") and len(session.units):
            self._open = (key_of(article, session.units, session.origin), session.units, session.place)

    def _article_grown(self, _article: Article) -> None:
        """More of a long work has come: perhaps the place where its reader stopped, if nobody reads yet."""
        if self._open is None:
            return
        key, _units, place = self._open
        self._open = (key, self._session.units, place)
        if self._sought is not None:
            found = find(self._sought, self._session.units)
            if found is not None:
                self._sought = None
                self._session.move_to(found)
                self._announcements.offer("say.continued", "beginning")

    def _place_changed(self, place: Locator) -> None:
        if self._open is None:
            return
        key, units, _place = self._open
        self._open = (key, units, place)
        self._sought = None  # whoever has moved is not carried away
        if self._clock() - self._written_at >= WRITE_SECONDS:
            self.save_soon()

    def _setting_changed(self, key: str) -> None:
        if key == KEEP_PLACES.key and self._places is not None and not self._settings.get(KEEP_PLACES):
            self._places.forget_all()
            self.save_soon()
            self._last = None
            if self._last_file is not None:
                self._last_file.forget()
