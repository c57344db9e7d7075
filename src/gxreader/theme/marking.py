"""How what is being heard is marked in the article."""

from __future__ import annotations

import msgspec


class Marking(msgspec.Struct, frozen=True):
    """Whether sentence and word are marked, and how: by fill, underline, outline or mask.

    A fill gives them a ground and an ink of their own, and underlines the word; lines leave the text its
    colours; a mask dims everything else.
    """

    sentence: bool = True
    word: bool = True
    style: str = "fill"
