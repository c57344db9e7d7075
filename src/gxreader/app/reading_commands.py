"""The commands of reading along: how what is heard is marked and shown, and what of the text is read."""

from __future__ import annotations

from collections.abc import Callable

from gxreader.app import moving, whereabouts
from gxreader.app.command import Command, Group
from gxreader.app.interface import Page
from gxreader.app.reader import Reader
from gxreader.settings.schema import (
    BIG_CAPTION,
    HIGHLIGHT_SENTENCE,
    HIGHLIGHT_WORD,
    PINYIN,
    POINT_AND_READ,
    READ_PAGES,
    RULER,
    SKIP_ALTERNATIVES,
    SKIP_CAPTIONS,
    SKIP_CODE,
    SKIP_NOTES,
    SKIP_TABLES,
    Setting,
)


def _switch_label(command_id: str, setting: Setting[bool]) -> Callable[[Reader], str]:
    """The words of a switch: what is so now."""
    return lambda reader: (
        f"command.{command_id}.on" if reader.settings.get(setting) else f"command.{command_id}"
    )


def _mark(command_id: str, icon: str, setting: Setting[bool]) -> Command:
    return Command(
        id=command_id,
        icon=icon,
        run=lambda reader: reader.appearance.switch_mark(setting),
        group=Group.SEE,
        label=_switch_label(command_id, setting),
    )


def _skip(setting: Setting[bool]) -> Command:
    return Command(
        id=setting.key,
        icon="file-text",
        run=lambda reader: reader.listening.controls.switch_skip(setting),
        group=Group.LISTEN,
        label=_switch_label(setting.key, setting),
    )


def _focus_label(reader: Reader) -> str:
    return "command.focus.leave" if reader.interface.is_focused() else "command.focus"


def _script_label(reader: Reader) -> str:
    """The way of writing that a press leads to."""
    return "command.script.simplified" if reader.writing.shows_traditional else "command.script"


