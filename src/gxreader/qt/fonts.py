"""The bundled typefaces, so that no screen shows empty boxes whatever the computer has."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from gxreader import resources

_FALLBACKS = ("Noto Sans CJK SC", "Microsoft YaHei", "WenQuanYi Micro Hei", "sans-serif")
_MONOSPACE = ("DejaVu Sans Mono", "Consolas", "monospace")


@cache
def families() -> tuple[str, ...]:
    """The families to ask for, best first; the bundled one is loaded on the first call."""
    own: list[str] = []
    for file in sorted(resources.path("fonts").glob("*.otf")):
        number = QFontDatabase.addApplicationFont(str(file))
        own += [name for name in QFontDatabase.applicationFontFamilies(number) if name not in own]
    return (*own, *_FALLBACKS)


def font(pixels: int, *, bold: bool = False, monospace: bool = False) -> QFont:
    """The program's typeface at a height in pixels."""
    result = QFont()
    result.setFamilies([*_MONOSPACE, *families()] if monospace else list(families()))
    result.setPixelSize(max(1, pixels))
    result.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return result
