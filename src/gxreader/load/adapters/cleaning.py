"""What stands within a body and is none of it: menus, share bars, comments, offers of other articles."""

from __future__ import annotations

from copy import deepcopy

from gxreader.load.adapters.naming import is_foreign
from gxreader.load.adapters.outline import Outline
from gxreader.load.markup.element import Element, text_of
from gxreader.load.markup.tables import is_layout

_FRAME = ("nav", "aside", "footer")
_HOLDERS = ("ul", "ol", "div", "section", "table", "dl", "p", "form", "header", "span")
_MOST_PROSE = 0.15  # of the body's: what more than that is named after, it still is the article
_MENU_DENSITY = 0.75
_LINK_DENSITY = 0.8
_ALL_LINKS = 0.9


def cleaned(outline: Outline, body: Element) -> Element:
    """A copy of the body without what is none of it."""
    total = outline.prose(outline.span(body))
    length = len(outline.root.text_content())
    copy = deepcopy(body)
    # the copy is walked beside the original, of which the outline knows how much it holds
    pairs = list(zip(copy.iter(*_HOLDERS, *_FRAME), body.iter(*_HOLDERS, *_FRAME), strict=True))
    for element, original in pairs:
        if element is copy or element.getparent() is None:
            continue
        prose = outline.prose(outline.span(original))
        if prose > _MOST_PROSE * total:
            continue
        if element.tag in _FRAME or is_foreign(element, length) or _is_menu(element):
            element.drop_tree()
    return copy


def _is_menu(element: Element) -> bool:
    """Whether an element is hardly more than links to elsewhere."""
    links = [len(text_of(link)) for link in element.iter("a") if link.get("href") is not None]
    if not links or element.tag == "span":  # a part of a line is no menu
        return False
    if element.tag == "table" and not is_layout(element, 0):
        return False  # its cells may all be links and still be data
    density = sum(links) / max(len(text_of(element)), 1)
    if element.tag == "p":
        return len(links) > 1 and density > _ALL_LINKS  # a paragraph may be rich in links
    return density > (_LINK_DENSITY if len(links) == 1 else _MENU_DENSITY)
