"""One fetch from the web, in a thread of its own so that a deadline and a change of mind always hold.

fetch --starts--> thread: its turn at the host -> checked connection -> redirects -> bounded body -> copy kept
  |  every 50 ms: cancelled? too late?  then the connections are cut, and the caller goes on at once
  '--takes the outcome; without network, the copy kept earlier
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import msgspec

from gxreader.errors import Cancelled, Unreachable
from gxreader.load.fetch import CancelToken, Fetched, FetchRules, Validators, Wanted
from gxreader.load.web.cache import Kept, PageCache
from gxreader.load.web.lifeline import Lifeline
from gxreader.load.web.visit import Brought, Visit
from gxreader.load.web.watch import Watch
from gxreader.load.web.wishes import Wish, wish_for

_LOOK_EVERY = 0.05  # seconds
_TELL_EVERY = 0.1
_FRESH_SECONDS = 3600.0  # a picture hardly ever changes: within an hour it is not even asked for
# Troubles of the network, and not answers: a copy kept earlier may stand in.
_NO_NETWORK = frozenset(
    {
        "load.unreachable",
        "load.unknown-host",
        "load.too-slow",
        "load.cut-off",
        "load.server-trouble",
        "load.proxy-unreachable",
    }
)

Progress = Callable[[int, int], None]


def fetch(
    url: str,
    rules: FetchRules,
    cancel: CancelToken,
    *,
    wanted: Wanted = Wanted.PAGE,
    referrer: str = "",
    progress: Progress | None = None,
    cache: PageCache | None = None,
) -> Fetched:
    """Fetch `url` within `rules`. Returns or raises within the deadline, and within 300 ms of a cancel."""
    cancel.check()
    wish = wish_for(wanted, rules)
    kept = cache.find(url) if cache is not None else None
    if kept is not None and wanted is Wanted.PICTURE and 0 <= kept.age < _FRESH_SECONDS:
        return kept.fetched
    try:
        return _Fetch(url, wish, rules, referrer, kept, cache).wait(cancel, progress)
    except Unreachable as trouble:
        if kept is None or trouble.key not in _NO_NETWORK:
            raise
        return msgspec.structs.replace(kept.fetched, kept=kept.brought)


def fetch_changed(
    url: str, rules: FetchRules, cancel: CancelToken, known: Validators, cache: PageCache | None = None
) -> Fetched:
    """Fetch `url` if it has changed. Whoever asks so has what was there, and wants no older copy instead."""
    cancel.check()
    kept = Kept(Fetched(url, b"", validators=known, is_unchanged=True), datetime.now(UTC))
    return _Fetch(url, wish_for(Wanted.PAGE, rules), rules, "", kept, cache).wait(cancel, None)


class _Fetch:
    """One fetch: the thread that does it, and what the waiting thread knows of it."""

    def __init__(
        self,
        url: str,
        wish: Wish,
        rules: FetchRules,
        referrer: str,
        kept: Kept | None,
        cache: PageCache | None,
    ) -> None:
        self._url = url
        self._wish = wish
        self._rules = rules
        self._referrer = referrer
        self._kept = kept
        self._cache = cache
        self._ticket = cache.ticket if cache is not None else 0
        self._lifeline = Lifeline()
        self._watch = Watch(wish.seconds, wish.longest_seconds)
        self._outcome: queue.SimpleQueue[Fetched | Exception] = queue.SimpleQueue()

    def wait(self, cancel: CancelToken, progress: Progress | None) -> Fetched:
        """Start, and wait for the outcome, the deadline or the reader's change of mind."""
        threading.Thread(target=self._run, name="fetch", daemon=True).start()
        teller = _Teller(self._watch, progress)
        try:
            while True:
                try:
                    result = self._outcome.get(timeout=_LOOK_EVERY)
                except queue.Empty:
                    if cancel.cancelled:
                        raise Cancelled("load.cancelled") from None
                    if self._watch.over:
                        raise Unreachable("load.too-slow", host=_host_of(self._url)) from None
                    teller.tell()
                    continue
                cancel.check()
                if isinstance(result, Exception):
                    raise result
                return result
        finally:
            self._lifeline.cut()

    def _run(self) -> None:
        try:
            visit = Visit(self._rules, self._wish, self._lifeline, self._watch)
            brought = visit.follow(self._url, referrer=self._referrer, kept=self._kept)
            self._keep(brought)
            self._outcome.put(brought.fetched)
        except Exception as error:  # noqa: BLE001 - a thread's door: the caller raises it on
            self._outcome.put(error)
        finally:
            self._lifeline.cut()

    def _keep(self, brought: Brought) -> None:
        if self._cache is None or self._lifeline.is_cut:
            return
        if brought.fetched.is_unchanged:
            return  # of the copy here nobody asked
        if brought.is_kept:
            self._cache.confirm(self._url)
        elif brought.may_be_kept:
            self._cache.keep(self._url, brought.fetched, self._ticket)
        else:
            self._cache.drop(self._url)


class _Teller:
    """Tells how far it is, ten times a second at most, and only news."""

    def __init__(self, watch: Watch, progress: Progress | None) -> None:
        self._watch = watch
        self._progress = progress
        self._told = (0, 0)
        self._next = 0.0

    def tell(self) -> None:
        now = (self._watch.done, self._watch.expected)
        if self._progress is None or now == self._told or time.monotonic() < self._next:
            return
        self._told = now
        self._next = time.monotonic() + _TELL_EVERY
        self._progress(*now)


def _host_of(url: str) -> str:
    try:
        return httpx.URL(url).raw_host.decode("ascii") or url
    except (httpx.InvalidURL, ValueError):
        return url
