"""The caret and the voice tell each other where they are; keys lead to headings, paragraphs and links."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.model.article import Article, Heading, Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.qt.told import Told
from gxreader.qt.window import Window
from gxreader.speech.state import PlayerState
from tests.qt.conftest import Opener, built_of

NEXT = "https://example.org/2.html"
FIRST = "村口有一棵老荔枝树。树下放着三张旧书桌。"


def linked() -> Article:
    """Two sections, with two links in the second."""
    return Article(
        title="荔枝树下",
        language="zh",
        blocks=(
            Paragraph((Run(FIRST),)),
            Heading((Run("早晨"),)),
            Paragraph((Run("请看"), Run("第二", link=NEXT), Run("页", strong=True, link=NEXT), Run("。"))),
            Paragraph((Run("也看"), Run("第三页", link=NEXT))),
        ),
    )


def caret(window: Window) -> Locator | None:
    return window.view.place_of(window.view.textCursor().position())


def unit_at_caret(window: Window) -> str:
    place = caret(window)
    assert place is not None
    return window.view.units[place.block].text


def test_reading_begins_at_the_sentence_where_the_caret_stands(open_window: Opener, qtbot) -> None:
    window = open_window(linked())
    reader = built_of(window).reader
    qtbot.keyClick(window.view, Qt.Key.Key_Down)
    for _step in range(12):
        qtbot.keyClick(window.view, Qt.Key.Key_Right)
    assert reader.session.place == Locator(1, 12, 12)
    perform(reader, "play")
    assert reader.listening.sentence is not None
    assert reader.listening.sentence.place.start == 10, "its second sentence"


def test_where_the_voice_rests_the_caret_is(open_window: Opener) -> None:
    window = open_window(linked())
    reader = built_of(window).reader
    perform(reader, "next-heading")
    assert reader.listening.is_speaking
    perform(reader, "play")
    assert reader.listening.state is PlayerState.PAUSED
    assert reader.listening.sentence is not None
    assert caret(window) == reader.listening.sentence.place.point()
    assert unit_at_caret(window) == "早晨"


def test_whoever_moves_the_caret_in_a_pause_is_read_to_from_there(open_window: Opener, qtbot) -> None:
    window = open_window(linked())
    reader = built_of(window).reader
    perform(reader, "play")
    perform(reader, "play")
    qtbot.keyClick(window.view, Qt.Key.Key_Down)
    qtbot.keyClick(window.view, Qt.Key.Key_Down)
    assert reader.listening.state is PlayerState.IDLE
    assert unit_at_caret(window) == "早晨", "and the caret stays where it was moved to"
    perform(reader, "play")
    assert reader.listening.sentence is not None
    assert reader.listening.sentence.place.block == 2


def test_moving_within_the_paused_sentence_keeps_the_pause(open_window: Opener, qtbot) -> None:
    window = open_window(linked())
    reader = built_of(window).reader
    perform(reader, "play")
    perform(reader, "play")
    qtbot.keyClick(window.view, Qt.Key.Key_Right)
    assert reader.listening.state is PlayerState.PAUSED


def test_the_caret_does_not_disturb_the_voice(open_window: Opener, qtbot) -> None:
    window = open_window(linked())
    reader = built_of(window).reader
    perform(reader, "play")
    sentence = reader.listening.sentence
    qtbot.keyClick(window.view, Qt.Key.Key_Down)
    assert reader.listening.is_speaking
    assert reader.listening.sentence == sentence


def test_another_size_language_or_mode_leaves_the_caret_in_its_text(open_window: Opener) -> None:
    window = open_window(linked())
    reader = built_of(window).reader
    perform(reader, "go-next-heading")
    perform(reader, "go-next-heading")
    for command in ("bigger", "language", "mode", "colours"):
        perform(reader, command)
        window.refresh()
        assert unit_at_caret(window) == "早晨", command
        assert window.view.hasFocus(), command


def test_a_turned_page_takes_the_caret_along(open_window: Opener) -> None:
    blocks = tuple(Paragraph((Run(f"这是第{number}段。" * 9),)) for number in range(30))
    window = open_window(Article(title="长", language="zh", blocks=blocks))
    perform(built_of(window).reader, "page-down")
    scrolled = window.view.verticalScrollBar().value()
    assert scrolled > 0
    assert caret(window) == window.view.first_visible_place()
    assert built_of(window).reader.session.place == caret(window)


def test_keys_lead_to_headings_paragraphs_and_links(open_window: Opener) -> None:
    window = open_window(linked())
    built = built_of(window)
    chosen: list[str] = []
    window.view.link_chosen.disconnect(window._follow)
    window.view.link_chosen.connect(chosen.append)
    for command, unit, words in (
        ("go-next-heading", "早晨", "标题：早晨"),
        ("go-previous-heading", "荔枝树下", "标题：荔枝树下"),
        ("go-previous-heading", "荔枝树下", "前面没有标题了"),
        (
            "go-next-paragraph",
            FIRST,
            f"段落：{FIRST}",
        ),
        ("go-next-link", "请看第二页。", "链接：第二"),
        ("go-next-link", "也看第三页", "链接：第三页"),
        ("go-next-link", "也看第三页", "后面没有链接了"),
        ("go-previous-link", "请看第二页。", "链接：第二"),
        ("go-previous-link", "请看第二页。", "前面没有链接了"),
    ):
        perform(built.reader, command)
        assert unit_at_caret(window) == unit, command
        assert built.last_words == words
    assert not built.reader.listening.is_active, "nothing is read aloud"
    assert not chosen


def test_enter_opens_the_link_that_a_key_has_led_to(open_window: Opener, qtbot) -> None:
    window = open_window(linked())
    chosen: list[str] = []
    window.view.link_chosen.disconnect(window._follow)
    window.view.link_chosen.connect(chosen.append)
    perform(built_of(window).reader, "help")
    perform(built_of(window).reader, "go-next-link")
    assert window.page() is Page.READING
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert chosen == [NEXT]


def test_while_the_voice_reads_it_goes_along(open_window: Opener) -> None:
    window = open_window(linked())
    reader = built_of(window).reader
    perform(reader, "play")
    perform(reader, "go-next-heading")
    perform(reader, "go-next-heading")
    assert reader.listening.is_speaking
    assert reader.listening.sentence is not None
    assert reader.listening.sentence.place.block == 2


def test_a_selection_is_not_lost_to_the_voice(open_window: Opener, qtbot) -> None:
    window = open_window(linked())
    reader = built_of(window).reader
    qtbot.keyClick(window.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    selected = window.view.selection()
    assert selected is not None
    perform(reader, "play")
    perform(reader, "play")
    assert window.view.selection() == selected


@pytest.fixture
def screen_reader():
    """Somebody listens, as far as Qt knows."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("screen_reader")
