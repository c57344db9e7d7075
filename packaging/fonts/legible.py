"""Make the bundled Latin letters that are told apart easily: a subset of Atkinson Hyperlegible Next.

The source is the npm package `@fontsource/atkinson-hyperlegible-next` (`npm pack`, unpacked). Only letters,
digits and the signs of ASCII are taken: quotes, dashes and dots shall come from the face of the text they
stand in, because Chinese wants them as wide as a character and English does not.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FAMILY = "Gxreader Legible"
SOURCE = "atkinson-hyperlegible-next-latin-{weight}-normal.woff"
WEIGHTS = {"Regular": 400, "Bold": 700}
NOT_LETTERS = {0x00D7, 0x00F7}  # multiplied and divided by
CHARACTERS = {*range(0x0020, 0x007F), *range(0x00C0, 0x0100)} - NOT_LETTERS


def renamed(font: TTFont, style: str) -> None:
    """Write the own family name into every place that holds one, as for the other bundled fonts."""
    names = font["name"]
    post_script = f"{FAMILY.replace(' ', '')}-{style}"
    kept = {number: names.getDebugName(number) for number in (0, 8, 9, 13, 14)}
    note = "A subset of Atkinson Hyperlegible Next, renamed."
    own = {1: FAMILY, 2: style, 3: f"1.000;{post_script}", 4: f"{FAMILY} {style}", 5: "Version 1.000"}
    names.names = []
    for number, text in sorted({**kept, **own, 6: post_script, 10: note}.items()):
        if text:
            names.setName(text, number, 3, 1, 0x409)


def build(source: Path, style: str, target: Path) -> None:
    """Write one font file."""
    options = subset.Options()
    options.layout_features = ["ccmp", "kern", "mark"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.name_IDs = ["*"]
    font = TTFont(source / SOURCE.format(weight=WEIGHTS[style]), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    renamed(font, style)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = WEIGHTS[style]
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b1100001) | (0b100000 if bold else 0b1000000)
    font["head"].macStyle = int(bold)
    font.flavor = None
    file = target / f"{FAMILY.replace(' ', '')}-{style}.ttf"
    font.save(file)
    print(f"{file.name}: {len(font.getGlyphOrder())} glyphs, {file.stat().st_size / 1e3:.0f} kB")


def main() -> None:
    """Build both weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="the folder `files` of the unpacked npm package")
    parser.add_argument("--target", type=Path, default=TARGET, help="where the fonts are written")
    arguments = parser.parse_args()
    for style in WEIGHTS:
        build(arguments.source, style, arguments.target)


if __name__ == "__main__":
    main()
