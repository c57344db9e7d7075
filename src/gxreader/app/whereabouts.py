"""Where the reader is: the article, its section, and how far; on screen and spoken."""

from __future__ import annotations

from gxreader.app.printed_pages import page_at
from gxreader.app.reader import Reader
from gxreader.model.locator import Locator
from gxreader.model.units import Role, Units

_WHOLE = 100


def tell(reader: Reader) -> None:
    """Say where the reader is; aloud as well, unless the article is being read."""
    article, units = reader.session.article, reader.session.units
    if article is None or not len(units):
        key, arguments = "say.where-nowhere", dict[str, str | int]()
    else:
        here = reader.listening.here
        section = section_at(units, here)
        page = page_at(units, here)
        key = f"say.where{'-section' if section else ''}{'-page' if page else ''}"
        arguments = {"title": article.title, "section": section, "percent": percent_at(units, here)}
        arguments |= {"page": page} if page else {}
    reader.announcements.say(key, **arguments)
    said_anyway = reader.pointing.is_prompting or reader.interface.has_screen_reader()
    if not reader.listening.is_active and not said_anyway:
        messages = reader.appearance.messages
        reader.voices.speak(messages.text(key, **arguments), messages.language)


def section_at(units: Units, place: Locator) -> str:
    """The heading above a place, or nothing."""
    for number in range(min(place.block, len(units) - 1), -1, -1):
        if units[number].role is Role.HEADING:
            return units[number].text
    return ""


def percent_at(units: Units, place: Locator) -> int:
    """How far a place is in the whole, by its paragraphs."""
    return round(min(place.block, len(units) - 1) * _WHOLE / max(len(units) - 1, 1))
