"""One address and wherever it sends us, up to the limit of redirects."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping

import httpx
import msgspec

from gxreader.errors import NotAllowed, Unreachable, Unreadable
from gxreader.load.fetch import Fetched, FetchRules, Validators, Wanted
from gxreader.load.web import answers
from gxreader.load.web.answers import Passing
from gxreader.load.web.body import beginning_of, type_of, whole_body
from gxreader.load.web.cache import Kept
from gxreader.load.web.lifeline import Lifeline
from gxreader.load.web.onward import next_address
from gxreader.load.web.politeness import TURNS
from gxreader.load.web.referrer import referrer_for
from gxreader.load.web.retry import persistently
from gxreader.load.web.transport import Transport
from gxreader.load.web.watch import Watch
from gxreader.load.web.wishes import Wish, headers_for

GUESSED = "//"  # begins an address that was given without http or https
_HOST = re.compile(rb"[A-Za-z0-9._:-]{1,253}$")
_MOVED = frozenset({301, 302, 303, 307, 308})
_NOT_CHANGED = 304
_SIGNPOSTS = 2  # pages in a row that only say where to go
_GUESSED_CONNECT_SECONDS = 5.0


class Brought(msgspec.Struct, frozen=True):
    """What a visit ended with. `is_kept`: the server said that the copy at hand still holds."""

    fetched: Fetched
    may_be_kept: bool = True
    is_kept: bool = False


class Visit:
    """Follows one address; used once, in the thread of its fetch."""

    _method = "GET"

    def __init__(self, rules: FetchRules, wish: Wish, lifeline: Lifeline, watch: Watch) -> None:
        """Go by `rules` for `wish`; connections are held by `lifeline`, time is told by `watch`."""
        self._rules = rules
        self._wish = wish
        self._lifeline = lifeline
        self._watch = watch
        self._transport = Transport(rules, lifeline)
        self._cookies = httpx.Cookies()  # live as long as a visit: some sites send nobody on without theirs

    def follow(self, address: str, *, referrer: str = "", kept: Kept | None = None) -> Brought:
        """What is at the end of the redirects. Raises LoadError."""
        with self._transport:
            signposts = 0
            url, result = self._first(address, referrer, kept)
            for _ in range(self._rules.redirects):
                if isinstance(result, Brought):
                    onward = next_address(result.fetched.data) if self._reads_signposts(signposts) else ""
                    if not onward:
                        return result
                    signposts += 1
                    result = _joined(url, onward)
                url = self._allowed(result)
                result = self._persistently(url, referrer, kept)
        if isinstance(result, Brought):
            return result
        raise Unreachable("load.too-many-redirects")

    def _reads_signposts(self, so_far: int) -> bool:
        return self._wish.wanted is Wanted.PAGE and so_far < _SIGNPOSTS

    def _first(self, address: str, referrer: str, kept: Kept | None) -> tuple[httpx.URL, Brought | str]:
        """The first answer. Without http or https given, https counts, or http where nobody answers there.

        What was asked for as https is never asked for as http; nor is a site whose certificate is wrong.
        """
        guessed = address.startswith(GUESSED)
        url = self._allowed(f"https:{address}" if guessed else address)

        def attempt() -> Brought | str:
            nonlocal url, guessed
            try:
                return self._attempt(url, referrer, kept, _GUESSED_CONNECT_SECONDS if guessed else None)
            except Passing as passing:
                if not guessed or passing.trouble.key != "load.unreachable":
                    raise
                url, guessed = self._allowed(f"http:{address}"), False
                return self._attempt(url, referrer, kept)

        result = persistently(attempt, self._wish.pauses, self._lifeline, self._watch)
        return url, result

    def _allowed(self, address: str) -> httpx.URL:
        """The address taken apart, if it may be visited at all; its host is checked when connecting."""
        try:
            url = httpx.URL(address)
        except (httpx.InvalidURL, ValueError) as error:
            raise Unreadable("load.bad-address") from error
        if not url.scheme:
            raise Unreadable("load.bad-address")
        if url.scheme not in {"http", "https"}:
            raise NotAllowed("load.scheme", scheme=url.scheme)
        if not _HOST.match(url.raw_host):
            raise Unreadable("load.bad-address")
        if url.userinfo:
            raise NotAllowed("load.address-with-name")
        port = url.port or (443 if url.scheme == "https" else 80)
        if port not in self._rules.ports and host_of(url) not in self._rules.hosts:
            raise NotAllowed("load.port", port=port)
        return url

    def _persistently(self, url: httpx.URL, referrer: str, kept: Kept | None) -> Brought | str:
        return persistently(
            lambda: self._attempt(url, referrer, kept), self._wish.pauses, self._lifeline, self._watch
        )

    def _attempt(
        self, url: httpx.URL, referrer: str, kept: Kept | None, connect_seconds: float | None = None
    ) -> Brought | str:
        """One request in its turn: what it brought, or the address it points to. Raises Passing too."""
        host = host_of(url)
        end_turn = TURNS.take(
            f"{self._wish.wanted} {url.netloc.decode()}", self._wish.at_once, self._lifeline
        )
        self._watch.begin()
        try:
            headers = self._headers(url, kept)
            if referrer and (from_page := referrer_for(referrer, url)):
                headers["Referer"] = from_page
            return self._ask(url, headers, kept, connect_seconds)
        except answers.NETWORK_ERRORS as error:
            raise answers.meaning_of(error, host) from error
        finally:
            end_turn()

    def _ask(
        self, url: httpx.URL, headers: Mapping[str, str], kept: Kept | None, connect_seconds: float | None
    ) -> Brought | str:
        left = max(0.1, self._watch.left())
        timeout = httpx.Timeout(left, connect=min(left, connect_seconds or left))
        request = httpx.Request(self._method, url, headers=headers, extensions={"timeout": timeout.as_dict()})
        with contextlib.suppress(UnicodeError):  # a cookie of letters that no header can carry
            self._cookies.set_cookie_header(request)
        with contextlib.closing(self._transport.handle_request(request)) as response:
            response.request = request
            self._cookies.extract_cookies(response)
            if response.status_code in _MOVED and "location" in response.headers:
                return _joined(url, _location(response))
            return self._brought(url, response, kept)

    def _headers(self, url: httpx.URL, kept: Kept | None) -> dict[str, str]:
        """What a request says."""
        return headers_for(self._wish) | _conditions(url, kept)

    def _brought(self, url: httpx.URL, response: httpx.Response, kept: Kept | None) -> Brought:
        """What an answer that leads nowhere else has brought. Raises LoadError, or Passing."""
        status, host = response.status_code, host_of(url)
        if status == _NOT_CHANGED and kept is not None and _conditions(url, kept):
            return Brought(kept.fetched, is_kept=True)
        self._check(response, host)
        data = whole_body(response, self._wish, self._watch, host)
        where = str(url.copy_with(fragment=None))
        charset = response.charset_encoding or ""
        fetched = Fetched(where, data, type_of(response), charset, validators=validators_of(response))
        return Brought(fetched, may_be_kept=_may_be_kept(response))

    @staticmethod
    def _check(response: httpx.Response, host: str) -> None:
        """Raise what an answer means that is not what was asked for."""
        status = response.status_code
        if not answers.is_good(status):
            body = beginning_of(response) if answers.wants_a_look(status) else b""
            raise answers.trouble_of(response, body, host)


def host_of(url: httpx.URL) -> str:
    """The host as it travels: letters that only look like others show as what they are (xn--...)."""
    return url.raw_host.decode("ascii")


def _joined(url: httpx.URL, onward: str) -> str:
    try:
        return str(url.join(onward.strip()))
    except (httpx.InvalidURL, ValueError) as error:
        raise Unreadable("load.bad-address") from error


def _location(response: httpx.Response) -> str:
    """Where a redirect leads. Bytes that are no UTF-8 (GBK, mostly) are sent back as they came."""
    raw = next(value for name, value in response.headers.raw if name.lower() == b"location")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return re.sub(rb"[\x80-\xff]", lambda byte: b"%%%02X" % byte[0][0], raw).decode("ascii")


def _conditions(url: httpx.URL, kept: Kept | None) -> dict[str, str]:
    """How to ask whether the copy of this very address still holds."""
    if kept is None or not (
        kept.fetched.is_unchanged or kept.fetched.url == str(url.copy_with(fragment=None))
    ):
        return {}
    validators = kept.fetched.validators
    conditions = {"If-None-Match": validators.etag, "If-Modified-Since": validators.modified}
    return {name: value for name, value in conditions.items() if value}


def validators_of(response: httpx.Response) -> Validators:
    """What an answer can be asked for again by."""
    return Validators(
        _sendable(response.headers.get("etag")), _sendable(response.headers.get("last-modified"))
    )


def _sendable(value: str | None) -> str:
    return value if value and value.isascii() and value.isprintable() else ""


def _may_be_kept(response: httpx.Response) -> bool:
    return "no-store" not in response.headers.get("cache-control", "").lower()
