"""Pictures on the page: they come when they come, and what is being read stays where it is."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.pictures import Box
from gxreader.load.fetch import CancelToken, Fetched, Wanted
from gxreader.load.parsing.source import Bitmap
from gxreader.model.article import Article, Paragraph, Picture, Run
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.qt.document import ArticleDocument
from gxreader.qt.line_metrics import Span, is_picture, next_first
from gxreader.qt.picture_object import prepare
from gxreader.qt.window import Window
from tests.core.test_app_opening import LaterTasks
from tests.parts import small_article

BASE = "https://example.org/"
TEXT = "山水" * 60 + "。"


def picture_file(width: int, height: int, colour: str = "red") -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(data, "PNG")
    return data.getvalue()


class Web:
    """Pictures by their size; `gone.png` is none."""

    def fetch(
        self,
        url: str,
        cancel: CancelToken | None = None,  # noqa: ARG002  # the form of all fetchers
        *,
        wanted: Wanted = Wanted.PAGE,  # noqa: ARG002  # the same
        referrer: str = "",  # noqa: ARG002  # the same
        progress: Callable[[int, int], None] | None = None,  # noqa: ARG002  # the same
    ) -> Fetched:
        width, cross, height = url.rpartition("/")[2].removesuffix(".png").partition("x")
        return Fetched(url, picture_file(int(width), int(height)) if cross else b"\x89PNG\r\n\x1a\nbroken")


def paragraph(number: int) -> Paragraph:
    return Paragraph((Run(f"第{number}段。{TEXT}"),))


def illustrated(*pictures: Picture) -> Article:
    blocks = [paragraph(0)]
    for number, picture in enumerate(pictures, 1):
        blocks += [picture, paragraph(number)]
    return small_article(blocks=tuple(blocks), url=BASE)


def settle(window: Window, qtbot) -> None:
    qtbot.waitUntil(lambda: window.view.pictures_are_here, timeout=5000)
    QApplication.processEvents()


def picture_heights(window: Window) -> list[float]:
    found = []
    block = window.view.document().begin()
    while block.isValid():
        if is_picture(block):
            found.append(block.layout().boundingRect().height())
        block = block.next()
    return found


def colour_in(window: Window, wanted: tuple[int, int, int]) -> bool:
    image = window.view.viewport().grab().toImage()
    return any(
        image.pixelColor(x, y).getRgb()[:3] == wanted
        for x in range(0, image.width(), 9)
        for y in range(0, image.height(), 9)
    )


@pytest.mark.parametrize("scheme", ["paper", "night"])
def test_a_picture_is_painted_as_it_is_in_every_scheme(open_window, qtbot, scheme: str) -> None:
    window = open_window(
        illustrated(Picture(f"{BASE}300x120.png")), fetcher=Web(), scheme=scheme, text_size=24
    )
    settle(window, qtbot)
    assert colour_in(window, (255, 0, 0))


@pytest.mark.parametrize(("mode", "most"), [("elderly", 2.0), ("standard", 1.0)])
def test_no_picture_is_wider_than_its_line_higher_than_the_view_or_enlarged_much(
    open_window, qtbot, mode: str, most: float
) -> None:
    names = ("100x80", "3000x800", "400x2500")
    window = open_window(
        illustrated(*(Picture(f"{BASE}{name}.png") for name in names)), fetcher=Web(), mode=mode
    )
    settle(window, qtbot)
    for _ in range(12):
        window.turn_page(1)
        settle(window, qtbot)
    small, wide, tall = picture_heights(window)
    assert small == pytest.approx(80 * most, abs=4)
    column = (
        window.view.viewport().width() - 2 * window.view.document().rootFrame().frameFormat().leftMargin()
    )
    assert wide * 3000 / 800 <= column + 20
    assert 0.6 * window.view.viewport().height() < tall <= 0.72 * window.view.viewport().height()


def test_a_picture_that_comes_late_moves_nothing_that_is_being_read(open_window, qtbot) -> None:
    tasks = LaterTasks()
    article = illustrated(*(Picture(f"{BASE}800x{500 + number}.png") for number in range(6)))
    window = open_window(article, fetcher=Web(), tasks=tasks)
    window.view.scroll_to(Locator(4))
    qtbot.waitUntil(lambda: bool(tasks.waiting), timeout=3000)
    view = window.view
    before = view.first_visible_place()
    offset = view._lines.line_top(view.span(before)[0]) - view.verticalScrollBar().value()
    height = view.document().size().height()
    while tasks.waiting:
        tasks.run()
        QTest.qWait(200)
    assert view.document().size().height() > height + 400
    assert view.first_visible_place() == before
    after = view._lines.line_top(view.span(before)[0]) - view.verticalScrollBar().value()
    assert after == pytest.approx(offset, abs=1)


def test_room_is_kept_for_a_picture_whose_size_is_known(open_window) -> None:
    article = illustrated(Picture(f"{BASE}600x300.png", width=600, height=300))
    window = open_window(article, fetcher=Web(), tasks=LaterTasks())
    assert picture_heights(window)[0] > 250


def test_what_is_not_there_is_told_of_in_words(open_window, qtbot) -> None:
    from gxreader.i18n.messages import messages

    article = illustrated(Picture(f"{BASE}gone.png", "一座桥", (Run("桥边"),)))
    window = open_window(article, fetcher=Web())
    made = window.view._keeper._object
    settle(window, qtbot)
    assert made.words(made.placed[0][1]) == messages("zh").text("ui.picture-broken-of", words="一座桥")
    assert "桥边" in window.view.toPlainText()


def test_a_click_on_a_picture_does_nothing(open_window, qtbot) -> None:
    window = open_window(illustrated(Picture(f"{BASE}300x200.png")), fetcher=Web(), text_size=24)
    settle(window, qtbot)
    position = window.view._keeper._object.placed[0][0]
    middle = window.view.line_middle(position) - window.view.verticalScrollBar().value()
    point = QPoint(window.view.viewport().width() // 2, round(middle))
    assert window.view.place_at(point) is None
    QTest.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert not window.reader.listening.is_active


def test_only_pictures_near_the_reader_are_asked_for(open_window) -> None:
    tasks = LaterTasks()
    blocks = tuple(
        block for number in range(60) for block in (paragraph(number), Picture(f"{BASE}9x{number}.png"))
    )
    window = open_window(small_article(blocks=blocks, url=BASE), fetcher=Web(), tasks=tasks)
    QTest.qWait(200)
    wanted = window.reader.pictures._wanted
    assert 1 < len(wanted) < 40
    assert wanted[0][0] in {f"{BASE}9x0.png", f"{BASE}9x1.png"}


def test_places_stay_right_around_pictures(open_window) -> None:
    article = illustrated(Picture(f"{BASE}30x20.png", "甲"), Picture(f"{BASE}30x21.png"))
    window = open_window(article, fetcher=Web())
    units = Units(article)
    for unit in units.all:
        cursor = window.view.cursor_for(Locator(unit.index, 0, len(unit.text)))
        assert cursor.selectedText() == unit.text


def test_a_document_loads_nothing_by_itself() -> None:
    document = ArticleDocument()
    document.setHtml('<img src="file:///etc/hostname"><img src="https://example.org/a.png">')
    for name in ("file:///etc/hostname", "https://example.org/a.png", "data:image/png;base64,AA"):
        kind = QTextDocument.ResourceType.ImageResource.value
        assert document.loadResource(kind, QUrl(name)).size().toTuple() == (1, 1)


def test_pixels_keep_their_colours_and_are_no_more_than_there_is_room_for() -> None:
    pixels = bytes([10, 20, 30, 255]) * 4000 * 1500
    prepared = prepare(Bitmap(4000, 1500, pixels), Box(800, 600))
    image = prepared.image
    assert isinstance(image, QImage)
    assert image.size().toTuple() == (800, 300)
    assert image.pixelColor(5, 5).getRgb() == (10, 20, 30, 255)
    assert prepared.size == 800 * 300 * 4


def test_pages_do_not_show_a_picture_twice_and_end() -> None:
    lines = [Span(0, 40), Span(40, 80), Span(80, 380, picture=True), Span(380, 420), Span(420, 460)]
    assert next_first(lines, 0, 345, 2) == 1  # the picture was cut: it comes whole, below one line
    assert next_first(lines, 0, 300, 2) == 2  # there is no room for a line beside it
    assert next_first(lines, 1, 390, 2) == 3  # it was seen: it does not come again
    assert next_first(lines, 4, 461, 2) == 5


def test_every_line_is_seen_on_some_page(open_window, qtbot) -> None:
    article = illustrated(*(Picture(f"{BASE}700x{300 + 40 * number}.png") for number in range(5)))
    window = open_window(article, fetcher=Web(), text_size=60)
    settle(window, qtbot)
    view, seen = window.view, set()
    for _ in range(80):
        settle(window, qtbot)
        seen |= {round(line.top) for line in view._lines.whole_lines()}
        if not view.turn_page(1):
            break
    every = set()
    block = view.document().begin()
    while block.isValid():
        top = view.document().documentLayout().blockBoundingRect(block).top()
        every |= {
            round(top + block.layout().lineAt(number).y()) for number in range(block.layout().lineCount())
        }
        block = block.next()
    assert len(every - seen) == 0
