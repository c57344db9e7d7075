"""What Qt can do here, for the self-test."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import qVersion
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QImageReader, QRawFont

from gxreader.qt.fonts import families
from gxreader.qt.main import application


class Facts(msgspec.Struct, frozen=True):
    """Versions, formats and fonts."""

    version: str
    platform: str
    image_formats: tuple[str, ...]
    font_families: tuple[str, ...]
    glyphs_missing: str


def facts(sample: str) -> Facts:
    """Ask Qt; `glyphs_missing` are the characters of `sample` that no font here can show."""
    application()
    formats = tuple(bytes(name.data()).decode() for name in QImageReader.supportedImageFormats())
    return Facts(
        version=qVersion() or "",
        platform=QGuiApplication.platformName(),
        image_formats=formats,
        font_families=families(),
        glyphs_missing=missing_glyphs(sample),
    )


def missing_glyphs(text: str) -> str:
    """The characters of a text that the bundled typeface cannot show, each once."""
    font = QFont(families()[0])
    raw = QRawFont.fromFont(font)
    metrics = QFontMetrics(font)
    wanted = sorted({sign for sign in text if not sign.isspace()})
    return "".join(
        sign for sign in wanted if not (raw.supportsCharacter(ord(sign)) or metrics.inFontUcs4(ord(sign)))
    )
