"""The typefaces: bundled ones, so that no screen shows empty boxes, and those of the computer."""

from __future__ import annotations

from functools import cache, lru_cache

import msgspec
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QRawFont

from gxreader import resources
from gxreader.theme.lettering import HEI, PLAIN, TYPEFACES, Lettering
from gxreader.theme.typography import CLOSING_SIGNS, OPENING_SIGNS

CHINESE_FAMILY = "Gxreader Sans SC"
LATIN_FAMILY = "Gxreader Sans Latin"
LEGIBLE_FAMILY = "Gxreader Legible"  # letters and digits alone: signs come from the face they stand in
# Bundled: hanzi of names and of Cantonese, letters of older Zhuang writing, ticks and the like.
_BUNDLED = (CHINESE_FAMILY, "Gxreader Sans Rare", "Gxreader Signs")
# Of the computer: the first have all of CJK Extension A, the last those beyond the basic plane.
_FALLBACKS = (
    "Noto Sans CJK SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "SimSun",
    "SimSun-ExtB",
    "BabelStone Han",
    "HanaMinA",
    "HanaMinB",
    "sans-serif",
)
_LOOK_ALIKES = ("\u9a6c\u2ee2", "\u957f\u2ed3", "\u4e00\u2f00", "\u4eba\u2f08", "\u5c71\u2f2d")
_TRIAL = 20
_MEASURED, _HALF = 100, 52  # pixels
_WIDE = 0.95  # of a character
_MONOSPACE = ("DejaVu Sans Mono", "Consolas", "monospace")


@cache
def families() -> tuple[str, ...]:
    """The families for Chinese text, best first; the bundled ones are loaded on the first call."""
    for file in sorted(resources.path("fonts").glob("*.?tf")):
        QFontDatabase.addApplicationFont(str(file))
    return (*_BUNDLED, *_FALLBACKS)


@cache
def family_of(typeface: str) -> str:
    """The family of this computer that has a face; "" where there is none."""
    if typeface == HEI:
        return CHINESE_FAMILY
    simplified = QFontDatabase.WritingSystem.SimplifiedChinese
    return next(
        (
            family
            for family in TYPEFACES[typeface].families
            if QFontDatabase.hasFamily(family) and simplified in QFontDatabase.writingSystems(family)
        ),
        "",
    )


def font(
    pixels: int,
    *,
    bold: bool = False,
    latin: bool = False,
    monospace: bool = False,
    lettering: Lettering = PLAIN,
) -> QFont:
    """A typeface at a height in pixels; `latin` for text whose quotes and dashes are narrow."""
    result = QFont()
    result.setFamilies(list(_chain(lettering.typeface, lettering.is_legible, latin, monospace)))
    result.setPixelSize(max(1, pixels))
    result.setWeight(QFont.Weight.Bold if bold or lettering.is_strong else QFont.Weight.Normal)
    return result


def fit_for_pdf(lettering: Lettering) -> Lettering:
    """The same letters, or those of the bundled face where a PDF file would name characters wrongly."""
    if lettering.typeface == HEI or not _shares_glyphs(lettering.typeface):
        return lettering
    return msgspec.structs.replace(lettering, typeface=HEI)


@cache
def _shares_glyphs(typeface: str) -> bool:
    """Whether a face shows a character and its look-alike radical by one glyph: a PDF file names but one."""
    raw = QRawFont.fromFont(font(_TRIAL, lettering=Lettering(typeface)))
    pairs = ((raw.glyphIndexesForString(sign) for sign in pair) for pair in _LOOK_ALIKES)
    return any(first == second and any(first) for first, second in pairs)


@lru_cache(maxsize=64)
def half_empty(lettering: Lettering, *, latin: bool) -> frozenset[str]:
    """The signs that fill but half of a character's room: closing ones the left half, opening ones the right.

    Faces differ: quotes may be narrow, and traditional ones set commas in the middle.
    """
    metrics = QFontMetricsF(font(_MEASURED, latin=latin, lettering=lettering))
    found = set()
    for sign in CLOSING_SIGNS + OPENING_SIGNS:
        ink = metrics.tightBoundingRect(sign)
        is_half = ink.right() <= _HALF if sign in CLOSING_SIGNS else ink.left() >= _MEASURED - _HALF
        if is_half and metrics.horizontalAdvance(sign) >= _MEASURED * _WIDE:
            found.add(sign)
    return frozenset(found)


@cache
def _chain(typeface: str, is_legible: bool, latin: bool, monospace: bool) -> tuple[str, ...]:
    """The families that are asked for each sign in turn: whatever one lacks, the next has."""
    own = family_of(typeface)
    names = [own, *families()] if own != CHINESE_FAMILY and own else list(families())
    if latin:
        names = [*(_latin_of(typeface) if own else ()), LATIN_FAMILY, *names]
    if is_legible:
        names.insert(0, LEGIBLE_FAMILY)
    return (*_MONOSPACE, *names) if monospace else tuple(names)


def _latin_of(typeface: str) -> tuple[str, ...]:
    """The first family of this computer that goes along with a face in English."""
    return tuple(family for family in TYPEFACES[typeface].latin if QFontDatabase.hasFamily(family))[:1]
