"""A reader's way through a portal, in the real program with its own processes, seen over AT-SPI."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from gxreader.library.sites import site_folders
from gxreader.settings.schema import DOWNLOAD_FOLDER, FIRST_RUN_DONE, OWN_SERVERS
from gxreader.settings.store import Settings, settings_file
from tests.journeys.assistive_desk import AssistiveDesk, assistive_desk, missing, until
from tests.replica.content import COLUMNS, TWIN
from tests.replica.server import Portal, portal

_WHY_NOT = missing()
pytestmark = [
    pytest.mark.skipif(bool(_WHY_NOT) and not os.environ.get("CI"), reason=_WHY_NOT),
    pytest.mark.timeout(300),
]
NEWS = COLUMNS[0]


@pytest.fixture
def site(private_home: Path, tmp_path: Path) -> Iterator[Portal]:
    settings = Settings(settings_file())
    settings.set(OWN_SERVERS, "127.0.0.1")
    settings.set(FIRST_RUN_DONE, True)
    settings.set(DOWNLOAD_FOLDER, str(tmp_path))
    settings.save()
    with portal() as server:
        folder = site_folders()[-1][0]
        assert folder.is_relative_to(private_home)
        folder.mkdir(parents=True)
        (folder / "a-qinghe.toml").write_text(server.description(), encoding="utf-8")
        yield server


@pytest.fixture
def desk(private_home: Path) -> Iterator[AssistiveDesk]:
    assert not _WHY_NOT, _WHY_NOT  # where every change is tested, all of it is there
    with assistive_desk(private_home) as made:
        yield made


def begin(desk: AssistiveDesk, address: str, title: str) -> None:
    desk.start("--lang", "zh", "open", address, "--mode", "elderly", "--window", "1366x768")
    assert desk.shows("heading", title), desk.complaints_text


def shown(desk: AssistiveDesk, role: str, name: str) -> None:
    assert desk.shows(role, name), (name, desk.complaints_text)


def pressed(desk: AssistiveDesk, name: str) -> None:
    assert until(lambda: desk.look("press", "push button", name) is True), (name, desk.complaints_text)


def test_from_a_column_to_articles_and_up_again(desk: AssistiveDesk, site: Portal) -> None:
    begin(desk, f"{site.url}{NEWS.folder}/index.shtml", NEWS.name)
    assert desk.look("press", "link", NEWS.stories[0].title) is True
    shown(desk, "heading", NEWS.stories[0].title)
    desk.key("ctrl+shift+Next")
    shown(desk, "heading", NEWS.stories[1].title)
    desk.key("ctrl+i")
    shown(desk, "push button", NEWS.stories[2].title)
    pressed(desk, "看英文版")
    shown(desk, "heading", "Lamps at the old ferry")
    desk.key("alt+Left")
    shown(desk, "heading", NEWS.stories[1].title)
    assert desk.look("press", "link", NEWS.name) is True, "the breadcrumb leads up"
    shown(desk, "heading", NEWS.name)
    desk.leave()


def test_the_news_go_on_by_the_key(desk: AssistiveDesk, site: Portal) -> None:
    begin(desk, f"{site.url}{NEWS.folder}/{TWIN.id}.shtml", TWIN.title)
    desk.key("ctrl+shift+k")
    shown(desk, "label", "第 1 条，共 ")
    pressed(desk, "下一条")
    shown(desk, "label", "第 2 条，共 ")
    pressed(desk, "先跳过")
    shown(desk, "label", "第 3 条，共 ")
    desk.leave()


def test_what_was_read_is_found_the_next_day(desk: AssistiveDesk, site: Portal) -> None:
    begin(desk, f"{site.url}{NEWS.folder}/{TWIN.id}.shtml", TWIN.title)
    desk.leave()
    desk.start("--lang", "zh", "--mode", "elderly", "--window", "1366x768")
    shown(desk, "push button", "接着上次")
    desk.key("ctrl+k")
    shown(desk, "text", "输入要找的字")
    for letter in "chuanpiao":  # 船票, as it sounds
        desk.key(letter)
    shown(desk, "push button", TWIN.title)
    pressed(desk, TWIN.title)
    shown(desk, "heading", TWIN.title)
    desk.leave()


def test_a_file_is_downloaded_into_the_chosen_folder(
    desk: AssistiveDesk, site: Portal, tmp_path: Path
) -> None:
    begin(desk, f"{site.url}{NEWS.folder}/{TWIN.id}.shtml", TWIN.title)
    desk.key("ctrl+shift+j")
    pressed(desk, "下载")
    assert until((tmp_path / f"{TWIN.title}.txt").exists), desk.complaints_text
    assert TWIN.paragraphs[0] in (tmp_path / f"{TWIN.title}.txt").read_text(encoding="utf-8")
    pressed(desk, "打开看")
    assert until(lambda: TWIN.paragraphs[0][:6] in str(desk.look("caret")["text"])), desk.complaints_text
    desk.leave()


def test_private_reading_leaves_nothing_behind(desk: AssistiveDesk, site: Portal, private_home: Path) -> None:
    desk.start("--lang", "zh", "--mode", "standard", "--window", "1366x768")
    shown(desk, "text", "网址")
    desk.key("alt+shift+i")
    shown(desk, "label", "私密阅读开始了")
    desk.key("ctrl+l")
    subject = f"{site.url}{NEWS.folder}/{NEWS.stories[3].id}.shtml"
    desk.type(subject)
    desk.key("Return")
    shown(desk, "heading", NEWS.stories[3].title)
    desk.leave()
    traces = [
        file
        for file in private_home.rglob("*")
        if file.is_file() and NEWS.stories[3].id.encode() in file.read_bytes()
    ]
    assert traces == []
