"""What a reader sees when something is done."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QTextLine
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from gxreader.app.commands import COMMANDS, perform
from gxreader.app.interface import Page
from gxreader.library.last_read import LastRead
from gxreader.model.article import Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.qt.hands import Debounce
from gxreader.qt.keys import CommandKey
from gxreader.qt.line_metrics import LineMetrics
from gxreader.qt.tile import Tile
from gxreader.qt.window import Window
from gxreader.settings import schema
from gxreader.speech.state import PlayerState
from gxreader.theme.sizes import ELDERLY
from tests.parts import small_article
from tests.qt.conftest import built_of

LONG = small_article(
    blocks=tuple(Paragraph((Run(f"第{number}段。" + "山水" * 40 + "。"),)) for number in range(60))
)


def key(window: Window, command_id: str) -> CommandKey:
    found = [key for key in window.findChildren(CommandKey, f"key-{command_id}") if key.isVisible()]
    assert found, command_id
    return found[0]


def press(window: Window, command_id: str) -> None:
    QTest.mouseClick(key(window, command_id), Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_the_whole_window_changes_language_at_once_and_keeps_the_place(open_window) -> None:
    window = open_window(LONG, mode="standard")
    window.view.scroll_to(Locator(20))
    before = window.view.first_visible_place()
    press(window, "language")
    assert key(window, "play").text() == "Read aloud"
    assert key(window, "language").text() == "中文"
    assert window.view.first_visible_place().block == before.block
    assert "Page" in window.frame.strip.status.text()


def test_into_elderly_mode_and_out_again_keeps_the_place(open_window) -> None:
    window = open_window(LONG, mode="standard")
    window.view.scroll_to(Locator(20))
    press(window, "mode")
    assert window.reader.appearance.face.id == "elderly"
    assert window.view.first_visible_place().block == 20
    press(window, "mode")
    assert window.reader.appearance.face.id == "standard"
    assert window.view.first_visible_place().block == 20


@pytest.mark.parametrize("mode", ["elderly", "standard"])
def test_a_bigger_text_keeps_the_place(open_window, mode: str) -> None:
    window = open_window(LONG, mode=mode)
    window.view.scroll_to(Locator(30))
    for command_id in ("bigger", "bigger", "smaller", "colours"):
        perform(window.reader, command_id)
        QApplication.processEvents()
        assert window.view.first_visible_place().block == 30


def test_pages_overlap_by_two_lines_and_cut_none(open_window) -> None:
    window = open_window(LONG)
    view = window.view
    value = view.verticalScrollBar().value()
    for _ in range(5):
        lines_before = visible_lines(window)
        press(window, "page-down")
        lines_after = visible_lines(window)
        assert 1 <= len(lines_before & lines_after) <= 3
        assert view.verticalScrollBar().value() > value
        assert abs(min(lines_after) - view.verticalScrollBar().value()) <= 60
        value = view.verticalScrollBar().value()
    press(window, "page-up")
    assert view.verticalScrollBar().value() < value


def visible_lines(window: Window) -> set[int]:
    """The tops, in document coordinates, of all lines that are wholly on screen."""
    view = window.view
    top = view.verticalScrollBar().value()
    bottom = top + view.viewport().height()
    found = set()
    block = view.document().begin()
    while block.isValid():
        start = view.document().documentLayout().blockBoundingRect(block).top()
        for number in range(block.layout().lineCount()):
            line: QTextLine = block.layout().lineAt(number)
            if start + line.y() >= top - 1 and start + line.y() + line.height() <= bottom + 1:
                found.add(round(start + line.y()))
        block = block.next()
    return found


def test_the_last_page_says_so(open_window) -> None:
    window = open_window(LONG)
    for _ in range(200):
        press(window, "page-down")
    assert built_of(window).said[-1].key == "say.last-page"
    page, pages = window.view.pages()
    assert page == pages


def test_reading_marks_the_sentence_and_the_word_and_keeps_them_in_sight(open_window) -> None:
    window = open_window(LONG)
    press(window, "play")
    sink = built_of(window).sink
    seen = 0
    for _ in range(400):
        sink.advance(200)
        window.reader.listening.poll()
        selections = window.view.extraSelections()
        if len(selections) == 2:
            seen += 1
            sentence, word = (selection.cursor for selection in selections)
            assert sentence.selectionStart() <= word.selectionStart()
            assert word.selectionEnd() <= sentence.selectionEnd()
            rect = window.view.cursorRect(word)
            assert 0 <= rect.top() <= window.view.viewport().height()
    assert seen > 100


def test_reading_begins_where_the_eyes_are(open_window) -> None:
    window = open_window(LONG)
    for _ in range(4):
        press(window, "page-down")
    at_top = window.view.first_visible_place()
    press(window, "play")
    assert at_top.block > 3
    assert window.reader.session.place.block == at_top.block


def test_after_a_click_on_a_heading_reading_begins_there(open_window) -> None:
    window = open_window(mode="standard")
    window.lead_to(Locator(3))
    press(window, "play")
    assert window.reader.session.place.block == 3


def test_a_word_stays_in_sight_though_its_sentence_is_longer_than_the_screen(open_window) -> None:
    article = small_article(blocks=(Paragraph((Run("山水" * 400 + "。"),)),))
    window = open_window(article, text_size=72)
    press(window, "play")
    words = set()
    for _ in range(1500):
        built_of(window).sink.advance(200)
        window.reader.listening.poll()
        selections = window.view.extraSelections()
        if len(selections) == 2:
            words.add(selections[1].cursor.selectionStart())
            rect = window.view.cursorRect(selections[1].cursor)
            assert rect.bottom() <= window.view.viewport().height() + 2
            assert rect.top() >= -2
    assert len(words) > 100


def test_the_page_number_moves_with_every_page(open_window) -> None:
    window = open_window(LONG)
    total = window.view.pages()[1]
    for expected in range(2, total + 1):
        press(window, "page-down")
        assert window.view.pages() == (expected, total)


def test_a_pause_key_stands_on_every_screen_while_a_voice_speaks(open_window) -> None:
    window = open_window()
    press(window, "play")
    for page in (Page.MORE, Page.PHONE, Page.PRINT, Page.HELP, Page.HOME):
        window.show_page(page)
        assert key(window, "play").text() in {"暂停", "接着读"}
        press(window, "play")


def test_one_step_back_leads_through_the_screens_one_came_by(open_window) -> None:
    window = open_window()
    window.show_page(Page.HOME)
    window.show_page(Page.HELP)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.page() is Page.HOME
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.page() is Page.READING


def test_words_of_one_screen_do_not_stand_on_the_next(open_window) -> None:
    window = open_window()
    assert window.frame.strip.message.text()
    window.show_page(Page.MORE)
    shown = [window.screens.sheet(Page.MORE).strip.message.text()]
    assert shown == [""]


def test_page_keys_work_wherever_the_focus_is(open_window) -> None:
    window = open_window(LONG)
    key(window, "faster").setFocus()
    QTest.keyClick(key(window, "faster"), Qt.Key.Key_PageDown)
    assert window.view.verticalScrollBar().value() > 0


def test_a_link_in_the_text_opens_and_back_returns(open_window, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("另一篇\n\n这里是另一篇。", encoding="utf-8")
    run = Run("看这里", link=other.as_uri())
    window = open_window(small_article(blocks=(Paragraph((run,)),)))
    start, _end = window.view.span(Locator(2, 0, 3))
    cursor = window.view.textCursor()
    cursor.setPosition(start + 1)
    QTest.mouseClick(
        window.view.viewport(), Qt.MouseButton.LeftButton, pos=window.view.cursorRect(cursor).center()
    )
    assert window.reader.session.article.title == "另一篇"
    perform(window.reader, "back")
    assert window.reader.session.article.title == "荔枝树下的图书馆"


def test_a_click_on_the_progress_bar_goes_there(open_window) -> None:
    window = open_window(LONG, mode="standard")
    bar = window.frame.progress
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() * 2 // 3, bar.height() // 2))
    assert abs(window.reader.session.place.block - bar.maximum() * 2 / 3) <= 2
    assert window.reader.listening.state is PlayerState.PLAYING


def test_a_picture_is_named_though_it_cannot_be_shown(open_window) -> None:
    from gxreader.model.article import Picture

    blocks = (Picture("a.png", "一只猫", (Run("我们的猫"),)), Picture("b.png", "一条狗"))
    window = open_window(small_article(blocks=blocks))
    text = window.view.toPlainText()
    assert all(words in text for words in ("一只猫", "我们的猫", "一条狗"))
    assert text.count("图片") == 2


def test_the_big_key_says_what_it_will_do(open_window) -> None:
    window = open_window()
    for words in ("暂停", "接着读", "暂停"):
        press(window, "play")
        assert key(window, "play").text() == words
        assert key(window, "play").accessibleName() == words


def test_a_click_on_a_sentence_reads_from_there(open_window) -> None:
    window = open_window()
    view = window.view
    start, end = view.span(Locator(4, 0, 10))
    cursor = view.textCursor()
    cursor.setPosition((start + end) // 2)
    point = view.cursorRect(cursor).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert window.reader.listening.state is PlayerState.PLAYING
    assert window.reader.session.place.block == 4


def test_dragging_over_text_selects_it_and_starts_no_voice(open_window) -> None:
    window = open_window()
    view = window.view
    start, end = view.span(Locator(4, 0, 10))
    cursor = view.textCursor()
    cursor.setPosition(start)
    first = view.cursorRect(cursor).center()
    cursor.setPosition(end)
    last = view.cursorRect(cursor).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(view.viewport(), last)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=last)
    assert view.textCursor().hasSelection()
    assert window.reader.listening.state is PlayerState.IDLE


def test_a_double_click_counts_once(open_window, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()
    size = window.reader.appearance.text_size
    press(window, "bigger")
    monkeypatch.setattr(Debounce, "milliseconds", 600_000)  # however slow this computer is
    press(window, "bigger")
    assert ELDERLY.ladder.index(window.reader.appearance.text_size) == (ELDERLY.ladder.index(size) + 1)


def test_a_held_key_presses_once(open_window) -> None:
    window = open_window()
    bigger = key(window, "bigger")
    size = window.reader.appearance.text_size
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    for repeat in (False, True, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", repeat)
        QApplication.sendEvent(bigger, event)
    assert ELDERLY.ladder.index(window.reader.appearance.text_size) == (ELDERLY.ladder.index(size) + 1)


@pytest.mark.parametrize("command", [c for c in COMMANDS.values() if c.shortcuts], ids=lambda c: c.id)
def test_every_shortcut_reaches_its_command(open_window, command, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtGui import QKeySequence

    done: list[str] = []
    monkeypatch.setattr("gxreader.qt.window.perform", lambda _reader, command_id: done.append(command_id))
    window = open_window()
    window.view.setFocus()
    for keys in command.shortcuts:
        pressed = QKeySequence(keys)[0]
        QTest.keyClick(window.view, pressed.key(), pressed.keyboardModifiers())
        assert done == [command.id], keys
        done.clear()


def test_dropped_files_and_texts_are_opened(open_window, tmp_path: Path) -> None:
    window = open_window()
    file = tmp_path / "南湖 散记.txt"
    file.write_text("南湖散记\n\n湖边有人打太极。风很轻。", encoding="utf-8")
    for data, title in (
        (mime(urls=[QUrl.fromLocalFile(str(file))]), "南湖散记"),
        (mime(text="北湖\n\n也很好。"), "北湖"),
    ):
        event = QDropEvent(
            QPointF(100, 100),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        window.dropEvent(event)
        assert window.reader.session.article.title == title


def mime(*, urls: list[QUrl] | None = None, text: str = "") -> QMimeData:
    data = QMimeData()
    if urls:
        data.setUrls(urls)
    if text:
        data.setText(text)
    return data


def test_paste_opens_what_was_copied(open_window) -> None:
    window = open_window()
    QApplication.clipboard().setText("青秀山\n\n山上桂花开了。")
    perform(window.reader, "paste")
    assert window.reader.session.article.title == "青秀山"


def test_an_error_is_said_on_a_screen_with_keys_that_help(open_window) -> None:
    window = open_window()
    window.reader.opening.open_text("/nowhere/x.txt")
    QApplication.processEvents()
    assert window.page() is Page.TROUBLE
    sentence = window.findChild(QLabel, "trouble-sentence")
    assert "x.txt" in sentence.text()
    press(window, "open-file")
    assert window.page() is Page.FILES
    press(window, "back")
    press(window, "back")
    assert window.page() is Page.READING
    assert window.reader.session.article == small_article()


def test_escape_leads_back_from_every_screen(open_window) -> None:
    window = open_window()
    for page in (Page.MORE, Page.PHONE, Page.PRINT, Page.HELP, Page.HOME):
        window.show_page(page)
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert window.page() is Page.READING


def test_words_typed_into_the_field_are_marked_in_the_article(open_window) -> None:
    window = open_window(mode="standard")
    field = window.findChild(QLineEdit, "address")
    field.setText("书")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(window.view.extraSelections()) == len(window.reader.finding.hits) > 0


def test_the_size_of_the_window_and_the_settings_are_kept(qtbot, tmp_path: Path) -> None:
    from gxreader.settings.store import Settings
    from tests.parts import build_reader

    file = tmp_path / "settings.json"
    window = Window(build_reader(Settings(file)).reader)
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    perform(window.reader, "mode")
    window.close()
    again = Settings(file)
    assert again.get(schema.MODE) == "elderly"
    assert (again.get(schema.WINDOW_WIDTH), again.get(schema.WINDOW_HEIGHT)) == (1000, 700)


def test_a_long_work_shows_one_part_and_turns_to_the_next(open_window) -> None:
    from gxreader.model.article import Part

    article = small_article(blocks=LONG.blocks, parts=(Part("上", 0, 30), Part("下", 30, 60)))
    window = open_window(article)
    assert "第29段" in window.view.toPlainText()
    assert "第30段" not in window.view.toPlainText()
    for _ in range(60):
        press(window, "page-down")
    assert "第59段" in window.view.toPlainText()
    window.view.scroll_to(Locator(2))
    assert "第0段" in window.view.toPlainText()


def test_pages_are_counted_once_after_a_new_article_and_not_before_it_is_shown(
    open_window, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    window = open_window()
    counted: list[int] = []
    count = LineMetrics.page_tops

    def counting(lines: LineMetrics, overlap: int) -> list[float]:
        counted.append(overlap)
        return count(lines, overlap)

    monkeypatch.setattr(LineMetrics, "page_tops", counting)
    window.reader.opening.show(LONG)
    assert "第0段" in window.view.toPlainText()
    assert not counted
    qtbot.waitUntil(lambda: bool(counted))
    QApplication.processEvents()
    assert len(counted) == 1
    assert str(window.view.pages()[1]) in window.frame.strip.status.text()


def test_at_rest_the_number_of_pages_is_there_and_whole(open_window, qtbot) -> None:
    window = open_window(mode="elderly")
    status = window.frame.strip.status
    status.setText("1")
    QApplication.processEvents()
    window.reader.opening.show(LONG)
    assert not window.is_at_rest
    qtbot.waitUntil(lambda: window.is_at_rest)
    QApplication.processEvents()
    assert str(window.view.pages()[1]) in status.text()
    assert status.width() >= status.sizeHint().width()


def test_documents_of_earlier_articles_are_let_go(open_window) -> None:
    from PySide6.QtGui import QTextDocument

    window = open_window()
    for number in range(20):
        window.reader.opening.show(small_article(title=f"第{number}篇"))
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    QApplication.processEvents()
    assert len(window.view.findChildren(QTextDocument)) <= 2


def test_the_wheel_scrolls_by_whole_lines(open_window) -> None:
    from PySide6.QtGui import QWheelEvent

    window = open_window(LONG)
    view = window.view
    for _ in range(7):
        event = QWheelEvent(
            QPointF(200, 200),
            view.viewport().mapToGlobal(QPointF(200, 200)),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)
        tops = visible_lines(window)
        gap = min(tops) - view.verticalScrollBar().value()
        assert gap <= 40  # a paragraph gap at most, never half a line
    assert view.verticalScrollBar().value() > 0


@pytest.mark.parametrize("mode", ["elderly", "standard"])
def test_at_home_what_was_read_last_is_first_and_largest_and_one_press_away(
    open_window, monkeypatch, mode
) -> None:
    window = open_window(mode=mode)
    reader = window.reader
    reader.opening.welcome()
    opened = []
    monkeypatch.setattr(reader.continuing, "last", lambda: LastRead("/books/渡口.txt", "渡口"))
    monkeypatch.setattr(reader.opening, "open_text", opened.append)
    window.show_page(Page.HOME)
    tile = QApplication.focusWidget()
    assert tile.objectName() == "key-continue"
    assert tile.accessibleDescription() == "渡口"
    others = [other for other in window.findChildren(Tile) if other.isVisible() and other is not tile]
    assert all(tile.width() * tile.height() > other.width() * other.height() for other in others)
    assert all(tile.y() <= other.y() for other in others)
    QTest.keyClick(tile, Qt.Key.Key_Return)
    assert opened == ["/books/渡口.txt"]
