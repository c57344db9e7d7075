"""Words on several lines, some of which stand out: what was looked for, in a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from gxreader.qt.locator import utf16_length
from gxreader.theme.schemes import Scheme


def paint_marked(
    painter: QPainter,
    box: QRect,
    words: str,
    marks: Sequence[tuple[int, int]],
    scheme: Scheme,
    *,
    on_accent: bool,
) -> None:
    """Paint words from the top of a box on, with the painter's font and pen.

    `marks` are ranges in code points; they are underlined, and stand on the ground of the word being heard,
    but not on an accent, where no second ground belongs (`on_accent`).
    """
    layout = QTextLayout(words, QFont(painter.font()))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.setFormats([_marked(words, start, end, scheme, on_accent=on_accent) for start, end in marks])
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(box.width())
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    layout.draw(painter, QPointF(box.topLeft()))


def _marked(words: str, start: int, end: int, scheme: Scheme, *, on_accent: bool) -> QTextLayout.FormatRange:
    letters = QTextCharFormat()
    letters.setFontUnderline(True)
    if not on_accent:
        letters.setBackground(QColor(scheme.word))
        letters.setForeground(QColor(scheme.word_ink))
    marked = QTextLayout.FormatRange()
    marked.start = utf16_length(words[:start])
    marked.length = utf16_length(words[start:end])
    marked.format = letters
    return marked
