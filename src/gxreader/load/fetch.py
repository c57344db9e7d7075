"""Fetching pages: what a fetcher is, and the one that goes to the web within its rules."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

import msgspec

from gxreader.errors import Cancelled
from gxreader.load import limits
from gxreader.settings.schema import LARGEST_DOWNLOAD, OLD_SERVERS, OWN_SERVERS
from gxreader.settings.store import Settings

if TYPE_CHECKING:
    from gxreader.load.web.cache import PageCache


_SEPARATOR = re.compile(r"[\s,，;；、]+")
_OWN_HOST = re.compile(r"[a-z\d](?:[a-z\d.-]*[a-z\d])?")  # a name of one word, or four numbers, is one, too
_HOST = re.compile(
    r"(?!(?:com|net|org|gov|edu|ac|co)\.[a-z]{2}$)(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,24}"
)


class CancelToken:
    """The reader's change of mind, given to whatever works for them. May be cancelled from any thread."""

    def __init__(self) -> None:
        """Begin uncancelled."""
        self._event = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether the reader has changed their mind."""
        return self._event.is_set()

    def cancel(self) -> None:
        """Stop what carries this token, within 300 ms."""
        self._event.set()

    def check(self) -> None:
        """Raise Cancelled if the reader has changed their mind."""
        if self.cancelled:
            raise Cancelled("load.cancelled")


class Wanted(StrEnum):
    """What is hoped for at an address: it decides how much may come, and how long it may take."""

    PAGE = "page"  # or a book, a document, a feed: whatever a reader opens
    PICTURE = "picture"
    EXTENSION = "extension"  # a page's _ext.json: small, and not worth waiting for
    FILE = "file"  # to be kept as it is, however large


class Validators(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a server gave to ask by whether a copy still holds."""

    etag: str = ""
    modified: str = ""


class Fetched(msgspec.Struct, frozen=True):
    """What an address gave: the address after redirects, the decoded body, and its declared type.

    `kept` is when a copy was brought that is handed out because the network has none to give now.
    `is_unchanged`: the server says that nothing has changed; there is no body then.
    """

    url: str
    data: bytes
    content_type: str = ""
    charset: str = ""
    kept: datetime | None = None
    validators: Validators = Validators()
    is_unchanged: bool = False


class Fetcher(Protocol):
    """Whoever can bring the bytes of an address."""

    def fetch(
        self,
        url: str,
        cancel: CancelToken | None = None,
        *,
        wanted: Wanted = Wanted.PAGE,
        referrer: str = "",
        known: Validators | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Fetched:
        """Fetch an http(s) address. Raises NotAllowed, NotFound, Unreachable, Unreadable or Cancelled.

        `referrer` is the page a picture stands on; `progress` is told bytes done and expected (0: unknown).
        With `known` only what has changed since is brought, and never a copy kept earlier.
        """
        ...


class FetchRules(msgspec.Struct, frozen=True):
    """Where a fetcher may go and how much it may bring. The defaults are for the open web.

    `hosts` names hosts that may be private or on this computer; `legacy_hosts` names hosts, with the hosts
    below them, whose encryption may be old (their certificate is checked all the same). Both are for whoever
    looks after the computer. `pauses` are the seconds before each further try. A file to be kept may take as
    long as it likes, if it does not stand still for `stall_seconds`.
    """

    ports: frozenset[int] = frozenset({80, 443})
    hosts: frozenset[str] = frozenset()
    legacy_hosts: frozenset[str] = frozenset({"gxzf.gov.cn"})
    page_bytes: int = limits.PAGE_BYTES
    file_bytes: int = limits.FILE_BYTES
    deadline_seconds: float = limits.DEADLINE_SECONDS
    file_seconds: float = limits.FILE_DEADLINE_SECONDS
    picture_seconds: float = limits.PICTURE_DEADLINE_SECONDS
    extension_seconds: float = limits.EXTENSION_DEADLINE_SECONDS
    download_bytes: int = limits.DOWNLOAD_BYTES
    stall_seconds: float = limits.STALL_SECONDS
    redirects: int = limits.REDIRECTS
    pauses: tuple[float, ...] = (0.5, 1.5)

    @classmethod
    def of(cls, settings: Settings) -> FetchRules:
        """The rules for the open web, with the old servers and one's own that the settings name.

        What is no host is left out; so is an old server that stands for all hosts of a country.
        """
        old, own = (_SEPARATOR.split(settings.get(named).lower()) for named in (OLD_SERVERS, OWN_SERVERS))
        return cls(
            hosts=frozenset(host for host in own if _OWN_HOST.fullmatch(host)),
            legacy_hosts=frozenset(host for host in old if _HOST.fullmatch(host)),
            download_bytes=settings.get(LARGEST_DOWNLOAD) * limits.MEGABYTE,
        )


class WebFetcher:
    """Fetches over http and https, within its rules; with a cache, also what was fetched before."""

    def __init__(self, rules: FetchRules | None = None, cache: PageCache | None = None) -> None:
        """Hold the rules; nothing is opened before the first fetch. Without a cache, nothing is kept."""
        self.rules = rules or FetchRules()
        self._cache = cache

    def fetch(
        self,
        url: str,
        cancel: CancelToken | None = None,
        *,
        wanted: Wanted = Wanted.PAGE,
        referrer: str = "",
        known: Validators | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Fetched:
        """Fetch an http(s) address within the deadline. Raises as `Fetcher.fetch` says.

        An address that begins with `//` is tried over https, and over http where nobody answers there.
        `progress` is told from the calling thread, ten times a second at most.
        """
        from gxreader.load.web import fetching

        if known is not None:
            return fetching.fetch_changed(url, self.rules, cancel or CancelToken(), known, self._cache)
        return fetching.fetch(
            url,
            self.rules,
            cancel or CancelToken(),
            wanted=wanted,
            referrer=referrer,
            progress=progress,
            cache=self._cache,
        )

    def forget(self) -> None:
        """Drop every copy that was kept, so that nothing tells what was read here."""
        if self._cache is not None:
            self._cache.forget()


def page_cache() -> PageCache:
    """The cache of whoever uses this computer, in the system's place for such things: for the window alone.

    A terminal has none, and neither has the command line.
    """
    from platformdirs import user_cache_path

    from gxreader.load.web.cache import PageCache

    return PageCache(user_cache_path("gxreader", appauthor=False) / "pages")
