"""A server on this computer with files to download: whole, in ranges, broken off, changed, lying."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Offer:
    """One file. `breaks_after` ends the first answers early; `waits_after` lets them stand still there."""

    data: bytes
    headers: dict[str, str] = field(default_factory=dict)
    etag: str = '"one"'
    ranges: bool = True
    breaks_after: list[int] = field(default_factory=list)
    waits_after: int = 0
    promised: int | None = None  # a Content-Length that is not true; -1 is none at all
    status: int = 200
    head: bool = True


class FileServer(ThreadingHTTPServer):
    """Notes every request: its method, path and Range."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files: dict[str, Offer] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.stopping = threading.Event()
        self.going_on = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def offer(self, path: str, data: bytes, **more: object) -> str:
        """Offer a file; its address."""
        self.files[path] = Offer(data, **more)  # type: ignore[arg-type]  # fields by name
        return self.url + path

    def ranges_of(self, path: str) -> list[str]:
        """The ranges somebody asked for, empty for the whole."""
        return [asked for method, name, asked in self.asked if method == "GET" and name == path]

    def handle_error(self, request: object, client_address: object) -> None:
        """Readers that leave early are what is tested."""


class _Handler(BaseHTTPRequestHandler):
    server: FileServer
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def _answer(self, *, with_body: bool) -> None:
        self.close_connection = True
        self.server.asked.append((self.command, self.path, self.headers.get("Range", "")))
        offer = self.server.files.get(self.path)
        if offer is None or (not with_body and not offer.head):
            self._head(404 if offer is None else 405, {"Content-Length": "0"})
            return
        start = self._start(offer)
        body = offer.data[start:]
        headers = {"Content-Length": str(len(body) if offer.promised is None else offer.promised)}
        if offer.promised == -1:
            del headers["Content-Length"]
        if offer.etag:
            headers["ETag"] = offer.etag
        status = offer.status
        if start:
            status = 206
            headers["Content-Range"] = f"bytes {start}-{len(offer.data) - 1}/{len(offer.data)}"
        self._head(status, headers | offer.headers)
        if with_body:
            self._body(offer, body)

    def _start(self, offer: Offer) -> int:
        asked = self.headers.get("Range", "")
        fits = self.headers.get("If-Range", "") in {"", offer.etag}
        return int(asked[len("bytes=") : -1]) if asked and offer.ranges and fits else 0

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.wfile_header(name, value)
        self.end_headers()

    def wfile_header(self, name: str, value: str) -> None:
        """A header whose letters go out as the bytes they stand for."""
        self._headers_buffer.append(f"{name}: {value}\r\n".encode("latin-1"))

    def _body(self, offer: Offer, body: bytes) -> None:
        if offer.breaks_after:
            self.wfile.write(body[: offer.breaks_after.pop(0)])
            return
        if offer.waits_after:
            self.wfile.write(body[: offer.waits_after])
            self.wfile.flush()
            while not self.server.stopping.is_set() and not self.server.going_on.wait(0.05):
                pass
            body = body[offer.waits_after :]
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Tests are quiet."""


@contextmanager
def file_server() -> Iterator[FileServer]:
    """A server that is gone afterwards, with all its answers."""
    server = FileServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()
