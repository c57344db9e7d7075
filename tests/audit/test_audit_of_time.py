"""Nothing changes by itself: whoever looks away for an hour finds what they left.

No timer that is left running, and none that still waits, changes what is shown. Only reading aloud does, the
sleep timer that somebody has set for it, and what the reader has asked for and is waiting for.
"""

from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTextEdit, QWidget

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.qt.window import Window
from gxreader.settings import schema
from gxreader.speech.state import PlayerState
from tests.audit.situations import SITUATIONS
from tests.qt.conftest import built_of

ROUNDS = 60  # how often each timer that goes on by itself is due
SETTLING_MS = 400  # what begins at once, such as measuring a text anew, is no change by itself
# What the reader has begun and is waiting for, or what is heard meanwhile.
UNDER_WAY = {
    "loading": "an article is on its way",
    "sound is being saved": "it tells how far it is",
    "more while reading aloud": "a voice reads",
    "the voice is elsewhere": "a voice reads",
    "focused reading": "a voice reads",
    "big caption": "a voice reads",
    Page.MARKS.value: "it shows how a voice would be followed, unless motion is reduced",
    Page.BLACK.value: "its words go out, which is what a black screen is for; any key shows them",
}


def shown(window: Window) -> list[tuple[Any, ...]]:
    """Every visible widget: what it is, where it stands, what it says, how far it is scrolled."""
    found: list[tuple[Any, ...]] = [(window.page(), window.reader.session.place)]
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        words = ""
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            words = widget.text()
        elif isinstance(widget, QTextEdit):
            words = f"{widget.toPlainText()}{widget.verticalScrollBar().value()}"
        place = (widget.x(), widget.y(), widget.width(), widget.height())
        found.append((type(widget).__name__, widget.objectName(), words, place, widget.isEnabled()))
    return found


def timers(window: Window) -> list[QTimer]:
    """Those that are due some time: of the window, and of the application."""
    application = QApplication.instance()
    assert application is not None
    found = {id(timer): timer for owner in (window, application) for timer in owner.findChildren(QTimer)}
    return [timer for timer in found.values() if timer.isActive()]


def look_away(window: Window) -> int:
    """A long time goes by: every timer is due, those that go on again and again. How many were."""
    due = 0
    for _ in range(ROUNDS):
        for timer in timers(window):
            if timer.isSingleShot():
                timer.stop()
            timer.timeout.emit()
            due += 1
        QApplication.processEvents()
    return due


@pytest.mark.parametrize("mode", ["standard", "elderly", "terminal"])
@pytest.mark.parametrize("situation", sorted(set(SITUATIONS) - set(UNDER_WAY)))
def test_nothing_changes_by_itself(open_window, qtbot, mode, situation) -> None:
    window = open_window(mode=mode)
    SITUATIONS[situation](window)
    qtbot.wait(SETTLING_MS)
    before = shown(window)
    look_away(window)
    qtbot.wait(SETTLING_MS)
    assert shown(window) == before


def test_an_article_that_nobody_reads_has_no_clock_running(open_window, qtbot) -> None:
    window = open_window()
    qtbot.wait(SETTLING_MS)
    look_away(window)
    assert timers(window) == []


def test_what_is_exempt_is_what_the_reader_began(open_window) -> None:
    assert set(UNDER_WAY) <= set(SITUATIONS)
    window = open_window()
    window.reader.settings.set(schema.REDUCED_MOTION, True)
    window.show_page(Page.MARKS)
    QApplication.processEvents()
    before = shown(window)
    look_away(window)
    assert shown(window) == before


def test_reading_and_its_sleep_timer_are_what_changes(open_window) -> None:
    window = open_window()
    perform(window.reader, "play")
    QApplication.processEvents()
    before = shown(window)
    look_away(window)
    built_of(window).sink.advance(60_000)
    look_away(window)
    assert shown(window) != before
    assert window.reader.listening.state is not PlayerState.PAUSED


def test_the_test_sees_what_changes_by_itself(open_window) -> None:
    window = open_window()
    before = shown(window)
    restless = QTimer(window)
    restless.timeout.connect(lambda: window.show_page(Page.HOME))
    restless.start(60_000)
    assert look_away(window) == ROUNDS
    assert shown(window) != before
    restless.stop()
