"""The commands of files: those an article offers, those made of it, and where both are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gxreader.app.command import Command, Group
from gxreader.app.download_items import Item, Phase
from gxreader.app.interface import Page
from gxreader.app.reader import Reader
from gxreader.export.files import SUFFIXES, FileForm


def _show(page: Page) -> Callable[[Reader], None]:
    return lambda reader: reader.interface.show_page(page)


def _with_chosen(run: Callable[[Reader, str], None]) -> Callable[[Reader], None]:
    """For the file that is chosen on the screen of downloads."""

    def command(reader: Reader) -> None:
        if reader.downloads.item is None:
            reader.announcements.say("say.no-downloads")
        else:
            run(reader, reader.downloads.chosen)

    return command


def _start_failed(reader: Reader) -> None:
    reader.interface.show_page(Page.DOWNLOADS)
    reader.downloads.start_failed()


def _start_label(reader: Reader) -> str:
    item = reader.downloads.item
    if item is not None and item.phase in {Phase.STOPPED, Phase.TROUBLE} and item.done:
        return "command.download-start.rest"
    if item is not None and item.phase in {Phase.READY, Phase.TROUBLE}:
        return "command.download-start.again"
    return "command.download-start"


def _show_folder_of(reader: Reader, item: Item | None) -> None:
    folder = item.path.parent if item is not None and item.path is not None else reader.downloads.folder()
    if not reader.interface.open_folder(str(folder)):
        reader.announcements.say("say.folder-is", folder=str(folder))


def _show_latest(reader: Reader) -> None:
    latest = reader.downloads.latest
    items = (item for item in reader.downloads.items if item.address == latest)
    _show_folder_of(reader, next(items, None))


def _show_saved(reader: Reader) -> None:
    saved = reader.saving.saved
    if saved is None:
        reader.announcements.say("say.nothing-saved-yet")
    elif not reader.interface.open_folder(str(saved.parent)):
        reader.announcements.say("say.folder-is", folder=str(saved.parent))


def _choose_folder(reader: Reader) -> None:
    reader.interface.choose_target(
        "", "command.download-place", lambda chosen: reader.downloads.put_into(Path(chosen))
    )


def _export(form: FileForm) -> Callable[[Reader], None]:
    def run(reader: Reader) -> None:
        name = f"{reader.exporting.name()}{SUFFIXES[form]}"
        reader.interface.choose_target(
            name, f"command.export-{form.value}", lambda chosen: reader.exporting.start(form, Path(chosen))
        )

    return run


_ICONS = {
    FileForm.HTML: "globe",
    FileForm.EPUB: "book-a",
    FileForm.TEXT: "file-text",
    FileForm.MARKDOWN: "pilcrow",
}

FILES = (
    Command(
        id="downloads",
        icon="download",
        run=_show(Page.DOWNLOADS),
        group=Group.OPEN,
        shortcuts=("Ctrl+Shift+J",),
        on_more=True,
    ),
    Command(
        id="download-start",
        icon="download",
        run=_with_chosen(lambda reader, address: reader.downloads.start(address)),
        group=Group.OPEN,
        label=_start_label,
        in_terminal=False,
    ),
    Command(
        id="download-failed",
        icon="download",
        run=_start_failed,
        group=Group.OPEN,
        in_terminal=False,
    ),
    Command(
        id="download-all",
        icon="download",
        run=lambda reader: reader.downloads.start_all(),
        group=Group.OPEN,
        in_terminal=False,
    ),
    Command(
        id="download-stop",
        icon="pause",
        run=_with_chosen(lambda reader, address: reader.downloads.stop(address)),
        group=Group.OPEN,
        in_terminal=False,
    ),
    Command(
        id="download-drop",
        icon="x",
        run=_with_chosen(lambda reader, address: reader.downloads.drop(address)),
        group=Group.OPEN,
        in_terminal=False,
    ),
    Command(
        id="download-open",
        icon="eye",
        run=_with_chosen(lambda reader, address: reader.downloads.open(address)),
        group=Group.OPEN,
    ),
    Command(
        id="download-folder",
        icon="folder-open",
        run=lambda reader: _show_folder_of(reader, reader.downloads.item),
        group=Group.OPEN,
        in_terminal=False,
    ),
    Command(
        id="download-place",
        icon="settings",
        run=_choose_folder,
        group=Group.PROGRAM,
        in_terminal=False,
    ),
    Command(
        id="downloaded-open",
        icon="eye",
        run=lambda reader: reader.downloads.open(reader.downloads.latest),
        group=Group.OPEN,
        in_terminal=False,
    ),
    Command(
        id="downloaded-folder",
        icon="folder-open",
        run=_show_latest,
        group=Group.OPEN,
        in_terminal=False,
    ),
    Command(
        id="export",
        icon="file-down",
        run=_show(Page.EXPORT),
        group=Group.TAKE,
        shortcuts=("Ctrl+Shift+X",),
        needs_article=True,
        in_terminal=False,
        on_more=True,
    ),
    *(
        Command(
            id=f"export-{form.value}",
            icon=_ICONS[form],
            run=_export(form),
            group=Group.TAKE,
            needs_article=True,
            in_terminal=False,
        )
        for form in FileForm
    ),
    Command(
        id="save-elsewhere",
        icon="folder-open",
        run=lambda reader: reader.saving.elsewhere(),
        group=Group.TAKE,
        in_terminal=False,
    ),
    Command(
        id="show-saved",
        icon="folder-open",
        run=_show_saved,
        group=Group.TAKE,
        in_terminal=False,
    ),
)
