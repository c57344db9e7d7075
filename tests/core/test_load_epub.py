"""EPUB books: their chapters in reading order, what stands in them, and the ones that cannot be opened."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from gxreader.errors import Unreadable
from gxreader.load.parsing.pictures import paint
from gxreader.load.parsing.source import Source
from gxreader.model.article import Heading, ListBlock, Paragraph, Picture, Run, Table, plain
from tests.core.books import (
    CONTAINER,
    LONG,
    METADATA,
    SENTENCE,
    Told,
    book,
    entry,
    headings,
    nav,
    opened,
    package,
    packed,
    page,
    pictures,
    words,
)

ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
    'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="{0}"/>'
    '<enc:CipherData><enc:CipherReference URI="{1}"/></enc:CipherData></enc:EncryptedData></encryption>'
)


def titles(article: object) -> list[str]:
    return [part.title for part in article.parts]  # type: ignore[attr-defined]  # the loader's fakes have no types


def keys(article: object) -> list[str]:
    return [notice.key for notice in article.warnings]  # type: ignore[attr-defined]  # of whatever was made


def png() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 30, 30)).save(data, "PNG")
    return data.getvalue()


# The frame


def test_metadata_become_the_header() -> None:
    article = opened(
        book(
            {"a.xhtml": page(f"<p>{SENTENCE}</p>")},
            metadata="""
                <dc:title id="s">——一本慢书</dc:title><dc:title id="m">院子里的四季</dc:title>
                <meta refines="#m" property="title-type">main</meta>
                <meta refines="#s" property="title-type">subtitle</meta>
                <dc:creator id="c1">韦青山</dc:creator><dc:creator id="c2">覃小河</dc:creator>
                <dc:creator id="c3">莫画家</dc:creator><meta refines="#c3" property="role">ill</meta>
                <dc:publisher>山水书社</dc:publisher><dc:date>2021-03-04</dc:date><dc:language>zh-CN</dc:language>
                <dc:description>&lt;p&gt;写四季，&lt;b&gt;也写人&lt;/b&gt;。&lt;/p&gt;&lt;p&gt;共四章。&lt;/p&gt;</dc:description>
                <dc:subject>散文</dc:subject><dc:subject>乡村；四季</dc:subject>
                <meta property="dcterms:modified">2022-05-06T07:08:09Z</meta>""",
        )
    )
    assert (article.title, article.subtitle) == ("院子里的四季", "——一本慢书")
    assert article.author == "韦青山、覃小河"
    assert (article.source, article.language) == ("山水书社", "zh-CN")
    assert article.published is not None
    assert article.published.isoformat() == "2021-03-04T00:00:00+08:00"
    assert article.modified == datetime(2022, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert article.summary == "写四季，也写人。 共四章。"
    assert article.keywords == ("散文", "乡村", "四季")


def test_an_old_book_names_roles_and_events_in_attributes() -> None:
    article = opened(
        book(
            {"a.xhtml": page("<p>One quiet morning the kettle sang and the cat slept on the sill.</p>")},
            metadata="""<dc-metadata><dc:title>The Kettle</dc:title>
                <dc:creator opf:role="aut">Ann Lee</dc:creator><dc:creator opf:role="aut">Bo Reed</dc:creator>
                <dc:creator opf:role="trl">Cy Moss</dc:creator>
                <dc:date opf:event="modification">2020-01-01</dc:date>
                <dc:date opf:event="publication">2010-02-03</dc:date></dc-metadata>""",
        )
    )
    assert article.author == "Ann Lee, Bo Reed"
    assert article.published == datetime(2010, 2, 3, tzinfo=UTC)
    assert article.language == "en"  # the text tells where the book does not


def test_a_book_without_a_title_has_its_files_name() -> None:
    assert opened(book({"a.xhtml": page(f"<p>{SENTENCE}</p>")}, metadata="")).title == "无名"


def test_texts_come_in_the_order_of_the_spine_and_those_beside_it_last() -> None:
    files = {name: page(f"<h1>{name[0]}</h1>{LONG}") for name in ("a.xhtml", "b.xhtml", "c.xhtml", "d.xhtml")}
    spine = '<itemref idref="i2"/><itemref idref="i3" linear="no"/><itemref idref="i0"/><itemref idref="i1"/>'
    article = opened(book(files, spine=spine + '<itemref idref="i0"/>'))
    assert headings(article) == ["c", "a", "b", "d"]


def test_a_text_that_only_links_lead_to_is_not_lost() -> None:
    files = {
        "a.xhtml": page(f'<h1>甲</h1>{LONG}<p><a href="b.xhtml#x">答案</a></p>'),
        "b.xhtml": page("<h1>答案</h1><p>枇杷在五月熟。</p>"),
        "c.xhtml": page("<p>没有人提到的草稿。</p>"),
    }
    article = opened(book(files, spine='<itemref idref="i0"/>'))
    assert headings(article) == ["甲", "答案"]
    assert "草稿" not in words(article)
    assert all(not run.link for block in article.blocks if isinstance(block, Paragraph) for run in block.runs)


@pytest.mark.parametrize(
    ("name", "href"),
    [
        ("春 天.xhtml", "%E6%98%A5%20%E5%A4%A9.xhtml"),
        ("Text/A.XHTML", "text/a.xhtml"),
        ("a.xhtml", "/OEBPS/a.xhtml"),
    ],
)
def test_files_are_found_however_they_are_written(name: str, href: str) -> None:
    frame = package(["x.xhtml"]).replace('href="x.xhtml"', f'href="{href}"')
    files = {"META-INF/container.xml": CONTAINER.format("OEBPS/b.opf"), "OEBPS/b.opf": frame}
    assert SENTENCE in words(opened(packed(files | {f"OEBPS/{name}": page(f"<p>{SENTENCE}</p>")})))


def test_of_several_package_documents_the_first_that_can_be_read_is() -> None:
    container = CONTAINER.format("gone.opf").replace(
        "</rootfiles>", '<rootfile full-path="broken.opf"/><rootfile full-path="b.opf"/></rootfiles>'
    )
    files = {"broken.opf": "no xml", "b.opf": package(["a.xhtml"]), "a.xhtml": page(f"<p>{SENTENCE}</p>")}
    assert SENTENCE in words(opened(packed({"META-INF/container.xml": container} | files)))


def test_a_package_document_with_a_mark_and_without_namespaces_is_read() -> None:
    frame = package(["a.xhtml"]).replace('xmlns="http://www.idpf.org/2007/opf" ', "")
    files = {"mimetype": "application/epub+zip", "a.xhtml": page(f"<p>{SENTENCE}</p>")}
    article = opened(packed(files | {"b.opf": "\ufeff" + frame}))
    assert article.title == "院子里的四季"


# Chapters


def test_the_contents_name_the_parts() -> None:
    inner = entry("小满", "b.xhtml#xm")
    contents = nav(entry("春", "a.xhtml") + entry("夏", "b.xhtml", inner) + entry("秋", "b.xhtml#qiu"))
    files = {
        "nav.xhtml": contents,
        "a.xhtml": page(f"<h2>春天来了</h2>{LONG}"),
        "b.xhtml": page(f'<h2>夏</h2>{LONG}<h3 id="xm">小满</h3>{LONG}<div id="qiu"><h2>秋</h2>{LONG}</div>'),
        "c.xhtml": page(f"<p>接着说秋天。</p>{LONG}"),
    }
    article = opened(book(files, properties={"nav.xhtml": "nav"}))
    assert titles(article) == ["春", "夏", "小满", "秋"]
    starts = [article.blocks[part.start] for part in article.parts]
    assert all(isinstance(block, Heading) for block in starts)
    assert plain(starts[2].runs) == "小满"  # type: ignore[union-attr]  # it is a paragraph
    assert article.parts[-1].stop == len(article.blocks)
    assert "接着说秋天" in words(article)
    assert "\ufdd0" not in words(article)


def test_an_old_table_of_contents_names_them_too() -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>卷一</text></navLabel>'
        '<content src="a.xhtml"/><navPoint><navLabel><text>第一章 树</text></navLabel>'
        '<content src="a.xhtml#c1"/></navPoint></navPoint></navMap></ncx>'
    )
    body = f'<p>题记</p>{LONG}<p class="big" id="c1"><b>第一章</b></p><p>树</p>{LONG}'
    article = opened(book({"toc.ncx": ncx, "a.xhtml": page(body)}))
    assert titles(article) == ["卷一", "第一章 树"]
    assert headings(article) == ["卷一", "第一章\n树"]  # lines that only look like headings become one


@pytest.mark.parametrize(
    "place",
    [
        '<table id="p"><tr><th>月</th><th>雨</th></tr><tr><td>一</td><td>少</td></tr></table>',
        '<table><tr id="p"><th>月</th><th>雨</th></tr><tr><td>一</td><td>少</td></tr></table>',
        '<ul id="p"><li>枇杷</li><li>荔枝</li></ul>',
        '<ul><li id="p">枇杷</li><li>荔枝</li></ul>',
        '<p><ruby id="p">枇<rt>pí</rt></ruby>杷</p>',
        '<p><img id="p" src="p.png" alt="一棵树"/></p>',
        '<a id="p"/><p>空锚</p>',
        '<p><a name="p"/>旧锚</p>',
        '<blockquote id="p"><p>引文</p></blockquote>',
        '<pre id="p">代码</pre>',
    ],
)
def test_a_place_of_the_contents_may_be_anything(place: str) -> None:
    files = {
        "nav.xhtml": nav(entry("前", "a.xhtml") + entry("后", "a.xhtml#p")),
        "a.xhtml": page(f"<h1>前</h1>{LONG}{place}{LONG}"),
        "p.png": png(),
    }
    article = opened(book(files, properties={"nav.xhtml": "nav"}))
    assert titles(article) == ["前", "后"]
    assert article.parts[1].start == 13  # a heading and twelve paragraphs before it
    assert "\ufdd0" not in words(article)
    assert "\ufdd1" not in words(article)
    bare = opened(book({"a.xhtml": page(f"<h1>前</h1>{LONG}{place}{LONG}"), "p.png": png()}))
    assert [block for block in article.blocks if block != Heading((Run("后"),), 1)] == list(bare.blocks)


def test_without_contents_headings_divide() -> None:
    files = {
        "a.xhtml": page(f"<h1>第一章 晨</h1>{LONG}"),
        "b.xhtml": page(f"<p>还是早晨。</p>{LONG}"),
        "c.xhtml": page(f"<p>第二章 午</p>{LONG}"),
    }
    article = opened(book(files))
    assert titles(article) == ["第一章 晨", "第二章 午"]


def test_the_beginning_is_told_once_and_stays_as_it_is() -> None:
    files = {f"c{number}.xhtml": page(f"<h1>第{number}章</h1>{LONG}") for number in range(1, 6)}
    told = Told()
    article = opened(book(files), told)
    (beginning,) = told.beginnings
    assert beginning.title == article.title
    assert beginning.parts == article.parts[:1]
    assert beginning.blocks == article.blocks[: len(beginning.blocks)]
    assert told.steps == [(number, 5) for number in range(1, 6)]


def test_a_very_long_chapter_is_divided_and_its_long_lines_too() -> None:
    long = "".join(f"<p>{number} {SENTENCE * 5}</p>" for number in range(400))
    files = {"a.xhtml": page(f"<h1>长</h1>{long}<p>{'x' * 1500}</p>"), "b.xhtml": page(f"<h1>短</h1>{LONG}")}
    article = opened(book(files))
    assert titles(article)[0] == "长"
    assert titles(article)[-1] == "短"
    assert len(article.parts) > 3
    assert keys(article) == ["load.long-lines"]


# What stands in a text


def test_pictures_are_named_by_their_place_in_the_book_and_can_be_painted() -> None:
    cover = page(
        '<svg xmlns="http://www.w3.org/2000/svg"><title>树</title><image xlink:href="img/c.png"/></svg>'
    )
    body = (
        f'<figure><img src="img/t.png" alt="一棵树"/><figcaption>院中</figcaption></figure><p>{SENTENCE}</p>'
    )
    files = {"cover.xhtml": cover, "a.xhtml": page(body), "img/c.png": png(), "img/t.png": png()}
    data = book(files, properties={"img/c.png": "cover-image"})
    article = opened(data)
    assert pictures(article) == ["within:OEBPS/img/c.png", "within:OEBPS/img/t.png"]
    assert article.blocks[0] == Picture("within:OEBPS/img/c.png", "封面")
    second = article.blocks[1]
    assert isinstance(second, Picture)
    assert (second.alt, plain(second.caption)) == ("一棵树", "院中")
    assert paint(Source(data=data), "OEBPS/img/t.png", 20).width == 20
    with pytest.raises(Unreadable, match="picture-broken"):
        paint(Source(data=data), "OEBPS/../../etc/passwd", 20)


def test_notes_stand_at_the_end_of_their_text_with_their_marks() -> None:
    body = (
        '<p>枇杷<sup><a epub:type="noteref" href="#n1">1</a></sup>熟了。</p>'
        '<aside epub:type="footnote" id="n1" hidden="hidden"><p>一种果子。</p></aside>'
        '<p>荔枝<a class="duokan-footnote" href="#n2"><img src="note.png" alt=""/></a>还没有。</p>'
        '<aside epub:type="footnote" id="n2" style="display:none"><p>[2] 也是果子。</p></aside>'
    )
    article = opened(book({"a.xhtml": page(body + LONG)}))
    text = words(article).split("\n")
    assert text[:2] == ["枇杷[1]熟了。", "荔枝[2]还没有。"]
    assert text[-3:] == ["注释", "[1] 一种果子。", "[2] 也是果子。"]


def test_notes_of_old_books_keep_their_place_and_their_marks() -> None:
    body = (
        f'<p>枇杷<a id="r1" href="#n1"><sup>3</sup></a>熟了。</p>{LONG}'
        '<p id="n1"><a href="#r1"><sup>3</sup></a> 一种果子。<a href="#r1">↩</a></p>'
    )
    text = words(opened(book({"a.xhtml": page(body)}))).split("\n")
    assert (text[0], text[-1]) == ("枇杷[3]熟了。", "[3] 一种果子。")


def test_what_only_books_have_becomes_text() -> None:
    body = f"""
        <p>水是<math xmlns="http://www.w3.org/1998/Math/MathML"><msub><mi>H</mi><mn>2</mn></msub><mi>O</mi></math>。</p>
        <p>她说<q>早</q>。</p><p><ruby>枇<rt>pí</rt>杷<rt>pá</rt></ruby></p>
        <audio src="a.mp3"><p>一段鸟叫。</p></audio>
        <svg xmlns="http://www.w3.org/2000/svg"><title>小路图</title><path d="M0 0"/><text>井</text></svg>
        <epub:switch><epub:case required-namespace="x"><p>别的</p></epub:case>
        <epub:default><p>人人能看</p></epub:default></epub:switch>
        <table><tr><th>月</th><th>雨</th></tr><tr><td>一</td><td>少</td></tr></table><p>{SENTENCE}</p>"""
    article = opened(book({"a.xhtml": page(body)}))
    text = words(article)
    for expected in ("水是H₂O。", "她说“早”。", "枇杷", "一段鸟叫。", "小路图", "井", "人人能看"):
        assert expected in text
    assert "别的" not in text
    assert any(isinstance(block, Table) for block in article.blocks)
    assert keys(article) == ["load.book-drawings", "load.book-media"]
    ruby = next(block for block in article.blocks if isinstance(block, Paragraph) and block.runs[0].ruby)
    assert [run.ruby for run in ruby.runs] == ["pí", "pá"]


def test_drawings_within_drawings_keep_their_words() -> None:
    inner = "<g><svg><text>井台</text><image xlink:href='p.png'/></svg></g>"
    html = "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>树荫</p><svg><text>石凳</text></svg></foreignObject>"
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><title>院子</title>{inner}<rect/>{html}</svg>'
    article = opened(book({"a.xhtml": page(drawing + LONG), "p.png": png()}))
    assert words(article).split("\n")[:4] == ["井台", "院子", "树荫", "石凳"]
    assert pictures(article) == ["within:OEBPS/p.png"]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('<math alttext="a plus b"/>', "a plus b"),
        (r'<math alttext="\frac{1}{2}"><mfrac><mn>1</mn><mn>2</mn></mfrac></math>', "1/2"),
        ("<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac></math>", "(a+b)/2"),
        ("<math><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><msqrt><mi>y</mi></msqrt></math>", "x² = √y"),
        ("<math><munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>i</mi></math>", "∑ᵢⁿ i"),
        ("<math><mroot><mi>x</mi><mn>3</mn></mroot></math>", "³√x"),
    ],
)
def test_formulas_are_written_in_a_line(formula: str, expected: str) -> None:
    article = opened(book({"a.xhtml": page(f"<p>{formula}</p>{LONG}")}))
    assert words(article).split("\n")[0] == expected


def test_badly_formed_texts_and_other_encodings_are_read() -> None:
    old = f'<?xml version="1.0" encoding="gb2312"?><html><body><p>旧编码：{SENTENCE}</p></body></html>'
    files = {
        "a.xhtml": f"<html><body><p>没有关上的段落<p>{SENTENCE}<br>第二行&nbsp;&copy;</body>",
        "b.xhtml": old.encode("gb18030"),
        "c.xhtml": page(f"<p>{SENTENCE}三</p>").replace("utf-8", "utf-16").encode("utf-16"),
    }
    text = words(opened(book(files)))
    for expected in ("没有关上的段落", "第二行\u00a0©", "旧编码：", f"{SENTENCE}三"):
        assert expected in text


def test_lists_keep_their_items() -> None:
    article = opened(book({"a.xhtml": page(f"<ol><li>浇水</li><li><p>松土</p></li></ol>{LONG}")}))
    first = article.blocks[0]
    assert isinstance(first, ListBlock)
    assert first.ordered
    assert len(first.items) == 2


# What is missing, locked, or means harm


def test_what_is_missing_is_told_and_the_rest_is_read() -> None:
    files = {"a.xhtml": page(f'<p>{SENTENCE}</p><img src="gone.png" alt="不见的画"/>'), "b.xhtml": ""}
    spine = '<itemref idref="i0"/><itemref idref="i1"/><itemref idref="nobody"/>'
    article = opened(book(files, spine=spine))
    assert "不见的画" in words(article)
    assert [(notice.key, notice.arguments) for notice in article.warnings] == [
        ("load.book-files-missing", {"count": "2"})
    ]


def test_a_book_of_pictures_shows_them_and_says_so() -> None:
    files = {"a.xhtml": page('<img src="1.png"/>'), "b.xhtml": page('<img src="2.png" alt="二"/>')}
    article = opened(book(files | {"1.png": png(), "2.png": png()}))
    assert len(pictures(article)) == 2
    assert keys(article) == ["load.pictures-only"]


def test_locked_books_say_so_and_mangled_fonts_are_no_lock() -> None:
    files = {"a.xhtml": page(f"<p>{SENTENCE}</p>"), "f.ttf": b"font"}

    def with_lock(algorithm: str, uri: str) -> bytes:
        return book(files, beside={"META-INF/encryption.xml": ENCRYPTED.format(algorithm, uri)})

    with pytest.raises(Unreadable, match="drm"):
        opened(with_lock("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OEBPS/a.xhtml"))
    assert SENTENCE in words(opened(with_lock("http://www.idpf.org/2008/embedding", "OEBPS/f.ttf")))
    assert SENTENCE in words(opened(with_lock("http://ns.adobe.com/pdf/enc#RC", "OEBPS/f.ttf")))
    scrambled = {"a.xhtml": bytes(range(128, 256)) * 4}
    with pytest.raises(Unreadable, match="drm"):
        opened(book(scrambled, beside={"META-INF/sinf.xml": "<sinf/>"}))
    assert SENTENCE in words(opened(book(files, beside={"META-INF/rights.xml": "<rights/>"})))


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (packed({"META-INF/container.xml": CONTAINER.format("gone.opf")}), "corrupt"),
        (packed({"META-INF/container.xml": "nothing"}), "corrupt"),
        (book({"a.xhtml": page("")}), "empty"),
        (book({"style.css": "p {}"}), "empty"),
        (book({"a.xhtml": page("")}, spine='<itemref idref="nobody"/>'), "empty"),
    ],
)
def test_a_book_with_nothing_in_it_says_so(data: bytes, key: str) -> None:
    with pytest.raises(Unreadable, match=key):
        opened(data)


def test_an_empty_spine_means_every_text() -> None:
    data = packed(
        {
            "META-INF/container.xml": CONTAINER.format("b.opf"),
            "b.opf": package(["a.xhtml"], spine=" ").replace("<itemref", "<no"),
            "a.xhtml": page(f"<p>{SENTENCE}</p>"),
        }
    )
    assert SENTENCE in words(opened(data))


def test_entities_and_paths_lead_nowhere(tmp_path: object) -> None:
    secret = f"{tmp_path}/secret.txt"
    with open(secret, "w", encoding="utf-8") as file:  # noqa: PTH123 - a plain path, as an entity names it
        file.write("canary")
    hostile = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'
    body = f'<p>{SENTENCE}&x;</p><img src="../../..{secret}"/>'
    files = {"a.xhtml": hostile + page(body).partition("?>")[2]}
    frame = book(files, metadata=f"{METADATA}<dc:publisher>&x;</dc:publisher>")
    article = opened(frame)
    assert "canary" not in words(article) + article.source
    assert pictures(article) == []


def test_laughs_loops_and_bombs_are_refused_or_harmless() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]><html xmlns="http://www.w3.org/1999/xhtml"><body><p>&l9;</p></body></html>'
    assert len(words(opened(book({"a.xhtml": text + " "})))) < 100
    with pytest.raises(Unreadable, match="too-complex"):
        opened(book({"a.xhtml": "<p>" + "0" * 30_000_000}))
    loop = "".join(entry(str(number), "nav.xhtml") for number in range(2000))
    article = opened(
        book({"nav.xhtml": nav(loop), "a.xhtml": page(f"<p>{SENTENCE}</p>")}, properties={"nav.xhtml": "nav"})
    )
    assert SENTENCE in words(article)


def test_ten_thousand_places_in_the_spine_are_each_read_once_or_refused() -> None:
    many = '<itemref idref="i0"/>' * 10_000
    assert words(opened(book({"a.xhtml": page(f"<p>{SENTENCE}</p>")}, spine=many))).count(SENTENCE) == 1
    with pytest.raises(Unreadable, match="too-complex"):
        opened(book({f"{number}.xhtml": "<p>x</p>" for number in range(2100)}))


def test_a_package_document_without_end_is_refused() -> None:
    deep = package(["a.xhtml"]).replace("</metadata>", "<meta>" * 300 + "</meta>" * 300 + "</metadata>")
    files = {"META-INF/container.xml": CONTAINER.format("b.opf"), "b.opf": deep, "a.xhtml": page(LONG)}
    with pytest.raises(Unreadable, match="too-complex"):
        opened(packed(files))
