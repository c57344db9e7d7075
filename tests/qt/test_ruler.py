"""The reading ruler: clear lines that go along with voice, pointer and caret."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.model.article import Paragraph, Run
from gxreader.settings import schema
from gxreader.theme.contrast import ratio
from gxreader.theme.schemes import SCHEMES
from gxreader.theme.veil import LEAST_CONTRAST
from tests.parts import small_article
from tests.qt.conftest import built_of

LONG = small_article(
    blocks=tuple(Paragraph((Run(f"第{number}段。" + "山水" * 40 + "。"),)) for number in range(30))
)


def with_ruler(open_window, kind, **options):
    window = open_window(LONG, **options)
    window.reader.settings.set(schema.RULER, kind)
    window.refresh()
    QApplication.processEvents()
    return window


def lines_within(view, band):
    scrolled = view.verticalScrollBar().value()
    return [
        line
        for line in view._lines.whole_lines()
        if line.top - scrolled >= band[0] - 1 and line.bottom - scrolled <= band[1] + 1
    ]


def darkness(view, top, bottom):
    """How far the darkest point of a band of the view is from its ground."""
    picture = view.viewport().grab().toImage()
    scale = picture.devicePixelRatio()
    found = 0
    for y in range(round(max(top, 0) * scale), round(min(bottom, view.viewport().height()) * scale), 2):
        for x in range(0, picture.width(), 3):
            found = max(found, 255 - picture.pixelColor(x, y).lightness())
    return found


@pytest.mark.parametrize("mode", ["elderly", "standard"])
@pytest.mark.parametrize("kind", ["1", "2", "3"])
def test_so_many_lines_are_clear_and_the_rest_recedes(open_window, kind, mode):
    window = with_ruler(open_window, kind, mode=mode)
    view = window.view
    QTest.mouseMove(view.viewport(), QPoint(200, view.viewport().height() // 2))
    QApplication.processEvents()
    band = view.ruler.clear()
    assert len(lines_within(view, band)) == int(kind)
    assert band[0] - 60 <= view.viewport().height() / 2 <= band[1] + 60
    inside = darkness(view, band[0] + 4, band[1] - 4)
    outside = max(darkness(view, 0, band[0] - 4), darkness(view, band[1] + 4, view.viewport().height() - 60))
    assert inside > outside + 40
    assert outside > 30  # it can still be read


@pytest.mark.parametrize("scheme", SCHEMES)
def test_crossing_lines_are_seen_on_every_ground(scheme):
    assert ratio(SCHEMES[scheme].accent, SCHEMES[scheme].card) >= LEAST_CONTRAST


def test_it_goes_along_with_the_voice_and_then_with_the_pointer(open_window):
    window = with_ruler(open_window, "1")
    view = window.view
    perform(window.reader, "play")
    for _ in range(3):
        perform(window.reader, "next-sentence")
    for _ in range(40):
        built_of(window).sink.advance(100)
        window.reader.listening.poll()
        word = view._marks._word
        if word is None:
            continue
        QApplication.processEvents()
        middle = view.line_middle(view.span(word)[0]) - view.verticalScrollBar().value()
        band = view.ruler.clear()
        assert band[0] <= middle <= band[1]
    perform(window.reader, "play")
    QTest.mouseMove(view.viewport(), QPoint(300, 40))
    assert view.ruler.clear()[0] < 90


def test_it_goes_along_with_the_caret(open_window):
    window = with_ruler(open_window, "1")
    view = window.view
    view.setFocus()
    seen = set()
    for _ in range(5):
        QTest.keyClick(view, Qt.Key.Key_Down)
        middle = view.cursorRect().center().y()
        band = view.ruler.clear()
        assert band[0] <= middle <= band[1]
        seen.add(band)
    assert len(seen) >= 4


def test_a_key_leads_through_all_kinds_and_each_is_told(open_window):
    window = open_window(LONG)
    said = []
    for _ in schema.RULER.choices:
        QTest.keyClick(window, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
        said.append(built_of(window).said[-1].key)
    assert said == [f"say.ruler-{kind}" for kind in ("1", "2", "3", "cross", "off")]
    perform(window.reader, "undo")
    assert window.reader.settings.get(schema.RULER) == "cross"


def test_the_cross_stands_where_the_pointer_is(open_window):
    window = with_ruler(open_window, "cross")
    view = window.view
    QTest.mouseMove(view.viewport(), QPoint(350, 200))
    QApplication.processEvents()
    picture = view.viewport().grab().toImage()
    accent = SCHEMES["paper"].accent.lower()
    column = [picture.pixelColor(349, y).name() for y in range(0, picture.height() - 60, 7)]
    assert column.count(accent) > len(column) * 0.9
    bottom = round(view.ruler.clear()[1])
    row = [picture.pixelColor(x, bottom).name() for x in range(20, picture.width() - 20, 7)]
    assert row.count(accent) > len(row) * 0.9


def test_reset_puts_every_aid_away_and_can_be_undone(open_window):
    window = with_ruler(open_window, "3")
    window.reader.settings.set(schema.BIG_CAPTION, True)
    perform(window.reader, "reset")
    assert window.reader.settings.get(schema.RULER) == "off"
    assert not window.reader.settings.get(schema.BIG_CAPTION)
    perform(window.reader, "undo")
    assert window.reader.settings.get(schema.RULER) == "3"
    assert window.reader.settings.get(schema.BIG_CAPTION)
