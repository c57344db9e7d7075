"""Leaf text units: the numbering that every Locator, sentence, highlight and search hit relies on.

Reading order: kicker, title, subtitle, then the blocks. A list item or quote counts the units of its blocks,
a table its caption and then each cell that has text, a picture its caption or, without one, its alt text.
Empty text is not a unit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property

import msgspec

from gxreader.model.article import (
    Article,
    Block,
    Code,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    plain,
    text_run,
)
from gxreader.model.locator import Locator


class Role(StrEnum):
    """What a unit is, for its look and for how it is spoken."""

    KICKER = "kicker"
    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CELL = "cell"
    CAPTION = "caption"
    CODE = "code"


class Unit(msgspec.Struct, frozen=True, gc=False):
    """One leaf unit: its number, role, styled runs, and the top-level block it stands in (-1: the header).

    `alt` is the alternative text of the picture that it is the caption of, or whose alternative text it is.
    """

    index: int
    role: Role
    runs: tuple[Run, ...]
    top: int
    alt: str = ""

    @property
    def text(self) -> str:
        """The plain text that offsets count."""
        return plain(self.runs)


def block_leaves(block: Block, role: Role = Role.PARAGRAPH) -> Iterator[tuple[Role, tuple[Run, ...]]]:
    """Every leaf of one block in reading order, units or not (a leaf without text is no unit)."""
    for leaf_role, runs, _alt in _with_alternatives(block, role):
        yield leaf_role, runs


def _with_alternatives(block: Block, role: Role) -> Iterator[tuple[Role, tuple[Run, ...], str]]:
    """The leaves of a block, those of pictures with the pictures' alternative texts."""
    if isinstance(block, Heading):
        yield Role.HEADING, block.runs, ""
    elif isinstance(block, Paragraph):
        yield role, block.runs, ""
    elif isinstance(block, ListBlock):
        for item in block.items:
            for child in item.blocks:
                yield from _with_alternatives(child, Role.ITEM)
    elif isinstance(block, Quote):
        for child in block.blocks:
            yield from _with_alternatives(child, Role.QUOTE)
    elif isinstance(block, Picture):
        yield Role.CAPTION, block.caption or text_run(block.alt), block.alt
    elif isinstance(block, Table):
        yield Role.CAPTION, block.caption, ""
        for row in block.rows:
            for cell in row:
                yield Role.CELL, cell.runs, ""
    elif isinstance(block, Code):
        yield Role.CODE, text_run(block.text), ""


def _leaves(article: Article) -> Iterator[tuple[Role, tuple[Run, ...], int, str]]:
    yield Role.KICKER, text_run(article.kicker), -1, ""
    yield Role.TITLE, text_run(article.title), -1, ""
    yield Role.SUBTITLE, text_run(article.subtitle), -1, ""
    for top, block in enumerate(article.blocks):
        for role, runs, alt in _with_alternatives(block, Role.PARAGRAPH):
            yield role, runs, top, alt


def _top(unit: Unit) -> int:
    return unit.top


class PageMark(msgspec.Struct, frozen=True, gc=False):
    """Where a page of the printed edition begins; its number is as it was printed, such as 12 or xii."""

    number: str
    place: Locator


class Units:
    """All leaf units of an article, numbered. Build it once for each article and hand it on."""

    def __init__(self, article: Article) -> None:
        """Number the units of `article`."""
        self.article = article
        self.all: tuple[Unit, ...] = tuple(
            Unit(index, role, runs, top, alt)
            for index, (role, runs, top, alt) in enumerate(
                leaf for leaf in _leaves(article) if plain(leaf[1]).strip()
            )
        )

    def __len__(self) -> int:
        """How many units there are."""
        return len(self.all)

    def __getitem__(self, index: int) -> Unit:
        """The unit a Locator's `block` names. Raises IndexError beyond the end."""
        if index < 0:
            raise IndexError(index)
        return self.all[index]

    @cached_property
    def first_of_top(self) -> dict[int, int]:
        """The first unit of each top-level block that has one."""
        first: dict[int, int] = {}
        for unit in self.all:
            first.setdefault(unit.top, unit.index)
        return first

    @cached_property
    def outline(self) -> tuple[Unit, ...]:
        """The units of all top-level headings."""
        blocks = self.article.blocks
        return tuple(
            self.all[unit]
            for top, unit in self.first_of_top.items()
            if top >= 0 and isinstance(blocks[top], Heading)
        )

    @cached_property
    def pages(self) -> tuple[PageMark, ...]:
        """The pages of the printed edition, in reading order; none for a work that does not tell them."""
        return tuple(mark for unit in self.all for mark in page_marks(unit))

    def text_at(self, place: Locator) -> str:
        """The text a Locator names. Raises IndexError if the article has no such unit."""
        return self[place.block].text[place.start : place.end]

    def of_part(self, number: int) -> tuple[Unit, ...]:
        """The units of one part; the header belongs to the first. All units, if the work has no parts."""
        parts = self.article.parts
        if not parts:
            return self.all
        start = -1 if number == 0 else parts[number].start
        first = bisect_left(self.all, start, key=_top)
        return self.all[first : bisect_left(self.all, parts[number].stop, key=_top)]

    def part_of(self, unit: int) -> int:
        """The number of the part that a unit stands in; the header belongs to the first."""
        top = self[unit].top
        for number, part in enumerate(self.article.parts):
            if top < part.stop:
                return number
        return 0


def page_marks(unit: Unit) -> Iterator[PageMark]:
    """The pages of the printed edition that begin within a unit."""
    offset = 0
    for run in unit.runs:
        if run.page:
            yield PageMark(run.page, Locator(unit.index, offset, offset))
        offset += len(run.text)
