"""A web page into an article: parsed once, then offered to each adapter, the most knowing first."""

from __future__ import annotations

from gxreader.errors import Unreadable
from gxreader.load.adapters import general, government
from gxreader.load.markup.page import Page, parse_page
from gxreader.model.article import Article

_ADAPTERS = (government.read, general.read)


def read_page(data: bytes | str, *, url: str = "", charset: str = "") -> Article:
    """The article of a page. Raises Unreadable when there is none, or when only a browser can show it."""
    page = parse_page(data, url=url, charset=charset)
    for read in _ADAPTERS:
        article = read(page)
        if article and article.blocks:
            return article
    raise Unreadable("load.browser-only" if _is_made_by_script(page) else "load.no-text")


def _is_made_by_script(page: Page) -> bool:
    return "<script" in page.text.lower()
