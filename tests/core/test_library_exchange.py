"""The library to files and back: nothing is lost, nothing is half written, foreign files do no harm."""

import io
import sqlite3
import zipfile
from datetime import UTC, datetime

import msgspec
import pytest
from lxml import etree

from gxreader.app.library_files import LibraryForm, export_library, import_file
from gxreader.errors import OutputError, Unreadable
from gxreader.export.epub import epub
from gxreader.i18n.messages import messages
from gxreader.library import backups, bookmarks_file
from gxreader.library.bookmarks_file import Bookmark
from gxreader.library.library import Library
from gxreader.library.marks import anchor_at
from gxreader.library.places import KeptPlace
from gxreader.library.values import Saved
from gxreader.load.parsing.readers import parse
from gxreader.load.parsing.source import Source
from gxreader.model.article import (
    Article,
    Cell,
    Code,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Run,
    Separator,
    Table,
    text_run,
)
from gxreader.model.locator import Locator
from gxreader.model.site import Entry
from gxreader.model.units import Units

WORDS = messages("zh")


def paragraph(text):
    return Paragraph(text_run(text))


def article_of(number=1, **fields):
    given = {
        "title": f"渡口之{number} <b> & ]]>",
        "url": f"https://www.example.org/{number}.html?a=1&b=2",
        "site": "渡口网",
        "column": "要闻",
        "published": datetime(2026, 5, number, 8, 0, tzinfo=UTC),
        "language": "zh-CN",
        "blocks": (
            Heading(text_run("早晨")),
            paragraph("老船工每天早上五点起床。"),
            paragraph("第一班渡船六点开。"),
        ),
    }
    return Article(**{**given, **fields})


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path / "data" / "library.sqlite")
    first = library.offline.save(article_of(1))
    library.works.put(article_of(1), visited=True)
    library.works.tag(first, "家乡")
    library.marks.add(
        first, anchor_at(Locator(2, 0, 3), Units(article_of(1))), colour="green", note="外公也是*船工*"
    )
    second = library.works.put(article_of(2), visited=True)
    library.marks.add(second, anchor_at(Locator(1), Units(article_of(2))), note="早上再看")
    library.works.put(Article(title="无址", blocks=(paragraph("没有地址。"),)), origin="C:/书/a.txt")
    library.works.hide(library.offline.save(article_of(3), by_wish=False))
    library.history.note_places({"k" * 32: KeptPlace(2, 1, "a", "b")}, {"k" * 32: 0.5})
    library.history.note_search("渡船")
    library.history.note_fact("last-read", '{"reference":"a","title":"b"}')
    library.subscriptions.subscribe("https://www.example.org/rss", "要闻", "village")
    library.subscriptions.keep_offline("https://www.example.org/rss")
    entries = [Entry(title=f"第{n}条", url=f"https://www.example.org/n/{n}") for n in range(3)]
    library.subscriptions.note_list("https://www.example.org/rss", "要闻", entries)
    library.subscriptions.note_list("https://www.example.org/other", "别的", entries[:1])
    library.subscriptions.mark_read("https://www.example.org/n/1")
    yield library
    library.close()


def test_json_is_whole_and_comes_back_without_loss(library, tmp_path):
    file, again = tmp_path / "a.json", tmp_path / "b.json"
    assert export_library(library, LibraryForm.JSON, file, WORDS) == 4
    other = Library(tmp_path / "other" / "library.sqlite")
    assert import_file(other, file) == 4
    export_library(other, LibraryForm.JSON, again, WORDS)
    assert again.read_bytes() == file.read_bytes()
    assert import_file(other, file) == 4  # twice changes nothing
    export_library(other, LibraryForm.JSON, again, WORDS)
    assert again.read_bytes() == file.read_bytes()
    (work,) = [work for work in other.works.list() if work.saved]
    assert other.offline.article(work.id) == article_of(1)
    assert other.marks.of(work.id)[0].note == "外公也是*船工*"
    assert {hit.work.title for hit in other.search.find("老船工").hits} == {article_of(2).title, work.title}
    assert [feed.title for feed in other.subscriptions.subscribed()] == ["要闻"]
    assert [entry.title for entry in other.subscriptions.new_entries()] == ["第0条", "第2条"]
    other.close()


