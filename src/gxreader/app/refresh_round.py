"""One look at the lists that are due: politely, a host at a time, and what is new is kept where wished."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

import msgspec

from gxreader.errors import Cancelled, LoadError, OutputError, Unreachable
from gxreader.library.sites import host_of

if TYPE_CHECKING:
    from gxreader.library.library import Library
    from gxreader.library.values import Feed, FeedEntry
    from gxreader.load.fetch import CancelToken
    from gxreader.load.loader import Loader

MOST_KEPT = 20  # articles brought in one round, to be read without network
HOUR = 3600.0
DAY = 24 * HOUR
_FIRST_WAIT = HOUR / 2  # after one failure; doubled with each further one, up to a day
_LONGEST_WAIT = 7 * DAY  # if a server asks for it
_JITTER = 0.2  # of the interval: not everybody comes at the full hour
_HOSTS_AT_ONCE = 3
_LOOK_EVERY = 0.1
_ROOM = 0.9  # of the limit; above it only what has just come is brought, in the place of what is old
_NO_NETWORK = frozenset({"load.unreachable", "load.unknown-host", "load.proxy-unreachable"})

Thing = TypeVar("Thing")


class Refreshed(msgspec.Struct, frozen=True, kw_only=True):
    """What a round brought: lists that answered and that did not, new articles, articles kept whole.

    `is_offline`: nobody answered at all, which is not the servers' fault.
    """

    answered: int = 0
    failed: int = 0
    found: int = 0
    kept: int = 0
    is_offline: bool = False


class Manners(msgspec.Struct, frozen=True, kw_only=True):
    """How lists are looked at: again after `every` seconds, with a `pause` between requests to one host."""

    every: float = 3 * HOUR
    pause: float = 1.0
    language: str = "zh"


class Round:
    """Used once. Its `run` waits for the network, and may be called from any thread."""

    def __init__(
        self,
        library: Library,
        loader: Loader,
        cancel: CancelToken,
        manners: Manners,
        clock: Callable[[], float] = time.time,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Note in `library` what `loader` brings; `chance` is between 0 and 1."""
        self._library = library
        self._loader = loader
        self._cancel = cancel
        self._manners = manners
        self._clock = clock
        self._chance = chance
        self._answered = 0
        self._found = 0
        self._unreached: list[tuple[Feed, LoadError]] = []
        self._refused = 0
        self._kept = 0

    def run(self, feeds: Sequence[Feed], tried: set[str] | None = None) -> Refreshed:
        """Look at these lists; `tried` are articles that could not be brought before, and is added to.

        A change of mind ends it; what was not looked at yet stays due. Raises OutputError of the library.
        """
        began = self._clock()
        self._by_host(feeds, lambda feed: feed.address, self._look_at)
        is_offline = bool(self._unreached) and not self._answered and not self._refused
        if not is_offline:
            for feed, error in self._unreached:
                self._note_failure(feed, error)
        if not is_offline and not self._cancel.cancelled:
            self._keep(feeds, began, set() if tried is None else tried)
        return Refreshed(
            answered=self._answered,
            failed=self._refused + len(self._unreached),
            found=self._found,
            kept=self._kept,
            is_offline=is_offline,
        )

    def _by_host(
        self, things: Iterable[Thing], address: Callable[[Thing], str], do: Callable[[Thing], None]
    ) -> None:
        """Do something with each: of one host one after another, a few hosts beside each other."""
        from concurrent.futures import ThreadPoolExecutor

        def host(thing: Thing) -> str:
            return host_of(address(thing))

        def in_turn(group: list[Thing]) -> None:
            for number, thing in enumerate(group):
                if number:
                    self._rest()
                if self._cancel.cancelled:
                    return
                do(thing)

        groups = [list(group) for _host, group in groupby(sorted(things, key=host), key=host)]
        with ThreadPoolExecutor(_HOSTS_AT_ONCE, thread_name_prefix="refresh") as pool:
            for done in [pool.submit(in_turn, group) for group in groups]:
                done.result()

    def _rest(self) -> None:
        end = time.monotonic() + self._manners.pause
        while not self._cancel.cancelled and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, _LOOK_EVERY))

    def _look_at(self, feed: Feed) -> None:
        from gxreader.load.fetch import Validators

        lists, known = self._library.subscriptions, Validators(feed.etag, feed.last_modified)
        next_at = self._clock() + self._manners.every * (1 - _JITTER + 2 * _JITTER * self._chance())
        try:
            work = self._loader.look_again(
                feed.address, known, language=self._manners.language, cancel=self._cancel
            )
        except Cancelled:
            return  # it stays due
        except LoadError as error:
            if error.key in _NO_NETWORK:
                self._unreached.append((feed, error))
            else:
                self._refused += 1
                self._note_failure(feed, error)
            return
        if work is None:
            lists.note_checked(feed.address, next_at, feed.etag, feed.last_modified)
        elif not work.article.entries:  # torn on its way, or no list any more: what was noted stays
            self._refused += 1
            self._note_failure(feed, LoadError("load.empty"))
            return
        else:
            before = feed.unread
            lists.note_list(feed.address, work.article.title, work.article.entries, self._clock())
            after = lists.feed(feed.address)
            self._found += max(0, (after.unread if after else 0) - before)
            lists.note_checked(feed.address, next_at, work.validators.etag, work.validators.modified)
        self._answered += 1

    def _note_failure(self, feed: Feed, error: LoadError) -> None:
        asked = error.wait_seconds if isinstance(error, Unreachable) else 0.0
        wait = min(DAY, _FIRST_WAIT * 2 ** min(feed.failures, 10))
        next_at = self._clock() + max(wait, min(asked, _LONGEST_WAIT))
        self._library.subscriptions.note_failure(feed.address, next_at)

    # To be read without network

    def _keep(self, feeds: Sequence[Feed], began: float, tried: set[str]) -> None:
        addresses = [feed.address for feed in feeds if feed.keeps_offline]
        if not addresses:
            return
        space = self._library.offline.space()
        is_roomy = space.bytes < _ROOM * space.limit
        wanted = [
            entry
            for entry in self._library.subscriptions.new_entries(addresses, limit=MOST_KEPT * 10)
            if not entry.kept
            and entry.address not in tried
            and (is_roomy or entry.first_seen.timestamp() >= began)
        ]

        def bring(entry: FeedEntry) -> None:
            try:
                self._bring(entry)
            except Cancelled:
                return
            except (LoadError, OutputError):  # it can still be opened from the list, and says then why not
                tried.add(entry.address)

        self._by_host(wanted[:MOST_KEPT], lambda entry: entry.address, bring)

    def _bring(self, entry: FeedEntry) -> None:
        from gxreader.load.reference import Kind, Reference

        reference = Reference(Kind.ADDRESS, entry.address)
        work = self._loader.load(reference, language=self._manners.language, cancel=self._cancel)
        self._cancel.check()
        if work.article.entries or not work.article.blocks:
            raise LoadError("load.empty")
        number = self._library.offline.save(work.article, entry.address, by_wish=False)
        self._library.subscriptions.note_kept(entry.address, number)
        self._kept += 1
