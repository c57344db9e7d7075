"""The page for a phone: taken once by whoever has the address, closed to everybody else, gone afterwards."""

import http.client
import socket
import threading
import time
from urllib.parse import urlsplit

import pytest

from gxreader.errors import OutputError
from gxreader.share import one_time_page
from gxreader.share.one_time_page import Ending, OneTimePage, home_address

HERE = "127.0.0.1"
PAGE = "<!DOCTYPE html><title>桂读</title><p>荔枝树</p>"
PATIENCE = 5.0


@pytest.fixture
def serve():
    """Serves pages on this computer alone; `ended` collects why each was closed."""
    pages: list[OneTimePage] = []
    ended: list[Ending] = []

    def make(page: str = PAGE, seconds: float = 60) -> OneTimePage:
        pages.append(OneTimePage(page, ended.append, HERE, seconds))
        return pages[-1]

    make.ended = ended  # type: ignore[attr-defined]
    yield make
    for page in pages:
        page.stop()
        assert page.wait(PATIENCE)


def ask(page: OneTimePage, path: str = "", method: str = "GET", host: str = "") -> http.client.HTTPResponse:
    parts = urlsplit(page.address)
    connection = http.client.HTTPConnection(HERE, parts.port, timeout=PATIENCE)
    connection.request(method, path or parts.path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    return answer


def is_closed(page: OneTimePage) -> bool:
    with socket.socket() as probe:
        probe.settimeout(PATIENCE)
        return probe.connect_ex((HERE, urlsplit(page.address).port)) != 0


def test_it_is_taken_once_and_then_nobody_listens(serve) -> None:
    page = serve()
    answer = ask(page)
    assert (answer.status, answer.body.decode()) == (200, PAGE)
    assert answer.getheader("Content-Type") == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.getheader("Content-Security-Policy")
    assert answer.getheader("Referrer-Policy") == "no-referrer"
    assert answer.getheader("Server") is None
    assert page.wait(PATIENCE)
    assert serve.ended == [Ending.TAKEN]
    assert is_closed(page)


def test_a_large_page_arrives_whole(serve) -> None:
    text = "荔枝树下" * 400_000
    answer = ask(serve(text))
    assert answer.body.decode() == text


def test_the_address_cannot_be_guessed(serve) -> None:
    first, second = urlsplit(serve().address), urlsplit(serve().address)
    assert first.path != second.path
    assert len(first.path) >= 1 + 128 / 6
    assert first.hostname == HERE


@pytest.mark.parametrize(
    "path", ["/", "/favicon.ico", "/../etc/passwd", "/%2e%2e/", "*", "http://127.0.0.1/"]
)
def test_another_path_is_not_there(serve, path: str) -> None:
    page = serve()
    assert (ask(page, path).status, ask(page).status) == (404, 200)


def test_only_its_own_name_is_answered_and_only_to_get(serve) -> None:
    page = serve()
    port = urlsplit(page.address).port
    for host in ("evil.example", f"localhost:{port}", HERE, f"{HERE}:{port}.evil.example"):
        assert ask(page, host=host).status == 404
    for method in ("POST", "HEAD", "PUT", "OPTIONS", "get"):
        assert ask(page, method=method).status == 405
    assert ask(page).status == 200


@pytest.mark.parametrize(
    "asked",
    [
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET  \r\n\r\n",
        b"\x16\x03\x01\x02\x00\r\n\r\n",
        b"GET / HTTP/1.1\r\n" * 50 + b"\r\n\r\n",
    ],
)
def test_nonsense_is_not_there_either(serve, asked: bytes) -> None:
    page = serve()
    assert PAGE.encode() not in said_to(page, asked)
    assert ask(page).status == 200


def said_to(page: OneTimePage, asked: bytes) -> bytes:
    with socket.create_connection((HERE, urlsplit(page.address).port), PATIENCE) as connection:
        connection.sendall(asked)
        answer = b""
        try:
            while got := connection.recv(4096):
                answer += got
        except ConnectionResetError:
            pass  # cut before all was read
        return answer


def test_a_question_without_host_or_with_two_is_not_answered(serve) -> None:
    page = serve()
    parts = urlsplit(page.address)
    first = f"GET {parts.path} HTTP/1.1\r\n".encode()
    host = f"Host: {parts.netloc}\r\n".encode()
    for asked in (first + b"\r\n", first + host + host + b"\r\n"):
        assert said_to(page, asked).startswith(b"HTTP/1.1 404")
    assert said_to(page, first + host + b"\r\n").startswith(b"HTTP/1.1 200")


def test_whoever_asks_slowly_or_without_end_is_cut_and_others_are_answered(serve, monkeypatch) -> None:
    monkeypatch.setattr(one_time_page, "_REQUEST_SECONDS", 0.5)
    page = serve()
    assert said_to(page, b"GET /" + b"x" * 100_000) == b""
    port = urlsplit(page.address).port
    with socket.create_connection((HERE, port), PATIENCE) as slow:
        begun = time.monotonic()
        cut = False
        while time.monotonic() - begun < PATIENCE and not cut:
            try:
                slow.sendall(b"x")  # a drop now and then does not keep it open
                slow.settimeout(0.1)
                cut = slow.recv(1) == b""
            except TimeoutError:
                continue
            except OSError:
                cut = True
        assert cut
        assert time.monotonic() - begun < 2
    assert ask(page).status == 200


def test_of_many_at_once_one_gets_it(serve) -> None:
    page = serve()
    answers: list[int] = []

    def take() -> None:
        try:
            answers.append(ask(page).status)
        except OSError:
            answers.append(0)

    threads = [threading.Thread(target=take) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert answers.count(200) == 1
    assert set(answers) <= {200, 404, 0}
    assert serve.ended == [Ending.TAKEN] or page.wait(PATIENCE)


def test_time_ends_it_and_so_do_too_many_questions(serve, monkeypatch) -> None:
    late = serve(seconds=0.1)
    assert late.wait(PATIENCE)
    monkeypatch.setattr(one_time_page, "_MOST_REQUESTS", 3)
    asked = serve()
    for _ in range(3):
        assert ask(asked, "/").status == 404
    with pytest.raises(OSError, match=r"."):
        ask(asked)
    assert asked.wait(PATIENCE)
    assert serve.ended == [Ending.TIME, Ending.DISTURBED]
    assert is_closed(late)
    assert is_closed(asked)


def test_stopping_closes_it_at_once_also_to_those_who_wait(serve) -> None:
    page = serve()
    with socket.create_connection((HERE, urlsplit(page.address).port), PATIENCE) as waiting:
        waiting.sendall(b"GET ")
        time.sleep(0.1)
        page.stop()
        page.stop()
        assert page.wait(1)
        waiting.settimeout(1)
        assert waiting.recv(1) == b""
    assert is_closed(page)
    assert serve.ended == [Ending.STOPPED]


@pytest.mark.parametrize(
    ("own", "is_home"),
    [
        ("192.168.1.7", True),
        ("10.0.0.2", True),
        ("127.0.0.1", False),
        ("8.8.8.8", False),
        ("169.254.3.4", False),
        ("192.0.2.2", False),
        ("172.31.0.9", True),
        ("172.32.0.9", False),
    ],
)
def test_only_a_home_network_is_served(monkeypatch, own: str, is_home: bool) -> None:
    class Probe(socket.socket):
        def connect(self, _address) -> None:
            """Nothing is sent."""

        def getsockname(self):
            return own, 0

    monkeypatch.setattr(one_time_page.socket, "socket", Probe)
    if is_home:
        assert home_address() == own
    else:
        with pytest.raises(OutputError) as caught:
            home_address()
        assert caught.value.key == "share.no-home-network"


def test_without_any_network_there_is_a_sentence(monkeypatch) -> None:
    class Probe(socket.socket):
        def connect(self, _address) -> None:
            raise OSError

    monkeypatch.setattr(one_time_page.socket, "socket", Probe)
    with pytest.raises(OutputError):
        home_address()
