"""Pages are fetched within the rules, whatever the server does."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gxreader.errors import Cancelled, LoadError, NotAllowed, NotFound, Unreachable, Unreadable
from gxreader.load.fetch import CancelToken, FetchRules, WebFetcher
from gxreader.load.reference import Kind, Reference
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
    assert time.monotonic() - start < 3


@pytest.mark.parametrize("path", ["/drip-head", "/drip-body", "/silence"])
def test_a_change_of_mind_ends_a_fetch(server: Server, fetcher: WebFetcher, path: str) -> None:
    cancel = CancelToken()
    at: list[float] = []

    def change_mind() -> None:
        at.append(time.monotonic())
        cancel.cancel()

    threading.Timer(0.3, change_mind).start()
    with pytest.raises(Cancelled):
        fetcher.fetch(server.url + path, cancel)
    assert time.monotonic() - at[0] < 1  # 50 ms when measured alone; tests share a machine


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
