"""Where pages end: bands of an article (a line of text, a picture, a stretch of a table) put into columns."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

_LITTLE = 0.4  # of a column: what is too long for any begins on a new one where less than this is left


class Band(msgspec.Struct, frozen=True, gc=False):
    """What is never cut. Lengths are in the device's dots, `top` and `bottom` within the band's slice.

    `gap` is the room above it, left out at the top of a column. A band that `sticks` does not want to be
    parted from the next one: a heading from its text, a picture from its caption.
    """

    top: float
    bottom: float
    gap: float = 0.0
    sticks: bool = False

    @property
    def height(self) -> float:
        """Its own height."""
        return self.bottom - self.top


class Piece(msgspec.Struct, frozen=True, gc=False):
    """Bands `start` up to `stop` of a slice, in one column; `shift` is from their tops to the column's."""

    slice: int
    start: int
    stop: int
    shift: float


Column = tuple[Piece, ...]
Page = tuple[Column, ...]


class _Waiting(msgspec.Struct, frozen=True, gc=False):
    slice: int
    number: int
    band: Band


class Pager:
    """Takes the bands of one slice after the other, and says which stand on which page."""

    def __init__(self, height: float, columns: int = 1) -> None:
        """Fill columns of a height, so many to a page."""
        self._height = height
        self._columns = columns
        self._done: list[Column] = []
        self._pieces: list[Piece] = []
        self._filled = 0.0
        self._run: list[_Waiting] = []

    def add(self, slice_number: int, bands: Sequence[Band]) -> None:
        """Take the bands of the next slice."""
        for number, band in enumerate(bands):
            self._run.append(_Waiting(slice_number, number, band))
            if not band.sticks:
                self._place_run()

    def finish(self) -> tuple[Page, ...]:
        """The pages; one at least."""
        self._place_run()
        if self._pieces or not self._done:
            self._next_column()
        step = self._columns
        return tuple(tuple(self._done[at : at + step]) for at in range(0, len(self._done), step))

    @property
    def _left(self) -> float:
        return self._height - self._filled

    def _place_run(self) -> None:
        """Put what sticks together where it has room; what no column holds is parted after all."""
        run, self._run = self._run, []
        if not run:
            return
        needed = sum(one.band.height + one.band.gap for one in run)
        alone = needed - run[0].band.gap
        begins_anew = alone <= self._height or self._left < self._height * _LITTLE
        if self._pieces and needed > self._left and begins_anew:
            self._next_column()
        for one in run:
            self._place(one)

    def _place(self, one: _Waiting) -> None:
        band = one.band
        if self._pieces and band.gap + band.height > self._left:
            self._next_column()
        top = self._filled + band.gap if self._pieces else 0.0
        shift = top - band.top
        last = self._pieces[-1] if self._pieces else None
        if last is not None and last.slice == one.slice and last.stop == one.number:
            self._pieces[-1] = msgspec.structs.replace(last, stop=one.number + 1)
        else:
            self._pieces.append(Piece(one.slice, one.number, one.number + 1, shift))
        self._filled = top + band.height

    def _next_column(self) -> None:
        self._done.append(tuple(self._pieces))
        self._pieces, self._filled = [], 0.0