READING = (
    Command(
        id="focus",
        icon="glasses",
        run=lambda reader: reader.interface.toggle_focus(),
        group=Group.LISTEN,
        shortcuts=("F8",),
        label=_focus_label,
        needs_article=True,
        on_more=True,
    ),
    Command(
        id="point-read",
        icon="pointer",
        run=lambda reader: reader.pointing.switch(),
        group=Group.LISTEN,
        shortcuts=("Alt+P",),
        label=_switch_label("point-read", POINT_AND_READ),
        on_more=True,
    ),
    Command(
        id="where",
        icon="info",
        run=whereabouts.tell,
        group=Group.LISTEN,
        shortcuts=("Alt+W",),
    ),
    Command(
        id="go-next-heading",
        icon="bookmark",
        run=moving.next_heading,
        group=Group.LISTEN,
        shortcuts=("Alt+H",),
        needs_article=True,
    ),
    Command(
        id="go-previous-heading",
        icon="bookmark",
        run=moving.previous_heading,
        group=Group.LISTEN,
        shortcuts=("Alt+Shift+H",),
        needs_article=True,
    ),
    Command(
        id="go-next-paragraph",
        icon="file-text",
        run=moving.next_paragraph,
        group=Group.LISTEN,
        shortcuts=("Alt+N",),
        needs_article=True,
    ),
    Command(
        id="go-previous-paragraph",
        icon="file-text",
        run=moving.previous_paragraph,
        group=Group.LISTEN,
        shortcuts=("Alt+Shift+N",),
        needs_article=True,
    ),
    Command(
        id="go-next-link",
        icon="globe",
        run=moving.next_link,
        group=Group.LISTEN,
        shortcuts=("Alt+K",),
        needs_article=True,
    ),
    Command(
        id="go-previous-link",
        icon="globe",
        run=moving.previous_link,
        group=Group.LISTEN,
        shortcuts=("Alt+Shift+K",),
        needs_article=True,
    ),
    Command(
        id="ruler",
        icon="ruler",
        run=lambda reader: reader.appearance.next_ruler(),
        group=Group.SEE,
        shortcuts=("Alt+C",),
        label=lambda reader: f"command.ruler.{reader.settings.get(RULER)}",
        needs_article=True,
    ),
    Command(
        id="script",
        icon="languages",
        run=lambda reader: reader.writing.switch(),
        group=Group.SEE,
        shortcuts=("Alt+J",),
        label=_script_label,
    ),
    Command(
        id="scripts",
        icon="book-a",
        run=lambda reader: reader.interface.show_page(Page.SCRIPT),
        group=Group.SEE,
        shortcuts=("Alt+Shift+J",),
        on_more=True,
    ),
    Command(
        id="pinyin",
        icon="a-large-small",
        run=lambda reader: reader.writing.switch_pinyin(),
        group=Group.SEE,
        shortcuts=("Alt+Y",),
        label=_switch_label("pinyin", PINYIN),
    ),
    Command(
        id="caption",
        icon="captions",
        run=lambda reader: reader.appearance.switch_caption(),
        group=Group.SEE,
        shortcuts=("Alt+B",),
        label=_switch_label("caption", BIG_CAPTION),
        on_more=True,
    ),
    Command(
        id="caption-screen",
        icon="captions",
        run=lambda reader: reader.interface.show_page(Page.CAPTION),
        group=Group.SEE,
        shortcuts=("Ctrl+B",),
        needs_article=True,
    ),
    Command(
        id="caption-smaller",
        icon="minus",
        run=lambda reader: reader.appearance.step_caption(-1),
        group=Group.SEE,
    ),
    Command(
        id="caption-bigger",
        icon="plus",
        run=lambda reader: reader.appearance.step_caption(1),
        group=Group.SEE,
    ),
    Command(
        id="black",
        icon="moon",
        run=lambda reader: reader.interface.show_page(Page.BLACK),
        group=Group.LISTEN,
        shortcuts=("F9",),
        needs_article=True,
        on_more=True,
    ),
    Command(
        id="to-voice",
        icon="history",
        run=lambda reader: reader.interface.show_voice(),
        group=Group.LISTEN,
        shortcuts=("Ctrl+J",),
        needs_article=True,
    ),
    Command(
        id="read-selection",
        icon="play",
        run=Reader.read_selection,
        group=Group.LISTEN,
        shortcuts=("Ctrl+F5",),
        needs_article=True,
    ),
    Command(
        id="read-here",
        icon="pointer",
        run=Reader.read_here,
        group=Group.LISTEN,
        shortcuts=("Ctrl+Return",),
        needs_article=True,
    ),
    Command(
        id="copy",
        icon="clipboard-paste",
        run=Reader.copy_selection,
        group=Group.TAKE,
        needs_article=True,
    ),
    Command(
        id="pronounce",
        icon="book-a",
        run=Reader.pronounce_selection,
        group=Group.LISTEN,
        needs_article=True,
    ),
    Command(
        id="lookup",
        icon="search",
        run=lambda reader: reader.looking_up.look_up(),
        group=Group.LISTEN,
        shortcuts=("Alt+D",),
        needs_article=True,
        on_more=True,
    ),
    Command(
        id="lookup-hear",
        icon="volume-2",
        run=lambda reader: reader.looking_up.hear_word(),
        group=Group.LISTEN,
    ),
    Command(
        id="lookup-meaning",
        icon="volume-2",
        run=lambda reader: reader.looking_up.hear_meaning(),
        group=Group.LISTEN,
    ),
    Command(
        id="lookup-otherwise",
        icon="book-a",
        run=lambda reader: reader.looking_up.say_otherwise(),
        group=Group.LISTEN,
    ),
    Command(
        id="lookup-install",
        icon="folder-open",
        run=lambda reader: reader.looking_up.install(),
        group=Group.LISTEN,
        in_terminal=False,
    ),
    Command(
        id="dictionary",
        icon="book-a",
        run=lambda reader: reader.interface.show_page(Page.DICTIONARY),
        group=Group.LISTEN,
        shortcuts=("Ctrl+Shift+D",),
    ),
    Command(
        id="restore-word",
        icon="undo-2",
        run=lambda reader: reader.pronouncing.restore(),
        group=Group.LISTEN,
    ),
    Command(
        id="marks",
        icon="palette",
        run=lambda reader: reader.interface.show_page(Page.MARKS),
        group=Group.SEE,
        shortcuts=("Ctrl+Shift+M",),
        on_more=True,
    ),
    Command(
        id="voices",
        icon="users",
        run=lambda reader: reader.interface.show_page(Page.VOICES),
        group=Group.LISTEN,
    ),
    _mark("mark-sentence", "file-text", HIGHLIGHT_SENTENCE),
    _mark("mark-word", "a-large-small", HIGHLIGHT_WORD),
    Command(
        id="skips",
        icon="file-text",
        run=lambda reader: reader.interface.show_page(Page.SKIPS),
        group=Group.LISTEN,
    ),
    _skip(SKIP_CAPTIONS),
    _skip(SKIP_ALTERNATIVES),
    _skip(SKIP_TABLES),
    _skip(SKIP_NOTES),
    _skip(SKIP_CODE),
    _skip(READ_PAGES),
    Command(
        id="reset-voice",
        icon="repeat",
        run=Reader.reset_voice,
        group=Group.LISTEN,
    ),
)
