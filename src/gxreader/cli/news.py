"""`gxreader news`: what is new in the chosen columns, or in one list by its address."""

from __future__ import annotations

import argparse
import contextlib
import sys

import msgspec

from gxreader.i18n.messages import Messages


def configure(parser: argparse.ArgumentParser, messages: Messages) -> None:
    """Add the arguments of this command."""
    parser.add_argument("list", nargs="?", default="", metavar="ADDRESS", help=messages.text("cli.news.list"))
    parser.add_argument("--read", action="store_true", help=messages.text("cli.news.read"))
    parser.add_argument("--json", action="store_true", help=messages.text("cli.news.json"))


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """Print a line for each article: title, column and address. Raises ReaderError.

    1 where a column did not answer and nothing is known of it.
    """
    from gxreader.app.news import columns_of, gathered
    from gxreader.library.library import Library, library_file
    from gxreader.library.sites import known_sites
    from gxreader.load.fetch import FetchRules, WebFetcher
    from gxreader.load.loader import Loader
    from gxreader.settings.store import Settings, settings_file

    settings = Settings(settings_file(), only_read=True)
    library = Library(library_file())
    loader = Loader(WebFetcher(FetchRules.of(settings)))
    with contextlib.closing(library), contextlib.closing(loader):
        chosen = [(feed.address, feed.title) for feed in library.subscriptions.subscribed()]
        first = next((site for site in known_sites() if site.columns), None)
        columns = [(arguments.list, "")] if arguments.list else chosen or columns_of(first, messages.language)
        found = gathered(library, loader, columns, messages.language)
        if arguments.read:
            for item in found.items:
                library.subscriptions.mark_read(item.address)
    if arguments.json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(found.items), indent=2).decode() + "\n")
    else:
        for item in found.items:
            print(f"{item.title}\t{item.column}\t{item.address}")
    if found.trouble is not None:
        print(messages.text(found.trouble.key, **found.trouble.arguments), file=sys.stderr)
    elif not found.items and not arguments.json:
        print(messages.text("say.no-news"), file=sys.stderr)
    return 1 if found.trouble is not None and not found.items else 0
