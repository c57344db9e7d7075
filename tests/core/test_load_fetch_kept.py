"""Copies: asked for again briefly, read without network with their date, and forgotten on request."""

import os
import stat
import time
from pathlib import Path

import pytest

from gxreader.errors import LoadError
from gxreader.load.fetch import Fetched, FetchRules, Validators, Wanted, WebFetcher, page_cache
from gxreader.load.reference import Kind, Reference
from gxreader.load.web.cache import PageCache
from tests.core.raw_server import Talk, html, raw_server
from tests.core.web_server import PAGE
from tests.parts import load_article

RULES = FetchRules(hosts=frozenset({"127.0.0.1"}), deadline_seconds=2, pauses=(0.01,))
PICTURE = b"\x89PNG\r\n\x1a\n" + b"picture" * 20


class Site:
    """A server whose answer can be changed while it runs."""

    def __init__(self, *extra: bytes) -> None:
        self.extra = extra
        self.body = PAGE
        self.status = b"200 OK"
        self.asked: list[bytes] = []

    def __call__(self, talk: Talk) -> None:
        request = talk.listen()
        self.asked.append(request)
        if self.status.startswith(b"200") and (
            b"If-None-Match" in request or b"If-Modified-Since" in request
        ):
            talk.say(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")
        else:
            talk.say(html(self.body, *self.extra, status=self.status))


@pytest.fixture
def cache(tmp_path: Path) -> PageCache:
    return PageCache(tmp_path / "kept" / "pages")


def files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "kept" / "pages").glob("*"))


def refused(fetcher: WebFetcher, url: str) -> str:
    with pytest.raises(LoadError) as caught:
        fetcher.fetch(url)
    return caught.value.key


@pytest.mark.parametrize(
    ("header", "condition"),
    [
        (b'ETag: W/"a1"', b'If-None-Match: W/"a1"'),
        (
            b"Last-Modified: Mon, 02 Mar 2026 08:00:00 GMT",
            b"If-Modified-Since: Mon, 02 Mar 2026 08:00:00 GMT",
        ),
    ],
)
def test_a_page_that_did_not_change_is_not_sent_again(
    cache: PageCache, header: bytes, condition: bytes
) -> None:
    site = Site(header)
    fetcher = WebFetcher(RULES, cache)
    with raw_server(site) as server:
        first = fetcher.fetch(server.url + "/a#end")
        assert fetcher.fetch(server.url + "/a") == first
        assert condition not in site.asked[0]
        assert condition in site.asked[1]
    assert (first.data, first.charset, first.kept) == (PAGE, "utf-8", None)


def test_a_page_that_changed_replaces_its_copy(cache: PageCache) -> None:
    site = Site()
    fetcher = WebFetcher(RULES, cache)
    with raw_server(site) as server:
        fetcher.fetch(server.url)
        site.body = PAGE + b"<p>more</p>"
        assert fetcher.fetch(server.url).data == site.body
        kept = cache.find(server.url)
    assert kept is not None
    assert kept.fetched.data == site.body


@pytest.mark.parametrize("status", [b"500 Oh", b"503 Busy", b"429 Slow", None])
def test_without_an_answer_the_copy_is_read_with_its_date(cache: PageCache, status: bytes | None) -> None:
    site = Site()
    fetcher = WebFetcher(RULES, cache)
    before = time.time()
    with raw_server(site) as server:
        url = server.url
        fetcher.fetch(url)
        if status:
            site.status = status
            again = fetcher.fetch(url)
    if not status:
        again = fetcher.fetch(url)
    assert again.data == PAGE
    assert again.kept is not None
    assert before - 2 <= again.kept.timestamp() <= time.time() + 2


def test_the_reader_is_told_that_it_is_a_copy(cache: PageCache) -> None:
    fetcher = WebFetcher(RULES, cache)
    with raw_server(Site()) as server:
        reference = Reference(Kind.ADDRESS, server.url)
        assert load_article(reference, fetcher).warnings == ()
    assert [notice.key for notice in load_article(reference, fetcher).warnings] == ["load.kept-copy"]


@pytest.mark.parametrize(
    ("status", "key"),
    [
        (b"404 Not Found", "load.page-gone"),
        (b"403 Forbidden", "load.page-refused"),
        (b"412 No", "load.browser-only"),
    ],
)
def test_an_answer_counts_more_than_a_copy(cache: PageCache, status: bytes, key: str) -> None:
    site = Site()
    fetcher = WebFetcher(RULES, cache)
    with raw_server(site) as server:
        fetcher.fetch(server.url)
        site.status = status
        assert refused(fetcher, server.url) == key


def test_what_must_not_be_stored_is_not(cache: PageCache, tmp_path: Path) -> None:
    site = Site()
    fetcher = WebFetcher(RULES, cache)
    with raw_server(site) as server:
        fetcher.fetch(server.url)
        assert len(files(tmp_path)) == 1
        site.extra = (b"Cache-Control: private, No-Store",)
        fetcher.fetch(server.url)
        assert files(tmp_path) == []


def test_without_a_cache_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with raw_server(Site()) as server:
        url = server.url
        WebFetcher(RULES).fetch(url)
    assert refused(WebFetcher(RULES), url) == "load.unreachable"
    assert not (tmp_path / "cache").exists()


