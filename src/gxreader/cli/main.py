"""Where the command line begins: choose the command, run it, tell of trouble in one sentence."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from gxreader.cli.parser import chosen_language, make_parser, with_default_command
from gxreader.cli.worker import run_worker
from gxreader.errors import ReaderError, UsageError
from gxreader.i18n.messages import messages


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns 0, 1 after trouble told in one sentence, or 2 for wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    if given[:1] == ["worker"] and len(given) > 1:
        return run_worker(given[1])  # started by ourselves, often: it needs no words and no parser
    language = chosen_language(given)
    command, line = with_default_command(given)
    parser, answer = make_parser(language, command)
    parsed = parser.parse_args(line)
    try:
        return answer(parsed)
    except ReaderError as error:
        print(messages(language).error(error), file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        # Whoever read our output has seen enough; closing it again at exit must not complain.
        sys.stdout = None
        return 0


def _speak_utf8() -> None:
    """Chinese on every system's terminal and in every pipe, whatever its old code page."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
