"""The screen of colours: each key painted in its own, one press to have it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.theme.schemes import SCHEMES


@pytest.mark.parametrize("mode", ["elderly", "standard"])
def test_each_scheme_is_seen_in_its_own_colours_and_one_press_away(open_window, mode: str) -> None:
    window = open_window(mode=mode)
    perform(window.reader, "colour-choice")
    sheet = window.screens.sheet(Page.COLOURS)
    for name, scheme in SCHEMES.items():
        key = sheet.schemes[name]
        image = key.grab().toImage()
        spot = image.pixelColor(image.width() // 2, image.height() // 6)
        assert spot == QColor(scheme.card), name
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        assert window.reader.appearance.scheme.id == name
        assert window.look.scheme is scheme


def test_the_one_in_use_says_so(open_window) -> None:
    window = open_window(scheme="green")
    perform(window.reader, "colour-choice")
    keys = window.screens.sheet(Page.COLOURS).schemes
    assert [name for name, key in keys.items() if key.accessibleDescription()] == ["green"]
    perform(window.reader, "own-ink")
    QApplication.processEvents()
    assert [name for name, key in keys.items() if key.accessibleDescription()] == ["own"]
