"""What a computer is set to for all its programs, and the colours that suit it."""

from __future__ import annotations

import msgspec


class SystemWish(msgspec.Struct, frozen=True):
    """Strong contrast, and a dark ground, as the desktop's settings ask for them."""

    contrast: bool = False
    dark: bool = False


def fitting_scheme(wish: SystemWish) -> str:
    """The id of the colours that suit; "" where nothing is asked for."""
    if wish.contrast:
        return "white-on-black" if wish.dark else "white"
    return "night" if wish.dark else ""
