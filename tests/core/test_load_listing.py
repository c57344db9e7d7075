"""Lists as blocks, and XML from strangers."""

from datetime import UTC, datetime

import pytest

from gxreader.errors import Unreadable
from gxreader.load.listing import blocks_of
from gxreader.load.markup.xml import local_name, parse_xml, text_within
from gxreader.model.article import ListBlock, Paragraph, plain
from gxreader.model.site import Entry, Paging

MAY = datetime(2024, 5, 1, 8, 30, tzinfo=UTC)
TREES = Entry(title="树", url="https://a.example/1", published=MAY, author="韦老师", summary="村口的树。")


def texts(item_blocks: tuple[object, ...]) -> list[str]:
    return [plain(block.runs) for block in item_blocks if isinstance(block, Paragraph)]


def test_each_entry_is_a_link_with_its_facts_beneath() -> None:
    (listed,) = blocks_of([TREES, Entry(title="水", url="https://a.example/2")], None, "zh")
    assert isinstance(listed, ListBlock)
    assert listed.ordered
    assert texts(listed.items[0].blocks) == ["树", "2024年5月1日 · 韦老师 — 村口的树。"]
    assert texts(listed.items[1].blocks) == ["水"]
    first = listed.items[0].blocks[0]
    assert isinstance(first, Paragraph)
    assert first.runs[0].link == "https://a.example/1"


def test_dates_and_pages_are_in_the_readers_language() -> None:
    paging = Paging(number=2, previous="https://a.example/p1", following="https://a.example/p3")
    listed, ways = blocks_of([TREES], paging, "en")
    assert isinstance(listed, ListBlock)
    assert texts(listed.items[0].blocks)[1].startswith("1 May 2024 · ")
    assert isinstance(ways, Paragraph)
    assert plain(ways.runs) == "Previous page  Next page"
    assert [run.link for run in ways.runs if run.link] == [paging.previous, paging.following]


def test_only_the_pages_that_are_there_are_offered() -> None:
    _, ways = blocks_of([TREES], Paging(following="https://a.example/p2"), "zh")
    assert isinstance(ways, Paragraph)
    assert plain(ways.runs) == "下一页"
    assert blocks_of([], Paging(number=1, count=1), "zh") == ()


def test_an_entry_without_a_title_can_still_be_chosen() -> None:
    (listed,) = blocks_of([Entry(title="", url="https://a.example/9")], None, "zh")
    assert isinstance(listed, ListBlock)
    assert texts(listed.items[0].blocks) == ["（无标题）"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "big5"])
def test_xml_is_read_in_the_encoding_it_names(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><a><b>村口的老樹下有一張書桌</b></a>'
    assert text_within(parse_xml(text.encode(encoding))) == "村口的老樹下有一張書桌"


def test_entities_of_html_and_short_ones_of_its_own_become_characters() -> None:
    root = parse_xml(
        b'<!DOCTYPE a [<!ENTITY tree "lychee &#x6811;">]><a t="&tree;">1&nbsp;&tree;&lt;b&amp;</a>'
    )
    assert root.text == "1\u00a0lychee 树<b&"
    assert root.get("t") == "lychee 树"
    assert parse_xml(b"<a>&unknown; stays</a>").text == "&unknown; stays"


def test_an_entity_from_elsewhere_is_not_read(tmp_path: object) -> None:
    secret = f"{tmp_path}/secret.txt"
    with open(secret, "w", encoding="utf-8") as file:  # noqa: PTH123 - a plain path, as an entity names it
        file.write("canary")
    for source in (f'SYSTEM "file://{secret}"', f'PUBLIC "x" "file://{secret}"'):
        root = parse_xml(f"<!DOCTYPE a [<!ENTITY x {source}>]><a>&x;</a>".encode())
        assert "canary" not in "".join(root.itertext())
    root = parse_xml(f'<!DOCTYPE a [<!ENTITY % p SYSTEM "file://{secret}"> %p;]><a>b</a>'.encode())
    assert root.text == "b"


def test_laughs_do_not_multiply() -> None:
    names = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
    root = parse_xml(f'<!DOCTYPE a [<!ENTITY l0 "ha">{"".join(names)}]><a>&l9;</a>'.encode())
    assert root.text == "&l9;"
    with pytest.raises(Unreadable, match="too-complex"):
        parse_xml(f'<!DOCTYPE a [<!ENTITY q "{"ha" * 50}">]><a>{"&q;" * 11_000}</a>'.encode())


def test_what_is_too_deep_or_too_large_is_refused() -> None:
    with pytest.raises(Unreadable, match="too-complex"):
        parse_xml(b"<a>" * 240 + b"text" + b"</a>" * 240)
    with pytest.raises(Unreadable, match="too-complex"):
        parse_xml(b"<a>" + b"<" * 4_600_000)


@pytest.mark.parametrize("data", [b"hello there", b"<", b"<!-- only -->"])
def test_what_is_no_xml_says_so(data: bytes) -> None:
    with pytest.raises(Unreadable, match="corrupt"):
        parse_xml(data)


def test_badly_formed_xml_is_read_as_far_as_it_makes_sense() -> None:
    root = parse_xml(
        b"\xef\xbb\xbf\n<?xml version='1.0'?><!-- c --><a><b>fish & chips<br></b><c>tea\x0b</c></a>"
    )
    assert [local_name(child) for child in root.iter()][:2] == ["a", "b"]
    assert "tea" in "".join(root.itertext())
