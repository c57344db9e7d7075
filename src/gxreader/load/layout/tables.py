"""Lines whose cells stand beneath one another are a table."""

from __future__ import annotations

from gxreader.load.layout.line import Line
from gxreader.model.article import Cell, Run, Table

_ROWS = 3  # fewer are a table only if they are wide
_COLUMNS = 3
_MOST_COLUMNS = 30
_FAR = 2.6  # em between lines: beyond it, a table has ended


def take_table(lines: list[Line], start: int) -> tuple[Table | None, int]:
    """The table that begins at a line, and how many lines it takes; none if there is no table."""
    if len(lines[start].cells) < 2:  # noqa: PLR2004 - one cell is a line
        return None, 0
    stop = start
    while stop < len(lines) and _belongs(lines, start, stop):
        stop += 1
    while stop > start and len(lines[stop - 1].cells) < 2:  # noqa: PLR2004  # one cell is no row
        stop -= 1
    block = lines[start:stop]
    full = sum(len(line.cells) > 1 for line in block)
    columns = _columns(block)
    if not 2 <= len(columns) <= _MOST_COLUMNS or full < (2 if len(columns) >= _COLUMNS else _ROWS):  # noqa: PLR2004 - two columns make a table
        return None, 0
    rows = _rows(block, columns)
    return (Table(tuple(rows)), stop - start) if rows else (None, 0)


def _belongs(lines: list[Line], start: int, index: int) -> bool:
    """Whether a line may be of the table: more cells than one, or the rest of a cell of the row above."""
    line = lines[index]
    if index > start and line.baseline - lines[index - 1].baseline > _FAR * line.size:
        return False
    if len(line.cells) > 1:
        return True
    above = lines[start:index]
    columns = _columns(above)
    return (
        len(columns) > 1
        and line.left > columns[0][1]
        and any(left - line.size <= line.left and line.right <= right + line.size for left, right in columns)
    )


def _columns(lines: list[Line]) -> list[tuple[float, float]]:
    """The columns: spans of cells, those that overlap being one."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted(span for line in lines for span in line.spans):
        if columns and left <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _rows(lines: list[Line], columns: list[tuple[float, float]]) -> list[tuple[Cell, ...]]:
    """A row of cells for each line; nothing where two cells of a line share a column."""
    rows: list[list[list[Run]]] = []
    for line in lines:
        places = [
            next(number for number, (left, right) in enumerate(columns) if left <= span[0] <= right)
            for span in line.spans
        ]
        if len(set(places)) < len(places):
            return []
        if len(line.cells) == 1 and rows:
            cell = rows[-1][places[0]]
            cell += [Run("\n"), *line.cells[0]] if cell else line.cells[0]
            continue
        row: list[list[Run]] = [[] for _ in columns]
        for place, runs in zip(places, line.cells, strict=True):
            row[place] = list(runs)
        rows.append(row)
    head = lines[0].strong and not all(line.strong for line in lines)
    return [
        tuple(Cell(tuple(runs), header=head and number == 0) for runs in row)
        for number, row in enumerate(rows)
    ]
