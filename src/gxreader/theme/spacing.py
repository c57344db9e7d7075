"""Room between lines, letters and paragraphs, and the length of lines: a face as one reader wants it."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from gxreader.theme.sizes import Face

_CLOSE_PITCH = 1.5  # the least the rules for older readers allow, as a multiple of the text size
_LINES = {"normal": 0.0, "wide": 0.2, "widest": 0.4}  # more than the face's own pitch
_LETTERS = {"normal": 0.0, "wide": 0.06, "widest": 0.12}  # of the text size
_PARAGRAPHS = {"normal": 1.0, "wide": 1.6, "widest": 2.3}  # times the face's own gap
_COLUMNS = {"normal": 1.0, "narrow": 0.75, "narrowest": 0.55}  # of the face's longest line


@lru_cache(maxsize=64)
def spaced(face: Face, lines: str, letters: str, paragraphs: str, column: str) -> Face:
    """The face with the spacing of these names; a name that is not known raises KeyError."""
    return msgspec.structs.replace(
        face,
        line_pitch=_CLOSE_PITCH if lines == "close" else round(face.line_pitch + _LINES[lines], 2),
        letter_spacing=_LETTERS[letters],
        paragraph_gap=face.paragraph_gap * _PARAGRAPHS[paragraphs],
        longest_line=round(face.longest_line * _COLUMNS[column]),
    )
