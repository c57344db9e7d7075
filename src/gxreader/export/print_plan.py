"""How an article is to stand on paper: sizes and choices, and what follows from them, in plain numbers."""

from __future__ import annotations

import msgspec

PAPERS: dict[str, tuple[float, float]] = {
    "a4": (210, 297),
    "a3": (297, 420),
    "a5": (148, 210),
    "letter": (215.9, 279.4),
    "b5": (176, 250),
}  # width and height of the upright sheet, in millimetres
MARGINS: dict[str, float] = {"narrow": 12, "usual": 18, "wide": 25}  # millimetres
SPACINGS: dict[str, float] = {"close": 1.5, "usual": 1.6, "wide": 1.9}  # from line to line, in text sizes
SMALLEST_TEXT, LARGEST_TEXT = 18, 48  # points: less is no large print
BETWEEN_COLUMNS = 10.0  # millimetres
LEAST_LINE = 12  # characters: a line with fewer is harder to read than a page with one column
_POINTS = 72 / 25.4  # in a millimetre


class PrintPlan(msgspec.Struct, frozen=True, kw_only=True):
    """The wishes for one print. `points` is the text's size; the others are keys of the tables above.

    `code`: whether the address stands on the last page as a QR code. `both_sides`: each sheet has two pages.
    """

    points: int = 20
    paper: str = "a4"
    margins: str = "usual"
    spacing: str = "usual"
    columns: int = 1
    pictures: bool = True
    code: bool = True
    both_sides: bool = False

    @property
    def fits_columns(self) -> bool:
        """Whether two columns can be read: each line of theirs has room for twelve characters."""
        across = max(PAPERS[self.paper]) - 2 * MARGINS[self.margins] - BETWEEN_COLUMNS
        return across / 2 * _POINTS >= LEAST_LINE * self.points

    @property
    def columns_set(self) -> int:
        """The columns that are set: those that are wished for, or one where two could not be read."""
        return self.columns if self.columns > 1 and self.fits_columns else 1

    @property
    def is_landscape(self) -> bool:
        """Whether the sheet lies on its long side: two columns do."""
        return self.columns_set > 1

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of a page as it is read, in millimetres."""
        width, height = PAPERS[self.paper]
        return (height, width) if self.is_landscape else (width, height)

    @property
    def margin(self) -> float:
        """The room around the page, in millimetres."""
        return MARGINS[self.margins]

    @property
    def pitch(self) -> float:
        """From line to line, in text sizes."""
        return SPACINGS[self.spacing]

    def sheets(self, pages: int) -> int:
        """How many sheets of paper so many pages take."""
        return (pages + 1) // 2 if self.both_sides else pages
