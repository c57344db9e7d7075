"""The commands that go on to the next of a few values: how the text stands, how hands press."""

from __future__ import annotations

from collections.abc import Callable

from gxreader.app.command import Command, Group
from gxreader.app.interface import Page
from gxreader.app.reader import Reader
from gxreader.settings.schema import (
    BIG_POINTER,
    CLICK_GUARD,
    COLUMN_WIDTH,
    DWELL_CLICK,
    FINE_SPACING,
    FULL_WIDTH_PUNCTUATION,
    HOLD_TO_CLICK,
    LEGIBLE_LATIN,
    LETTER_SPACING,
    LINE_SPACING,
    OWN_GROUND,
    OWN_INK,
    PARAGRAPH_SPACING,
    REDUCED_MOTION,
    SHOW_PICTURES,
    STRONG_LETTERS,
    Setting,
    Value,
)


def _words_key(command_id: str, value: object) -> str:
    return f"command.{command_id}.{value}"


def _next(command_id: str, setting: Setting[Value]) -> Callable[[Reader], None]:
    """Go on to the next value; after the last comes the first. The answer is what the key says now."""

    def run(reader: Reader) -> None:
        values = setting.choices
        place = (values.index(reader.settings.get(setting)) + 1) % len(values)
        reader.settings.set(setting, values[place])
        words = reader.appearance.messages.text(_words_key(command_id, values[place]))
        reader.announcements.say("say.chosen", words=words, step=place + 1, steps=len(values))

    return run


def _switch(command_id: str, setting: Setting[bool]) -> Callable[[Reader], None]:
    def run(reader: Reader) -> None:
        on = not reader.settings.get(setting)
        reader.settings.set(setting, on)
        reader.announcements.say(f"say.{command_id}" if on else f"say.{command_id}-off")

    return run


def choice(
    command_id: str,
    icon: str,
    setting: Setting[Value],
    *,
    group: Group = Group.SEE,
    shortcuts: tuple[str, ...] = (),
) -> Command:
    """A command that goes on to the next value of a setting; its words are `command.<id>.<value>`."""
    return Command(
        id=command_id,
        icon=icon,
        run=_next(command_id, setting),
        group=group,
        shortcuts=shortcuts,
        label=lambda reader: _words_key(command_id, reader.settings.get(setting)),
    )


def _on_or_off(command_id: str, icon: str, setting: Setting[bool]) -> Command:
    return Command(
        id=command_id,
        icon=icon,
        run=_switch(command_id, setting),
        group=Group.SEE,
        label=lambda reader: f"command.{command_id}.{'on' if reader.settings.get(setting) else 'off'}",
    )


CHOOSING = (
    Command(
        id="see",
        icon="eye",
        run=lambda reader: reader.interface.show_page(Page.SEE),
        group=Group.SEE,
        shortcuts=("F7",),
        on_more=True,
    ),
    Command(
        id="colour-choice",
        icon="palette",
        run=lambda reader: reader.interface.show_page(Page.COLOURS),
        group=Group.SEE,
        shortcuts=("Ctrl+Shift+C",),
    ),
    Command(
        id="own-ground",
        icon="square",
        run=lambda reader: reader.appearance.next_ground(),
        group=Group.SEE,
        label=lambda reader: f"command.own-ground.{reader.settings.get(OWN_GROUND)}",
    ),
    Command(
        id="own-ink",
        icon="a-large-small",
        run=lambda reader: reader.appearance.next_ink(),
        group=Group.SEE,
        label=lambda reader: f"command.own-ink.{reader.settings.get(OWN_INK)}",
    ),
    Command(
        id="typeface",
        icon="type",
        run=lambda reader: reader.interface.show_page(Page.TYPEFACE),
        group=Group.SEE,
        shortcuts=("Ctrl+Shift+F",),
    ),
    _on_or_off("strong-letters", "bold", STRONG_LETTERS),
    _on_or_off("legible-latin", "case-sensitive", LEGIBLE_LATIN),
    _on_or_off("fine-spacing", "space", FINE_SPACING),
    _on_or_off("full-width", "pilcrow", FULL_WIDTH_PUNCTUATION),
    choice("line-spacing", "move-vertical", LINE_SPACING),
    choice("letter-spacing", "move-horizontal", LETTER_SPACING),
    choice("paragraph-spacing", "pilcrow", PARAGRAPH_SPACING),
    choice("column-width", "space", COLUMN_WIDTH),
    _on_or_off("pictures", "image", SHOW_PICTURES),
    choice("big-pointer", "mouse-pointer-2", BIG_POINTER, shortcuts=("Alt+M",)),
    _on_or_off("motion", "wind", REDUCED_MOTION),
    Command(
        id="hands",
        icon="hand",
        run=lambda reader: reader.interface.show_page(Page.HANDS),
        group=Group.PROGRAM,
        shortcuts=("F6",),
        on_more=True,
    ),
    choice("click-guard", "hourglass", CLICK_GUARD, group=Group.PROGRAM),
    choice("hold-click", "timer", HOLD_TO_CLICK, group=Group.PROGRAM),
    choice("dwell-click", "mouse-pointer-2", DWELL_CLICK, group=Group.PROGRAM),
    Command(
        id="try-hands",
        icon="hand",
        run=lambda reader: reader.announcements.say("say.pressed"),
        group=Group.PROGRAM,
    ),
)
