"""The proxy that a computer is set up to use is used; what may be visited stays the same."""

import base64
import socket
import ssl

import pytest

from gxreader.errors import LoadError
from gxreader.load.fetch import FetchRules, WebFetcher
from gxreader.load.web.proxies import Proxy, proxy_for
from tests.core.proxy_server import forwarding, socks
from tests.core.raw_server import Talk, raw_server
from tests.core.test_load_fetch_encryption import OLD_CERTIFICATE, secure_server
from tests.core.web_server import PAGE, deaf_port, web_server

NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
RULES = FetchRules(deadline_seconds=5, pauses=())


@pytest.fixture(autouse=True)
def no_proxy_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv("REQUEST_METHOD", raising=False)


def refusal(url: str, rules: FetchRules = RULES) -> LoadError:
    with pytest.raises(LoadError) as caught:
        WebFetcher(rules).fetch(url)
    return caught.value


def test_a_page_comes_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    with web_server() as server, raw_server(forwarding(server.server_port, asked)) as proxy:
        monkeypatch.setenv("http_proxy", f"http://wei:ma%20fan@127.0.0.1:{proxy.port}")
        assert WebFetcher(RULES).fetch("http://news.example/page").data == PAGE
        assert server.asked == ["/page"]
    assert asked[0].startswith(b"GET http://news.example/page HTTP/1.1\r\n")
    credentials = base64.b64encode(b"wei:ma fan")
    assert b"Proxy-Authorization: Basic " + credentials in asked[0]


def test_an_encrypted_page_comes_through_a_tunnel_that_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    monkeypatch.setattr(
        "gxreader.load.web.encryption.trust", lambda: ssl.create_default_context(cafile=str(OLD_CERTIFICATE))
    )
    with (
        secure_server(OLD_CERTIFICATE) as server,
        raw_server(forwarding(server.server_port, asked)) as proxy,
    ):
        monkeypatch.setenv("https_proxy", f"127.0.0.1:{proxy.port}")
        assert WebFetcher(RULES).fetch("https://news.example/page").data == PAGE
        assert refusal("https://wrong.example/page").key == "load.certificate"
        assert server.asked == ["/page"]
    assert asked[0].startswith(b"CONNECT news.example:443 HTTP/1.1\r\n")
    assert b"/page" not in b"".join(asked)


def test_redirects_through_a_proxy_are_checked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    with web_server() as server, raw_server(forwarding(server.server_port, asked)) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        assert refusal("http://news.example/to-private").key == "load.private-address"
        assert refusal("http://news.example/to-file").key == "load.scheme"
    assert len(asked) == 2


def test_the_users_own_hosts_are_reached_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = FetchRules(hosts=frozenset({"127.0.0.1"}), deadline_seconds=5, pauses=())
    with web_server() as server, deaf_port() as port:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
        assert WebFetcher(rules).fetch(server.url + "/page").data == PAGE


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "socks"])
def test_a_page_comes_through_socks_which_looks_the_name_up(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    asked: list[tuple[str, int]] = []
    with web_server() as server, raw_server(socks(server.server_port, asked)) as proxy:
        monkeypatch.setenv("all_proxy", f"{scheme}://127.0.0.1:{proxy.port}")
        assert WebFetcher(RULES).fetch("http://news.example/page").data == PAGE
        assert refusal("http://news.example/to-private").key == "load.private-address"
        assert refusal("http://10.0.0.1/page").key == "load.private-address"
        assert refusal("http://printer/page").key == "load.private-address"
    assert set(asked) == {("news.example", 80)}


def test_an_encrypted_page_comes_through_socks_with_its_certificate_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, int]] = []
    monkeypatch.setattr(
        "gxreader.load.web.encryption.trust", lambda: ssl.create_default_context(cafile=str(OLD_CERTIFICATE))
    )
    with secure_server(OLD_CERTIFICATE) as server, raw_server(socks(server.server_port, asked)) as proxy:
        monkeypatch.setenv("all_proxy", f"socks5://127.0.0.1:{proxy.port}")
        assert WebFetcher(RULES).fetch("https://news.example/page").data == PAGE
        assert refusal("https://wrong.example/page").key == "load.certificate"
    assert asked[0] == ("news.example", 443)


