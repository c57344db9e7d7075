"""What is used of lxml's HtmlElement, of which the type stubs know nothing; and the names of HTML's tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Protocol

from gxreader.load.markup.inline import EDGES


class Element(Protocol):
    """An element of a parsed page. `tag` is a name, or a function for comments; `attrib` its attributes."""

    tag: Any
    text: str | None
    tail: str | None
    attrib: Any

    def __iter__(self) -> Iterator[Element]:
        """The children."""

    def __len__(self) -> int:
        """How many children there are."""

    def get(self, key: str) -> str | None:
        """An attribute's value."""

    def iter(self, *tags: str) -> Iterator[Element]:
        """This element and all beneath it, of the named tags only."""

    def itertext(self) -> Iterator[str]:
        """The pieces of text of this element and all beneath it."""

    def find(self, path: str) -> Element | None:
        """The first element on a path."""

    def xpath(self, path: str) -> list[Any]:
        """All that an XPath names."""

    def text_content(self) -> str:
        """The text of this element and all beneath it."""

    def drop_tree(self) -> None:
        """Take this element out of the page, leaving the text that follows it."""

    def getparent(self) -> Element | None:
        """The element around this one."""

    def getprevious(self) -> Element | None:
        """The sibling before."""

    def getnext(self) -> Element | None:
        """The sibling after."""


_VOID = "area base br col embed hr img input link meta param source track wbr"
_CLOSED_BY_NEXT = "p li td th tr dt dd option"
_BLOCKS = "p div section article table tr td ul ol li dl dt dd blockquote h1 h2 h3 h4 h5 h6"
_SKIPPED = """
    script style template head title meta link noscript iframe object embed svg canvas map audio video
    input button select textarea option datalist dialog
"""
_DIVISIONS = """
    html body div p section article main header footer aside nav address center form fieldset legend
    details summary dl dt dd li tr td th tbody thead tfoot caption figcaption hgroup figure table
    ul ol menu blockquote
"""

VOID = frozenset(_VOID.split())  # never closed
CLOSED_BY_NEXT = frozenset(_CLOSED_BY_NEXT.split())  # the next of the kind ends them
BLOCKS = frozenset(_BLOCKS.split())  # begin a new line
SKIPPED = frozenset(_SKIPPED.split())  # hold nothing to be read
DIVISIONS = frozenset(_DIVISIONS.split())  # divide paragraphs


_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_hidden(element: Element) -> bool:
    """Whether the page itself says that an element is not shown."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def text_of(element: Element) -> str:
    """An element's text on one line."""
    return " ".join(element.text_content().split()).strip(EDGES)


def short_text_of(element: Element, most: int) -> str:
    """An element's text on one line, or nothing if it has more than `most` characters."""
    for number, _ in enumerate(element.iter()):
        if number > most:
            return ""  # so many elements are no line, even if they hold no text
    text = " ".join("".join(element.itertext()).split()).strip(EDGES)
    return text if len(text) <= most else ""
