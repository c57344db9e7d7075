"""Text into paragraphs: line ends of every system, indents, and lines broken by hand at a fixed width."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from gxreader.load.limits import PARAGRAPH_CHARACTERS

_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# controls, the byte order mark, soft hyphens, and the overrides that make text read backwards
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u00ad\u202d\u202e\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = " \t\u00a0\u3000\u2002\u2003\u2009\u200b"
_ENDS = '。！？…；!?;.:：”’」』）)】》"'
_WIDE = "WF"
_WIDEST_WRAPPED = 100  # columns: text broken by hand stays within a page
_NARROWEST_WRAPPED = 40
_FULL = 0.7  # of the width: a line this long was broken because it was full


def clean(text: str) -> str:
    """The text with line feeds as its only line ends, and without characters that show nothing or deceive."""
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))


def bare(line: str) -> str:
    """A line without the spaces around it."""
    return line.strip(_SPACES)


def columns(text: str) -> int:
    """How wide a text is in columns of a terminal: a hanzi takes two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(character) in _WIDE for character in text)


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does, closing quotes and brackets included."""
    return text[-1:] in _ENDS


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cleaned text: a line each, or joined lines where they were broken by hand."""
    lines = text.split("\n")
    width = _wrapped_width(lines)
    if not width:
        return [stripped for line in lines if (stripped := bare(line))]
    return _joined(lines, width)


def _wrapped_width(lines: list[str]) -> int:
    """The width at which lines were broken by hand, or 0 when a line is a paragraph."""
    sample = lines[:4000]
    widths = sorted(columns(line.rstrip()) for line in sample if line.strip())
    if len(widths) < 4 or widths[-1] > _WIDEST_WRAPPED:  # noqa: PLR2004 - too few lines to tell
        return 0
    width = widths[int(0.95 * (len(widths) - 1))]
    if width < _NARROWEST_WRAPPED:
        return 0
    followed = [line.rstrip() for line, after in pairwise(sample) if line.strip() and after.strip()]
    if not followed:
        return 0
    full = [line for line in followed if columns(line) >= _FULL * width]
    unfinished = [line for line in full if not ends_sentence(line)]
    return width if len(full) >= 0.6 * len(followed) and len(unfinished) >= 0.5 * len(full) else 0


def _joined(lines: list[str], width: int) -> list[str]:
    result: list[str] = []
    current: list[str] = []
    size = 0
    for line in lines:
        stripped = bare(line)
        indented = line[:1] in _SPACES and line[:2].strip(_SPACES) == "" if line else False
        short_before = bool(current) and columns(current[-1]) < _FULL * width
        if current and (not stripped or indented or short_before or size > PARAGRAPH_CHARACTERS):
            result.append(_join(current))
            current, size = [], 0
        if stripped:
            current.append(stripped)
            size += len(stripped)
    if current:
        result.append(_join(current))
    return result


def _join(lines: list[str]) -> str:
    """Lines as one paragraph: a space where letters meet, none between hanzi."""
    pieces = [lines[0]]
    for before, after in pairwise(lines):
        wide = (
            unicodedata.east_asian_width(before[-1]) in _WIDE
            or unicodedata.east_asian_width(after[0]) in _WIDE
        )
        pieces.append(after if wide else f" {after}")
    return "".join(pieces)
