"""A robot with unsure hands: it double-clicks, slips, storms and holds keys, and is never lost.

GXREADER_ROBOT_SECONDS and GXREADER_ROBOT_SEED tell how long it plays and which game.
"""

import logging
import os
import random
import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gxreader.app import undoing
from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.app.undoing import UNDOABLE
from gxreader.qt import dialogs, print_dialogs, save_dialogs
from gxreader.qt import reading_window as reading_window_module
from gxreader.qt.hands import HANDS, Debounce
from gxreader.qt.keys import CommandKey, Key
from gxreader.qt.window import Window
from gxreader.settings.store import Settings
from tests.qt.conftest import built_of

LOG = logging.getLogger(__name__)
SECONDS = float(os.environ.get("GXREADER_ROBOT_SECONDS", "30"))
SEED = int(os.environ.get("GXREADER_ROBOT_SEED", "20261126"))
LEFT = Qt.MouseButton.LeftButton
NOT_PRESSED = {"quit", "language"}  # the language has its way back at the same place
HELD_KEYS = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Down,
    Qt.Key.Key_Space,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Up,
)


@pytest.fixture(autouse=True)
def no_dialogs_and_real_times(monkeypatch) -> None:
    """Dialogs of the system are not ours to test; a double click is one, as for everybody."""
    for module, name, answer in (
        (dialogs, "choose_file", ""),
        (dialogs, "choose_dictionary", ""),
        (print_dialogs, "print_on_paper", None),
        (print_dialogs, "save_pdf", None),
        (save_dialogs, "ask_file", ""),
        (save_dialogs, "ask_folder", ""),
        (save_dialogs, "open_folder", True),
        (reading_window_module, "show_menu", None),
    ):
        monkeypatch.setattr(module, name, lambda *_anything, answer=answer, **_more: answer)
    monkeypatch.setattr(Window, "open_in_browser", lambda _window, _address: True)
    monkeypatch.setattr(Debounce, "milliseconds", 350)
    monkeypatch.setattr(undoing, "BURST_SECONDS", 0.7)


class Robot:
    """Random slips on a real window."""

    def __init__(self, window: Window, seed: int) -> None:
        self.window = window
        self.chance = random.Random(seed)  # noqa: S311 - a game that can be played again

    def spot(self) -> tuple[QWidget, QPoint]:
        """A random place, and the widget there; more often than not a key."""
        keys = [
            key
            for key in self.window.findChildren(Key)
            if key.isVisible() and not (isinstance(key, CommandKey) and key.command.id in NOT_PRESSED)
        ]
        if keys and self.chance.random() < 0.7:
            key = self.chance.choice(keys)
            return key, key.rect().center()
        point = QPoint(
            self.chance.randrange(self.window.width()), self.chance.randrange(self.window.height())
        )
        child = self.window.childAt(point) or self.window
        if isinstance(child, CommandKey) and child.command.id in NOT_PRESSED:
            return self.window, QPoint(1, 1)
        return child, child.mapFrom(self.window, point) if child is not self.window else point

    def double_click(self) -> None:
        widget, point = self.spot()
        QTest.mouseClick(widget, LEFT, pos=point)
        under = self.window.childAt(widget.mapTo(self.window, point)) if widget.isVisible() else None
        if under is not None and not (isinstance(under, CommandKey) and under.command.id in NOT_PRESSED):
            QTest.mouseDClick(under, LEFT)  # whatever has appeared there

    def slip(self) -> None:
        widget, point = self.spot()
        QTest.mousePress(widget, LEFT, pos=point)
        for _ in range(3):
            QTest.mouseMove(
                widget, point + QPoint(self.chance.randint(-60, 60), self.chance.randint(-60, 60))
            )
        QTest.mouseRelease(
            widget, LEFT, pos=point + QPoint(self.chance.randint(-60, 60), self.chance.randint(-60, 60))
        )

    def storm(self) -> None:
        widget, point = self.spot()
        for _ in range(12):
            turn = self.chance.choice((-120, 120, 360))
            event = QWheelEvent(
                QPointF(point),
                QPointF(widget.mapToGlobal(point)),
                QPoint(),
                QPoint(0, turn),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(widget, event)

    def hold(self) -> None:
        key = self.chance.choice(HELD_KEYS)
        for number in range(8):
            target = QApplication.focusWidget() or self.window
            if isinstance(target, CommandKey) and target.command.id in NOT_PRESSED:
                return
            event = QKeyEvent(
                QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", autorep=number > 0
            )
            QApplication.sendEvent(target, event)

    def play(self) -> str:
        """One slip; its name."""
        act = self.chance.choice((self.double_click, self.double_click, self.slip, self.storm, self.hold))
        act()
        QApplication.processEvents()
        return act.__name__


STEPS_WITHIN = 4


def home_again(window: Window) -> int:
    """How many steps back lead to the reading screen or home."""
    for steps in range(12):
        if window.page() in {Page.READING, Page.HOME}:
            return steps
        before = window.page()
        for _ in range(
            STEPS_WITHIN
        ):  # some screens have steps of their own: out of a search, out of a folder
            perform(window.reader, "leave")
            QApplication.processEvents()
            if window.page() is not before:
                break
        assert window.page() is not before, f"no way out of {before}"
    raise AssertionError(window.page())


@pytest.mark.qt_log_ignore("This plugin does not support")  # windows that fill a screen that is none
@pytest.mark.parametrize("mode", ["elderly", "standard"])
def test_unsure_hands_are_never_lost(open_window, mode: str) -> None:
    window = open_window(mode=mode)
    robot = Robot(window, SEED)
    end, slips, undone, pages = time.monotonic() + SECONDS / 2, 0, 0, set()
    try:
        while time.monotonic() < end:
            before = window.reader.settings.snapshot(UNDOABLE)
            what = robot.play()
            slips += 1
            pages.add(window.page())
            assert window.isVisible(), what
            if window.reader.settings.snapshot(UNDOABLE) != before:
                perform(window.reader, "undo")
                QApplication.processEvents()
                after = window.reader.settings.snapshot(UNDOABLE)
                assert after == before, (
                    what,
                    [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]],
                )
                undone += 1
            if slips % 20 == 0:
                home_again(window)
                window.show_page(Page.READING if slips % 40 else Page.MORE)
                QApplication.processEvents()
            if window.reader.session.article is None:
                built_of(window).reader.opening.welcome()
        home_again(window)
        assert slips > 5
        assert len(pages) > 2
        assert window.reader.session.article is not None
        LOG.info("%s: %d slips on %d screens, %d undone", mode, slips, len(pages), undone)
    finally:
        HANDS.take(Settings(None))
