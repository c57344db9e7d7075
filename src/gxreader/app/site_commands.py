"""The commands of sites and subscriptions."""

from __future__ import annotations

from gxreader.app.choice_commands import choice
from gxreader.app.command import Command, Group
from gxreader.app.interface import Page
from gxreader.app.reader import Reader
from gxreader.settings.schema import OFFLINE_MEGABYTES, REFRESH_HOURS


def _import(reader: Reader) -> None:
    name = reader.interface.choose_list()
    if name:
        reader.interface.show_page(Page.SITES)
        reader.sites.import_file(name)


def _export(reader: Reader) -> None:
    name = reader.interface.choose_list_target()
    if name:
        reader.sites.export_file(name)


SITES = (
    Command(
        id="sites",
        icon="plus",
        run=lambda reader: reader.interface.show_page(Page.SITES),
        group=Group.OPEN,
        shortcuts=("Ctrl+Shift+I",),
        in_terminal=False,
    ),
    Command(
        id="add-column",
        icon="plus",
        run=lambda reader: reader.sites.add_open_list(),
        group=Group.OPEN,
        needs_article=True,
        in_terminal=False,
    ),
    Command(
        id="refresh-now",
        icon="repeat",
        run=lambda reader: reader.refreshing.refresh_now(),
        group=Group.OPEN,
        shortcuts=("Ctrl+Shift+R",),
        in_terminal=False,
    ),
    Command(
        id="sites-undo",
        icon="undo-2",
        run=lambda reader: reader.sites.undo(),
        group=Group.OPEN,
        in_terminal=False,
    ),
    choice("refresh-hours", "timer", REFRESH_HOURS, group=Group.PROGRAM),
    choice("offline-megabytes", "download", OFFLINE_MEGABYTES, group=Group.PROGRAM),
    Command(
        id="import-feeds",
        icon="folder-open",
        run=_import,
        group=Group.OPEN,
        in_terminal=False,
    ),
    Command(
        id="export-feeds",
        icon="file-down",
        run=_export,
        group=Group.TAKE,
        in_terminal=False,
    ),
)
