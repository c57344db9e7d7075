"""Which units of an article are read aloud: readers may leave out what only eyes can use."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from gxreader.model.units import Role, Unit

_NOTE_TITLES = frozenset({"注释", "注释：", "notes", "footnotes", "endnotes"})  # as the formats title them


class Skip(StrEnum):
    """What may be left out."""

    CAPTIONS = "captions"
    TABLES = "tables"
    NOTES = "notes"
    CODE = "code"


_ROLES = {Role.CAPTION: Skip.CAPTIONS, Role.CELL: Skip.TABLES, Role.CODE: Skip.CODE}


def spoken_units(units: Iterable[Unit], skipped: frozenset[Skip]) -> tuple[Unit, ...]:
    """The units to be read, in their order.

    Notes are what stands under a heading that says so, up to the next heading.
    """
    result: list[Unit] = []
    within_notes = False
    for unit in units:
        if unit.role is Role.HEADING:
            within_notes = unit.text.strip().lower() in _NOTE_TITLES
        if _ROLES.get(unit.role) in skipped or (within_notes and Skip.NOTES in skipped):
            continue
        result.append(unit)
    return tuple(result)
