"""Sharing asks before anything is opened, sends nothing itself, and obeys the administrator."""

from pathlib import Path
from urllib.request import urlopen

import pytest

from gxreader.app import carrying as carrying_module
from gxreader.app.carrying import Phase
from gxreader.app.commands import perform
from gxreader.app.interface import NoInterface, Page
from gxreader.model.article import Paragraph, Run
from gxreader.policy import sharing as policy_module
from gxreader.policy.sharing import Sharing as Policy
from gxreader.policy.sharing import written_sharing
from gxreader.settings import schema
from gxreader.settings.store import Settings
from gxreader.share.one_time_page import OneTimePage
from gxreader.share.text_codes import joined
from tests.parts import Built, build_reader, small_article

ADDRESS = "https://www.example.gov.cn/t1.shtml"

ALLOWED = Policy()


class Desk(NoInterface):
    """A window that notes what it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.copied: list[str] = []
        self.has_programs = True

    def open_in_browser(self, address: str) -> bool:
        self.opened.append(address)
        return self.has_programs

    def write_mail(self, address: str) -> bool:
        return self.open_in_browser(address)

    def copy_text(self, text: str) -> None:
        self.copied.append(text)


class HerePage(OneTimePage):
    """The page at home, on this computer alone."""

    def __init__(self, page, ended) -> None:
        super().__init__(page, ended, "127.0.0.1")


@pytest.fixture
def desk(monkeypatch):
    """A reader with an article, and what its window was asked for."""

    def make(
        policy: Policy = ALLOWED, mode: str = "standard", *, local: bool = False, **changes: object
    ) -> tuple[Built, Desk]:
        monkeypatch.setattr(carrying_module, "written_sharing", lambda: policy)
        settings = Settings(None)
        settings.set(schema.LANGUAGE, "zh")
        settings.set(schema.MODE, mode)
        settings.set(schema.LOCAL_PAGE, local)
        built = build_reader(settings)
        interface = Desk()
        built.reader.attach(interface)
        built.reader.carrying.make_page = HerePage  # type: ignore[assignment]
        built.reader.opening.show(small_article(**({"url": ADDRESS} | changes)))
        made.append(built)
        return built, interface

    made: list[Built] = []
    yield make
    for built in made:
        built.reader.close()


def choose(built: Built, name: str) -> None:
    sharing = built.reader.sharing
    sharing.choose(next(row for row in sharing.rows if row.target.id == name))


def ids(built: Built) -> list[str]:
    return [row.target.id for row in built.reader.sharing.rows]


@pytest.mark.parametrize("name", ["weibo", "qzone", "qq", "mail"])
def test_nothing_is_opened_before_the_reader_has_said_yes(desk, name: str) -> None:
    built, interface = desk()
    choose(built, name)
    asked = built.reader.sharing.asked
    assert asked is not None
    assert interface.opened == []
    perform(built.reader, "share-open")
    assert interface.opened == [asked.address]
    perform(built.reader, "share-open")
    assert len(interface.opened) == 1


def test_a_no_opens_nothing_and_says_so(desk) -> None:
    built, interface = desk()
    choose(built, "weibo")
    perform(built.reader, "share-not")
    perform(built.reader, "share-open")
    assert interface.opened == []
    assert built.said[-1].key == "say.not-opened"


def test_another_article_is_not_sent_in_the_place_of_the_one_that_was_asked_for(desk) -> None:
    built, interface = desk()
    choose(built, "weibo")
    built.reader.opening.show(small_article(title="别的文章", url=ADDRESS + "?2"))
    perform(built.reader, "share-open")
    assert interface.opened == []


@pytest.mark.parametrize(("name", "key"), [("weibo", "say.no-browser"), ("mail", "say.no-mail")])
def test_a_computer_without_the_program_says_so(desk, name: str, key: str) -> None:
    built, interface = desk()
    interface.has_programs = False
    choose(built, name)
    perform(built.reader, "share-open")
    assert built.said[-1].key == key


def test_link_and_text_are_copied_whole(desk) -> None:
    long = tuple(Paragraph((Run(f"第{number}段，不能少。"),)) for number in range(5_000))
    built, interface = desk(url=ADDRESS + "?utm_source=x&id=2", blocks=long)
    choose(built, "copy-link")
    choose(built, "copy-text")
    link, text = interface.copied
    assert link == ADDRESS + "?id=2"
    assert text.startswith("荔枝树下的图书馆\n——一个村子和它的书\n样刊\n\n第0段，不能少。\n\n第1段")
    assert text.endswith(f"第4999段，不能少。\n\n{ADDRESS}?id=2\n")
    assert [said.key for said in built.said[-2:]] == ["say.link-copied", "say.text-copied"]


def test_without_an_address_text_remains_and_the_rest_says_why_not(desk) -> None:
    for url in ("", "gxreader:welcome", "file:///home/reader/1.txt"):
        built, interface = desk(url=url)
        rows = built.reader.sharing.rows
        assert [row.target.id for row in rows if not row.reason] == ["copy-text"]
        assert rows[0].target.id == "copy-text"
        choose(built, "weibo")
        choose(built, "wechat")
        assert built.said[-1].key == "share.needs-address"
        assert (built.reader.sharing.asked, interface.opened, interface.page()) == (None, [], Page.READING)


def test_a_work_that_is_still_coming_is_not_copied_in_part(desk) -> None:
    built, interface = desk()
    built.reader.session.is_growing = True
    choose(built, "copy-text")
    assert interface.copied == []
    assert built.said[-1].key == "say.still-opening"


def test_on_a_terminal_codes_stay_and_nothing_opens_another_program(desk) -> None:
    built, _ = desk(mode="terminal", local=True)
    assert ids(built) == ["wechat", "toutiao", "copy-link", "copy-text"]
    assert not built.reader.carrying.can_give_page
    allowed, _ = desk(Policy(terminal_browser=True), mode="terminal", local=True)
    assert "weibo" in ids(allowed)
    assert not allowed.reader.carrying.can_give_page


def test_the_administrator_switches_sharing_off(desk) -> None:
    built, _ = desk(Policy(allowed=False), local=True)
    assert ids(built) == []
    assert not built.reader.carrying.can_give_page
    perform(built.reader, "phone")
    assert built.reader.carrying.content == ADDRESS
    without_browser, _ = desk(Policy(browser=False))
    assert "weibo" not in ids(without_browser)
    assert "mail" not in ids(without_browser)
    forbidden, _ = desk(Policy(local_page=False))
    perform(forbidden.reader, "local-page")
    assert forbidden.said[-1].key == "say.local-page-forbidden"
    assert not forbidden.reader.settings.get(schema.LOCAL_PAGE)


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        (None, Policy()),
        ("", Policy()),
        ("[other]\nx = 1\n", Policy()),
        ("[share]\nallowed = false\n", Policy(allowed=False)),
        (
            "[share]\nlocal-page = false\nterminal-browser = true\n",
            Policy(local_page=False, terminal_browser=True),
        ),
        ("[share]\nalowed = false\n", policy_module.NOTHING),
        ("[share\n", policy_module.NOTHING),
    ],
)
def test_a_policy_that_cannot_be_understood_allows_nothing(tmp_path: Path, monkeypatch, text, policy) -> None:
    file = tmp_path / "policy.toml"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(policy_module, "policy_file", lambda: file)
    assert written_sharing() == policy


def test_a_phone_is_shown_how_for_the_app_that_scans(desk) -> None:
    built, interface = desk()
    choose(built, "wechat")
    carrying, words = built.reader.carrying, built.reader.appearance.messages
    assert (interface.page(), carrying.content) == (Page.PHONE, ADDRESS)
    assert "微信" in carrying.words(words)[1]
    choose(built, "toutiao")
    assert "今日头条" in carrying.words(words)[1]
    perform(built.reader, "phone")
    assert "今日头条" not in carrying.words(words)[1]


def test_the_text_goes_code_by_code_and_is_whole(desk) -> None:
    sentences = tuple(Paragraph((Run(f"第{number}句话，一个字也不能少。"),)) for number in range(60))
    built, interface = desk(url="", blocks=sentences)
    perform(built.reader, "phone")
    carrying = built.reader.carrying
    seen = [carrying.content]
    while carrying.turn(1):
        seen.append(carrying.content)
    assert len(seen) > 2
    assert [code.partition("\n")[0] for code in seen] == [f"{n}/{len(seen)}" for n in range(1, len(seen) + 1)]
    choose(built, "copy-text")
    assert joined(tuple(seen)) == interface.copied[0]
    perform(built.reader, "phone-next")
    assert built.said[-1].key == "say.last-code"
    perform(built.reader, "phone-previous")
    assert carrying.content == seen[-2]


def test_a_text_too_long_for_codes_says_how_many_and_what_else_there_is(desk) -> None:
    built, _ = desk(url="", blocks=(Paragraph((Run("字" * 20_000),)),))
    perform(built.reader, "phone")
    carrying, words = built.reader.carrying, built.reader.appearance.messages
    assert (carrying.phase, carrying.content) == (Phase.TOO_LONG, "")
    assert str(carrying.needed) in carrying.words(words)[0]
    assert "无线网" in carrying.words(words)[1]
    allowed, _ = desk(url="", local=True, blocks=(Paragraph((Run("字" * 20_000),)),))
    perform(allowed.reader, "phone")
    assert "无线网" not in allowed.reader.carrying.words(words)[1]


def test_a_page_at_home_is_given_only_where_it_was_allowed_and_asked_for(desk) -> None:
    built, _ = desk()
    perform(built.reader, "phone-page")
    assert built.said[-1].key == "say.no-local-page"
    perform(built.reader, "local-page")
    perform(built.reader, "phone-page-yes")  # nothing was asked yet
    assert built.reader.carrying.phase is not Phase.SERVING
    perform(built.reader, "phone-page")
    assert built.reader.carrying.phase is Phase.ASKING
    perform(built.reader, "phone-page-no")
    assert built.reader.carrying.content == ADDRESS


def serving(desk) -> tuple[Built, OneTimePage]:
    built, _ = desk(local=True)
    perform(built.reader, "phone")
    perform(built.reader, "phone-page")
    perform(built.reader, "phone-page-yes")
    carrying = built.reader.carrying
    assert carrying.phase is Phase.SERVING
    assert carrying._page is not None
    return built, carrying._page


def test_a_phone_takes_the_article_once(desk) -> None:
    built, page = serving(desk)
    address = built.reader.carrying.content
    assert address.startswith("http://127.0.0.1:")
    with urlopen(address, timeout=5) as answer:  # noqa: S310 - our own, on this computer
        text = answer.read().decode()
    assert "荔枝树下的图书馆" in text
    assert page.wait(5)
    assert built.reader.carrying.phase is Phase.TAKEN
    assert built.said[-1].key == "say.page-taken"


@pytest.mark.parametrize("way", ["leave", "another article", "close", "address"])
def test_the_page_is_gone_when_the_reader_has_gone(desk, way: str) -> None:
    built, page = serving(desk)
    if way == "leave":
        built.reader.carrying.leave()
    elif way == "close":
        built.reader.close()
    elif way == "address":
        perform(built.reader, "phone-page-no")
    else:
        built.reader.opening.show(small_article(title="别的"))
    assert page.wait(5)
    with pytest.raises(OSError, match=r"."):
        urlopen(page.address, timeout=5)  # noqa: S310


def test_a_computer_without_a_home_network_says_so(desk) -> None:
    def nowhere(*_arguments: object) -> None:
        raise carrying_module.ReaderError("share.no-home-network")

    built, _ = desk(local=True)
    built.reader.carrying.make_page = nowhere  # type: ignore[assignment]
    perform(built.reader, "phone-page")
    perform(built.reader, "phone-page-yes")
    assert built.said[-1].key == "share.no-home-network"
    assert built.reader.carrying.phase is Phase.ASKING
