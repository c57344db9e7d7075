"""Subscriptions to files and back, as other readers of feeds write them (OPML)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gxreader.app.library_files import whole_file
from gxreader.errors import Unreadable
from gxreader.i18n.messages import Messages

if TYPE_CHECKING:
    from gxreader.library.library import Library
    from gxreader.library.opml import Outline


def read_outlines(file: Path) -> tuple[Outline, ...]:
    """The lists a file of subscriptions names. Raises Unreadable."""
    from gxreader.library import opml

    try:
        with file.open("rb") as opened:
            data = opened.read(opml.MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable("load.file-trouble", name=file.name) from error
    return opml.read(data)


def import_subscriptions(library: Library, file: Path) -> int:
    """Follow all lists that a file names; how many. Raises Unreadable, OutputError."""
    outlines = read_outlines(file)
    library.subscriptions.subscribe_all((outline.address, outline.title) for outline in outlines)
    return len(outlines)


def export_subscriptions(library: Library, file: Path, messages: Messages) -> int:
    """Write the lists that are followed; how many. Raises OutputError."""
    from gxreader.library import opml
    from gxreader.library.sites import known_sites

    sites = {site.id: site for site in known_sites()}
    outlines = []
    for feed in library.subscriptions.subscribed():
        site = sites.get(feed.site)
        group = site.named(messages.language) if site else ""
        outlines.append(opml.Outline(feed.address, feed.title, site.home if site else "", group))
    data = opml.written(outlines, messages.text("sites.followed-title")).encode()
    whole_file(file, lambda opened: opened.write(data))
    return len(outlines)
