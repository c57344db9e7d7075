"""The screen of files: in every face and phase, with real downloads behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.download_items import Phase
from gxreader.app.interface import Page
from gxreader.errors import OutputError
from gxreader.load.fetch import FetchRules, WebFetcher
from gxreader.model.site import Attachment
from gxreader.qt.tasks import ThreadDoor
from gxreader.qt.tile import Tile
from gxreader.settings.schema import DOWNLOAD_FOLDER, OWN_SERVERS
from tests.core.file_server import file_server
from tests.parts import small_article
from tests.replica.server import portal

FILES = (
    Attachment("附件1：青禾县老年人优待证申请表.docx", "https://a.cn/1.docx", "docx", 38_000),
    Attachment(
        "附件2：2026年城乡居民医保缴费标准和时间安排表.xlsx", "https://a.cn/2.xlsx", "xlsx", 1_300_000
    ),
    Attachment("附件3：宣传片.mp4", "https://b.cn/3.mp4", "mp4"),
)


@pytest.fixture(autouse=True)
def no_web(monkeypatch):
    """Nobody is asked how large anything is."""
    from gxreader.app.downloading import Downloads

    monkeypatch.setattr(Downloads, "look", lambda _downloads: None)


def sheet_of(window):
    window.show_page(Page.DOWNLOADS)
    QApplication.processEvents()
    return window.screens.sheet(Page.DOWNLOADS)


def keys(sheet) -> list[str]:
    return [name for name, tile in sheet.tiles.items() if tile.isVisible()]


def rows(sheet) -> list[str]:
    return [key.text() for key in sheet.rows._keys if key.isVisible()]


def put(window, **changes):
    downloads = window.reader.downloads
    downloads._change(downloads.chosen, **changes)
    QApplication.processEvents()


STATES = (
    {},
    {"phase": Phase.WAITING},
    {"phase": Phase.WORKING, "done": 9_000},
    {"phase": Phase.STOPPED, "done": 9_000},
    {"phase": Phase.READY, "path": Path("/tmp/下载") / FILES[0].name, "warning": "is-page"},  # noqa: S108 - a name
    {"phase": Phase.TROUBLE, "error": OutputError("download.no-room", name="下载", megabytes=512)},
)


@pytest.mark.parametrize("state", STATES, ids=lambda state: str(state.get("phase", "offered")))
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("mode", "text_size"), [("elderly", 30), ("elderly", 72), ("standard", 28)])
@pytest.mark.parametrize("size", [(1366, 768), (960, 600)])
def test_nothing_is_cut_off(open_window, state, language, mode, text_size, size) -> None:
    article = small_article(attachments=FILES)
    window = open_window(article, mode=mode, language=language, text_size=text_size, size=size)
    sheet = sheet_of(window)
    put(window, **state)
    assert (window.width(), window.height()) == size
    tiles = [tile for tile in sheet.findChildren(Tile) if tile.isVisible()]
    shown = [sheet.rows, *tiles, *(widget for widget in (sheet.how, sheet.bar) if widget.isVisible())]
    areas = [widget.geometry() for widget in shown]
    for number, area in enumerate(areas):
        assert sheet.rect().contains(area)
        assert not any(area.intersects(other) for other in areas[number + 1 :])
    for tile in tiles:
        assert tile.fits(tile.fitting()), tile.text()
    if sheet.how.isVisible():
        assert sheet.how.heightForWidth(sheet.how.width()) <= sheet.how.height()
    assert rows(sheet)


def test_each_phase_has_its_keys(open_window) -> None:
    window = open_window(small_article(attachments=FILES[:1]))
    sheet = sheet_of(window)
    found = []
    for state in STATES:
        put(window, **state)
        found.append(keys(sheet)[:2])
        assert sum(tile.primary for tile in sheet.tiles.values() if tile.isVisible()) == 1
    assert found == [
        ["download-start", "download-open"],
        ["download-stop", "download-place"],
        ["download-stop", "download-place"],
        ["download-start", "download-drop"],
        ["download-open", "download-folder"],
        ["download-start", "download-open"],
    ]


def test_a_row_is_chosen_and_the_keys_are_for_it(open_window, qtbot) -> None:
    window = open_window(small_article(attachments=FILES))
    sheet = sheet_of(window)
    assert sheet.tiles["download-start"].hasFocus()
    assert "Word 文档，37 KB" in rows(sheet)[0]
    qtbot.mouseClick(sheet.rows._keys[2], Qt.MouseButton.LeftButton)
    assert window.reader.downloads.chosen == FILES[2].url
    assert keys(sheet) == ["download-start", "download-all", "download-place"]  # a film cannot be read


def test_the_keyboard_stays_with_the_file_when_its_keys_change(open_window) -> None:
    window = open_window(small_article(attachments=FILES))
    sheet = sheet_of(window)
    put(window, phase=Phase.WORKING)
    assert sheet.tiles["download-stop"].hasFocus()
    put(window, phase=Phase.READY, path=Path("/tmp/a.docx"))  # noqa: S108 - a name
    assert sheet.tiles["download-open"].hasFocus()


def test_progress_is_shown_and_never_said_again_and_again(open_window) -> None:
    window = open_window(small_article(attachments=FILES))
    sheet = sheet_of(window)
    put(window, phase=Phase.WORKING, done=9_500)
    before, said = rows(sheet), window.reader.announcements.last
    put(window, done=19_000)
    assert rows(sheet) == before  # a screen reader would read a row anew
    assert window.reader.announcements.last is said
    assert "50%" in sheet.how.text()
    assert sheet.bar.share == pytest.approx(0.5)


def test_a_switch_of_language_keeps_the_work_and_changes_its_words(open_window) -> None:
    window = open_window(small_article(attachments=FILES))
    sheet = sheet_of(window)
    put(window, phase=Phase.WORKING, done=9_500)
    window.reader.switch_language()
    QApplication.processEvents()
    assert "25%" in sheet.how.text()
    assert "Word document" in rows(sheet)[0]


def test_a_terminal_only_reads(open_window) -> None:
    window = open_window(small_article(attachments=FILES), mode="terminal")
    assert keys(sheet_of(window)) == ["download-open"]


def test_without_files_it_says_so(open_window) -> None:
    window = open_window(small_article())
    sheet = sheet_of(window)
    assert sheet._none.isVisible()
    assert keys(sheet) == ["download-place"]


def test_the_end_of_an_article_with_files_has_the_key_to_them(open_window, qtbot) -> None:
    window = open_window(small_article(attachments=FILES))
    strip = window.frame.strip
    assert strip.remedy.isVisible()
    window.reader.announcements.clear()
    perform(window.reader, "page-down")
    qtbot.waitUntil(lambda: window.is_at_rest, timeout=2000)
    assert strip._offers["downloads"].isVisible()
    window.reader.opening.show(small_article())
    qtbot.waitUntil(lambda: window.is_at_rest, timeout=2000)
    assert not strip._offers["downloads"].isVisible()


def test_a_file_of_the_portal_comes_behind_a_window_that_lives_on(open_window, qtbot, tmp_path) -> None:
    door = ThreadDoor()
    fetcher = WebFetcher(FetchRules(hosts=frozenset({"127.0.0.1"}), pauses=()))
    window = open_window(small_article(), tasks=door, fetcher=fetcher)
    settings = window.reader.settings
    settings.set(OWN_SERVERS, "127.0.0.1")
    settings.set(DOWNLOAD_FOLDER, str(tmp_path / "下载"))
    with portal() as site:
        window.reader.opening.open_text(site.url + "qhyw/t27001001.shtml")
        qtbot.waitUntil(lambda: bool(window.reader.downloads.items), timeout=10_000)
        sheet_of(window).tiles["download-start"].click()
        window.show_page(Page.READING)
        perform(window.reader, "bigger")  # it answers, whatever comes meanwhile
        qtbot.waitUntil(lambda: window.reader.downloads.items[0].phase is Phase.READY, timeout=10_000)
    path = window.reader.downloads.items[0].path
    assert path is not None
    assert path.name in window.frame.strip.message.text()
    window.frame.strip.remedy.click()
    qtbot.waitUntil(lambda: window.reader.session.origin == str(path), timeout=10_000)
    assert window.page() is Page.READING
    door.close()


def test_closing_the_window_ends_a_download_that_can_be_gone_on_with(open_window, qtbot, tmp_path) -> None:
    door = ThreadDoor()
    window = open_window(small_article(), tasks=door)
    settings = window.reader.settings
    settings.set(OWN_SERVERS, "127.0.0.1")
    settings.set(DOWNLOAD_FOLDER, str(tmp_path / "下载"))
    with file_server() as server:
        address = server.offer("/a.pdf", b"%PDF-1.4\n" + bytes(200_000), waits_after=100_000)
        window.reader.session.show(small_article(attachments=(Attachment("a.pdf", address),)))
        window.reader.downloads.start(address)
        qtbot.waitUntil(lambda: window.reader.downloads.items[0].done >= 100_000, timeout=10_000)
        window.close()
        door.close()
        door._pool.waitForDone(5_000)
    (note,) = (tmp_path / "下载").glob("*.json")
    assert '"kept":100000' in note.read_text()
