"""Feeds of every kind open as lists of articles, or as texts where nothing has a link."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from gxreader.errors import Unreadable
from gxreader.load.markup.fragment import shortened, without_markup
from gxreader.model.article import Heading, ListBlock
from gxreader.model.site import Entry, Paging
from tests.core.books import headings, opened, words

FEED = "https://garden.example/feed.xml"
CHINA = timezone(timedelta(hours=8))

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>慢园子</title><link>https://garden.example/</link>
<description>&lt;p&gt;种菜的人写的。&lt;/p&gt;</description><language>zh-CN</language>
<atom:link rel="next" href="feed.xml?page=2"/>
<item><title>枇杷 &amp;amp; 荔枝</title><link>/posts/1</link>
<pubDate>Wed, 01 May 2024 08:30:00 +0800</pubDate>
<author>wei@garden.example (韦青山)</author>
<description>&lt;p&gt;枇杷&lt;b&gt;熟&lt;/b&gt;了。&lt;/p&gt;</description>
<media:thumbnail url="/p/1.jpg"/></item>
<item><title>没有网址的一篇</title><description>短</description>
<content:encoded>&lt;p&gt;第一段。&lt;/p&gt;&lt;ul&gt;&lt;li&gt;浇水&lt;/li&gt;&lt;/ul&gt;</content:encoded></item>
<item><description>连题目也没有，只有一句话。</description><link>https://garden.example/3</link>
<enclosure url="https://garden.example/3.png" type="image/png" length="3"/></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title type="html">Slow &lt;i&gt;Garden&lt;/i&gt;</title>
<link rel="self" href="https://garden.example/atom"/><link rel="prev" href="/atom?p=1"/>
<author><name>Ann Lee</name></author>
<updated>2024-05-02T10:00:00Z</updated><entry><title>Mint</title><link href="notes/mint"/>
<published>2024-05-01T09:00:00-05:00</published>
<author><name>Bo Reed</name></author><author><name>Cy Moss</name></author>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Mint wants <em>water</em>.</p></div></content>
</entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old Garden</title><link>https://old.example/</link>
</channel><item rdf:about="y"><title>Beans</title><link>https://old.example/beans</link>
<dc:creator>Dee</dc:creator>
<dc:date>2003-04-05T06:07:08Z</dc:date>
<description>They climb.</description></item></rdf:RDF>"""

OPML = """<opml version="2.0"><head><title>我的订阅</title><ownerName>韦青山</ownerName></head><body>
<outline text="园艺"><outline text="慢园子" type="rss"
xmlUrl="https://garden.example/feed.xml" description="种菜"/></outline>
<outline text="网站" htmlUrl="https://page.example/"/><outline text="一句话"/></body></opml>"""


def entry(data: str, number: int = 0, url: str = FEED) -> Entry:
    return opened(data.encode(), url=url).entries[number]


def test_a_feed_is_a_list_of_links_with_their_facts() -> None:
    article = opened(RSS.encode(), url=FEED)
    assert (article.title, article.site, article.language) == ("慢园子", "慢园子", "zh-CN")
    assert article.summary == "种菜的人写的。"
    assert article.paging == Paging(following="https://garden.example/feed.xml?page=2")
    assert article.entries[0] == Entry(
        title="枇杷 & 荔枝",
        url="https://garden.example/posts/1",
        published=datetime(2024, 5, 1, 8, 30, tzinfo=CHINA),
        author="韦青山",
        summary="枇杷熟了。",
        picture="https://garden.example/p/1.jpg",
    )
    listed = article.blocks[0]
    assert isinstance(listed, ListBlock)
    assert len(listed.items) == 3
    assert "2024年5月1日 · 韦青山 — 枇杷熟了。" in words(article)
    assert "下一页" in words(article)


def test_an_entry_without_a_link_is_told_beneath_the_list_in_full() -> None:
    article = opened(RSS.encode(), url=FEED)
    assert headings(article) == ["没有网址的一篇"]
    assert words(article).endswith("没有网址的一篇\n第一段。\n浇水")


