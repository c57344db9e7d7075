"""`gxreader print`: the article as a large-print PDF."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from gxreader.cli.arguments import check_output, whole_number
from gxreader.errors import UsageError
from gxreader.i18n.messages import Messages
from gxreader.settings.schema import PRINT_TEXT_SIZE

_SMALLEST_TEXT, _LARGEST_TEXT = 18, 48  # points


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
    from gxreader.load.loader import load_article
    from gxreader.load.reference import parse_reference

    if not _SMALLEST_TEXT <= arguments.text_size <= _LARGEST_TEXT:
        raise UsageError("cli.print.text-size-wrong", lowest=_SMALLEST_TEXT, highest=_LARGEST_TEXT)
    check_output(arguments.output, ".pdf")
    reference = parse_reference(arguments.source, working_folder=Path.cwd())
    article = load_article(reference, language=messages.language)
    # Painting into a file needs no screen, and must not fail for want of one.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gxreader.qt.main import application
    from gxreader.qt.printing import write_pdf

    application()
    pages = write_pdf(article, arguments.output, arguments.text_size, messages)
    print(messages.text("cli.print.done", name=str(arguments.output), count=pages))
    return 0
