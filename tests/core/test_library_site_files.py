"""The reader's own descriptions of sites, and subscriptions as others write them."""

import os
import signal
import subprocess
import sys
import time

import msgspec
import pytest

from gxreader.app.following import export_subscriptions, import_subscriptions
from gxreader.app.library_files import LibraryForm, export_library, import_file
from gxreader.errors import OutputError, Unreadable, UsageError
from gxreader.i18n.messages import messages
from gxreader.library import opml
from gxreader.library.library import Library
from gxreader.library.opml import Outline
from gxreader.library.site_files import (
    new_id,
    own_folder,
    own_site,
    own_sites,
    remove_site,
    save_site,
    written,
)
from gxreader.library.sites import Column, Site, forget_sites, known_sites, read_site

WORDS = messages("zh")


@pytest.fixture(autouse=True)
def fresh(private_home):  # noqa: ARG001 - it makes the folders
    forget_sites()
    yield
    forget_sites()


def site(**fields):
    given = {
        "id": "own-village-example",
        "kind": "website",
        "home": "https://village.example/",
        "hosts": ("village.example",),
        "name": {"zh": '村报 "新" \\ 报', "en": "Village"},
        "columns": (
            Column({"zh": "村里的事"}, "https://village.example/news/"),
            Column({"zh": "图片"}, "tu/", pictures=True),
            Column({"zh": "会议"}),
        ),
        "hot_words": ("荔枝",),
        "search": "https://village.example/find?q={words}",
        "counterpart": {"en": "https://village.example/en/"},
    }
    return Site(**{**given, **fields})


def test_what_is_written_is_read_back_the_same():
    save_site(site())
    (file,) = own_folder().iterdir()
    assert read_site(file) == site()
    assert "own-village-example" in [known.id for known in known_sites()]
    save_site(site(name={"zh": "新名字"}))
    assert own_site("own-village-example").name == {"zh": "新名字"}
    assert len(own_sites()) == 1
    assert remove_site("own-village-example").name == {"zh": "新名字"}
    assert list(own_folder().iterdir()) == []
    with pytest.raises(UsageError, match=r"sites\.not-own"):
        remove_site("gxzf")


@pytest.mark.parametrize(
    "name", ["两\n行", "\x07\x1b[31m", "a\x7fb\u0085c", "𠮷\ud800祥", "'''\"\"\" #]", "名" * 500]
)
def test_any_name_makes_a_file_that_can_be_read(name):
    save_site(site(name={"zh": "x" + name}, columns=(Column({"zh": "y" + name}, "https://a.example/"),)))
    kept = own_site("own-village-example")
    assert kept.name["zh"].startswith("x")
    assert len(kept.name["zh"]) <= 60
    assert kept.columns[0].url == "https://a.example/"


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"name": {"zh": " \n"}}, r"sites\.no-name"),
        ({"home": "file:///etc/"}, r"sites\.no-address"),
        ({"columns": tuple(Column({"zh": str(n)}, f"{n}/") for n in range(201))}, r"sites\.too-many-columns"),
        ({"search": "https://village.example/"}, r"sites\.not-written"),
    ],
)
def test_what_cannot_be_kept_leaves_what_was_there(wrong, key):
    save_site(site())
    with pytest.raises((UsageError, OutputError), match=key):
        save_site(site(**wrong))
    assert own_site("own-village-example") == site()
    assert [file.name for file in own_folder().iterdir()] == ["own-village-example.toml"]


def test_a_folder_that_cannot_be_written_is_told_of(monkeypatch):
    save_site(site())
    monkeypatch.setattr(os, "fsync", lambda _file: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OutputError, match=r"sites\.not-written"):
        save_site(site(name={"zh": "新"}))
    assert own_site("own-village-example") == site()


def test_ids_are_of_the_host_and_never_taken_twice():
    assert new_id("Village.example") == "own-village-example"
    save_site(site())
    assert new_id("village.example") == "own-village-example-2"
    (own_folder() / "own-village-example-2.toml").write_text("torn")
    assert new_id("village.example") == "own-village-example-3"
    assert new_id("例.例") == "own-site"


@pytest.mark.skipif("sys.platform == 'win32'", reason="there is no kill -9")
def test_whoever_is_killed_while_writing_loses_nothing():
    code = (
        "from gxreader.library.site_files import save_site, own_site\n"
        "import msgspec\n"
        "site = own_site('own-village-example')\n"
        "n = 0\n"
        "while True:\n"
        "    n += 1\n"
        "    save_site(msgspec.structs.replace(site, name={'zh': f'第{n}次'}))\n"
        "    print(n, flush=True)\n"
    )
    save_site(site())
    for wait in (0.0, 0.003, 0.011):
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        for _ in range(3):
            said = process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        said = (process.stdout.read().split() or [said])[-1]
        process.wait()
        process.stdout.close()
        kept = own_site("own-village-example")
        assert msgspec.structs.replace(kept, name=site().name) == site()
        assert int(kept.name["zh"].strip("第次")) >= int(said)


