"""What a reader copied elsewhere or dropped on the window, and what of it is to be opened."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from gxreader.load.reference import Reference

_OPENABLE = ("http://", "https://", "file:")
_STRUCTURE = re.compile(r"<(?:h[1-6]|p|li|table|a|blockquote|img)\b", re.IGNORECASE)
_SUBSTANCE = 80  # characters: less is a phrase, not a piece of a page


class Offered(msgspec.Struct, frozen=True):
    """The forms in which the same thing was offered: addresses of files or pages, page source, words."""

    addresses: tuple[str, ...] = ()
    html: str = ""
    text: str = ""


class Choice(msgspec.Struct, frozen=True):
    """What is to be opened; `plain` is the same as mere words, and `others` were offered besides."""

    reference: Reference
    plain: Reference | None = None
    others: int = 0


def choose(offered: Offered, working_folder: Path) -> Choice | None:
    """The best of what was offered: an address or file, else a page's source, else the words.

    Returns None if there is nothing in it. Raises ReaderError for an address that may not be opened.
    """
    from gxreader.load.reference import Kind, parse_reference, pasted

    addresses = [address for address in offered.addresses if address.lower().startswith(_OPENABLE)]
    if addresses:
        reference = parse_reference(addresses[0], working_folder=working_folder)
        return Choice(reference, others=len(addresses) - 1)
    if offered.text.strip():
        reference = parse_reference(offered.text, working_folder=working_folder)
        named = offered.text.strip().lower().startswith("file:")
        if reference.kind is Kind.ADDRESS:
            return Choice(reference)
        if reference.kind is Kind.FILE and (named or _is_there(reference.value)):
            return Choice(reference)
    words = pasted(offered.text) if offered.text.strip() else None
    if _is_page(offered):
        return Choice(pasted(offered.html), words)
    return Choice(words) if words else None


def _is_there(path: str) -> bool:
    """Whether a path that was copied names a file; words that merely look like one are words."""
    try:
        return Path(path).is_file()
    except (OSError, ValueError):  # what is no path is no file
        return False


def _is_page(offered: Offered) -> bool:
    """Whether the page's source says more than the words alone: it has structure, and is long enough."""
    from gxreader.load.kinds import Content, content_of_text

    if not offered.html or not _STRUCTURE.search(offered.html):
        return False
    if offered.text.strip() and len(offered.text.strip()) < _SUBSTANCE:
        return False
    return content_of_text(offered.html) is Content.PAGE
