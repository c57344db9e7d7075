"""What stands on page after page (heads, feet, numbers, watermarks) and is no text of the work."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from gxreader.load.layout.columns import rows_of
from gxreader.load.layout.piece import Piece, PlacedPage

_EDGE_ROWS = 2  # at the top and at the bottom
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"^[ivxlc]{1,7}$", re.IGNORECASE)
_NUMBER = re.compile(
    r"^[-–—·•~|\s\[\]()（）<>《》〈〉]*(?:第|page|p\.?|pg\.?|－)?#(?:页|/#|of#|共#页?|[,，]共#页|－)*"
    r"[-–—·•~|\s\[\]()（）<>《》〈〉]*$",
    re.IGNORECASE,
)
_SAID = re.compile(r"^(?:第#页(?:[,，/]?共#页)?|page#(?:of#)?|[-–—－]#[-–—－])$", re.IGNORECASE)
_APART = 1.25  # times the usual distance of lines: what stands closer belongs to the text
_PAGES = 3
_MOST_PAGES = 0.5
_IN_STEP = 0.4  # of the pages
_LONGEST = 100  # characters

Key = tuple[str, bool]


class Running:
    """The lines that a work repeats at its pages' edges, learned from some of its pages."""

    def __init__(self, pages: list[PlacedPage]) -> None:
        """Learn from these pages."""
        edges: dict[Key, list[tuple[int, tuple[int, ...]]]] = {}
        aside: Counter[str] = Counter()
        for page in pages:
            for key, pieces in _edges(page):
                edges.setdefault(key, []).append((page.number, _numbers(pieces)))
            aside.update({_normal(_text(pieces)) for pieces in page.aside})
        self._edges = {
            key
            for key, found in edges.items()
            if _is_running(key[0], len(found), len(pages)) and _counts_pages(key[0], found)
        }
        self._aside = {
            text
            for text, count in aside.items()
            if count >= max(_PAGES, _MOST_PAGES * len(pages)) or (count > 1 and count == len(pages))
        }

    def without(self, page: PlacedPage) -> tuple[list[Piece], list[list[Piece]]]:
        """The pieces of a page, and its texts in other directions, without what is repeated."""
        repeated = {id(piece) for key, pieces in _edges(page) if key in self._edges for piece in pieces}
        kept = [piece for piece in page.pieces if id(piece) not in repeated]
        return kept, [pieces for pieces in page.aside if _normal(_text(pieces)) not in self._aside]


def _is_running(text: str, count: int, pages: int) -> bool:
    if _NUMBER.match(text):
        return count > 1 or (pages == 1 and bool(_SAID.match(text)))
    return count >= _PAGES or (count == pages == 2 and "#" in text)  # noqa: PLR2004 - a leaf


def _counts_pages(text: str, found: list[tuple[int, tuple[int, ...]]]) -> bool:
    """Whether the numbers in a row are the same everywhere, or grow with the pages: others are figures."""
    if "#" not in text or not all(numbers for _, numbers in found):
        return True
    for place in range(min(len(numbers) for _, numbers in found)):
        offsets = Counter(numbers[place] - page for page, numbers in found)
        if len({numbers[place] for _, numbers in found}) == 1:
            continue
        if offsets.most_common(1)[0][1] < _IN_STEP * len(found):
            return False
    return True


def _numbers(pieces: list[Piece]) -> tuple[int, ...]:
    return tuple(int(digits[:9]) for digits in _DIGITS.findall(_text(pieces)))


def _edges(page: PlacedPage) -> list[tuple[Key, list[Piece]]]:
    """The rows at the edges that stand apart from the text, each with what it is known by."""
    rows = rows_of(page.pieces)
    if len(rows) < 2:  # noqa: PLR2004 - nothing but an edge
        return []
    gaps = [after.baseline - before.baseline for before, after in pairwise(rows)]
    usual = median(gaps)
    found: list[tuple[Key, list[Piece]]] = []
    for at_top in (True, False):
        ordered = rows if at_top else rows[::-1]
        distances = gaps if at_top else gaps[::-1]
        for count in range(min(_EDGE_ROWS, len(rows) - 1), 0, -1):
            if distances[count - 1] >= _APART * usual or len(rows) <= _EDGE_ROWS + 1:
                for row in ordered[:count]:
                    text = _normal(_text(row.pieces))
                    if text and len(text) <= _LONGEST:
                        found.append(((text, at_top), row.pieces))
                break
        else:
            text = _normal(_text(ordered[0].pieces))
            if _NUMBER.match(text):
                found.append(((text, at_top), ordered[0].pieces))
    return found


def _text(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in sorted(pieces, key=lambda piece: piece.left))


def _normal(text: str) -> str:
    """A row's text with every number alike."""
    squeezed = re.sub(r"\s", "", text)
    return "#" if _ROMAN.match(squeezed) else _DIGITS.sub("#", squeezed)
