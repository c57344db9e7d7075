"""A web page into an article: parsed once, then offered to each adapter, the most knowing first."""

from __future__ import annotations

from collections.abc import Iterator

from gxreader.errors import Unreadable
from gxreader.load.adapters import general, government, lists
from gxreader.load.adapters.paging import continued
from gxreader.load.markup.page import Page, parse_page
from gxreader.load.parsing.source import Parsed, Report, Source


def read(source: Source, report: Report) -> Parsed:  # noqa: ARG001 - a page is read in one piece
    """The article of a page. Raises Unreadable when there is none, or when only a browser can show it."""
    return read_page(source.read(), url=source.url, charset=source.charset, language=source.language)


def read_page(data: bytes | str, *, url: str = "", charset: str = "", language: str = "zh") -> Parsed:
    """The article of a page's bytes or source text, and the addresses of the pages it goes on.

    `language` is the reader's, for the words of ours on a list.
    """
    page = parse_page(data, url=url, charset=charset)
    for parsed in _readings(page, language):
        if parsed and (parsed.article.blocks or parsed.article.entries):
            return parsed
    raise Unreadable("load.browser-only" if _is_made_by_script(page) else "load.no-text")


def _readings(page: Page, language: str) -> Iterator[Parsed | None]:
    """What each adapter makes of the page; the next is only asked when the one before found nothing."""
    yield government.read(page)
    yield lists.read(page, language)
    found = general.read(page)
    yield continued(page, found.article) if found and not found.continued else found


def _is_made_by_script(page: Page) -> bool:
    return "<script" in page.text.lower()
