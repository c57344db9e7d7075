"""Fetching pages: what a fetcher is, and the one that goes to the web within its rules."""

from __future__ import annotations

import threading
from typing import Protocol

import msgspec

from gxreader.errors import Cancelled
from gxreader.load import limits


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


class Fetched(msgspec.Struct, frozen=True):
    """What an address gave: the address after redirects, the decoded body, and its declared type."""

    url: str
    data: bytes
    content_type: str = ""
    charset: str = ""


class Fetcher(Protocol):
    """Whoever can bring the bytes of an address."""

    def fetch(self, url: str, cancel: CancelToken | None = None) -> Fetched:
        """Fetch an http(s) address. Raises NotAllowed, NotFound, Unreachable, Unreadable or Cancelled."""
        ...


class FetchRules(msgspec.Struct, frozen=True):
    """Where a fetcher may go and how much it may bring. The defaults are for the open web.

    `hosts` names hosts that may be private or on this computer; they are the user's own configuration.
    """

    ports: frozenset[int] = frozenset({80, 443})
    hosts: frozenset[str] = frozenset()
    page_bytes: int = limits.PAGE_BYTES
    deadline_seconds: float = limits.DEADLINE_SECONDS
    redirects: int = limits.REDIRECTS


class WebFetcher:
    """Fetches over http and https, within its rules."""

    def __init__(self, rules: FetchRules | None = None) -> None:
        """Hold the rules; nothing is opened before the first fetch."""
        self.rules = rules or FetchRules()

    def fetch(self, url: str, cancel: CancelToken | None = None) -> Fetched:
        """Fetch an http(s) address within the deadline. Raises as `Fetcher.fetch` says."""
        from gxreader.load import web

        return web.fetch(url, self.rules, cancel or CancelToken())
