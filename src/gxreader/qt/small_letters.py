"""Text taken out of a document with the powers and indices that were drawn with ordinary letters in it."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat, QTextCursor

from gxreader.theme.typography import ABOVE, BELOW

_Alignment = QTextCharFormat.VerticalAlignment
_TABLES = {
    _Alignment.AlignSuperScript: str.maketrans(*ABOVE),
    _Alignment.AlignSubScript: str.maketrans(*BELOW),
}


def with_small_letters(selection: QTextCursor, text: str) -> str:
    """The text of a selection, as Qt has it, with a² where the document shows a small 2 above."""
    document, start, end = selection.document(), selection.selectionStart(), selection.selectionEnd()
    signs = list(text)
    if len(text.encode("utf-16-le")) // 2 != end - start or len(text) != end - start:
        return text  # it holds what is counted otherwise; formulas do not stand there
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            table = _TABLES.get(piece.charFormat().verticalAlignment())
            if table is not None:
                first, last = max(piece.position(), start), min(piece.position() + piece.length(), end)
                for place in range(first - start, last - start):
                    signs[place] = signs[place].translate(table)
            pieces += 1
        block = block.next()
    return "".join(signs)
