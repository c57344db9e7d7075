"""Whatever is opened becomes an article, or a sentence that says why not."""

import io
import os
import sys
import zipfile
from pathlib import Path

import msgspec
import pytest

from gxreader.errors import LoadError, NotFound, Unreadable
from gxreader.i18n.messages import messages
from gxreader.load import limits
from gxreader.load.fetch import CancelToken, Fetched
from gxreader.load.kinds import Content, content_of
from gxreader.load.parsing.readers import REFUSED
from gxreader.load.reference import Kind, Reference, pasted, welcome
from gxreader.model.article import Article, Paragraph, Part, plain, text_run
from gxreader.model.codec import to_json
from tests.parts import load_article

ARTICLE = Article(title="题", blocks=(Paragraph(text_run("正文。")),))


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def load_file(path: Path) -> Article:
    return load_article(Reference(Kind.FILE, str(path)))


@pytest.mark.parametrize(
    ("data", "content"),
    [
        (b"", Content.EMPTY),
        (b" \r\n\t", Content.EMPTY),
        (b"\xef\xbb\xbf", Content.EMPTY),
        (b"%PDF-1.7 ...", Content.PDF),
        (zipped("META-INF/container.xml"), Content.EPUB),
        (zipped("word/document.xml"), Content.DOCX),
        (zipped("OFD.xml"), Content.OFD),
        (zipped("xl/workbook.xml"), Content.OFFICE),
        (zipped("a.txt"), Content.ARCHIVE),
        (b"PK\x03\x04 torn", Content.BROKEN_ARCHIVE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", Content.OFFICE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Content.LOCKED_OFFICE),
        (b"{\\rtf1 x}", Content.OFFICE),
        (b"\x89PNG\r\n\x1a\n....", Content.PICTURE),
        (b"\xff\xd8\xff\xe0....", Content.PICTURE),
        (b"RIFF....WEBPVP8 ", Content.PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Content.PICTURE),
        (b"RIFF....WAVEfmt ", Content.SOUND),
        (b"ID3....", Content.SOUND),
        (b"\0\0\0\x18ftypmp42....", Content.SOUND),
        (b"\x1f\x8b\x08....", Content.ARCHIVE),
        (b"\x7fELF....", Content.BINARY),
        (bytes(range(256)) * 4, Content.BINARY),
        (b"\x01\x02\x03\x04\x05\x06 text", Content.BINARY),
        (b"<?xml version='1.0'?><rss version='2.0'/>", Content.FEED),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", Content.FEED),
        (
            b"<feed xmlns='http://www.w3.org/2005/Atom' xmlns:opds='http://opds-spec.org/2010/catalog'/>",
            Content.CATALOGUE,
        ),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', Content.FEED),
        (b'{"metadata": {"title": "x"}, "publications": []}', Content.CATALOGUE),
        (b"bplist00....", Content.WEB_ARCHIVE),
        (
            b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n",
            Content.SAVED_PAGE,
        ),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>x", Content.PAGE),
        (b"<!-- saved from url --> <HTML><body>x", Content.PAGE),
        ("<html><body>字".encode("utf-16"), Content.PAGE),
        (b'{"schema": 1, "title": "x"}', Content.ARTICLE),
        (b'{"name": "not ours"}', Content.TEXT),
        ("正文。".encode("utf-16"), Content.TEXT),
        ("正文，很长的一段正文。".encode("gb18030"), Content.TEXT),
        (b"5 < 6 and <b> is a tag", Content.TEXT),
    ],
)
def test_contents_are_recognised_by_their_bytes(data: bytes, content: Content) -> None:
    assert content_of(data) is content


@pytest.mark.parametrize("content", list(REFUSED))
def test_what_cannot_be_opened_has_a_sentence_in_both_languages(content: Content) -> None:
    key = REFUSED[content]
    for language in ("zh", "en"):
        sentence = messages(language).text(key)
        assert sentence != key
        assert sentence.endswith(("。", "."))


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a"])
def test_the_name_of_a_file_says_nothing_of_what_it_is(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"ID3 sound")
    with pytest.raises(Unreadable) as caught:
        load_file(file)
    assert caught.value.key == "load.sound"
    file.write_bytes(to_json(ARTICLE))
    assert load_file(file) == ARTICLE


def test_paths_that_lead_to_no_text_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    expected = {
        "missing": (NotFound, "load.file-missing"),
        "file/below": (NotFound, "load.file-missing"),
        ".": (Unreadable, "load.folder"),
        "file": (Unreadable, "load.empty"),
        "n" * 5000: (Unreadable, "load.file-trouble"),
        "nul\0": (Unreadable, "load.file-trouble"),
    }
    for name, (kind, key) in expected.items():
        with pytest.raises(kind) as caught:
            load_article(Reference(Kind.FILE, f"{tmp_path}/{name}"))
        assert caught.value.key == key, name


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable) as caught:
        load_file(tmp_path / "pipe")
    assert caught.value.key == "load.no-file"


