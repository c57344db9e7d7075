"""Which units of an article are read aloud: readers may leave out what only eyes can use."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from gxreader.model.units import Role, Unit
from gxreader.speech.asides import is_alternative, says_more, without_pages

_NOTE_TITLES = frozenset({"注释", "注释：", "notes", "footnotes", "endnotes"})  # as the formats title them


class Skip(StrEnum):
    """What may be left out."""

    CAPTIONS = "captions"
    TABLES = "tables"
    NOTES = "notes"
    CODE = "code"
    ALTERNATIVES = "alternatives"


_ROLES = {Role.CELL: Skip.TABLES, Role.CODE: Skip.CODE}


def spoken_units(units: Iterable[Unit], skipped: frozenset[Skip], *, pages: bool = False) -> tuple[Unit, ...]:
    """The units to be read, in their order, without what of them is not.

    Notes are what stands under a heading that says so, up to the next heading. `pages` of the printed edition
    are told only if they are wished for.
    """
    result: list[Unit] = []
    within_notes = False
    for unit in units:
        if unit.role is Role.HEADING:
            within_notes = unit.text.strip().lower() in _NOTE_TITLES
        if _ROLES.get(unit.role) in skipped or (within_notes and Skip.NOTES in skipped):
            continue
        heard = _caption(unit, skipped) if unit.role is Role.CAPTION else unit
        if heard is not None:
            result.append(heard if pages else without_pages(heard))
    return tuple(result)


def _caption(unit: Unit, skipped: frozenset[Skip]) -> Unit | None:
    """What of a caption is read: itself, the picture's alternative text, both or nothing."""
    no_alternative, no_caption = Skip.ALTERNATIVES in skipped, Skip.CAPTIONS in skipped
    if is_alternative(unit):
        return None if no_alternative else unit
    kept = unit if not no_alternative else msgspec.structs.replace(unit, alt="")
    if not no_caption:
        return kept
    return msgspec.structs.replace(kept, runs=()) if says_more(kept) else None
