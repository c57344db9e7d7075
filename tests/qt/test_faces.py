"""The two faces at every step of the ladder: nothing clipped, nothing too small, the article large enough."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.qt.keys import CommandKey, Key, Shape
from gxreader.qt.side_list import RowKey
from gxreader.qt.tile import Tile
from gxreader.qt.window import Window
from gxreader.theme.sizes import ELDERLY, STANDARD, TERMINAL

SIZES = [(1366, 768), (1920, 1080), (1093, 614), (960, 600)]
FACES = {"elderly": ELDERLY, "standard": STANDARD, "terminal": TERMINAL}
STEPS = [(mode, step) for mode, face in FACES.items() for step in face.ladder]
LEAST_KEY = {"elderly": 72, "standard": 40, "terminal": 88}


def visible(window: Window, kind: type) -> list:
    return [widget for widget in window.findChildren(kind) if widget.isVisible()]


def on_screen(window: Window, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def clipped_words(window: Window) -> list[str]:
    """Keys whose words do not fit, and labels that cut theirs."""
    faults = []
    for key in visible(window, Key):
        if isinstance(key, (RowKey, Tile)):
            continue
        room = key.width() - 2 * key._padding() + 2
        lines, with_icon = key.fit(room)
        icon = key._icon_side() + key._icon_gap() if with_icon and key._shape is Shape.ROW else 0
        metrics = QFontMetrics(key.font())
        widest = max(metrics.horizontalAdvance(line) for line in lines)
        if widest + icon > room:
            faults.append(f"{key.text()}: {widest + icon} in {room}")
        if len(lines) > 1 and metrics.height() * 1.6 > key.height():
            faults.append(f"{key.text()}: two lines in a height of {key.height()}")
        if len(lines) > 1 and not set(key.text()) & set(" \u200b"):
            faults.append(f"{key.text()} is broken within a word: {lines}")
    for label in visible(window, QLabel):
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        if label.text() and label.height() < needed - 2:
            faults.append(f"{label.text()}: height {label.height()} of {needed}")
        if label.text() and not label.wordWrap() and label.width() < label.sizeHint().width() - 1:
            faults.append(f"{label.text()}: width {label.width()} of {label.sizeHint().width()}")
    return faults


def overlaps(window: Window) -> list[str]:
    keys = [key for key in visible(window, QPushButton) if not isinstance(key, RowKey)]
    return [
        f"{key.text()} over {other.text()}"
        for key, other in combinations(keys, 2)
        if on_screen(window, key).intersects(on_screen(window, other))
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(("mode", "step"), STEPS)
def test_nothing_is_clipped_or_overlaps_and_every_key_is_large_enough(
    open_window, mode: str, step: int, size: tuple[int, int], language: str
) -> None:
    window = open_window(mode=mode, language=language, text_size=step, size=size)
    assert window.size().toTuple() == size, "the window had to grow"
    assert clipped_words(window) == []
    assert overlaps(window) == []
    for key in visible(window, CommandKey):
        in_strip = key.parentWidget() is window.frame.strip
        least = 60 if in_strip and mode != "standard" else LEAST_KEY[mode]
        assert key.height() >= least, key.text()
        assert key.width() >= least, key.text()
        assert window.rect().contains(on_screen(window, key)), key.text()
    smallest = FACES[mode].smallest_text
    for widget in visible(window, QPushButton) + visible(window, QLabel):
        if widget.text():
            assert widget.font().pixelSize() >= smallest, widget.text()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("step", ELDERLY.ladder)
def test_the_article_keeps_two_thirds_of_an_elderly_screen(open_window, step: int, language: str) -> None:
    window = open_window(mode="elderly", language=language, text_size=step)
    assert window.frame.card.height() >= 0.65 * window.height()


def test_elderly_mode_has_six_keys_above_seven_below_and_two_page_keys(open_window) -> None:
    window = open_window(mode="elderly")
    card = on_screen(window, window.frame.card)
    strip = window.frame.strip  # an undo and a help key of its own
    keys = [on_screen(window, key) for key in visible(window, CommandKey) if key.parentWidget() is not strip]
    assert sum(key.bottom() <= card.top() for key in keys) == 6
    assert sum(key.top() >= card.bottom() for key in keys) == 7
    assert sum(key.left() >= card.right() for key in keys) == 2


def test_a_terminal_has_eight_keys_while_reading_and_none_that_leads_away(open_window) -> None:
    window = open_window(mode="terminal")
    strip = window.frame.strip
    keys = [key for key in visible(window, CommandKey) if key.parentWidget() is not strip]
    assert 6 <= len(keys) <= 8
    assert all(key.command.in_terminal for key in keys)
    perform(window.reader, "mode")
    assert window.reader.appearance.face.id == "terminal"


def test_twice_the_dots_make_everything_twice_as_large(open_window, monkeypatch) -> None:
    monkeypatch.setattr(Window, "logicalDpiY", lambda _window: 192)
    window = open_window(mode="elderly", text_size=30, size=(3840, 2160))
    assert clipped_words(window) == []
    assert overlaps(window) == []
    assert window.view.document().lastBlock().charFormat().font().pixelSize() == 60
    for key in visible(window, CommandKey):
        least = 120 if key.parentWidget() is window.frame.strip else 144
        assert min(key.height(), key.width()) >= least, key.text()


def test_standard_mode_has_at_most_nine_controls_beside_its_lists(open_window) -> None:
    window = open_window(mode="standard")
    controls = [key for key in visible(window, Key) if not isinstance(key, RowKey)]
    assert len(controls) + 2 <= 9  # the address field and the progress bar are the other two


@pytest.mark.parametrize(("mode", "step"), [("elderly", 24), ("elderly", 72), ("standard", 28)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_screen_fits_the_smallest_window(open_window, mode: str, step: int, language: str) -> None:
    window = open_window(mode=mode, language=language, text_size=step, size=(960, 600))
    for page in (
        Page.AROUND,
        Page.SEARCH,
        Page.NEWS,
        Page.NEWS_COLUMNS,
        Page.SHELF_ITEM,
        Page.MORE,
        Page.SETTINGS,
        Page.COLUMNS,
        Page.SITES,
        Page.SHELF,
        Page.FILES,
        Page.SAVE,
        Page.DOWNLOADS,
        Page.EXPORT,
        Page.SEE,
        Page.TYPEFACE,
        Page.HANDS,
        Page.VOICE,
        Page.VOICES,
        Page.MARKS,
        Page.SKIPS,
        Page.DICTIONARY,
        Page.DESCRIBE,
        Page.FIRST_RUN,
        Page.SHORTCUTS,
        Page.SCRIPT,
        Page.LOOKUP,
        Page.SHARE,
        Page.PHONE,
    ):
        window.show_page(page)
        least = window.screens.sheet(page).minimumSizeHint()
        assert least.width() <= 960, page
        assert least.height() <= 600, page
        assert overlaps(window) == [], page
        assert clipped_words(window) == [], page
        for tile in visible(window, Tile):
            assert tile.fits(tile.fitting()), (page, tile.text())


@pytest.mark.parametrize("page", list(Page))
@pytest.mark.parametrize("mode", ["elderly", "standard"])
def test_every_control_has_a_name_and_can_be_reached_by_keyboard(open_window, page: Page, mode: str) -> None:
    from PySide6.QtCore import Qt

    window = open_window(mode=mode)
    window.show_page(page)
    for key in visible(window, QPushButton):
        assert key.accessibleName(), key.objectName()
        assert key.focusPolicy() & Qt.FocusPolicy.TabFocus, key.accessibleName()


def test_a_line_is_never_longer_than_its_measure(open_window) -> None:
    window = open_window(mode="elderly", size=(1920, 1080))
    document = window.view.document()
    frame = document.rootFrame().frameFormat()
    column = window.view.viewport().width() - frame.leftMargin() - frame.rightMargin()
    assert column <= 32 * 30 + 2
