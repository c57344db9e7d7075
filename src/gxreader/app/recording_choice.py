"""Which stretch of a work is to be recorded: all of it, parts by number, or from one heading to another."""

from __future__ import annotations

import re

import msgspec

from gxreader.errors import UsageError
from gxreader.model.units import Role, Unit, Units

_NUMBERS = re.compile(r"(\d{1,6})(?:\s*-\s*(\d{1,6}))?")


class Choice(msgspec.Struct, frozen=True):
    """Units of a work; `title` names them and is empty for the whole."""

    units: tuple[Unit, ...]
    title: str = ""


def part_titles(units: Units) -> tuple[str, ...]:
    """The parts of a work by their titles; a work without parts is one. What only continues says so by ….

    The command line counts them from one.
    """
    parts = units.article.parts
    if not parts:
        return (units.article.title,)
    titles: list[str] = []
    before = units.article.title
    for part in parts:
        titles.append(part.title or (f"{before} …" if before else ""))
        before = part.title or before
    return tuple(titles)


def whole(units: Units) -> Choice:
    """All of it."""
    return Choice(units.all)


def one_part(units: Units, number: int) -> Choice:
    """One part, counted from nought."""
    titles = part_titles(units)
    return Choice(units.of_part(number), titles[number] if units.article.parts else "")


def chosen(units: Units, numbers: str, first: str, last: str) -> Choice:
    """What was asked for on the command line: parts such as 3 or 3-5, or headings by a piece of their words.

    The stretch ends before the heading `last`. Raises UsageError for what is not there.
    """
    if numbers:
        return _numbered(units, numbers)
    if not first and not last:
        return whole(units)
    start = _heading(units, first) if first else None
    stop = _heading(units, last, after=start.index if start else -1) if last else None
    chosen_units = units.all[start.index if start else 0 : stop.index if stop else len(units)]
    return Choice(chosen_units, " ".join(start.text.split()) if start else "")


def _numbered(units: Units, numbers: str) -> Choice:
    titles = part_titles(units)
    match = _NUMBERS.fullmatch(numbers.strip())
    low = int(match[1]) if match else 0
    high = int(match[2] or low) if match else 0
    if not 1 <= low <= high <= len(titles):
        raise UsageError("cli.speak.part-wrong", given=numbers, parts=len(titles))
    if low == high:
        return one_part(units, low - 1)
    found = tuple(unit for number in range(low - 1, high) for unit in units.of_part(number))
    return Choice(found, titles[low - 1])


def _heading(units: Units, words: str, after: int = -1) -> Unit:
    wanted = "".join(words.split()).lower()
    for unit in units.all[after + 1 :]:
        if unit.role is Role.HEADING and wanted in "".join(unit.text.split()).lower():
            return unit
    raise UsageError("cli.speak.heading-wrong", given=words)
