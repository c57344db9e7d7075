"""What people count as one character: a sign with all that belongs to it. Text is never cut within one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_MARKS = frozenset({"Mn", "Mc", "Me"})
# The colour of a hand, the name of a flag within a flag.
_ADDED = re.compile("[\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
# A flag of two letters; Hangul in single letters.
_PAIR = re.compile("[\U0001f1e6-\U0001f1ff]{2}|[\u1100-\u115f][\u1160-\u11ff]+")


def graphemes(text: str) -> Iterator[str]:
    """The characters of a text, one after the other; joined again they are the text."""
    current = ""
    for sign in text:
        if current and not _goes_on(current, sign):
            yield current
            current = ""
        current += sign
    if current:
        yield current


def _goes_on(before: str, sign: str) -> bool:
    """Whether a sign belongs to what stands before it."""
    if before == "\r":
        return sign == "\n"
    if sign == _JOINER or before[-1] == _JOINER or unicodedata.category(sign) in _MARKS:
        return not before.endswith("\n")
    if _ADDED.match(sign):
        return True
    return bool(_PAIR.fullmatch(before + sign))


def shortened(text: str, most: int) -> str:
    """A text on one line, of no more characters than `most`; what is left out is told by an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    signs = list(graphemes(line))
    return line if len(signs) <= most else "".join(signs[: most - 1]).rstrip() + "…"
