"""How a fetcher behaves: in turn, asking for what is wanted, telling how far it is, following signposts."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from gxreader.errors import LoadError
from gxreader.load.fetch import CancelToken, FetchRules, Wanted, WebFetcher
from gxreader.load.reference import Kind, Reference
from gxreader.load.web.lifeline import Lifeline
from gxreader.load.web.onward import next_address
from gxreader.load.web.politeness import Turns
from gxreader.load.web.referrer import referrer_for, site_of
from gxreader.load.web.watch import Watch
from gxreader.model.article import plain
from gxreader.model.units import block_leaves
from tests.core.raw_server import RawServer, Talk, html, raw_server
from tests.core.web_server import PAGE, Server, deaf_port, wait_until, web_server
from tests.parts import load_article

HERE = frozenset({"127.0.0.1", "localhost"})
RULES = FetchRules(hosts=HERE, deadline_seconds=5, pauses=(0.01, 0.02))
PICTURE = b"\x89PNG\r\n\x1a\n" + b"picture" * 20


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with web_server() as running:
        yield running


def refusal(url: str, *, wanted: Wanted = Wanted.PAGE, rules: FetchRules = RULES) -> str:
    with pytest.raises(LoadError) as caught:
        WebFetcher(rules).fetch(url, wanted=wanted)
    return caught.value.key


def answering(data: bytes) -> Callable[[Talk], None]:
    def answer(talk: Talk) -> None:
        talk.listen()
        talk.say(data)

    return answer


def body(kind: bytes, data: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (kind, len(data)) + data


def asked_header(server: RawServer, name: bytes) -> list[bytes]:
    found = []
    for request in server.requests:
        lines = [line for line in request.split(b"\r\n") if line.lower().startswith(name.lower() + b":")]
        found += [line.partition(b":")[2].strip() for line in lines] or [b""]
    return found


# What is wanted


def test_each_kind_of_thing_is_asked_for_by_its_name() -> None:
    with raw_server(answering(body(b"application/octet-stream", PICTURE))) as server:
        for wanted in Wanted:
            WebFetcher(RULES).fetch(server.url, wanted=wanted)
        assert wait_until(lambda: len(server.requests) == len(Wanted), 2)
        accepted = asked_header(server, b"Accept")
    assert accepted[0].startswith(b"text/html")
    assert b"image/png" in accepted[1]
    assert b"html" not in accepted[1]
    assert accepted[2] == b"application/json"


@pytest.mark.parametrize("kind", [b"text/html", b"image/svg+xml", b"application/pdf", b"video/mp4"])
def test_a_picture_that_says_it_is_none_is_not_brought(kind: bytes) -> None:
    with raw_server(answering(body(kind, PICTURE))) as server:
        assert refusal(server.url, wanted=Wanted.PICTURE) == "load.picture-broken"


@pytest.mark.parametrize("kind", [b"image/png", b"IMAGE/JPEG; q=1", b"application/octet-stream", b""])
def test_a_picture_comes_as_such_or_without_a_word(kind: bytes) -> None:
    with raw_server(answering(body(kind, PICTURE))) as server:
        assert WebFetcher(RULES).fetch(server.url, wanted=Wanted.PICTURE).data == PICTURE


MEGABYTE = 1 << 20


@pytest.mark.parametrize(
    ("kind", "data", "comes"),
    [
        (b"text/html", b"<html><p>" + b"x" * 300_000, False),
        (b"application/octet-stream", b"<html><p>" + b"x" * 300_000, False),
        (b"application/pdf", b"<!DOCTYPE html><p>" + b"x" * 300_000, False),
        (b"text/html", b"no tag at all " * 30_000, False),
        (b"application/rss+xml", b"<rss><channel>" + b"x" * 300_000, False),
        (b"text/html", b"%PDF-1.7 " + b"x" * 300_000, True),
        (b"application/pdf", b"%PDF-1.7 " + b"x" * 300_000, True),
        (b"application/epub+zip", b"PK\x03\x04" + b"x" * 300_000, True),
        (b"application/octet-stream", b"PK\x03\x04" + b"x" * 300_000, True),
        (b"text/plain", b"a long story " * 30_000, True),
        (b"", b"a long story " * 30_000, True),
    ],
)
def test_a_book_may_be_larger_than_a_page_whatever_it_is_called(
    kind: bytes, data: bytes, comes: bool
) -> None:
    rules = FetchRules(hosts=HERE, page_bytes=200_000, file_bytes=1_000_000, pauses=())
    packed = gzip.compress(data[:9]) + gzip.compress(data[9:])
    answers = [
        body(kind, data),
        html(packed, b"Content-Encoding: gzip").replace(b"text/html; charset=utf-8", kind),
    ]
    for answer in answers:
        with raw_server(answering(answer)) as server:
            if comes:
                assert WebFetcher(rules).fetch(server.url).data == data
            else:
                assert refusal(server.url, rules=rules) == "load.too-large"


def test_an_extension_is_small_and_asked_for_once() -> None:
    with raw_server(answering(body(b"application/json", b"{" + b" " * 300_000 + b"}"))) as server:
        assert refusal(server.url, wanted=Wanted.EXTENSION) == "load.too-large"
    with raw_server(answering(html(b"", status=b"503 Busy"))) as server:
        assert refusal(server.url, wanted=Wanted.EXTENSION) == "load.server-trouble"
        assert server.connections == 1


def test_a_book_may_take_longer_than_a_page_while_it_keeps_coming() -> None:
    chunk = b"%PDF-1.7" + bytes(range(32, 127)) * 1000

    def slow(talk: Talk) -> None:
        talk.listen()
        talk.say(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: %d\r\n\r\n"
            % (8 * len(chunk))
        )
        for _ in range(8):
            talk.say(chunk)
            time.sleep(0.1)

    rules = FetchRules(hosts=HERE, deadline_seconds=0.4, file_seconds=20, pauses=())
    with raw_server(slow) as server:
        assert WebFetcher(rules).fetch(server.url).data == 8 * chunk


def test_the_clock_of_a_book_runs_on_while_bytes_come(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("gxreader.load.web.watch.time.monotonic", lambda: now[0])
    watch = Watch(20, 120)
    now[0] = 150
    assert watch.left() == 20  # it has not begun: another one is at the host
    watch.begin()
    watch.expect(0)
    watch.prolong()
    for _ in range(11):
        now[0] += 9
        watch.arrived(100_000)
        assert not watch.over
    now[0] += 11
    assert watch.over
    watch.arrived(100_000)
    assert not watch.over
    now[0] = 150 + 120
    watch.arrived(100_000)
    assert watch.over


# How far it is


def test_progress_is_told_from_the_thread_that_waits() -> None:
    def slow(talk: Talk) -> None:
        talk.listen()
        head, _, rest = html(PAGE * 50).partition(b"\r\n\r\n")
        talk.say(head + b"\r\n\r\n")
        for start in range(0, len(rest), 4000):
            talk.say(rest[start : start + 4000])
            time.sleep(0.05)

    told: list[tuple[int, int, int]] = []
    with raw_server(slow) as server:
        WebFetcher(RULES).fetch(
            server.url, progress=lambda done, total: told.append((done, total, threading.get_ident()))
        )
    assert told
    assert [done for done, _, _ in told] == sorted({done for done, _, _ in told})
    assert {total for _, total, _ in told} <= {0, len(PAGE * 50)}
    assert told[-1][1] == len(PAGE * 50)
    assert {thread for _, _, thread in told} == {threading.get_ident()}


# One after another


class Counting:
    """A server that knows how many are there at once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.now = 0
        self.most = 0

    def __call__(self, talk: Talk) -> None:
        talk.listen()
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.05)
        with self.lock:
            self.now -= 1
        talk.say(body(b"", PICTURE))


