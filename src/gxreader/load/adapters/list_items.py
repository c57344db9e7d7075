"""One entry of a list on a page: its title, where it leads, its time and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from gxreader.load import chrome
from gxreader.load.markup.element import Element, short_text_of, text_of
from gxreader.load.markup.page import Page
from gxreader.load.moments import CHINA, find_moment_span
from gxreader.model.site import Entry

SUMMARY = 16  # characters: shorter words beside a title are no summary
_MOST_ELEMENTS = 60  # of one entry: what holds more is a box of several
_MOST_ITEM = 600  # characters: a longer one is an article in full
_FEWEST_CHARACTERS = 4
_MONTH_AND_DAY = re.compile(r"(?<![\d-])(?P<month>[01]?\d)\s?[-/.月]\s?(?P<day>[0-3]?\d)日?(?![\d-])")
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>[0-3]?\d)\s{0,3}(?P<year>20\d\d)\s?[-/.年]\s?(?P<month>[01]?\d)(?!\d)"
)
_IN_ADDRESS = re.compile(r"/t?(?P<year>20\d\d)[-/]?(?P<month>[01]\d)[-/]?(?P<day>[0-3]\d)[_/]")
_MORE = re.compile(r"^(?:更多|more|查看更多|\[?详[细情]\]?|阅读全文|read more|>+|»)\W*$", re.IGNORECASE)
_CUT = re.compile(r"(?:…|\.{2,}|⋯)$")


class Item(NamedTuple):
    """An entry, and whether the page shows a date beside it."""

    entry: Entry
    dated: bool


def groups_of(holder: Element) -> Iterator[list[Element]]:
    """The children that make one entry each; a link and the date beside it may be two."""
    group: list[Element] = []
    firsts = {"li", "tr", "dt"} if any(child.tag == "dt" for child in holder) else {"li", "tr", "dd"}
    for child in holder:
        if not isinstance(child.tag, str) or child.tag in {"br", "hr"}:
            continue
        starts = child.tag in firsts or (child.tag != "dd" and _has_link(child))
        if starts and group:
            yield group
            group = []
        if starts or group:
            group.append(child)
    if group:
        yield group


def _has_link(element: Element) -> bool:
    return any(text_of(link) or link.get("title") for link in element.iter("a"))


def read_item(page: Page, group: list[Element]) -> Item | None:
    """One entry: its longest link is its title, a date beside it is its time, other text its summary."""
    if any(len(list(islice(element.iter(), _MOST_ELEMENTS))) == _MOST_ELEMENTS for element in group):
        return None
    text = " ".join(short_text_of(element, _MOST_ITEM) for element in group).strip()
    if not text:
        return None
    links = [link for element in group for link in element.iter("a")]
    titled = max(links, key=lambda link: len(text_of(link)), default=None)
    if titled is None:
        return None
    url = page.absolute(titled.get("href"))
    title, rest = _title(titled, text)
    if not url or len(title) < _FEWEST_CHARACTERS or chrome.is_tools(title) or chrome.FOOTER.search(text):
        return None
    moment, shown, rest = _date(rest, url)
    words = rest
    for link in links:
        if link is not titled and _MORE.match(text_of(link)):
            words = words.replace(text_of(link), " ")
    summary = " ".join(words.split()).strip(" ·•|｜[]【】()（）-—")
    picture = next((image.get("src") for element in group for image in element.iter("img")), None)
    entry = Entry(
        title=title,
        url=url,
        published=moment,
        summary=summary if len(summary) >= SUMMARY else "",
        picture=page.picture(picture) if picture else "",
    )
    return Item(entry, shown)


def _title(link: Element, text: str) -> tuple[str, str]:
    """The title a link shows, whole even where it is cut short; and the item's text without it."""
    shown = text_of(link)
    rest = text.replace(shown, " ", 1)
    heading = next(
        (
            text_of(inner)
            for inner in link.iter("h1", "h2", "h3", "h4", "h5", "p", "strong")
            if text_of(inner)
        ),
        "",
    )
    if heading and heading != shown:
        rest += f" {shown.replace(heading, ' ', 1)}"
        shown = heading
    else:
        span = find_moment_span(shown)
        if span and (span[2] == len(shown) or span[1] == 0):
            rest += f" {shown[span[1] : span[2]]}"
            shown = (shown[: span[1]] + shown[span[2] :]).strip(" []【】()（）-·")
    whole = " ".join((link.get("title") or "").split())
    cut = _CUT.sub("", shown).strip()
    if whole and (not shown or (_CUT.search(shown) and whole.startswith(cut))):
        shown = whole
    return shown.strip("·• "), rest


def _date(text: str, url: str) -> tuple[datetime | None, bool, str]:
    """The time beside a title, whether one is shown, and the text without it.

    A day without its year has the year of the address, where systems write when an article was made.
    """
    span = find_moment_span(text)
    if span:
        return span[0], True, text[: span[1]] + " " + text[span[2] :]
    first = _DAY_FIRST.search(text)
    if first:
        moment = _moment(first["year"], first["month"], first["day"])
        return moment, moment is not None, text[: first.start()] + " " + text[first.end() :]
    short = _MONTH_AND_DAY.search(text)
    if short is None:
        return None, False, text
    made = _IN_ADDRESS.search(url)
    moment = _moment(made["year"], short["month"], short["day"]) if made else None
    return moment, True, text[: short.start()] + " " + text[short.end() :]


def _moment(year: str, month: str, day: str) -> datetime | None:
    try:
        return datetime(int(year), int(month), int(day), tzinfo=CHINA)
    except ValueError:  # no day of the calendar
        return None