def test_an_entry_without_a_title_is_called_by_its_first_words() -> None:
    third = entry(RSS, 2)
    assert (third.title, third.summary) == ("连题目也没有，只有一句话。", "")
    assert third.picture == "https://garden.example/3.png"


def test_atom_has_zones_and_several_authors_and_markup() -> None:
    article = opened(ATOM.encode(), url=FEED, language="en")
    mint = article.entries[0]
    assert (article.title, article.author, article.language) == ("Slow Garden", "Ann Lee", "en")
    assert article.modified == datetime(2024, 5, 2, 10, tzinfo=UTC)
    assert (mint.url, mint.author) == ("https://garden.example/notes/mint", "Bo Reed, Cy Moss")
    assert mint.published is not None
    assert mint.published.isoformat() == "2024-05-01T09:00:00-05:00"
    assert mint.summary == "Mint wants water."
    assert article.paging == Paging(previous="https://garden.example/atom?p=1")
    assert words(article).endswith("Previous page")


def test_rdf_is_read_too() -> None:
    beans = entry(RDF)
    assert (beans.title, beans.author, beans.url) == ("Beans", "Dee", "https://old.example/beans")
    assert beans.published == datetime(2003, 4, 5, 6, 7, 8, tzinfo=UTC)


def test_a_time_without_a_zone_is_chinas_in_a_chinese_feed() -> None:
    local = RSS.replace("Wed, 01 May 2024 08:30:00 +0800", "2024-05-01 08:30:00")
    assert entry(local).published == datetime(2024, 5, 1, 8, 30, tzinfo=CHINA)
    broken = RSS.replace("Wed, 01 May 2024 08:30:00 +0800", "someday soon")
    assert entry(broken).published is None


def test_a_feed_of_a_file_starts_from_its_site() -> None:
    article = opened(RSS.encode())
    assert article.entries[0].url == "https://garden.example/posts/1"
    nowhere = RSS.replace("<link>https://garden.example/</link>", "")
    assert opened(nowhere.encode()).entries[0].url == ""


def test_a_feed_without_any_link_is_a_text() -> None:
    day = "<item><title>第{0}天</title><description>&lt;p&gt;第{0}天下雨。&lt;/p&gt;</description></item>"
    items = day.format(1) + day.format(2)
    article = opened(f"<rss version='2.0'><channel><title>雨日记</title>{items}</channel></rss>".encode())
    assert not any(isinstance(block, ListBlock) for block in article.blocks)
    assert words(article) == "第1天\n第1天下雨。\n第2天\n第2天下雨。"


@pytest.mark.parametrize("encoding", ["gb2312", "utf-16", "big5"])
def test_feeds_come_in_the_encoding_they_name(encoding: str) -> None:
    text = RDF.replace("Beans", "豆子").replace(
        "<rdf:RDF", f'<?xml version="1.0" encoding="{encoding}"?><rdf:RDF'
    )
    assert opened(text.encode(encoding)).entries[0].title == "豆子"


def test_badly_formed_feeds_are_read_as_far_as_they_go() -> None:
    broken = RSS.replace("</channel></rss>", "<item><title>fish & chips<link>https://x.example/f")
    assert "枇杷 & 荔枝" in words(opened(broken.encode(), url=FEED))


def json_feed(**fields: object) -> bytes:
    whole = {"version": "https://jsonfeed.org/version/1.1", "title": "慢园子", "items": []} | fields
    return json.dumps(whole, ensure_ascii=False).encode()


