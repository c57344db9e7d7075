"""A server of lists on this computer, whose answers the tests change while it runs."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ARTICLE = (
    "<html lang='zh'><head><title>{0}</title></head><body><article><h1>{0}</h1>"
    + "<p>清晨的河面起了薄雾，远处有人在唱山歌，船慢慢靠了岸。</p>" * 6
    + "</article></body></html>"
)


def rss(url: str, *numbers: int, title: str = "村里的事") -> str:
    """A feed of articles with these numbers, in this order."""
    items = "".join(
        f"<item><title>第{n}条消息</title><link>{url}/a/{n}</link>"
        f"<pubDate>Mon, {n:02d} Jun 2026 08:00:00 +0800</pubDate></item>"
        for n in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


class ListServer(ThreadingHTTPServer):
    """`pages` are texts by path; `status` other answers, `late` seconds to wait, `torn` what is cut short."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, str] = {}
        self.status: dict[str, int] = {}
        self.retry_after = ""
        self.late: dict[str, float] = {}
        self.torn: set[str] = set()
        self.asked: list[str] = []
        self.unchanged = 0
        self.here = 0
        self.most_here = 0  # how many were served at the same time
        self.lock = threading.Lock()
        self.stopping = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Readers that leave early are nothing to tell of."""


class _Handler(BaseHTTPRequestHandler):
    server: ListServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server = self.server
        self.close_connection = True
        with server.lock:
            server.asked.append(self.path)
            server.here += 1
            server.most_here = max(server.most_here, server.here)
        try:
            server.stopping.wait(server.late.get(self.path, 0.0))
            self._answer()
        finally:
            with server.lock:
                server.here -= 1

    def _answer(self) -> None:
        server, path = self.server, self.path
        time.sleep(0.01)
        text = server.pages.get(path)
        if text is None and path.startswith("/a/"):
            text = ARTICLE.format(f"第{path[3:]}条消息")
        status = server.status.get(path, 200 if text is not None else 404)
        data = (text or "").encode() if status == 200 else b"<p>no</p>"
        tag = f'"{hashlib.sha256(data).hexdigest()[:12]}"'
        if status == 200 and self.headers.get("If-None-Match") == tag:
            server.unchanged += 1
            status, data = 304, b""
        self.send_response(status)
        kind = "application/rss+xml" if b"<rss" in data[:60] else "text/html"
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("ETag", tag)
        if server.retry_after:
            self.send_header("Retry-After", server.retry_after)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: len(data) // 2] if path in server.torn else data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Nobody reads it."""


@contextmanager
def list_server() -> Iterator[ListServer]:
    """The server, gone afterwards."""
    server = ListServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()
