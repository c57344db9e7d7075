"""Tables within the limits: no wider than a page can show, and not too long for a view to lay out at once."""

from __future__ import annotations

import msgspec

from gxreader.load.limits import TABLE_CELLS, TABLE_COLUMNS
from gxreader.model.article import Block, Cell, Paragraph, Run, Table

_Row = tuple[Cell, ...]
_BETWEEN = Run("\u3000")


def fitted_table(table: Table) -> tuple[Block, ...]:
    """The table itself, or what it becomes: paragraphs when too wide, several tables when too long."""
    width = max((sum(max(cell.columns, 1) for cell in row) for row in table.rows), default=0)
    cells = sum(map(len, table.rows))
    if width <= TABLE_COLUMNS and cells <= TABLE_CELLS and _spans_fit(table):
        return (table,)
    if width > TABLE_COLUMNS:
        narrowed = tuple(tuple(_single(cell) for cell in row) for row in table.rows)
        if max(map(len, narrowed)) > TABLE_COLUMNS:
            return (*_caption(table), *(Paragraph(_line(row)) for row in narrowed if _line(row)))
        table = Table(narrowed, table.caption)
    return _pieces(table)


def _single(cell: Cell) -> Cell:
    return msgspec.structs.replace(cell, columns=1, rows=1)


def _spans_fit(table: Table) -> bool:
    """Whether no cell reaches beyond the last row."""
    count = len(table.rows)
    return all(number + cell.rows <= count for number, row in enumerate(table.rows) for cell in row)


def _caption(table: Table) -> tuple[Block, ...]:
    return (Paragraph(table.caption),) if table.caption else ()


def _line(row: _Row) -> tuple[Run, ...]:
    """The cells of a row one after another."""
    runs: list[Run] = []
    for cell in row:
        if cell.runs:
            runs += [_BETWEEN, *cell.runs] if runs else cell.runs
    return tuple(runs)


def _pieces(table: Table) -> tuple[Block, ...]:
    """The table in pieces of so many cells; a cell that reaches beyond its piece ends with it."""
    pieces: list[list[_Row]] = [[]]
    held = 0
    for row in table.rows:
        if held + len(row) > TABLE_CELLS and pieces[-1]:
            pieces.append([])
            held = 0
        pieces[-1].append(row)
        held += len(row)
    return tuple(
        Table(_within(rows), table.caption if number == 0 else ())
        for number, rows in enumerate(pieces)
        if rows
    )


def _within(rows: list[_Row]) -> tuple[_Row, ...]:
    count = len(rows)
    return tuple(
        tuple(msgspec.structs.replace(cell, rows=max(1, min(cell.rows, count - number))) for cell in row)
        for number, row in enumerate(rows)
    )