def test_json_feed() -> None:
    items = [
        {"id": "1", "url": "/1", "title": "枇杷", "content_html": "<p>熟<b>了</b>。</p>", "image": "/1.jpg",
         "date_published": "2024-05-01T08:30:00+08:00", "authors": [{"name": "韦青山"}, {"name": "覃小河"}]},
        {"id": 2, "title": "只有文字", "content_text": "第一行\n第二行 <不是标签>"},
        {"id": "https://garden.example/3", "summary": 7, "content_text": "没有题目", "authors": "bad"},
        "not an object",
    ]  # fmt: skip
    data = json_feed(
        items=items, next_url="?p=2", author={"name": "园丁"}, language="zh-CN", description="种菜"
    )
    article = opened(data, url="https://garden.example/feed.json")
    assert (article.title, article.author, article.summary) == ("慢园子", "园丁", "种菜")
    first, second, third = article.entries
    assert (first.url, first.author, first.summary) == (
        "https://garden.example/1",
        "韦青山、覃小河",
        "熟了。",
    )
    assert first.published == datetime(2024, 5, 1, 8, 30, tzinfo=CHINA)
    assert first.picture == "https://garden.example/1.jpg"
    assert (second.url, third.url) == ("", "https://garden.example/3")
    assert words(article).endswith("只有文字\n第一行\n第二行 <不是标签>")
    assert article.paging == Paging(following="https://garden.example/feed.json?p=2")


def test_opml_is_a_list_of_feeds() -> None:
    article = opened(OPML.encode())
    assert (article.title, article.author) == ("我的订阅", "韦青山")
    kinds = [(one.title, one.kind, one.url, one.summary) for one in article.entries]
    assert kinds == [
        ("慢园子", "list", "https://garden.example/feed.xml", "园艺 — 种菜"),
        ("网站", "article", "https://page.example/", ""),
        ("一句话", "article", "", ""),
    ]
    assert any(isinstance(block, Heading) for block in article.blocks) is False


def test_a_feed_with_nothing_in_it_yet_says_so() -> None:
    article = opened("<rss version='2.0'><channel><title>慢园子</title></channel></rss>".encode())
    assert (article.title, words(article)) == ("慢园子", "这里现在还没有文章。")
    with pytest.raises(Unreadable, match=r"empty|corrupt"):
        opened(b"<rss version='2.0'><channel></channel></rss>")


@pytest.mark.parametrize(
    "data",
    [
        b'{"version": "https://jsonfeed.org/version/1", "items": [',
        b'{"version": "https://jsonfeed.org/version/1", "items": "\xff\xfe"}',
        b"<rss><<<<",
    ],
)
def test_damaged_feeds_say_so(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"corrupt|empty"):
        opened(data)


def test_nothing_is_fetched_and_no_file_is_read(tmp_path: object) -> None:
    secret = f"{tmp_path}/secret.txt"
    with open(secret, "w", encoding="utf-8") as file:  # noqa: PTH123 - a plain path, as an entity names it
        file.write("canary")
    for prologue in (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>',
        f'<!DOCTYPE rss [<!ENTITY % p SYSTEM "file://{secret}"> %p;]>',
    ):
        article = opened((prologue + RSS.partition("?>")[2].replace("慢园子", "慢&x;")).encode())
        assert "canary" not in article.title + words(article)
    links = RSS.replace("/posts/1", f"file://{secret}").replace(
        "https://garden.example/3<", "javascript:alert(1)<"
    )
    assert [one.url for one in opened(links.encode(), url=FEED).entries] == ["", "", ""]


def test_laughs_do_not_multiply() -> None:
    names = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughing = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{names}]>' + RSS.partition("?>")[2].replace(
        "慢园子", "慢&l9;"
    )
    assert len(opened(laughing.encode()).title) < 100


def test_long_summaries_are_cut_after_a_sentence() -> None:
    assert shortened("一句话。" * 100, 300) == "一句话。" * 74 + "…"
    assert shortened("word " * 100, 50) == "word " * 9 + "word…"
    assert shortened("x" * 20, 10) == "x" * 10 + "…"
    assert without_markup("<p>a</p><p>b<script>x</script></p>&amp;c") == "a b &c"


def test_json_feed_is_known_with_its_version_behind_a_long_list() -> None:
    whole = json.loads(json_feed(items=[{"id": str(n), "content_text": "字" * 500} for n in range(40)]))
    version = whole.pop("version")
    whole = {"home_page_url": "https://garden.example/"} | whole | {"version": version}
    assert len(opened(json.dumps(whole).encode()).entries) == 40
