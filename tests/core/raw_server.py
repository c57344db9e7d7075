"""A server that says exactly the bytes it is told to, for answers that no proper server gives."""

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Talk:
    """One connection: what came in, and ways to misbehave."""

    def __init__(self, connection: socket.socket, stopping: threading.Event) -> None:
        self.connection = connection
        self.stopping = stopping
        self.request = b""

    def listen(self) -> bytes:
        """Read one request's head."""
        while b"\r\n\r\n" not in self.request:
            more = self.connection.recv(65536)
            if not more:
                break
            self.request += more
        return self.request

    def say(self, data: bytes) -> None:
        self.connection.sendall(data)

    def drip(self, data: bytes, pause: float = 0.05) -> None:
        """Say the same again and again, until nobody listens."""
        while not self.stopping.wait(pause):
            self.say(data)

    def reset(self) -> None:
        """End the connection as a crash does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


class RawServer:
    """Answers each connection by the given function."""

    def __init__(self, answer: Callable[[Talk], None]) -> None:
        self.answer = answer
        self.connections = 0
        self.requests: list[bytes] = []
        self.stopping = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.05)
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def serve(self) -> None:
        while not self.stopping.is_set():
            try:
                connection, _ = self._socket.accept()
            except TimeoutError:  # no visitor yet: see whether the test is over
                continue
            self.connections += 1
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()
        self._socket.close()

    def _talk(self, connection: socket.socket) -> None:
        talk = Talk(connection, self.stopping)
        with connection, contextlib.suppress(OSError):  # readers that leave early are what is tested
            self.answer(talk)
            self.requests.append(talk.request)


@contextmanager
def raw_server(answer: Callable[[Talk], None]) -> Iterator[RawServer]:
    """A server that is gone afterwards."""
    server = RawServer(answer)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        thread.join()


def html(body: bytes, *extra: bytes, status: bytes = b"200 OK") -> bytes:
    """A proper answer with a page."""
    lines = [
        b"HTTP/1.1 " + status,
        b"Content-Type: text/html; charset=utf-8",
        b"Content-Length: %d" % len(body),
        b"Connection: close",
        *extra,
    ]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body
