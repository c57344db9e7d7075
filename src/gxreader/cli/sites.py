"""`gxreader sites`: list, add and remove sites; subscriptions in and out, and looked at for news."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gxreader.errors import UsageError
from gxreader.i18n.messages import Messages
from gxreader.settings.schema import OFFLINE_MEGABYTES, REFRESH_HOURS

if TYPE_CHECKING:
    from gxreader.app.proposing import Proposal
    from gxreader.library.library import Library
    from gxreader.load.loader import Loader
    from gxreader.settings.store import Settings

_WITH_WORD = {"add": "cli.sites.no-address", "remove": "cli.sites.no-id"}
_WITH_FILE = frozenset({"import", "export"})


def configure(parser: argparse.ArgumentParser, messages: Messages) -> None:
    """Add the arguments of this command."""
    parser.add_argument(
        "action", nargs="?", choices=tuple(_ACTIONS), default="list", help=messages.text("cli.sites.action")
    )
    parser.add_argument("word", nargs="?", default="", metavar="WORD", help=messages.text("cli.sites.word"))
    parser.add_argument("--all", action="store_true", help=messages.text("cli.sites.all"))
    parser.add_argument("--dry-run", action="store_true", help=messages.text("cli.sites.dry-run"))
    parser.add_argument("--offline", action="store_true", help=messages.text("cli.sites.offline"))
    parser.add_argument("--json", action="store_true", help=messages.text("cli.sites.json"))


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """Do what is asked; raises ReaderError."""
    from gxreader.library.library import Library, library_file

    action, word = arguments.action, arguments.word.strip()
    if not word and action in _WITH_WORD:
        raise UsageError(_WITH_WORD[action])
    if not word and action in _WITH_FILE:
        raise UsageError("cli.library.no-file")
    library = Library(library_file())
    with contextlib.closing(library):
        return _ACTIONS[action](library, arguments, messages)


def _list(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:
    from gxreader.library.sites import known_sites, unread_sites

    sites, feeds = known_sites(), library.subscriptions.subscribed()
    if arguments.json:
        found = {"sites": sites, "subscriptions": feeds}
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n")
        return 0
    for site in sites:
        print("\t".join((site.id, site.named(messages.language), site.origin, site.home)))
    for feed in feeds:
        counts = messages.text("sites.note-kept", unread=feed.unread, kept=feed.kept)
        print(f"+\t{feed.title}\t{counts}\t{feed.address}")
    for unread in unread_sites():
        print(messages.text("say.site-unread", file=unread.file.name), file=sys.stderr)
    return 0


def _columns(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:  # noqa: ARG001 - as all are
    """The columns and hot words of a site by its id, or of every site, each with its address."""
    from gxreader.library.sites import known_sites, name_in

    sites = [site for site in known_sites() if arguments.word in {"", site.id}]
    if not sites:
        raise UsageError("cli.sites.no-id")
    if arguments.json:
        found = {site.id: site.columns for site in sites}
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n")
        return 0
    for site in sites:
        for column in site.columns:
            name = name_in(column.name, messages.language)
            print("\t".join((site.id, name, site.address_of(column) or messages.text("cli.sites.by-name"))))
        for word in site.hot_words:
            print("\t".join((site.id, messages.text("ui.search-for", words=word), site.search_address(word))))
    return 0


def _add(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:
    from gxreader.app.proposing import keep, propose

    with contextlib.closing(_loader()) as loader:
        proposal = propose(loader, arguments.word, messages.language)
    if arguments.all:
        found = tuple(msgspec.structs.replace(one, is_ticked=True) for one in proposal.found)
        proposal = msgspec.structs.replace(proposal, found=found)
    _print(proposal)
    if arguments.dry_run:
        return 0
    site = keep(library, proposal)
    if arguments.offline:
        for one in proposal.ticked:
            library.subscriptions.keep_offline(one.address)
    name = site.id if site is not None else proposal.name
    print(messages.text("cli.sites.added", name=name, count=len(proposal.ticked)))
    return 0


def _print(proposal: Proposal) -> None:
    for one in proposal.found:
        print("\t".join(("+" if one.is_ticked else "-", one.name, one.address)))


def _remove(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:
    """A site of the reader's own by its id, or a subscription by its address."""
    from gxreader.library.site_files import remove_site

    feed = library.subscriptions.feed(arguments.word)
    if feed is not None and feed.is_subscribed:
        library.subscriptions.unsubscribe(arguments.word)
        name = feed.title
    else:
        name = remove_site(arguments.word).named(messages.language)
    print(messages.text("say.sites-removed", name=name))
    return 0


def _import(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:
    from gxreader.app.following import import_subscriptions

    file = Path(arguments.word)
    count = import_subscriptions(library, file)
    print(messages.text("cli.sites.imported", name=file.name, count=count))
    return 0


def _export(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:
    from gxreader.app.following import export_subscriptions

    target = Path(arguments.word)
    count = export_subscriptions(library, target, messages)
    print(messages.text("cli.sites.exported", name=str(target), count=count))
    return 0


def _refresh(library: Library, arguments: argparse.Namespace, messages: Messages) -> int:  # noqa: ARG001 - as all are
    """Look at every list that is followed now; 1 where one of them did not answer."""
    from gxreader.app.refresh_round import HOUR, Manners, Round
    from gxreader.load.fetch import CancelToken

    settings = _settings()
    feeds = library.subscriptions.subscribed()
    if not feeds:
        print(messages.text("say.nothing-followed"), file=sys.stderr)
        return 0
    library.offline.limit = settings.get(OFFLINE_MEGABYTES) * 1024 * 1024
    manners = Manners(
        every=(settings.get(REFRESH_HOURS) or REFRESH_HOURS.default) * HOUR, language=messages.language
    )
    with contextlib.closing(_loader()) as loader:
        refreshed = Round(library, loader, CancelToken(), manners).run(feeds)
    if refreshed.is_offline:
        print(messages.text("say.refreshed-offline"), file=sys.stderr)
        return 1
    if refreshed.failed:
        print(messages.text("say.refreshed-partly", count=refreshed.found, failed=refreshed.failed))
    elif refreshed.found:
        print(messages.text("say.refreshed", count=refreshed.found))
    else:
        print(messages.text("say.refreshed-nothing-new"))
    return 1 if refreshed.failed else 0


def _settings() -> Settings:
    from gxreader.settings.store import Settings, settings_file

    return Settings(settings_file(), only_read=True)


def _loader() -> Loader:
    from gxreader.load.fetch import FetchRules, WebFetcher
    from gxreader.load.loader import Loader

    return Loader(WebFetcher(FetchRules.of(_settings())))


_ACTIONS: dict[str, Callable[[Library, argparse.Namespace, Messages], int]] = {
    "list": _list,
    "columns": _columns,
    "add": _add,
    "remove": _remove,
    "import": _import,
    "export": _export,
    "refresh": _refresh,
}
