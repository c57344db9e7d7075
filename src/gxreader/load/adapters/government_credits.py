"""Source, author and time of a government page: from the lines it shows, then from what its scripts hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from gxreader.load.credits import Credits, read_credits
from gxreader.load.markup.element import Element, short_text_of, text_of
from gxreader.load.markup.page import Page
from gxreader.load.moments import find_moment

_CHARACTERS = 240
_NEAR = 200  # elements after the title, or before the body
_MOST_LABELLED = 50
_LABELLED_TAGS = ("div", "p", "span", "td", "li")
_LINE_TAGS = frozenset(
    {"div", "p", "span", "td", "th", "dt", "li", "ul", "h4", "h5", "h6", "em", "i", "dd", "time", "b"}
)
_LABEL = re.compile(r"(?:信息|文章|稿件)?来\s*源\s*[:：]|发布(?:时间|日期)\s*[:：]")
_SOURCE_LABEL = re.compile(r"^来\s*源\s*[:：]\s*")
_BARE_LABEL = re.compile(
    r"^\[?(?:信息|文章|稿件)?(?:来\s*源|发布(?:机构|单位|部门)|发布(?:时间|日期)|成文日期)\]?\s*[:：]?$"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MOST_SOURCE = 40
_SOURCE_NAMES = (
    "wzly",
    "sourcename",
    "docsource",
    "docsourcename",
    "infosource",
    "xxly",
    "laiyuan",
    "ly",
    "source",
)
_TIME_NAMES = (
    "pubdate",
    "pubdata",
    "pubtime",
    "publishdate",
    "publishtime",
    "docpubtime",
    "docreltime",
    "fbsj",
)
_AUTHOR_NAMES = ("docauthor", "wzzz", "zuozhe", "authorname")


def shown_credits(
    page: Page, above: list[Element], title: Element | None, inside: frozenset[Element]
) -> Credits:
    """Source, author and time from the lines between title and body; where there are none, from other lines.

    Attributes such as `alt` are never read: templates leave another article's there.
    """
    start = above.index(title) if title is not None and title in above else max(len(above) - _NEAR, 0)
    best = _of_lines(above[start : start + _NEAR])
    if not (best.source and best.published):
        best = merged(best, _of_lines(_labelled(above)))
    if not (best.source and best.published):
        below = [element for element in page.root.iter(*_LABELLED_TAGS) if element not in inside]
        best = merged(best, _of_lines(_labelled(below)))
    return best


def _labelled(elements: Iterable[Element]) -> list[Element]:
    """The first of some elements that begin by naming source or time."""
    return list(islice(filter(_labelled_source, elements), _MOST_LABELLED))


def _labelled_source(element: Element) -> bool:
    text = short_text_of(element, _CHARACTERS) if element.tag in _LABELLED_TAGS else ""
    return bool(_LABEL.match(text) or _BARE_LABEL.match(text))


def _line(element: Element) -> str:
    """The text of a line; a cell that only names what stands in the next one, together with that."""
    text = short_text_of(element, _CHARACTERS)
    if element.tag in {"td", "th", "dt"} and _BARE_LABEL.match(text):
        value = element.getnext()
        if value is not None and isinstance(value.tag, str):
            return f"{text.strip('[]:： ')}：{short_text_of(value, _MOST_SOURCE)}"
    return text


def _of_lines(elements: list[Element]) -> Credits:
    best = Credits()
    for element in elements:
        if element.tag not in _LINE_TAGS:
            continue
        text = _line(element)
        if not text or (element.tag in {"li", "ul", "dd"} and _is_entry(element)):
            continue
        found = read_credits(text)
        if found and (found.labelled or found.published):
            best = merged(best, found)
    return best


def _is_entry(element: Element) -> bool:
    """Whether a line is a link to another article with its date beside it."""
    return any(len(text_of(link)) > 8 for link in element.iter("a"))  # noqa: PLR2004 - no tool has a longer name


def merged(first: Credits, second: Credits) -> Credits:
    """What the first says, and what the second says beyond it."""
    return Credits(
        first.source or second.source,
        first.author or second.author,
        first.published or second.published,
        first.modified or second.modified,
        labelled=True,
    )


def said_credits(values: dict[str, list[str]]) -> Credits:
    """What scripts hold in variables of the usual names."""
    sources = [
        value
        for name in _SOURCE_NAMES
        for value in values.get(name, [])
        if _HAN.search(value) and len(value) <= _MOST_SOURCE
    ]
    times = [
        moment for name in _TIME_NAMES for value in values.get(name, []) if (moment := find_moment(value))
    ]
    author = first_value(values, _AUTHOR_NAMES, _MOST_SOURCE)
    source = _SOURCE_LABEL.sub("", sources[0]) if sources else ""
    return Credits(source, author, times[0] if times else None, labelled=True)


def first_value(values: dict[str, list[str]], names: tuple[str, ...], most: int) -> str:
    """The first value of some names of variables that is words and not code."""
    for name in names:
        for value in values.get(name, []):
            if _HAN.search(value) and len(value) <= most:
                return value
    return ""
