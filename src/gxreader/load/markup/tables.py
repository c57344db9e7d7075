"""Tables: those that hold data become tables, those that only lay a page out are read through."""

from __future__ import annotations

import re
from collections.abc import Callable

from gxreader.load.limits import TABLE_LEVELS
from gxreader.load.markup.element import Element
from gxreader.model.article import Block, Cell, Picture, Run, Table
from gxreader.model.units import block_leaves

_MOST_SPAN = 1000
_LONG_CELL = 400  # characters: a cell this long holds a page, not a figure


def is_layout(table: Element, level: int) -> bool:
    """Whether a table only arranges the page, or stands too deep in other tables to be shown as one."""
    if level >= TABLE_LEVELS:
        return True
    role = (table.get("role") or "").lower()
    if role in {"presentation", "none"}:
        return True
    rows = own_rows(table)
    holders = [table, *table.xpath("./thead|./tbody|./tfoot"), *rows]
    if any(has_stray_text(holder) for holder in holders) or any(
        len(row) > len(cells_of(row)) for row in rows
    ):
        return True  # text beside the cells would have no cell to go to
    widest = max((len(cells_of(row)) for row in rows), default=0)
    if table.xpath("./caption|./thead") or any(cell.tag == "th" for row in rows for cell in cells_of(row)):
        return False
    if table.xpath(".//table"):
        return True
    if widest < 2 or len(rows) < 2:  # noqa: PLR2004 - one row or column arranges
        return True
    longest = max(len(cell.text_content()) for row in rows for cell in cells_of(row))
    return longest > _LONG_CELL


def has_stray_text(holder: Element) -> bool:
    """Whether a list or table has text of its own, beside its items or cells."""
    return bool((holder.text or "").strip() or any((child.tail or "").strip() for child in holder))


def own_rows(table: Element) -> list[Element]:
    """The rows of this table, not of tables within it."""
    return list(table.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr"))


def cells_of(row: Element) -> list[Element]:
    """The cells of a row."""
    return [cell for cell in row if cell.tag in {"td", "th"}]


def read_table(table: Element, read: Callable[[Element], tuple[Block, ...]]) -> tuple[Table, list[Picture]]:
    """A table of data, and the pictures that stood in its cells."""
    pictures: list[Picture] = []
    rows: list[tuple[Cell, ...]] = []
    for row in own_rows(table):
        cells: list[Cell] = []
        group = row.getparent()
        for cell in cells_of(row):
            blocks = read(cell)
            pictures += [block for block in blocks if isinstance(block, Picture)]
            header = cell.tag == "th" or (group is not None and group.tag == "thead")
            columns, spanned = _span(cell.get("colspan")), _span(cell.get("rowspan"))
            cells.append(Cell(_runs_of(blocks), header, columns, spanned))
        if any(cell.runs for cell in cells):
            rows.append(tuple(cells))
    caption = table.xpath("./caption")
    return Table(tuple(rows), _runs_of(read(caption[0])) if caption else ()), pictures


def _runs_of(blocks: tuple[Block, ...]) -> tuple[Run, ...]:
    """All text of a cell, a line for each paragraph, list item or inner cell."""
    result: list[Run] = []
    for block in blocks:
        if isinstance(block, Picture):
            continue
        for _, runs in block_leaves(block):
            if runs:
                result += [Run("\n")] if result else []
                result += runs
    return tuple(result)


def _span(text: str | None) -> int:
    found = re.match(r"\s*(\d{1,4})", text or "")
    return min(max(int(found[1]), 1), _MOST_SPAN) if found else 1
