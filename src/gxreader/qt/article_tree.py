"""An article's structure for those who cannot see it: made from the model, not from its looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby

import msgspec

from gxreader.app.around import Below
from gxreader.app.origin import origin_line
from gxreader.han.shown import Shown
from gxreader.han.writing import AS_WRITTEN, shown_unit, shown_words
from gxreader.i18n.messages import Messages
from gxreader.model.article import (
    Block,
    Code,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Run,
    Separator,
    Table,
    plain,
    text_run,
)
from gxreader.model.locator import Locator
from gxreader.model.site import Link
from gxreader.model.units import Units
from gxreader.qt.render import BETWEEN_LINKS, BETWEEN_STEPS, source_line
from gxreader.theme.typography import has_han

TITLE_LEVEL = 1


class Kind(StrEnum):
    """What a node is; a reader's screen reader has its own word for each."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    QUOTE = "quote"
    PICTURE = "picture"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    COLUMN_HEADER = "column-header"
    ROW_HEADER = "row-header"
    CAPTION = "caption"
    CODE = "code"
    NOTE = "note"
    LINK = "link"
    FORMULA = "formula"
    SEPARATOR = "separator"


class Node(msgspec.Struct, frozen=True):
    """One node: its words, its place if it is text of the article, and what stands within it.

    `level` is that of a heading, `link` the address of a link, `picture` the one it stands for.
    """

    kind: Kind
    text: str = ""
    level: int = 0
    place: Locator | None = None
    link: str = ""
    picture: Picture | None = None
    children: tuple[Node, ...] = ()


def tree_of(
    units: Units,
    part: int,
    messages: Messages,
    script: str = AS_WRITTEN,
    below: Sequence[Below] = (),
) -> tuple[Node, ...]:
    """The nodes of one part in reading order, nothing empty among them, in a way of writing."""
    return tuple(_Walk(units, part, messages, script, below).nodes(part))