def test_a_file_is_merged_into_what_is_there(library, tmp_path):
    file = tmp_path / "a.json"
    export_library(library, LibraryForm.JSON, file, WORDS)
    other = Library(tmp_path / "other" / "library.sqlite")
    mine = other.works.put(article_of(1, title="我的题目"), visited=True)
    other.works.tag(mine, "我的")
    import_file(other, file)
    work = other.works.get(mine)
    assert (work.title, work.tags, work.visits, work.saved) == (
        "我的题目",
        ("家乡", "我的"),
        2,
        Saved.BY_WISH,
    )
    other.close()


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"format":"x","version":1}', b'{"format":"gxreader-library"}', b"\xff\xfe"]
)
def test_what_is_no_library_is_refused_and_changes_nothing(library, tmp_path, data):
    file = tmp_path / "strange.json"
    file.write_bytes(data)
    with pytest.raises(Unreadable):
        import_file(library, file)
    assert library.works.count() == 3
    with pytest.raises(Unreadable):
        import_file(library, tmp_path / "missing.json")


def test_a_file_of_a_newer_program_is_refused(library, tmp_path):
    file = tmp_path / "newer.json"
    file.write_bytes(b'{"format":"gxreader-library","version":99}')
    with pytest.raises(OutputError, match=r"library\.newer"):
        import_file(library, file)


def test_markdown_tells_works_marks_and_notes(library, tmp_path):
    file = tmp_path / "a.md"
    assert export_library(library, LibraryForm.MARKDOWN, file, WORDS) == 3
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# 我的书库\n")
    assert "## 渡口之1 \\<b\\> &amp; \\]\\]\\>" in text
    assert "> 老船工\n\n外公也是\\*船工\\*" in text
    assert "<https://www.example.org/2.html?a=1&b=2> · 渡口网 · 要闻 · 2026-05-02 08:00" in text
    assert "C:/书/a.txt" in text


def test_browsers_bookmarks_go_out_and_come_back(library, tmp_path):
    file = tmp_path / "a.html"
    export_library(library, LibraryForm.BOOKMARKS, file, WORDS)
    data = file.read_bytes()
    assert bookmarks_file.is_bookmarks_file(data)
    other = Library(tmp_path / "other" / "library.sqlite")
    assert import_file(other, file) == 2
    assert import_file(other, file) == 2
    assert {(work.title, work.address, work.tags) for work in other.works.list()} == {
        (article_of(1).title, article_of(1).url, ("家乡",)),
        (article_of(2).title, article_of(2).url, ()),
    }
    assert sorted(mark.note for mark in other.marks.list()) == ["", "早上再看"]
    other.close()


def test_other_browsers_folders_become_tags_and_dangerous_addresses_stay_out():
    data = b"""<!DOCTYPE NETSCAPE-Bookmark-file-1><H1>Bookmarks</H1><DL><p>
    <DT><H3 ADD_DATE="1">News</H3><DL><p>
      <DT><A HREF="https://example.org/a" ADD_DATE="1700000000" TAGS="x,y">A &amp; B</A><DD>a note
      <DT><A HREF="javascript:alert(1)">no</A>
      <DT><A HREF="file:///etc/passwd">no</A>
      <DT><A HREF="https://[broken">no</A>
    </DL><p>
    <DT><A HREF="http://example.org/b" ADD_DATE="x"></A>
    <DT><A HREF="https://example.org/c">unfinished"""
    assert bookmarks_file.read(data) == (
        Bookmark("https://example.org/a", "A & B", 1_700_000_000, ("News", "x", "y"), "a note"),
        Bookmark("http://example.org/b", "http://example.org/b"),
        Bookmark("https://example.org/c", "unfinished"),
    )
    assert bookmarks_file.read(b"<dl>" * 20_000 + b"</dl>" * 30_000) == ()


RICH = Article(
    title="院子里的四季",
    kicker="散文",
    subtitle="春\x0c天 & 夏天",
    author="韦青山",
    url="https://www.example.org/rich.html",
    language="zh-CN",
    blocks=(
        Heading(text_run("一、<春天>"), 2),
        Paragraph(
            (
                Run("枇杷树"),
                Run("先醒", strong=True),
                Run("过来", ruby="guò lái"),
                Run("，见", link="https://example.org/?a&b"),
            )
        ),
        ListBlock(
            (
                ListItem((paragraph("一只鸡"),)),
                ListItem((paragraph("两只鸭"), ListBlock((ListItem((paragraph("小的"),)),)))),
            )
        ),
        Quote((paragraph("他说：“好。”"), paragraph("又说：“再见。”"))),
        Picture("https://example.org/a.png", "水缸的照片", text_run("水缸")),
        Table(
            (
                (Cell(text_run("月"), header=True), Cell(text_run("事"), header=True)),
                (Cell(text_run("五")), Cell(text_run("割麦"))),
            ),
            text_run("农事"),
        ),
        Code("if a < b:\n    say('好')"),
        Separator(),
        Heading(text_run("二、夏天"), 3),
        paragraph("蝉叫。\n第二行。"),
    ),
)


