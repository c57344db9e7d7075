"""The rows of the screen of sites, made anew whenever something has changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from gxreader.app.columns import stepped
from gxreader.app.proposing import named
from gxreader.app.site_rows import Part, Place, Said, SiteRow, name_of
from gxreader.library.sites import Column, Origin, Site, name_in
from gxreader.settings.schema import OFFLINE_MEGABYTES, REFRESH_HOURS

if TYPE_CHECKING:
    from gxreader.app.proposing import Proposal
    from gxreader.app.site_editing import SiteEditor
    from gxreader.library.values import Feed

_ICONS = {True: "check", False: "square"}  # with a tick, and without


def sites_menu(editor: SiteEditor) -> tuple[SiteRow, ...]:
    """Every site that is known."""
    return tuple(
        SiteRow(
            name_of(site.named(editor.language)),
            "landmark",
            partial(editor.go, Place(Part.SITES, site.id)),
            Said("sites.hidden" if editor.columns.is_hidden(site) else f"sites.origin-{site.origin}"),
        )
        for site in editor.columns.all_sites
    )


def site_menu(editor: SiteEditor, site: Site) -> tuple[SiteRow, ...]:
    """What can be done with a site, and its columns."""
    columns, name = editor.columns, site.named(editor.language)
    hidden = columns.is_hidden(site)
    rows = [_column_row(editor, site, column) for column in site.columns]
    if site.columns and not hidden:
        rows.insert(0, _row("sites.show-columns", "newspaper", partial(editor.show_columns, site), main=True))
    if site.origin is Origin.READER and editor.may_change:
        rows.append(
            _row(
                "sites.rename",
                "case-sensitive",
                partial(editor.name, name, partial(editor.rename_site, site)),
            )
        )
    rows += [
        _row("sites.up", "arrow-up", partial(columns.move, site, -1)),
        _row("sites.down", "arrow-down", partial(columns.move, site, 1)),
        _row(
            "sites.show" if hidden else "sites.hide",
            "eye",
            partial(columns.hide, site, hidden=not hidden),
        ),
    ]
    if site.origin is Origin.READER and editor.may_change:
        rows.append(_row("sites.remove", "x", partial(editor.remove_site, site)))
    return tuple(rows)


def _column_row(editor: SiteEditor, site: Site, column: Column) -> SiteRow:
    name, address = name_of(name_in(column.name, editor.language)), site.address_of(column)
    if not address:  # it is looked for on the home page by its name: there is nothing to follow
        return SiteRow(name, "newspaper", partial(editor.columns.open, site, column), Said("sites.by-name"))
    feed = editor.feed(address)
    go = partial(editor.go, Place(Part.SITES, site.id, address))
    return SiteRow(name, "check" if feed else "newspaper", go, _note(feed) if feed else None)


def column_menu(editor: SiteEditor, site_id: str, address: str) -> tuple[SiteRow, ...]:
    """What can be done with a list: a column of a site, or one that is followed alone."""
    title, feed, site = editor.title_of(site_id, address), editor.feed(address), editor.site(site_id)
    rows = [_row("sites.open-list", "newspaper", partial(editor.opening.open_text, address), main=True)]
    if not editor.may_change:
        return tuple(rows)
    follow = partial(editor.follow, address, title, site_id, wished=feed is None)
    rows.append(_row("sites.unfollow" if feed else "sites.follow", _ICONS[feed is not None], follow))
    if feed is not None:
        keep = partial(_switch_keeping, editor, feed)
        rows.append(_row("sites.keep-offline", _ICONS[feed.keeps_offline], keep))
    if site is not None and site.origin is Origin.READER:
        rows += _own_column_rows(editor, site, address, title)
    elif site is None and feed is not None:
        rename = partial(_rename_feed, editor, feed)
        rows += [
            _row("sites.rename", "case-sensitive", partial(editor.name, title, rename)),
            _row("sites.up", "arrow-up", partial(_move_feed, editor, feed, -1)),
            _row("sites.down", "arrow-down", partial(_move_feed, editor, feed, 1)),
        ]
    return tuple(rows)


def _own_column_rows(editor: SiteEditor, site: Site, address: str, title: str) -> list[SiteRow]:
    place = next(n for n, column in enumerate(site.columns) if site.address_of(column) == address)

    def rename(name: str) -> None:
        column = site.columns[place]
        names = {**column.name, **named(name)} if name.strip() else column.name
        columns = list(site.columns)
        columns[place] = msgspec.structs.replace(column, name=names)
        editor.change_columns(site, tuple(columns), "say.sites-renamed", name)

    def move(step: int) -> None:
        moved = stepped(site.columns, place, step)
        if moved is not None:
            editor.change_columns(site, tuple(moved), "say.sites-moved", title)

    def remove() -> None:
        left = (*site.columns[:place], *site.columns[place + 1 :])
        editor.go(Place(Part.SITES, site.id))
        editor.change_columns(site, left, "say.sites-removed", title)

    return [
        _row("sites.rename", "case-sensitive", partial(editor.name, title, rename)),
        _row("sites.up", "arrow-up", partial(move, -1)),
        _row("sites.down", "arrow-down", partial(move, 1)),
        _row("sites.remove-column", "x", remove),
    ]


def followed_menu(editor: SiteEditor) -> tuple[SiteRow, ...]:
    """The lists that are followed, and how."""
    reader, perform = editor.reader, editor.perform
    rows = []
    if editor.feeds:
        rows.append(_row("command.refresh-now", "repeat", partial(perform, "refresh-now"), main=True))
    rows += [
        SiteRow(
            name_of(feed.title),
            "download" if feed.keeps_offline else "newspaper",
            partial(editor.go, Place(Part.FOLLOWED, feed.site, feed.address)),
            _note(feed),
        )
        for feed in editor.feeds
    ]
    hours, room = reader.settings.get(REFRESH_HOURS), reader.settings.get(OFFLINE_MEGABYTES)
    rows += [
        _row(f"command.refresh-hours.{hours}", "timer", partial(perform, "refresh-hours")),
        _row(f"command.offline-megabytes.{room}", "download", partial(perform, "offline-megabytes")),
        _row("command.import-feeds", "folder-open", partial(perform, "import-feeds")),
    ]
    if editor.feeds:
        rows.append(_row("command.export-feeds", "file-down", partial(perform, "export-feeds")))
    return tuple(rows)


def found_menu(editor: SiteEditor, proposal: Proposal) -> tuple[SiteRow, ...]:
    """What was found at an address, each with its tick."""
    ticked = len(proposal.ticked)
    keep = SiteRow(
        Said("sites.keep-ticked", {"count": ticked}), "plus", editor.keep_found, is_main=ticked > 0
    )
    return (
        keep,
        *(
            SiteRow(
                name_of(one.name),
                _ICONS[one.is_ticked],
                partial(editor.switch, number),
                Said("sites.is-ticked" if one.is_ticked else "sites.is-not-ticked"),
            )
            for number, one in enumerate(proposal.found)
        ),
    )


def about_list(editor: SiteEditor, site_id: str, address: str) -> Said:
    """How it stands with a list."""
    title, feed = editor.title_of(site_id, address), editor.feed(address)
    if feed is None:
        return Said("sites.about-column", {"name": title})
    if feed.failures:
        return Said("sites.about-trouble", {"name": title})
    key = "sites.about-kept" if feed.kept else "sites.about-feed"
    return Said(key, {"name": title, "unread": feed.unread, "kept": feed.kept})


def _note(feed: Feed) -> Said:
    """What stands beside a list that is followed."""
    if feed.failures:
        return Said("sites.note-trouble")
    key = "sites.note-kept" if feed.kept else "sites.note-unread"
    return Said(key, {"unread": feed.unread, "kept": feed.kept})


def _switch_keeping(editor: SiteEditor, feed: Feed) -> None:
    wished = not feed.keeps_offline
    editor.change_feed(
        lambda library: library.subscriptions.keep_offline(feed.address, wished=wished),
        "say.sites-keeping" if wished else "say.sites-keeping-off",
        feed.title,
    )


def _rename_feed(editor: SiteEditor, feed: Feed, name: str) -> None:
    editor.change_feed(
        lambda library: library.subscriptions.subscribe(feed.address, name), "say.sites-renamed", name
    )


def _move_feed(editor: SiteEditor, feed: Feed, step: int) -> None:
    addresses = [one.address for one in editor.feeds]
    moved = stepped(addresses, addresses.index(feed.address), step)
    if moved is not None:
        editor.change_feed(
            lambda library: library.subscriptions.arrange(moved), "say.sites-moved", feed.title
        )


def _row(key: str, icon: str, run: Callable[[], None], *, main: bool = False) -> SiteRow:
    return SiteRow(Said(key), icon, run, is_main=main)
