"""Presses, counted by a hand that clicks the keys it sees: each of these takes one."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.interface import Page
from gxreader.app.undoing import UNDOABLE
from gxreader.qt.keys import CommandKey
from gxreader.settings import schema
from tests.audit import looking, situations


def press(window, command_id: str) -> None:
    """Click the one visible key of a command in its middle, as a hand does: on the window."""
    keys = [key for key in looking.visible(window, CommandKey) if key.command.id == command_id]
    assert len(keys) == 1, f"{len(keys)} visible keys for {command_id}"
    point = keys[0].mapTo(window, keys[0].rect().center())
    target = window.childAt(point)
    assert target is keys[0], f"something stands on the key {command_id}"
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(window, QPoint(point)))
    QApplication.processEvents()


@pytest.fixture
def reading(open_window):
    return open_window(situations.article("zh"), mode="elderly")


def test_audit_of_presses_continue(reading) -> None:
    reading.show_page(Page.HOME)
    QApplication.processEvents()
    press(reading, "continue")
    assert reading.page() is Page.READING


def test_audit_of_presses_bigger(reading) -> None:
    before = reading.reader.appearance.text_size
    press(reading, "bigger")
    assert reading.reader.appearance.text_size > before


def test_audit_of_presses_louder(reading) -> None:
    reading.reader.settings.set(schema.VOLUME, 0.5)
    press(reading, "louder")
    assert reading.reader.settings.get(schema.VOLUME) > 0.5


def test_audit_of_presses_hear_and_pause(reading) -> None:
    press(reading, "play")
    assert reading.reader.listening.is_active
    press(reading, "play")
    assert not reading.reader.listening.is_speaking


@pytest.mark.parametrize("slip", ["bigger", "smaller", "colours", "slower", "faster", "quieter", "mode"])
def test_audit_of_presses_undo(reading, slip: str) -> None:
    before = reading.reader.settings.snapshot(UNDOABLE)
    press(reading, slip)
    assert reading.reader.settings.snapshot(UNDOABLE) != before
    key = reading.frame.strip.remedy
    target = reading.childAt(key.mapTo(reading, key.rect().center()))
    assert target is key, "the key that undoes a slip stands beside the answer"
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert reading.reader.settings.snapshot(UNDOABLE) == before
