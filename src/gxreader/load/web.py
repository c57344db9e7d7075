"""One fetch from the web, in a thread of its own so that a deadline and a change of mind always hold.

fetch --starts--> thread: checked connection -> redirects -> bounded decoding -> outcome
  |  every 50 ms: cancelled? too late?  then the connections are cut, and the caller goes on at once
  '--takes the outcome
"""

from __future__ import annotations

import queue
import re
import ssl
import threading
import time
import zlib
from collections.abc import Iterator

import httpcore
import httpx

from gxreader import __version__
from gxreader.errors import Cancelled, LoadError, NotAllowed, NotFound, Unreachable, Unreadable
from gxreader.load.fetch import CancelToken, Fetched, FetchRules
from gxreader.load.limits import MEGABYTE
from gxreader.load.network import CheckedBackend, Lifeline, trust

_HOST = re.compile(rb"[A-Za-z0-9._:-]{1,253}$")
_LOOK_EVERY = 0.05  # seconds
_CHUNK = 64 * 1024
_HEADERS = {
    "User-Agent": f"gxreader/{__version__} (article reader)",
    "Accept": "text/html,application/xhtml+xml,application/json;q=0.9,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}
_MOVED = frozenset({301, 302, 303, 307, 308})
_GOOD = frozenset({200, 202, 203})
_GONE = frozenset({404, 410})
_SCRIPT_FIRST = frozenset({412, 521})  # answered by a script that only a browser runs
_BUSY = 429
_CLIENT_ERROR = 400
_SERVER_ERROR = 500
_ANY_ZLIB = 47  # gzip or zlib, by its own header
_BARE_DEFLATE = -15
_GZIP = b"\x1f\x8b"


def fetch(url: str, rules: FetchRules, cancel: CancelToken) -> Fetched:
    """Fetch `url` within `rules`. Returns or raises within the deadline, and within 300 ms of a cancel."""
    cancel.check()
    outcome: queue.SimpleQueue[Fetched | Exception] = queue.SimpleQueue()
    lifeline = Lifeline()
    deadline = time.monotonic() + rules.deadline_seconds

    def run() -> None:
        try:
            outcome.put(_Visit(rules, lifeline, deadline).follow(url))
        except Exception as error:  # noqa: BLE001 - a thread's door: the caller raises it on
            outcome.put(error)
        finally:
            lifeline.cut()

    threading.Thread(target=run, name="fetch", daemon=True).start()
    while True:
        try:
            result = outcome.get(timeout=_LOOK_EVERY)
        except queue.Empty:
            if cancel.cancelled:
                lifeline.cut()
                raise Cancelled("load.cancelled") from None
            if time.monotonic() > deadline:
                lifeline.cut()
                raise Unreachable("load.too-slow", host=_host_of(url)) from None
            continue
        cancel.check()
        if isinstance(result, Exception):
            raise result
        return result


def _host_of(url: str) -> str:
    try:
        return httpx.URL(url).host or url
    except httpx.InvalidURL:
        return url


class _Transport(httpx.BaseTransport):
    """httpx over checked connections."""

    def __init__(self, rules: FetchRules, lifeline: Lifeline) -> None:
        backend = CheckedBackend(rules, lifeline)
        self._pool = httpcore.ConnectionPool(ssl_context=trust(), network_backend=backend, max_connections=1)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions),
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Stream(answer))

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    """The body of an answer, as it comes."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Visit:
    """One address and wherever it sends us, up to the limit of redirects."""

    def __init__(self, rules: FetchRules, lifeline: Lifeline, deadline: float) -> None:
        self._rules = rules
        self._lifeline = lifeline
        self._deadline = deadline

    def follow(self, address: str) -> Fetched:
        """The page at the end of the redirects."""
        url = self._allowed(address)
        for _ in range(self._rules.redirects + 1):
            try:
                result = self._get(url)
            except LoadError:
                raise
            except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
                raise Unreadable("load.bad-address") from error
            except (
                httpx.HTTPError,
                httpcore.TimeoutException,
                httpcore.NetworkError,
                httpcore.ProtocolError,
            ) as error:
                raise _as_sentence(error, url.host) from error
            if isinstance(result, Fetched):
                return result
            url = self._allowed(result)
        raise Unreachable("load.too-many-redirects")

    def _allowed(self, address: str) -> httpx.URL:
        """The address taken apart, if it may be visited at all; its host is checked when connecting."""
        try:
            url = httpx.URL(address)
        except httpx.InvalidURL as error:
            raise Unreadable("load.bad-address") from error
        if url.scheme not in {"http", "https"}:
            raise NotAllowed("load.scheme", scheme=url.scheme)
        if not _HOST.match(url.raw_host):
            raise Unreadable("load.bad-address")
        if url.userinfo:
            raise NotAllowed("load.address-with-name")
        port = url.port or (443 if url.scheme == "https" else 80)
        if port not in self._rules.ports and url.host not in self._rules.hosts:
            raise NotAllowed("load.port", port=port)
        return url

    def _get(self, url: httpx.URL) -> Fetched | str:
        """One request: a page, or the address it points to."""
        left = max(0.1, self._deadline - time.monotonic())
        transport = _Transport(self._rules, self._lifeline)
        with (
            httpx.Client(transport=transport, headers=_HEADERS, timeout=left, trust_env=False) as client,
            client.stream("GET", url, follow_redirects=False) as response,
        ):
            if response.status_code in _MOVED and "location" in response.headers:
                return str(url.join(response.headers["location"]))
            _check_status(response.status_code, url.host)
            data = self._body(response, url.host)
            kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
            return Fetched(str(url), data, kind, response.charset_encoding or "")

    def _body(self, response: httpx.Response, host: str) -> bytes:
        limit = self._rules.page_bytes
        decoder = _Decoder(response.headers.get("content-encoding", ""), limit)
        for chunk in response.iter_raw(_CHUNK):
            decoder.feed(chunk)
        if not decoder.finish():
            raise Unreachable("load.cut-off", host=host)
        return bytes(decoder.data)


class _Decoder:
    """Undoes gzip or deflate and stops at the limit: a megabyte may unpack to a thousand."""

    def __init__(self, encoding: str, limit: int) -> None:
        name = encoding.strip().lower()
        if name not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise Unreadable("load.unknown-encoding")
        self.data = bytearray()
        self._limit = limit
        self._packed = name not in {"", "identity"}
        self._unpacker = zlib.decompressobj(_ANY_ZLIB)
        self._begun = False

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes. Raises Unreadable beyond the limit or for bytes that do not unpack."""
        if not self._packed:
            self._add(chunk)
        while self._packed and chunk:
            chunk = self._unpack(chunk)

    def finish(self) -> bool:
        """Take what is still inside; whether the packed data came to its own end."""
        while self._packed and self._begun and (rest := self._unpacker.decompress(b"", _CHUNK)):
            self._add(rest)
        return not self._packed or not self._begun or self._unpacker.eof

    def _add(self, data: bytes) -> None:
        self.data += data
        if len(self.data) > self._limit:
            raise Unreadable("load.too-large", megabytes=self._limit // MEGABYTE)

    def _unpack(self, chunk: bytes) -> bytes:
        """Unpack some, and return what is left of the chunk."""
        if self._unpacker.eof:
            if not chunk.startswith(_GZIP):
                return b""  # padding after the end
            self._unpacker = zlib.decompressobj(_ANY_ZLIB)
        try:
            self._add(self._unpacker.decompress(chunk, _CHUNK))
        except zlib.error as error:
            if self._begun:
                raise Unreadable("load.unknown-encoding") from error
            self._begun = True
            self._unpacker = zlib.decompressobj(_BARE_DEFLATE)  # some servers send deflate without its header
            return chunk
        self._begun = True
        return self._unpacker.unconsumed_tail or self._unpacker.unused_data


def _check_status(status: int, host: str) -> None:
    """Raise the sentence for an answer that is no page."""
    if status in _GOOD:
        return
    if status in _GONE:
        raise NotFound("load.page-gone")
    if status in _SCRIPT_FIRST:
        raise Unreadable("load.browser-only")
    if status >= _SERVER_ERROR or status == _BUSY or status < _CLIENT_ERROR:
        raise Unreachable("load.server-trouble", host=host)
    raise Unreachable("load.page-refused", host=host)


def _as_sentence(error: Exception, host: str) -> LoadError:
    """What a network error means to a reader."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Unreachable("load.certificate", host=host)
        if isinstance(cause, ssl.SSLError):
            return Unreachable("load.old-encryption", host=host)
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, (httpx.TimeoutException, httpcore.TimeoutException)):
        return Unreachable("load.too-slow", host=host)
    if isinstance(error, (httpx.RemoteProtocolError, httpcore.RemoteProtocolError, httpcore.ReadError)):
        return Unreachable("load.cut-off", host=host)
    return Unreachable("load.unreachable", host=host)
