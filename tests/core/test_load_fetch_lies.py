"""Servers that lie, drip, stall and break off: each has its sentence, in time, and takes little memory."""

import functools
import gzip
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from gxreader.errors import Cancelled, LoadError
from gxreader.load.fetch import CancelToken, FetchRules, Wanted, WebFetcher
from tests.core.raw_server import Talk, html, raw_server
from tests.core.web_server import PAGE

DEADLINE = 1.0
RULES = FetchRules(
    hosts=frozenset({"127.0.0.1", "localhost"}),
    deadline_seconds=DEADLINE,
    file_seconds=2.0,
    pauses=(0.01, 0.02),
)


def answering(data: bytes) -> Callable[[Talk], None]:
    def answer(talk: Talk) -> None:
        talk.listen()
        talk.say(data)

    return answer


def refusal(url: str, *, wanted: Wanted = Wanted.PAGE, rules: FetchRules = RULES) -> LoadError:
    with pytest.raises(LoadError) as caught:
        WebFetcher(rules).fetch(url, wanted=wanted)
    return caught.value


def stalls(talk: Talk) -> None:
    talk.listen()
    talk.stopping.wait(30)


def drips_status(talk: Talk) -> None:
    talk.listen()
    talk.drip(b"H")


def drips_headers(talk: Talk) -> None:
    talk.listen()
    talk.say(b"HTTP/1.1 200 OK\r\n")
    talk.drip(b"X-Again: 1\r\n")


def drips_body(talk: Talk) -> None:
    talk.listen()
    talk.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    talk.drip(b"x")


