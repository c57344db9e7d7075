"""Share targets are data, and what they open holds the article whole, encoded, and nothing else."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gxreader.errors import OutputError
from gxreader.share import targets
from gxreader.share.addresses import LONGEST, Material, clean_address, filled
from gxreader.share.graphemes import graphemes, shortened
from gxreader.share.targets import Target, Way, forget_targets, known_targets, read_target, unread_targets

ADDRESS = "https://www.example.gov.cn/gxyw/t1.shtml?id=3&from=home"
NASTY = '“A&B” #1: 100% = 50+50? <b>"桂读"</b> 👩‍👩‍👧 𠮷'
MATERIAL = Material(NASTY, ADDRESS, "摘要 & more", "https://www.example.gov.cn/a b.jpg", "样刊 · 韦阿婆")
BUILT_IN = {target.id: target for target in known_targets()}
LONG_TITLE, SHORT_TITLE = "字" * 100, "字" * 101


def opened(name: str, material: Material = MATERIAL) -> dict[str, str]:
    """What the page that a target opens is told."""
    parts = urlsplit(filled(BUILT_IN[name], material))
    return {key: value[0] for key, value in parse_qs(parts.query, strict_parsing=False).items()}


def test_the_targets_of_the_program_are_all_there_in_their_order() -> None:
    assert list(BUILT_IN) == ["wechat", "toutiao", "weibo", "qzone", "qq", "mail", "copy-link", "copy-text"]
    assert all(target.named("zh") and target.named("en") for target in BUILT_IN.values())
    assert unread_targets() == ()


@pytest.mark.parametrize(
    ("name", "host", "fields"),
    [
        ("weibo", "service.weibo.com", {"title", "url", "pic"}),
        ("qzone", "sns.qzone.qq.com", {"title", "url", "summary", "pics"}),
        ("qq", "connect.qq.com", {"title", "url", "summary", "pics"}),
    ],
)
def test_a_page_is_told_exactly_what_it_may_know(name: str, host: str, fields: set[str]) -> None:
    address = filled(BUILT_IN[name], MATERIAL)
    assert address.startswith(f"https://{host}/")
    assert address.isascii()
    assert BUILT_IN[name].host == host
    told = opened(name)
    assert set(told) == fields
    assert (told["title"], told["url"]) == (NASTY, ADDRESS)


def test_a_letter_is_written_as_mail_programs_read_it() -> None:
    address = filled(BUILT_IN["mail"], MATERIAL)
    assert address.startswith("mailto:?subject=")
    assert "+" not in address
    assert "%20" in address
    subject, _, body = address.removeprefix("mailto:?subject=").partition("&body=")
    assert unquote(subject) == NASTY
    assert unquote(body) == f"{NASTY}\r\n样刊 · 韦阿婆\r\n\r\n摘要 & more\r\n\r\n{ADDRESS}"


def test_a_letter_without_source_and_summary_has_no_holes() -> None:
    body = unquote(filled(BUILT_IN["mail"], Material("题", ADDRESS)).partition("&body=")[2])
    assert body == f"题\r\n\r\n{ADDRESS}"


@pytest.mark.parametrize("name", ["weibo", "qzone", "qq", "mail"])
def test_no_address_is_longer_than_what_a_computer_hands_on(name: str) -> None:
    material = Material(
        "题" * 900, ADDRESS + "&x=" + "y" * 600, "摘" * 900, "https://example.org/" + "p" * 900
    )
    made = filled(BUILT_IN[name], material)
    assert len(made) <= LONGEST
    assert "…" in unquote(made)
    assert "y" * 600 in unquote(made)


def test_an_article_that_cannot_be_sent_says_so() -> None:
    for material, key in (
        (Material("题"), "share.needs-address"),
        (Material("题", f"https://example.org/{'x' * 2000}"), "share.address-too-long"),
    ):
        with pytest.raises(OutputError) as caught:
            filled(BUILT_IN["weibo"], material)
        assert caught.value.key == key


@pytest.mark.parametrize(
    ("given_one", "clean"),
    [
        ("https://reader:secret@example.org/a?b=1", "https://example.org/a?b=1"),
        ("https://example.org/a?utm_source=x&id=7&utm_campaign=y", "https://example.org/a?id=7"),
        ("https://example.org/?spm=1.2&from=timeline&isappinstalled=0#top", "https://example.org/#top"),
        (
            "https://example.org/?from=home&q=%E6%A1%82+读&q=2",
            "https://example.org/?from=home&q=%E6%A1%82+读&q=2",
        ),
        ("https://example.org/?utm%5Fsource=x&a", "https://example.org/?a"),
        ("http://example.org:8080/x?fbclid=1", "http://example.org:8080/x"),
        ("http://user@[2001:db8::1]/x", "http://[2001:db8::1]/x"),
        ("gxreader:welcome", ""),
        ("file:///home/reader/secret.txt", ""),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_addresses_lose_what_follows_people_about(given_one: str, clean: str) -> None:
    assert clean_address(given_one) == clean


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_stands_in_an_article_stays_in_its_gap(title: str, summary: str) -> None:
    told = opened("qq", Material(title or "题", ADDRESS, summary))
    assert set(told) <= {"title", "url", "summary"}
    assert told["url"] == ADDRESS


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_characters_together_are_the_text(text: str) -> None:
    assert "".join(graphemes(text)) == text


def test_nothing_that_belongs_together_is_cut() -> None:
    for one in ("👩‍👩‍👧", "👋🏽", "🇨🇳", "é", "ǘ", "𠮷󠄀", "각", "\r\n"):
        assert list(graphemes(f"a{one}b")) == ["a", one, "b"]
    assert list(graphemes("🇨🇳🇫🇷")) == ["🇨🇳", "🇫🇷"]
    assert shortened("字" * 99 + "👩‍👩‍👧", 100) == "字" * 99 + "👩‍👩‍👧"
    assert shortened("字" * 98 + "👩‍👩‍👧" * 3, 100) == "字" * 98 + "👩‍👩‍👧" + "…"
    assert shortened(LONG_TITLE, 100) == LONG_TITLE
    assert shortened(SHORT_TITLE, 100) == "字" * 99 + "…"
    assert shortened(" a\n b ", 9) == "a b"


@pytest.fixture
def folders(tmp_path: Path, monkeypatch) -> tuple[Path, Path]:
    """The reader's folder, and the administrator's."""
    reader, administrator = tmp_path / "reader", tmp_path / "administrator"
    reader.mkdir()
    administrator.mkdir()
    program = targets.target_folders()[0]
    monkeypatch.setattr(targets, "target_folders", lambda: (program, reader, administrator))
    forget_targets()
    yield reader, administrator
    forget_targets()


def described(address: str = "https://village.example/s?u={address}", **more: str) -> str:
    lines = {
        "id": '"village"',
        "way": '"browser"',
        "name": '{ zh = "村网" }',
        "address": f'"{address}"',
    } | more
    return "\n".join(f"{key} = {value}" for key, value in lines.items() if value)


def test_an_administrator_adds_targets_and_takes_some_away(folders: tuple[Path, Path]) -> None:
    reader, administrator = folders
    (reader / "village.toml").write_text(described(order="5"), encoding="utf-8")
    (reader / "weibo.toml").write_text(described(id='"weibo"'), encoding="utf-8")
    (administrator / "weibo.toml").write_text('id = "weibo"\noff = true\n', encoding="utf-8")
    known = {target.id: target for target in known_targets()}
    assert next(iter(known)) == "village"
    assert known["village"].named("en") == "村网"
    assert "weibo" not in known


@pytest.mark.parametrize(
    "text",
    [
        "id =",
        described("http://village.example/s?u={address}"),
        described("javascript:alert('{address}')"),
        described("https://{address}/"),
        described("https://user:secret@village.example/{address}"),
        described("https://village.example/"),
        described("https://village.example/?u={address}&p={password}"),
        described("mailto:nobody@village.example?body={letter}", way='"mail"'),
        described(way='"code"'),
        described(id='"../x"'),
        described(icon='"../../secret"'),
        described(name="{ }"),
        described(**{"longest-title": "0"}),
        described(unknown="1"),
    ],
)
def test_a_description_that_is_wrong_is_left_out_and_told_of(folders: tuple[Path, Path], text: str) -> None:
    (folders[0] / "village.toml").write_text(text, encoding="utf-8")
    assert [target.id for target in known_targets()] == list(BUILT_IN)
    assert [unread.file.name for unread in unread_targets()] == ["village.toml"]


def test_an_icon_that_is_not_there_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "village.toml"
    file.write_text(described(icon='"no-such-icon"'), encoding="utf-8")
    target = read_target(file)
    assert isinstance(target, Target)
    assert (target.icon, target.way) == ("share-2", Way.BROWSER)
