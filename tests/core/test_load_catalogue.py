"""Catalogues of books open as lists: shelves lead on, books open, and those that cannot say so."""

import json

import pytest

from gxreader.errors import Unreadable
from gxreader.model.site import Entry, Notice, Paging
from tests.core.books import opened, words

HOME = "https://library.example/opds/"
ACQUIRE = "http://opds-spec.org/acquisition"


def atom(entries: str, links: str = "") -> bytes:
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/terms/" '
        'xmlns:opds="http://opds-spec.org/2010/catalog"><title>镇图书馆</title><updated>2024-05-01T00:00:00Z</updated>'
        '<link rel="self" href="shelf" type="application/atom+xml;profile=opds-catalog"/>'
        f"{links}{entries}</feed>"
    ).encode()


def book(title: str, links: str, more: str = "") -> str:
    return f"<entry><title>{title}</title><author><name>韦青山</name></author>{more}{links}</entry>"


def link(relation: str, kind: str, address: str, inner: str = "") -> str:
    return f'<link rel="{relation}" type="{kind}" href="{address}">{inner}</link>'


def test_shelves_lead_on() -> None:
    shelf = (
        "<entry><title>散文</title><content type='text'>慢慢读的书</content>"
        '<link rel="subsection" href="prose" type="application/atom+xml;profile=opds-catalog"/></entry>'
    )
    article = opened(atom(shelf, '<link rel="next" href="?p=2" type="application/atom+xml"/>'), url=HOME)
    assert article.title == "镇图书馆"
    assert article.entries == (Entry(title="散文", url=HOME + "prose", kind="list", summary="慢慢读的书"),)
    assert article.paging == Paging(following=HOME + "?p=2")
    assert "下一页" in words(article)


def test_of_a_books_files_the_one_that_reads_best_is_opened() -> None:
    links = (
        link(ACQUIRE, "application/pdf", "1.pdf")
        + link(ACQUIRE, "application/x-mobipocket-ebook", "1.mobi")
        + link(f"{ACQUIRE}/open-access", "application/epub+zip", "1.epub")
        + link("http://opds-spec.org/image", "image/png", "1.png")
        + link("http://opds-spec.org/image/thumbnail", "image/png", "1-small.png")
    )
    more = "<dc:issued>2021-03-04</dc:issued><summary type='html'>&lt;p&gt;四季&lt;/p&gt;</summary>"
    entry = opened(atom(book("院子", links, more)), url=HOME).entries[0]
    assert (entry.kind, entry.url) == ("book", HOME + "1.epub")
    assert (entry.author, entry.summary, entry.picture) == ("韦青山", "四季", HOME + "1-small.png")
    assert entry.published is not None
    assert entry.published.year == 2021


@pytest.mark.parametrize(
    "links",
    [
        link(f"{ACQUIRE}/buy", "application/epub+zip", "buy"),
        link(f"{ACQUIRE}/borrow", "application/epub+zip", "borrow"),
        link(f"{ACQUIRE}/buy", "text/html", "buy")
        + link(f"{ACQUIRE}/sample", "application/epub+zip", "s.epub"),
        link(ACQUIRE, "application/x-mobipocket-ebook", "1.mobi"),
        link(ACQUIRE, "application/epub+zip", "1", '<opds:indirectAcquisition type="application/epub+zip"/>'),
    ],
)
def test_books_that_cannot_be_opened_from_here_say_so(links: str) -> None:
    free = book("自由的书", link(ACQUIRE, "application/epub+zip", "free.epub"))
    article = opened(atom(book("要买的书", links, "<summary>好书</summary>") + free), url=HOME)
    bought, opening = article.entries
    assert (bought.url, opening.url) == ("", HOME + "free.epub")
    assert bought.summary.endswith("好书")
    assert "借阅" in bought.summary
    assert article.warnings == (Notice("load.entries-unavailable", {"count": "1"}),)
    english = opened(atom(book("x", links)), url=HOME, language="en")
    assert english.entries[0].summary.startswith("To be bought")


def test_other_views_and_groups_are_lists_too() -> None:
    facets = (
        '<link rel="http://opds-spec.org/facet" href="zh" title="中文" opds:facetGroup="语言"/>'
        '<link rel="http://opds-spec.org/facet" href="en" title="英文" opds:facetGroup="语言" '
        'opds:activeFacet="true"/>'
        '<link rel="search" href="find" type="application/opensearchdescription+xml"/>'
    )
    grouped = link(ACQUIRE, "application/pdf", "1.pdf") + (
        '<link rel="http://opds-spec.org/group" href="new" title="新书"/>'
    )
    article = opened(atom(book("甲", grouped) + book("乙", grouped), facets), url=HOME)
    assert [(one.title, one.kind, one.url) for one in article.entries] == [
        ("甲", "book", HOME + "1.pdf"),
        ("乙", "book", HOME + "1.pdf"),
        ("新书", "list", HOME + "new"),
        ("中文", "list", HOME + "zh"),
    ]


