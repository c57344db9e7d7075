"""The columns of a page, in the order they are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median

from gxreader.load.layout.piece import Piece

_GUTTER = 0.8  # em: less free space does not divide columns
_LEAST_ROWS = 4  # on each side of a gutter
_MOST_ROWS = 600  # of a page: what has more is no page of columns
_LEAST_WIDTH = 8.0  # em, of a typical line: narrower columns are those of a table
_WIDE = 0.5  # of the column, by a typical line
_FILLED = 0.8  # of a full line
_MANY = 0.4  # of the lines are as long as that
_LEVELS = 3
_SAME_ROW = 0.35  # em
_RAISED = 0.55  # em: how far a small sign stands above or beneath its line
_SMALL = 0.85  # of its neighbours' size

Span = tuple[float, float]


@dataclass(slots=True)
class Row:
    """Pieces beside one another."""

    baseline: float
    size: float
    pieces: list[Piece] = field(default_factory=list)


def regions(pieces: list[Piece], level: int = 0) -> list[list[Piece]]:
    """The pieces of each stretch of the page that is read from top to bottom."""
    rows = rows_of(pieces)
    if level >= _LEVELS or not _LEAST_ROWS <= len(rows) <= _MOST_ROWS:
        return [pieces] if pieces else []
    result: list[list[Piece]] = []
    across: list[Piece] = []
    start = 0
    while start < len(rows):
        stop, columns = _band(rows, start)
        if columns:
            if across:
                result.append(across)
                across = []
            for column in columns:
                result += regions(column, level + 1)
        else:
            stop = start + 1
            across += rows[start].pieces
        start = stop
    if across:
        result.append(across)
    return result


def rows_of(pieces: list[Piece]) -> list[Row]:
    """The pieces by their baselines, from top to bottom; raised and lowered signs stay with their line."""
    if not pieces:
        return []
    usual = median([piece.size for piece in pieces])
    rows: list[Row] = []
    for piece in sorted(
        (piece for piece in pieces if piece.size >= _SMALL * usual), key=lambda piece: piece.baseline
    ):
        if rows and piece.baseline - rows[-1].baseline < _SAME_ROW * max(piece.size, rows[-1].size):
            rows[-1].pieces.append(piece)
            rows[-1].size = max(rows[-1].size, piece.size)
        else:
            rows.append(Row(piece.baseline, piece.size, [piece]))
    small = sorted(
        (piece for piece in pieces if piece.size < _SMALL * usual), key=lambda piece: piece.baseline
    )
    lone: list[Row] = []
    index = 0
    for piece in small:
        while index < len(rows) and rows[index].baseline < piece.baseline - _RAISED * rows[index].size:
            index += 1
        owner = next((row for row in rows[index : index + 2] if _is_raised(piece, row)), None)
        if owner is not None:
            owner.pieces.append(piece)
        elif lone and piece.baseline - lone[-1].baseline < _SAME_ROW * piece.size:
            lone[-1].pieces.append(piece)
        else:
            lone.append(Row(piece.baseline, piece.size, [piece]))
    return sorted(rows + lone, key=lambda row: row.baseline)


def _is_raised(piece: Piece, row: Row) -> bool:
    """Whether a small piece stands right beside one of the row's."""
    if abs(piece.baseline - row.baseline) > _RAISED * row.size:
        return False
    return any(
        -0.6 * row.size < max(piece.left - other.right, other.left - piece.right) < 0.9 * row.size
        for other in row.pieces
    )


def _band(rows: list[Row], start: int) -> tuple[int, list[list[Piece]]]:
    """The rows from `start` that share a gutter, and their columns; no columns if there is none."""
    left = min(piece.left for row in rows for piece in row.pieces)
    right = max(piece.right for row in rows for piece in row.pieces)
    free: list[Span] = [(left, right)]
    stop = start
    while stop < len(rows):
        narrower = _common(free, _gaps(rows[stop], left, right), _GUTTER * rows[stop].size)
        inner = [span for span in narrower if _divides(rows[start : stop + 1], span)]
        if not narrower or (stop - start > _LEAST_ROWS and not inner):
            break
        free = narrower
        stop += 1
    columns = _divided([piece for row in rows[start:stop] for piece in row.pieces], free)
    return stop, columns


def _divides(rows: list[Row], span: Span) -> bool:
    """Whether there is text on both sides of a span, or at least on one while there are few rows."""
    middle = (span[0] + span[1]) / 2
    before = any(piece.right <= middle for row in rows for piece in row.pieces)
    after = any(piece.left >= middle for row in rows for piece in row.pieces)
    return before and after


def _gaps(row: Row, left: float, right: float) -> list[Span]:
    """The free spans of a row between two edges, margins included."""
    gaps: list[Span] = []
    reached = left
    for piece in sorted(row.pieces, key=lambda piece: piece.left):
        if piece.left > reached:
            gaps.append((reached, piece.left))
        reached = max(reached, piece.right)
    if right > reached:
        gaps.append((reached, right))
    return gaps


def _common(first: list[Span], second: list[Span], least: float) -> list[Span]:
    result: list[Span] = []
    for start, stop in first:
        for other_start, other_stop in second:
            span = (max(start, other_start), min(stop, other_stop))
            if span[1] - span[0] >= least:
                result.append(span)
    return result


def _divided(pieces: list[Piece], free: list[Span]) -> list[list[Piece]]:
    """The pieces between the gutters; what is no column of running text stays with its neighbour."""
    strips: list[list[Piece]] = []
    rest = pieces
    for edge in sorted((start + stop) / 2 for start, stop in free):
        before = [piece for piece in rest if piece.right <= edge]
        rest = [piece for piece in rest if piece.right > edge]
        strips += [before] if before else []
    strips += [rest] if rest else []
    place = 0
    while len(strips) > 1 and place < len(strips):
        if _is_column(strips[place]):
            place += 1
            continue
        neighbour = place - 1 if place else 1
        strips[min(place, neighbour) : max(place, neighbour) + 1] = [strips[place] + strips[neighbour]]
        place = max(place - 1, 0)
    return strips if len(strips) > 1 else []


def _is_column(pieces: list[Piece]) -> bool:
    """Whether pieces are running text: enough rows, long ones, that fill the column or one like another."""
    rows = rows_of(pieces)
    if len(rows) < _LEAST_ROWS:
        return False
    size = median([row.size for row in rows])
    whole = max(piece.right for piece in pieces) - min(piece.left for piece in pieces)
    typical = median([_reach(row) for row in rows])
    if typical >= _WIDE * whole and typical >= _LEAST_WIDTH * size:
        return True
    widths = sorted(width for row in rows for width in _lengths(row))  # there may be columns within
    full = widths[int(0.9 * (len(widths) - 1))]
    filled = sum(width >= _FILLED * full for width in widths)
    return median(widths) >= _LEAST_WIDTH * size and filled >= _MANY * len(widths)


def _reach(row: Row) -> float:
    return max(piece.right for piece in row.pieces) - min(piece.left for piece in row.pieces)


def _lengths(row: Row) -> list[float]:
    """How long the stretches of a row are that no gutter divides."""
    spans: list[Span] = []
    for piece in sorted(row.pieces, key=lambda piece: piece.left):
        if spans and piece.left - spans[-1][1] < _GUTTER * row.size:
            spans[-1] = (spans[-1][0], max(spans[-1][1], piece.right))
        else:
            spans.append((piece.left, piece.right))
    return [right - left for left, right in spans]
