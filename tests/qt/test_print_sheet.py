"""The pages are seen, counted and chosen before anything is printed, and the window never waits for them."""

import time
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import COMMANDS, perform
from gxreader.app.interface import Page
from gxreader.app.print_commands import PRINT
from gxreader.export.print_plan import PrintPlan
from gxreader.i18n.messages import messages
from gxreader.model.article import Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.qt import print_dialogs, save_dialogs
from gxreader.qt.main import application
from gxreader.qt.page_preview import page_image
from gxreader.qt.print_sheet import PrintSheet
from gxreader.qt.printing import Manner, Printout, paint
from gxreader.qt.tasks import ThreadDoor
from gxreader.settings import schema
from tests.parts import small_article
from tests.qt.conftest import built_of
from tests.qt.test_selecting import select

LONG = small_article(
    url="https://www.example.org/a.html",
    blocks=tuple(Paragraph((Run(f"第{number}段。" + "山水" * 60),)) for number in range(40)),
)

ONE_WAY = {"print", "print-paper", "save-pdf", "print-large", "print-selection"}  # no wish of several values


def shown(window) -> PrintSheet:
    perform(window.reader, "print")
    return settled(window)


def settled(window) -> PrintSheet:
    sheet = window.screens.sheet(Page.PRINT)
    assert isinstance(sheet, PrintSheet)
    for _ in range(200):
        QApplication.processEvents()
        if sheet.is_ready and not sheet._soon.isActive() and not sheet._fit.isActive():
            return sheet
        time.sleep(0.005)
    raise AssertionError(sheet.count.text())


def pages(sheet: PrintSheet) -> int:
    assert sheet._printout is not None
    return sheet._printout.page_count


def test_pages_and_sheets_are_told_and_the_first_page_is_seen(open_window) -> None:
    window = open_window(LONG)
    sheet = shown(window)
    count = pages(sheet)
    assert count > 3
    assert sheet.count.text().startswith(f"共 {count} 页，{count} 张纸。")
    assert sheet.preview.accessibleName() == f"第 1 页，共 {count} 页"
    image = sheet.preview.image
    assert image is not None
    dark = sum(
        image.pixelColor(x, y).lightness() < 100
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )
    assert dark > 200, "words can be seen on the page"


def test_pages_are_turned_by_keys_and_the_ends_are_told(open_window) -> None:
    window = open_window(LONG)
    sheet = shown(window)
    first = sheet.preview.image
    assert window.isActiveWindow(), "no part of the screen was a window of its own for a moment"
    assert sheet.paper.hasFocus()
    QTest.keyClick(sheet.paper, Qt.Key.Key_PageDown)
    assert settled(window).preview.image != first
    assert built_of(window).last_words == f"第 2 页，共 {pages(sheet)} 页"
    perform(window.reader, "page-up")
    perform(window.reader, "page-up")
    assert built_of(window).said[-1].key == "say.first-page"
    for _ in range(pages(sheet)):
        perform(window.reader, "page-down")
    assert built_of(window).said[-1].key == "say.last-page"
    assert sheet.preview.accessibleName() == f"第 {pages(sheet)} 页，共 {pages(sheet)} 页"


def test_each_wish_is_answered_counted_anew_and_can_be_undone(open_window) -> None:
    window = open_window(LONG)
    sheet = shown(window)
    before = pages(sheet)
    perform(window.reader, "print-size")
    perform(window.reader, "print-size")
    assert "26" not in sheet.count.text()
    assert pages(settled(window)) > before
    assert "22" not in built_of(window).last_words or "26" not in built_of(window).last_words
    perform(window.reader, "undo")
    perform(window.reader, "undo")
    assert pages(settled(window)) == before
    perform(window.reader, "print-sides")
    assert f"{-(-before // 2)} 张纸" in settled(window).count.text()


