"""Listening in the dark: one key, words that fade, and always a way out."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.model.article import Paragraph, Run
from gxreader.qt import black_screen
from gxreader.settings import schema
from gxreader.speech.state import PlayerState
from tests.parts import small_article
from tests.qt.conftest import built_of

LONG = small_article(blocks=tuple(Paragraph((Run("山水。" * 20),)) for number in range(30)))


def dark(open_window, **how):
    window = open_window(LONG, **how)
    perform(window.reader, "play")
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window.page() is Page.BLACK
    return window, window.screens.sheet(Page.BLACK)


def brightest(screen) -> int:
    QApplication.processEvents()
    image = QImage(screen.size(), QImage.Format.Format_RGB32)
    screen.render(image)
    return max(
        image.pixelColor(x, y).lightness()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def move(widget, x: int, y: int) -> None:
    point = QPointF(x, y)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        point,
        QPointF(widget.mapToGlobal(point.toPoint())),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("scheme", ["paper", "black-on-yellow"])
def test_it_becomes_black_and_a_hand_brings_the_words_back(
    open_window, qtbot, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(black_screen, "SHOWN_MS", 1)
    _window, screen = dark(open_window, scheme=scheme)
    assert brightest(screen) > 200
    qtbot.waitUntil(lambda: screen.light == 0.0, timeout=5000)
    assert brightest(screen) == 0
    assert not screen.leave.isVisible()
    monkeypatch.setattr(black_screen, "SHOWN_MS", 60_000)
    move(screen.key, 40, 40)
    move(screen.key, 90, 90)
    assert screen.light == 1.0
    assert screen.leave.isVisible()
    assert brightest(screen) > 200


def test_a_trembling_table_does_not_wake_it(open_window) -> None:
    _window, screen = dark(open_window)
    move(screen.key, 50, 50)
    screen._set_light(0.0)
    move(screen.key, 51, 51)
    assert screen.light == 0.0


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_enter_pause_and_go_on(open_window, key) -> None:
    window, screen = dark(open_window)
    QTest.keyClick(screen.key, key)
    assert window.reader.listening.state is PlayerState.PAUSED
    QTest.keyClick(screen.key, key)
    assert window.reader.listening.is_speaking


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton])
@pytest.mark.parametrize("corner", [(3, 3), (400, 300), (790, 590)])
def test_a_press_anywhere_pauses_and_goes_on_also_in_the_dark(open_window, button, corner) -> None:
    window, screen = dark(open_window)
    screen._set_light(0.0)
    QTest.mouseClick(screen.key, button, Qt.KeyboardModifier.NoModifier, QPoint(*corner))
    assert window.reader.listening.state is PlayerState.PAUSED
    assert window.page() is Page.BLACK
    assert screen.light == 1.0
    QTest.mouseClick(screen.key, button, Qt.KeyboardModifier.NoModifier, QPoint(*corner))
    assert window.reader.listening.is_speaking


def test_arrows_lead_to_other_sentences_and_other_volumes(open_window) -> None:
    window, screen = dark(open_window)
    first = window.reader.listening.here
    QTest.keyClick(screen.key, Qt.Key.Key_Right)
    second = window.reader.listening.here
    assert second != first
    QTest.keyClick(screen.key, Qt.Key.Key_Left)
    assert window.reader.listening.here == first
    QTest.keyClick(screen.key, Qt.Key.Key_Down)
    assert window.reader.settings.get(schema.VOLUME) < 1.0
    assert screen.key.said == built_of(window).last_words


@pytest.mark.parametrize("way", ["escape", "key", "alt-left"])
def test_there_is_always_a_way_out_and_the_window_is_as_before(open_window, way: str) -> None:
    window, screen = dark(open_window)
    assert window.isFullScreen()
    if way == "escape":
        QTest.keyClick(screen.key, Qt.Key.Key_Escape)
    elif way == "alt-left":
        QTest.keyClick(screen.key, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    else:
        QTest.mouseClick(screen.leave, Qt.MouseButton.LeftButton)
    assert window.page() is Page.READING
    assert not window.isFullScreen()
    assert window.reader.listening.is_speaking, "the voice reads on"
    assert window.view.extraSelections(), "and what it reads is marked again"


def test_a_window_that_filled_the_screen_before_does_so_afterwards(open_window) -> None:
    window = open_window(LONG)
    window.toggle_full_screen()
    perform(window.reader, "black")
    window.reader.back()
    assert window.page() is Page.READING
    assert window.isFullScreen()
    window.reader.back()
    assert not window.isFullScreen()


def test_leaving_full_screen_in_the_dark_leaves_nothing_behind(open_window) -> None:
    window, _screen = dark(open_window)
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()
    window.reader.back()
    assert window.page() is Page.READING
    window.toggle_full_screen()
    window.reader.back()
    assert not window.isFullScreen()


def test_a_voice_that_has_ended_is_told_of_and_the_words_stay(open_window) -> None:
    window, screen = dark(open_window)
    screen._set_light(0.0)
    window.reader.listening.stop()
    assert screen.light == 1.0
    assert not screen._rest.isActive(), "nobody would know why it is black"
    assert screen.key.said == "朗读停了，位置记住了。"


def test_nothing_is_marked_behind_the_black(open_window, monkeypatch: pytest.MonkeyPatch) -> None:
    window, _screen = dark(open_window)
    calls = []
    monkeypatch.setattr(window.view, "setExtraSelections", calls.append)
    for _ in range(20):
        built_of(window).sink.advance(200)
        window.reader.listening.poll()
    assert calls == []


def test_it_says_what_it_is_to_those_who_do_not_see(open_window) -> None:
    _window, screen = dark(open_window, language="en")
    assert screen.key.accessibleName() == "Pause"
    assert "Esc" in screen.key.accessibleDescription()
    assert screen.leave.accessibleName() == "Back to the article"
    assert screen.key.hasFocus()


def test_esc_leads_to_the_article_wherever_one_has_come_from(open_window) -> None:
    window = open_window(LONG)
    perform(window.reader, "more")
    perform(window.reader, "black")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.page() is Page.READING
