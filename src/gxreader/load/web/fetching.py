"""One fetch from the web, in a thread of its own so that a deadline and a change of mind always hold.

fetch --starts--> thread: its turn at the host -> checked connection -> redirects -> bounded body -> copy kept
  |  every 50 ms: cancelled? too late?  then the connections are cut, and the caller goes on at once
  '--takes the outcome; without network, the copy kept earlier
"""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from gxreader.errors import Unreachable
from gxreader.load.fetch import CancelToken, Fetched, FetchRules, Validators, Wanted
from gxreader.load.web.cache import Kept, PageCache
from gxreader.load.web.lifeline import Lifeline
from gxreader.load.web.visit import Brought, Visit
from gxreader.load.web.waiting import Progress, host_of, waited
from gxreader.load.web.watch import Watch
from gxreader.load.web.wishes import Wish, wish_for

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

    def wait(self, cancel: CancelToken, progress: Progress | None) -> Fetched:
        """Start, and wait for the outcome, the deadline or the reader's change of mind."""
        return waited(self._visit, self._lifeline, self._watch, cancel, progress, host_of(self._url))

    def _visit(self) -> Fetched:
        visit = Visit(self._rules, self._wish, self._lifeline, self._watch)
        brought = visit.follow(self._url, referrer=self._referrer, kept=self._kept)
        self._keep(brought)
        return brought.fetched

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
