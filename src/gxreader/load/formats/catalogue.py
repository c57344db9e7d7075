"""Catalogues of books (OPDS 1.2 and 2.0): shelves that lead on, and books that open."""

from __future__ import annotations

import re

import msgspec

from gxreader.errors import Unreadable
from gxreader.load.formats.catalogue_shelf import Found, Shelf
from gxreader.load.listing import blocks_of
from gxreader.load.parsing.source import Parsed, Report, Source
from gxreader.model.article import Article, Block, Paragraph, text_run
from gxreader.model.site import Entry, Notice

_MOST_ENTRIES = 10_000
_NOTHING = {"zh": "这里现在还没有书。", "en": "There are no books here yet."}
_UNAVAILABLE = {
    "zh": "要购买、借阅或登录才能看，或者格式桂读打不开。",
    "en": "To be bought, borrowed or signed in for, or in a form that gxreader cannot open.",
}


def read(source: Source, report: Report) -> Parsed:  # noqa: ARG001 - a page of a catalogue is read in one piece
    """A page of a catalogue. Raises Unreadable for one that is damaged, or that holds nothing."""
    data = source.read()
    if re.match(rb"\s*\{", data.removeprefix(b"\xef\xbb\xbf")):
        from gxreader.load.formats.catalogue_json import read_json

        shelf = read_json(data, source.url)
    else:
        from gxreader.load.formats.catalogue_atom import read_atom

        shelf = read_atom(data, source.url)
    if len(shelf.found) > _MOST_ENTRIES:
        raise Unreadable("load.too-complex")
    if not shelf.title and not shelf.found:
        raise Unreadable("load.empty")
    return Parsed(article=_article(shelf, source))


def _article(shelf: Shelf, source: Source) -> Article:
    entries = tuple(_entry(found, source.language) for found in shelf.found)
    away = sum(found.unavailable for found in shelf.found)
    blocks: tuple[Block, ...] = blocks_of(entries, shelf.paging, source.language)
    if not entries:
        blocks = (Paragraph(text_run(_NOTHING["en" if source.language.startswith("en") else "zh"])), *blocks)
    if shelf.summary:
        blocks = (Paragraph(text_run(shelf.summary)), *blocks)
    return Article(
        title=shelf.title or source.name,
        author=shelf.author,
        site=shelf.site,
        url=source.url or shelf.url,
        modified=shelf.modified,
        language=shelf.language or source.language,
        summary=shelf.summary,
        blocks=blocks,
        entries=entries,
        paging=shelf.paging,
        warnings=(Notice("load.entries-unavailable", {"count": str(away)}),) if away else (),
    )


def _entry(found: Found, language: str) -> Entry:
    if not found.unavailable:
        return found.entry
    words = _UNAVAILABLE["en" if language.startswith("en") else "zh"]
    summary = " ".join(text for text in (words, found.entry.summary) if text)
    return msgspec.structs.replace(found.entry, url="", summary=summary)
