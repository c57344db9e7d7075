"""The page goes along with the voice, waits for a hand that has scrolled, and leads back when asked."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.model.article import Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.qt import follower
from gxreader.settings import schema
from tests.parts import small_article
from tests.qt.conftest import built_of

LONG = small_article(
    blocks=tuple(Paragraph((Run(f"第{number}段。" + "山水" * 20 + "。"),)) for number in range(80))
)


def wheel(view, notches: int) -> None:
    centre = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        centre,
        QPointF(view.viewport().mapToGlobal(centre.toPoint())),
        QPoint(),
        QPoint(0, -120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def middle(view, place: Locator) -> float:
    """Where a place stands, as a share of the view's height."""
    return (
        view.line_middle(view.span(place)[0]) - view.verticalScrollBar().value()
    ) / view.viewport().height()


def offered(window) -> list[str]:
    keys = window.frame.strip._offers.values()
    return [key.command.id for key in keys if key.isVisible()]


@pytest.mark.parametrize("mode", ["elderly", "standard"])
def test_the_sentence_being_read_stays_in_the_middle_third(open_window, mode: str) -> None:
    window = open_window(LONG, mode=mode)
    perform(window.reader, "play")
    for _ in range(40):
        perform(window.reader, "next-sentence")
    for _ in range(12):
        perform(window.reader, "next-sentence")
        place = window.reader.listening.here
        assert 1 / 3 - 0.1 <= middle(window.view, place) <= 2 / 3 + 0.02
    for _ in range(6):
        perform(window.reader, "previous-sentence")
        place = window.reader.listening.here
        assert 1 / 3 - 0.2 <= middle(window.view, place) <= 2 / 3 + 0.02


@pytest.mark.parametrize("mode", ["elderly", "standard"])
def test_a_reader_who_has_scrolled_away_is_left_there_and_led_back(
    open_window, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "FOLLOW_AGAIN_MS", 0)
    window = open_window(LONG, mode=mode)
    perform(window.reader, "play")
    assert offered(window) == []
    wheel(window.view, 12)
    value = window.view.verticalScrollBar().value()
    assert offered(window) == ["to-voice"]
    for _ in range(40):
        built_of(window).sink.advance(200)
        window.reader.listening.poll()
    assert window.view.verticalScrollBar().value() == value, "the page was pulled away"
    key = window.frame.strip._offers["to-voice"]
    assert key.height() >= (60 if mode == "elderly" else 40)
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    assert 0 <= middle(window.view, window.reader.listening.here) <= 2 / 3
    assert offered(window) == []


def test_a_voice_that_is_met_again_is_followed_again(open_window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follower, "FOLLOW_AGAIN_MS", 0)
    window = open_window(LONG)
    perform(window.reader, "play")
    wheel(window.view, 12)
    assert offered(window) == ["to-voice"]
    wheel(window.view, -12)
    assert offered(window) == []


def test_the_keys_of_the_voice_lead_back_too(open_window) -> None:
    window = open_window(LONG)
    perform(window.reader, "play")
    wheel(window.view, 12)
    perform(window.reader, "next-sentence")
    assert 0 <= middle(window.view, window.reader.listening.here) <= 2 / 3
    assert offered(window) == []


def test_a_voice_that_ends_leaves_no_key_behind(open_window) -> None:
    window = open_window(LONG)
    perform(window.reader, "play")
    wheel(window.view, 12)
    perform(window.reader, "stop")
    assert offered(window) == []


def test_the_way_back_to_the_voice_leads_from_every_screen(open_window) -> None:
    window = open_window(LONG)
    perform(window.reader, "play")
    window.show_page(Page.MORE)
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert window.page() is Page.READING


def test_nothing_is_marked_behind_another_screen_and_all_is_when_it_is_left(open_window) -> None:
    window = open_window(LONG)
    perform(window.reader, "play")
    window.show_page(Page.HELP)
    calls = []
    window.view.scrolled.connect(lambda: calls.append(1))
    for _ in range(12):
        perform(window.reader, "next-sentence")
    assert calls == []
    window.leave_page()
    assert calls
    assert 0 <= middle(window.view, window.reader.listening.here) <= 2 / 3


# Focused reading


