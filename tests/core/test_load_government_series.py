"""An article on several pages becomes one, from whichever page it is opened; every page once, in order."""

from collections.abc import Callable

import pytest

from gxreader.errors import Cancelled, NotFound
from gxreader.load.adapters.paging import series_of
from gxreader.load.fetch import CancelToken, Fetched, FetchRules, WebFetcher
from gxreader.load.loader import Loader, Work
from gxreader.load.markup.page import parse_page
from gxreader.load.parsing.process import InThisProcess
from gxreader.load.reference import Kind, Reference
from gxreader.model.article import Article
from gxreader.model.site import Attachment, Extension, Notice
from tests.core import web_server
from tests.core.government import ADDRESSES, all_words, body_text, source_of

PAGES = ("series-0", "series-1", "series-2")
FIRST = ADDRESSES["series-0"]
WHOLE = "".join(body_text(name) for name in PAGES)


class Library:
    """A fetcher that has some pages at hand and no others."""

    def __init__(self, *names: str) -> None:
        self.pages = {ADDRESSES[name]: source_of(name) for name in names}
        self.asked: list[str] = []

    def fetch(self, url: str, cancel: CancelToken | None = None, **_wishes: object) -> Fetched:
        if cancel:
            cancel.check()
        self.asked.append(url)
        if url not in self.pages:
            raise NotFound("load.not-found")
        return Fetched(url, self.pages[url], "text/html", "utf-8")


class Heard:
    """What is told while loading."""

    def __init__(self) -> None:
        self.works: list[Work] = []

    def beginning(self, work: Work) -> None:
        self.works.append(work)

    def progress(self, stage: str, done: int, total: int) -> None:
        """Not of interest here."""


def load(library: Library, address: str, heard: Heard | None = None) -> Article:
    loader = Loader(library, InThisProcess())
    return loader.load(Reference(Kind.ADDRESS, address), report=heard).article


@pytest.mark.parametrize("name", PAGES)
def test_every_page_appears_once_and_in_order_whichever_is_opened(name: str) -> None:
    library = Library(*PAGES)
    article = load(library, ADDRESSES[name])
    assert all_words(article) == WHOLE
    assert sorted(library.asked) == sorted(ADDRESSES[page] for page in PAGES)
    assert (article.title, article.url) == ("一条山路的三章", FIRST)
    assert article.attachments == (
        Attachment("半山亭路线图.pdf", "http://www.lingnan.example/fw/P020240501200000000007.pdf", "pdf"),
    )
    assert article.warnings == ()


def test_the_first_page_can_be_read_at_once_and_the_whole_begins_with_it() -> None:
    heard = Heard()
    article = load(Library(*PAGES), FIRST, heard)
    begun = heard.works[0].article.blocks
    assert begun == article.blocks[: len(begun)]


def test_nothing_is_shown_ahead_when_a_later_page_is_opened() -> None:
    heard = Heard()
    load(Library(*PAGES), ADDRESSES["series-2"], heard)
    assert heard.works == []


@pytest.mark.parametrize(
    ("there", "opened", "missing"),
    [
        (("series-0", "series-1"), "series-0", "1"),
        (("series-0",), "series-0", "2"),
        (("series-0", "series-2"), "series-0", "2"),
        (("series-1", "series-2"), "series-2", "1"),
        (("series-2",), "series-2", "2"),
    ],
)
def test_pages_that_cannot_be_had_are_spoken_of(there: tuple[str, ...], opened: str, missing: str) -> None:
    article = load(Library(*there), ADDRESSES[opened])
    assert article.warnings == (Notice("load.pages-missing", {"count": missing}),)
    assert all_words(article) in WHOLE


def test_a_change_of_mind_ends_the_gathering() -> None:
    library = Library(*PAGES)
    cancel = CancelToken()
    fetch = library.fetch

    def fetch_and_cancel(url: str, token: CancelToken | None = None, **wishes: object) -> Fetched:
        fetched = fetch(url, token, **wishes)
        cancel.cancel()
        return fetched

    library.fetch = fetch_and_cancel  # type: ignore[method-assign] # the reader presses the key while page 1 comes
    with pytest.raises(Cancelled):
        Loader(library, InThisProcess()).load(Reference(Kind.ADDRESS, FIRST), cancel=cancel)
    assert library.asked == [FIRST]


def test_a_saved_page_without_its_address_says_what_is_missing() -> None:
    article = Loader(Library(), InThisProcess()).load(Reference(Kind.TEXT, source_of("series-0").decode()))
    assert article.article.warnings == (Notice("load.pages-missing", {"count": "2"}),)


def test_the_whole_way_from_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(name: str) -> Callable[[web_server._Handler], None]:
        return lambda handler: handler.answer(source_of(name))

    for name in PAGES:
        path = "/" + ADDRESSES[name].split("/", 3)[3]
        monkeypatch.setitem(web_server._Handler.answers, path, answer(name))
    with web_server.web_server() as server:
        fetcher = WebFetcher(FetchRules(hosts=frozenset({"127.0.0.1"}), deadline_seconds=5))
        loader = Loader(fetcher, InThisProcess())
        address = f"{server.url}/fw/t20240501_88001_1.shtml"
        article = loader.load(Reference(Kind.ADDRESS, address)).article
    assert all_words(article) == WHOLE
    assert article.url == f"{server.url}/fw/t20240501_88001.shtml"


