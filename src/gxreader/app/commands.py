"""THE table of commands: keys, menus, shortcuts, the help page and the terminal's policy are made from it."""

from __future__ import annotations

from collections.abc import Callable

from gxreader.app import printed_pages
from gxreader.app.around_commands import AROUND
from gxreader.app.choice_commands import CHOOSING
from gxreader.app.command import Command, Group
from gxreader.app.file_commands import FILES
from gxreader.app.interface import Page
from gxreader.app.listening_commands import LISTEN
from gxreader.app.print_commands import PRINT
from gxreader.app.reader import Reader
from gxreader.app.reading_commands import READING
from gxreader.app.share_commands import SHARE
from gxreader.app.shelf_commands import SHELF
from gxreader.app.site_commands import SITES
from gxreader.app.sound_commands import SOUND

WAYS_BACK = frozenset({"shelf-undo", "shelf-unhide", "sites-undo"})  # offered beside the answer to a deletion
__all__ = ("COMMANDS", "Command", "Group", "perform")


def _mode_label(reader: Reader) -> str:
    return "command.mode.leave" if reader.appearance.face.id == "elderly" else "command.mode"


def _file_label(reader: Reader) -> str:
    """Where a page or file could not be opened, what other file is meant."""
    failure = reader.opening.failure
    if failure is None or reader.interface.page() is not Page.TROUBLE:
        return "command.open-file"
    return "command.open-file.saved" if failure.address else "command.open-file.other"


def _address_label(reader: Reader) -> str:
    troubled = reader.opening.failure is not None and reader.interface.page() is Page.TROUBLE
    return "command.open-address.other" if troubled else "command.open-address"


def _undo(reader: Reader) -> None:
    """Take back what was done last: where an answer offers a way back of its own, that one."""
    last = reader.announcements.last
    if last is not None and last.remedy in WAYS_BACK:
        COMMANDS[last.remedy].run(reader)
    else:
        reader.undoing.undo()


def _show(page: Page) -> Callable[[Reader], None]:
    def run(reader: Reader) -> None:
        reader.interface.show_page(page)

    return run


_SEE = (
    Command(
        id="smaller",
        icon="minus",
        run=lambda reader: reader.appearance.smaller(),
        group=Group.SEE,
        shortcuts=("Alt+Down", "Ctrl+-"),
    ),
    Command(
        id="bigger",
        icon="plus",
        run=lambda reader: reader.appearance.bigger(),
        group=Group.SEE,
        shortcuts=("Alt+Up", "Ctrl++", "Ctrl+="),
    ),
    Command(
        id="colours",
        icon="palette",
        run=lambda reader: reader.appearance.next_scheme(),
        group=Group.SEE,
        shortcuts=("Alt+`",),
    ),
    Command(
        id="page-up",
        icon="chevron-up",
        run=lambda reader: reader.interface.turn_page(-1),
        group=Group.SEE,
        shortcuts=("PgUp",),
        needs_article=True,
    ),
    Command(
        id="page-down",
        icon="chevron-down",
        run=lambda reader: reader.interface.turn_page(1),
        group=Group.SEE,
        shortcuts=("PgDown",),
        needs_article=True,
    ),
    Command(
        id="undo",
        icon="undo-2",
        run=_undo,
        group=Group.SEE,
        shortcuts=("Ctrl+Z",),
        on_more=True,
    ),
    Command(
        id="reset",
        icon="repeat",
        run=lambda reader: reader.appearance.reset(),
        group=Group.SEE,
        shortcuts=("Alt+R",),
    ),
    Command(
        id="full-screen",
        icon="layout-grid",
        run=lambda reader: reader.interface.toggle_full_screen(),
        group=Group.SEE,
        shortcuts=("F11",),
        in_terminal=False,
    ),
)