def test_the_entry_of_one_book_is_a_page_too() -> None:
    whole = book(
        "院子", link(ACQUIRE, "application/epub+zip", "1.epub"), "<summary>写四季。</summary>"
    ).replace(
        "<entry>",
        '<entry xmlns="http://www.w3.org/2005/Atom" xmlns:opds="http://opds-spec.org/2010/catalog">',
    )
    article = opened(whole.encode(), url=HOME)
    assert (article.title, article.author, article.entries[0].url) == ("院子", "韦青山", HOME + "1.epub")
    assert words(article).startswith("写四季。")


def second_form(**fields: object) -> bytes:
    links = [
        {"rel": "self", "href": HOME, "type": "application/opds+json"},
        {"rel": ["next"], "href": "?p=3"},
        {"rel": "search", "href": "find{?q}", "templated": True},
    ]
    about = {"title": "镇图书馆", "numberOfItems": 95, "itemsPerPage": 10, "currentPage": 2}
    return json.dumps({"metadata": about, "links": links} | fields, ensure_ascii=False).encode()


def publication(title: object, *links: dict[str, object], **about: object) -> dict[str, object]:
    return {
        "metadata": {"title": title} | about,
        "links": list(links),
        "images": [{"href": "big.png"}, {"href": "small.png"}, {"href": "x.svg", "type": "image/svg+xml"}],
    }


def test_the_second_form_of_catalogues() -> None:
    epub = {"rel": f"{ACQUIRE}/open-access", "href": "1.epub", "type": "application/epub+zip"}
    pdf = {"rel": ACQUIRE, "href": "1.pdf", "type": "application/pdf"}
    bought = {"rel": f"{ACQUIRE}/buy", "href": "2", "type": "application/epub+zip"}
    data = second_form(
        navigation=[{"title": "新书", "href": "new", "type": "application/opds+json"}],
        publications=[
            publication(
                {"en": "Yard", "zh": "院子"},
                pdf,
                epub,
                author=[{"name": "韦青山"}, "覃小河"],
                description="写<b>四季</b>",
            ),
            publication("要买的书", bought, author={"name": {"zh": "莫老师"}}, published="2020-01-02"),
        ],
        groups=[
            {
                "metadata": {"title": "诗"},
                "links": [{"rel": "self", "href": "poems"}],
                "publications": [publication("诗集", pdf)],
            }
        ],
        facets=[
            {
                "metadata": {"title": "语言"},
                "links": [{"title": "中文", "href": "zh"}, {"title": "英文", "href": "en", "rel": "self"}],
            }
        ],
    )
    article = opened(data, url=HOME)
    assert [(one.title, one.kind, one.url, one.author) for one in article.entries] == [
        ("新书", "list", HOME + "new", ""),
        ("院子", "book", HOME + "1.epub", "韦青山、覃小河"),
        ("要买的书", "book", "", "莫老师"),
        ("诗", "list", HOME + "poems", ""),
        ("诗集", "book", HOME + "1.pdf", ""),
        ("中文", "list", HOME + "zh", ""),
    ]
    assert (article.entries[1].summary, article.entries[1].picture) == ("写四季", HOME + "small.png")
    assert article.paging == Paging(number=2, count=10, following=HOME + "?p=3")
    assert article.warnings == (Notice("load.entries-unavailable", {"count": "1"}),)


def test_what_is_not_as_the_form_says_is_passed_over() -> None:
    data = second_form(
        navigation=[7, {"href": None}, {"title": "架", "href": "a"}],
        publications="no",
        groups=[None],
        facets=[{}],
    )
    assert [one.title for one in opened(data, url=HOME).entries if one.url] == ["架"]


@pytest.mark.parametrize("data", [atom(""), second_form(navigation=[])])
def test_a_catalogue_with_nothing_in_it_yet_says_so(data: bytes) -> None:
    article = opened(data, url=HOME)
    assert article.title == "镇图书馆"
    assert words(article).startswith("这里现在还没有书。")


@pytest.mark.parametrize(
    "data", [second_form(navigation=[])[:-1], atom("").replace("镇图书馆".encode(), b"")]
)
def test_a_damaged_catalogue_says_so(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"empty|corrupt"):
        opened(data, url=HOME)


def test_addresses_that_are_none_of_the_web_lead_nowhere() -> None:
    links = link(ACQUIRE, "application/epub+zip", "file:///etc/passwd")
    article = opened(atom(book("甲", links)), url=HOME)
    assert article.entries[0].url == ""
    assert opened(atom(book("甲", link(ACQUIRE, "application/epub+zip", "1.epub")))).entries[0].url == ""