@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows has another place, and other rights")
def test_the_windows_copies_have_their_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    kept = page_cache()
    kept.keep("http://a.example/", Fetched("http://a.example/", PAGE), kept.ticket)
    [file] = (tmp_path / "gxreader" / "pages").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_picture_within_the_hour_is_not_even_asked_for(cache: PageCache, tmp_path: Path) -> None:
    asked: list[bytes] = []

    def answer(talk: Talk) -> None:
        asked.append(talk.listen())
        head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: %d\r\n\r\n"
        talk.say(head % len(PICTURE) + PICTURE)

    fetcher = WebFetcher(RULES, cache)
    with raw_server(answer) as server:
        for _ in range(3):
            assert fetcher.fetch(server.url, wanted=Wanted.PICTURE).data == PICTURE
        assert len(asked) == 1
        [file] = files(tmp_path)
        os.utime(file, (time.time(), time.time() - 7200))
        fetcher.fetch(server.url, wanted=Wanted.PICTURE)
        assert len(asked) == 2


def kept_one(cache: PageCache, address: str = "http://a.example/", body: bytes = PAGE) -> None:
    cache.keep(
        address, Fetched(address, body, "text/html", "utf-8", validators=Validators("e", "m")), cache.ticket
    )


@pytest.mark.parametrize("place", [0, 5, 40, 200, -1])
def test_a_damaged_copy_is_no_copy(cache: PageCache, tmp_path: Path, place: int) -> None:
    kept_one(cache)
    [file] = files(tmp_path)
    whole = file.read_bytes()
    damaged = bytearray(whole)
    damaged[place] ^= 0x55
    for data in (
        bytes(damaged),
        whole[:place] if place else b"",
        whole + b"x",
        b"\n",
        b"null\n",
        b"\xff" * 99,
    ):
        file.write_bytes(data)
        assert cache.find("http://a.example/") is None
    kept_one(cache)
    found = cache.find("http://a.example/")
    assert found is not None
    assert found.fetched == Fetched(
        "http://a.example/", PAGE, "text/html", "utf-8", validators=Validators("e", "m")
    )


def test_a_copy_under_a_wrong_name_is_no_copy(cache: PageCache, tmp_path: Path) -> None:
    kept_one(cache)
    kept_one(cache, "http://b.example/")
    first, second = files(tmp_path)
    second.write_bytes(first.read_bytes())
    assert sum(cache.find(f"http://{name}.example/") is None for name in "ab") == 1


def test_the_longest_unused_go_first(tmp_path: Path) -> None:
    cache = PageCache(tmp_path / "kept" / "pages", most_bytes=10_000)
    for number in range(8):
        kept_one(cache, f"http://{number}.example/", bytes(1000))
        moment = time.time() - 1000 + number
        os.utime(cache._path(f"http://{number}.example/"), (moment, moment))
    assert cache.find("http://0.example/") is not None  # used: no longer the oldest
    kept_one(cache, "http://8.example/", bytes(1000))
    kept_one(cache, "http://9.example/", bytes(1000))
    left = [number for number in range(10) if cache.find(f"http://{number}.example/")]
    assert 0 in left
    assert left[-2:] == [8, 9]
    assert 1 not in left
    assert sum(file.stat().st_size for file in files(tmp_path)) <= 10_000


def test_a_copy_that_would_fill_the_place_is_not_kept(tmp_path: Path) -> None:
    cache = PageCache(tmp_path / "kept" / "pages", most_bytes=10_000)
    kept_one(cache, body=bytes(1000))
    kept_one(cache, body=bytes(4000))
    assert cache.find("http://a.example/") is None


def test_all_is_forgotten_and_nothing_else(cache: PageCache, tmp_path: Path) -> None:
    kept_one(cache)
    kept_one(cache, "http://b.example/")
    other = tmp_path / "kept" / "pages" / "notes.txt"
    other.write_text("not ours")
    torn = cache._path("http://c.example/").with_suffix(".torn")
    torn.write_bytes(b"half")
    WebFetcher(RULES, cache).forget()
    assert files(tmp_path) == [other]
    WebFetcher(RULES).forget()


def test_what_was_being_fetched_meanwhile_is_not_kept(cache: PageCache, tmp_path: Path) -> None:
    ticket = cache.ticket
    cache.forget()
    cache.keep("http://a.example/", Fetched("http://a.example/", PAGE), ticket)
    assert files(tmp_path) == []


def test_a_place_that_cannot_be_written_is_no_reason_not_to_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = PageCache(tmp_path / "file" / "pages")
    with raw_server(Site()) as server:
        assert WebFetcher(RULES, cache).fetch(server.url).data == PAGE
    cache.forget()


def test_an_address_guessed_does_not_stand_in_for_one_given(cache: PageCache) -> None:
    kept_one(cache, "//a.example/")
    assert cache.find("https://a.example/") is None
    assert cache.find("//a.example/") is not None


def test_whoever_has_it_is_told_that_nothing_changed_and_gets_no_older_copy(cache: PageCache) -> None:
    site = Site(b'ETag: "a1"')
    fetcher = WebFetcher(RULES, cache)
    with raw_server(site) as server:
        first = fetcher.fetch(server.url, known=Validators())
        assert first.data == PAGE
        again = fetcher.fetch(server.url, known=first.validators)
        assert (again.is_unchanged, again.data, again.validators) == (True, b"", first.validators)
        site.body = PAGE + b"<p>more</p>"
        assert fetcher.fetch(server.url, known=Validators()).data == site.body
        url = server.url
    with pytest.raises(LoadError):
        fetcher.fetch(url, known=first.validators)
    assert fetcher.fetch(url).data == site.body  # a reader gets the copy, as ever
