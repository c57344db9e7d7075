"""`gxreader voices`: the voices of this computer."""

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
    parser.add_argument("--json", action="store_true", help=messages.text("cli.voices.json"))


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """Print the voices, those for Chinese and English first; raises SpeechError."""
    from gxreader.speech.services import list_voices

    voices = sorted(list_voices(), key=lambda voice: (_order(voice.language), voice.language, voice.id))
    if arguments.json:
        encoded = msgspec.json.encode({"voices": voices})
        sys.stdout.write(msgspec.json.format(encoded, indent=2).decode() + "\n")
        return 0
    print(messages.text("cli.voices.heading", count=len(voices)))
    for voice in voices:
        print(f"{voice.id:<32} {voice.language:<14} {_name(voice, messages)}")
    return 0


def _name(voice: Voice, messages: Messages) -> str:
    """The name, in the reader's language, of one of espeak's voices for Chinese or English; else its own."""
    key = f"cli.voices.name.{voice.id.rpartition('/')[2].lower()}"
    return messages.text(key) if voice.engine == "espeak" and messages.has(key) else voice.name


def _order(language: str) -> int:
    primary = language.partition("-")[0].lower()
    return _OURS.index(primary) if primary in _OURS else len(_OURS)
