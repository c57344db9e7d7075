"""A page that one phone in the same network takes away once, within minutes; then nothing listens any more.

There is no folder behind it, no second page and no other method: the one path is 128 random bits, which only
the code on the screen tells. Whoever asks otherwise learns nothing, and after a few such questions it closes.
"""

from __future__ import annotations

import contextlib
import ipaddress
import secrets
import socket
import threading
import time
from collections.abc import Callable
from enum import StrEnum

from gxreader.errors import OutputError

OPEN_SECONDS = 600
_REQUEST_SECONDS = 5.0  # for a question to be asked whole; it is one short packet
_ANSWER_SECONDS = 60.0  # for a slow phone at the far end of the flat
_MOST_REQUEST_BYTES = 8_192
_MOST_REQUESTS = 40
_MOST_AT_ONCE = 4
_TICK_SECONDS = 0.2
_PATH_BYTES = 16
_ELSEWHERE = ("192.0.2.1", 9)  # an address of nobody (RFC 5737), to ask which way out would be taken

# RFC 1918: what routers give to those at home. Others that Python calls private are not reached from there.
_AT_HOME = tuple(
    ipaddress.IPv4Network(network) for network in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
)

_POLICY = (
    "default-src 'none'; img-src http: https:; style-src 'unsafe-inline'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    f"Content-Security-Policy: {_POLICY}",
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: no-referrer",
    "Connection: close",
)


class Ending(StrEnum):
    """Why nothing listens any more."""

    TAKEN = "taken"
    TIME = "time"
    DISTURBED = "disturbed"
    STOPPED = "stopped"


def home_address() -> str:
    """This computer's address in the home network. Sends nothing. Raises OutputError where there is none."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(_ELSEWHERE)
            found = ipaddress.IPv4Address(probe.getsockname()[0])
    except OSError as error:
        raise OutputError("share.no-home-network") from error
    if not any(found in network for network in _AT_HOME):
        raise OutputError("share.no-home-network")  # the open net, or none: nobody at home is reached there
    return str(found)


class OneTimePage:
    """Serves one page once; `ended` is told why it closed, on a thread of this object."""

    def __init__(
        self,
        page: str,
        ended: Callable[[Ending], None],
        host: str = "",
        seconds: float = OPEN_SECONDS,
    ) -> None:
        """Listen at `host`, the home network's by default. Raises OutputError where that cannot be."""
        self._body = page.encode("utf-8", "replace")
        self._ended = ended
        self._until = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._ending = Ending.STOPPED
        self._is_going = False  # the page is on its way to somebody
        self._requests = 0
        self._places = threading.Semaphore(_MOST_AT_ONCE)
        self._connections: set[socket.socket] = set()
        host = host or home_address()
        try:
            self._listener = socket.create_server((host, 0), backlog=_MOST_AT_ONCE)
        except OSError as error:
            raise OutputError("share.no-home-network") from error
        self._listener.settimeout(_TICK_SECONDS)
        self._host = f"{host}:{self._listener.getsockname()[1]}"
        self._path = f"/{secrets.token_urlsafe(_PATH_BYTES)}"
        self._thread = threading.Thread(target=self._listen, name="one-time-page", daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Where the page is, once."""
        return f"http://{self._host}{self._path}"

    def stop(self) -> None:
        """Listen no more and cut what is being said; soon nothing is left. May be called twice."""
        self._end(Ending.STOPPED)

    def wait(self, seconds: float) -> bool:
        """Whether everything had ended within so many seconds."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _end(self, ending: Ending) -> None:
        with self._lock:
            if self._stopping.is_set():
                return
            self._ending = ending
            self._stopping.set()

    def _listen(self) -> None:
        while not self._stopping.is_set():
            if time.monotonic() >= self._until:
                self._end(Ending.TIME)
                break
            try:
                connection, _from = self._listener.accept()
            except TimeoutError:
                continue
            except OSError:
                self._end(Ending.DISTURBED)
                break
            self._receive(connection)
        self._listener.close()
        if self._ending is Ending.STOPPED:
            with self._lock:
                for connection in self._connections:
                    _cut(connection)
        self._ended(self._ending)

    def _receive(self, connection: socket.socket) -> None:
        self._requests += 1
        if self._requests > _MOST_REQUESTS:
            connection.close()
            self._end(Ending.DISTURBED)
        elif not self._places.acquire(blocking=False):
            connection.close()  # whoever holds the others open is cut within seconds
        else:
            with self._lock:
                self._connections.add(connection)
            threading.Thread(
                target=self._answer, args=(connection,), name="one-time-answer", daemon=True
            ).start()

    def _answer(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):  # they have gone
            self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        try:
            asked = _request(connection)
            if asked is None:
                return
            connection.settimeout(_ANSWER_SECONDS)
            if asked.partition(b" ")[0] != b"GET":
                _send(connection, "405 Method Not Allowed", b"", "Allow: GET")
            elif self._is_wanted(asked):
                self._give(connection)
            else:
                _send(connection, "404 Not Found", b"")
        finally:
            with self._lock:
                self._connections.discard(connection)
            _cut(connection)
            self._places.release()

    def _is_wanted(self, asked: bytes) -> bool:
        """Whether this very page was asked for at this very place, and nobody else is getting it."""
        first, _, rest = asked.partition(b"\r\n")
        hosts = [
            line.partition(b":")[2].strip().lower()
            for line in rest.split(b"\r\n")
            if line.partition(b":")[0].lower() == b"host"
        ]
        words = first.split(b" ")
        right = len(words) == 3 and secrets.compare_digest(words[1], self._path.encode())  # noqa: PLR2004 - method, path, version
        if not right or hosts != [self._host.encode()]:
            return False
        with self._lock:
            if self._is_going or self._stopping.is_set():
                return False
            self._is_going = True
            return True

    def _give(self, connection: socket.socket) -> None:
        """Send the page; if the phone is gone before all of it was sent, it may ask again."""
        try:
            _send(connection, "200 OK", self._body, "Content-Type: text/html; charset=utf-8")
        except OSError:
            with self._lock:
                self._is_going = False
            raise
        self._end(Ending.TAKEN)


def _request(connection: socket.socket) -> bytes | None:
    """What is asked, up to the empty line; None for what is too long, too slow, or no question."""
    until = time.monotonic() + _REQUEST_SECONDS
    asked = b""
    while b"\r\n\r\n" not in asked:
        left = until - time.monotonic()
        if left <= 0 or len(asked) > _MOST_REQUEST_BYTES:
            return None
        connection.settimeout(left)  # for all of it, not anew for each drop
        got = connection.recv(2048)
        if not got:
            return None
        asked += got
    return asked.partition(b"\r\n\r\n")[0]


def _send(connection: socket.socket, status: str, body: bytes, *headers: str) -> None:
    # A phone may keep what it has taken: asking again would find nothing.
    keeping = "private, max-age=86400" if body else "no-store"
    lines = (
        f"HTTP/1.1 {status}",
        f"Content-Length: {len(body)}",
        f"Cache-Control: {keeping}",
        *headers,
        *_HEADERS,
        "",
        "",
    )
    connection.sendall("\r\n".join(lines).encode("ascii") + body)
    connection.shutdown(socket.SHUT_WR)
    if not body:
        return
    # Closed before the other side has read all, the connection would be reset, and the page lost.
    until = time.monotonic() + _REQUEST_SECONDS
    with contextlib.suppress(TimeoutError):  # it keeps its end open; what was sent is with it
        while (left := until - time.monotonic()) > 0:
            connection.settimeout(left)
            if not connection.recv(2048):
                break


def _cut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):  # the other side was first
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
