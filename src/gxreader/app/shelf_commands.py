"""The commands of the bookshelf."""

from __future__ import annotations

from gxreader.app.command import Command, Group
from gxreader.app.interface import Page
from gxreader.app.reader import Reader


def _removing_label(reader: Reader) -> str:
    return "command.shelf-remove.leave" if reader.bookshelf.is_removing else "command.shelf-remove"


def _editing_label(reader: Reader) -> str:
    return "command.shelf-edit.leave" if reader.bookshelf.is_editing else "command.shelf-edit"


def _private_label(reader: Reader) -> str:
    return "command.private.leave" if reader.private_reading.is_on else "command.private"


SHELF = (
    Command(
        id="shelf",
        icon="library",
        run=lambda reader: reader.interface.show_page(Page.SHELF),
        group=Group.OPEN,
        shortcuts=("Ctrl+Shift+B",),
        on_more=True,
    ),
    Command(
        id="bookmark",
        icon="bookmark",
        run=lambda reader: reader.marking.bookmark(),
        group=Group.TAKE,
        shortcuts=("Ctrl+D",),
        needs_article=True,
        on_more=True,
    ),
    Command(
        id="highlight",
        icon="highlighter",
        run=lambda reader: reader.marking.highlight(),
        group=Group.TAKE,
        shortcuts=("Ctrl+H",),
        needs_article=True,
    ),
    Command(
        id="save-article",
        icon="book-a",
        run=lambda reader: reader.bookshelf.save(),
        group=Group.TAKE,
        shortcuts=("Ctrl+S",),
        needs_article=True,
        in_terminal=False,
        on_more=True,
    ),
    Command(
        id="shelf-remove",
        icon="x",
        run=lambda reader: reader.bookshelf.switch_removing(),
        group=Group.OPEN,
        label=_removing_label,
    ),
    Command(
        id="shelf-edit",
        icon="type",
        run=lambda reader: reader.bookshelf.switch_editing(),
        group=Group.OPEN,
        label=_editing_label,
    ),
    Command(
        id="shelf-open",
        icon="file-text",
        run=lambda reader: reader.shelf_item.open(),
        group=Group.OPEN,
    ),
    Command(
        id="shelf-hide",
        icon="minus",
        run=lambda reader: reader.shelf_item.hide(),
        group=Group.OPEN,
    ),
    Command(
        id="shelf-unhide",
        icon="undo-2",
        run=lambda reader: reader.shelf_item.unhide(),
        group=Group.OPEN,
    ),
    Command(
        id="shelf-take-away",
        icon="x",
        run=lambda reader: reader.shelf_item.remove(),
        group=Group.OPEN,
    ),
    Command(
        id="private",
        icon="glasses",
        run=lambda reader: reader.private_reading.switch(),
        group=Group.PROGRAM,
        shortcuts=("Alt+Shift+I",),
        label=_private_label,
    ),
    Command(
        id="forget",
        icon="wind",
        run=lambda reader: reader.private_reading.ask_to_forget(),
        group=Group.PROGRAM,
        shortcuts=("Ctrl+Shift+Delete",),
    ),
    Command(
        id="forget-now",
        icon="x",
        run=lambda reader: reader.private_reading.forget(),
        group=Group.PROGRAM,
    ),
    Command(
        id="shelf-undo",
        icon="undo-2",
        run=lambda reader: reader.bookshelf.undo(),
        group=Group.OPEN,
    ),
)
