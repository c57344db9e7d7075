"""`gxreader print`: the article as a large-print PDF."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from gxreader.cli.arguments import check_output, whole_number
from gxreader.cli.loading import opened
from gxreader.errors import UsageError
from gxreader.i18n.messages import Messages
from gxreader.settings.schema import PRINT_TEXT_SIZE

_SMALLEST_TEXT, _LARGEST_TEXT = 18, 48  # points
_PATIENCE = 30.0  # seconds for all the pictures together


def configure(parser: argparse.ArgumentParser, messages: Messages) -> None:
    """Add the arguments of this command."""
    parser.add_argument("source", metavar="SOURCE", help=messages.text("cli.open.source"))
    parser.add_argument(
        "--output", required=True, type=Path, metavar="FILE.pdf", help=messages.text("cli.print.output")
    )
    parser.add_argument(
        "--text-size",
        type=whole_number(messages),
        default=PRINT_TEXT_SIZE.default,
        metavar="PT",
        help=messages.text("cli.print.text-size"),
    )


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """Write the PDF; raises ReaderError."""
    if not _SMALLEST_TEXT <= arguments.text_size <= _LARGEST_TEXT:
        raise UsageError("cli.print.text-size-wrong", lowest=_SMALLEST_TEXT, highest=_LARGEST_TEXT)
    check_output(arguments.output, ".pdf")
    # Painting into a file needs no screen, and must not fail for want of one.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with opened(arguments.source, messages.language) as (work, loader):
        from gxreader.app.gathering import gather
        from gxreader.qt.main import application
        from gxreader.qt.picture_object import prepare
        from gxreader.qt.printing import write_pdf

        application()
        pictures = gather(loader, work, prepare, seconds=_PATIENCE)
    pages = write_pdf(work.article, arguments.output, arguments.text_size, messages, pictures)
    print(messages.text("cli.print.done", name=str(arguments.output), count=pages))
    return 0
