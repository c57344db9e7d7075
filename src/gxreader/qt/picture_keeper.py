"""The pictures of the view: which are wanted, and what happens to the page when one comes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF, QTimer
from PySide6.QtGui import QImage

from gxreader.app.pictures import Pictures
from gxreader.i18n.messages import Messages
from gxreader.model.article import Picture
from gxreader.qt.column import column_margin
from gxreader.qt.document import ArticleDocument
from gxreader.qt.formats import Formats
from gxreader.qt.picture_object import PictureObject

if TYPE_CHECKING:
    from gxreader.qt.article_view import ArticleView

SCREENS_AROUND = 3  # pictures are brought so many screens ahead of the reader, and behind
_LOOK_AGAIN_MS = 120


class PictureKeeper:
    """Wants the pictures near the reader, and puts them on the page without moving what is being read."""

    def __init__(self, view: ArticleView, pictures: Pictures) -> None:
        """Keep the pictures of this view."""
        self._view = view
        self._pictures = pictures
        self._object: PictureObject | None = None
        self._room = QSizeF(1, 1)
        self._is_asked_unseen = False  # for an article that was opened while another screen was shown
        self._look_soon = QTimer(view)
        self._look_soon.setSingleShot(True)
        self._look_soon.timeout.connect(self.want)
        view.verticalScrollBar().valueChanged.connect(lambda _value: self._look_soon.start(_LOOK_AGAIN_MS))
        pictures.changed.connect(self._changed)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is to come."""
        return not self._look_soon.isActive() and self._pictures.is_idle

    # What the objects in the text ask

    def image(self, address: str) -> QImage | None:
        """The picture, if it is there."""
        shown = self._pictures.get(address)
        if shown is None or not isinstance(shown.prepared.image, QImage):
            return None
        return shown.prepared.image

    def size(self, address: str) -> tuple[int, int] | None:
        """Its full size in pixels, if it has ever been there."""
        return self._pictures.size(address)

    def is_broken(self, address: str) -> bool:
        """Whether it will not come."""
        return self._pictures.trouble(address) is not None

    # What the view does

    def prepare(self, messages: Messages, formats: Formats) -> PictureObject:
        """Make ready for a document that is about to be written."""
        self._measure(formats)
        self._object = PictureObject(self, formats, messages, lambda: self._room)
        return self._object

    def attach(self, document: ArticleDocument) -> None:
        """Paint the pictures of a document that was written; one without any is not laid out once more."""
        if self._object is not None and self._object.placed:
            self._object.register(document)

    def forget(self) -> None:
        """A document without pictures is about to be written."""
        self._object = None

    def picture_at(self, position: int) -> Picture | None:
        """The picture at a position of the document, unless it will not come."""
        placed = self._object.placed if self._object is not None else []
        found = next((picture for start, picture in placed if start == position), None)
        return None if found is None or self.is_broken(found.url) else found

    def laid_out(self) -> None:
        """The document has been written: its first pictures are wanted now."""
        self._look_soon.start(0)

    def position_of(self, picture: Picture) -> int | None:
        """Where a picture stands in the document; None where it is not shown."""
        placed = self._object.placed if self._object is not None else []
        return next((position for position, other in placed if other is picture), None)

    def refit(self, formats: Formats) -> None:
        """The view has another size."""
        before = self._room
        self._measure(formats)
        if before != self._room and self._object is not None and self._object.placed:
            self._view.document().markContentsDirty(0, self._view.document().characterCount())
            self._look_soon.start(_LOOK_AGAIN_MS)

    def seen(self) -> None:
        """The view is shown again."""
        if self._is_asked_unseen:
            self._look_soon.start(_LOOK_AGAIN_MS)

    def want(self) -> None:
        """Ask for what is near the reader, the nearest first."""
        made = self._object
        if made is None:
            return
        if not self._view.isVisible():
            self._is_asked_unseen = True
            return
        self._is_asked_unseen = False
        height = self._view.viewport().height()
        middle = self._view.verticalScrollBar().value() + height / 2
        near: list[tuple[float, str]] = []
        for position, picture in made.placed:
            distance = abs(self._view.line_middle(position) - middle)
            if distance <= SCREENS_AROUND * height:
                near.append((distance, picture.url))
        near.sort()
        box = made.box(self._view.devicePixelRatioF())
        self._pictures.want([(address, box) for _distance, address in near])

    def _measure(self, formats: Formats) -> None:
        viewport = self._view.viewport()
        margins = 2 * column_margin(self._view, formats.look, formats.glyph)
        self._room = QSizeF(max(1.0, viewport.width() - margins), max(1.0, viewport.height()))

    def _changed(self, address: str) -> None:
        """A picture has come, or will not: what is being read stays where it is on the screen."""
        made = self._object
        if made is None:
            return
        for position, picture in made.placed:
            if picture.url == address:
                self._view.keeping_still(partial(self._view.document().markContentsDirty, position, 1))
