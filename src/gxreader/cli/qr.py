"""`gxreader qr SOURCE --output FILE.png`: an article's address, or its text, as pictures for a phone."""

from __future__ import annotations

import argparse
from pathlib import Path

from gxreader.app.sharing_text import shared_text
from gxreader.cli.arguments import check_output, whole_number
from gxreader.cli.loading import loaded
from gxreader.errors import OutputError
from gxreader.i18n.messages import Messages
from gxreader.load.reference import Kind, parse_reference
from gxreader.share.qr import qr_png
from gxreader.share.text_codes import text_codes

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
    parser.add_argument("--text", action="store_true", help=messages.text("cli.qr.text"))


def run(arguments: argparse.Namespace, messages: Messages) -> int:
    """Write the picture, or with --text one for each piece: FILE-01.png and so on. Raises ReaderError.

    An address is encoded as given and never opened, unless its text is wanted.
    """
    check_output(arguments.output, ".png")
    if not arguments.text:
        _write(arguments.output, qr_png(_address(arguments.source, messages), pixels=arguments.size))
        return 0
    codes = text_codes(shared_text(loaded(arguments.source, messages.language).article, messages))
    pictures = [qr_png(code, pixels=arguments.size) for code in codes]  # all of them fit, or none is written
    for number, picture in enumerate(pictures, 1):
        file = arguments.output.with_stem(f"{arguments.output.stem}-{number:02}")
        _write(file, picture)
        print(file)
    return 0


def _write(file: Path, picture: bytes) -> None:
    try:
        file.write_bytes(picture)
    except OSError as error:
        raise OutputError("export.cannot-write", name=file.name) from error


def _address(source: str, messages: Messages) -> str:
    reference = parse_reference(source, working_folder=Path.cwd())
    if reference.kind is Kind.ADDRESS:
        given = source.strip()
        return given if given.lower().startswith(("http://", "https://")) else reference.value
    article = loaded(source, messages.language).article
    if not article.url.startswith(("http://", "https://")):
        raise OutputError("share.no-address")
    return article.url
