"""What every article goes through last: limits held, parts made, and a notice for what was changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

import msgspec

from gxreader.load.fit_lists import fitted_nest
from gxreader.load.fit_tables import fitted_table
from gxreader.load.limits import PARAGRAPH_CHARACTERS, UNBROKEN_RUN
from gxreader.load.parts import divide, well_divided
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
    Table,
    plain,
)
from gxreader.model.site import Notice

# scripts whose lines may break between any two characters are not unbroken
_BREAKABLE = (
    r"\s\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003ffff"
)
_UNBROKEN = re.compile(rf"[^{_BREAKABLE}]{{{UNBROKEN_RUN + 1},}}")
_SENTENCE_END = re.compile(r"[。！？!?…；;][”’」』）)\"']*|\n|(?<=\.)\s")


def fit(article: Article) -> Article:
    """The same article within the limits. No text is lost: long lines are broken, long paragraphs divided."""
    blocks: list[Block] = []
    changed = False
    for block in article.blocks:
        fitted = _fitted(block)
        changed = changed or fitted != (block,)
        blocks.extend(piece for whole_block in fitted for piece in fitted_nest(whole_block))
    whole = tuple(blocks)
    keep_parts = not changed and len(whole) == len(article.blocks) and well_divided(whole, article.parts)
    header = {name: _broken(getattr(article, name)) for name in ("kicker", "title", "subtitle")}
    notices = article.warnings
    if changed and not any(notice.key == "load.long-lines" for notice in notices):
        notices = (*notices, Notice("load.long-lines"))
    return msgspec.structs.replace(
        article,
        blocks=whole,
        parts=article.parts if keep_parts else divide(whole),
        warnings=notices,
        **header,
    )


def _fitted(block: Block) -> tuple[Block, ...]:
    """The block itself when it is within the limits (nearly always), or what it becomes."""
    if isinstance(block, Paragraph):
        return _fitted_paragraph(block)
    if isinstance(block, Heading):
        runs = _broken_runs(block.runs)
        return (block,) if runs is block.runs else (Heading(runs, block.level),)
    if isinstance(block, Code):
        text = _broken(block.text)
        return (block,) if text == block.text else (Code(text, block.language),)
    if isinstance(block, ListBlock):
        items = tuple(ListItem(_fitted_all(item.blocks)) for item in block.items)
        return (block,) if items == block.items else (ListBlock(items, block.ordered, block.start),)
    if isinstance(block, Quote):
        inner = _fitted_all(block.blocks)
        return (block,) if inner == block.blocks else (Quote(inner),)
    if isinstance(block, Picture):
        caption, alt = _broken_runs(block.caption), _broken(block.alt)
        unchanged = caption is block.caption and alt == block.alt
        return (block,) if unchanged else (msgspec.structs.replace(block, caption=caption, alt=alt),)
    if isinstance(block, Table):
        rows = tuple(tuple(_fitted_cell(cell) for cell in row) for row in block.rows)
        caption = _broken_runs(block.caption)
        table = block if rows == block.rows and caption is block.caption else Table(rows, caption)
        return fitted_table(table)
    return (block,)


def _fitted_all(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(piece for block in blocks for piece in _fitted(block))


def _fitted_cell(cell: Cell) -> Cell:
    runs = _broken_runs(cell.runs)
    return cell if runs is cell.runs else msgspec.structs.replace(cell, runs=runs)


def _breaks(text: str) -> list[int]:
    """Where line feeds go: after every 1,000 characters of a run that has no place to break."""
    if len(text) <= UNBROKEN_RUN:
        return []
    return [
        place
        for found in _UNBROKEN.finditer(text)
        for place in range(found.start() + UNBROKEN_RUN, found.end(), UNBROKEN_RUN)
    ]


def _broken(text: str) -> str:
    breaks = _breaks(text)
    edges = [0, *breaks, len(text)]
    return "\n".join([text[start:stop] for start, stop in pairwise(edges)]) if breaks else text


def _broken_runs(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The same for text in several styles: a run without a break may go on from one style to the next."""
    breaks = _breaks(plain(runs))
    if not breaks:
        return runs
    result: list[Run] = []
    position = 0
    for run in runs:
        first = bisect_right(breaks, position)
        inside = [
            place - position
            for place in breaks[first : bisect_right(breaks, position + len(run.text), first)]
        ]
        edges = [0, *inside, len(run.text)]
        text = "\n".join([run.text[start:stop] for start, stop in pairwise(edges)])
        result.append(msgspec.structs.replace(run, text=text))
        position += len(run.text)
    return tuple(result)


def _fitted_paragraph(paragraph: Paragraph) -> tuple[Block, ...]:
    if sum(len(run.text) for run in paragraph.runs) <= UNBROKEN_RUN:
        return (paragraph,)
    runs = _broken_runs(paragraph.runs)
    if sum(len(run.text) for run in runs) <= PARAGRAPH_CHARACTERS:
        return (paragraph,) if runs is paragraph.runs else (Paragraph(runs),)
    pieces: list[list[Run]] = [[]]
    room = PARAGRAPH_CHARACTERS
    for run in runs:
        if not run.text:
            pieces[-1].append(run)  # a page of the print begins here
        start = 0  # an index, not a shrinking text: copying what is left each time is quadratic
        while start < len(run.text):
            left = len(run.text) - start
            stop = len(run.text) if left <= room else _cut(run.text, start, room)
            whole = stop - start == len(run.text)
            math = run.math if whole else None  # half a formula is none
            pieces[-1].append(msgspec.structs.replace(run, text=run.text[start:stop], math=math))
            room -= stop - start
            start = stop
            if start < len(run.text):
                pieces.append([])
                room = PARAGRAPH_CHARACTERS
    return tuple(Paragraph(tuple(piece)) for piece in pieces if plain(tuple(piece)).strip())


def _cut(text: str, start: int, room: int) -> int:
    """Where to divide beyond `start`: after the last sentence that fits, else a space, else at the end."""
    half, end = start + room // 2, start + room
    ends = [found.end() for found in _SENTENCE_END.finditer(text, start, end)]
    if ends and ends[-1] > half:
        return ends[-1]
    space = text.rfind(" ", half, end)
    return space + 1 if space >= 0 else max(end, start + 1)
