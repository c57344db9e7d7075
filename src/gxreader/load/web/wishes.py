"""What is wanted from an address decides how much may come, how long it takes, and what is asked for."""

from __future__ import annotations

import msgspec

from gxreader import __version__
from gxreader.load import limits
from gxreader.load.fetch import FetchRules, Wanted

_ACCEPT = {
    Wanted.PAGE: "text/html,application/xhtml+xml,application/json;q=0.9,text/plain;q=0.9,*/*;q=0.5",
    Wanted.PICTURE: "image/webp,image/png,image/jpeg,image/gif,image/*;q=0.5",
    Wanted.EXTENSION: "application/json",
    Wanted.FILE: "*/*",
}
_MARKUP = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml", "application/json"})
_UNKNOWN_TYPES = frozenset(
    {"", "application/octet-stream", "binary/octet-stream", "application/unknown", "unknown/unknown"}
)


class Wish(msgspec.Struct, frozen=True):
    """One kind of thing to fetch. `longest_seconds` and `file_bytes` are for books and documents."""

    wanted: Wanted
    accept: str
    most_bytes: int
    file_bytes: int
    seconds: float
    longest_seconds: float
    pauses: tuple[float, ...]
    at_once: int  # at one host


def wish_for(wanted: Wanted, rules: FetchRules) -> Wish:
    """What `rules` allow for a kind of thing."""
    if wanted is Wanted.PICTURE:
        most, seconds, at_once = limits.PICTURE_BYTES, rules.picture_seconds, 2
    elif wanted is Wanted.EXTENSION:
        most, seconds, at_once = limits.EXTENSION_BYTES, rules.extension_seconds, 1
    elif wanted is Wanted.FILE:
        most, seconds, at_once = rules.download_bytes, rules.stall_seconds, 1
    else:
        most, seconds, at_once = rules.page_bytes, rules.deadline_seconds, 1
    is_page = wanted is Wanted.PAGE
    return Wish(
        wanted=wanted,
        accept=_ACCEPT[wanted],
        most_bytes=most,
        file_bytes=rules.file_bytes if is_page else most,
        seconds=seconds,
        longest_seconds=rules.file_seconds if is_page else seconds,
        pauses=() if wanted is Wanted.EXTENSION else rules.pauses,
        at_once=at_once,
    )


def headers_for(wish: Wish) -> dict[str, str]:
    """What every request for it says. Encodings are those that `decoder` can undo within bounds.

    A file is wanted as it is: half of a packed one could not be gone on from.
    """
    return {
        "User-Agent": f"gxreader/{__version__} (article reader)",
        "Accept": wish.accept,
        "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8",
        "Accept-Encoding": "identity" if wish.wanted is Wanted.FILE else "gzip, deflate",
    }


def is_markup(content_type: str) -> bool:
    """Whether a declared type is a page's, a feed's or data's: these have a page's limits."""
    return content_type in _MARKUP or content_type.endswith(("+xml", "+json"))


def may_be_picture(content_type: str) -> bool:
    """Whether a declared type is a picture's, or says nothing. A drawing (SVG) is never read."""
    if content_type in _UNKNOWN_TYPES:
        return True
    return content_type.startswith("image/") and "svg" not in content_type
