"""Any other article page: several opinions agree on where its body stands, readability-lxml's among them."""

from __future__ import annotations

from lxml import etree
from lxml import html as lxml_html

from gxreader.load.adapters import candidates
from gxreader.load.adapters.assemble import Heads, assemble
from gxreader.load.adapters.cleaning import cleaned
from gxreader.load.adapters.headline import headline, shown_credits, subtitle, title_lines
from gxreader.load.adapters.outline import Outline, outline_of
from gxreader.load.markup.attachments import attachments
from gxreader.load.markup.blocks import BlockReader, Draft
from gxreader.load.markup.element import Element, text_of
from gxreader.load.markup.ends import without_ends
from gxreader.load.markup.metadata import page_language, read_metadata
from gxreader.load.markup.page import Page, parsed
from gxreader.load.parsing.source import Parsed
from gxreader.model.article import Heading, Picture, plain
from gxreader.model.units import block_leaves

_MOST_ELEMENTS = 30_000  # beyond it, readability takes seconds
_SHORT = 25  # characters: a shorter body is looked for again in the whole page
_FRAME = frozenset({"nav", "header", "footer", "aside", "form"})


def read(page: Page) -> Parsed | None:
    """The article of a page, or nothing if there is no text on it."""
    outline = outline_of(page.root)
    shown = title_lines(page, outline)
    body = _body(page, outline, shown)
    statements = read_metadata(page, page_language(page, text_of(page.root if body is None else body)))
    title = headline(page, statements, outline, shown)
    drafts = _drafts(page, outline, body, title)
    if _size(drafts) < _SHORT:
        wider = BlockReader(page).read(_without_frame(page))
        if _size(wider) > 2 * _size(drafts):
            body, drafts = page.root, wider
    if body is None or not drafts:
        return None
    language = page_language(page, text_of(body))
    heads = Heads(
        title or _first_heading(drafts), "", subtitle(outline, shown), shown_credits(page, outline, shown)
    )
    files = attachments(page, body)
    return Parsed(article=assemble(page, drafts, statements, heads, language=language, attachments=files))


def _body(page: Page, outline: Outline, shown: list[int]) -> Element | None:
    """The element most opinions agree on; readability-lxml, the dearest, is asked when they do not agree."""
    opinions = {
        "cluster": candidates.by_cluster(outline),
        "balance": candidates.by_balance(outline),
        "mark": candidates.by_mark(outline),
        "title": candidates.by_title(outline, shown),
    }
    held = {name: candidates.holder(place) for name, place in opinions.items() if place is not None}
    best = candidates.most_agreed(outline, held, shown)
    if best is not None and candidates.is_settled(outline, best, held):
        return best
    found = _readable(page, outline)
    place = candidates.by_texts(outline, found) if found is not None else None
    if place is None:
        return best
    return candidates.most_agreed(outline, {"readable": candidates.holder(place), **held}, shown)


def _drafts(page: Page, outline: Outline, body: Element | None, title: str) -> list[Draft]:
    """The body as drafts, cleaned of what is none of it unless that leaves hardly anything."""
    if body is None:
        return []
    drafts = without_ends(BlockReader(page).read(cleaned(outline, body)), title)
    return drafts if _size(drafts) >= _SHORT else BlockReader(page).read(body)


def _size(drafts: list[Draft]) -> int:
    return sum(
        len(plain(runs).strip())
        for draft in drafts
        if not isinstance(draft.block, Picture)
        for _, runs in block_leaves(draft.block)
    )


def _readable(page: Page, outline: Outline) -> Element | None:
    """What readability-lxml takes for the body; nothing for a page too large to ask it."""
    if sum(1 for _ in page.root.iter()) > _MOST_ELEMENTS or not outline.lines:
        return None
    from readability import Document
    from readability.readability import Unparseable

    try:
        found = Document(lxml_html.tostring(page.root, encoding="unicode")).summary(html_partial=True)
        return parsed(found)
    except (Unparseable, etree.LxmlError, ValueError, TypeError, IndexError, AttributeError):
        return None  # its heuristics stumble over odd pages; the others still have their say


def _without_frame(page: Page) -> Element:
    """The page's body without navigation, header, footer and forms."""
    copy = parsed(page.text)
    for element in list(copy.iter(*_FRAME)):
        if element.getparent() is not None:
            element.drop_tree()
    return copy


def _first_heading(drafts: list[Draft]) -> str:
    return next(
        (" ".join(plain(draft.block.runs).split()) for draft in drafts if isinstance(draft.block, Heading)),
        "",
    )
