"""Where a step by paragraph or heading leads, through the whole work."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from gxreader.app.announcements import Announcements
from gxreader.app.session import Session
from gxreader.app.voice import skipped
from gxreader.model.locator import Locator
from gxreader.model.units import Role, Unit, Units
from gxreader.settings.store import Settings


class Listener(Protocol):
    """Who reads aloud."""

    @property
    def here(self) -> Locator:
        """What is being heard, or where the reader is."""
        ...

    def read_from(self, place: Locator) -> None:
        """Read aloud from the sentence at a place."""


class Steps:
    """Keys that lead to another paragraph or section and read it, also where the voice was at rest."""

    def __init__(
        self, session: Session, settings: Settings, announcements: Announcements, listener: Listener
    ) -> None:
        """Lead through the open article."""
        self._session = session
        self._settings = settings
        self._announcements = announcements
        self._listener = listener

    def next_paragraph(self) -> None:
        """Go on with the next paragraph."""
        place = paragraph_after(self._session.units, self._listener.here, self._is_read())
        self._step(place, "say.last-paragraph")

    def previous_paragraph(self) -> None:
        """Go back to the start of the paragraph, or to the one before."""
        place = paragraph_before(self._session.units, self._listener.here, self._is_read())
        self._step(place, "say.first-paragraph")

    def next_heading(self) -> None:
        """Go on with the next section."""
        self._step(heading_after(self._session.units, self._listener.here), "say.last-heading")

    def previous_heading(self) -> None:
        """Go back to the heading of the section, or to the one before."""
        self._step(heading_before(self._session.units, self._listener.here), "say.first-heading")

    def _step(self, place: Locator | None, otherwise: str) -> None:
        """Read from a place; where there is none, say so and go on with what is read."""
        if place is None:
            self._announcements.say(otherwise)
        else:
            self._listener.read_from(place)

    def _is_read(self) -> Callable[[Unit], bool]:
        """Whether a unit is among those that the reader wants to hear."""
        from gxreader.speech.spoken import spoken_units

        chosen = skipped(self._settings)
        if not chosen:
            return lambda _unit: True
        read = {unit.index for unit in spoken_units(self._session.units.all, chosen)}
        return lambda unit: unit.index in read


def paragraph_after(units: Units, place: Locator, is_read: Callable[[Unit], bool]) -> Locator | None:
    """The next paragraph that is read; a table counts as one."""
    for unit in units.all[place.block + 1 :]:
        if is_read(unit) and _begins_paragraph(units, unit):
            return Locator(unit.index)
    return None


def paragraph_before(units: Units, place: Locator, is_read: Callable[[Unit], bool]) -> Locator | None:
    """The start of the paragraph, or of the one before it where this is the start."""
    here = _first(units, place.block)
    if place.block != here or place.start > _first_character(units[here]):
        return Locator(here)
    for unit in reversed(units.all[:here]):
        if is_read(unit) and _begins_paragraph(units, unit):
            return Locator(unit.index)
    return None


def heading_after(units: Units, place: Locator) -> Locator | None:
    """The next heading."""
    return _heading(units.all[place.block + 1 :])


def heading_before(units: Units, place: Locator) -> Locator | None:
    """The heading above, or the one before that where this is it."""
    return _heading(reversed(units.all[: place.block]))


def _heading(units: Iterable[Unit]) -> Locator | None:
    return next((Locator(unit.index) for unit in units if unit.role in {Role.HEADING, Role.TITLE}), None)


def _first(units: Units, block: int) -> int:
    """The first unit of the paragraph that a unit stands in: of a table, its first cell."""
    while block > 0 and _same_table(units[block], units[block - 1]):
        block -= 1
    return block


def _begins_paragraph(units: Units, unit: Unit) -> bool:
    return unit.index == 0 or not _same_table(units[unit.index - 1], unit)


def _same_table(one: Unit, other: Unit) -> bool:
    return one.top == other.top and one.role is other.role is Role.CELL


def _first_character(unit: Unit) -> int:
    return len(unit.text) - len(unit.text.lstrip())
