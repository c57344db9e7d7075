"""`gxreader extract SOURCE`: everything that was read of an article, for people and programs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gxreader.cli.loading import loaded, opened
from gxreader.errors import OutputError, UsageError
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
    parser.add_argument("--output", type=Path, metavar="FILE", help=messages.text("cli.extract.output"))


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """Print the article in the wanted form, in UTF-8 on every system, or write a file. Raises ReaderError."""
    if arguments.output is not None:
        return _write(arguments.source, arguments.output, messages)
    article = loaded(arguments.source, messages.language).article
    sys.stdout.buffer.write(written(article, Form(arguments.format)).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return 0


def _write(source: str, target: Path, messages: Messages) -> int:
    """A file as its name ends, with the pictures where it can hold them."""
    from gxreader.app.exporting import export, form_of
    from gxreader.settings.store import replace_file

    form = form_of(target)
    if form is None and target.suffix.lower() != ".json":
        raise UsageError("cli.extract.output-wrong", name=target.name)
    with opened(source, messages.language) as (work, loader):
        if form is not None:
            export(work, form, target, messages, loader)
            return 0
    try:
        replace_file(target, written(work.article, Form.JSON).encode("utf-8", "replace"))
    except OSError as error:
        raise OutputError("export.cannot-write", name=target.name) from error
    return 0
