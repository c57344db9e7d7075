"""The documents that articles are written into: they load nothing, whatever stands in them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QImage, QTextBlock, QTextDocument, QTextFragment


class ArticleDocument(QTextDocument):
    """A document without undo, margins or resources."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)

    def loadResource(self, _kind: int, _name: QUrl | str) -> QImage:
        """One empty dot for whatever is asked: with nothing returned, Qt would look for a file itself."""
        dot = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        dot.fill(0)
        return dot


def link_at(document: QTextDocument, position: int) -> str:
    """The link that a caret stands in or before; or, in a block that is all one link, anywhere in it."""
    stretches = [
        (piece.charFormat().anchorHref(), piece) for piece in _fragments(document.findBlock(position))
    ]
    if len({link for link, _piece in stretches}) == 1:
        return stretches[0][0]
    return next((link for link, piece in stretches if link and piece.contains(position)), "")


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """The stretches of a block that look alike, in order."""
    iterator = block.begin()
    while not iterator.atEnd():
        yield iterator.fragment()
        iterator += 1
