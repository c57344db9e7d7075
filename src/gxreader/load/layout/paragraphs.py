"""The lines of a region into paragraphs and tables, by gaps, indents and how far the lines reach."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from gxreader.load.layout.characters import is_wide
from gxreader.load.layout.line import HYPHENS, Line
from gxreader.load.layout.tables import take_table
from gxreader.load.lines import ends_sentence
from gxreader.load.prose import chapter_level, numbered_level
from gxreader.model.article import Table

BULLET = re.compile(r"^(?:[•·●○■□◆◇▪▫‣∙➢➤►✓✔★\ue000-\uf8ff]|[-–—*o](?=\s))\s*(?=\S)")
NUMBERED = re.compile(r"^(?:\d{1,3}[.、)）．]|[（(]\d{1,3}[)）]|[①-⑳]|\[\d{1,3}\]|[a-zA-Z][.)]\s)\s*\S")
_OTHER_SIZE = 1.12
_WIDER_GAP = 1.35
_INDENT = 0.8  # em
_NEAR = 0.5  # em
_ROOM = 2.0  # em: a hanzi and a sign that may not begin a line would have fitted
_LETTER = 0.3  # em, beside a word: the space before it
_MOST_LINES = 1_000  # of a paragraph: joining more would take long
_AROUND = 4  # lines
_NARROWED = 0.6  # of the region's width
_LEAST_LINE = 10.0  # em: shorter ones may be verses, and end where they end
_USUAL_SPACING = 1.35  # em
_SENTENCE_ENDS = "。！？!?.:：;；”」』…"


@dataclass(slots=True)
class Draft:
    """A paragraph (or a table) of a page: `left` and `right` are the edges of its region."""

    lines: list[Line]
    left: float
    right: float
    page: int
    table: Table | None = None
    picture: str = ""
    aside: bool = False

    @property
    def size(self) -> float:
        """The size of most of its text."""
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def strong(self) -> bool:
        """Whether all of it is bold."""
        return all(line.strong for line in self.lines)


def drafts_of(lines: list[Line], body: float) -> list[Draft]:
    """The paragraphs and tables of a region; `body` is the size of the work's running text."""
    if not lines:
        return []
    measure = _Measure(lines, body)
    drafts: list[Draft] = []
    index = 0
    while index < len(lines):
        table, taken = take_table(lines, index)
        if table is not None:
            drafts.append(
                Draft(lines[index : index + taken], measure.left, measure.right, lines[0].page, table)
            )
            index += taken
            continue
        line = lines[index]
        before = drafts[-1] if drafts and drafts[-1].table is None else None
        if before is None or measure.begins(before, line):
            drafts.append(Draft([line], measure.left, measure.right, line.page))
        else:
            before.lines.append(line)
        index += 1
    return drafts


class _Measure:
    """A region's edges and its distance of lines."""

    def __init__(self, lines: list[Line], body: float) -> None:
        self.body = body
        weights: dict[float, int] = {}
        for line in lines:
            weights[line.size] = weights.get(line.size, 0) + len(line.text)
        usual = max(weights, key=weights.__getitem__)
        alike = [line for line in lines if line.size == usual]
        self.left = _left(alike)
        rights = sorted(line.right for line in alike)
        self.right = rights[int(0.97 * (len(rights) - 1))]
        self._edges = {id(line): self._edge(alike, index) for index, line in enumerate(alike)}
        gaps = [
            (after.baseline - before.baseline) / after.size
            for before, after in pairwise(lines)
            if before.size == after.size and 0 < after.baseline - before.baseline < 3 * after.size
        ]
        self.spacing = median(gaps) if gaps else _USUAL_SPACING

    def _edge(self, lines: list[Line], index: int) -> float:
        """Where lines end around one of them: a picture beside the text makes some shorter."""
        around = lines[max(index - _AROUND, 0) : index + _AROUND + 1]
        near = min(max(line.right for line in around), self.right)
        wide = near - self.left
        narrow = wide < _NARROWED * (self.right - self.left) or wide < _LEAST_LINE * lines[index].size
        return self.right if narrow else near

    def begins(self, draft: Draft, line: Line) -> bool:
        """Whether a line begins a new paragraph after those of `draft`."""
        before = draft.lines[-1]
        if len(draft.lines) > _MOST_LINES:
            return True
        size = max(before.size, line.size)
        if size / min(before.size, line.size) > _OTHER_SIZE or before.strong != line.strong:
            return True
        if line.baseline - before.baseline > _WIDER_GAP * self.spacing * size:
            return True
        text = line.text
        ended = ends_sentence(before.text) or not self.is_full(before, line)
        if BULLET.match(text) or numbered_level(text) or (chapter_level(text) and ended):
            return True
        marked = NUMBERED.match(draft.lines[0].text) or BULLET.match(draft.lines[0].text)
        if NUMBERED.match(text) and (marked or ends_sentence(before.text)):
            return True
        if line.size > _OTHER_SIZE * self.body:
            return False  # a heading goes on from line to line however far each reaches
        shift = (line.left - before.left) / size
        hanging = bool(marked) and len(draft.lines) == 1
        if shift > _INDENT and not hanging:
            return True
        return not self.is_full(before, line)

    def is_full(self, before: Line, line: Line) -> bool:
        """Whether the next line's first word would not have fitted at the end of the line before."""
        room = self._edges.get(id(before), self.right) - before.right
        text = line.text
        if before.text[-1:] in HYPHENS and text[:1].islower():
            return True
        if is_wide(text[:1]) or is_wide(before.text[-1:]):
            return room < _ROOM * line.size
        word = text.split(None, 1)[0]
        width = (line.right - line.left) * len(word) / max(len(text), 1)
        return room < width + _LETTER * line.size


def _left(lines: list[Line]) -> float:
    """The edge that lines begin at: the leftmost that more than one shares."""
    counts: dict[int, int] = {}
    for line in lines:
        place = round(line.left / 2)
        counts[place] = counts.get(place, 0) + 1
    shared = [place for place, count in counts.items() if count > 1]
    return 2.0 * min(shared) if shared else min(line.left for line in lines)


def goes_on(before: Draft, after: Draft) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    if len(before.lines) > _MOST_LINES:
        return False
    if before.table or after.table or before.picture or after.picture or before.aside or after.aside:
        return False
    last, first = before.lines[-1], after.lines[0]
    size = last.size
    if abs(first.size - size) > 0.08 * size or last.strong != first.strong:
        return False
    text = first.text
    if BULLET.match(text) or NUMBERED.match(text) or numbered_level(text) or chapter_level(text):
        return False
    if last.text[-1:] in _SENTENCE_ENDS or first.left - after.left > _NEAR * size:
        return False
    return before.right - last.right < _ROOM * 2 * size