@pytest.mark.parametrize("command", [one.id for one in PRINT if one.id not in ONE_WAY])
def test_every_choice_goes_round_and_says_where_it_stands(open_window, command: str) -> None:
    window = open_window(LONG)
    sheet = shown(window)
    begin = COMMANDS[command].words(window.reader)
    words = [begin]
    for _ in range(9):
        perform(window.reader, command)
        words.append(COMMANDS[command].words(window.reader))
        assert words[-1].replace("\u200b", "") in built_of(window).last_words
        if words[-1] == begin:
            break
    assert words[-1] == begin
    assert len(set(words)) == len(words) - 1 > 1
    assert settled(window) is sheet


def test_too_large_a_text_is_set_in_one_column_and_the_key_says_so(open_window) -> None:
    window = open_window(LONG)
    shown(window)
    perform(window.reader, "print-columns")
    assert settled(window)._printout.size.width() > settled(window)._printout.size.height()
    window.reader.settings.set(schema.PRINT_TEXT_SIZE, 36)
    sheet = settled(window)
    assert sheet._printout.size.width() < sheet._printout.size.height()
    assert "字太大" in sheet.choices.tiles["print-columns"].text()


def test_only_what_is_selected_is_printed_if_that_is_wished(open_window) -> None:
    window = open_window(LONG)
    assert not shown(window).choices.tiles["print-selection"].isVisible()
    window.show_page(Page.READING)
    select(window, Locator(3, 0, 0), Locator(4, 2, 2))
    sheet = shown(window)
    whole = pages(sheet)
    assert sheet.choices.tiles["print-selection"].isVisible()
    perform(window.reader, "print-selection")
    assert pages(settled(window)) == 1 < whole
    assert window.reader.printing.article.url == LONG.url
    perform(window.reader, "print-selection")
    assert pages(settled(window)) == whole


def test_the_menu_of_a_selection_leads_to_its_pages(open_window) -> None:
    window = open_window(LONG)
    select(window, Locator(3, 0, 0), Locator(4, 2, 2))
    perform(window.reader, "print-selection")
    assert window.page() is Page.PRINT
    assert window.reader.printing.only_selection
    assert pages(settled(window)) == 1


def test_without_a_selection_that_is_said(open_window) -> None:
    window = open_window(LONG)
    shown(window)
    perform(window.reader, "print-selection")
    assert built_of(window).said[-1].key == "say.print-nothing-selected"
    assert not window.reader.printing.only_selection


def test_another_article_is_printed_whole(open_window) -> None:
    window = open_window(LONG)
    select(window, Locator(3, 0, 0), Locator(4, 2, 2))
    perform(window.reader, "print-selection")
    window.reader.opening.show(small_article(title="另一篇"))
    assert window.reader.printing.article.title == "另一篇"
    assert not window.reader.printing.has_selection


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768)])
@pytest.mark.parametrize("mode", ["standard", "elderly", "terminal"])
def test_every_choice_can_be_reached_and_has_room_for_a_finger(open_window, mode: str, size) -> None:
    window = open_window(LONG, mode=mode, text_size={"standard": 28}.get(mode, 72), size=size, language="en")
    sheet = shown(window)
    seen: set[str] = set()
    least = window.look.px(window.look.face.key_height)
    for _ in range(5):
        QApplication.processEvents()
        for name, tile in sheet.choices.tiles.items():
            if tile.isVisible():
                seen.add(name)
                assert tile.height() >= least
                assert tile.fits(tile.fitting()), name
                assert sheet.rect().contains(tile.geometry().translated(sheet.choices.pos()))
        if not sheet.choices.more.isVisible():
            break
        sheet.choices.more.click()
    assert seen == set(sheet.choices.tiles) - {"print-selection"}
    assert sheet.file.isVisible() == (mode != "terminal")


def test_the_file_that_is_saved_has_the_pages_that_were_seen(
    open_window, tmp_path: Path, monkeypatch
) -> None:
    window = open_window(LONG, mode="standard")
    sheet = shown(window)
    monkeypatch.setattr(save_dialogs, "ask_file", lambda *_anything: str(tmp_path / "a.pdf"))
    perform(window.reader, "save-pdf")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        assert len(document) == pages(sheet)
    assert built_of(window).said[-1].key == "say.saved-pdf"


