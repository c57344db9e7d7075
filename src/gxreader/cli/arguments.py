"""What several commands ask of their arguments: numbers, and names of files to write."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from gxreader.errors import OutputError, UsageError
from gxreader.i18n.messages import Messages


def whole_number(messages: Messages) -> Callable[[str], int]:
    """An argument's type: a whole number, refused in words rather than by Python's name for it."""

    def read(given: str) -> int:
        try:
            return int(given)
        except ValueError as error:
            raise argparse.ArgumentTypeError(messages.text("cli.whole-number-wrong", given=given)) from error

    return read


def number(messages: Messages) -> Callable[[str], float]:
    """An argument's type: a number with or without decimals, refused in words."""

    def read(given: str) -> float:
        try:
            return float(given)
        except ValueError as error:
            raise argparse.ArgumentTypeError(messages.text("cli.number-wrong", given=given)) from error

    return read


def check_output(file: Path, ending: str) -> None:
    """Look at the name of a file to write before any work is done for it.

    Raises UsageError for another ending, OutputError for a folder that is not there.
    """
    if file.suffix.lower() != ending:
        raise UsageError("cli.output-wrong", name=file.name or str(file), ending=ending)
    if not file.parent.is_dir():
        raise OutputError("cli.no-folder", name=file.name, folder=str(file.parent))
