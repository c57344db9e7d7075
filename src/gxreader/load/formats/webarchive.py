"""Safari's web archive: a page and its pictures in a property list."""

from __future__ import annotations

import plistlib
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin
from xml.parsers.expat import ExpatError

import msgspec

from gxreader.errors import Unreadable
from gxreader.load import limits
from gxreader.load.formats.page import read_page
from gxreader.load.parsing.source import Parsed, Report, Source
from gxreader.load.within import with_own_pictures

_PART = "part/"


def read(source: Source, report: Report) -> Parsed:  # noqa: ARG001 - a page is read in one piece
    """The article of a web archive. Raises Unreadable for what is damaged or no web archive."""
    archive = _archive(source.read())
    main = archive.get("WebMainResource")
    data = main.get("WebResourceData") if isinstance(main, dict) else None
    if not isinstance(main, dict) or not isinstance(data, bytes):
        raise Unreadable("load.binary")
    url = _text(main, "WebResourceURL")
    parsed = read_page(
        data,
        url=url if url.startswith(("http://", "https://")) else "",
        charset=_text(main, "WebResourceTextEncodingName"),
        language=source.language,
    )
    names = {
        _text(resource, "WebResourceURL"): f"{_PART}{number}"
        for number, resource in enumerate(_resources(archive))
    }
    named: Callable[[str], str] = lambda address: names.get(address) or names.get(urljoin(url, address), "")  # noqa: E731 - of one use, here
    return msgspec.structs.replace(parsed, article=with_own_pictures(parsed.article, named))


def shelf(source: Source, data: bytes) -> Callable[[str], bytes]:
    """The pictures of a web archive by their number."""
    del source
    resources = _resources(_archive(data))

    def fetch(name: str) -> bytes:
        number = name.removeprefix(_PART)
        if not number.isdecimal() or int(number) >= len(resources):
            raise KeyError(name)
        found = resources[int(number)].get("WebResourceData")
        return found if isinstance(found, bytes) else b""

    return fetch


def _archive(data: bytes) -> dict[str, Any]:
    """The property list, a foreign format and therefore a dict."""
    try:
        archive = plistlib.loads(data)
    except (
        plistlib.InvalidFileException,
        ExpatError,
        ValueError,
        OverflowError,
        IndexError,
        KeyError,
    ) as error:
        raise Unreadable("load.corrupt") from error
    return archive if isinstance(archive, dict) else {}


def _resources(archive: dict[str, Any]) -> list[dict[str, Any]]:
    found = archive.get("WebSubresources")
    resources = found[: limits.ZIP_ENTRIES] if isinstance(found, list) else []
    return [resource for resource in resources if isinstance(resource, dict)]


def _text(resource: dict[str, Any], name: str) -> str:
    value = resource.get(name)
    return value if isinstance(value, str) else ""
