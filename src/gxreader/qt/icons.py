"""The bundled icons in the colours of the scheme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gxreader import resources

_STROKE = 'stroke-width="2"'
_HEAVIER = 'stroke-width="2.2"'


@lru_cache(maxsize=512)
def pixmap(name: str, pixels: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """One icon, square, `pixels` high; our own files only, never anything from a page."""
    source = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    source = source.replace("currentColor", colour).replace(_STROKE, _HEAVIER)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    side = round(pixels * ratio)
    image = QPixmap(QSize(side, side))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def program_icon() -> QIcon:
    """The program's own icon."""
    icon = QIcon()
    for side in (16, 32, 48, 128, 256):
        icon.addPixmap(pixmap("gxreader", side, "#000000"))
    return icon
