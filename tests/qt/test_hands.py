"""Hands that tremble, slip, rest or hold: what counts as a press."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.qt.big_pointer import pointer_picture
from gxreader.qt.hands import HANDS, Debounce, Hands
from gxreader.qt.keys import CommandKey, Key
from gxreader.qt.window import Window
from gxreader.settings import schema
from gxreader.settings.store import Settings
from tests.qt.conftest import built_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def ordinary_hands() -> Iterator[None]:
    yield
    HANDS.take(Settings(None))


def key_of(window: Window, command_id: str) -> CommandKey:
    keys = [
        key for key in window.findChildren(CommandKey) if key.command.id == command_id and key.isVisible()
    ]
    return keys[0]


def drag(key: CommandKey, by: QPoint) -> None:
    start = key.rect().center()
    QTest.mousePress(key, LEFT, pos=start)
    QTest.mouseMove(key, start + by)
    QTest.mouseRelease(key, LEFT, pos=start + by)


def test_a_slip_off_a_key_presses_the_key_where_the_press_began(open_window) -> None:
    window = open_window(mode="elderly")
    key, before = key_of(window, "bigger"), window.reader.appearance.text_size
    drag(key, QPoint(0, key.height() // 2 + 60))
    assert window.reader.appearance.text_size > before


def test_moving_far_away_takes_the_press_back(open_window) -> None:
    window = open_window(mode="elderly")
    key, before = key_of(window, "bigger"), window.reader.appearance.text_size
    drag(key, QPoint(0, key.height() // 2 + 100))
    assert window.reader.appearance.text_size == before


def test_a_slip_onto_another_key_does_not_press_that(open_window) -> None:
    window = open_window(mode="elderly")
    key, other = key_of(window, "smaller"), key_of(window, "bigger")
    before = window.reader.appearance.text_size
    drag(key, other.mapTo(window, QPoint(10, 30)) - key.mapTo(window, key.rect().center()))
    assert window.reader.appearance.text_size < before


def test_a_trembling_click_on_a_sentence_reads_it_and_selects_nothing(open_window) -> None:
    window = open_window(mode="elderly")
    view = window.view
    spot = next(
        QPoint(x, y)
        for y in range(40, view.viewport().height(), 8)
        for x in range(150, 600, 20)
        if view.place_at(QPoint(x, y)) is not None
    )
    QTest.mousePress(view.viewport(), LEFT, pos=spot)
    QTest.mouseMove(view.viewport(), spot + QPoint(14, 4))
    QTest.mouseRelease(view.viewport(), LEFT, pos=spot + QPoint(14, 4))
    assert view.selection() is None
    assert window.reader.listening.is_active


def test_holding_presses_and_touching_says_how(open_window) -> None:
    window = open_window(mode="elderly")
    window.reader.settings.set(schema.HOLD_TO_CLICK, 300)
    window.refresh()
    key, before = key_of(window, "bigger"), window.reader.appearance.text_size
    QTest.mouseClick(key, LEFT)
    assert window.reader.appearance.text_size == before
    assert built_of(window).said[-1].key == "say.hold-longer"
    QTest.mousePress(key, LEFT)
    QTest.qWait(380)
    grown = window.reader.appearance.text_size
    assert grown > before
    QTest.mouseRelease(key, LEFT)
    assert window.reader.appearance.text_size == grown


def rest(window: Window, key: CommandKey, milliseconds: int, at: QPoint | None = None) -> None:
    """Let the pointer lie on a key."""
    point = key.mapToGlobal(at or key.rect().center())
    window._dwelling.look(point)
    QTest.qWait(milliseconds)
    window._dwelling.look(point)


def test_a_resting_pointer_presses_once(open_window) -> None:
    window = open_window(mode="elderly")
    HANDS.dwell = 60
    key, before = key_of(window, "bigger"), window.reader.appearance.text_size
    window._dwelling.look(window.mapToGlobal(QPoint(1, window.height() // 2)))
    rest(window, key, 20)
    assert 0 < key.dwell_share < 1
    assert window.reader.appearance.text_size == before
    rest(window, key, 90)
    grown = window.reader.appearance.text_size
    assert grown > before
    rest(window, key, 90)
    assert window.reader.appearance.text_size == grown, "once, until the pointer has been elsewhere"


def test_the_pointer_is_watched_only_where_the_reader_wishes_it(open_window) -> None:
    window = open_window(mode="elderly")
    assert not window._dwelling._clock.isActive()
    perform(window.reader, "dwell-click")
    QApplication.processEvents()
    assert window._dwelling._clock.isActive()
    perform(window.reader, "undo")
    QApplication.processEvents()
    assert not window._dwelling._clock.isActive()


def test_what_appears_under_a_resting_pointer_is_not_pressed(open_window) -> None:
    window = open_window(mode="elderly")
    HANDS.dwell = 30
    key = key_of(window, "bigger")
    point, before = key.mapToGlobal(key.rect().center()), window.reader.appearance.text_size
    window._dwelling._at = point  # it lay there before the key came
    rest(window, key, 60)
    rest(window, key, 60)
    assert window.reader.appearance.text_size == before


def test_the_readers_own_time_guards_against_a_second_press(open_window, monkeypatch) -> None:
    monkeypatch.setattr(Debounce, "milliseconds", None)
    window = open_window(mode="elderly")
    window.reader.settings.set(schema.CLICK_GUARD, 1200)
    window.refresh()
    assert HANDS.guard == 1200
    debounce = Debounce()
    HANDS.guard = 600_000  # however slow this computer is
    assert [debounce.admits(), debounce.admits()] == [True, False]
    HANDS.guard = 0
    assert debounce.admits()


def test_a_guarded_keyboard_does_the_same_once() -> None:
    hands = Hands()
    assert hands.admits_again("colours")
    assert hands.admits_again("colours")
    hands.guard = 1200
    assert not hands.admits_again("colours")
    assert hands.admits_again("mode")


def test_the_screen_for_unsure_hands_has_a_key_to_try(open_window) -> None:
    window = open_window(mode="elderly")
    window.show_page(Page.HANDS)
    QTest.mouseClick(key_of(window, "try-hands"), LEFT)
    assert built_of(window).said[-1].key == "say.pressed"
    QTest.mouseClick(key_of(window, "hold-click"), LEFT)
    assert window.reader.settings.get(schema.HOLD_TO_CLICK) == 300
    assert built_of(window).said[-1].remedy == "undo"


def test_the_pointer_grows_and_goes_back_with_the_window(open_window) -> None:
    window = open_window()
    for _ in range(2):
        perform(window.reader, "big-pointer")
    QApplication.processEvents()
    shape = QApplication.overrideCursor()
    assert shape is not None
    assert shape.pixmap().width() == 24 * 3
    perform(window.reader, "undo")
    QApplication.processEvents()
    assert QApplication.overrideCursor().pixmap().width() == 24 * 2
    window.close()
    assert QApplication.overrideCursor() is None


@pytest.mark.parametrize("times", [2, 3, 4])
def test_the_large_arrow_is_black_with_a_white_rim(times: int) -> None:
    picture = pointer_picture(times).toImage()
    assert picture.width() == 24 * times
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert {"#000000", "#ffffff"} <= seen


def test_the_second_click_of_a_pair_that_waited_for_a_slow_change_is_none(qtbot, monkeypatch) -> None:
    monkeypatch.setattr(Debounce, "milliseconds", 200)
    monkeypatch.setattr(Key, "_debounce", Debounce())  # one that knows nothing of earlier tests
    first, second = Key("x"), Key("x")
    for key in (first, second):
        key.set_words("键", "")
        key.resize(200, 80)
        key.show()
        qtbot.addWidget(key)
    pressed: list[str] = []

    def slow() -> None:
        pressed.append("first")
        time.sleep(0.3)  # another face is laid out; the second click lies in wait

    first.clicked.connect(slow)
    second.clicked.connect(lambda: pressed.append("second"))
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert pressed == ["first"]
    qtbot.wait(250)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert pressed == ["first", "second"]