@pytest.mark.parametrize(("wanted", "most"), [(Wanted.PAGE, 1), (Wanted.PICTURE, 2)])
def test_a_host_is_asked_for_one_page_or_two_pictures_at_a_time(wanted: Wanted, most: int) -> None:
    counting = Counting()
    with raw_server(counting) as server:

        def fetch() -> None:
            WebFetcher(RULES).fetch(server.url, wanted=wanted)

        threads = [threading.Thread(target=fetch) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert counting.most == most


def test_a_turn_ends_with_its_fetch_however_it_ends() -> None:
    turns, first, second = Turns(), Lifeline(), Lifeline()
    turns.take("host", 1, first)
    taken = threading.Event()

    def wait() -> None:
        end = turns.take("host", 1, second)
        taken.set()
        end()
        end()

    thread = threading.Thread(target=wait)
    thread.start()
    assert not taken.wait(0.1)
    first.cut()
    assert taken.wait(2)
    thread.join()
    third = Lifeline()
    turns.take("host", 1, third, longest=0.1)
    turns.take("host", 1, Lifeline(), longest=0.1)  # after a while it goes anyway


def test_waiting_for_a_turn_ends_with_a_change_of_mind() -> None:
    cancel = CancelToken()
    with raw_server(lambda talk: bool(talk.stopping.wait(30)) and None) as server:
        first, failed = CancelToken(), []

        def hold() -> None:
            try:
                WebFetcher(RULES).fetch(server.url, first)
            except LoadError as error:
                failed.append(error.key)

        holder = threading.Thread(target=hold)
        holder.start()
        assert wait_until(lambda: server.connections == 1, 2)
        threading.Timer(0.1, cancel.cancel).start()
        with pytest.raises(LoadError) as caught:
            WebFetcher(RULES).fetch(server.url, cancel)
        assert caught.value.key == "load.cancelled"
        assert server.connections == 1
        first.cancel()
        holder.join()
    assert failed == ["load.cancelled"]


# Where a request comes from


@pytest.mark.parametrize(
    ("page", "target", "said"),
    [
        ("https://www.gxzf.gov.cn/a?b=1#c", "https://img.gxzf.gov.cn/x.png", "https://www.gxzf.gov.cn/a?b=1"),
        ("https://a.example/1", "https://a.example/2", "https://a.example/1"),
        ("http://a.example/1", "https://a.example/2", "http://a.example/1"),
        ("https://a.example/1", "http://a.example/2", ""),
        ("https://www.gxzf.gov.cn/a", "https://www.mee.gov.cn/x.png", ""),
        ("https://a.example/1", "https://b.example/2", ""),
        ("https://wei:secret@a.example/1", "https://a.example/2", "https://a.example/1"),
        ("http://10.0.0.1/", "http://10.0.0.2/", ""),
        ("http://[::1]/", "http://[::1]/x", "http://[::1]/"),
        ("file:///home/wei/a.html", "https://a.example/2", ""),
        ("http://[", "https://a.example/2", ""),
        ("", "https://a.example/2", ""),
    ],
)
def test_a_site_hears_of_its_own_pages_only(page: str, target: str, said: str) -> None:
    assert referrer_for(page, httpx.URL(target)) == said


def test_sites_are_what_somebody_registered() -> None:
    hosts = {"www.gxzf.gov.cn": "gxzf.gov.cn", "gov.cn": "gov.cn", "a.b.example": "b.example", "x": "x"}
    assert {host: site_of(host) for host in hosts} == hosts


def test_the_page_a_picture_stands_on_is_named_to_its_own_host() -> None:
    with raw_server(answering(body(b"image/png", PICTURE))) as server:
        for page in (server.url + "/page#top", "http://elsewhere.example/"):
            WebFetcher(RULES).fetch(server.url + "/a.png", wanted=Wanted.PICTURE, referrer=page)
        assert wait_until(lambda: len(server.requests) == 2, 2)
        assert asked_header(server, b"Referer") == [server.url.encode() + b"/page", b""]


# Signposts


REFRESH = b'<html><head><meta http-equiv="refresh" content="0; url=/page"></head><body></body></html>'


@pytest.mark.parametrize(
    ("page", "onward"),
    [
        (REFRESH, "/page"),
        (b"<META content='3;URL=\"a.shtml\"' HTTP-EQUIV=Refresh>", "a.shtml"),
        (b'<meta http-equiv="refresh" content="1;./index/?a=1&amp;b=2">', "./index/?a=1&b=2"),
        ('<meta http-equiv="refresh" content="0;url=/新闻/">如果没有跳转，请点这里'.encode(), "/新闻/"),
        (b'<script>window.location.href = "/gxyw/index.shtml";</script>', "/gxyw/index.shtml"),
        (b"<script>location='http://a.example/b'</script>", "http://a.example/b"),
        (b"<script>top.location.replace('main.html')</script>", "main.html"),
        (b'<script><!--\nself.location="a.htm"\n//--></script>', "a.htm"),
        (b'<meta http-equiv="refresh" content="600;url=/page">', ""),
        (b'<meta http-equiv="refresh" content="5">', ""),
        (b'<meta name="refresh" content="0;url=/page">', ""),
        (REFRESH + b"<p>" + b"A page with a lot to read in it. " * 10, ""),
        (REFRESH + b" " * 9000, ""),
        (b'<script>document.cookie="a=b";location.href="/page"</script>', ""),
        (b'<script>location.href="/m";location.href="/page"</script>', ""),
        (b'<script>location.href="/page?t=" + Date.now()</script>', ""),
        (b'<script>location.href = place + "/page"</script>', ""),
        (b'<p>location.href="/page"</p>', ""),
        (b"", ""),
        (b"<" * 8000, ""),
        (b"<meta " * 1300, ""),
        (b"<script>" * 1000, ""),
    ],
)
def test_a_page_that_only_says_where_to_go(page: bytes, onward: str) -> None:
    assert next_address(page) == onward


def signposts(last: bytes, count: int) -> Callable[[Talk], None]:
    """So many signposts, one to the other, before the last answer."""

    def answer(talk: Talk) -> None:
        number = int(talk.listen().split(b" ")[1].strip(b"/") or b"0")
        sign = b'<meta http-equiv="refresh" content="0;url=/%d">' % (number + 1)
        talk.say(last if number == count else html(sign))

    return answer


def test_two_signposts_are_followed_and_no_more() -> None:
    with raw_server(signposts(html(PAGE), 2)) as server:
        fetched = WebFetcher(RULES).fetch(server.url)
        assert (fetched.data, fetched.url) == (PAGE, server.url + "/2")
    with raw_server(signposts(html(PAGE), 3)) as server:
        assert b"refresh" in WebFetcher(RULES).fetch(server.url).data


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://[::1]/", "file:///etc/passwd", "//2130706433/"]
)
def test_signposts_lead_nowhere_else_than_redirects(target: str) -> None:
    sign = f'<meta http-equiv="refresh" content="0;url={target}">'.encode()
    rules = FetchRules(hosts=frozenset({"127.0.0.1"}), deadline_seconds=5, pauses=())
    with raw_server(answering(html(sign))) as server:
        assert refusal(server.url, rules=rules) in {"load.private-address", "load.scheme"}