_OPEN = (
    Command(
        id="open-file",
        icon="folder-open",
        run=lambda reader: reader.interface.choose_file(),
        group=Group.OPEN,
        shortcuts=("Ctrl+O",),
        label=_file_label,
        on_more=True,
        in_terminal=False,
    ),
    Command(
        id="open-address",
        icon="globe",
        run=lambda reader: reader.interface.enter_address(),
        group=Group.OPEN,
        shortcuts=("Ctrl+L", "Ctrl+F"),
        label=_address_label,
    ),
    Command(
        id="other-file",
        icon="folder-open",
        run=lambda reader: reader.interface.choose_file(elsewhere=True),
        group=Group.OPEN,
        in_terminal=False,
    ),
    Command(
        id="columns",
        icon="landmark",
        run=_show(Page.COLUMNS),
        group=Group.OPEN,
        shortcuts=("Ctrl+Shift+N",),
        on_more=True,
    ),
    Command(
        id="paste",
        icon="clipboard-paste",
        run=lambda reader: reader.opening.receive(reader.interface.clipboard()),
        group=Group.OPEN,
        shortcuts=("Ctrl+V",),
        on_more=True,
    ),
    Command(
        id="retry",
        icon="repeat",
        run=lambda reader: reader.opening.retry(),
        group=Group.OPEN,
    ),
    Command(
        id="browse",
        icon="globe",
        run=Reader.browse,
        group=Group.OPEN,
        in_terminal=False,
    ),
    Command(
        id="stop-loading",
        icon="x",
        run=lambda reader: reader.opening.cancel(),
        group=Group.OPEN,
    ),
    Command(
        id="continue",
        icon="book-a",
        run=Reader.continue_reading,
        group=Group.OPEN,
        shortcuts=("F2",),
    ),
    Command(
        id="outline",
        icon="list-tree",
        run=_show(Page.OUTLINE),
        group=Group.OPEN,
        shortcuts=("F4",),
        needs_article=True,
        on_more=True,
    ),
    Command(
        id="to-page",
        icon="bookmark",
        run=printed_pages.ask,
        group=Group.OPEN,
        shortcuts=("Ctrl+G",),
        needs_article=True,
    ),
    Command(
        id="welcome",
        icon="newspaper",
        run=lambda reader: reader.opening.welcome(),
        group=Group.OPEN,
    ),
    Command(
        id="home",
        icon="house",
        run=_show(Page.HOME),
        group=Group.OPEN,
        shortcuts=("Alt+Home",),
    ),
    Command(
        id="back",
        icon="arrow-left",
        run=Reader.back,
        group=Group.OPEN,
        shortcuts=("Alt+Left",),
    ),
    Command(
        id="leave",
        icon="x",
        run=Reader.leave,
        group=Group.OPEN,
        shortcuts=("Esc",),
    ),
    Command(
        id="forward",
        icon="chevron-right",
        run=Reader.forward,
        group=Group.OPEN,
        shortcuts=("Alt+Right",),
    ),
)

_TAKE = (
    Command(
        id="phone",
        icon="qr-code",
        run=lambda reader: reader.carrying.show(),
        group=Group.TAKE,
        shortcuts=("Ctrl+Shift+Q",),
        needs_article=True,
        on_more=True,
    ),
    Command(
        id="phone-address",
        icon="qr-code",
        run=lambda reader: reader.carrying.show(
            reader.opening.failure.address if reader.opening.failure else ""
        ),
        group=Group.TAKE,
    ),
)

_PROGRAM = (
    Command(
        id="mode",
        icon="glasses",
        run=lambda reader: reader.appearance.switch_mode(),
        group=Group.PROGRAM,
        shortcuts=("Ctrl+Shift+E",),
        label=_mode_label,
    ),
    Command(
        id="language",
        icon="languages",
        run=Reader.switch_language,
        group=Group.PROGRAM,
        shortcuts=("Ctrl+Shift+L",),
        on_more=True,
    ),
    Command(
        id="more",
        icon="layout-grid",
        run=_show(Page.MORE),
        group=Group.PROGRAM,
        shortcuts=("F10",),
    ),
    Command(
        id="help",
        icon="circle-question-mark",
        run=_show(Page.HELP),
        group=Group.PROGRAM,
        shortcuts=("F1",),
        on_more=True,
    ),
    Command(
        id="settings",
        icon="settings",
        run=_show(Page.SETTINGS),
        group=Group.PROGRAM,
        shortcuts=("Ctrl+,",),
        in_terminal=False,
        on_more=True,
    ),
    Command(
        id="describe",
        icon="circle-question-mark",
        run=lambda reader: reader.describing.switch(),
        group=Group.PROGRAM,
        shortcuts=("Shift+F1",),
        label=lambda reader: "command.describe.leave" if reader.describing.is_on else "command.describe",
    ),
    Command(
        id="shortcuts",
        icon="keyboard",
        run=_show(Page.SHORTCUTS),
        group=Group.PROGRAM,
        in_terminal=False,
    ),
    Command(
        id="reset-shortcuts",
        icon="repeat",
        run=lambda reader: reader.shortcuts.reset(),
        group=Group.PROGRAM,
        in_terminal=False,
    ),
    Command(
        id="first-run",
        icon="languages",
        run=lambda reader: reader.first_run.begin(),
        group=Group.PROGRAM,
        in_terminal=False,
    ),
    Command(
        id="read-help",
        icon="volume-2",
        run=Reader.read_help,
        group=Group.PROGRAM,
    ),
    Command(
        id="quit",
        icon="x",
        run=lambda reader: reader.interface.close_window(),
        group=Group.PROGRAM,
        shortcuts=("Ctrl+Q",),
        in_terminal=False,
    ),
)

COMMANDS: dict[str, Command] = {
    command.id: command
    for group in (
        LISTEN,
        READING,
        _SEE,
        CHOOSING,
        _OPEN,
        AROUND,
        SITES,
        SHELF,
        FILES,
        _TAKE,
        PRINT,
        SHARE,
        SOUND,
        _PROGRAM,
    )
    for command in group
}


def perform(reader: Reader, command_id: str) -> None:
    """Do what a key, shortcut or menu entry says; or say why it cannot be done: no article, a terminal."""
    command = COMMANDS[command_id]
    if command.needs_article and reader.session.article is None:
        reader.announcements.say("say.no-article")
        return
    if not command.in_terminal and reader.appearance.face.id == "terminal":
        reader.announcements.say("say.nothing-kept-here")
        return
    reader.undoing.take_note()  # what changed silently before is not this command's to put back
    command.run(reader)
