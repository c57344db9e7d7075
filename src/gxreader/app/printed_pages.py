"""Pages of the printed edition: which one the reader is on, and the one that is asked for by its number."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from gxreader.app.interface import Page
from gxreader.app.reader import Reader
from gxreader.model.locator import Locator
from gxreader.model.units import PageMark, Units

_AROUND = re.compile(r"第|页|頁|到|至|page|pages|pg|p|\.|。|\s")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_CHINESE = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_LONGEST = 20


def page_at(units: Units, place: Locator) -> str:
    """The number of the page that a place is on; empty before the first one, or where none is told."""
    number = bisect_right(units.pages, place.point(), key=lambda mark: mark.place)
    return units.pages[number - 1].number if number else ""


def find_page(units: Units, typed: str) -> PageMark | None:
    """The page whose number somebody has typed: in full-width, Roman or Chinese digits, with words around it.

    A page that is not told, such as an empty one, is found at the page before it.
    """
    wished = _bare(typed)
    if not wished:
        return None
    same = next((mark for mark in units.pages if _bare(mark.number) == wished), None)
    if same is not None:
        return same
    number = value_of(wished)
    if number is None:
        return None
    counted = [(value, mark) for mark in units.pages if (value := _decimal(mark.number)) is not None]
    equal = next((mark for value, mark in counted if value == number), None)
    if equal is not None:
        return equal
    if counted and counted[0][0] < number < counted[-1][0]:
        return max((pair for pair in counted if pair[0] < number), key=lambda pair: pair[0])[1]
    return next((mark for mark in units.pages if value_of(_bare(mark.number)) == number), None)


def value_of(text: str) -> int | None:
    """A number in Arabic, Roman or Chinese digits; None for anything else."""
    if text.isdecimal():
        return int(text)
    if text and all(sign in _ROMAN for sign in text):
        return _roman(text)
    if text and all(sign in _CHINESE or sign in _PLACES for sign in text):
        return _chinese(text)
    return None


def go_to(reader: Reader, typed: str) -> bool:
    """Show the page that was typed, and say so; or say which pages there are."""
    units, announcements = reader.session.units, reader.announcements
    if not units.pages:
        announcements.say("say.no-pages")
        return False
    mark = find_page(units, typed)
    if mark is None:
        first, last = units.pages[0].number, units.pages[-1].number
        key = "say.page-unknown" if _bare(typed) else "say.page-wanted"
        announcements.say(key, page=typed.strip()[:_LONGEST], first=first, last=last)
        return False
    reader.interface.show_page(Page.READING)
    reader.interface.lead_to(mark.place)
    announcements.say("say.at-page", page=mark.number)
    return True


def ask(reader: Reader) -> None:
    """Put the keyboard where the number of a page is typed; a work without pages says so."""
    if reader.session.units.pages:
        reader.interface.enter_page()
    else:
        reader.announcements.say("say.no-pages")


def _bare(text: str) -> str:
    """A number without what is written around it, full-width and small forms made plain."""
    return _AROUND.sub("", unicodedata.normalize("NFKC", text).casefold())[:_LONGEST]


def _decimal(number: str) -> int | None:
    bare = _bare(number)
    return int(bare) if bare.isdecimal() else None


def _roman(text: str) -> int:
    values = [_ROMAN[sign] for sign in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _chinese(text: str) -> int:
    if all(sign in _CHINESE for sign in text):  # one sign after the other: 一二〇
        return int("".join(str(_CHINESE[sign]) for sign in text))
    total, digit = 0, 0
    for sign in text:
        if sign in _PLACES:
            total += (digit or 1) * _PLACES[sign]
            digit = 0
        else:
            digit = _CHINESE[sign]
    return total + digit
