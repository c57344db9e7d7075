"""Where the lines of the laid-out article stand, so that scrolling stops at whole ones."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextBlock, QTextCursor, QTextLine
from PySide6.QtWidgets import QTextEdit

from gxreader.qt.fragments import room_above

_PICTURE = "\ufffc"  # the one sign of a block that is a picture
_TOLERANCE = 2.0  # a line is whole if at most this many pixels of its empty rim are cut


class Span(NamedTuple):
    """Where a line stands; a picture is a line of its own."""

    top: float
    bottom: float
    picture: bool = False


class LineMetrics:
    """Geometry of the lines of a view's document, in document coordinates (pixels from its top).

    A picture counts as a line, but it may be cut: half of it is worth seeing, and hiding it leaves a hole.
    """

    def __init__(self, view: QTextEdit) -> None:
        """Measure this view."""
        self._view = view

    def whole_lines(self) -> list[Span]:
        """Every line that is wholly on screen, in reading order."""
        document, layout = self._view.document(), self._view.document().documentLayout()
        top, bottom = self._value - _TOLERANCE, self._value + self._view.viewport().height() + _TOLERANCE
        block = document.findBlock(max(0, layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)))
        found: list[Span] = []
        while block.isValid():
            start = layout.blockBoundingRect(block).top()
            if start > bottom:
                break
            for number in range(block.layout().lineCount()):
                line = _line_span(start, block.layout().lineAt(number), block)
                if top <= line.top and line.bottom <= bottom:
                    found.append(line)
            block = block.next()
        return found

    @property
    def _value(self) -> int:
        return self._view.verticalScrollBar().value()

    def line_top(self, position: int) -> float:
        """The top of the line that holds a position of the document."""
        return self._line_of(position)[0]

    def line_bottom(self, position: int) -> float:
        """The bottom of the line that holds a position of the document."""
        return self._line_of(position)[1]

    def page_tops(self, overlap: int) -> list[float]:
        """Where each screen begins when one turns page after page from the top, so many lines overlapping."""
        document, layout = self._view.document(), self._view.document().documentLayout()
        height = self._view.viewport().height() + _TOLERANCE
        end = layout.documentSize().height()
        lines: list[Span] = []
        block = document.begin()
        while block.isValid():
            start = layout.blockBoundingRect(block).top()
            own = block.layout()
            lines += [_line_span(start, own.lineAt(number), block) for number in range(own.lineCount())]
            block = block.next()
        lines.sort()
        tops, first = [0.0], 0
        while tops[-1] + height < end:
            first = next_first(lines, first, tops[-1] + height, overlap)
            if first >= len(lines):
                break
            tops.append(lines[first].top)
        return tops

    def page_below(self, overlap: int) -> float:
        """Where the screen after this one begins."""
        lines = self.whole_lines()
        height = self._view.viewport().height() + _TOLERANCE
        if not lines:
            return self.snap(self._value + height * 0.9)
        following = self._span_after(lines[-1])
        more = [*lines, following] if following else lines
        first = next_first(more, 0, self._value + height, overlap)
        return more[first].top if first < len(more) else lines[-1].bottom

    def page_above(self, overlap: int) -> float:
        """Where the screen before this one begins."""
        height = self._view.viewport().height()
        bottom = float(self._value)
        for line in self.whole_lines()[:overlap]:
            if line.picture:
                break
            bottom = line.bottom
        return self.snap(max(0.0, bottom - height), forward=True)

    def _span_after(self, line: Span) -> Span | None:
        """The line below one."""
        block = self._block_at(line.bottom + 1)
        while block.isValid():
            start = self._view.document().documentLayout().blockBoundingRect(block).top()
            for number in range(block.layout().lineCount()):
                span = _line_span(start, block.layout().lineAt(number), block)
                if span.top >= line.bottom - _TOLERANCE:
                    return span
            block = block.next()
        return None

    def _block_at(self, y: float) -> QTextBlock:
        middle = self._view.viewport().width() / 2
        layout = self._view.document().documentLayout()
        position = layout.hitTest(QPointF(middle, y), Qt.HitTestAccuracy.FuzzyHit)
        return self._view.document().findBlock(max(0, position))

    def _line_of(self, position: int) -> tuple[float, float]:
        document = self._view.document()
        block = document.findBlock(position)
        rect = document.documentLayout().blockBoundingRect(block)
        line: QTextLine = block.layout().lineForTextPosition(position - block.position())
        if not line.isValid():
            return rect.top(), rect.bottom()
        return _line_span(rect.top(), line, block)[:2]

    def _line_at(self, y: float) -> tuple[float, float] | None:
        """The line of text that covers a height, or None in a gap between blocks, or on a picture."""
        block = self._block_at(y)
        if is_picture(block):
            return None
        top, layout = self._view.document().documentLayout().blockBoundingRect(block).top(), block.layout()
        above = room_above(block)
        # Of lines one below the other, the last that begins above: a long paragraph has thousands.
        number = (
            bisect_right(range(layout.lineCount()), y - top + above, key=lambda line: layout.lineAt(line).y())
            - 1
        )
        if number < 0:
            return None
        start, end, _picture = _line_span(top, layout.lineAt(number), block)
        return (start, end) if start <= y < end else None

    def snap(self, y: float, *, forward: bool = False) -> float:
        """A scroll value that cuts no line: the top of the line at `y`, or of the next one if `forward`."""
        line = self._line_at(y)
        if line is None or y - line[0] <= _TOLERANCE:
            return y
        return line[1] if forward else line[0]

    def cut_at_bottom(self) -> float | None:
        """Where, in the viewport, a last line begins that is not wholly visible."""
        height = self._view.viewport().height()
        line = self._line_at(self._value + height - 1)
        if line is None or line[1] <= self._value + height + _TOLERANCE:
            return None
        return line[0] - self._value

    def cut_at_top(self) -> float | None:
        """Where, in the viewport, a first line ends that is not wholly visible."""
        line = self._line_at(self._value)
        if line is None or line[0] >= self._value - _TOLERANCE:
            return None
        return line[1] - self._value

    def first_visible_position(self) -> int:
        """The document position where the first whole line on screen begins."""
        lines = self.whole_lines()
        return self.line_start_at((lines[0].top + lines[0].bottom) / 2 if lines else self._value)

    def line_start_at(self, y: float) -> int:
        """The document position where the line at a height begins."""
        layout = self._view.document().documentLayout()
        position = layout.hitTest(QPointF(self._view.viewport().width() / 2, y), Qt.HitTestAccuracy.FuzzyHit)
        cursor = QTextCursor(self._view.document())
        cursor.setPosition(max(0, position))
        block = cursor.block()
        line = block.layout().lineForTextPosition(position - block.position())
        return block.position() + (line.textStart() if line.isValid() else 0)


def is_picture(block: QTextBlock) -> bool:
    """Whether a block is a picture and nothing else."""
    return block.text() == _PICTURE


def next_first(lines: list[Span], first: int, bottom: float, overlap: int) -> int:
    """The number of the line that begins the next screen, when this one begins with `first`.

    `bottom` is where this screen ends. So many lines of text overlap; a picture that was wholly seen does not
    come again, and one that was cut comes whole.
    """
    height = bottom - lines[first].top
    last = first
    while last < len(lines) and lines[last].bottom <= bottom:
        last += 1
    begin = last
    while begin > first + 1 and last - begin < overlap and not lines[begin - 1].picture:
        begin -= 1
    if last < len(lines) and lines[last].picture and lines[last].bottom - lines[begin].top > height:
        begin = last
    return max(begin, first + 1)


def _line_span(block_top: float, line: QTextLine, block: QTextBlock) -> Span:
    top = block_top + line.y()
    return Span(top - room_above(block), top + line.height(), is_picture(block))
