"""Pictures as objects within the text: painted by us from pixels that were decoded elsewhere.

An object holds its place as one character, so that nothing else in the document moves when it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from gxreader.app.pictures import Box, Prepared, can_be_brought
from gxreader.i18n.messages import Messages
from gxreader.model.article import Picture, plain
from gxreader.model.units import Role
from gxreader.qt.formats import Formats

if TYPE_CHECKING:
    from gxreader.load.parsing.source import Bitmap  # loading is imported when something is loaded

KIND = QTextFormat.ObjectTypes.UserObject.value + 1
SIGN = "\ufffc"  # the one character that stands for an object
_NUMBER = QTextFormat.Property.UserProperty.value + 1
_SHARE_OF_VIEW = 0.7
_LARGEST = {
    "elderly": 2.0,
    "terminal": 2.0,
    "print": 0.75,
}  # times its own size; a pixel of the web is 3/4 of a point
_PADDING = 0.6  # of the text size, around words that stand for a picture
_COARSE = 4_000_000  # pixels: above it, a picture is shrunk in two steps, the first one quickly
_WORDS = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignCenter.value


class Shelf(Protocol):
    """Whoever has the pictures."""

    def image(self, address: str) -> QImage | None:
        """The picture, if it is there."""
        ...

    def size(self, address: str) -> tuple[int, int] | None:
        """Its full size in pixels, if that is known."""
        ...

    def is_broken(self, address: str) -> bool:
        """Whether it will not come."""
        ...


class Gathered:
    """A shelf of pictures that are there already, and no others."""

    def __init__(self, pictures: Mapping[str, Prepared]) -> None:
        """Hold pictures by their addresses."""
        self._pictures = pictures

    def image(self, address: str) -> QImage | None:
        """The picture, if it is there."""
        prepared = self._pictures.get(address)
        return prepared.image if prepared and isinstance(prepared.image, QImage) else None

    def size(self, address: str) -> tuple[int, int] | None:
        """Its size."""
        image = self.image(address)
        return (image.width(), image.height()) if image is not None else None

    def is_broken(self, address: str) -> bool:
        """Whether it is not there."""
        return address not in self._pictures


def prepare(bitmap: Bitmap, box: Box) -> Prepared:
    """A bitmap as an image of Qt's own, no larger than the room for it. For the threads that bring it."""
    stride = bitmap.width * 4
    borrowed = QImage(bitmap.pixels, bitmap.width, bitmap.height, stride, QImage.Format.Format_RGBA8888)
    image = borrowed.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    if image.width() > box.width or image.height() > box.height:
        if image.width() * image.height() > _COARSE:
            image = _fitted(image, 2 * box.width, 2 * box.height, Qt.TransformationMode.FastTransformation)
        image = _fitted(image, box.width, box.height, Qt.TransformationMode.SmoothTransformation)
    return Prepared(image, image.sizeInBytes())


def _fitted(image: QImage, width: int, height: int, how: Qt.TransformationMode) -> QImage:
    if image.width() <= width and image.height() <= height:
        return image
    return image.scaled(width, height, Qt.AspectRatioMode.KeepAspectRatio, how)


