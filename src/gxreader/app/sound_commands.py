"""The commands of taking the sound along; a part of the table of commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gxreader.app.command import Command, Group
from gxreader.app.interface import Page
from gxreader.app.reader import Reader
from gxreader.app.taking_sound import SUFFIXES, Kind, Phase


def _scope_label(reader: Reader) -> str:
    return "command.sound-scope.part" if reader.taking_sound.only_part else "command.sound-scope"


def _another_label(reader: Reader) -> str:
    troubled = reader.taking_sound.state.phase is Phase.TROUBLE
    return "command.sound-another.again" if troubled else "command.sound-another"


def _to_file(kind: Kind) -> Callable[[Reader], None]:
    def run(reader: Reader) -> None:
        taking = reader.taking_sound
        name = f"{taking.name() or 'gxreader'}{SUFFIXES[kind]}"
        reader.interface.choose_target(
            name, "command.take-sound", lambda chosen: taking.start(kind, Path(chosen))
        )

    return run


def _to_stick(reader: Reader) -> None:
    """Into a folder of its own, so that nothing else on the stick is touched."""
    taking = reader.taking_sound

    def into(chosen: str) -> None:
        taking.start(Kind.STICK, Path(chosen) / (taking.name() or "gxreader"))

    reader.interface.choose_target("", "ui.sound.choose-folder", into)


def _open_folder(reader: Reader) -> None:
    target = reader.taking_sound.state.target
    if target is not None:
        reader.interface.open_folder(str(target if target.is_dir() else target.parent))


SOUND = (
    Command(
        id="take-sound",
        icon="download",
        run=lambda reader: reader.interface.show_page(Page.SOUND),
        group=Group.TAKE,
        shortcuts=("Ctrl+Shift+S",),
        needs_article=True,
        in_terminal=False,
    ),
    Command(
        id="sound-scope",
        icon="file-text",
        run=lambda reader: reader.taking_sound.switch_scope(),
        group=Group.TAKE,
        label=_scope_label,
        needs_article=True,
        in_terminal=False,
    ),
    Command(
        id="sound-phone",
        icon="smartphone",
        run=_to_file(Kind.PHONE),
        group=Group.TAKE,
        needs_article=True,
        in_terminal=False,
    ),
    Command(
        id="sound-stick",
        icon="volume-2",
        run=_to_stick,
        group=Group.TAKE,
        needs_article=True,
        in_terminal=False,
    ),
    Command(
        id="sound-best",
        icon="ear",
        run=_to_file(Kind.BEST),
        group=Group.TAKE,
        needs_article=True,
        in_terminal=False,
    ),
    Command(
        id="sound-pause",
        icon="pause",
        run=lambda reader: reader.taking_sound.stop(keep=True),
        group=Group.TAKE,
        in_terminal=False,
    ),
    Command(
        id="sound-discard",
        icon="x",
        run=lambda reader: reader.taking_sound.stop(keep=False),
        group=Group.TAKE,
        in_terminal=False,
    ),
    Command(
        id="sound-folder",
        icon="folder-open",
        run=_open_folder,
        group=Group.TAKE,
        in_terminal=False,
    ),
    Command(
        id="sound-another",
        icon="repeat",
        run=lambda reader: reader.taking_sound.another(),
        group=Group.TAKE,
        label=_another_label,
        in_terminal=False,
    ),
)
