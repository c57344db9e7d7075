"""The words of the command line and which module answers each command."""

from __future__ import annotations

import argparse
import gettext
import os
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module

from gxreader import __version__, resources
from gxreader.i18n.messages import LANGUAGES, Messages, messages, system_language

# Commands with commands of their own.
_TELLING = ("voices", "dictionary", "words", "library", "sites")
COMMANDS = ("open", "extract", "speak", *_TELLING, "news", "print", "qr", "share", "selftest")
HIDDEN = ("worker",)
_ALONE = frozenset({"-h", "--help", "--version"})

Answer = Callable[[argparse.Namespace], int]


def chosen_language(arguments: Sequence[str]) -> str:
    """The language asked for with --lang, wherever it stands, else the computer's."""
    for number, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else ""
        if argument == "--lang" and number + 1 < len(arguments):
            value = arguments[number + 1]
        if value in LANGUAGES:
            return value
    return system_language()


def with_default_command(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The command and the whole line: `gxreader FILE` means `gxreader open FILE`.

    A file that is named like a command needs `open` before it.
    """
    given = list(arguments)
    if given == ["--lang"]:
        return "open", ["open", "--lang"]  # the word that is missing is the language
    start = 2 if given[:1] == ["--lang"] else 1 if given and given[0].startswith("--lang=") else 0
    first = given[start] if len(given) > start else ""
    if first in COMMANDS + HIDDEN:
        return first, given
    if first in _ALONE:
        return "", given
    return "open", [*given[:start], "open", *given[start:]]


def make_parser(language: str, wanted: str) -> tuple[argparse.ArgumentParser, Answer]:
    """The parser, with words in a language, and what answers the wanted command.

    Only that command's module is imported: the others' names are enough for the help.
    """
    words = messages(language)
    _translate_argparse(language)
    parser = argparse.ArgumentParser(
        prog="gxreader", description=words.text("cli.description"), epilog=words.text("cli.source")
    )
    parser.add_argument(
        "--version", action="version", version=f"gxreader {__version__}", help=words.text("cli.version")
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=words.text("cli.lang"))
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    answer: Answer = partial(_print_help, parser)
    for name in COMMANDS + HIDDEN:
        if name in HIDDEN:
            command = subparsers.add_parser(name)
        else:
            text = words.text(f"cli.{name}")
            command = subparsers.add_parser(
                name, help=text, description=text, epilog=words.text("cli.source")
            )
        if name not in HIDDEN:
            command.add_argument(
                "--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=words.text("cli.lang")
            )
        if name == wanted:
            module = import_module(f"gxreader.cli.{name}")
            module.configure(command, words)
            answer = partial(_run, module.run, words)
    return parser, answer


def _run(
    run: Callable[[argparse.Namespace, Messages], int], words: Messages, arguments: argparse.Namespace
) -> int:
    return run(arguments, words)


def _print_help(parser: argparse.ArgumentParser, _arguments: argparse.Namespace) -> int:
    parser.print_help()
    return 0


def _translate_argparse(language: str) -> None:
    """The standard library's own words (usage, options, wrong usage) come from a catalogue of ours."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("argparse", str(resources.path("i18n")))
    gettext.textdomain("argparse")
