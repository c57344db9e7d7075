"""`gxreader voices`: the voices of this computer; `install` and `remove` for the natural one."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

import msgspec

from gxreader.i18n.messages import Messages

if TYPE_CHECKING:
    from gxreader.speech.values import Voice

_OURS = ("zh", "yue", "hak", "en")


def configure(parser: argparse.ArgumentParser, messages: Messages) -> None:
    """Add the arguments of this command."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("list", "install", "remove"),
        default="list",
        help=messages.text("cli.voices.action"),
    )
    parser.add_argument(
        "--from", dest="origin", default="", metavar="PATH|URL", help=messages.text("cli.voices.from")
    )
    parser.add_argument("--sha256", default="", metavar="SUM", help=messages.text("cli.voices.sha256"))
    parser.add_argument("--json", action="store_true", help=messages.text("cli.voices.json"))


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """List, install or remove voices; raises SpeechError."""
    if arguments.action == "install":
        return _install(arguments.origin, arguments.sha256, messages)
    if arguments.action == "remove":
        return _remove(messages)
    return _list(arguments, messages)


def _install(origin: str, wished_sum: str, messages: Messages) -> int:
    from gxreader.speech.packs.catalogue import known
    from gxreader.speech.packs.install import install
    from gxreader.speech.packs.installed import LICENCE

    pack = known()
    print(messages.text("cli.voices.licence", name=pack.name, licence=pack.licence, credit=pack.credit))
    installed = install(
        origin, wished_sum, lambda key: print(messages.text(key, megabytes=pack.megabytes), flush=True)
    )
    print(messages.text("cli.voices.installed", name=installed.name, count=len(installed.voices)))
    print(messages.text("cli.voices.licence-file", file=str(installed.folder / LICENCE)))
    return 0


def _remove(messages: Messages) -> int:
    from gxreader.speech.packs.install import remove

    for identity in remove():
        print(messages.text("cli.voices.removed", name=identity))
    return 0


def _list(arguments: argparse.Namespace, messages: Messages) -> int:
    """Print the voices, those for Chinese and English first."""
    from gxreader.app.voices import voice_name
    from gxreader.speech.services import list_voices

    voices = sorted(list_voices(), key=_order)
    if arguments.json:
        encoded = msgspec.json.encode({"voices": voices})
        sys.stdout.write(msgspec.json.format(encoded, indent=2).decode() + "\n")
        return 0
    print(messages.text("cli.voices.heading", count=len(voices)))
    for voice in voices:
        print(f"{voice.id:<32} {voice.language:<14} {voice_name(voice, messages)}")
    return 0


def _order(voice: Voice) -> tuple[int, bool, str, str]:
    """Chinese and English first; of a language, the natural voices before the others."""
    primary = voice.language.partition("-")[0].lower()
    place = _OURS.index(primary) if primary in _OURS else len(_OURS)
    return place, voice.engine != "kokoro", voice.language, voice.id
