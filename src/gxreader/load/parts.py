"""A long work into chapter-sized parts, so that a view lays out what is visible and no more."""

from __future__ import annotations

from gxreader.load.limits import LONG_BLOCKS, LONG_CHARACTERS, PART_BLOCKS, PART_CHARACTERS
from gxreader.model.article import Block, Heading, Part, plain
from gxreader.model.units import block_leaves

_DIVIDING_LEVEL = 2


def divide(blocks: tuple[Block, ...]) -> tuple[Part, ...]:
    """The parts of a long work: at headings of level 1 and 2, else by size; none for a short one.

    A part that only continues the one before has an empty title.
    """
    lengths = [[len(plain(runs)) for _, runs in block_leaves(block)] for block in blocks]
    sizes, leaves = list(map(sum, lengths)), [max(1, len(inner)) for inner in lengths]
    if sum(sizes) <= LONG_CHARACTERS and sum(leaves) <= LONG_BLOCKS:
        return ()
    parts: list[Part] = []
    start, characters, held, has_body, title = 0, 0, 0, False, ""
    for index, block in enumerate(blocks):
        chapter = isinstance(block, Heading) and block.level <= _DIVIDING_LEVEL
        full = characters + sizes[index] > PART_CHARACTERS or held + leaves[index] > PART_BLOCKS
        if index > start and ((chapter and has_body) or full):
            parts.append(Part(title, start, index))
            start, characters, held, has_body, title = index, 0, 0, False, ""
        if isinstance(block, Heading) and chapter and not title and not has_body:
            title = " ".join(plain(block.runs).split())
        has_body = has_body or not chapter
        characters += sizes[index]
        held += leaves[index]
    parts.append(Part(title, start, len(blocks)))
    return tuple(parts)


def well_divided(blocks: tuple[Block, ...], parts: tuple[Part, ...]) -> bool:
    """Whether parts follow one another without gap from the first block to the last."""
    stop = 0
    for part in parts:
        if part.start != stop or part.stop <= part.start:
            return False
        stop = part.stop
    return stop == len(blocks)