def test_a_book_reads_back_to_the_character_by_our_own_loader():
    articles = [article_of(1), RICH, article_of(2, title="")]
    data = epub(articles, "我书库里的文章", WORDS)
    back = parse(Source(data=data, language="zh")).article
    texts = [unit.text for unit in Units(back).all]
    expected = ["我书库里的文章"]
    for article in articles:
        units = [unit.text.replace("\x0c", " ") for unit in Units(article).all]
        header = [text for text in (article.kicker, article.title, article.subtitle) if text]
        day = article.published.strftime("%Y-%m-%d %H:%M") if article.published else ""
        line = " · ".join(part for part in (article.source, article.author, day, article.url) if part)
        expected += [*units[: len(header)], line, *units[len(header) :]]
    assert texts == [text.replace("\x0c", " ") for text in expected]
    assert back.language == "zh-CN"
    assert back.author == "韦青山"


def test_a_book_is_well_formed_accessible_and_always_the_same():
    data = epub([RICH, article_of(1)], "书", WORDS)
    assert epub([RICH, article_of(1)], "书", WORDS) == data
    assert epub([RICH, article_of(2)], "书", WORDS) != data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert archive.read("mimetype") == b"application/epub+zip"
        package = etree.fromstring(archive.read("EPUB/package.opf"))
        trees = {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }
    facts = {meta.get("property"): meta.text for meta in package.iter("{*}meta")}
    assert facts["schema:accessMode"] == "textual"
    assert facts["schema:accessibilityHazard"] == "none"
    assert facts["dcterms:modified"] == "2026-05-01T08:00:00Z"
    for tree in trees.values():
        assert tree.get("lang") == "zh-CN"
        assert len(tree.findall(".//{*}h1")) == 1
        assert tree.findall(".//{*}img") == []
        assert tree.findtext(".//{*}title").strip()
    names = [link.text for link in trees["EPUB/nav.xhtml"].iter("{*}a")]
    assert names == ["院子里的四季", article_of(1).title]


def test_a_book_is_made_of_the_saved_articles_that_were_chosen(library, tmp_path):
    file = tmp_path / "a.epub"
    assert export_library(library, LibraryForm.EPUB, file, WORDS) == 1
    assert parse(Source(path=str(file), language="zh")).article.title == article_of(1).title
    unsaved = library.works.of(article_of(2)).id
    with pytest.raises(OutputError, match=r"library\.nothing-saved"):
        export_library(library, LibraryForm.EPUB, file, WORDS, [unsaved])


def test_a_file_that_cannot_be_written_leaves_nothing_half(library, tmp_path):
    for form in LibraryForm:
        with pytest.raises(OutputError, match=r"export\.cannot-write"):
            export_library(library, form, tmp_path / "missing" / "file", WORDS)
    target = tmp_path / "a.json"
    target.write_text("before")
    broken = library.exchange._database

    class Gone:
        def read(self):
            raise OutputError("library.damaged")

    library.exchange._database = Gone()
    with pytest.raises(OutputError, match=r"library\.damaged"):
        export_library(library, LibraryForm.JSON, target, WORDS)
    library.exchange._database = broken
    assert target.read_text() == "before"
    assert [file.name for file in tmp_path.glob(".*draft")] == []


def test_a_backup_is_one_whole_file_and_restores_all_of_it(library, tmp_path):
    copy, before, after = tmp_path / "copy.sqlite", tmp_path / "before.json", tmp_path / "after.json"
    export_library(library, LibraryForm.JSON, before, WORDS)
    library.back_up(copy)
    assert [file.name for file in tmp_path.glob("copy*")] == ["copy.sqlite"]
    library.journal.delete_work(1)
    library.works.put(article_of(9))
    aside = library.restore(copy)
    export_library(library, LibraryForm.JSON, after, WORDS)
    assert msgspec.json.decode(after.read_bytes()) == msgspec.json.decode(before.read_bytes())
    assert backups.is_sound(aside)
    with sqlite3.connect(aside) as kept:
        assert kept.execute("SELECT count(*) FROM works WHERE title LIKE '渡口之9%'").fetchone() == (1,)
    kept.close()
    assert {hit.work.id for hit in library.search.find("老船工").hits} == {1, 2}