@pytest.mark.parametrize(
    ("answer", "content"),
    [
        ('{"docId": 27301122, "unknown": ["甲"]}'.encode(), '{"docId": 27301122, "unknown": ["甲"]}'),
        (b"\xef\xbb\xbf{}", "{}"),
        (b"[1, 2]", ""),
        (b"<html>no</html>", ""),
        (b"\xff\xfe{}", ""),
        (b"{" * 3000, ""),
        (b'{"a":' * 100_000, ""),
        (None, ""),
    ],
)
def test_the_extension_is_kept_when_it_is_there_and_is_json(answer: bytes | None, content: str) -> None:
    library = Library("gxzf-new")
    address = "http://www.qinghe.example/gxyw/t27301122_ext.json"
    if answer is not None:
        library.pages[address] = answer
    article = load(library, ADDRESSES["gxzf-new"])
    assert article.extension == Extension(address, content)
    assert (article.title, article.warnings) == ("渡口灯明 夜市人归", ())
    assert library.asked == [ADDRESSES["gxzf-new"], address]


def test_pages_of_any_other_site_are_joined_too() -> None:
    words = [
        f"第{number}天，雨停了，屋檐还在滴水，邻居们把桌子搬到巷子里，一起剥豆子。" for number in "一二三"
    ]
    library = Library()
    for number, name in enumerate(("rain.html", "rain_2.html", "rain_3.html")):
        links = "".join(f"<a href='{link}'>{text}</a>" for text, link in NEXT[number])
        body = (
            f"<h1>雨后</h1><div class='story'><p>{words[number]}</p><p>{words[number] * 2}</p></div>{links}"
        )
        library.pages[STORY + name] = f"<html><body>{body}</body></html>".encode()
    article = load(library, f"{STORY}rain_2.html")
    told = all_words(article)
    places = [told.index(sentence) for sentence in words]
    assert places == sorted(places)
    assert [told.count(sentence) for sentence in words] == [3, 3, 3]
    assert sorted(library.asked) == [f"{STORY}rain.html", f"{STORY}rain_2.html", f"{STORY}rain_3.html"]


STORY = "https://stories.example/a/"
NEXT = (
    [("2", "rain_2.html"), ("3", "rain_3.html"), ("下一页", "rain_2.html")],
    [("1", "rain.html"), ("3", "rain_3.html"), ("上一页", "rain.html"), ("下一页", "rain_3.html")],
    [("1", "rain.html"), ("2", "rain_2.html"), ("上一页", "rain_2.html")],
)
BASE = "http://www.shiqiao.example/gk/"


@pytest.mark.parametrize(
    ("own", "body", "earlier", "continued"),
    [
        ("t1.html", "createPageHTML(3,0,'t1','html')", [], ["t1_1.html", "t1_2.html"]),
        ("t1_1.html", 'createPageHTML("3", "1", "t1", ".html")', ["t1.html"], ["t1_2.html"]),
        ("t1.html", "createPageHTML('page_div', 2, 0, 't1', 'html', 20)", [], ["t1_1.html"]),
        ("t1.html", "createPageHtml(2 ,\n 0 ,\n 't1' , 'html')", [], ["t1_1.html"]),
        ("t1.html", "createPageHTML(1,0,'t1','html')", [], []),
        ("t1.html", "//createPageHTML(3,0,'t1','html')", [], []),
        ("t1.html", "function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}", [], []),
        ("t1.html", "createPageHTML(9,0,'index','html')", [], []),
        ("t1.html", "createPageHTML(2,5,'t1','html')", [], []),
    ],
)
def test_calls_in_every_spelling(own: str, body: str, earlier: list[str], continued: list[str]) -> None:
    page = parse_page(f"<html><body><p>字</p><script>{body}</script></body></html>", url=BASE + own)
    series = series_of(page)
    assert list(series.earlier) == [BASE + name for name in earlier]
    assert list(series.continued) == [BASE + name for name in continued]


@pytest.mark.parametrize(
    ("own", "links", "earlier", "continued"),
    [
        ("c9.html", "2:c9_1.html 3:c9_2.html 下一页:c9_1.html", [], ["c9_1.html", "c9_2.html"]),
        ("c9.html", "2:c9_2.html 3:c9_3.html 下一页:c9_2.html", [], ["c9_2.html", "c9_3.html"]),
        ("c9_2.html", "1:c9.html 下一页:c9_3.html 尾页:c9_4.html", ["c9.html"], ["c9_3.html", "c9_4.html"]),
        ("c9_2.html", "1:c9.html 上一页:c9_1.html", ["c9.html", "c9_1.html"], []),
        ("c9.html", "下一页:c10.html", [], []),
        ("c9.html", "下一篇:c9_1.html", [], []),
        ("c9.html", "下一页:/other/c9_1.html", [], []),
        ("index.html", "下一页:index_1.html", [], []),
        ("c9.html", "下一页:#", [], []),
        ("t20240501_88001.html", "下一页:t20240501_88002.html", [], []),
    ],
)
def test_links_to_the_next_page(own: str, links: str, earlier: list[str], continued: list[str]) -> None:
    anchors = "".join(
        f"<a href='{link.split(':')[1]}'>{link.split(':')[0]}</a> " for link in links.split(" ")
    )
    page = parse_page(f"<html><body><p>字</p>{anchors}</body></html>", url=BASE + own)
    series = series_of(page)
    assert list(series.earlier) == [BASE + name for name in earlier]
    assert list(series.continued) == [BASE + name for name in continued]
