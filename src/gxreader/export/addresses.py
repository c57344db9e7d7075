"""Which addresses may be written into a file that a browser will open."""

from __future__ import annotations

from urllib.parse import urlsplit

_LINKS = frozenset({"http", "https", "mailto", "tel"})
_PICTURES = frozenset({"http", "https"})


def link_address(address: str) -> str:
    """The address if a click on it only goes to a page, a mail or a call; else nothing."""
    return address if _scheme(address) in _LINKS else ""


def picture_address(address: str) -> str:
    """The address if it is a picture on the web; else nothing."""
    return address if _scheme(address) in _PICTURES else ""


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:  # what is no address is left out
        return ""
