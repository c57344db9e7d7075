"""Running text with its styles, gathered piece by piece and handed on as paragraphs."""

from __future__ import annotations

import re
from typing import NamedTuple

from gxreader.model.article import Run, plain

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SEVERAL_HARD = re.compile(r"[\u00a0\u3000 ]{2,}")
# an empty line, or a line break before an indent, divides paragraphs inside one element
_PARAGRAPH_BREAK = re.compile(
    r"[ \u00a0\u3000]*\n[ \u00a0\u3000]*\n[\s\u00a0\u3000]*|\n(?:[\u3000\u2003]|\u00a0{2})[\s\u00a0\u3000]*"
)
EDGES = " \t\r\n\f\v\u00a0\u3000\u2002\u2003\u2009\u200b\u200e\u200f"


class Style(NamedTuple):
    """How a stretch of text looks and where it leads."""

    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""


class InlineText:
    """Gathers text as a browser would show it: white space collapsed, line breaks where the page has them."""

    def __init__(self) -> None:
        self._runs: list[tuple[str, Style, str]] = []
        self._last = "\n"

    def add(self, text: str, style: Style, ruby: str = "") -> None:
        """Add text as the markup has it."""
        collapsed = _SPACE.sub(" ", text)
        if self._last in " \n":
            collapsed = collapsed.lstrip(" ")
        if not collapsed:
            return
        self._last = collapsed[-1]
        if self._runs and self._runs[-1][1] == style and not ruby and not self._runs[-1][2]:
            self._runs[-1] = (self._runs[-1][0] + collapsed, style, "")
        else:
            self._runs.append((collapsed, style, ruby))

    def line_break(self) -> None:
        """Begin a new line."""
        self._runs.append(("\n", self._runs[-1][1] if self._runs else Style(), ""))
        self._last = "\n"

    def take(self) -> list[tuple[Run, ...]]:
        """The paragraphs gathered so far; the next text begins afresh."""
        runs = tuple(
            Run(
                _SEVERAL_HARD.sub(_one_space, text),
                style.strong,
                style.emphasis,
                style.code,
                style.link,
                ruby,
            )
            for text, style, ruby in self._runs
        )
        self._runs = []
        self._last = "\n"
        text = plain(runs)
        result: list[tuple[Run, ...]] = []
        start = 0
        for found in _PARAGRAPH_BREAK.finditer(text):
            result.append(trimmed(sliced(runs, start, found.start())))
            start = found.end()
        result.append(trimmed(sliced(runs, start, len(text))))
        return [paragraph for paragraph in result if paragraph]


def _one_space(found: re.Match[str]) -> str:
    """Several spaces as one; an indent at the beginning is kept for the division into paragraphs."""
    return found[0] if found.start() == 0 else " "


def sliced(runs: tuple[Run, ...], start: int, stop: int) -> tuple[Run, ...]:
    """The runs of the plain text from `start` up to `stop`."""
    result: list[Run] = []
    position = 0
    for run in runs:
        first, last = max(start - position, 0), min(stop - position, len(run.text))
        if first < last:
            whole = first == 0 and last == len(run.text)
            piece = (
                run
                if whole
                else Run(run.text[first:last], run.strong, run.emphasis, run.code, run.link, run.ruby)
            )
            result.append(piece)
        position += len(run.text)
    return tuple(result)


def trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without white space and line breaks at either end, and without spaces around line breaks."""
    text = plain(runs)
    start = len(text) - len(text.lstrip(EDGES))
    stop = len(text.rstrip(EDGES))
    return sliced(runs, start, stop) if start < stop else ()


def all_strong(runs: tuple[Run, ...]) -> bool:
    """Whether every visible character is strong."""
    return bool(runs) and all(run.strong or not run.text.strip(EDGES) for run in runs)
