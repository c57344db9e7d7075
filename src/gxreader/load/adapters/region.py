"""Where the body stands: readability finds its text, and the text is found again in the page itself.

Readability hands back a cleaned copy that has lost lists, tables and pictures; the page's own element
has them all.
"""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy

from gxreader.load.markup.element import Element, text_of

_SPACE = re.compile(r"\s+")
_TELLING = 8  # characters: a shorter text may stand anywhere
_COMPARED = 40
_MOST_OF = 0.8
_FRAME = frozenset({"nav", "aside", "footer", "form"})
_HOLDERS = ("ul", "ol", "div", "section", "table", "dl", "p")
_MENU_DENSITY = 0.5
_LINK_DENSITY = 0.8


def region(root: Element, found: Element) -> Element | None:
    """A copy of the smallest element with most of the text that readability found, without its menus."""
    wanted = {_key(text) for text, _ in _texts(found)}
    weight: Counter[Element] = Counter()
    total = 0
    for text, element in _texts(root):
        if _key(text) in wanted:
            total += len(text)
            around: Element | None = element
            while around is not None:
                weight[around] += len(text)
                around = around.getparent()
    if not total:
        return None
    best = root
    while True:
        within = [child for child in best if weight[child] >= _MOST_OF * total]
        if not within:
            return _without_menus(deepcopy(best))
        best = within[0]


def marked_article(root: Element) -> Element | None:
    """A copy of the one element that the page itself marks as its article, without its menus."""
    articles = list(root.iter("article"))
    return _without_menus(deepcopy(articles[0])) if len(articles) == 1 else None


def _texts(root: Element) -> list[tuple[str, Element]]:
    """Every telling text of a tree and the element it stands in."""
    result: list[tuple[str, Element]] = []
    for element in root.iter():
        pieces = [element.text if isinstance(element.tag, str) else None, *[child.tail for child in element]]
        result += [
            (text, element) for piece in pieces if len(text := _SPACE.sub("", piece or "")) >= _TELLING
        ]
    return result


def _key(text: str) -> str:
    return text[:_COMPARED]


def _without_menus(body: Element) -> Element:
    """The body without what is nothing but links to elsewhere."""
    for element in list(body.iter(*_FRAME, *_HOLDERS)):
        if element is body or element.getparent() is None:
            continue
        if element.tag in _FRAME or _is_menu(element):
            element.drop_tree()
    return body


def _is_menu(element: Element) -> bool:
    links = [len(text_of(link)) for link in element.iter("a")]
    if not links:
        return False
    density = sum(links) / max(len(text_of(element)), 1)
    if len(links) == 1:
        return element.tag != "p" and density > _LINK_DENSITY
    return density > _MENU_DENSITY