def test_a_screen_reader_is_told_each_answer_and_the_whole_paragraph(
    open_window: Opener,
) -> None:
    window = open_window(linked())
    reader = built_of(window).reader
    perform(reader, "bigger")
    told = window.findChild(Told)
    assert told is not None
    assert told.accessibleName() == built_of(window).last_words
    interface = QAccessible.queryAccessibleInterface(told)
    assert interface.role() is QAccessible.Role.Notification
    assert interface.text(QAccessible.Text.Name) == built_of(window).last_words
    perform(reader, "go-next-paragraph")
    assert told.accessibleName() == FIRST


@pytest.mark.usefixtures("screen_reader")
def test_our_own_voice_is_silent_beside_a_screen_reader(open_window: Opener, monkeypatch) -> None:
    window = open_window(linked())
    reader = built_of(window).reader
    spoken: list[str] = []
    monkeypatch.setattr(reader.voices, "speak", lambda words, _language: spoken.append(words))
    perform(reader, "prompts")
    for command in ("bigger", "go-next-heading", "where", "colours", "mode", "language"):
        perform(reader, command)
        window.refresh()
    assert not spoken
    QAccessible.setActive(False)
    perform(reader, "bigger")
    assert spoken, "without a screen reader it speaks"


def test_names_hold_nothing_that_is_only_for_the_eye(open_window: Opener) -> None:
    from gxreader.qt.keys import CommandKey

    window = open_window(linked())
    names = [key.accessibleName() for key in window.findChildren(CommandKey)]
    assert names
    assert all(names)
    assert not [name for name in names if "\u200b" in name]
