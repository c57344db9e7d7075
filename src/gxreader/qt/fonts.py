"""The bundled typefaces, so that no screen shows empty boxes whatever the computer has."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from gxreader import resources

CHINESE_FAMILY = "Gxreader Sans SC"
LATIN_FAMILY = "Gxreader Sans Latin"
_FALLBACKS = ("Noto Sans CJK SC", "Microsoft YaHei", "WenQuanYi Micro Hei", "sans-serif")
_MONOSPACE = ("DejaVu Sans Mono", "Consolas", "monospace")


@cache
def families() -> tuple[str, ...]:
    """The families for Chinese text, best first; the bundled ones are loaded on the first call."""
    for file in sorted(resources.path("fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))
    return (CHINESE_FAMILY, *_FALLBACKS)


def font(pixels: int, *, bold: bool = False, latin: bool = False, monospace: bool = False) -> QFont:
    """The program's typeface at a height in pixels; `latin` for text whose quotes and dashes are narrow."""
    result = QFont()
    names = [LATIN_FAMILY, *families()] if latin else list(families())
    result.setFamilies([*_MONOSPACE, *names] if monospace else names)
    result.setPixelSize(max(1, pixels))
    result.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return result
