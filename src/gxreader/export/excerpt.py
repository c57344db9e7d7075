"""A part of an article as an article of its own: what is selected, to be printed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from gxreader.model.article import (
    Article,
    Block,
    Cell,
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


def excerpt(article: Article, first: Locator, last: Locator) -> Article:
    """The article with only what stands from the start of `first` up to the end of `last`.

    Its title, source and address stay, so that paper says where the words are from. A paragraph is cut
    where the selection ends; of a table, rows that are touched are kept whole.
    """
    cutter = _Cutter(first, last)
    heads = [text for text in (article.kicker, article.title, article.subtitle) if text.strip()]
    cutter.next = len(heads)  # the units of the head come first
    blocks = tuple(kept for block in article.blocks for kept in cutter.block(block))
    return msgspec.structs.replace(
        article, kicker="", subtitle="", breadcrumb=(), blocks=blocks, parts=(), warnings=()
    )


class _Cutter:
    """Walks the blocks in the order in which `model.units` numbers their leaves."""

    def __init__(self, first: Locator, last: Locator) -> None:
        self._first = first
        self._last = last
        self.next = 0

    def block(self, block: Block) -> Iterator[Block]:
        """What is left of a block."""
        match block:
            case Heading() | Paragraph():
                runs = self._cut(block.runs)
                if runs:
                    yield msgspec.structs.replace(block, runs=runs)
            case ListBlock():
                yield from self._list(block)
            case Quote():
                inner = tuple(kept for child in block.blocks for kept in self.block(child))
                if inner:
                    yield Quote(inner)
            case Picture():
                inside = self._first.block <= self.next <= self._last.block
                words = block.caption or text_run(block.alt)
                if self._touches(words) if plain(words).strip() else inside:
                    yield block
            case Table():
                yield from self._table(block)
            case Code():
                runs = self._cut(text_run(block.text))
                if runs:
                    yield msgspec.structs.replace(block, text=plain(runs))
            case Separator():
                if self._first.block < self.next <= self._last.block:
                    yield block

    def _list(self, block: ListBlock) -> Iterator[Block]:
        items: list[ListItem] = []
        number = block.start
        for place, item in enumerate(block.items):
            inner = tuple(kept for child in item.blocks for kept in self.block(child))
            if inner:
                number = block.start + place if not items else number
                items.append(ListItem(inner))
        if items:
            yield msgspec.structs.replace(block, items=tuple(items), start=number)

    def _table(self, table: Table) -> Iterator[Block]:
        has_caption = self._touches(table.caption)
        touched = [[self._touches(cell.runs) for cell in row] for row in table.rows]
        kept = [row for row, marks in zip(table.rows, touched, strict=True) if any(marks)]
        if kept or has_caption:
            rows = kept if len(kept) < len(table.rows) and not _spans(table.rows) else table.rows
            yield Table(tuple(rows), table.caption)

    def _touches(self, runs: tuple[Run, ...]) -> bool:
        """Whether a leaf is among what is kept; the next leaf comes after it."""
        return bool(self._cut(runs))

    def _cut(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """What is left of a leaf; the next one comes after it."""
        text = plain(runs)
        if not text.strip():
            return ()
        unit, self.next = self.next, self.next + 1
        if not self._first.block <= unit <= self._last.block:
            return ()
        start = self._first.start if unit == self._first.block else 0
        stop = self._last.end if unit == self._last.block else len(text)
        kept, offset = [], 0
        for run in runs:
            own = run.text[max(0, start - offset) : max(0, stop - offset)]
            offset += len(run.text)
            if own:
                kept.append(msgspec.structs.replace(run, text=own))
        return tuple(kept)


def _spans(rows: tuple[tuple[Cell, ...], ...]) -> bool:
    """Whether a cell reaches over several rows: without one of them the others would not be right."""
    return any(cell.rows > 1 for row in rows for cell in row)
