"""`gxreader worker NAME`, not for people: this program started by itself as one of its workers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from gxreader.errors import UsageError
from gxreader.i18n.messages import Messages

if TYPE_CHECKING:
    from gxreader.workers.serve import Connection


def configure(parser: argparse.ArgumentParser, messages: Messages) -> None:  # noqa: ARG001  # the form of all commands
    """Add the arguments of this command."""
    parser.add_argument("name")


def run(arguments: argparse.Namespace, messages: Messages) -> int:  # noqa: ARG001  # the form of all commands
    """Answer the parent until it is gone."""
    return run_worker(arguments.name)


def run_worker(name: str) -> int:
    """Be the worker of a name. Raises UsageError for another one."""
    if name not in WORKERS:
        raise UsageError("speech.no-such-worker", name=name)
    from gxreader.workers.serve import serve

    return serve(WORKERS[name]())


def _speech() -> Callable[[Connection], None]:
    from gxreader.speech.worker import work

    return work


def _pinyin() -> Callable[[Connection], None]:
    from gxreader.speech.transcribing import work

    return work


def _parse() -> Callable[[Connection], None]:
    from gxreader.load.parsing.worker import work

    return work


def _words() -> Callable[[Connection], None]:
    from gxreader.words.making import work

    return work


WORKERS = {"speech": _speech, "pinyin": _pinyin, "parse": _parse, "words": _words}


if __name__ == "__main__":
    sys.exit(run_worker(sys.argv[1]))
