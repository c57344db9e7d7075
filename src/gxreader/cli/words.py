"""`gxreader words`: what words mean; the dictionary for it installed, told of, asked and removed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from gxreader.errors import UsageError
from gxreader.i18n.messages import Messages

if TYPE_CHECKING:
    from gxreader.words.entries import Reading


def configure(parser: argparse.ArgumentParser, messages: Messages) -> None:
    """Add the arguments of this command."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "install", "remove", "lookup"),
        default="list",
        help=messages.text("cli.words.action"),
    )
    parser.add_argument("word", nargs="?", default="", help=messages.text("cli.words.word"))
    parser.add_argument(
        "--from", dest="origin", type=Path, metavar="FILE", help=messages.text("cli.words.from")
    )


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """Install, tell of, ask or remove; raises UsageError, LoadError or OutputError."""
    match arguments.action:
        case "install":
            _install(arguments.origin, messages)
        case "remove":
            _remove(messages)
        case "lookup":
            _look_up(arguments.word, messages)
        case _:
            _tell(messages)
    return 0


def _install(origin: Path | None, messages: Messages) -> None:
    from gxreader.words.installed import install, packaged, stamp_of

    source = origin.expanduser() if origin is not None else packaged()
    if source is None:
        raise UsageError("lookup.none-to-install")
    print(messages.text("lookup.preparing"), flush=True)
    stamp = stamp_of(source) if origin is None and source.is_file() else ""
    file, count = install(source, stamp=stamp)
    print(messages.text("cli.words.installed", count=count, file=str(file)))
    _credit(messages)


def _remove(messages: Messages) -> None:
    from gxreader.words.installed import remove

    if not remove():
        raise UsageError("lookup.none-installed")
    print(messages.text("cli.words.removed"))


def _tell(messages: Messages) -> None:
    from gxreader.words.installed import installed, packaged
    from gxreader.words.lookup import Dictionary

    file = installed()
    if file is not None:
        about = Dictionary(file).about()
        date = about.get("date", "")[:10]
        print(messages.text("cli.words.there", count=int(about.get("entries", "0")), date=date))
        print(file)
    elif packaged() is not None:
        print(messages.text("cli.words.ready"))
    else:
        print(messages.text("lookup.missing"))
    _credit(messages)


def _look_up(word: str, messages: Messages) -> None:
    from gxreader.words.installed import prepared
    from gxreader.words.lookup import Dictionary, English, Unknown

    if not word.strip():
        raise UsageError("cli.words.no-word")
    file = prepared()
    if file is None:
        raise UsageError("lookup.missing")
    found = Dictionary(file).word(word)
    if found is None or isinstance(found, Unknown):
        raise UsageError("lookup.unknown", written=word.strip())
    if isinstance(found, English):
        for reading in found.offered:
            print(f"{reading.simplified}\t{reading.pinyin}\t{'; '.join(reading.meanings)}")
        return
    for reading in found.readings or found.characters:
        _print(reading)
    for other in found.others:
        print(messages.text("lookup.other", written=other))


def _print(reading: Reading) -> None:
    written = dict.fromkeys((reading.simplified, reading.traditional))
    print("\t".join(part for part in (" / ".join(written), reading.pinyin, reading.jyutping) if part))
    for number, meaning in enumerate(reading.meanings, 1):
        print(f"  {number}. {meaning}")


def _credit(messages: Messages) -> None:
    from gxreader.words.installed import CREDIT, LICENCE_ADDRESS

    print(messages.text("lookup.credit", credit=CREDIT))
    print(LICENCE_ADDRESS)
