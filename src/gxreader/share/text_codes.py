"""A text as a row of QR codes, each small enough for an ordinary phone to read from the screen.

A code of version 17 has 85 modules a side, 93 with its white edge. On a screen of 1366 x 768 a module is six
pixels, about a millimetre and a half, in the smallest window four: the coarse pictures that phones scan with
still tell them apart. Larger codes would be fewer, but each would take longer to be read.
"""

from __future__ import annotations

import re

from gxreader.errors import OutputError
from gxreader.share.graphemes import graphemes

MOST_VERSION = 17
MOST_BYTES = 504  # of a code of that version at level M
MOST_CODES = 20  # nobody holds a phone still for more; a longer text goes another way
_HEAD_BYTES = len("20/20\n")
_ROOM = MOST_BYTES - _HEAD_BYTES
_LEAST_FILLED = 0.5  # of a code: a sentence that ends earlier is cut at a lesser place

# Where a text is cut best, then less well: after a paragraph or sentence, after a comma or a space.
_ENDS = (re.compile(r"\n+|[。！？…!?]+[”’」』）)\]]*|(?<=[.;])\s|；"), re.compile(r"[，、：,:]|\s+"))


class TooManyCodes(OutputError):
    """A text would need more codes than anybody scans: `count` of them, about."""

    def __init__(self, count: int) -> None:
        """Tell how many it would be."""
        super().__init__("share.too-many-codes", codes=count, most=MOST_CODES)
        self.count = count


def text_codes(text: str) -> tuple[str, ...]:
    """What each code holds: a first line such as 2/7, then a piece; the pieces together are the text.

    Raises OutputError for an empty text, TooManyCodes for one that would need more than MOST_CODES.
    """
    text = text.encode("utf-8", "replace").decode("utf-8")  # half a character is none, for a phone too
    if not text.strip():
        raise OutputError("share.no-text")
    size = len(text.encode())
    if size > MOST_CODES * _ROOM:
        raise TooManyCodes(-(-size // _ROOM))
    pieces = list(_pieces(text))
    if len(pieces) > MOST_CODES:
        raise TooManyCodes(len(pieces))
    return tuple(f"{number}/{len(pieces)}\n{piece}" for number, piece in enumerate(pieces, 1))


def joined(codes: tuple[str, ...]) -> str:
    """The text that codes hold together."""
    return "".join(code.partition("\n")[2] for code in codes)


def _pieces(text: str) -> list[str]:
    pieces = []
    while text:
        length = _length(text)
        pieces.append(text[:length])
        text = text[length:]
    return pieces


def _length(text: str) -> int:
    """How many signs of a text go into the next code."""
    window = text[:_ROOM]
    if len(text) == len(window) and len(window.encode()) <= _ROOM:
        return len(text)
    end = size = 0
    for one in graphemes(text[: _ROOM + 64]):
        size += len(one.encode())
        if size > _ROOM:
            break
        end += len(one)
    if not end:  # one character with marks without end: it is cut after all
        return len(text.encode()[:_ROOM].decode("utf-8", "ignore"))
    whole = set(_borders(text[:end]))
    for ends in _ENDS:
        best = max((found.end() for found in ends.finditer(text, 0, end) if found.end() in whole), default=0)
        if len(text[:best].encode()) >= _LEAST_FILLED * _ROOM:
            return best
    return end


def _borders(text: str) -> list[int]:
    """The places between characters."""
    places, place = [], 0
    for one in graphemes(text):
        place += len(one)
        places.append(place)
    return places
