"""The commands of the bookshelf."""

from __future__ import annotations

from gxreader.app.command import Command, Group
from gxreader.app.interface import Page
from gxreader.app.reader import Reader


def _removing_label(reader: Reader) -> str:
    return "command.shelf-remove.leave" if reader.bookshelf.is_removing else "command.shelf-remove"


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
        id="shelf-undo",
        icon="undo-2",
        run=lambda reader: reader.bookshelf.undo(),
        group=Group.OPEN,
    ),
)
