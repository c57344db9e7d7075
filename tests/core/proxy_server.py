"""A small proxy on this computer: it takes every name to one server, and remembers what it was asked."""

import socket
import threading
from collections.abc import Callable

from tests.core.raw_server import Talk


def forwarding(port: int, asked: list[bytes], *, refusal: bytes = b"") -> Callable[[Talk], None]:
    """Connect whoever asks with the server at `port`; or answer everybody with `refusal`."""

    def answer(talk: Talk) -> None:
        request = talk.listen()
        asked.append(request)
        if refusal:
            talk.say(b"HTTP/1.1 " + refusal + b"\r\nContent-Length: 0\r\n\r\n")
            return
        with socket.create_connection(("127.0.0.1", port)) as server:
            if request.startswith(b"CONNECT "):
                talk.say(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                method, address, rest = request.split(b" ", 2)
                server.sendall(b" ".join((method, b"/" + address.split(b"/", 3)[3], rest)))
            back = threading.Thread(target=_pour, args=(server, talk.connection), daemon=True)
            back.start()
            _pour(talk.connection, server)
            back.join()

    return answer


def _pour(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # one side has gone
