"""Printing and saving as PDF: the system's dialogs before it, and the work itself off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QWidget

from gxreader.app.pictures import Prepared
from gxreader.app.reader import Reader
from gxreader.errors import ReaderError
from gxreader.export.print_plan import PAPERS, PrintPlan

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from gxreader.qt.printing import Manner

_SAME = 3.0  # millimetres: papers that differ by less are one
_MOST_PAGES = 9999


def print_on_paper(parent: QWidget, reader: Reader) -> None:
    """Print through the system's dialog, which begins with the reader's wishes; say how it went."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        reader.announcements.offer("say.no-printer", "save-pdf")
        return
    article, messages = reader.printing.article, reader.appearance.messages
    if article is None:
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(article.title)
    propose(printer, reader.printing.plan)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(messages.text("command.print"))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, _MOST_PAGES)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return
    plan, manner = answered(printer, reader.printing.plan), manner_of(reader)
    first, last = printer.fromPage(), printer.toPage()

    def finish(pictures: Mapping[str, Prepared]) -> None:
        def job() -> int:
            from gxreader.qt.printing import Printout, paint

            printout = Printout(article, plan, manner, pictures).lay_out()
            printer.setFullPage(True)
            return paint(printout, printer, first=first or 1, last=last)

        def done(pages: int) -> None:
            reader.announcements.say("say.printed", count=pages)

        reader.opening.tasks.work(
            job, done, lambda error: reader.announcements.trouble(error, remedy="save-pdf")
        )

    _with_pictures(reader, finish)


def propose(printer: QPrinter, plan: PrintPlan) -> None:
    """Let the printer's dialog begin with the paper, its lie and the sides of a plan."""
    from gxreader.qt.printing import page_layout

    modes = type(printer).DuplexMode
    printer.setPageLayout(page_layout(plan))
    # Pages of a sheet that lies on its long side are turned over at the short one, as in a book.
    long, short = modes.DuplexLongSide, modes.DuplexShortSide
    printer.setDuplex((short if plan.is_landscape else long) if plan.both_sides else modes.DuplexNone)


def answered(printer: QPrinter, plan: PrintPlan) -> PrintPlan:
    """The plan for the paper that was chosen in the dialog; an unknown one keeps the plan's, scaled."""
    size = printer.pageLayout().pageSize().size(QPageSize.Unit.Millimeter)
    for name, (width, height) in PAPERS.items():
        if abs(size.width() - width) < _SAME and abs(size.height() - height) < _SAME:
            return msgspec.structs.replace(plan, paper=name)
    return plan


def save_pdf(reader: Reader) -> None:
    """Let the reader choose a place and a name, then write there as PDF what is printed."""
    name = f"{reader.exporting.name()}.pdf"
    reader.interface.choose_target(name, "command.save-pdf", lambda chosen: _write_pdf(reader, Path(chosen)))


def _write_pdf(reader: Reader, target: Path) -> None:
    """Write what is printed as PDF; say how it went."""
    article = reader.printing.article
    if article is None:
        return
    plan, manner = reader.printing.plan, manner_of(reader)

    def finish(pictures: Mapping[str, Prepared]) -> None:
        def job() -> int:
            from gxreader.qt.printing import write_pdf

            return write_pdf(article, target, plan, manner, pictures).page_count

        def done(pages: int) -> None:
            reader.saving.saved = target
            reader.announcements.offer("say.saved-pdf", "show-saved", name=target.name, count=pages)

        def failed(error: ReaderError) -> None:
            reader.announcements.trouble(error, remedy="save-pdf")

        reader.opening.tasks.work(job, done, failed)

    _with_pictures(reader, finish)


def manner_of(reader: Reader) -> Manner:
    """How the reader's words are written."""
    from gxreader.qt.printing import Manner

    appearance = reader.appearance
    return Manner(appearance.messages, appearance.script, appearance.lettering)


def _with_pictures(reader: Reader, finish: Callable[[Mapping[str, Prepared]], None]) -> None:
    """Fetch the article's pictures for paper, a few seconds at most, then go on."""
    reader.announcements.say("say.preparing-print")
    if not reader.printing.plan.pictures or not reader.pictures.gather(finish):
        finish({})
