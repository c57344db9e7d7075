"""A page as lines, each in its place: what the candidates for the body are found on and compared by.

One walk through the page numbers its lines in reading order. Every element covers a stretch of them, so that
how much text it holds, how much of that leads elsewhere and how much two elements share is arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from gxreader.load.adapters.naming import is_foreign
from gxreader.load.markup.element import DIVISIONS, SKIPPED, Element, is_hidden

_LINES = DIVISIONS | {"h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr"}
_FRAME = frozenset({"nav", "aside", "footer"})
_SPACE = re.compile(r"\s+")
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
_SENTENCE = re.compile(r"[，。！？；、…]|[,;:!?]\s|\.(?:\s|$)")
_PROSE_COLUMNS = 24  # with a sign of a sentence in it
_LONG_COLUMNS = 120  # so long, no sign is needed
_LINKED = 0.5
_LEAST_LEFT = 0.1  # of the running text, outside of what is named as something else


@dataclass(frozen=True)
class Line:
    """Text that a browser shows on a line of its own (wrapped, if long). Widths are in columns."""

    text: str
    width: int
    linked: int
    prose: bool
    framed: bool  # in a part of the page that is named as something else than the article
    holder: Element


class Outline:
    """The lines of a page and the stretch of them that each element covers."""

    def __init__(self, root: Element, *, by_names: bool = True) -> None:
        """Walk through a page; without `by_names`, what its parts are called says nothing."""
        self.root = root
        self._by_names = by_names
        self._length = len(root.text_content())
        self._heads = _holders(root.iter("h1")) if by_names else frozenset()
        self.lines: list[Line] = []
        self.spans: dict[Element, tuple[int, int]] = {}
        self.framed_prose = 0
        self._text: list[str] = []
        self._linked: list[str] = []
        self._walk(root, root, linked=False, framed=False)
        self._own = [0, *accumulate(0 if line.framed else line.width - line.linked for line in self.lines)]
        self._all = [0, *accumulate(line.width for line in self.lines)]
        self._prose = [0, *accumulate(line.width if line.prose else 0 for line in self.lines)]

    def own_text(self, span: tuple[int, int]) -> int:
        """How much text of a stretch is neither a link nor in a frame of the page."""
        return self._own[span[1]] - self._own[span[0]]

    def all_text(self, span: tuple[int, int]) -> int:
        """How much text a stretch has, of whatever kind."""
        return self._all[span[1]] - self._all[span[0]]

    def prose(self, span: tuple[int, int]) -> int:
        """How much of a stretch is running text."""
        return self._prose[span[1]] - self._prose[span[0]]

    def span(self, element: Element) -> tuple[int, int]:
        """The lines of an element; none for one that shows nothing or stands within a line."""
        return self.spans.get(element, (0, 0))

    def _walk(self, element: Element, holder: Element, *, linked: bool, framed: bool) -> None:
        tag = element.tag.lower()
        divides = tag in _LINES
        framed = framed or tag in _FRAME or self._is_foreign(element)
        linked = linked or (tag == "a" and element.get("href") is not None)
        if divides:
            self._end(holder, framed=framed)
            holder = element
        start = len(self.lines)
        self._add(element.text, linked=linked)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in SKIPPED and not is_hidden(child):
                if child.tag == "br":
                    self._end(holder, framed=framed)
                else:
                    self._walk(child, holder, linked=linked, framed=framed)
            self._add(child.tail, linked=linked)
        if divides:
            self._end(holder, framed=framed)
        self.spans[element] = (start, len(self.lines))

    def _is_foreign(self, element: Element) -> bool:
        """Whether a part is named as something else than the article, and lacks the page's heading."""
        return self._by_names and element not in self._heads and is_foreign(element, self._length)

    def _add(self, text: str | None, *, linked: bool) -> None:
        if text:
            self._text.append(text)
            if linked:
                self._linked.append(text)

    def _end(self, holder: Element, *, framed: bool) -> None:
        """End the line that is being gathered."""
        if not self._text:
            return
        text = _SPACE.sub(" ", "".join(self._text)).strip()
        linked = _width(_SPACE.sub("", "".join(self._linked)))
        self._text.clear()
        self._linked.clear()
        if not text:
            return
        width = _width(text.replace(" ", ""))
        sentence = width >= _PROSE_COLUMNS and _SENTENCE.search(text) is not None
        running = linked <= _LINKED * width and (sentence or width >= _LONG_COLUMNS)
        prose = running and not framed
        if running and framed:
            self.framed_prose += width
        self.lines.append(Line(text, width, linked, prose, framed, holder))


def _holders(elements: Iterator[Element]) -> frozenset[Element]:
    """All elements around some."""
    found: set[Element] = set()
    for element in elements:
        around: Element | None = element
        while around is not None and around not in found:
            found.add(around)
            around = around.getparent()
    return frozenset(found)


def outline_of(root: Element) -> Outline:
    """The outline of a page, by the names of its parts unless these leave hardly any running text."""
    named = Outline(root)
    left = named.prose((0, len(named.lines)))
    if named.framed_prose and left < _LEAST_LEFT * (left + named.framed_prose):
        return Outline(root, by_names=False)
    return named


def _width(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
