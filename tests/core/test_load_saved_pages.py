"""Pages that browsers saved: with a folder, in one message, in a web archive, with pictures written in."""

from __future__ import annotations

import base64
import plistlib
from pathlib import Path

import pytest

from gxreader.errors import Unreadable
from gxreader.load.kinds import Content, content_of
from gxreader.load.parsing.pictures import paint
from gxreader.load.parsing.source import Source
from gxreader.model.article import Article, Picture
from tests.core.documents import opened, outline, png, told

ADDRESS = "https://www.example.gov.cn/news/t1.shtml"
BODY = "船夫每天清早都到河边坐一坐，看看水，也看看过桥的人，晚上才慢慢走回家去。" * 4
NOISE = bytes(range(256)) * 24  # what makes a picture too large to hold a mere place


def page(*pictures: str, head: str = "", before: str = "") -> str:
    shown = "".join(f'<p><img src="{picture}" alt="河上的桥"></p>' for picture in pictures)
    return (
        f'{before}<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ArticleTitle" content="渡口开放">'
        f'<meta name="PubDate" content="2024-03-05 08:00"><meta name="ContentSource" content="样刊">{head}'
        f'</head><body><div class="TRS_Editor"><p>{BODY}</p>{shown}<p>{BODY}<a href="t2.shtml">下文</a></p></div></body></html>'
    )


def pictures(article: Article) -> list[str]:
    return [block.url for block in article.blocks if isinstance(block, Picture)]


def check(article: Article, *, url: str = ADDRESS) -> None:
    """All that the government's adapter finds is found in a saved page, too."""
    assert (article.title, article.source, article.url) == ("渡口开放", "样刊", url)
    assert article.published is not None
    assert told(article).count(BODY) == 2


@pytest.mark.parametrize("folder", ["渡口_files", "渡口.files"])
@pytest.mark.parametrize("written", ["./{}/a b.png", "{}/a%20b.png", ".\\{}\\a b.png"])
def test_a_page_with_its_folder(tmp_path: Path, folder: str, written: str) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "a b.png").write_bytes(png(40, 30))
    file = tmp_path / "渡口.html"
    comment = f"<!-- saved from url=({len(ADDRESS):04d}){ADDRESS} -->\n"
    file.write_text(page(written.format(folder), before=comment), encoding="utf-8")
    article = opened(b"", path=file)
    check(article)
    assert pictures(article) == [f"within:{folder}/a b.png"]
    assert paint(Source(path=str(file)), f"{folder}/a b.png", 20).full_width == 40
    assert "https://www.example.gov.cn/news/t2.shtml" in str(article.blocks[-1])


