"""Any other article page: the body as readability-lxml finds it, else the page without its frame."""

from __future__ import annotations

import re

from lxml import etree

from gxreader.load.adapters.assemble import Heads, assemble
from gxreader.load.adapters.region import marked_article, region
from gxreader.load.credits import Credits, read_credits
from gxreader.load.markup.blocks import BlockReader, Draft
from gxreader.load.markup.element import Element, short_text_of, text_of
from gxreader.load.markup.metadata import Metadata, page_language, read_metadata, window_title
from gxreader.load.markup.page import Page, parsed
from gxreader.load.markup.surroundings import attachments
from gxreader.load.parsing.source import Parsed
from gxreader.model.article import Heading, plain
from gxreader.model.units import block_leaves

_MOST_ELEMENTS = 30_000  # beyond it, readability takes seconds
_SHORT = 25  # characters: a shorter body is looked for again in the whole page
_SLACK = 200  # characters
_MUCH_MORE = 1.2  # an element with so much more text than was found is not the body
_FRAME = frozenset({"nav", "header", "footer", "aside", "form"})
_CREDIT_CHARACTERS = 160
_BYLINE_HINT = re.compile(r"byline|author|dateline|meta|info|source|time|date", re.IGNORECASE)


def read(page: Page) -> Parsed | None:
    """The article of a page, or nothing if there is no text on it."""
    body, drafts = _body(page)
    if _size(drafts) < _SHORT:
        whole = _without_frame(page)
        wider = BlockReader(page).read(whole)
        if _size(wider) > 2 * _size(drafts):
            body, drafts = whole, wider
    if body is None or not drafts:
        return None
    language = page_language(page, text_of(body))
    statements = read_metadata(page, language)
    heads = Heads(_title(page, statements, drafts), "", "", _credits(page))
    files = attachments(page, body)
    return Parsed(article=assemble(page, drafts, statements, heads, language=language, attachments=files))


def _body(page: Page) -> tuple[Element | None, list[Draft]]:
    """The body and its drafts, from the page's own element unless that holds much more than was found."""
    found = _readable(page)
    if found is None:
        return None, []
    drafts = BlockReader(page).read(found)
    size = _size(drafts)
    # little text is easily missed by readability, and then the page's own mark is the better guide
    marked = marked_article(page.root) if size < _SLACK else None
    for place in (marked, region(page.root, found)):
        if place is not None:
            fuller = BlockReader(page).read(place)
            if size <= _size(fuller) <= _MUCH_MORE * size + _SLACK:
                return place, fuller
    return found, drafts


def _size(drafts: list[Draft]) -> int:
    return sum(len(plain(runs).strip()) for draft in drafts for _, runs in block_leaves(draft.block))


def _readable(page: Page) -> Element | None:
    """What readability-lxml takes for the body; nothing for a page too large to ask it."""
    if sum(1 for _ in page.root.iter()) > _MOST_ELEMENTS:
        return None
    from readability import Document
    from readability.readability import Unparseable

    try:
        found = Document(page.text, url=None).summary(html_partial=True)
        return parsed(found)
    except (Unparseable, etree.LxmlError, ValueError, TypeError, IndexError, AttributeError):
        return None  # its heuristics stumble over odd pages; the whole page is read instead


def _without_frame(page: Page) -> Element:
    """The page's body without navigation, header, footer and forms."""
    copy = parsed(page.text)
    for element in list(copy.iter(*_FRAME)):
        if element.getparent() is not None:
            element.drop_tree()
    return copy


def _title(page: Page, statements: Metadata, drafts: list[Draft]) -> str:
    """The stated title, the only h1, the window's title, or the first heading."""
    if statements.title:
        return statements.title
    headings = [text for element in page.root.iter("h1") if (text := text_of(element))]
    window = window_title(page, statements.site)
    for heading in headings:
        if heading in window or window in heading or len(headings) == 1:
            return heading
    if window:
        return window
    return next(
        (" ".join(plain(draft.block.runs).split()) for draft in drafts if isinstance(draft.block, Heading)),
        "",
    )


def _credits(page: Page) -> Credits:
    """Author, source and time from short lines whose class says what they are, and from time elements."""
    best = Credits()
    for element in page.root.iter("time", "span", "div", "p", "address", "a"):
        hinted = element.tag == "time" or _BYLINE_HINT.search(
            f"{element.get('class') or ''} {element.get('rel') or ''}"
        )
        text = short_text_of(element, _CREDIT_CHARACTERS) if hinted else ""
        if not text:
            continue
        stamp = f" {element.get('datetime')}" if element.get("datetime") else ""
        found = read_credits(text) or (read_credits(stamp.strip()) if stamp else None)
        if found:
            best = Credits(
                best.source or found.source,
                best.author or found.author,
                best.published or found.published,
                best.modified or found.modified,
                labelled=True,
            )
    return best
