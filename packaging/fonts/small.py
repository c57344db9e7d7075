"""Make the small bundled fonts: Latin letters told apart easily, letters and signs the large ones lack.

The sources are npm packages (`npm pack`, unpacked side by side under the names below), all under the SIL
Open Font License. Of the legible face only letters, digits and signs of ASCII are taken: quotes, dashes and
dots shall come from the face of the text they stand in, because Chinese wants them as wide as a character.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[2] / "resources" / "fonts"
WEIGHTS = {"Regular": 400, "Bold": 700}
UNUSED_TABLES = ["vhea", "vmtx", "STAT", "gasp"]
NOT_LETTERS = {0x00D7, 0x00F7}  # multiplied and divided by


class Piece(NamedTuple):
    """Some characters of one package's file; `weight` where it has but one."""

    file: str
    characters: frozenset[int]
    weight: int | None = None


class Family(NamedTuple):
    """One family to make."""

    name: str
    note: str
    pieces: tuple[Piece, ...]


FAMILIES = (
    Family(
        "Gxreader Legible",
        "A subset of Atkinson Hyperlegible Next, renamed.",
        (
            Piece(
                "atkinson-hyperlegible-next/package/files/atkinson-hyperlegible-next-latin-{weight}-normal.woff",
                frozenset({*range(0x0020, 0x007F), *range(0x00C0, 0x0100)} - NOT_LETTERS),
            ),
        ),
    ),
    Family(
        "Gxreader Signs",
        "Subsets of Noto Sans (letters of older Zhuang writing) and of Noto Sans Symbols 2, renamed.",
        (
            Piece(
                "noto-sans/package/files/noto-sans-latin-ext-{weight}-normal.woff",
                frozenset({*range(0x0100, 0x02B0)}),
            ),
            Piece(
                "noto-sans-symbols-2/package/files/noto-sans-symbols-2-symbols-{weight}-normal.woff",
                frozenset({*range(0x2600, 0x2680), *range(0x2690, 0x27C0), *range(0x2B00, 0x2B60)}),
                weight=400,
            ),
        ),
    ),
)


def _piece(source: Path, piece: Piece, weight: int) -> TTFont:
    options = subset.Options()
    options.layout_features = ["ccmp", "kern", "mark"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.name_IDs = ["*"]
    options.drop_tables += UNUSED_TABLES
    font = TTFont(source / piece.file.format(weight=piece.weight or weight), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=piece.characters)
    subsetter.subset(font)
    font.flavor = None
    return font


def _merged(fonts: Iterable[TTFont]) -> TTFont:
    """Several fonts of the same scale as one."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, font in enumerate(fonts):
            file = Path(folder) / f"{number}.ttf"
            font.save(file)
            files.append(str(file))
        return TTFont(files[0]) if len(files) == 1 else Merger().merge(files)


def _rename(font: TTFont, family: Family, style: str) -> None:
    """Write the own family name into every place that holds one, as for the other bundled fonts."""
    names = font["name"]
    post_script = f"{family.name.replace(' ', '')}-{style}"
    kept = {number: names.getDebugName(number) for number in (0, 8, 9, 13, 14)}
    own = {
        1: family.name,
        2: style,
        3: f"1.000;{post_script}",
        4: f"{family.name} {style}",
        5: "Version 1.000",
    }
    names.names = []
    for number, text in sorted({**kept, **own, 6: post_script, 10: family.note}.items()):
        if text:
            names.setName(text, number, 3, 1, 0x409)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = WEIGHTS[style]
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b1100001) | (0b100000 if bold else 0b1000000)
    font["head"].macStyle = int(bold)


def build(source: Path, family: Family, style: str, target: Path) -> None:
    """Write one font file."""
    font = _merged([_piece(source, piece, WEIGHTS[style]) for piece in family.pieces])
    _rename(font, family, style)
    file = target / f"{family.name.replace(' ', '')}-{style}.ttf"
    font.save(file)
    print(f"{file.name}: {len(font.getBestCmap())} characters, {file.stat().st_size / 1e3:.0f} kB")


def main() -> None:
    """Build both weights of every family."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "source", type=Path, help="the folder that holds the unpacked packages by their names"
    )
    parser.add_argument("--target", type=Path, default=TARGET, help="where the fonts are written")
    arguments = parser.parse_args()
    for family in FAMILIES:
        for style in WEIGHTS:
            build(arguments.source, family, style, arguments.target)


if __name__ == "__main__":
    main()
