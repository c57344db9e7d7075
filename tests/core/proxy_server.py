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


def socks(
    port: int, asked: list[tuple[str, int]], *, credentials: bytes = b"", reply: int = 0
) -> Callable[[Talk], None]:
    """SOCKS 5 (RFC 1928): connect whoever asks with the server at `port`, or answer with a `reply` code."""

    def answer(talk: Talk) -> None:
        connection = talk.connection
        offered = connection.recv(2 + 255)
        method = 2 if credentials else 0
        if method not in offered[2:]:
            talk.say(b"\x05\xff")
            return
        talk.say(bytes((5, method)))
        if credentials:
            good = connection.recv(515) == credentials
            talk.say(b"\x01" + (b"\x00" if good else b"\x01"))
            if not good:
                return
        request = connection.recv(262)
        assert request[:4] == b"\x05\x01\x00\x03"  # connect, by name
        name, number = request[5:-2].decode(), int.from_bytes(request[-2:], "big")
        asked.append((name, number))
        talk.say(bytes((5, reply, 0, 1)) + bytes(6))
        if reply:
            return
        with socket.create_connection(("127.0.0.1", port)) as server:
            back = threading.Thread(target=_pour, args=(server, connection), daemon=True)
            back.start()
            _pour(connection, server)
            back.join()

    return answer


def _pour(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # one side has gone
