"""The magnifier: a picture of the article on a screen of its own."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.model.article import Picture, Run
from gxreader.qt.line_metrics import is_picture
from gxreader.qt.picture_sheet import STEPS, PictureSheet
from gxreader.qt.window import Window
from tests.qt.conftest import built_of
from tests.qt.test_pictures import BASE, Web, illustrated, settle

LEFT = Qt.MouseButton.LeftButton
TREE = Picture(f"{BASE}300x120.png", alt="一棵老荔枝树", caption=(Run("村口的荔枝树"),))


def with_picture(open_window, qtbot, mode: str = "elderly", picture: Picture = TREE) -> tuple[Window, int]:
    """A window on an article with a picture, and the document's position of that."""
    window = open_window(illustrated(picture), fetcher=Web(), mode=mode, text_size=24)
    settle(window, qtbot)
    block = window.view.document().begin()
    while not is_picture(block):
        block = block.next()
    return window, block.position()


def spot(window: Window, position: int) -> QPoint:
    """A point of the viewport within the picture."""
    view = window.view
    view.scroll_to_height(view._lines.line_top(position) - 40)
    middle = view.line_middle(position) - view.verticalScrollBar().value()
    return QPoint(view.viewport().width() // 2, round(middle))


def opened(window: Window, position: int) -> PictureSheet:
    QTest.mouseClick(window.view.viewport(), LEFT, pos=spot(window, position))
    QApplication.processEvents()
    assert window.page() is Page.PICTURE
    sheet = window.screens.sheet(Page.PICTURE)
    assert isinstance(sheet, PictureSheet)
    return sheet


@pytest.mark.parametrize("mode", ["elderly", "standard"])
def test_a_click_on_a_picture_shows_it_large_with_its_words(open_window, qtbot, mode: str) -> None:
    window, position = with_picture(open_window, qtbot, mode)
    sheet = opened(window, position)
    qtbot.waitUntil(lambda: sheet.canvas.image is not None, timeout=5000)
    assert sheet.caption.text() == "村口的荔枝树"
    assert sheet.canvas.accessibleName() == "一棵老荔枝树"
    QApplication.processEvents()
    image = sheet.canvas.grab().toImage()
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    assert middle.getRgb()[:3] == (255, 0, 0)
    place = window.view.verticalScrollBar().value()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.page() is Page.READING
    assert window.view.verticalScrollBar().value() == place


def test_the_keyboard_opens_it_too(open_window, qtbot) -> None:
    window, position = with_picture(open_window, qtbot)
    cursor = window.view.textCursor()
    cursor.setPosition(position)
    window.view.setTextCursor(cursor)
    QTest.keyClick(window.view, Qt.Key.Key_Return)
    assert window.page() is Page.PICTURE


def test_it_comes_closer_by_steps_and_says_where_it_ends(open_window, qtbot) -> None:
    window, position = with_picture(open_window, qtbot)
    sheet = opened(window, position)
    sizes = [sheet.canvas.painted.width()]
    for _ in STEPS:
        QTest.mouseClick(sheet.closer, LEFT)
        sizes.append(sheet.canvas.painted.width())
    assert sizes[-1] == pytest.approx(sizes[0] * STEPS[-1])
    assert built_of(window).said[-1].key == "say.picture-closest"
    for _ in STEPS:
        QTest.mouseClick(sheet.farther, LEFT)
    assert sheet.canvas.painted.width() == pytest.approx(sizes[0])
    assert built_of(window).said[-1].key == "say.picture-whole"


def test_keys_move_it_to_every_edge_and_no_farther(open_window, qtbot) -> None:
    window, position = with_picture(open_window, qtbot)
    sheet = opened(window, position)
    QTest.mouseClick(sheet.moves["left"], LEFT)
    assert built_of(window).said[-1].key == "say.picture-edge", "the whole picture is seen"
    for _ in range(4):
        QTest.mouseClick(sheet.closer, LEFT)
    for name, share in (("left", 0), ("up", 1)):
        for _ in range(20):
            QTest.mouseClick(sheet.moves[name], LEFT)
        assert built_of(window).said[-1].key == "say.picture-edge"
        seen = sheet.canvas.width() if share == 0 else sheet.canvas.height()
        whole = sheet.canvas.painted.width() if share == 0 else sheet.canvas.painted.height()
        middle = sheet.canvas._middle.x() if share == 0 else sheet.canvas._middle.y()
        assert middle == pytest.approx(min(0.5, seen / 2 / whole))


def test_dragging_pulls_the_picture_along(open_window, qtbot) -> None:
    window, position = with_picture(open_window, qtbot)
    sheet = opened(window, position)
    for _ in range(4):
        QTest.mouseClick(sheet.closer, LEFT)
    before = sheet.canvas._middle.x()
    QTest.mousePress(sheet.canvas, LEFT, pos=QPoint(300, 100))
    QTest.mouseMove(sheet.canvas, QPoint(200, 100))
    QTest.mouseRelease(sheet.canvas, LEFT, pos=QPoint(200, 100))
    assert sheet.canvas._middle.x() > before


def test_a_picture_that_will_not_come_is_not_opened(open_window, qtbot) -> None:
    gone = Picture(f"{BASE}gone.png", alt="一棵树")
    window, position = with_picture(open_window, qtbot, picture=gone)
    QTest.mouseClick(window.view.viewport(), LEFT, pos=spot(window, position))
    assert window.page() is Page.READING


def test_a_sentence_beside_a_picture_is_still_read(open_window, qtbot) -> None:
    window, _position = with_picture(open_window, qtbot)
    window.view.scroll_to_height(0)
    viewport = window.view.viewport()
    point = next(
        QPoint(300, y) for y in range(viewport.height()) if window.view.place_at(QPoint(300, y)) is not None
    )
    QTest.mouseClick(viewport, LEFT, pos=point)
    assert window.page() is Page.READING
    perform(window.reader, "stop")
