"""Every setting a reader can change, by where one would look for it, and found by its words."""

from __future__ import annotations

import unicodedata

from gxreader.app.command import Command
from gxreader.app.commands import COMMANDS
from gxreader.app.reader import Reader

# In each section the ones that are wanted most come first.
SECTIONS: dict[str, tuple[str, ...]] = {
    "see": (
        "bigger",
        "smaller",
        "colour-choice",
        "colours",
        "typeface",
        "strong-letters",
        "legible-latin",
        "line-spacing",
        "letter-spacing",
        "paragraph-spacing",
        "column-width",
        "pictures",
        "scripts",
        "pinyin",
        "ruler",
        "caption",
        "caption-screen",
        "big-pointer",
        "motion",
        "focus",
        "own-ground",
        "own-ink",
        "print-size",
    ),
    "listen": (
        "louder",
        "quieter",
        "slower",
        "faster",
        "voices",
        "sound",
        "pauses",
        "clear-hearing",
        "ear",
        "prompts",
        "point-read",
        "skips",
        "marks",
        "dictionary",
        "sleep",
        "reset-voice",
    ),
    "hands": (
        "click-guard",
        "hold-click",
        "dwell-click",
        "try-hands",
        "describe",
        "shortcuts",
        "reset-shortcuts",
    ),
    "program": ("mode", "language", "full-screen", "first-run", "undo", "reset"),
}


def _plain(text: str) -> str:
    """For comparing: full-width letters as narrow ones, no capitals, nothing that parts or joins words."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if not sign.isspace() and sign != "\u200b")


def has_words(reader: Reader, command: Command, wanted: str) -> bool:
    """Whether a command's words, its help or its keys hold every word that is looked for."""
    keys = " ".join(reader.shortcuts.of(command.id))
    said = _plain(f"{command.words(reader)}\n{command.help(reader)}\n{keys}")
    return all(_plain(word) in said for word in wanted.split())


def settings_in(section: str) -> tuple[Command, ...]:
    """The settings of a section."""
    return tuple(COMMANDS[command_id] for command_id in SECTIONS[section])


def settings_with(reader: Reader, wanted: str) -> tuple[Command, ...]:
    """The settings whose words or help hold what is looked for; those that are called so come first."""
    every = [command for section in SECTIONS for command in settings_in(section)]
    found = [command for command in every if has_words(reader, command, wanted)]
    first = _plain(wanted)
    return tuple(sorted(found, key=lambda command: first not in _plain(command.words(reader))))