class Remembering(QPrinter):
    """A printer that can print both sides: without a real one, Qt's own says that it cannot."""

    def setDuplex(self, mode: QPrinter.DuplexMode) -> None:
        self.mode = mode


def test_the_printer_is_told_paper_lie_and_sides() -> None:
    application()
    printer = Remembering()
    modes = QPrinter.DuplexMode
    print_dialogs.propose(printer, PrintPlan(paper="a5", both_sides=True))
    assert printer.pageLayout().pageSize().name().startswith("A5")
    assert printer.mode == modes.DuplexLongSide
    assert print_dialogs.answered(printer, PrintPlan(paper="a4")).paper == "a5"
    print_dialogs.propose(printer, PrintPlan(columns=2, both_sides=True))
    assert printer.pageLayout().orientation() == printer.pageLayout().orientation().Landscape
    assert printer.mode == modes.DuplexShortSide


def test_paper_gets_the_pages_of_the_plan(tmp_path: Path) -> None:
    application()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    print_dialogs.propose(printer, PrintPlan())
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printer.pdf"))
    printer.setFullPage(True)
    printout = Printout(LONG, PrintPlan(), Manner(messages("zh"))).lay_out()
    assert paint(printout, printer, first=2, last=3) == 2
    with pypdfium2.PdfDocument(tmp_path / "printer.pdf") as document:
        assert len(document) == 2
        page = document[0].get_textpage()
        words = page.get_text_range()
        assert f"第 2 页，共 {printout.page_count} 页" in words
        left, _bottom, right, _top = page.get_charbox(words.index("山"), loose=True)
        assert right - left == pytest.approx(20, abs=0.7)


def test_the_window_goes_on_while_a_long_article_is_laid_out_elsewhere(qapp) -> None:
    blocks = tuple(Paragraph((Run(f"第{number}段。" + "山水" * 150),)) for number in range(300))
    door, made, turns = ThreadDoor(), [], 0
    try:
        door.work(
            lambda: Printout(small_article(blocks=blocks), PrintPlan(), Manner(messages("zh"))).lay_out(),
            made.append,
            made.append,
        )
        while not made:
            qapp.processEvents()
            time.sleep(0.001)
            turns += 1
        (printout,) = made
        assert printout.page_count > 100
        assert turns > 10, "the window had its turns meanwhile"
        assert not printout._kept, "documents do not leave the thread they were made in"
        images: list = []
        room = QSize(400, 500)
        for _ in range(8):  # Qt would complain of a document that goes in another thread than it came in
            door.work(lambda: page_image(printout, 90, room), images.append, images.append)
        while len(images) < 8:
            qapp.processEvents()
        assert all(image.width() > 100 for image in images)
        assert not printout._kept
    finally:
        door.close()


@pytest.mark.parametrize("mode", ["standard", "elderly"])
def test_a_page_can_be_seen_large_and_gone_through(open_window, mode: str) -> None:
    window = open_window(LONG, mode=mode)
    sheet = shown(window)
    whole = sheet.preview.image.width()
    perform(window.reader, "print-large")
    settled(window)
    assert sheet.preview.image.width() > 2 * whole
    assert not sheet.choices.isVisible()
    steps = 0
    while sheet._page == 0:
        perform(window.reader, "page-down")
        settled(window)
        steps += 1
    assert steps > 2, "the page was gone through first"
    assert sheet.preview._up == 0
    perform(window.reader, "page-up")
    settled(window)
    assert sheet._page == 0
    assert sheet.preview._up > 0, "who turns back sees the end of the page before"
    perform(window.reader, "leave")
    assert window.page() is Page.PRINT
    assert settled(window).choices.isVisible()
    assert sheet.preview.image.width() == whole
    perform(window.reader, "leave")
    assert window.page() is Page.READING