def fade(window) -> tuple[int, int]:
    """The darkest grey near the top and in the middle of the view."""
    view = window.view
    QApplication.processEvents()
    place = QRect(view.viewport().mapTo(window, QPoint(0, 0)), view.viewport().size())
    image = window.grab(place).toImage()

    def darkest(top: int, bottom: int) -> int:
        return min(
            image.pixelColor(x, y).lightness() for x in range(0, image.width(), 2) for y in range(top, bottom)
        )

    height = image.height()
    return darkest(0, height // 12), darkest(height // 2 - 40, height // 2 + 40)


@pytest.mark.parametrize("mode", ["elderly", "standard"])
@pytest.mark.parametrize("still", [True, False])
def test_focused_reading_shows_the_word_in_the_middle_and_little_else(
    open_window, qtbot, mode: str, still: bool
) -> None:
    window = open_window(LONG, mode=mode)
    window.reader.settings.set(schema.REDUCED_MOTION, still)
    perform(window.reader, "play")
    for _ in range(30):
        perform(window.reader, "next-sentence")
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert window.is_focused()
    built_of(window).sink.advance(1500)
    window.reader.listening.poll()

    def off_the_middle() -> float:
        selections = window.view.extraSelections()
        word = selections[-1].cursor.selectionStart()
        line = window.view.line_middle(word) - window.view.verticalScrollBar().value()
        return abs(line - window.view.viewport().height() / 2)

    if still:
        assert off_the_middle() <= 2
    qtbot.waitUntil(lambda: off_the_middle() <= 2, timeout=20_000)
    top, middle_of_view = fade(window)
    assert top > 240
    assert middle_of_view < 60


def test_the_first_and_the_last_line_come_to_the_middle_too(open_window) -> None:
    window = open_window(LONG)
    perform(window.reader, "focus")
    for place in (Locator(len(window.reader.session.units) - 1), Locator(0, 1, 1)):
        window.view.scroll_to(place)
        assert abs(middle(window.view, place) - 0.5) < 0.02


@pytest.mark.parametrize("mode", ["elderly", "standard"])
def test_leaving_focused_reading_keeps_the_place(open_window, mode: str) -> None:
    window = open_window(LONG, mode=mode)
    window.view.scroll_to(Locator(33))
    perform(window.reader, "focus")
    assert window.view.first_visible_place().block == 33
    perform(window.reader, "bigger")
    QApplication.processEvents()
    assert window.view.first_visible_place().block == 33
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.is_focused()
    assert window.view.first_visible_place().block == 33
    assert window.view.parentWidget() is window.frame.card


def test_pages_and_wheel_go_on_by_the_lines_that_are_seen(open_window) -> None:
    window = open_window(LONG)
    perform(window.reader, "focus")
    view = window.view
    view.scroll_to(Locator(20))
    before = view.verticalScrollBar().value()
    wheel(view, 1)
    one = view.verticalScrollBar().value() - before
    assert 0.9 * view.pitch <= one <= 2.2 * view.pitch
    before = view.verticalScrollBar().value()
    view.turn_page(1)
    page = view.verticalScrollBar().value() - before
    assert 2 * view.pitch <= page <= 4.5 * view.pitch


def test_focused_reading_keeps_its_keys_and_nothing_else(open_window) -> None:
    from gxreader.qt.keys import CommandKey

    window = open_window(LONG, language="en")
    perform(window.reader, "focus")
    keys = {key.command.id: key for key in window.frame.findChildren(CommandKey) if key.isVisible()}
    assert set(keys) == {
        "focus",
        "smaller",
        "bigger",
        "colours",
        "previous-sentence",
        "play",
        "next-sentence",
    }
    assert keys["focus"].text() == "Leave\u200b focused reading"


def test_where_the_reader_has_stopped_the_voice_is_ready_to_begin(open_window, qtbot, monkeypatch) -> None:
    window = open_window(LONG)
    prepared = []
    monkeypatch.setattr(window.reader.listening.player(), "prepare", prepared.append)
    window.turn_page(1)
    window.turn_page(1)
    qtbot.waitUntil(lambda: prepared == [window.reader.session.place], timeout=5000)
    assert prepared[0].block > 0
    perform(window.reader, "play")
    window.turn_page(1)
    qtbot.wait(600)
    assert len(prepared) == 1  # the voice is busy with what is heard


def test_a_paused_sentence_stays_in_sight_when_the_text_grows(open_window) -> None:
    window = open_window(LONG)
    perform(window.reader, "play")
    for _ in range(3):
        perform(window.reader, "next-sentence")
    perform(window.reader, "play")  # it pauses
    place = window.reader.listening.here
    for _ in range(6):
        perform(window.reader, "bigger")
        window.refresh()
        QApplication.processEvents()
    assert 0 <= middle(window.view, place) < 1
