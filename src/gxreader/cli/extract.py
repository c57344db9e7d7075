"""`gxreader extract SOURCE`: everything that was read of an article, for people and programs."""

from __future__ import annotations

import argparse
import sys

from gxreader.cli.loading import loaded
from gxreader.export.forms import Form, written
from gxreader.i18n.messages import Messages


def configure(parser: argparse.ArgumentParser, messages: Messages) -> None:
    """Add the command's arguments."""
    parser.add_argument("source", metavar="SOURCE", help=messages.text("cli.extract.source"))
    parser.add_argument(
        "--format",
        choices=[form.value for form in Form],
        default=Form.JSON.value,
        help=messages.text("cli.extract.format"),
    )


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """Print the article in the wanted form, in UTF-8 on every system. Raises ReaderError."""
    article = loaded(arguments.source, messages.language).article
    sys.stdout.buffer.write(written(article, Form(arguments.format)).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return 0
