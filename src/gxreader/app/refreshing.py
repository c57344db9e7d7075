"""Subscriptions that refresh in the background: when a round is due, and when it has to wait."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.loading import Loading
from gxreader.app.opening import Opening
from gxreader.app.refresh_round import HOUR, Manners, Refreshed, Round
from gxreader.errors import ReaderError
from gxreader.model.event import Event
from gxreader.settings.schema import MODE, OFFLINE_MEGABYTES, REFRESH_HOURS
from gxreader.settings.store import Settings

if TYPE_CHECKING:
    from gxreader.library.values import Feed
    from gxreader.load.fetch import CancelToken
    from gxreader.load.loader import Loader

AFTER_LOADING = 30.0  # seconds: whoever opens something goes before
_WITHOUT_NETWORK = 600.0  # seconds until it is tried again
_MEGABYTE = 1024 * 1024


class Refreshing:
    """Asked by the window's clock once a minute (`tick`); all work is done off the window's thread."""

    def __init__(
        self,
        settings: Settings,
        appearance: Appearance,
        announcements: Announcements,
        opening: Opening,
        make_loader: Callable[[], Loader],
        *,
        may_use_network: Callable[[], bool] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Refresh what the library of `opening` is subscribed to.

        A loader of its own is made for each round, so that nobody waits for it; `may_use_network` is asked
        off the window's thread.
        """
        self.changed: Event[Refreshed] = Event()
        self._settings = settings
        self._appearance = appearance
        self._announcements = announcements
        self._opening = opening
        self._make_loader = make_loader
        self._may_use_network = may_use_network or _network_is_free
        self._clock = clock
        self._cancel: CancelToken | None = None  # of the round that runs
        self._not_before = 0.0
        self._tried: set[str] = set()
        self._closed = False
        opening.loading_changed.connect(self._loading_changed)
        settings.changed.connect(self._setting_changed)

    @property
    def is_busy(self) -> bool:
        """Whether a round is under way."""
        return self._cancel is not None

    @property
    def is_on(self) -> bool:
        """Whether lists are looked at by themselves; never on a public terminal, which keeps nothing."""
        settings = self._settings
        return settings.is_kept and settings.get(MODE) != "terminal" and settings.get(REFRESH_HOURS) > 0

    def tick(self) -> None:
        """Begin a round, if one is due and nothing stands against it."""
        if self.is_on and not self._opening.is_loading and self._clock() >= self._not_before:
            self._begin(by_wish=False)

    def refresh_now(self) -> None:
        """Look at every subscribed list at once, because the reader wants to know."""
        self._announcements.say("say.refreshing")
        self._begin(by_wish=True)

    def close(self) -> None:
        """End the round that runs, and begin no other."""
        self._closed = True
        self._stop()

    def _stop(self) -> None:
        if self._cancel is not None:
            self._cancel.cancel()

    def _begin(self, *, by_wish: bool) -> None:
        from gxreader.load.fetch import CancelToken

        if self._closed or self.is_busy:
            return
        cancel = self._cancel = CancelToken()
        language = self._appearance.language

        def job() -> Refreshed | None:
            library = self._opening.continuing.library
            if library.is_private or not (by_wish or self._may_use_network()):
                return None
            lists = library.subscriptions
            feeds: tuple[Feed, ...] = lists.subscribed() if by_wish else lists.due(self._clock())
            if not feeds or cancel.cancelled:
                return Refreshed() if by_wish else None
            library.offline.limit = self._settings.get(OFFLINE_MEGABYTES) * _MEGABYTE
            every = (self._settings.get(REFRESH_HOURS) or REFRESH_HOURS.default) * HOUR
            with contextlib.closing(self._make_loader()) as loader:
                manners = Manners(every=every, language=language)
                return Round(library, loader, cancel, manners, self._clock).run(feeds, self._tried)

        def done(refreshed: Refreshed | None) -> None:
            self._cancel = None
            if refreshed is None:
                return
            if refreshed.is_offline:
                self._not_before = self._clock() + _WITHOUT_NETWORK
            if by_wish:
                self._tell(refreshed)
            self.changed.emit(refreshed)

        def failed(error: ReaderError) -> None:
            self._cancel = None
            self._not_before = self._clock() + _WITHOUT_NETWORK
            if by_wish:  # nobody has asked for the others: the next round tries again
                self._announcements.trouble(error)

        self._opening.tasks.work(job, done, failed)

    def _tell(self, refreshed: Refreshed) -> None:
        if refreshed.is_offline:
            self._announcements.trouble(ReaderError("say.refreshed-offline"))
        elif not refreshed.answered and not refreshed.failed:
            self._announcements.say("say.nothing-followed")
        elif refreshed.failed:
            self._announcements.say("say.refreshed-partly", count=refreshed.found, failed=refreshed.failed)
        else:
            key = "say.refreshed" if refreshed.found else "say.refreshed-nothing-new"
            self._announcements.say(key, **({"count": refreshed.found} if refreshed.found else {}))

    def _loading_changed(self, loading: Loading | None) -> None:
        """Whoever opens something need not share a slow line with the background."""
        self._not_before = max(self._not_before, self._clock() + AFTER_LOADING)
        if loading is not None:
            self._stop()

    def _setting_changed(self, key: str) -> None:
        if key == REFRESH_HOURS.key and self.is_on:
            within = self._settings.get(REFRESH_HOURS) * HOUR
            self._opening.tasks.work(
                lambda: self._opening.continuing.library.subscriptions.hasten(within),
                lambda _nothing: None,
                lambda _error: None,  # they are looked at a little later then
            )
        elif key == REFRESH_HOURS.key:
            self._stop()


def _network_is_free() -> bool:
    from gxreader.desktop.network import may_be_used

    return may_be_used()