def test_a_site_that_sends_on_only_with_its_cookie() -> None:
    def answer(talk: Talk) -> None:
        if b"Cookie: seen=1" in talk.listen():
            talk.say(html(PAGE))
        else:
            talk.say(html(b"", b"Set-Cookie: seen=1; Path=/", b"Location: /", status=b"302 Found"))

    with raw_server(answer) as server:
        assert WebFetcher(RULES).fetch(server.url).data == PAGE
        assert WebFetcher(RULES).fetch(server.url).data == PAGE
        assert server.connections == 4  # the next visit knows nothing of the one before


@pytest.mark.parametrize(
    "cookie", ["a=\u00c5".encode("latin-1"), "名=值".encode(), b"a=" + b"b" * 9000, b"=;=", b"a=b; Max-Age=x"]
)
def test_a_strange_cookie_does_no_harm(cookie: bytes) -> None:
    def answer(talk: Talk) -> None:
        if talk.listen().startswith(b"GET /page "):
            talk.say(html(PAGE))
        else:
            talk.say(html(b"", b"Set-Cookie: " + cookie, b"Location: /page", status=b"302 Found"))

    with raw_server(answer) as server:
        assert WebFetcher(RULES).fetch(server.url).data == PAGE


# Addresses without http or https


def test_an_address_without_a_scheme_is_read_over_http_where_nobody_answers_to_https(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with raw_server(answering(html(PAGE))) as server, deaf_port() as deaf:
        real = httpx.URL

        def elsewhere(address: object, **more: object) -> httpx.URL:
            moved = address
            if isinstance(address, str) and address.startswith("https:"):
                moved = address.replace(f":{server.port}", f":{deaf}")
            return real(moved, **more)  # type: ignore[arg-type]  # whatever was given

        monkeypatch.setattr("gxreader.load.web.visit.httpx.URL", elsewhere)
        fetched = WebFetcher(RULES).fetch(f"//127.0.0.1:{server.port}/a")
        assert (fetched.data, fetched.url) == (PAGE, f"{server.url}/a")
        assert refusal(f"https://127.0.0.1:{server.port}/a") == "load.unreachable"
        assert server.connections == 1


def test_a_site_that_answers_to_https_is_not_read_over_http() -> None:
    with raw_server(lambda talk: talk.say(html(PAGE))) as server:  # answers, but not as it should
        assert refusal(f"//127.0.0.1:{server.port}/") == "load.old-encryption"


# What the words are written in


@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
@pytest.mark.parametrize(
    ("header", "written"),
    [("gb2312", "gb18030"), ("GBK", "gb18030"), ("big5", "big5hkscs"), ("shift_jis", "shift_jis")],
)
def test_a_servers_charset_reaches_the_words(kind: str, header: str, written: str) -> None:
    words = {
        "gb2312": "朱镕基与喆喆在河边散步，圳边的柳树先绿了。",
        "GBK": "朱镕基与喆喆在河边散步，圳边的柳树先绿了。",
        "big5": "河邊的柳樹先綠了，孩子們在樹下看書。",
        "shift_jis": "川のほとりの柳が先に緑になった。",
    }[header]
    page = f"<html><head><title>a</title></head><body><p>{words}</p><p>{words}</p></body></html>"
    text = page if kind == "text/html" else "\n\n".join([words] * 3)
    answer = body(f"{kind}; charset={header}".encode(), text.encode(written))
    with raw_server(answering(answer)) as server:
        article = load_article(Reference(Kind.ADDRESS, server.url), WebFetcher(RULES))
    said = "".join(plain(runs) for block in article.blocks for _, runs in block_leaves(block))
    assert words in said


@pytest.mark.parametrize(
    ("header", "meta", "written"),
    [
        (b"text/html; charset=gbk", "utf-8", "gb18030"),
        (b"text/html", "gb2312", "gb18030"),
        (b"text/html; charset=nonsense", "gb2312", "gb18030"),
        (b"text/html", "", "gb18030"),
        (b"text/html; charset=big5", "gb2312", "utf-8-sig"),
    ],
)
def test_mark_comes_before_header_before_meta_before_a_guess(header: bytes, meta: str, written: str) -> None:
    words = "清晨的河面起了薄雾，远处有人在唱山歌，圳边的柳树先绿了。"
    declared = f'<meta charset="{meta}">' if meta else ""
    page = f"<html><head>{declared}<title>晨</title></head><body><p>{words}</p></body></html>"
    with raw_server(answering(body(header, page.encode(written)))) as server:
        article = load_article(Reference(Kind.ADDRESS, server.url), WebFetcher(RULES))
    said = "".join(plain(runs) for block in article.blocks for _, runs in block_leaves(block))
    assert words in said


@pytest.mark.parametrize("status", [b"200 OK", b"202 Accepted"])
def test_a_page_that_a_script_must_make_wants_a_browser(status: bytes) -> None:
    page = b"<html><head><script>var a=1;run(a)</script></head><body><script src=x.js></script></body></html>"
    with raw_server(answering(html(page, status=status))) as server, pytest.raises(LoadError) as caught:
        load_article(Reference(Kind.ADDRESS, server.url), WebFetcher(RULES))
    assert caught.value.key == "load.browser-only"
