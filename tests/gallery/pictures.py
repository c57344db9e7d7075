"""Small pictures of every screen: a file for each, in it a row per face and language, a column per size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import numpy as np
from PIL import Image
from PySide6.QtGui import QImage

from gxreader.theme.sizes import FACES

ROOT = Path(__file__).resolve().parents[2]
ACCEPTED = ROOT / "docs" / "screens"
WINDOW = (1366, 768)
CELL = (342, 192)  # a quarter
GAP = 6
GROUND = (128, 128, 128)
SIZES = ("smallest", "default", "largest")
LANGUAGES = ("zh", "en")
_QUALITY = 80
_BLOCK = 6  # pixels of a cell; 24 of the window
_ALIKE = 26  # of 255: letters drawn by another release of the font engine, and what WebP costs, are less
_BLOCKS_FORGIVEN = 2


class Variant(msgspec.Struct, frozen=True):
    """One cell of every picture: a face, a language, and one of three text sizes."""

    mode: str
    language: str
    size: str

    @property
    def text_size(self) -> int | None:
        """Pixels of the article's text; None is the face's own default."""
        ladder = FACES[self.mode].ladder
        return {"smallest": ladder[0], "default": None, "largest": ladder[-1]}[self.size]

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Where its cell lies in a picture."""
        row = list(FACES).index(self.mode) * len(LANGUAGES) + LANGUAGES.index(self.language)
        left = GAP + SIZES.index(self.size) * (CELL[0] + GAP)
        top = GAP + row * (CELL[1] + GAP)
        return left, top, left + CELL[0], top + CELL[1]

    def __str__(self) -> str:
        """For names of tests and files."""
        return f"{self.mode}-{self.language}-{self.size}"


VARIANTS = tuple(Variant(mode, language, size) for mode in FACES for language in LANGUAGES for size in SIZES)


def file_of(situation: str, folder: Path = ACCEPTED) -> Path:
    """The file that holds the accepted pictures of a situation."""
    return folder / f"{situation.replace(' ', '-').replace(chr(39), '')}.webp"


def picture_of(image: QImage) -> Image.Image:
    """A picture of the window as Pillow has it."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size = (plain.width(), plain.height())
    return Image.frombytes("RGB", size, bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine())


def small(picture: Image.Image) -> Image.Image:
    """As large as a cell; every pixel of the window counts."""
    return picture.resize(CELL, Image.Resampling.BOX)


def together(cells: Mapping[Variant, Image.Image]) -> Image.Image:
    """The cells of one situation as one picture."""
    rows = len(FACES) * len(LANGUAGES)
    size = (GAP + len(SIZES) * (CELL[0] + GAP), GAP + rows * (CELL[1] + GAP))
    whole = Image.new("RGB", size, GROUND)
    for variant, cell in cells.items():
        whole.paste(cell, variant.box[:2])
    return whole


def write(cells: Mapping[Variant, Image.Image], file: Path) -> None:
    """Accept the pictures of one situation."""
    together(cells).save(file, "WEBP", quality=_QUALITY, method=6)


def accepted(situation: str, folder: Path = ACCEPTED) -> Iterator[tuple[Variant, Image.Image]]:
    """The accepted cells of one situation."""
    with Image.open(file_of(situation, folder)) as opened:
        whole = opened.convert("RGB")
    for variant in VARIANTS:
        yield variant, whole.crop(variant.box)


def unlike(one: Image.Image, other: Image.Image) -> list[tuple[int, int]]:
    """The blocks, by column and row, in which two cells differ by more than drawing can explain."""
    first, second = (np.asarray(cell, dtype=np.int16) for cell in (one, other))
    high, wide = CELL[1] // _BLOCK, CELL[0] // _BLOCK
    difference = (first - second)[: high * _BLOCK, : wide * _BLOCK]
    means = difference.reshape(high, _BLOCK, wide, _BLOCK, 3).mean(axis=(1, 3))
    rows, columns = np.nonzero(np.abs(means).max(axis=2) > _ALIKE)
    found = list(zip(columns.tolist(), rows.tolist(), strict=True))
    return found if len(found) > _BLOCKS_FORGIVEN else []
