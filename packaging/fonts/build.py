"""Make the bundled fonts: subsets of Noto Sans CJK under family names of their own.

The own name matters twice: the licence asks for it, and a subset that keeps the name of an installed
font is shadowed by that font. No two characters share a glyph, and the Kangxi radicals are left out,
so that text copied from a printed PDF file is the text that was printed.
"""

from __future__ import annotations

import argparse
import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "resources" / "fonts"
NOTO = Path("/usr/share/fonts/opentype/noto")
VERSION = "Version 1.000"
WEIGHTS = {"Regular": 400, "Bold": 700}
FEATURES = ["ccmp", "halt", "kern", "mark", "palt"]  # what Qt's horizontal text can use
UNUSED_TABLES = ["vhea", "vmtx", "VORG", "BASE"]  # vertical text is not set
KOREAN_CODE_PAGES = (1 << 19) | (1 << 21)  # there is no Hangul in the subset

# First and last code point of each block; only what Noto has is taken.
LATIN_RANGES = (
    (0x0020, 0x007E),
    (0x00A0, 0x024F),
    (0x0300, 0x036F),
    (0x1E00, 0x1EFF),
    (0x2010, 0x203A),  # quotes and dashes as narrow as the letters beside them
    (0x20A0, 0x20BF),
    (0x2122, 0x2122),
)
RANGES = (
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x0180, 0x024F),  # Latin Extended-B: pinyin with tone marks, Vietnamese
    (0x0250, 0x036F),  # phonetic letters of pinyin, tone marks
    (0x0370, 0x04FF),  # Greek, Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2000, 0x23FF),  # punctuation, currency, letterlike, numerals, arrows, mathematics, technical
    (0x2460, 0x27BF),  # enclosed numbers, box drawing, shapes, symbols
    (0x3000, 0x30FF),  # Chinese punctuation, kana
    (0x3100, 0x312F),  # Bopomofo
    (0x3220, 0x325F),  # enclosed Chinese numbers
    (0x3280, 0x32CF),
    (0x3371, 0x33DF),  # units
    (0xFB00, 0xFB06),
    (0xFE10, 0xFE1F),
    (0xFE30, 0xFE6F),
    (0xFF01, 0xFF60),  # full-width forms
    (0xFFE0, 0xFFE6),
)


class Face(NamedTuple):
    """One family to make: its name, the face of the collection it is taken from, and its hanzi."""

    family: str
    region: str
    hanzi: str = ""  # the list of its hanzi; without one it has Latin letters alone


HANZI, RARE = "hanzi.txt", "rare.txt"
REGIONS = ("JP", "KR", "SC", "TC", "HK")  # their order in the collection
# The Korean face is the one whose quotes and dashes are proportional: English text needs them so.
FACES = (
    Face("Gxreader Sans SC", "SC", HANZI),
    Face("Gxreader Sans Latin", "KR"),
    Face("Gxreader Sans Rare", "SC", RARE),
)


def characters(face: Face) -> set[int]:
    """The code points to keep: hanzi.txt and RANGES, LATIN_RANGES alone, or what those lack."""
    if not face.hanzi:
        return {code for first, last in LATIN_RANGES for code in range(first, last + 1)}
    wanted = {ord(sign) for sign in (HERE / face.hanzi).read_text(encoding="utf-8") if sign != "\n"}
    if face.hanzi == RARE:
        return wanted - characters(FACES[0])
    for first, last in RANGES:
        wanted.update(range(first, last + 1))
    return wanted


def reduced(source: Path, face: Face) -> TTFont:
    """One face of a collection, with only our characters."""
    options = subset.Options()
    options.layout_features = FEATURES
    options.drop_tables += UNUSED_TABLES
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = TTFont(source, fontNumber=REGIONS.index(face.region), recalcTimestamp=False)
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format != 14]  # noqa: PLR2004 - the format of variation sequences
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters(face))
    subsetter.subset(font)
    return font


def shared_glyphs(font: TTFont) -> Iterator[tuple[int, str]]:
    """Each code point, after the first one, that shows a glyph of another code point."""
    seen: set[str] = set()
    for code_point, glyph in sorted(font.getBestCmap().items()):
        if glyph in seen:
            yield code_point, glyph
        seen.add(glyph)


def separate(font: TTFont) -> None:
    """Give every code point a glyph of its own: a PDF file can name only one character per glyph."""
    top: Any = font["CFF "].cff.topDictIndex[0]
    outlines = top.CharStrings
    order = list(font.getGlyphOrder())
    used = set(order)
    free = (name for name in (f"cid{number:05d}" for number in range(1, 65535)) if name not in used)
    for code_point, glyph in list(shared_glyphs(font)):
        name = next(free)
        position = outlines.charStrings[glyph]
        index = outlines.charStringsIndex
        index.append(copy.copy(outlines[glyph]))
        outlines.charStrings[name] = len(index) - 1
        top.FDSelect.gidArray.append(top.FDSelect.gidArray[position])
        order.append(name)
        font["hmtx"].metrics[name] = font["hmtx"].metrics[glyph]
        for table in font["cmap"].tables:
            if code_point in table.cmap:
                table.cmap[code_point] = name
    top.charset = order
    font.setGlyphOrder(order)


def rename(font: TTFont, face: Face, style: str) -> None:
    """Write the own family name into every place that holds one."""
    post_script = f"{face.family.replace(' ', '')}-{style}"
    full = f"{face.family} {style}"
    names = font["name"]
    note = f"A subset of Noto Sans CJK {face.region} 2.004, renamed as its licence asks."
    kept = {number: names.getDebugName(number) for number in (0, 8, 9, 13, 14)}
    own = {1: face.family, 2: style, 3: f"1.000;{post_script}", 4: full, 5: VERSION, 6: post_script, 10: note}
    names.names = []
    for number, text in sorted({**kept, **own}.items()):
        if text:
            names.setName(text, number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [post_script]
    top: Any = cff.topDictIndex[0]
    top.FamilyName, top.FullName, top.Weight = face.family, full, style
    if hasattr(top, "Notice"):
        top.Notice = kept[0]


def weigh(font: TTFont, style: str) -> None:
    """State the weight, so that both files are one family to the system."""
    bold = style == "Bold"
    system = font["OS/2"]
    system.usWeightClass = WEIGHTS[style]
    system.fsSelection = (system.fsSelection & ~0b1100001) | (0b100000 if bold else 0b1000000)
    system.ulCodePageRange1 &= ~KOREAN_CODE_PAGES
    font["head"].macStyle = int(bold)


def build(source: Path, face: Face, style: str, target: Path) -> None:
    """Write one font file."""
    font = reduced(source / f"NotoSansCJK-{style}.ttc", face)
    separate(font)
    rename(font, face, style)
    weigh(font, style)
    file = target / f"{face.family.replace(' ', '')}-{style}.otf"
    font.save(file)
    print(f"{file.name}: {len(font.getGlyphOrder())} glyphs, {file.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """Build both weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--noto", type=Path, default=NOTO, help="the folder with NotoSansCJK-*.ttc")
    parser.add_argument("--target", type=Path, default=TARGET, help="where the fonts are written")
    arguments = parser.parse_args()
    for face in FACES:
        for style in WEIGHTS:
            build(arguments.noto, face, style, arguments.target)


if __name__ == "__main__":
    main()
