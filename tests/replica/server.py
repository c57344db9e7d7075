"""Serves the portal on this computer: with conditional answers, and pages that are late, torn or refused."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from tests.replica import pages
from tests.replica.content import COLUMNS, HOT_WORDS, NAME, NAME_EN, TWIN

HTML, PLAIN = "text/html; charset=utf-8", "text/plain; charset=utf-8"
LATE_SECONDS = 1.5


class Portal(ThreadingHTTPServer):
    """Notes what was asked; `stopping` ends what is late."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        """Listen on this computer alone; any free port, if none is wished."""
        super().__init__(("127.0.0.1", port), _Handler)
        self.asked: list[str] = []
        self.unchanged = 0  # how many answers were "as before"
        self.breaks: list[int] = []  # after how many bytes each next file breaks off
        self.stopping = threading.Event()

    @property
    def url(self) -> str:
        """Its home page."""
        return f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Readers that leave early are nothing to tell of."""

    def description(self) -> str:
        """The description file with which the reader knows the portal."""
        columns = "".join(
            f'\n[[columns]]\nurl = "{column.folder}/index.shtml"\npictures = {str(column.pictures).lower()}\n'
            f'name = {{ zh = "{column.name}", en = "{column.name_en}" }}\n'
            for column in COLUMNS
        )
        words = ", ".join(f'"{word}"' for word in HOT_WORDS)
        return (
            f'id = "qinghe"\nkind = "government"\nhome = "{self.url}"\nhosts = ["127.0.0.1"]\n'
            f'hot_words = [{words}]\nsearch = "{self.url}so?qt={{words}}"\n'
            f'name = {{ zh = "{NAME}", en = "{NAME_EN}" }}\n'
            f'counterpart = {{ en = "{self.url}en/" }}\n{columns}'
        )


class _Handler(BaseHTTPRequestHandler):
    server: Portal
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.close_connection = True
        parts = urlsplit(self.path)
        path = unquote(parts.path).lstrip("/")
        if path in pages.TROUBLE:
            self._trouble(path)
        elif path == "so":
            self._answer(pages.found(parse_qs(parts.query).get("qt", [""])[0]), HTML)
        elif path in {"", "index.shtml"}:
            self._answer(pages.home(), HTML)
        elif path.startswith("en/"):
            self._answer(pages.english(), HTML)
        else:
            self._within_column(*path.partition("/")[::2])

    def _within_column(self, folder: str, name: str) -> None:
        column = next((one for one in COLUMNS if one.folder == folder), None)
        if column is None:
            self._answer("<html><body><p>没有这一页</p></body></html>", HTML, status=404)
            return
        stem, _dot, kind = (name or "index.shtml").partition(".")
        if stem.startswith("index"):
            self._answer(pages.listing(column, int(stem.partition("_")[2] or 0)), HTML)
            return
        identity = stem.removeprefix("P").removesuffix("_ext")
        story = next((one for one in (*column.stories, TWIN) if one.id == identity), None)
        if story is None:
            self._answer("<html><body><p>没有这一页</p></body></html>", HTML, status=404)
        elif kind == "png":
            self._answer(pages.picture(story), "image/png")
        elif kind == "json":
            self._answer(pages.extension(story), "application/json")
        elif kind == "txt":
            self._answer(pages.attachment(story), PLAIN)
        else:
            self._answer(pages.article(story, column), HTML)

    def _trouble(self, name: str) -> None:
        body = pages.article(COLUMNS[0].stories[0], COLUMNS[0])
        if name == "412.shtml":
            self._answer("<html><body><script>location.reload()</script></body></html>", HTML, status=412)
        elif name == "gone.shtml":
            self._answer("<html><body><p>没有这一页</p></body></html>", HTML, status=404)
        elif name == "slow.shtml":
            self.server.stopping.wait(LATE_SECONDS)
            self._answer(body, HTML)
        else:
            self._answer(body[: len(body) // 2], HTML, promised=len(body.encode()))

    def _answer(self, body: str | bytes, kind: str, *, status: int = 200, promised: int = 0) -> None:
        data = body.encode() if isinstance(body, str) else body
        tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
        if status == 200 and self.headers.get("If-None-Match") == tag:
            self.server.unchanged += 1
            status, data = 304, b""
        headers = {"Content-Type": kind, "ETag": tag, "Content-Length": str(promised or len(data))}
        start = self._start(tag) if status == 200 else 0
        if start:
            status, headers["Content-Range"] = 206, f"bytes {start}-{len(data) - 1}/{len(data)}"
            data = data[start:]
            headers["Content-Length"] = str(len(data))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        breaks = self.server.breaks.pop(0) if kind == PLAIN and self.server.breaks else len(data)
        self.wfile.write(data[:breaks])

    def _start(self, tag: str) -> int:
        """Where the rest of a file begins that somebody has the beginning of."""
        asked = self.headers.get("Range", "")
        return int(asked[len("bytes=") : -1]) if asked and self.headers.get("If-Range", "") == tag else 0

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Nobody reads it."""


@contextmanager
def portal(port: int = 0) -> Iterator[Portal]:
    """The portal, gone afterwards."""
    server = Portal(port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


def main() -> None:
    """Serve until Ctrl+C, and say how the program gets to know the portal."""
    from gxreader.library.sites import site_folders

    file = site_folders()[-1][0] / "qinghe.toml"
    with portal() as server:
        print(f"{NAME}\n{server.url}\n")  # noqa: T201 - the task's answer
        print('settings.json: "own-servers": "127.0.0.1"')  # noqa: T201 - the same
        print(f"{file}:\n\n{server.description()}", flush=True)  # noqa: T201 - the same
        try:
            threading.Event().wait()
        except KeyboardInterrupt:  # how one ends it
            print()  # noqa: T201 - after the ^C


if __name__ == "__main__":
    main()
