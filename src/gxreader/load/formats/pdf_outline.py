"""What a PDF says of itself: its outline by pages, and its metadata."""

from __future__ import annotations

import contextlib
import ctypes
import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pypdfium2.raw as pdfium

from gxreader.load.layout.characters import meant
from gxreader.load.layout.flow import Mark
from gxreader.load.layout.titles import Named, sensible_author, sensible_title
from gxreader.load.moments import CHINA

_MOST_ENTRIES = 3_000
_MOST_LEVELS = 6
_DATE = re.compile(
    r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(?P<sign>[+-])(?P<hours>\d\d)'?(?P<minutes>\d\d)?|(?P<utc>Z))?"
)
_KEYWORDS = re.compile(r"\s*[,，;；、]\s*")
_LONGEST_LABEL = 20  # characters
_LONGEST = 4_000  # characters of a statement


def read_outline(document: Any) -> dict[int, list[Mark]]:
    """The entries of the outline by the number of their page, from 0; however it is knotted, each once."""
    marks: dict[int, list[Mark]] = {}
    seen: set[int] = set()
    waiting = [(pdfium.FPDFBookmark_GetFirstChild(document, None), 1)]
    while waiting and len(seen) < _MOST_ENTRIES:
        entry, level = waiting.pop()
        address = ctypes.addressof(entry.contents) if entry else 0
        if not address or address in seen:
            continue
        seen.add(address)
        waiting.append((pdfium.FPDFBookmark_GetNextSibling(document, entry), level))
        if level < _MOST_LEVELS:
            waiting.append((pdfium.FPDFBookmark_GetFirstChild(document, entry), level + 1))
        destination = pdfium.FPDFBookmark_GetDest(document, entry)
        page = pdfium.FPDFDest_GetDestPageIndex(document, destination) if destination else -1
        title = _text(lambda buffer, size, entry=entry: pdfium.FPDFBookmark_GetTitle(entry, buffer, size))  # type: ignore[misc] # bound early
        if title and page >= 0:
            marks.setdefault(page, []).append(Mark(title, level))
    return marks


def read_labels(document: Any, count: int) -> dict[int, str]:
    """The numbers that are printed on pages, by the pages' own numbers from 0."""
    labels: dict[int, str] = {}
    for page in range(count):
        label = _text(
            lambda buffer, size, page=page: pdfium.FPDF_GetPageLabel(document, page, buffer, size)  # type: ignore[misc] # bound early
        )
        if not label and page == 0:
            return {}
        if label and len(label) <= _LONGEST_LABEL:
            labels[page] = label
    return labels


def read_named(document: Any, fallback: str) -> Named:
    """Title, author and times, as far as they make sense."""

    def stated(name: str) -> str:
        key = name.encode()
        return _text(lambda buffer, size: pdfium.FPDF_GetMetaText(document, key, buffer, size))

    published, modified = _moment(stated("CreationDate")), _moment(stated("ModDate"))
    if published and modified and modified <= published:
        modified = None
    return Named(
        title=sensible_title(stated("Title")),
        author=sensible_author(stated("Author")),
        published=published,
        modified=modified,
        keywords=tuple(word for word in _KEYWORDS.split(stated("Keywords")) if word)[:50],
        summary=stated("Subject"),
        fallback=fallback,
    )


def _text(get: Callable[[Any, int], int]) -> str:
    """A text that PDFium writes as UTF-16 into a buffer it is asked the size of first."""
    size = get(None, 0)
    if size <= 2 or size > 2 * _LONGEST:  # noqa: PLR2004 - only the zero at its end
        return ""
    buffer = ctypes.create_string_buffer(size)
    get(buffer, size)
    return " ".join(meant(buffer.raw[: size - 2].decode("utf-16-le", "replace").rstrip("\0")).split())


def _moment(text: str) -> datetime | None:
    """A time as PDF writes it; one without a zone is Chinese, as for pages."""
    found = _DATE.match(text)
    if not found:
        return None
    numbers = [int(found[index]) if found[index] else None for index in range(1, 7)]
    zone = CHINA
    if found["utc"]:
        zone = timezone(timedelta(0))
    elif found["sign"]:
        offset = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
        zone = (
            timezone(offset if found["sign"] == "+" else -offset) if offset < timedelta(hours=24) else CHINA
        )
    year, month, day, hour, minute, second = numbers
    with contextlib.suppress(ValueError):  # no day of the calendar
        return datetime(year or 0, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=zone)
    return None
