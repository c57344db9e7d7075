"""Lines of text: pieces beside one another put together, and lines joined to paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from gxreader.load.layout.characters import SOFT_HYPHEN, composed, is_wide
from gxreader.load.layout.columns import rows_of
from gxreader.load.layout.piece import Piece
from gxreader.model.article import Run

_SPACE = 0.17  # em: so much room between letters is a space
_CELL = 1.6  # em: so much room separates cells
HYPHENS = ("-", "\u2010", SOFT_HYPHEN)


@dataclass(slots=True)
class Line:
    """A line: its cells (nearly always one), each of them runs in one style."""

    cells: list[list[Run]]
    spans: list[tuple[float, float]]
    baseline: float
    size: float
    strong: bool
    page: int = 0

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.spans[0][0]

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.spans[-1][1]

    @property
    def runs(self) -> list[Run]:
        """All of it, cells with a space between them."""
        runs = list(self.cells[0])
        for cell in self.cells[1:]:
            runs += [Run(" "), *cell]
        return runs

    @property
    def text(self) -> str:
        """All of it, unstyled."""
        return "".join(run.text for run in self.runs)


def lines_of(pieces: list[Piece], page: int) -> list[Line]:
    """The lines of a region, from top to bottom; those without visible text left out."""
    lines = []
    for row in rows_of(pieces):
        line = _line(sorted(row.pieces, key=lambda piece: piece.left), row.baseline, page)
        if line is not None:
            lines.append(line)
    return lines


def _line(pieces: list[Piece], baseline: float, page: int) -> Line | None:
    cells: list[list[Run]] = []
    spans: list[tuple[float, float]] = []
    pieces = [piece for piece in pieces if piece.text.strip()]
    for piece in pieces:
        gap = piece.left - spans[-1][1] if spans else 0.0
        if not cells or gap > _CELL * piece.size:
            cells.append([])
            spans.append((piece.left, piece.right))
        elif gap > _SPACE * piece.size:
            _add_space(cells[-1], piece.text)
        _add(cells[-1], Run(composed(piece.text), strong=piece.strong, emphasis=piece.emphasis))
        spans[-1] = (spans[-1][0], max(spans[-1][1], piece.right))
    cells = [_trimmed(cell) for cell in cells]
    if not pieces:
        return None
    weights: dict[float, int] = {}
    for piece in pieces:
        weights[piece.size] = weights.get(piece.size, 0) + len(piece.text)
    return Line(
        cells,
        spans,
        baseline,
        max(weights, key=weights.__getitem__),
        all(piece.strong for piece in pieces),
        page,
    )


def _add(runs: list[Run], run: Run) -> None:
    last = runs[-1] if runs else None
    if last is not None and (last.strong, last.emphasis) == (run.strong, run.emphasis):
        runs[-1] = Run(last.text + run.text, strong=run.strong, emphasis=run.emphasis)
    else:
        runs.append(run)


def _add_space(runs: list[Run], text: str) -> None:
    last = runs[-1]
    if last.text[-1:].isspace() or text[:1].isspace() or (is_wide(last.text[-1:]) and is_wide(text[:1])):
        return
    runs[-1] = Run(f"{last.text} ", strong=last.strong, emphasis=last.emphasis)


def _trimmed(runs: list[Run]) -> list[Run]:
    """A cell without white space at its ends."""
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    while runs and not runs[-1].text.strip():
        runs = runs[:-1]
    if runs:
        runs[0] = Run(runs[0].text.lstrip(), strong=runs[0].strong, emphasis=runs[0].emphasis)
        runs[-1] = Run(runs[-1].text.rstrip(), strong=runs[-1].strong, emphasis=runs[-1].emphasis)
    return runs


def joined(lines: list[Line], hyphenated: frozenset[str]) -> tuple[Run, ...]:
    """Lines as one paragraph: words broken at a line's end made whole, hanzi joined without a space.

    `hyphenated` are the words the work writes with a hyphen where no line ends: they keep it.
    """
    result: list[Run] = []
    for line in lines:
        runs = line.runs
        if not runs:
            continue
        if result:
            _join(result, runs, hyphenated)
        for run in runs:
            _add(result, run)
    return tuple(
        Run(run.text.replace(SOFT_HYPHEN, ""), strong=run.strong, emphasis=run.emphasis)
        for run in result
        if run.text.replace(SOFT_HYPHEN, "")
    )


def _join(result: list[Run], following: list[Run], hyphenated: frozenset[str]) -> None:
    last = result[-1]
    before, after = last.text[-1:], following[0].text[:1]
    if before in HYPHENS and last.text[-2:-1].isalpha():
        word = last.text[:-1].rsplit(None, 1)[-1]
        rest = following[0].text.split(None, 1)[0]
        broken = before == SOFT_HYPHEN or (
            after.islower() and f"{word}-{rest}".strip(".,;:()").lower() not in hyphenated
        )
        if broken:
            result[-1] = Run(last.text[:-1], strong=last.strong, emphasis=last.emphasis)
        return
    if before and after and not is_wide(before) and not is_wide(after):
        result[-1] = Run(f"{last.text} ", strong=last.strong, emphasis=last.emphasis)


def hyphenated_words(lines: list[Line]) -> set[str]:
    """The words with a hyphen inside, but those at a line's end."""
    found: set[str] = set()
    for line in lines:
        text = line.text
        if "-" in text:
            words = text.split()
            found.update(
                word.strip(".,;:()").lower() for word in words if "-" in word[1:-1] and word[:1].isalpha()
            )
    return found
