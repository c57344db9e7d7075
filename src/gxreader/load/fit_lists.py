"""Lists and quotes within the limits: a very long one becomes several, so that parts can end between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from gxreader.load.limits import NEST_LEAVES
from gxreader.model.article import Block, ListBlock, ListItem, Quote
from gxreader.model.units import block_leaves

_Thing = TypeVar("_Thing")
_Counted = tuple[_Thing, int]  # with the number of its leaves


def fitted_nest(block: Block) -> tuple[Block, ...]:
    """The block itself (nearly always), or the lists or quotes that a very long one becomes."""
    return tuple(piece for piece, _leaves in _pieces(block))


def _pieces(block: Block) -> list[_Counted[Block]]:
    if isinstance(block, Quote):
        inner = [piece for child in block.blocks for piece in _pieces(child)]
        total = sum(leaves for _piece, leaves in inner)
        if total > NEST_LEAVES:
            return [(Quote(tuple(group)), leaves) for group, leaves in _groups(inner)]
        return [(block, total)]
    if isinstance(block, ListBlock):
        return _lists(block)
    return [(block, sum(1 for _leaf in block_leaves(block)))]


def _lists(block: ListBlock) -> list[_Counted[Block]]:
    """A list in pieces; an ordered one counts on, and what goes on with an item has no number of its own."""
    items: list[_Counted[tuple[int, ListItem]]] = []
    for number, item in enumerate(block.items):
        inner = [piece for child in item.blocks for piece in _pieces(child)]
        for place, (group, leaves) in enumerate(_groups(inner)):
            items.append(((number + min(place, 1), ListItem(tuple(group))), leaves))
    total = sum(leaves for _item, leaves in items)
    if total <= NEST_LEAVES:
        return [(block, total)]
    return [
        (ListBlock(tuple(item for _number, item in group), block.ordered, block.start + group[0][0]), leaves)
        for group, leaves in _groups(items)
    ]


def _groups(things: Iterable[_Counted[_Thing]]) -> Iterator[tuple[list[_Thing], int]]:
    """As many in a row as the limit allows, at least one, with the number of leaves in all."""
    group: list[_Thing] = []
    held = 0
    for thing, leaves in things:
        if group and held + leaves > NEST_LEAVES:
            yield group, held
            group, held = [], 0
        group.append(thing)
        held += leaves
    if group:
        yield group, held
