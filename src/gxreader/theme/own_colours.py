"""Colours of the reader's own: a ground and an ink; everything else follows from them by arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from gxreader.theme.contrast import luminance, ratio
from gxreader.theme.schemes import Scheme

LEAST = 7.0  # the contrast of text, and so of every pair that is offered
_PART = 3.0  # of edges
GROUNDS = {
    "white": "#FFFFFF",
    "cream": "#FFF8E1",
    "straw": "#FFF3B0",
    "mint": "#E3F2E1",
    "sky": "#DDEBFA",
    "rose": "#FBE3E4",
    "silver": "#E6E6E6",
    "black": "#000000",
    "charcoal": "#1E2227",
    "navy": "#08204A",
    "forest": "#0B2E1A",
    "brown": "#2B1A10",
}
INKS = {
    "black": "#000000",
    "navy": "#0A1F5C",
    "forest": "#06351D",
    "brown": "#3A1F0C",
    "wine": "#5C0A14",
    "purple": "#3B0A57",
    "white": "#FFFFFF",
    "cream": "#FFF3C4",
    "yellow": "#FFE14D",
    "lime": "#B8F2B0",
    "sky": "#B9DCFF",
    "orange": "#FFC27A",
}


def mixed(first: str, second: str, share: float) -> str:
    """A colour between two written #RRGGBB: `share` of the second, from 0 to 1."""
    channels = (
        round(int(first[start : start + 2], 16) * (1 - share) + int(second[start : start + 2], 16) * share)
        for start in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02X}" for channel in channels)


def inks_on(ground: str) -> tuple[str, ...]:
    """The names of the inks that can be read on a ground."""
    return tuple(name for name, ink in INKS.items() if ratio(ink, GROUNDS[ground]) >= LEAST)


@lru_cache(maxsize=32)
def own_scheme(ground: str, ink: str) -> Scheme:
    """The scheme of a ground and an ink by their names; an ink that cannot be read there gives way."""
    if ink not in inks_on(ground):
        ink = inks_on(ground)[0]
    page, text = GROUNDS[ground], INKS[ink]
    soft = _farthest(page, text, (0.14, 0.1, 0.06, 0.03), lambda colour: ratio(text, colour) >= LEAST)
    secondary = _farthest(text, page, (0.2, 0.1, 0.05), lambda colour: ratio(colour, soft) >= LEAST)
    edge = next(
        colour
        for step in range(3, 11)
        if ratio(colour := mixed(page, text, step / 10), page) >= _PART and ratio(colour, soft) >= _PART
    )
    return Scheme(
        id="own",
        dark=luminance(page) < luminance(text),
        ground=page,
        card=page,
        soft=soft,
        ink=text,
        secondary=secondary,
        line=mixed(page, text, 0.2),
        edge=edge,
        accent=text,
        on_accent=page,
        sentence=soft,
        sentence_ink=text,
        word=text,
        word_ink=page,
    )


def _farthest(start: str, end: str, shares: tuple[float, ...], holds: Callable[[str], bool]) -> str:
    """The colour farthest on the way from one to another for which something holds; else where it starts."""
    return next((colour for share in shares if holds(colour := mixed(start, end, share))), start)
