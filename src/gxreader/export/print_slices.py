"""An article in slices small enough to be laid out one after the other while the window goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from gxreader.model.article import Article, Block, ListBlock, Part, Quote, Table, plain
from gxreader.model.units import block_leaves

_CHARACTERS = 3_000  # of a slice, about
_LEAF = 30  # characters: what a leaf costs besides its text
_OF_A_TABLE = 10 * _CHARACTERS  # each slice of a table finds widths for its columns: they should not change

Thing = TypeVar("Thing")


def sliced(article: Article) -> Article:
    """The same article with slices for parts. Long lists, quotes and tables go on in the next slice.

    Leaves and their order stay, and with them every Locator.
    """
    blocks: list[Block] = []
    parts: list[Part] = []
    begin, held = 0, 0
    for block in (piece for whole in article.blocks for piece in _pieces(whole)):
        size = _size(block)
        if held and held + size > _CHARACTERS:
            parts.append(Part("", begin, len(blocks)))
            begin, held = len(blocks), 0
        blocks.append(block)
        held += size
    parts.append(Part("", begin, len(blocks)))
    return msgspec.structs.replace(article, blocks=tuple(blocks), parts=tuple(parts) if blocks else ())


def _size(block: Block) -> int:
    return sum(len(plain(runs)) + _LEAF for _role, runs in block_leaves(block))


def _pieces(block: Block) -> Iterator[Block]:
    """A block, or several that look the same one below the other."""
    if _size(block) <= _CHARACTERS:
        yield block
    elif isinstance(block, ListBlock):
        number = block.start
        for group in _groups([(item, sum(map(_size, item.blocks))) for item in block.items]):
            yield msgspec.structs.replace(block, items=tuple(group), start=number)
            number += len(group)
    elif isinstance(block, Quote):
        for blocks in _groups([(child, _size(child)) for child in block.blocks]):
            yield Quote(tuple(blocks))
    elif isinstance(block, Table) and not any(cell.rows > 1 for row in block.rows for cell in row):
        sizes = [(row, sum(len(plain(cell.runs)) + _LEAF for cell in row)) for row in block.rows]
        for number, rows in enumerate(_groups(sizes, _OF_A_TABLE)):
            yield Table(tuple(rows), block.caption if number == 0 else ())
    else:
        yield block


def _groups(things: list[tuple[Thing, int]], most: int = _CHARACTERS) -> Iterator[list[Thing]]:
    group: list[Thing] = []
    held = 0
    for thing, size in things:
        if group and held + size > most:
            yield group
            group, held = [], 0
        group.append(thing)
        held += size
    if group:
        yield group
