"""`gxreader extract SOURCE`: everything that was read of an article, for people and programs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gxreader.export.forms import Form, written
from gxreader.i18n.messages import Messages
from gxreader.load.loader import load_article
from gxreader.load.reference import parse_reference


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
    reference = parse_reference(arguments.source, working_folder=Path.cwd())
    article = load_article(reference, language=messages.language)
    sys.stdout.buffer.write(written(article, Form(arguments.format)).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return 0
