"""How far what is not being heard may be dimmed, so that it recedes and can still be read."""

from __future__ import annotations

from functools import cache

from gxreader.theme.contrast import ratio
from gxreader.theme.schemes import SCHEMES

LEAST_CONTRAST = 3.0  # of dimmed text: that of large text in WCAG 2.2
_STEPS = 100


def blend(ink: str, ground: str, veil: float) -> str:
    """The colour of `ink` behind a veil of the ground's colour, 0.0 (clear) to 1.0 (hidden), as #RRGGBB."""
    pairs = ((int(ink[start : start + 2], 16), int(ground[start : start + 2], 16)) for start in (1, 3, 5))
    return "#" + "".join(f"{round(over * (1 - veil) + under * veil):02X}" for over, under in pairs)


@cache
def veil(scheme_id: str) -> float:
    """The thickest veil over the card behind which every ink of a scheme keeps the least contrast."""
    scheme = SCHEMES[scheme_id]
    inks = (scheme.ink, scheme.secondary, scheme.accent)
    for step in range(_STEPS, 0, -1):
        thickness = step / _STEPS
        if all(ratio(blend(ink, scheme.card, thickness), scheme.card) >= LEAST_CONTRAST for ink in inks):
            return thickness
    return 0.0