def test_every_escape_is_toml():
    text = written(site(name={"zh": "a\tb"}))
    assert msgspec.toml.decode(text, type=Site).name == {"zh": "a\tb"}


# OPML


def outlines():
    return (
        Outline("https://a.example/rss?x=1&y=2", '一 "<b>" & 二', "https://a.example/", "新闻"),
        Outline("https://b.example/rss", "乙", "", "新闻"),
        Outline("https://c.example/rss", "丙"),
    )


def test_subscriptions_come_back_as_they_were_written():
    text = opml.written(outlines(), "订阅 & <列表>")
    assert opml.is_opml(text.encode())
    assert opml.read(text.encode()) == outlines()
    assert (
        opml.read(opml.written([Outline("https://a.example/", "a\x01b\x7f")], "t").encode())[0].title == "ab"
    )


def test_nested_groups_other_spellings_and_doubles():
    data = """<?xml version="1.0" encoding="utf-8"?><opml version="1.0"><head><title>x</title></head><body>
    <outline text="甲"><outline title="乙"><outline TEXT="丙" XMLURL="https://a.example/rss"/></outline></outline>
    <outline text="又" xmlUrl="https://a.example/rss"/>
    <outline text="网页" type="link" url="https://a.example/page"/>
    <outline text="坏" xmlUrl="javascript:alert(1)"/><outline text="文件" xmlUrl="file:///etc/passwd"/>
    </body></opml>""".encode()
    assert opml.read(data) == (Outline("https://a.example/rss", "丙", "", "甲 / 乙"),)
    assert opml.read(data.decode().replace("utf-8", "gb18030").encode("gb18030"))[0].title == "丙"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "damaged"),
        (b"<opml", "damaged"),
        (b"<html><body/></html>", "damaged"),
        (b"<opml version='1'><body/></opml>", "empty"),
        (b'<!DOCTYPE opml [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><opml><outline text="&b;"/></opml>',
         "damaged"),
        (b'<!DOCTYPE opml SYSTEM "file:///etc/passwd"><opml><body/></opml>', "damaged"),
        (b"<opml>" + b"<outline>" * 60 + b"</outline>" * 60 + b"</opml>", "too-many"),
        (b"<opml>" + b"<a/>" * 20_001 + b"</opml>", "too-many"),
        (b"<opml>" + b" " * opml.MOST_BYTES + b"</opml>", "too-large"),
        (b'<?xml version="1.0" encoding="nonsense"?><opml/>', "damaged"),
    ],
)  # fmt: skip
def test_what_is_hostile_or_broken_is_refused_with_a_sentence(data, key):
    with pytest.raises(Unreadable, match=rf"sites\.opml-{key}") as caught:
        opml.read(data)
    assert WORDS.error(caught.value)


def test_no_more_feeds_than_the_most():
    many = [Outline(f"https://a.example/{n}", "x") for n in range(opml.MOST_FEEDS + 1)]
    assert len(opml.read(opml.written(many[:-1], "t").encode())) == opml.MOST_FEEDS
    with pytest.raises(Unreadable, match=r"sites\.opml-too-many"):
        opml.read(opml.written(many, "t").encode())


def test_subscriptions_to_a_file_and_back(tmp_path):
    save_site(site())
    library = Library(None)
    library.subscriptions.subscribe("https://village.example/news/", "村里的事", "own-village-example")
    library.subscriptions.subscribe("https://b.example/rss", "乙")
    file = tmp_path / "feeds.opml"
    assert export_library(library, LibraryForm.SUBSCRIPTIONS, file, WORDS) == 2
    first = opml.read(file.read_bytes())[0]
    assert (first.page, first.group) == ("https://village.example/", '村报 "新" \\ 报')
    other = Library(None)
    assert import_file(other, file) == 2
    assert import_subscriptions(other, file) == 2
    assert [feed.title for feed in other.subscriptions.subscribed()] == ["村里的事", "乙"]
    assert export_subscriptions(other, tmp_path / "again.opml", WORDS) == 2
    with pytest.raises(Unreadable, match=r"load\.file-trouble"):
        import_subscriptions(other, tmp_path / "missing.opml")
    with pytest.raises(OutputError, match=r"export\.cannot-write"):
        export_subscriptions(other, tmp_path / "no" / "x.opml", WORDS)
    library.close()
    other.close()


def test_too_many_to_follow_are_none_at_all(tmp_path, monkeypatch):
    monkeypatch.setattr("gxreader.library.subscriptions.MOST_FEEDS", 2)
    file = tmp_path / "feeds.opml"
    file.write_text(opml.written(outlines(), "t"), encoding="utf-8")
    library = Library(None)
    with pytest.raises(OutputError, match=r"library\.too-many-lists"):
        import_subscriptions(library, file)
    assert library.subscriptions.subscribed() == ()
    library.close()
