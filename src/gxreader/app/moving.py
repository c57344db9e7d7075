"""Going to another heading, paragraph or link: quietly, or with the voice if it is reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gxreader.app.reader import Reader
from gxreader.app.steps import heading_after, heading_before, paragraph_after, paragraph_before
from gxreader.model.locator import Locator
from gxreader.model.units import Role, Unit

_BEGINNING = 24  # characters of a paragraph that are shown where the program answers


def next_heading(reader: Reader) -> None:
    """On to the next heading."""
    _go(reader, heading_after(reader.session.units, _here(reader)), "say.last-heading")


def previous_heading(reader: Reader) -> None:
    """Back to the heading above."""
    _go(reader, heading_before(reader.session.units, _here(reader)), "say.first-heading")


def next_paragraph(reader: Reader) -> None:
    """On to the next paragraph."""
    place = paragraph_after(reader.session.units, _here(reader), _every)
    _go(reader, place, "say.last-paragraph")


def previous_paragraph(reader: Reader) -> None:
    """Back to the start of the paragraph, or to the one before."""
    place = paragraph_before(reader.session.units, _here(reader), _every)
    _go(reader, place, "say.first-paragraph")


def next_link(reader: Reader) -> None:
    """On to the next link; Enter opens it."""
    here = _here(reader)
    later = (place for place in _links(reader.session.units.all[here.block :]) if _is_after(place, here))
    _go(reader, next(later, None), "say.last-link", link=True)


def previous_link(reader: Reader) -> None:
    """Back to the link before."""
    here = _here(reader)
    for unit in reversed(reader.session.units.all[: here.block + 1]):
        before = [place for place in _links((unit,)) if _is_after(here, place)]
        if before:
            _go(reader, before[-1], "say.first-link", link=True)
            return
    _go(reader, None, "say.first-link")


def _here(reader: Reader) -> Locator:
    return reader.listening.here


def _every(_unit: Unit) -> bool:
    return True


def _is_after(one: Locator, other: Locator) -> bool:
    return (one.block, one.start) > (other.block, other.start)


def _links(units: Iterable[Unit]) -> Iterator[Locator]:
    """The links of some units; one that changes its looks on the way is still one."""
    for unit in units:
        offset, before = 0, ""
        for run in unit.runs:
            if run.link and run.link != before and run.text.strip():
                yield Locator(unit.index, offset, offset + len(run.text))
            offset, before = offset + len(run.text), run.link


def _go(reader: Reader, place: Locator | None, otherwise: str, *, link: bool = False) -> None:
    """Go to a place and say what is there; where there is none, say that."""
    if place is None:
        reader.announcements.say(otherwise)
    elif reader.listening.is_speaking:
        reader.listening.read_from(place)
    else:
        reader.listening.leave_for(place)
        reader.interface.go_to(place)
        key, arguments = _words(reader, place, link=link)
        reader.announcements.say(key, **arguments)
        if key == "say.at-paragraph":  # its beginning is on the screen; all of it is to be heard
            reader.interface.tell(reader.session.units[place.block].text)


def _words(reader: Reader, place: Locator, *, link: bool) -> tuple[str, dict[str, str | int]]:
    """What a place is, in the program's words."""
    unit = reader.session.units[place.block]
    if link:
        return "say.at-link", {"words": unit.text[place.start : place.end].strip()}
    if unit.role in {Role.HEADING, Role.TITLE}:
        return "say.at-heading", {"words": unit.text.replace("\n", " ")}
    words = unit.text.strip()
    return "say.at-paragraph", {"words": words if len(words) <= _BEGINNING else words[:_BEGINNING] + "……"}