def drips_a_book(talk: Talk) -> None:
    talk.listen()
    talk.say(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7" + b" " * 8192)
    talk.drip(b"x")


def continues_for_ever(talk: Talk) -> None:
    talk.listen()
    talk.drip(b"HTTP/1.1 100 Continue\r\n\r\n", 0.01)


def stops_half_way(talk: Talk) -> None:
    talk.listen()
    talk.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n" + PAGE)
    talk.stopping.wait(30)


def never_reads(talk: Talk) -> None:
    talk.stopping.wait(30)


TOO_SLOW = (
    stalls,
    drips_status,
    drips_headers,
    drips_body,
    continues_for_ever,
    stops_half_way,
    never_reads,
)


@pytest.mark.parametrize("answer", TOO_SLOW)
def test_a_server_that_takes_too_long_is_given_up(answer: Callable[[Talk], None]) -> None:
    with raw_server(answer) as server:
        assert refusal(server.url).key == "load.too-slow"


def test_a_book_that_only_drips_is_no_reason_to_wait_longer() -> None:
    start = time.monotonic()
    with raw_server(drips_a_book) as server:
        assert refusal(server.url).key == "load.too-slow"
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("answer", [*TOO_SLOW, drips_a_book])
def test_a_change_of_mind_is_followed_at_once(answer: Callable[[Talk], None]) -> None:
    cancel = CancelToken()
    at: list[float] = []

    def change_mind() -> None:
        at.append(time.monotonic())
        cancel.cancel()

    rules = FetchRules(hosts=RULES.hosts, deadline_seconds=20)
    with raw_server(answer) as server:
        timer = threading.Timer(0.15, change_mind)
        timer.start()
        with pytest.raises(Cancelled):
            WebFetcher(rules).fetch(server.url, cancel)
        assert time.monotonic() - at[0] < 1.0
        timer.join()


def resets_at_once(talk: Talk) -> None:
    talk.listen()
    talk.reset()


def resets_half_way(talk: Talk) -> None:
    talk.listen()
    talk.say(html(PAGE)[:-50])
    time.sleep(0.05)
    talk.reset()


CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (answering(b""), "load.cut-off"),
        (answering(b"HTTP/1.1 200 OK\r\nContent-Type: te"), "load.cut-off"),
        (answering(html(PAGE)[:-50]), "load.cut-off"),
        (answering(CHUNKED + b"ff\r\n<p>only a little"), "load.cut-off"),
        (resets_at_once, "load.cut-off"),
        (resets_half_way, "load.cut-off"),
        (answering(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), "load.server-trouble"),
        (answering(b"\x16\x03\x01\x00\x02nonsense\r\n\r\n"), "load.server-trouble"),
        (
            answering(b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"y" * 1_000_000 + b"\r\n\r\n"),
            "load.server-trouble",
        ),
        (answering(b"HTTP/1.1 200 OK\r\n" + b"X-Many: 1\r\n" * 100_000 + b"\r\n"), "load.server-trouble"),
        (answering(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"), "load.server-trouble"),
        (
            answering(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\n"),
            "load.server-trouble",
        ),
        (answering(CHUNKED + b"nonsense\r\n"), "load.server-trouble"),
        (
            answering(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
            "load.server-trouble",
        ),
        (answering(b"HTTP/1.1 204 No Content\r\n\r\n"), "load.server-trouble"),
        (answering(b"HTTP/1.1 304 Not Modified\r\n\r\n"), "load.server-trouble"),
        (answering(html(PAGE, b"Location: http://[", status=b"302 Found")), "load.bad-address"),
        (answering(html(PAGE, b"Location: javascript:alert(1)", status=b"302 Found")), "load.scheme"),
        (answering(html(PAGE, b"Location: data:text/html,x", status=b"302 Found")), "load.scheme"),
        (answering(html(PAGE, b"Location: \\\\10.0.0.1\\share", status=b"302 Found")), "load.page-gone"),
        (answering(html(PAGE, b"Location: //10.0.0.1/", status=b"302 Found")), "load.private-address"),
        (
            answering(html(PAGE, b"Location: http://[::ffff:a00:1]/", status=b"307 Moved")),
            "load.private-address",
        ),
    ],
)
def test_what_breaks_or_makes_no_sense_has_its_sentence(answer: Callable[[Talk], None], key: str) -> None:
    def once(talk: Talk) -> None:
        if b"share" in talk.listen().split(b"\r\n")[0]:
            talk.say(html(b"", status=b"404 Not Found"))
        else:
            answer(talk)

    with raw_server(once if key == "load.page-gone" else answer) as server:
        assert refusal(server.url).key == key


@pytest.mark.parametrize(
    "before",
    [
        b"HTTP/1.1 100 Continue\r\n\r\n" * 3,
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n",
    ],
)
def test_words_before_the_answer_are_passed_over(before: bytes) -> None:
    with raw_server(answering(before + html(PAGE))) as server:
        assert WebFetcher(RULES).fetch(server.url).data == PAGE


def test_what_follows_the_declared_length_is_not_of_the_page() -> None:
    with raw_server(answering(html(PAGE) + b"<p>smuggled</p>")) as server:
        assert WebFetcher(RULES).fetch(server.url).data == PAGE


def test_an_answer_without_length_ends_with_its_connection() -> None:
    with raw_server(answering(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE)) as server:
        assert WebFetcher(RULES).fetch(server.url).data == PAGE


@pytest.mark.parametrize("name", [b"utf-8", b"none", b"identity", b"binary"])
def test_an_encoding_that_is_none_is_passed_over(name: bytes) -> None:
    with raw_server(answering(html(PAGE, b"Content-Encoding: " + name))) as server:
        assert WebFetcher(RULES).fetch(server.url).data == PAGE


def test_a_redirect_in_the_bytes_of_gbk_is_followed_as_it_came() -> None:
    place = "/新闻".encode("gbk")

    def answer(talk: Talk) -> None:
        asked = talk.listen().split(b" ")[1]
        if asked == b"/":
            talk.say(html(b"", b"Location: " + place, status=b"302 Found"))
        else:
            talk.say(html(PAGE))

    with raw_server(answer) as server:
        assert WebFetcher(RULES).fetch(server.url).url.endswith("/%D0%C2%CE%C5")


@functools.cache
def packed_zeros() -> bytes:
    """A quarter of a megabyte that becomes 256."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    chunk = bytes(1 << 20)
    return b"".join(packer.compress(chunk) for _ in range(256)) + packer.flush()


def bomb(kind: bytes, body: bytes) -> Callable[[Talk], None]:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
    return answering(head % (kind, len(body)) + body)


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (b"text/html", Wanted.PAGE),
        (b"text/plain", Wanted.PAGE),
        (b"application/epub+zip", Wanted.PAGE),
        (b"application/octet-stream", Wanted.PICTURE),
        (b"application/json", Wanted.EXTENSION),
    ],
)
def test_a_megabyte_that_unpacks_to_a_thousand_takes_little_memory(kind: bytes, wanted: Wanted) -> None:
    """Zeros begin as no known thing, so a signature leads them on."""
    body = gzip.compress(b"%PDF-1.7" + bytes(range(32, 127)) * 60) + packed_zeros()
    with raw_server(bomb(kind, body)) as server:
        tracemalloc.start()
        try:
            error = refusal(server.url, wanted=wanted, rules=FetchRules(hosts=RULES.hosts))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert error.key in {"load.too-large", "load.picture-broken"}
    assert peak < 80 * 1024 * 1024


def test_a_declared_length_beyond_the_limit_is_refused_before_it_comes() -> None:
    def answer(talk: Talk) -> None:
        talk.listen()
        talk.say(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\n" + PAGE * 30
        )
        talk.stopping.wait(30)

    with raw_server(answer) as server:
        assert refusal(server.url).key == "load.too-large"


def test_a_film_is_refused_by_its_beginning() -> None:
    def answer(talk: Talk) -> None:
        talk.listen()
        talk.say(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 4000000\r\n\r\n")
        talk.say(b"\0\0\0\x18ftypmp42" + bytes(8192))
        talk.stopping.wait(30)

    with raw_server(answer) as server:
        assert refusal(server.url).key == "load.sound"


@pytest.mark.parametrize("answer", [never_reads, resets_at_once])
def test_a_handshake_that_stalls_or_breaks_has_its_sentence(answer: Callable[[Talk], None]) -> None:
    with raw_server(answer) as server:
        error = refusal(server.url.replace("http:", "https:"))
    assert error.key in {"load.too-slow", "load.cut-off"}


def test_what_broke_off_is_tried_again_and_no_more_than_twice() -> None:
    answers = [html(PAGE)[:-50], html(PAGE)[:-50], html(PAGE)]

    def better_each_time(talk: Talk) -> None:
        answering(answers.pop(0))(talk)

    with raw_server(better_each_time) as server:
        assert WebFetcher(RULES).fetch(server.url).data == PAGE
        assert server.connections == 3
    with raw_server(answering(html(PAGE)[:-50])) as server:
        assert refusal(server.url).key == "load.cut-off"
        assert server.connections == 3


def busy(*extra: bytes, status: bytes = b"503 Service Unavailable") -> bytes:
    return html(b"<p>busy</p>", *extra, status=status)


@pytest.mark.parametrize(
    ("answer", "times"),
    [
        (busy(), 3),
        (busy(status=b"502 Bad Gateway"), 3),
        (busy(status=b"504 Gateway Timeout"), 3),
        (busy(b"Retry-After: 0", status=b"429 Too Many Requests"), 3),
        (busy(b"Retry-After: 60", status=b"429 Too Many Requests"), 1),
        (busy(b"Retry-After: 60"), 1),
        (busy(b"Retry-After: Wed, 21 Oct 2099 07:28:00 GMT"), 1),
        (busy(b"Retry-After: soon"), 3),
        (busy(status=b"429 Too Many Requests"), 1),
        (busy(status=b"500 Internal Server Error"), 1),
        (busy(status=b"403 Forbidden"), 1),
        (busy(status=b"404 Not Found"), 1),
    ],
)
def test_only_what_may_pass_in_a_moment_is_tried_again(answer: bytes, times: int) -> None:
    with raw_server(answering(answer)) as server:
        refusal(server.url)
        assert server.connections == times


def test_a_refusal_by_rule_is_never_tried_again() -> None:
    with raw_server(answering(html(b"", b"Location: http://10.0.0.1/", status=b"302 Found"))) as server:
        refusal(server.url)
        assert server.connections == 1


def test_a_pause_between_tries_ends_with_a_change_of_mind() -> None:
    cancel = CancelToken()
    rules = FetchRules(hosts=RULES.hosts, deadline_seconds=20, pauses=(15.0,))
    with raw_server(answering(busy())) as server:
        threading.Timer(0.2, cancel.cancel).start()
        with pytest.raises(Cancelled):
            WebFetcher(rules).fetch(server.url, cancel)


def test_no_try_is_made_that_the_deadline_would_end() -> None:
    rules = FetchRules(hosts=RULES.hosts, deadline_seconds=1, pauses=(15.0,))
    with raw_server(answering(busy())) as server:
        assert refusal(server.url, rules=rules).key == "load.server-trouble"


CHALLENGE = b"<html><head><script>document.cookie='a=b';location.reload()</script></head><body></body></html>"


@pytest.mark.parametrize("status", [b"403 Forbidden", b"412 Precondition Failed", b"503 Busy", b"521 Down"])
def test_a_script_that_must_run_first_wants_a_browser(status: bytes) -> None:
    with raw_server(answering(html(CHALLENGE, status=status))) as server:
        assert refusal(server.url).key == "load.browser-only"
        assert server.connections == 1
