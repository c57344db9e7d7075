"""Shapes of pages that are common on the web, each in little, with words of our own."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from gxreader.load.adapters import general
from gxreader.load.markup.page import parse_page
from gxreader.model.article import Article, Code, Heading, ListBlock, Paragraph, Picture, Table, plain
from gxreader.model.units import Units

ZH = "清早的河堤上，几位老人正在打太极拳，卖豆浆的推车冒着热气。"
EN = "The morning market opens at six, and the first buses bring people from the villages along the river. "
CHINA = timezone(timedelta(hours=8))


def opened(markup: str, url: str = "https://news.example/a.html") -> Article:
    parsed = general.read(parse_page(markup, url=url))
    assert parsed is not None
    return parsed.article


def told(article: Article) -> str:
    return "\n".join(unit.text for unit in Units(article))


def headings(article: Article) -> list[str]:
    return [plain(block.runs) for block in article.blocks if isinstance(block, Heading)]


def test_a_public_accounts_article_that_a_script_would_show() -> None:
    article = opened(
        f"""<html><head><meta property="og:title" content="江边的灯"><title></title>
        <meta property="og:article:author" content="陆小满"></head>
        <body id="activity-detail"><div id="js_article"><div id="img-content">
        <h1 class="rich_media_title">江边的灯</h1><div class="rich_media_meta_list">
        <span class="rich_media_meta">陆小满</span><span class="rich_media_meta"><a id="js_name">邕江夜话</a></span>
        <em id="publish_time">2026-01-05 19:30</em></div>
        <div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">
        <section><section><p><span>{ZH * 3}</span></p></section>
        <section><img data-src="https://pictures.example/a.png" src="data:image/gif;base64,R0lGOD"></section>
        <section><p><strong>一、灯亮了</strong></p><p>{ZH * 2}</p></section></section></div></div></div>
        <div id="js_pc_qr_code">微信扫一扫 关注该公众号</div></body></html>"""
    )
    assert (article.title, article.author, article.source) == ("江边的灯", "陆小满", "邕江夜话")
    assert article.published == datetime(2026, 1, 5, 19, 30, tzinfo=CHINA)
    assert [type(block) for block in article.blocks] == [Paragraph, Picture, Heading, Paragraph]
    assert ZH * 3 in told(article)
    assert "扫一扫" not in told(article)


def test_what_is_hidden_beside_an_article_stays_hidden() -> None:
    article = opened(
        f"""<html><head><title>河堤</title></head><body><h1>河堤</h1><div class="content"><p>{ZH * 4}</p></div>
        <div style="display:none"><p>{"窗口里的话，平时看不见。" * 5}</p></div></body></html>"""
    )
    assert "平时看不见" not in told(article)


def test_a_hidden_dialog_longer_than_the_article_stays_hidden() -> None:
    article = opened(
        f"""<html><head><title>河堤</title></head><body><h1>河堤</h1><div class="content"><p>{ZH * 4}</p></div>
        <div class="login-dialog" style="display:none"><p>{"登录窗口里的话，平时看不见。" * 40}</p></div></body></html>"""
    )
    assert ZH * 4 in told(article)
    assert "平时看不见" not in told(article)


def test_a_blog_with_its_site_as_first_heading_and_comments_longer_than_the_post() -> None:
    comments = "".join(f'<div class="comment"><p>{EN * 2} says reader {n}</p></div>' for n in range(6))
    article = opened(
        f"""<html lang=en><head><title>A Walk Along the River &#8211; Hill Notes</title>
        <meta property="article:published_time" content="2025-04-03T07:20:00+00:00"></head><body>
        <header><h1 class="site-title"><a href="/">Hill Notes</a></h1></header><main><article class="post">
        <h2 class="entry-title">A Walk Along the River</h2>
        <div class="entry-meta">Posted by <span class="author vcard"><a href="/m">Mara Lind</a></span></div>
        <div class="entry-content"><p>{EN * 3}</p><h3>What to bring</h3>
        <ul><li>A hat</li><li>Two bottles of water</li><li>Some <a href="/bread">bread</a></li></ul>
        <figure><img src="/r.jpg" alt="A river"><figcaption>The river at dawn</figcaption></figure>
        <p>{EN * 3}</p><pre><code>km = 12</code></pre></div></article>
        <div id="comments">{comments}</div></main></body></html>"""
    )
    assert (article.title, article.author) == ("A Walk Along the River", "Mara Lind")
    assert article.published == datetime(2025, 4, 3, 7, 20, tzinfo=UTC)
    assert headings(article) == ["What to bring"]
    assert "says reader" not in told(article)
    kinds = [type(block) for block in article.blocks]
    assert kinds == [Paragraph, Heading, ListBlock, Picture, Paragraph, Code]


def test_a_page_that_is_a_list_keeps_it_and_leaves_the_one_beside_it() -> None:
    things = ("老花镜", "水杯", "钥匙", "药盒", "雨伞", "手机", "零钱", "纸巾", "帽子", "身份证")
    items = "".join(f"<li>带好{thing}，放在随手能拿到的地方。</li>" for thing in things)
    hot = "".join(f'<li><a href="/{n}.html">热门文章第{n}篇讲的是别的事</a></li>' for n in range(10))
    article = opened(
        f"""<html><head><title>十件要带的东西 - 老友生活网</title></head><body><div class="main">
        <h1>十件要带的东西</h1><p class="info">2026-03-01 来源：老友生活网 作者：韦春花</p>
        <div class="text"><p>出门前看一看：</p><ol>{items}</ol></div></div>
        <div class="hot"><h3>热门文章</h3><ul>{hot}</ul></div></body></html>"""
    )
    lists = [block for block in article.blocks if isinstance(block, ListBlock)]
    assert [len(block.items) for block in lists] == [10]
    assert (article.source, article.author) == ("老友生活网", "韦春花")
    assert "别的事" not in told(article)


def test_a_page_of_documentation_has_no_signs_in_its_headings_and_keeps_lists_in_lists() -> None:
    article = opened(
        f"""<html lang=en><head><title>Installing &mdash; Pump 2.1 documentation</title></head><body>
        <div class="document"><div class="body" role="main">
        <h1>Installing<a class="headerlink" href="#i" title="Permalink">¶</a></h1><p>{EN}</p>
        <h2><a class="anchor" href="#p"></a>From packages</h2><p>{EN}</p><pre>pump install</pre>
        <h2>Section <a href="#s">four</a></h2><dl><dt>speed</dt><dd>How fast it runs.</dd></dl>
        <ul><li>one<ul><li>inner one</li></ul></li><li>two</li></ul></div></div></body></html>"""
    )
    assert article.title == "Installing"
    assert headings(article) == ["From packages", "Section four"]
    assert "inner one" in told(article)
    assert "How fast it runs." in told(article)


def test_a_japanese_page_names_its_hour() -> None:
    article = opened(
        f"""<html lang=ja><head><title>朝の市場、にぎわう｜川辺新聞</title></head><body>
        <header><h1><a href="/">川辺新聞</a></h1></header><article><h1>朝の市場、にぎわう</h1>
        <p class="time">2026年2月1日 6時05分</p><p>{"川沿いの市場には、朝早くから大勢の人が集まった。" * 4}</p>
        </article></body></html>"""
    )
    assert article.title == "朝の市場、にぎわう"
    assert (article.source, article.author) == ("", "")
    assert article.published is not None
    assert (article.published.hour, article.published.minute) == (6, 5)


def test_an_encyclopedia_keeps_its_table_and_sections_without_contents_and_edit_links() -> None:
    article = opened(
        f"""<html lang=zh><head><title>青石桥 - 桂地百科</title></head><body><div id="content" class="mw-body">
        <h1 id="firstHeading">青石桥</h1><div id="mw-content-text"><div class="mw-parser-output">
        <table class="infobox"><tr><th>类型</th><td>石拱桥</td></tr><tr><th>建成</th><td>1786年</td></tr></table>
        <p><b>青石桥</b>位于<a href="/w">龙江镇</a>，{ZH * 3}</p>
        <div id="toc" class="toc"><h2>目录</h2><ul><li><a href="#1">1 历史</a></li></ul></div>
        <h2><span id="1">历史</span><span class="mw-editsection">[<a href="/e">编辑</a>]</span></h2><p>{ZH * 3}</p>
        <ul><li>1820年重修桥面</li><li>1956年加固桥墩</li></ul></div></div></div></body></html>"""
    )
    assert headings(article) == ["历史"]
    assert [len(block.rows) for block in article.blocks if isinstance(block, Table)] == [2]
    assert "1956年加固桥墩" in told(article)


def test_pictures_that_come_late_are_found_once_each() -> None:
    article = opened(
        f"""<html lang=en><head><title>Ten birds of the marsh</title></head><body><article>
        <h1>Ten birds of the marsh</h1><p>{EN * 2}</p>
        <picture><source srcset="/small.webp 1x, /big.webp 2x" type="image/webp">
        <img src="data:image/svg+xml;base64,PHN2Zy8+" data-src="/bird.jpg" alt="A heron"></picture><p>{EN * 2}</p>
        <img class=lazy src="/blank.gif" data-original="/duck.jpg" alt="A duck">
        <noscript><img src="/duck.jpg" alt="A duck"></noscript><p>{EN}</p>
        <figure><div><img src="/owl.jpg" alt=""></div><figcaption>An owl. <small>Photo: Ida Moor</small></figcaption>
        </figure></article></body></html>"""
    )
    pictures = [block for block in article.blocks if isinstance(block, Picture)]
    assert [block.url.rpartition("/")[2] for block in pictures] == ["bird.jpg", "duck.jpg", "owl.jpg"]
    assert plain(pictures[2].caption) == "An owl. Photo: Ida Moor"


@pytest.mark.parametrize("names", [("Ann Lee",), ("Ann Lee", "Bo Fox")])
def test_an_author_is_one_who_is_marked_alone(names: tuple[str, ...]) -> None:
    marked = "".join(f'<a rel="author" href="/{name}">By {name}</a>' for name in names)
    article = opened(
        f"""<html lang=en><head><title>Bread</title></head><body><article><h1>Bread and rivers</h1>
        <p>{EN * 4}</p></article><div>{marked}</div></body></html>"""
    )
    assert article.author == (names[0] if len(names) == 1 else "")


@pytest.mark.parametrize("before", ["", "<meta charset=utf-8>", "<meta charset=utf-8><title>石桥</title>"])
def test_a_page_may_leave_out_the_tags_of_its_head_and_body(before: str) -> None:
    article = opened(
        f"<!doctype html>{before}<article><h1>石桥修好了</h1><p>{ZH * 2}</p><p>{ZH}</p></article>"
    )
    assert article.title == "石桥修好了"
    assert told(article).split("\n")[-2:] == [ZH * 2, ZH]


def test_nothing_of_such_a_page_changes_its_place() -> None:
    page = parse_page("<title>石桥</title><section><p>一</p></section>二<p>三</p><main><p>四</p></main>五")
    assert "".join("".join(page.root.itertext()).split()) == "石桥一二三四五"
    assert [child.tag for child in page.root] == ["head", "body"]