class PictureObject(QPyTextObject):
    """Measures and paints every picture of one rendered part. Keep it as long as its document."""

    def __init__(
        self,
        shelf: Shelf,
        formats: Formats,
        messages: Messages,
        room: Callable[[], QSizeF],
        *,
        later: bool = True,
    ) -> None:
        """Take pictures from `shelf`; `room` is the width of a line and the height of the view.

        Without `later` (on paper), only those that are there already are shown.
        """
        super().__init__()
        self._later = later
        self.placed: list[tuple[int, Picture]] = []  # the document's position of each picture
        self._shelf = shelf
        self._formats = formats
        self._messages = messages
        self._room = room

    def register(self, document: QTextDocument) -> None:
        """Paint the pictures of a document."""
        document.documentLayout().registerHandler(KIND, self)

    def shows(self, picture: Picture) -> bool:
        """Whether a picture is shown at all, now or when it comes; else the text tells of it in words."""
        if self._later:
            return can_be_brought(picture.url)
        return self._shelf.image(picture.url) is not None

    def place(self, cursor: QTextCursor, picture: Picture, letters: QTextCharFormat) -> None:
        """Write the sign that stands for a picture."""
        sign = QTextCharFormat(letters)
        sign.setObjectType(KIND)
        sign.setProperty(_NUMBER, len(self.placed))
        self.placed.append((cursor.position(), picture))
        cursor.insertText(SIGN, sign)

    def intrinsicSize(self, _document: QTextDocument, _position: int, format: QTextFormat) -> QSizeF:  # noqa: A002 - Qt's name for it
        """How large the picture, or what stands for it, is to be."""
        picture = self._picture(format)
        return self.picture_size(picture) or self._words_size(picture)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _document: QTextDocument,
        _position: int,
        format: QTextFormat,  # noqa: A002 - Qt's name for it
    ) -> None:
        """Paint the picture, or the words that stand for it."""
        picture, rect = self._picture(format), QRectF(rect)
        image = self._shelf.image(picture.url)
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, image)
            return
        look = self._formats.look
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(look.scheme.edge))
        painter.setBrush(QColor(look.scheme.soft))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), look.px(8), look.px(8))
        painter.setPen(QColor(look.scheme.ink))
        painter.setFont(self._formats.font(self._formats.size(Role.CAPTION)))
        inset = self._padding()
        painter.setClipRect(rect)
        painter.drawText(rect.adjusted(inset, 0, -inset, 0), _WORDS, self.words(picture))
        painter.restore()

    def words(self, picture: Picture) -> str:
        """What stands in the picture's place: that there is one, or why not, and its words for the blind."""
        broken = self._shelf.is_broken(picture.url)
        said = plain(picture.caption).strip()
        alternative = picture.alt.strip() if said and picture.alt.strip() != said else ""
        if alternative:
            key = "ui.picture-broken-of" if broken else "ui.picture-of"
        else:
            key = "ui.picture-broken" if broken else "ui.picture"
        return self._messages.text(key, words=alternative)

    def picture_size(self, picture: Picture) -> QSizeF | None:
        """The room a picture takes: the line's width at most, most of the view's height; None if unknown."""
        if self._shelf.is_broken(picture.url):
            return None
        full = self._shelf.size(picture.url) or (picture.width, picture.height)
        if full[0] < 1 or full[1] < 1:
            return None
        look, room = self._formats.look, self._room()
        most = look.scale * _LARGEST.get(look.face.id, 1.0)
        ratio = min(most, room.width() / full[0], room.height() * _SHARE_OF_VIEW / full[1])
        return QSizeF(max(1.0, full[0] * ratio), max(1.0, full[1] * ratio))

    def box(self, ratio: float) -> Box:
        """The most room any picture can take, in pixels of a screen with `ratio` of them to Qt's one."""
        room = self._room()
        return Box(max(1, round(room.width() * ratio)), max(1, round(room.height() * _SHARE_OF_VIEW * ratio)))

    def _padding(self) -> float:
        return self._formats.look.text * _PADDING

    def _words_size(self, picture: Picture) -> QSizeF:
        metrics = QFontMetricsF(self._formats.font(self._formats.size(Role.CAPTION)))
        width = max(1.0, self._room().width() - 2 * self._padding())
        bounds = metrics.boundingRect(QRectF(0, 0, width, 99999), _WORDS, self.words(picture))
        return QSizeF(bounds.width() + 2 * self._padding() + 2, bounds.height() + self._padding())

    def _picture(self, format: QTextFormat) -> Picture:  # noqa: A002 - Qt's name for it
        return self.placed[format.intProperty(_NUMBER)][1]
