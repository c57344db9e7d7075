"""What a reader sees while something is opened, and where it cannot be."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.app.loading import Loading, Opened
from gxreader.app.ways import Failure
from gxreader.errors import LoadError, Unreachable, Unreadable
from gxreader.i18n.messages import LANGUAGES, messages
from gxreader.load.loader import Work
from gxreader.load.reference import Kind, Reference
from gxreader.model.article import Article, ListBlock, ListItem, Paragraph, Part, Run
from gxreader.model.locator import Locator
from gxreader.model.site import Notice
from gxreader.model.units import Units
from gxreader.qt import dialogs
from gxreader.qt.keys import CommandKey
from gxreader.qt.loading_strip import SHOW_AFTER_MS, LoadingStrip, loading_words
from gxreader.qt.tile import Tile
from gxreader.qt.window import Window
from tests.core.test_app_opening import FakeWeb, LaterTasks
from tests.parts import small_article
from tests.qt.conftest import built_of
from tests.qt.test_faces import clipped_words, overlaps
from tests.qt.test_window import LONG, key, press

ADDRESS = "https://www.example.org/news/t1.html"
FAILURES: list[tuple[LoadError, Reference]] = [
    (Unreadable("load.browser-only"), Reference(Kind.ADDRESS, ADDRESS)),
    (Unreachable("load.too-slow", host="www.example.org"), Reference(Kind.ADDRESS, ADDRESS)),
    (Unreadable("load.office"), Reference(Kind.FILE, "/文件/通知.doc")),
]


def strip_of(window: Window) -> LoadingStrip:
    shown = [strip for strip in window.findChildren(LoadingStrip) if strip.isVisible()]
    assert len(shown) == 1
    return shown[0]


def start(window: Window, loading: Loading) -> None:
    window.reader.opening._set_loading(loading)
    for _ in range(20):  # a busy computer shows it later
        QTest.qWait(SHOW_AFTER_MS + 100)
        if any(strip.isVisible() for strip in window.findChildren(LoadingStrip)):
            return


def drop(window: Window, data: QMimeData) -> None:
    place, action = QPointF(300, 300), Qt.DropAction.CopyAction
    entered = QDragEnterEvent(
        QPoint(300, 300), action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dragEnterEvent(entered)
    assert entered.isAccepted()
    window.dropEvent(
        QDropEvent(place, action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    )
    QApplication.processEvents()


def as_opened(article: Article) -> Opened:
    return Opened(Work(article), Units(article))


# While it is on its way


@pytest.mark.parametrize("mode", ["elderly", "standard"])
@pytest.mark.parametrize("page", [Page.READING, Page.HOME])
def test_while_loading_a_strip_tells_how_far_it_is_and_a_key_stops_it(
    open_window, mode: str, page: Page
) -> None:
    window = open_window(mode=mode)
    window.show_page(page)
    start(window, Loading("www.example.org", "fetching", 350, 1000))
    strip = strip_of(window)
    assert "www.example.org" in strip.what.text()
    assert "35" in strip.how_far.text()
    assert strip.bar.share == pytest.approx(0.35)
    assert strip.key.height() >= (72 if mode == "elderly" else 40)
    assert window.view.toPlainText()  # what was open stays readable
    press(window, "stop-loading")
    assert not window.findChildren(LoadingStrip)[0].isVisible()
    assert built_of(window).said[-1].key == "say.cancelled"
    assert window.page() is page


def test_what_opens_at_once_shows_no_strip(open_window) -> None:
    window = open_window()
    window.reader.opening._set_loading(Loading("x"))
    QTest.qWait(50)
    window.reader.opening._set_loading(None)
    QTest.qWait(SHOW_AFTER_MS + 100)
    assert not any(strip.isVisible() for strip in window.findChildren(LoadingStrip))


def test_escape_stops_waiting(open_window) -> None:
    window = open_window(tasks=LaterTasks())
    window.reader.opening.open(Reference(Kind.ADDRESS, ADDRESS))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.reader.opening.is_loading
    assert window.page() is Page.READING


def test_what_takes_long_says_so(open_window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gxreader.qt.reading_window.SLOW_AFTER_MS", 30)
    window = open_window(tasks=LaterTasks())
    window.reader.opening.open(Reference(Kind.ADDRESS, ADDRESS))
    QTest.qWait(200)
    assert built_of(window).said[-1].key == "say.slow"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_of_a_load_has_words(language: str) -> None:
    states = (
        Loading(),
        Loading("a"),
        Loading("a", "fetching", 10),
        Loading("a", "fetching", 3_000_000),
        Loading("a", "fetching", 1, 4),
        Loading("a", "parsing"),
        Loading("a", "parsing", 12, 300),
        Loading("a", "parsing", 12, 300, begun=True),
    )
    told = [loading_words(state, messages(language)) for state in states]
    assert len(set(told)) == len(states)
    assert all("{" not in words and not words.startswith("ui.") for pair in told for words in pair)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("mode", "step", "size"),
    [
        ("elderly", 24, (1366, 768)),
        ("elderly", 72, (1366, 768)),
        ("elderly", 72, (960, 600)),
        ("standard", 16, (960, 600)),
        ("standard", 28, (1920, 1080)),
    ],
)
def test_strip_and_screens_of_trouble_clip_nothing(
    open_window, mode: str, step: int, size: tuple[int, int], language: str
) -> None:
    window = open_window(mode=mode, language=language, text_size=step, size=size)
    start(window, Loading("www.example.org", "parsing", 12, 300))
    assert window.size().toTuple() == size
    assert clipped_words(window) == []
    assert overlaps(window) == []
    window.reader.opening._set_loading(None)
    for error, reference in FAILURES:
        window.reader.opening._fail(Failure(error, reference))
        QApplication.processEvents()
        assert window.page() is Page.TROUBLE
        assert window.size().toTuple() == size, "the window had to grow"
        assert clipped_words(window) == []
        assert overlaps(window) == []
        least = 24 if mode == "elderly" else 14
        assert all(label.font().pixelSize() >= least for label in visible_labels(window))


def visible_labels(window: Window) -> list[QLabel]:
    return [label for label in window.findChildren(QLabel) if label.isVisible() and label.text()]


# The beginning of a long work


def long_work(count: int) -> Article:
    blocks = tuple(Paragraph((Run(f"第{number}段。" + "山水" * 40),)) for number in range(count))
    parts = tuple(Part(f"第{start}", start, min(start + 30, count)) for start in range(0, count, 30))
    return small_article(blocks=blocks, parts=parts)


def test_the_rest_of_a_long_work_comes_without_moving_the_page(open_window) -> None:
    window = open_window(tasks=LaterTasks())
    window.reader.opening.open(Reference(Kind.FILE, "/书.epub"))
    window.reader.opening._begin(as_opened(long_work(30)))
    for _ in range(3):
        window.turn_page(1)
    document, value = window.view.document(), window.view.verticalScrollBar().value()
    window.reader.opening._finish(as_opened(long_work(90)))
    assert window.view.document() is document  # what is shown was not even laid out anew
    assert window.view.verticalScrollBar().value() == value > 0
    assert window.view.parts() == (1, 3)
    window.view.scroll_to(Locator(80))
    assert "第77段" in window.view.toPlainText()


def test_pages_that_join_the_open_one_do_not_move_what_is_read(open_window) -> None:
    window = open_window(tasks=LaterTasks())
    first = small_article(blocks=LONG.blocks[:20])
    window.reader.opening.open(Reference(Kind.ADDRESS, ADDRESS))
    window.reader.opening._begin(as_opened(first))
    for _ in range(4):
        window.turn_page(1)
    before, value = window.view.first_visible_place(), window.view.verticalScrollBar().value()
    window.reader.opening._finish(as_opened(LONG))
    assert window.view.first_visible_place() == before
    assert window.view.verticalScrollBar().value() == pytest.approx(value, abs=1)
    assert "第59段" in window.view.toPlainText()


# Where it cannot be opened


@pytest.mark.parametrize("mode", ["elderly", "standard"])
def test_trouble_has_a_screen_with_the_sentence_and_its_keys(open_window, mode: str) -> None:
    window = open_window(mode=mode, fetcher=FakeWeb({ADDRESS: Unreadable("load.browser-only")}))
    window.reader.opening.open_text(ADDRESS)
    QApplication.processEvents()
    sentence = window.findChild(QLabel, "trouble-sentence")
    assert sentence.text() == messages("zh").text("load.browser-only")
    tiles = [tile.objectName() for tile in window.findChildren(Tile) if tile.isVisible()]
    assert tiles == ["key-browse", "key-paste", "key-open-file", "key-phone-address"]
    assert window.focusWidget().objectName() == "key-browse"
    window.reader.switch_language()
    QApplication.processEvents()
    assert sentence.text() == messages("en").text("load.browser-only")
    press(window, "phone-address")
    assert window.page() is Page.PHONE
    assert any(label.text().replace("\u200b", "") == ADDRESS for label in visible_labels(window))
    press(window, "back")
    assert window.page() is Page.TROUBLE
    press(window, "back")
    assert window.page() is Page.READING
    assert window.reader.session.article == small_article()


def test_only_web_addresses_are_handed_to_the_browser(open_window, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []
    monkeypatch.setattr(
        "gxreader.qt.window.QDesktopServices.openUrl", lambda url: bool(given.append(url.toString())) or True
    )
    window = open_window()
    assert window.open_in_browser(ADDRESS)
    for wrong in ("file:///etc/hostname", "javascript:alert(1)", "mailto:a@example.org", "http://[x", ""):
        assert not window.open_in_browser(wrong)
    assert given == [ADDRESS]


def test_each_trouble_has_its_own_keys(open_window) -> None:
    window = open_window()
    for error, reference in FAILURES:
        window.reader.opening._fail(Failure(error, reference))
        QApplication.processEvents()
        assert [tile.command.id for tile in window.findChildren(Tile) if tile.isVisible()]
    assert {tile.command.id for tile in window.findChildren(Tile) if tile.isVisible()} == {
        "open-file",
        "paste",
        "open-address",
    }
    assert key(window, "open-file").text() == "换一个文件"


# What is dropped and copied


def test_a_dropped_address_goes_before_the_words_of_its_link(open_window) -> None:
    page = "<html><body><h1>拖来的</h1>" + "<p>湖边的人慢慢多了，风从水面上来。</p>" * 8
    window = open_window(fetcher=FakeWeb({ADDRESS: page}))
    data = QMimeData()
    data.setData("text/x-moz-url", QByteArray(f"{ADDRESS}\n一条链接".encode("utf-16-le")))
    data.setText("一条链接")
    data.setHtml(f'<a href="{ADDRESS}">一条链接</a>')
    drop(window, data)
    assert window.reader.session.article.title == "拖来的"


def test_of_several_dropped_files_the_first_opens_and_a_word_is_said(open_window, tmp_path: Path) -> None:
    urls = []
    for name in ("甲", "乙"):
        file = tmp_path / f"{name}.txt"
        file.write_text(f"{name}的标题\n\n一段话。", encoding="utf-8")
        urls.append(QUrl.fromLocalFile(str(file)))
    data = QMimeData()
    data.setUrls(urls)
    window = open_window()
    drop(window, data)
    assert window.reader.session.article.title == "甲的标题"
    assert built_of(window).said[-1].key == "say.only-first"


def test_dropped_and_copied_words_are_an_article(open_window) -> None:
    window = open_window()
    data = QMimeData()
    data.setText("拖来的标题\n\n拖来的一段话。")
    drop(window, data)
    assert window.reader.session.article.title == "拖来的标题"
    copied = QMimeData()
    words = "风从水面上来，岸边的人慢慢多了，卖豆花的也来了。" * 5
    copied.setText(f"南湖\n{words}")
    copied.setHtml(f"<h2>南湖</h2><p>{words[:60]}<b>{words[60:]}</b></p>")
    QApplication.clipboard().setMimeData(copied)
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    runs = [run for unit in window.reader.session.units.all for run in unit.runs]
    assert any(run.strong for run in runs)


def test_a_copied_file_is_opened(open_window, tmp_path: Path) -> None:
    file = tmp_path / "抄来的 #1.txt"
    file.write_text("抄来的标题\n\n一段话。", encoding="utf-8")
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(file))])
    QApplication.clipboard().setMimeData(copied)
    window = open_window()
    press_paste = [found for found in window.findChildren(CommandKey, "key-paste") if found.isVisible()]
    assert not press_paste  # elderly mode: it is on the screen of more functions
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.reader.session.article.title == "抄来的标题"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_dialog_names_kinds_in_words(language: str) -> None:
    filters = dialogs.name_filters(messages(language))
    assert all(suffix in filters[0] for suffix in ("*.epub", "*.pdf", "*.docx", "*.txt", "*.mhtml", "*.ofd"))
    assert filters[-1].endswith("(*)")
    assert all(not words.startswith("ui.") for words in filters)


# Lists, links and words about the article


def listing() -> Article:
    items = tuple(
        ListItem(
            (
                Paragraph(
                    (Run(f"第{number}篇：河边的故事", link=f"https://www.example.org/news/t{number}.html"),)
                ),
                Paragraph((Run("2026年11月2日 · 韦小明"),)),
            )
        )
        for number in range(40)
    )
    return small_article(
        blocks=(ListBlock(items, ordered=True),), url="https://www.example.org/news/", title="新闻"
    )


def test_an_entry_opens_by_click_and_enter_and_back_leads_to_its_place(open_window) -> None:
    page = "<html><body><h1>打开的一篇</h1>" + "<p>湖边的人慢慢多了，风从水面上来。</p>" * 8
    web = FakeWeb({f"https://www.example.org/news/t{number}.html": page for number in range(40)})
    window = open_window(listing(), fetcher=web)
    for _ in range(4):
        window.turn_page(1)
    view = window.view
    before, value = view.first_visible_place(), view.verticalScrollBar().value()
    unit = next(unit for unit in window.reader.session.units.all[before.block + 1 :] if unit.runs[0].link)
    cursor = view.textCursor()
    cursor.setPosition(view.span(Locator(unit.index))[0])
    point = view.cursorRect(cursor).center() + QPoint(20, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert window.reader.session.article.title == "打开的一篇"
    press(window, "back")
    assert view.first_visible_place() == before
    assert view.verticalScrollBar().value() == pytest.approx(value, abs=1)
    cursor = view.textCursor()
    cursor.setPosition(view.span(Locator(unit.index))[0])
    view.setTextCursor(cursor)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.reader.session.article.title == "打开的一篇"
    assert web.asked[0][0] == web.asked[1][0]


def test_every_word_about_how_it_was_read_stands_above_the_article(open_window) -> None:
    warnings = (Notice("load.kept-copy", {"date": "2026-11-20 08:30"}), Notice("load.simplified"))
    window = open_window(small_article(warnings=warnings))
    text = window.view.toPlainText()
    for notice in warnings:
        assert messages("zh").text(notice.key, **notice.arguments) in text
    assert built_of(window).said[-1].key == "load.kept-copy"
    units = window.reader.session.units
    for unit in units.all:  # and moves no place
        assert window.view.cursor_for(Locator(unit.index, 0, len(unit.text))) is not None


def test_a_link_to_a_note_is_harmless(open_window) -> None:
    window = open_window(small_article(blocks=(Paragraph((Run("注一", link="#note1"),)),)))
    window.view.link_chosen.emit("#note1")
    assert built_of(window).said[-1].key == "say.link-within"
    assert window.page() is Page.READING


def test_a_note_opens_and_the_way_back_leads_to_its_mark(open_window) -> None:
    blocks = [Paragraph((Run("老船工今年七十岁"), Run("[1]", link="#n1"), Run("，还在摆渡。")))]
    blocks += [Paragraph((Run(f"第{number}天。" + "山水" * 60 + "。"),)) for number in range(40)]
    window = open_window(small_article(blocks=(*blocks, Paragraph((Run("[1] 见县志。"),)))))
    view = window.view
    window.view.link_chosen.emit("#n1")
    last = window.reader.session.units[len(window.reader.session.units) - 1]
    shown = view.cursorRect(view.cursor_for(Locator(last.index)))
    assert view.viewport().rect().contains(shown.center())
    assert built_of(window).said[-1].remedy == "back"
    perform(window.reader, "back")
    assert view.verticalScrollBar().value() == 0
    assert built_of(window).said[-1].key == "say.back-from-note"
    perform(window.reader, "back")
    assert window.page() is Page.HOME


# The end


def test_with_the_window_the_loader_ends(open_window) -> None:
    window = open_window()
    window.reader.opening.warm()
    loader = window.reader.opening._works.loader()
    closed: list[bool] = []
    loader.close = lambda: closed.append(True)
    window.close()
    assert closed == [True]
    assert not window._slow.isActive()
