"""`gxreader print`: the article as a large-print PDF, or how many pages it would have."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from gxreader.cli.arguments import check_output, whole_number
from gxreader.cli.loading import opened
from gxreader.errors import UsageError
from gxreader.export.print_plan import LARGEST_TEXT, MARGINS, PAPERS, SMALLEST_TEXT, SPACINGS, PrintPlan
from gxreader.i18n.messages import Messages

_PATIENCE = 30.0  # seconds for all the pictures together


def configure(parser: argparse.ArgumentParser, messages: Messages) -> None:
    """Add the arguments of this command."""
    usual = PrintPlan()
    add, words = parser.add_argument, messages.text
    add("source", metavar="SOURCE", help=words("cli.open.source"))
    add("--output", type=Path, metavar="FILE.pdf", help=words("cli.print.output"))
    add("--pages", action="store_true", help=words("cli.print.pages"))
    add(
        "--text-size",
        type=whole_number(messages),
        default=usual.points,
        metavar="PT",
        help=words("cli.print.text-size"),
    )
    for name, values, chosen, key in (
        ("--paper", PAPERS, usual.paper, "cli.print.paper"),
        ("--margins", MARGINS, usual.margins, "cli.print.margins"),
        ("--line-spacing", SPACINGS, usual.spacing, "cli.print.spacing"),
    ):
        add(
            name,
            choices=tuple(values),
            default=chosen,
            metavar="NAME",
            help=words(key, values=", ".join(values)),
        )
    add("--columns", type=int, choices=(1, 2), default=1, metavar="1|2", help=words("cli.print.columns"))
    add("--no-pictures", action="store_true", help=words("cli.print.no-pictures"))
    add("--no-code", action="store_true", help=words("cli.print.no-code"))
    add("--both-sides", action="store_true", help=words("cli.print.both-sides"))


def plan_of(arguments: argparse.Namespace) -> PrintPlan:
    """How the pages are to look. Raises UsageError for a text that is no large print, or too large."""
    if not SMALLEST_TEXT <= arguments.text_size <= LARGEST_TEXT:
        raise UsageError("cli.print.text-size-wrong", lowest=SMALLEST_TEXT, highest=LARGEST_TEXT)
    return PrintPlan(
        points=arguments.text_size,
        paper=arguments.paper,
        margins=arguments.margins,
        spacing=arguments.line_spacing,
        columns=arguments.columns,
        pictures=not arguments.no_pictures,
        code=not arguments.no_code,
        both_sides=arguments.both_sides,
    )


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """Write the PDF, or tell its pages; raises ReaderError."""
    plan = plan_of(arguments)
    if arguments.output is not None:
        check_output(arguments.output, ".pdf")
    elif not arguments.pages:
        raise UsageError("cli.print.output-missing")
    # Painting into a file needs no screen, and must not fail for want of one.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with opened(arguments.source, messages.language) as (work, loader):
        from gxreader.app.gathering import gather
        from gxreader.qt.main import application
        from gxreader.qt.picture_object import prepare
        from gxreader.qt.printing import Manner, Printout, write_pdf

        application()
        pictures = gather(loader, work, prepare, seconds=_PATIENCE) if plan.pictures else {}
    manner = Manner(messages)
    if arguments.pages:
        made = Printout(work.article, plan, manner, pictures).lay_out()
    else:
        made = write_pdf(work.article, arguments.output, plan, manner, pictures)
        print(messages.text("cli.print.done", name=str(arguments.output), count=made.page_count))
    pages = messages.text("print.pages", count=made.page_count)
    sheets = messages.text("print.sheets", count=made.sheet_count)
    print(messages.text("cli.print.counted", pages=pages, sheets=sheets))
    return 0
