"""A web page into an article: parsed once, then offered to each adapter, the most knowing first."""

from __future__ import annotations

from gxreader.errors import Unreadable
from gxreader.load.adapters import general, government
from gxreader.load.markup.page import Page, parse_page
from gxreader.load.parsing.source import Parsed, Report, Source

_ADAPTERS = (government.read, general.read)


def read(source: Source, report: Report) -> Parsed:  # noqa: ARG001 - a page is read in one piece
    """The article of a page. Raises Unreadable when there is none, or when only a browser can show it."""
    return read_page(source.read(), url=source.url, charset=source.charset)


def read_page(data: bytes | str, *, url: str = "", charset: str = "") -> Parsed:
    """The article of a page's bytes or source text, and the addresses of the pages it goes on."""
    page = parse_page(data, url=url, charset=charset)
    for adapter in _ADAPTERS:
        parsed = adapter(page)
        if parsed and (parsed.article.blocks or parsed.article.entries):
            return parsed
    raise Unreadable("load.browser-only" if _is_made_by_script(page) else "load.no-text")


def _is_made_by_script(page: Page) -> bool:
    return "<script" in page.text.lower()