def test_socks_may_want_a_name_and_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []
    wanted = b"\x01\x03wei\x06ma fan"
    with web_server() as server, raw_server(socks(server.server_port, asked, credentials=wanted)) as proxy:
        monkeypatch.setenv("all_proxy", f"socks5://wei:ma%20fan@127.0.0.1:{proxy.port}")
        assert WebFetcher(RULES).fetch("http://news.example/page").data == PAGE
        for name in ("wei:other@", ""):
            monkeypatch.setenv("all_proxy", f"socks5://{name}127.0.0.1:{proxy.port}")
            assert refusal("http://news.example/page").key == "load.proxy-refused"


@pytest.mark.parametrize(
    ("reply", "key"),
    [
        (1, "load.unreachable"),
        (2, "load.proxy-refused"),
        (4, "load.unreachable"),
        (5, "load.unreachable"),
        (7, "load.proxy-refused"),
    ],
)
def test_socks_that_does_not_connect_has_its_sentence(
    monkeypatch: pytest.MonkeyPatch, reply: int, key: str
) -> None:
    with raw_server(socks(0, [], reply=reply)) as proxy:
        monkeypatch.setenv("all_proxy", f"socks5://127.0.0.1:{proxy.port}")
        assert refusal("http://news.example/page").key == key


@pytest.mark.parametrize("nonsense", [b"", b"\x05", b"\x04\x00", b"HTTP/1.1 400 Bad Request\r\n\r\n"])
def test_what_is_no_socks_proxy_has_its_sentence(monkeypatch: pytest.MonkeyPatch, nonsense: bytes) -> None:
    def answer(talk: Talk) -> None:
        talk.connection.recv(16)
        talk.say(nonsense)
        talk.connection.shutdown(socket.SHUT_WR)
        while talk.connection.recv(1024):  # closed with something unread, the connection would be reset
            pass

    with raw_server(answer) as proxy:
        monkeypatch.setenv("all_proxy", f"socks5://127.0.0.1:{proxy.port}")
        assert refusal("http://news.example/page").key == "load.proxy-refused"


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (b"407 Proxy Authentication Required", "load.proxy-refused"),
        (b"403 Forbidden", "load.proxy-refused"),
        (b"502 Bad Gateway", "load.unreachable"),
        (b"504 Gateway Timeout", "load.unreachable"),
    ],
)
def test_a_proxy_that_does_not_connect_has_its_sentence(
    monkeypatch: pytest.MonkeyPatch, answer: bytes, key: str
) -> None:
    with raw_server(forwarding(0, [], refusal=answer)) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url)
        assert refusal("https://news.example/").key == key


def test_a_proxy_that_wants_a_name_has_its_sentence_for_open_pages_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with raw_server(forwarding(0, [], refusal=b"407 Proxy Authentication Required")) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        assert refusal("http://news.example/").key == "load.proxy-refused"


def test_a_proxy_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with deaf_port() as port:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
        error = refusal("https://news.example/")
    assert (error.key, error.arguments) == ("load.proxy-unreachable", {"host": "127.0.0.1"})


@pytest.mark.parametrize(
    "address", ["socks4://127.0.0.1:1080", "socks4a://x", "ftp://x", "http://", "http://x:y"]
)
def test_a_proxy_that_cannot_be_spoken_to_has_its_sentence(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("all_proxy", address)
    assert refusal("https://news.example/").key == "load.proxy-kind"


def test_which_proxy_is_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    assert proxy_for("http", "news.example") is None
    monkeypatch.setenv("http_proxy", "http://open.example:3128")
    monkeypatch.setenv("all_proxy", "https://all.example")
    monkeypatch.setenv("no_proxy", "near.example,.inside.example")
    assert proxy_for("http", "news.example") == Proxy("http", "open.example", 3128)
    assert proxy_for("https", "news.example") == Proxy("https", "all.example", 443)
    assert proxy_for("https", "near.example") is None
    assert proxy_for("https", "a.inside.example") is None
    assert Proxy("http", "::1", 80).url == "http://[::1]:80"


def test_a_name_too_long_for_socks_has_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with raw_server(socks(0, [], credentials=b"x")) as proxy:
        monkeypatch.setenv("all_proxy", f"socks5://{'x' * 300}:y@127.0.0.1:{proxy.port}")
        assert refusal("https://news.example/").key == "load.proxy-refused"


def test_a_socks_proxy_may_be_named_without_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("socks_proxy", "far.example")
    assert proxy_for("http", "news.example") == Proxy("socks5", "far.example", 1080)
