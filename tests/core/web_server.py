"""A web server on this computer that answers well and badly, for tests."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

PAGE = (
    "<html><body><h1>河边的晨光</h1>" + "<p>清晨的河面起了薄雾，远处有人在唱山歌。</p>" * 5 + "</body></html>"
).encode()


class Server(ThreadingHTTPServer):
    """Counts who asked for what; `answers` say how each path is answered."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        self.stopping = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Readers that leave early are what is tested."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    answers: ClassVar[dict[str, Callable[["_Handler"], None]]] = {}

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.close_connection = True
        path = self.path.split("?")[0]
        answer = self.answers.get(path)
        if answer:
            answer(self)
        elif path.startswith("/status/"):
            self.answer(b"<html><body><p>no</p></body></html>", status=int(path.rsplit("/", 1)[1]))
        elif path.startswith("/hop/"):
            left = int(path.rsplit("/", 1)[1])
            self.move(f"/hop/{left - 1}" if left else "/page")
        else:
            self.answer(PAGE)

    def answer(self, body: bytes, *, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        given = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body)), **headers}
        for name, value in given.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def move(self, to: str) -> None:
        self.answer(b"", status=302, Location=to)

    def drip(self, *, header: bool) -> None:
        if not header:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
        while not self.server.stopping.wait(0.1):
            self.wfile.write(b"X-Drip: 1\r\n" if header else b"x")
            self.wfile.flush()

    def silence(self) -> None:
        self.server.stopping.wait(30)

    def bomb(self) -> None:
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        chunk = bytes(1 << 20)
        body = b"".join(packer.compress(chunk) for _ in range(200)) + packer.flush()
        self.answer(body, Content_Encoding="gzip")

    def endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.server.stopping.is_set():
            self.wfile.write(b"x" * 65536)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Tests are quiet."""


_raw_deflate = zlib.compressobj(wbits=-15)
_raw_deflated = _raw_deflate.compress(PAGE) + _raw_deflate.flush()
_Handler.answers = {
    "/gzip": lambda handler: handler.answer(gzip.compress(PAGE), Content_Encoding="gzip"),
    "/gzip-in-two": lambda handler: handler.answer(
        gzip.compress(PAGE[:100]) + gzip.compress(PAGE[100:]) + bytes(8), Content_Encoding="gzip"
    ),
    "/deflate": lambda handler: handler.answer(zlib.compress(PAGE), Content_Encoding="deflate"),
    "/raw-deflate": lambda handler: handler.answer(_raw_deflated, Content_Encoding="deflate"),
    "/torn-gzip": lambda handler: handler.answer(gzip.compress(PAGE)[:-20], Content_Encoding="gzip"),
    "/false-gzip": lambda handler: handler.answer(PAGE, Content_Encoding="gzip"),
    "/brotli": lambda handler: handler.answer(PAGE, Content_Encoding="br"),
    "/bomb": _Handler.bomb,
    "/endless": _Handler.endless,
    "/drip-head": lambda handler: handler.drip(header=True),
    "/drip-body": lambda handler: handler.drip(header=False),
    "/silence": _Handler.silence,
    "/lies": lambda handler: handler.answer(PAGE, Content_Length=str(len(PAGE) + 100)),
    "/big5": lambda handler: handler.answer(
        "<html><body><p>春天來了，河邊的柳樹先綠了。</p></body></html>".encode("big5"),
        Content_Type="text/html; charset=Big5",
    ),
    "/to-file": lambda handler: handler.move("file:///etc/passwd"),
    "/to-private": lambda handler: handler.move("http://10.0.0.1/"),
    "/to-named": lambda handler: handler.move("http://user@127.0.0.1/"),
    "/to-nowhere": lambda handler: handler.answer(b"", status=302),
    "/round": lambda handler: handler.move("/round"),
}


@contextmanager
def web_server() -> Iterator[Server]:
    """A server that is gone afterwards, with all its answers."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def deaf_port() -> Iterator[int]:
    """A port that nobody listens at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether something becomes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return condition()
