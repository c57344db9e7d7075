"""Sharing from the command line: an address is printed, nothing is opened; a text becomes pictures."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from PIL import Image

from gxreader.app.sharing_text import shared_text
from gxreader.cli.main import main
from gxreader.i18n.messages import messages
from gxreader.model.article import Article, Paragraph, Run
from gxreader.model.codec import to_json
from gxreader.policy import sharing as policy_module
from gxreader.share.text_codes import joined
from tests.parts import small_article

ADDRESS = "https://www.example.gov.cn/t1.shtml?id=2"


@pytest.fixture
def article(tmp_path: Path, monkeypatch) -> Path:
    """An article in a file; nothing is opened, and no administrator has written anything."""
    monkeypatch.setattr(policy_module, "policy_file", lambda: tmp_path / "policy.toml")
    monkeypatch.setattr("webbrowser.open", lambda address: bool(opened_addresses.append(address)) or True)
    opened_addresses.clear()
    file = tmp_path / "article.json"
    file.write_bytes(to_json(small_article(url=f"{ADDRESS}&utm_source=x")))
    return file


opened_addresses: list[str] = []


def test_the_address_is_printed_and_opened_only_where_that_was_wished(article: Path, capsys) -> None:
    assert main(["--lang", "zh", "share", "weibo", str(article)]) == 0
    printed = capsys.readouterr().out.strip()
    told = parse_qs(urlsplit(printed).query)
    assert (told["url"], told["title"]) == ([ADDRESS], ["荔枝树下的图书馆"])
    assert opened_addresses == []
    assert main(["share", "weibo", str(article), "--open"]) == 0
    assert [printed] == opened_addresses


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        (["share", "nowhere", "{article}"], 2, "weibo, qzone, qq, mail"),
        (["share", "wechat", "{article}"], 2, "wechat"),
        (["share", "weibo", "{text}"], 1, "没有网址"),
    ],
)
def test_what_cannot_be_shared_says_why(
    article: Path, capsys, line: list[str], code: int, words: str
) -> None:
    text = article.with_name("a.txt")
    text.write_text("只有文字。", encoding="utf-8")
    given = [part.format(article=article, text=text) for part in line]
    assert main(["--lang", "zh", *given]) == code
    assert words in capsys.readouterr().err


def test_the_administrator_forbids_opening_and_sharing(article: Path, capsys) -> None:
    policy = article.with_name("policy.toml")
    policy.write_text("[share]\nbrowser = false\n", encoding="utf-8")
    assert main(["share", "weibo", str(article), "--open"]) == 1
    assert main(["share", "weibo", str(article)]) == 0
    policy.write_text("[share]\nallowed = false\n", encoding="utf-8")
    assert main(["share", "weibo", str(article)]) == 1
    assert opened_addresses == []
    capsys.readouterr()


def test_a_text_becomes_numbered_pictures_that_are_read_back(tmp_path: Path, capsys) -> None:
    text = Article(title="题", language="zh", blocks=(Paragraph((Run("一句话，不能少。" * 60),)),))
    file = tmp_path / "a.json"
    file.write_bytes(to_json(text))
    assert main(["--lang", "zh", "qr", str(file), "--text", "--output", str(tmp_path / "code.png")]) == 0
    pictures = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [picture.name for picture in pictures] == [f"code-{n:02}.png" for n in range(1, len(pictures) + 1)]
    assert len(pictures) > 2
    codes = tuple(zxingcpp.read_barcodes(Image.open(picture))[0].text for picture in pictures)
    assert joined(codes) == shared_text(text, messages("zh"))


def test_of_a_text_too_long_no_picture_is_written(tmp_path: Path, capsys) -> None:
    file = tmp_path / "long.txt"
    file.write_text("字" * 20_000, encoding="utf-8")
    assert main(["--lang", "zh", "qr", str(file), "--text", "--output", str(tmp_path / "code.png")]) == 1
    assert "最多 20 个" in capsys.readouterr().err
    assert list(tmp_path.glob("*.png")) == []
