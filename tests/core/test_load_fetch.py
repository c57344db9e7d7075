"""Pages are fetched within the rules, whatever the server does."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gxreader.errors import Cancelled, LoadError, NotAllowed, NotFound, Unreachable, Unreadable
from gxreader.load.fetch import CancelToken, FetchRules, WebFetcher
from gxreader.load.reference import Kind, Reference
from gxreader.load.web.encryption import trust
from gxreader.load.web.network import checked_addresses, is_public
from tests.core.web_server import PAGE, Server, deaf_port, wait_until, web_server
from tests.parts import load_article

HERE = frozenset({"127.0.0.1", "localhost"})
CERTIFICATE = Path(__file__).resolve().parents[1] / "fixtures" / "load" / "localhost.pem"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with web_server() as running:
        yield running


@pytest.fixture
def fetcher() -> WebFetcher:
    return WebFetcher(FetchRules(hosts=HERE, deadline_seconds=5, pauses=(0.01, 0.02)))


def refusal(fetcher: WebFetcher, url: str) -> LoadError:
    with pytest.raises(LoadError) as caught:
        fetcher.fetch(url)
    return caught.value


@pytest.mark.parametrize("path", ["/page", "/gzip", "/gzip-in-two", "/deflate", "/raw-deflate", "/hop/4"])
def test_a_page_arrives_however_it_is_packed(server: Server, fetcher: WebFetcher, path: str) -> None:
    fetched = fetcher.fetch(server.url + path)
    assert fetched.data == PAGE
    assert (fetched.content_type, fetched.charset) == ("text/html", "utf-8")
    assert fetched.url == server.url + ("/page" if "hop" in path else path)


def test_an_address_becomes_an_article(server: Server, fetcher: WebFetcher) -> None:
    article = load_article(Reference(Kind.ADDRESS, server.url + "/hop/1"), fetcher)
    assert (article.title, article.url) == ("河边的晨光", server.url + "/page")
    assert load_article(Reference(Kind.ADDRESS, server.url + "/big5"), fetcher).blocks


@pytest.mark.parametrize(
    ("path", "kind", "key"),
    [
        ("/status/404", NotFound, "load.page-gone"),
        ("/status/410", NotFound, "load.page-gone"),
        ("/status/403", Unreachable, "load.page-refused"),
        ("/status/412", Unreadable, "load.browser-only"),
        ("/status/429", Unreachable, "load.server-trouble"),
        ("/status/500", Unreachable, "load.server-trouble"),
        ("/to-nowhere", Unreachable, "load.server-trouble"),
        ("/round", Unreachable, "load.too-many-redirects"),
        ("/hop/5", Unreachable, "load.too-many-redirects"),
        ("/to-file", NotAllowed, "load.scheme"),
        ("/to-private", NotAllowed, "load.private-address"),
        ("/to-named", NotAllowed, "load.address-with-name"),
        ("/lies", Unreachable, "load.cut-off"),
        ("/torn-gzip", Unreachable, "load.cut-off"),
        ("/false-gzip", Unreadable, "load.unknown-encoding"),
        ("/brotli", Unreadable, "load.unknown-encoding"),
        ("/bomb", Unreadable, "load.too-large"),
        ("/endless", Unreadable, "load.too-large"),
    ],
)
def test_what_goes_wrong_has_its_sentence(
    server: Server, fetcher: WebFetcher, path: str, kind: type[LoadError], key: str
) -> None:
    error = refusal(fetcher, server.url + path)
    assert (type(error), error.key) == (kind, key)


@pytest.mark.parametrize("path", ["/drip-head", "/drip-body", "/silence"])
def test_the_deadline_holds_against_a_server_that_drips(server: Server, path: str) -> None:
    start = time.monotonic()
    error = refusal(WebFetcher(FetchRules(hosts=HERE, deadline_seconds=0.6)), server.url + path)
    assert error.key == "load.too-slow"
    assert time.monotonic() - start < 0.9


@pytest.mark.parametrize("path", ["/drip-head", "/drip-body", "/silence"])
def test_a_change_of_mind_is_followed_within_300_ms(server: Server, fetcher: WebFetcher, path: str) -> None:
    cancel = CancelToken()
    at: list[float] = []

    def change_mind() -> None:
        at.append(time.monotonic())
        cancel.cancel()

    threading.Timer(0.3, change_mind).start()
    with pytest.raises(Cancelled):
        fetcher.fetch(server.url + path, cancel)
    assert time.monotonic() - at[0] < 0.3


def test_no_thread_is_left_behind_by_a_fetch_that_was_given_up(server: Server) -> None:
    before = threading.active_count()
    for _ in range(3):
        refusal(WebFetcher(FetchRules(hosts=HERE, deadline_seconds=0.2)), server.url + "/drip-body")
    fetching = lambda: [thread for thread in threading.enumerate() if thread.name == "fetch"]  # noqa: E731 - short
    assert wait_until(lambda: not fetching(), 2), before


def test_a_token_cancelled_before_stops_the_fetch_before_it_begins(
    server: Server, fetcher: WebFetcher
) -> None:
    cancel = CancelToken()
    cancel.cancel()
    asked = len(server.asked)
    with pytest.raises(Cancelled):
        fetcher.fetch(server.url + "/page", cancel)
    assert len(server.asked) == asked


def test_nobody_there_is_unreachable(fetcher: WebFetcher) -> None:
    with deaf_port() as port:
        assert refusal(fetcher, f"http://127.0.0.1:{port}/").key == "load.unreachable"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1 127.1.2.3 0.0.0.0 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1",
        "255.255.255.255 192.0.2.1 198.18.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 ff02::1 ::ffff:127.0.0.1",
        "::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::808:808 2002:7f00:1::",
        "2002:a00:1:: 2001:db8::1 2001::1",
    ],
)
def test_addresses_that_are_not_of_the_open_internet(address: str) -> None:
    assert [one for one in address.split() if is_public(one)] == []


def test_addresses_that_are_of_the_open_internet() -> None:
    public = "8.8.8.8 1.1.1.1 2606:4700:4700::1111 64:ff9b::808:808 2002:808:808:: ::ffff:8.8.8.8"
    assert [one for one in public.split() if not is_public(one)] == []


FORMS = (
    "127.0.0.1 127.1 2130706433 0x7f000001 017700000001 0177.0.0.1 localhost [::1] [::ffff:127.0.0.1] [::] 0 "
    "0.0.0.0 "
    "[::ffff:7f00:1] [64:ff9b::7f00:1] [2002:7f00:1::] 10.1.2.3 192.168.0.1 172.31.255.255 169.254.169.254 "
    "①②⑦.⓪.⓪.① 127。0。0。1 [fe80::1] [fd00::1]"
)


@pytest.mark.parametrize("form", FORMS.split())
def test_no_way_of_writing_an_address_leads_into_a_private_network(server: Server, form: str) -> None:
    port = server.server_port
    asked = len(server.asked)
    rules = FetchRules(ports=frozenset({80, 443, port}), deadline_seconds=3)
    error = refusal(WebFetcher(rules), f"http://{form}:{port}/secret")
    assert error.key in {"load.private-address", "load.unknown-host", "load.bad-address"}
    assert len(server.asked) == asked


def test_a_name_with_one_private_address_among_public_ones_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def answers(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", ("8.8.8.8", 80)), (0, 0, 0, "", ("10.0.0.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    with pytest.raises(NotAllowed):
        checked_addresses("example.org", 80, FetchRules())


def test_the_connection_goes_to_the_address_that_was_checked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that answers differently the second time is asked only once."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def answers(host: str, port: int, *rest: int, **more: int) -> object:
        if host != "rebinding.example":
            return real(host, port, *rest, **more)
        asked.append(host)
        return real("127.0.0.1" if len(asked) == 1 else "127.0.0.2", port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    rules = FetchRules(hosts=frozenset({"rebinding.example"}), deadline_seconds=3)
    fetched = WebFetcher(rules).fetch(f"http://rebinding.example:{server.server_port}/page")
    assert fetched.data == PAGE
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("ftp://example.org/", "load.scheme"),
        ("file:///etc/passwd", "load.scheme"),
        ("http://user@example.org/", "load.address-with-name"),
        ("http://www.gxzf.gov.cn@evil.example/", "load.address-with-name"),
        ("http://example.org:8080/", "load.port"),
        ("http://example.org:22/", "load.port"),
        ("http://", "load.bad-address"),
        ("http://[", "load.bad-address"),
        ("http://example.org:99999/", "load.port"),
        ("http://example.org:x/", "load.bad-address"),
        ("http://exa mple.org/", "load.bad-address"),
    ],
)
def test_addresses_that_are_refused_before_any_question_is_asked(
    url: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("the name was asked for")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    assert refusal(WebFetcher(), url).key == key


def test_proxies_of_the_environment_do_not_lead_around_the_check(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("HTTP_PROXY", server.url)
    asked = len(server.asked)
    assert (
        refusal(WebFetcher(FetchRules(deadline_seconds=3)), "http://10.0.0.1/").key == "load.private-address"
    )
    assert len(server.asked) == asked


@pytest.fixture
def secure_server() -> Iterator[Server]:
    with web_server() as running:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        running.socket = context.wrap_socket(running.socket, server_side=True)
        yield running


def test_a_certificate_that_nobody_vouches_for_is_refused(secure_server: Server, fetcher: WebFetcher) -> None:
    url = f"https://localhost:{secure_server.server_port}/page"
    assert refusal(fetcher, url).key == "load.certificate"
    assert secure_server.asked == []


def test_a_certificate_counts_for_its_own_name_only(
    secure_server: Server, fetcher: WebFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "gxreader.load.web.encryption.trust", lambda: ssl.create_default_context(cafile=str(CERTIFICATE))
    )
    port = secure_server.server_port
    assert fetcher.fetch(f"https://localhost:{port}/page").data == PAGE
    assert refusal(fetcher, f"https://127.0.0.1:{port}/page").key == "load.certificate"


def test_a_server_without_encryption_is_no_safe_server(server: Server, fetcher: WebFetcher) -> None:
    assert refusal(fetcher, f"https://localhost:{server.server_port}/page").key == "load.old-encryption"


def test_trust_is_never_blind() -> None:
    context = trust()
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
