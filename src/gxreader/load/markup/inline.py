"""Running text with its styles, gathered piece by piece and handed on as paragraphs."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from gxreader.model.article import Math, Run, plain

_SPACE = re.compile(r"[ \t\r\n\f]+")
# not at the beginning of a line, where an indent says that a paragraph begins
_SEVERAL_HARD = re.compile(r"(?<=[^\n\u00a0\u3000 ])[\u00a0\u3000 ]{2,}")
# an empty line, or a line break before an indent, divides paragraphs inside one element;
# it is looked for where white space begins, lest much of it be gone through again and again
_PARAGRAPH_BREAK = re.compile(
    r"(?<![ \u00a0\u3000])[ \u00a0\u3000]*+\n[ \u00a0\u3000]*\n[\s\u00a0\u3000]*"
    r"|\n(?:[\u3000\u2003]|\u00a0{2})[\s\u00a0\u3000]*"
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
        self._runs: list[
            tuple[list[str], Style, str, Math | None]
        ] = []  # in pieces: joining each would be slow
        self._last = "\n"

    def add(self, text: str, style: Style, ruby: str = "", math: Math | None = None) -> None:
        """Add text as the markup has it; what has a reading or is a formula is a run of its own."""
        collapsed = _SPACE.sub(" ", text)
        if self._last in " \n":
            collapsed = collapsed.lstrip(" ")
        if not collapsed:
            return
        self._last = collapsed[-1]
        if self._goes_on and self._runs[-1][1] == style and not ruby and math is None:
            self._runs[-1][0].append(collapsed)
        else:
            self._runs.append(([collapsed], style, ruby, math))

    @property
    def _goes_on(self) -> bool:
        """Whether the last run may be added to."""
        return bool(self._runs) and not self._runs[-1][2] and self._runs[-1][3] is None

    def line_break(self) -> None:
        """Begin a new line."""
        if self._goes_on:
            self._runs[-1][0].append("\n")
        else:
            self._runs.append((["\n"], Style(), "", None))
        self._last = "\n"

    def take(self) -> list[tuple[Run, ...]]:
        """The paragraphs gathered so far; the next text begins afresh."""
        runs = tuple(
            Run(
                _SEVERAL_HARD.sub(" ", "".join(pieces)),
                style.strong,
                style.emphasis,
                style.code,
                style.link,
                ruby,
                math,
            )
            for pieces, style, ruby, math in self._runs
        )
        self._runs = []
        self._last = "\n"
        text = plain(runs)
        spans: list[tuple[int, int]] = []
        start = 0
        for found in _PARAGRAPH_BREAK.finditer(text):
            spans.append((start, found.start()))
            start = found.end()
        return _divided(runs, text, [*spans, (start, len(text))])


def _divided(runs: tuple[Run, ...], text: str, spans: list[tuple[int, int]]) -> list[tuple[Run, ...]]:
    """The runs of each span without the white space at its ends; in one pass, for there may be very many."""
    result: list[tuple[Run, ...]] = []
    index = position = 0
    for first, last in spans:
        start = last - len(text[first:last].lstrip(EDGES))
        stop = start + len(text[start:last].rstrip(EDGES))
        while index < len(runs) and position + len(runs[index].text) <= start:
            position += len(runs[index].text)
            index += 1
        paragraph: list[Run] = []
        while index < len(runs) and position < stop:
            run = runs[index]
            paragraph.append(_cut(run, max(start - position, 0), min(stop - position, len(run.text))))
            if position + len(run.text) > stop:
                break  # the next span begins within the same run
            position += len(run.text)
            index += 1
        if paragraph:
            result.append(tuple(paragraph))
    return result


def _cut(run: Run, start: int, stop: int) -> Run:
    """A piece of a run in the run's own style; half a formula is none."""
    return (
        run
        if (start, stop) == (0, len(run.text))
        else msgspec.structs.replace(run, text=run.text[start:stop], math=None)
    )


def trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without white space and line breaks at either end."""
    text = plain(runs)
    pieces = _divided(runs, text, [(0, len(text))])
    return pieces[0] if pieces else ()


def all_strong(runs: tuple[Run, ...]) -> bool:
    """Whether every visible character is strong."""
    return bool(runs) and all(run.strong or not run.text.strip(EDGES) for run in runs)
