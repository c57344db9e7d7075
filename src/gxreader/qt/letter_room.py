"""Letters that stand farther apart, or closer, than their face sets them.

For pinyin, where scripts meet, and between two signs. The text and its fragments stay what they are: the room
is told to the layout of each block, as highlighters tell their colours. Pieces of text with formats of their
own took three quarters of the time of writing a page with pinyin.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

from gxreader.qt.locator import utf16_length

Widths = Sequence[tuple[int, int]]  # the numbers of signs, rising, and by how many pixels each is wider


@lru_cache(maxsize=256)
def _apart(pixels: float) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    letters.setFontLetterSpacing(pixels)
    return letters


def ranges(
    text: str, widths: Widths, position: int = 0, own: float = 0.0, first: int = 0
) -> list[QTextLayout.FormatRange]:
    """The formats of a text some of whose signs are wider; `own` is by how much all of it is set apart.

    `position` is where it begins in its block, `first` the number of its first sign in what `widths` count.
    """
    found: list[QTextLayout.FormatRange] = []
    is_plain = utf16_length(text) == len(text)
    before, width_before = -2, 0
    for number, width in widths:
        if is_plain and number == before + 1 and width == width_before:
            found[-1].length += 1  # the fewer pieces there are, the sooner a text is laid out
        else:
            one = QTextLayout.FormatRange()
            at = number - first
            one.start = position + (at if is_plain else utf16_length(text[:at]))
            one.length = 1 if is_plain else utf16_length(text[at])
            one.format = _apart(width + own)
            found.append(one)
        before, width_before = number, width
    return found


class LetterRoom:
    """Notes the room while a document is written, and gives it to the layout at the end."""

    def __init__(self) -> None:
        """Begin with none."""
        self._blocks: list[tuple[QTextBlock, list[QTextLayout.FormatRange]]] = []

    def add(
        self,
        block: QTextBlock,
        text: str,
        position: int,
        widths: Widths,
        first: int,
        letters: QTextCharFormat,
    ) -> None:
        """A text that was written at a position of a block; `first` is the number of its first sign."""
        is_apart = letters.fontLetterSpacingType() is QFont.SpacingType.AbsoluteSpacing
        own = letters.fontLetterSpacing() if is_apart else 0.0
        found = ranges(text, widths, position, own, first)
        if self._blocks and self._blocks[-1][0] == block:
            self._blocks[-1][1].extend(found)
        else:
            self._blocks.append((block, found))

    def apply(self, document: QTextDocument) -> None:
        """Have the document laid out so; whoever changes its layout object afterwards loses it."""
        if not self._blocks:
            return
        document.documentLayout()  # making it would forget what the blocks were told before
        for block, formats in self._blocks:
            block.layout().setFormats(formats)
