"""MHTML: a page and its pictures as one message, as browsers save it."""

from __future__ import annotations

import email
import re
from collections.abc import Callable
from email.message import Message
from email.policy import compat32
from urllib.parse import urljoin

import msgspec

from gxreader.errors import LoadError, Unreadable
from gxreader.load import limits
from gxreader.load.decode import decode_page
from gxreader.load.formats.page import read_page
from gxreader.load.parsing.source import Parsed, Report, Source
from gxreader.load.within import STAND_IN, with_own_pictures

_CID = re.compile(r"\bcid:([^\"'\s<>)]{1,300})", re.IGNORECASE)
_PART = "part/"
_WEB = ("http://", "https://")


def read(source: Source, report: Report) -> Parsed:  # noqa: ARG001 - a page is read in one piece
    """The article of a saved page. Raises Unreadable for one that is cut off or has no text."""
    message, parts = _parts(source.read())
    pages = [part for part in parts if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    if not pages:
        raise Unreadable("load.corrupt")
    start = _identity(str(message.get_param("start") or ""))
    pages.sort(key=lambda part: not (start and _identity(str(part.get("Content-ID") or "")) == start))
    names = _names(parts)
    failed: LoadError | None = None
    for page in pages:
        try:
            return _read(page, message, names, source.language)
        except LoadError as error:  # a page of frames: its text is in one of the others
            failed = failed or error
    raise failed or Unreadable("load.no-text")


def shelf(source: Source, data: bytes) -> Callable[[str], bytes]:
    """The pictures of a saved page by the number of their part."""
    del source
    _, parts = _parts(data)

    def fetch(name: str) -> bytes:
        number = name.removeprefix(_PART)
        if not number.isdecimal() or int(number) >= len(parts):
            raise KeyError(name)
        return _payload(parts[int(number)])

    return fetch


def _parts(data: bytes) -> tuple[Message, list[Message]]:
    message = email.message_from_bytes(data, policy=compat32)
    parts: list[Message] = []
    for part in message.walk():
        if not part.is_multipart():
            parts.append(part)
        if len(parts) > limits.ZIP_ENTRIES:
            raise Unreadable("load.too-complex")
    return message, parts


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _names(parts: list[Message]) -> dict[str, str]:
    """The names of parts by the addresses and identities they are known by."""
    names: dict[str, str] = {}
    for number, part in enumerate(parts):
        for known in (
            str(part.get("Content-Location") or "").strip(),
            _identity(str(part.get("Content-ID") or "")),
        ):
            if known:
                names.setdefault(known, f"{_PART}{number}")
    return names


def _identity(text: str) -> str:
    return text.strip().strip("<>")


def _read(page: Message, message: Message, names: dict[str, str], language: str) -> Parsed:
    places = (message.get("Snapshot-Content-Location"), page.get("Content-Location"))
    url = next((str(place).strip() for place in places if str(place or "").strip().startswith(_WEB)), "")
    charset = page.get_content_charset() or ""
    text = decode_page(_payload(page), charset).text
    text = _CID.sub(lambda found: f"{STAND_IN}{found[1]}", text)
    parsed = read_page(text, url=url, language=language)
    base = str(page.get("Content-Location") or "").strip()

    def named(address: str) -> str:
        if address.startswith(STAND_IN):
            return names.get(address.removeprefix(STAND_IN), "")
        return names.get(address, "") or names.get(urljoin(base, address), "")

    return msgspec.structs.replace(parsed, article=with_own_pictures(parsed.article, named))