class _Walk:
    """Walks as the renderer does, so that the units are counted alike."""

    def __init__(
        self, units: Units, part: int, messages: Messages, script: str, below: Sequence[Below]
    ) -> None:
        self._below = below
        self._units = units
        self._article = units.article
        self._script = script
        self._messages = messages
        of_part = units.of_part(part)
        self._next = of_part[0].index if of_part else len(units)

    def nodes(self, part: int) -> Iterator[Node]:
        article = self._article
        if part == 0:
            yield from self._head()
        start, stop = 0, len(article.blocks)
        if article.parts:
            start, stop = article.parts[part].start, article.parts[part].stop
        for block in article.blocks[start:stop]:
            yield from self._block(block)
        if stop == len(article.blocks):
            for line in self._below:
                yield self._linked(self._messages.text(line.key), line.links, BETWEEN_LINKS)

    def _linked(self, before: str, links: tuple[Link, ...], between: str) -> Node:
        """Words that are no unit of the article, with the links that stand in them."""
        names = [self._written(link.text) for link in links]
        named = zip(names, links, strict=True)
        children = tuple(Node(Kind.LINK, name, link=link.url) for name, link in named if link.url)
        return Node(Kind.NOTE, before + between.join(names), children=children)

    def _head(self) -> Iterator[Node]:
        article = self._article
        if article.breadcrumb:
            yield self._linked("", article.breadcrumb, BETWEEN_STEPS)
        yield from self._leaf(Kind.PARAGRAPH, text_run(article.kicker))
        yield from self._leaf(Kind.HEADING, text_run(article.title), level=TITLE_LEVEL)
        yield from self._leaf(Kind.PARAGRAPH, text_run(article.subtitle))
        line = source_line(article, self._messages)
        if line:
            yield Node(Kind.NOTE, self._written(line))
        origin = origin_line(article, self._messages)
        if origin:
            yield Node(Kind.NOTE, origin)
        for notice in article.warnings:
            yield Node(Kind.NOTE, self._messages.text(notice.key, **notice.arguments))

    def _block(self, block: Block) -> Iterator[Node]:
        match block:
            case Heading():
                yield from self._leaf(Kind.HEADING, block.runs, level=block.level)
            case Paragraph():
                yield from self._leaf(Kind.PARAGRAPH, block.runs)
            case ListBlock():
                items = [self._item(item) for item in block.items]
                yield from _holding(Kind.LIST, (item for item in items if item is not None))
            case Quote():
                yield from _holding(Kind.QUOTE, self._blocks(block.blocks))
            case Picture():
                yield from self._picture(block)
            case Table():
                yield from self._table(block)
            case Code():
                yield from self._leaf(Kind.CODE, text_run(block.text))
            case Separator():
                yield Node(Kind.SEPARATOR)

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[Node]:
        for block in blocks:
            yield from self._block(block)

    def _leaf(self, kind: Kind, runs: tuple[Run, ...], level: int = 0) -> Iterator[Node]:
        """A unit of the article, or nothing where it has no text."""
        text = plain(runs)
        if not text.strip():
            return
        unit, self._next = self._next, self._next + 1
        place = Locator(unit, 0, len(text))
        shown = shown_unit(self._units, unit, self._script)
        chinese = self._article.language.startswith("zh") or (not self._article.language and has_han(text))
        language = "zh" if chinese else "en"
        within = sorted((*_links(runs, unit, shown), *_formulas(runs, unit, language)), key=_start)
        words = _in_words(runs, shown, language)
        yield Node(kind, _one_line(words, kind), level, place, children=tuple(within))

    def _written(self, words: str) -> str:
        return shown_words(self._units, words, self._script)

    def _item(self, item: ListItem) -> Node | None:
        """An item speaks its first paragraph; what follows stands within it."""
        nodes = list(self._blocks(item.blocks))
        if not nodes:
            return None
        if nodes[0].kind is Kind.PARAGRAPH:
            first, *rest = nodes
            return msgspec.structs.replace(first, kind=Kind.ITEM, children=(*first.children, *rest))
        return Node(Kind.ITEM, children=tuple(nodes))

    def _picture(self, picture: Picture) -> Iterator[Node]:
        caption = plain(picture.caption).strip()
        words = self._written(picture.alt.strip() or caption) or self._messages.text("ui.picture-unnamed")
        below = list(self._leaf(Kind.CAPTION, picture.caption or text_run(picture.alt)))
        if below and below[0].text == _one_line(words, Kind.CAPTION) and not below[0].children:
            # What the picture has said already is not said again.
            yield Node(Kind.PICTURE, words, place=below[0].place, picture=picture)
        else:
            yield Node(Kind.PICTURE, words, picture=picture)
            yield from below

    def _table(self, table: Table) -> Iterator[Node]:
        yield from self._leaf(Kind.CAPTION, table.caption)
        rows = [self._row(number, table) for number in range(len(table.rows))]
        yield from _holding(Kind.TABLE, (row for row in rows if row.children))

    def _row(self, number: int, table: Table) -> Node:
        cells: list[Node] = []
        row = table.rows[number]
        for cell in row:
            kind = Kind.CELL
            if cell.header:
                kind = Kind.COLUMN_HEADER if all(other.header for other in row) else Kind.ROW_HEADER
            made = list(self._leaf(kind, cell.runs))
            cells += made or [Node(kind)]  # an empty cell keeps its column
        return Node(Kind.ROW, children=tuple(cells) if any(cell.text for cell in cells) else ())


def _holding(kind: Kind, nodes: Iterable[Node]) -> Iterator[Node]:
    """A node around others, or nothing around nothing."""
    held = tuple(nodes)
    if held:
        yield Node(kind, children=held)


def _links(runs: tuple[Run, ...], unit: int, shown: Shown) -> Iterator[Node]:
    """The links within a unit; one that changes its looks on the way is still one."""
    offset = 0
    for link, group in groupby(runs, key=lambda run: run.link):
        text = plain(tuple(group))
        end = offset + len(text)
        if link and text.strip():
            words = shown.slice(offset, end).text.strip()
            yield Node(Kind.LINK, words, place=Locator(unit, offset, end), link=link)
        offset = end


def _formulas(runs: tuple[Run, ...], unit: int, language: str) -> Iterator[Node]:
    """The formulas within a unit, each by its words."""
    offset = 0
    for run in runs:
        end = offset + len(run.text)
        if run.math is not None:
            yield Node(Kind.FORMULA, run.math.said(language), place=Locator(unit, offset, end))
        offset = end


def _in_words(runs: tuple[Run, ...], shown: Shown, language: str) -> str:
    """The text of a unit with its formulas in words."""
    if all(run.math is None for run in runs):
        return shown.text
    pieces: list[str] = []
    offset = 0
    for run in runs:
        end = offset + len(run.text)
        pieces.append(run.math.said(language) if run.math is not None else shown.slice(offset, end).text)
        offset = end
    return "".join(pieces)


def _start(node: Node) -> int:
    return node.place.start if node.place is not None else 0


def _one_line(text: str, kind: Kind) -> str:
    return text if kind is Kind.CODE else text.replace("\n", " ").strip()
