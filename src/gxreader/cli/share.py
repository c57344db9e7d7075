"""`gxreader share TARGET SOURCE`: the address that sharing an article would open; opened only with --open."""

from __future__ import annotations

import argparse

from gxreader.app.sharing_text import material_of
from gxreader.cli.loading import loaded
from gxreader.errors import OutputError, UsageError
from gxreader.i18n.messages import Messages
from gxreader.policy.sharing import written_sharing
from gxreader.share.addresses import filled
from gxreader.share.targets import Target, known_targets


def configure(parser: argparse.ArgumentParser, messages: Messages) -> None:
    """Add the command's arguments."""
    parser.add_argument("target", metavar="TARGET", help=messages.text("cli.share.target"))
    parser.add_argument("source", metavar="SOURCE", help=messages.text("cli.share.source"))
    parser.add_argument("--open", action="store_true", help=messages.text("cli.share.open"))


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """Print the address, and open it if that was wished. Raises ReaderError."""
    target = _target(arguments.target)
    policy = written_sharing()
    if not policy.allowed or (arguments.open and not policy.browser):
        raise OutputError("share.forbidden")
    address = filled(target, material_of(loaded(arguments.source, messages.language).article, messages))
    print(address)
    if arguments.open:
        import webbrowser

        if not webbrowser.open(address):
            raise OutputError("say.no-browser")
    return 0


def _target(name: str) -> Target:
    """The target of a name, where it is one that opens an address. Raises UsageError."""
    opening = {target.id: target for target in known_targets() if target.way.leaves}
    if name in opening:
        return opening[name]
    if any(target.id == name for target in known_targets()):
        raise UsageError("share.opens-nothing", name=name)
    raise UsageError("share.unknown-target", name=name, known=", ".join(opening))