def test_a_file_without_permission_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "closed.txt"
    file.write_text("字")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Unreadable) as caught:
        load_file(file)
    assert caught.value.key == "load.no-permission"


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "large.txt"
    file.write_text("字" * 10)
    monkeypatch.setattr(limits, "TEXT_BYTES", 29)
    with pytest.raises(Unreadable) as caught:
        load_file(file)
    assert caught.value.key == "load.too-large"
    monkeypatch.setattr(limits, "TEXT_BYTES", 30)
    assert load_file(file).blocks


def test_a_text_without_a_title_is_named_after_its_file(tmp_path: Path) -> None:
    file = tmp_path / "家书.txt"
    file.write_text("见字如面，家里一切都好，不要挂念。", encoding="gb18030")
    article = load_file(file)
    assert (article.title, article.url) == ("家书", "")


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO("见字如面，家里都好。".encode("gb18030")))
    monkeypatch.setattr(sys, "stdin", stream)
    article = load_article(Reference(Kind.STANDARD_INPUT))
    assert [plain(block.runs) for block in article.blocks] == ["见字如面，家里都好。"]  # type: ignore[union-attr] # paragraphs


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_welcome_article_opens_in_both_languages(language: str) -> None:
    article = load_article(welcome(), language=language)
    assert article.language.startswith(language)
    assert article.blocks


@pytest.mark.parametrize("name", ["nothing", "../i18n/zh/errors", "", "welcome.zh"])
def test_only_samples_that_are_there_open(name: str) -> None:
    with pytest.raises(NotFound) as caught:
        load_article(Reference(Kind.SAMPLE, name))
    assert caught.value.key == "load.no-sample"


def test_our_own_json_opens_from_a_paste_too() -> None:
    assert load_article(pasted(to_json(ARTICLE).decode())) == ARTICLE


@pytest.mark.parametrize(
    "text", ['{"schema": 1}', '{"schema": 1, "title": "x"', '{"schema": 1, "blocks": 5}']
)
def test_damaged_articles_of_ours_are_refused(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        load_article(pasted(text))
    assert caught.value.key == "load.not-our-json"


def test_a_newer_article_asks_for_a_newer_program() -> None:
    with pytest.raises(Unreadable) as caught:
        load_article(pasted('{"schema": 99, "title": "x"}'))
    assert caught.value.key == "load.newer-schema"


def test_parts_that_do_not_fit_the_blocks_are_made_anew() -> None:
    wrong = msgspec.structs.replace(ARTICLE, parts=(Part("一", 0, 5), Part("二", 9, 3)))
    assert load_article(pasted(to_json(wrong).decode())).parts == ()


class Given:
    """A fetcher that has the answer at hand."""

    def __init__(self, answer: Fetched) -> None:
        self.answer = answer
        self.asked: list[tuple[str, CancelToken | None]] = []

    def fetch(self, url: str, cancel: CancelToken | None = None, **_wishes: object) -> Fetched:
        self.asked.append((url, cancel))
        return self.answer


def test_an_address_is_fetched_and_its_article_knows_where_it_came_from() -> None:
    fetcher = Given(Fetched("https://example.org/b", "一段文字，说得很完整。".encode(), "text/plain"))
    cancel = CancelToken()
    article = load_article(Reference(Kind.ADDRESS, "https://example.org/a"), fetcher, cancel=cancel)
    assert fetcher.asked == [("https://example.org/a", cancel)]
    assert article.url == "https://example.org/b"


def test_the_servers_charset_is_believed() -> None:
    page = f"<html><body><p>{'河边的柳树先绿了，春天来了。' * 3}</p></body></html>".encode("big5", "ignore")
    article = load_article(
        Reference(Kind.ADDRESS, "https://example.org/"),
        Given(Fetched("https://example.org/", page, "text/html", "big5")),
    )
    assert "春天" in plain(article.blocks[0].runs)  # type: ignore[union-attr] # a paragraph


def test_every_load_error_is_a_load_error() -> None:
    with pytest.raises(LoadError):
        load_article(pasted("  \n "))
