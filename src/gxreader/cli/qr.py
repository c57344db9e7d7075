"""`gxreader qr SOURCE --output FILE.png`: the address of an article as a picture for a phone."""

from __future__ import annotations

import argparse
from pathlib import Path

from gxreader.cli.arguments import check_output, whole_number
from gxreader.cli.loading import loaded
from gxreader.errors import OutputError
from gxreader.i18n.messages import Messages
from gxreader.load.reference import Kind, parse_reference
from gxreader.share.qr import qr_png

_PIXELS = 600


def configure(parser: argparse.ArgumentParser, messages: Messages) -> None:
    """Add the command's arguments."""
    parser.add_argument("source", metavar="SOURCE", help=messages.text("cli.qr.source"))
    parser.add_argument(
        "--output", metavar="FILE.png", type=Path, required=True, help=messages.text("cli.qr.output")
    )
    parser.add_argument(
        "--size",
        metavar="PIXELS",
        type=whole_number(messages),
        default=_PIXELS,
        help=messages.text("cli.qr.size"),
    )


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """Write the picture. An address is encoded as given and never opened. Raises ReaderError."""
    check_output(arguments.output, ".png")
    picture = qr_png(_address(arguments.source, messages), pixels=arguments.size)
    try:
        arguments.output.write_bytes(picture)
    except OSError as error:
        raise OutputError("export.cannot-write", name=arguments.output.name) from error
    return 0


def _address(source: str, messages: Messages) -> str:
    reference = parse_reference(source, working_folder=Path.cwd())
    if reference.kind is Kind.ADDRESS:
        given = source.strip()
        return given if given.lower().startswith(("http://", "https://")) else reference.value
    article = loaded(source, messages.language).article
    if not article.url.startswith(("http://", "https://")):
        raise OutputError("share.no-address")
    return article.url