def test_nothing_but_the_folder_is_looked_into(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    folder = tmp_path / "页_files"
    folder.mkdir()
    (folder / "link.png").symlink_to(secret)
    file = tmp_path / "页.html"
    file.write_text(page("页_files/link.png", "页_files/../secret.png", "secret.png"), encoding="utf-8")
    source = Source(path=str(file))
    for name in (
        "页_files/link.png",
        "页_files/../secret.png",
        "secret.png",
        "../secret.png",
        "页_files/",
        "/etc/passwd",
    ):
        with pytest.raises(Unreadable):
            paint(source, name, 20)
    assert told(opened(b"", path=file)).count(BODY) == 2


def test_a_folder_that_leads_elsewhere_is_none(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.png").write_bytes(png())
    here = tmp_path / "here"
    here.mkdir()
    (here / "页_files").symlink_to(elsewhere)
    file = here / "页.html"
    file.write_text(page("页_files/a.png"), encoding="utf-8")
    with pytest.raises(Unreadable):
        paint(Source(path=str(file)), "页_files/a.png", 20)


def test_pictures_written_into_the_page(tmp_path: Path) -> None:
    large = png(200, 150) + NOISE
    inline = f"data:image/png;base64,{base64.b64encode(large).decode()}"
    font = f"<style>@font-face {{ src: url(data:font/woff2;base64,{'A' * 9_000_000}) }}</style>"
    comment = f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: Tue\n-->"
    text = page(inline, "data:image/gif;base64,R0lGODlhAQABAAAAACw=", head=font, before=comment)
    file = tmp_path / "页.html"
    file.write_text(text, encoding="utf-8")
    article = opened(b"", path=file)
    check(article)
    assert pictures(article) == ["within:data/0"]
    assert paint(Source(path=str(file)), "data/0", 20).full_width == 200
    for name in ("data/1", "data/x", "data/-1"):
        with pytest.raises(Unreadable):
            paint(Source(path=str(file)), name, 20)


def message(
    markup: str, *, location: str = ADDRESS, picture: str = "https://www.example.gov.cn/p/a.png"
) -> bytes:
    body = base64.encodebytes(markup.encode()).decode()
    image = base64.encodebytes(png(40, 30)).decode()
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {location}\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n------B\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-ID: <frame-1>\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Location: {location}\r\n\r\n{body}\r\n------B\r\nContent-Type: image/png\r\n"
        f"Content-ID: <pic@x>\r\nContent-Transfer-Encoding: base64\r\nContent-Location: {picture}\r\n\r\n{image}\r\n------B--\r\n"
    ).encode()


@pytest.mark.parametrize("source", ["../p/a.png", "https://www.example.gov.cn/p/a.png", "cid:pic@x"])
def test_one_message_with_its_parts(source: str) -> None:
    data = message(page(source))
    assert content_of(data) is Content.SAVED_PAGE
    article = opened(data)
    check(article)
    assert pictures(article) == ["within:part/1"]
    assert paint(Source(data=data), "part/1", 20).full_width == 40
    for name in ("part/0", "part/9", "part/x", "9"):
        with pytest.raises(Unreadable):
            paint(Source(data=data), name, 20)


def test_a_page_of_frames_is_read_in_the_frame_that_has_text() -> None:
    data = message("<html><frameset><frame src='cid:two'></frameset></html>").replace(
        b"------B--\r\n",
        b"------B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: "
        + ADDRESS.encode()
        + b"\r\n\r\n"
        + page().encode()
        + b"\r\n------B--\r\n",
    )
    check(opened(data))


def test_a_message_without_a_page_is_refused() -> None:
    data = message(page()).replace(b"text/html;", b"text/plain;")
    with pytest.raises(Unreadable) as caught:
        opened(data)
    assert caught.value.key == "load.corrupt"
    deep = b"MIME-Version: 1.0\r\n" + b"".join(
        b'Content-Type: multipart/related; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(3000)
    )
    with pytest.raises(Unreadable):
        opened(deep)


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_web_archive(form: plistlib.PlistFormat) -> None:
    archive = {
        "WebMainResource": {
            "WebResourceData": page("../p/a.png").encode("gb18030").replace(b"utf-8", b"gbk"),
            "WebResourceURL": ADDRESS,
            "WebResourceMIMEType": "text/html",
            "WebResourceTextEncodingName": "gb18030",
        },
        "WebSubresources": [
            {"WebResourceURL": "https://www.example.gov.cn/p/a.png", "WebResourceData": png(40, 30)}
        ],
    }
    data = plistlib.dumps(archive, fmt=form)
    assert content_of(data) is Content.WEB_ARCHIVE
    article = opened(data)
    check(article)
    assert pictures(article) == ["within:part/0"]
    assert paint(Source(data=data), "part/0", 20).full_width == 40
    with pytest.raises(Unreadable):
        paint(Source(data=data), "part/1", 20)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"bplist00 torn", "load.corrupt"),
        (plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY), "load.binary"),
        (plistlib.dumps([1], fmt=plistlib.FMT_BINARY), "load.binary"),
    ],
)
def test_what_is_no_web_archive_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as caught:
        opened(data)
    assert caught.value.key == key


def test_a_page_from_the_web_keeps_its_addresses() -> None:
    source = Source(data=page("a.png").encode(), url=ADDRESS)
    from gxreader.load.parsing.readers import parse

    article = parse(source).article
    assert pictures(article) == ["https://www.example.gov.cn/news/a.png"]
    assert outline(article.blocks)[0] == BODY
