"""The colours of the big caption: those of a film's, in every scheme, so that they are found at once."""

from __future__ import annotations

import msgspec


class CaptionColours(msgspec.Struct, frozen=True):
    """`ink` and `word` stand on `ground` at 7:1 or more; the word is underlined as well."""

    ground: str = "#000000"
    ink: str = "#FFF3C4"
    word: str = "#FFC83D"


CAPTION = CaptionColours()
