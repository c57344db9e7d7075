"""A text as it is shown, and which place of the source each place of it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import msgspec


class Change(msgspec.Struct, frozen=True, gc=False):
    """Words that are shown longer or shorter: where they stand in the source and in what is shown."""

    start: int
    end: int
    shown_start: int
    shown_end: int


Changes = tuple[Change, ...]


class Shown(msgspec.Struct, frozen=True, gc=False):
    """What is shown; outside of `changes`, in rising order, each character stands for one of the source."""

    text: str
    changes: Changes = ()

    @property
    def source_length(self) -> int:
        """How many code points the source has."""
        return backward(self.changes, len(self.text))

    def slice(self, start: int, end: int) -> Shown:
        """What is shown of a piece of the source; words that are cut apart are shared out evenly."""
        first, last = forward(self.changes, start), forward(self.changes, end)
        inside = tuple(
            Change(
                max(change.start, start) - start,
                min(change.end, end) - start,
                max(change.shown_start, first) - first,
                min(change.shown_end, last) - first,
            )
            for change in self.changes
            if change.start < end and change.end > start
        )
        return Shown(self.text[first:last], inside)


def forward(changes: Changes, offset: int, *, up: bool = False) -> int:
    """The place in what is shown of a place in the source; `up` rounds to the later one within a change."""
    number = bisect_right(changes, offset, key=lambda change: change.start) - 1
    if number < 0:
        return offset
    change = changes[number]
    if offset >= change.end:
        return offset + change.shown_end - change.end
    return change.shown_start + _share(
        offset - change.start, change.end - change.start, change.shown_end - change.shown_start, up=up
    )


def backward(changes: Changes, offset: int, *, up: bool = False) -> int:
    """The place in the source of a place in what is shown; `up` rounds to the later one within a change."""
    number = bisect_right(changes, offset, key=lambda change: change.shown_start) - 1
    if number < 0:
        return offset
    change = changes[number]
    if offset >= change.shown_end:
        return offset + change.end - change.shown_end
    return change.start + _share(
        offset - change.shown_start, change.shown_end - change.shown_start, change.end - change.start, up=up
    )


def _share(inside: int, of: int, target: int, *, up: bool) -> int:
    return -(-inside * target // of) if up else inside * target // of


def joined(first: Changes, second: Changes) -> Changes:
    """The changes of two conversions, one after the other, as those of a single one."""
    return tuple(
        Change(
            backward(first, start),
            backward(first, end, up=True),
            forward(second, start),
            forward(second, end),
        )
        for start, end in _merged(
            sorted(
                [
                    *((change.shown_start, change.shown_end) for change in first),
                    *((change.start, change.end) for change in second),
                ]
            )
        )
    )


def _merged(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that overlap as one."""
    open_span: tuple[int, int] | None = None
    for start, end in spans:
        if open_span is not None and start < open_span[1]:
            open_span = (open_span[0], max(end, open_span[1]))
            continue
        if open_span is not None:
            yield open_span
        open_span = (start, end)
    if open_span is not None:
        yield open_span
