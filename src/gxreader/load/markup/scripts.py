"""The scripts of a page, as text: nothing of them is ever run. Each look is one pass over the page."""

from __future__ import annotations

import re
from typing import NamedTuple

from gxreader.load.markup.page import Page

_CLOSING = re.compile(r"</script", re.IGNORECASE)
_OPENING = re.compile(r"<script\b(?P<attributes>[^>]{0,2000})>|<!--", re.IGNORECASE)
_COMMENT_END = "-->"
_MOST_CHARACTERS = 600_000  # of all scripts together: what a page says by them stands in small ones
_COMMENTS = re.compile(r"(?<![:\\\"'])//[^\n]*|/\*(?:[^*]|\*(?!/))*+(?:\*/)?")
_VALUE = re.compile(
    r"(?<![\w.$-])(?P<name>[A-Za-z_]\w{0,40})[\"']?\s{0,9}[=:]\s{0,9}"
    r"(?:\"(?P<double>[^\"\n]{0,400})\"|'(?P<single>[^'\n]{0,400})')"
)
_TAG = re.compile(r"<[^<>]{0,500}>")
_CDATA = re.compile(r"<!\[CDATA\[(?P<content>(?:[^\]]|\](?!\]>))*+)\]\]>")


class Script(NamedTuple):
    """A script element: where it stands in the page's source, its attributes and its text."""

    start: int
    stop: int
    attributes: str
    body: str


def scripts_of(text: str) -> list[Script]:
    """The script elements of a page's source, without those in comments."""
    found: list[Script] = []
    position = characters = 0
    while characters < _MOST_CHARACTERS:
        opening = _OPENING.search(text, position)
        if opening is None:
            break
        if opening["attributes"] is None:
            end = text.find(_COMMENT_END, opening.end())
            if end < 0:
                break
            position = end + len(_COMMENT_END)
            continue
        closing = _CLOSING.search(text, opening.end())
        if closing is None:
            break
        stop = text.find(">", closing.end())
        stop = len(text) if stop < 0 else stop + 1
        body = text[opening.end() : closing.start()]
        characters += len(body)
        found.append(Script(opening.start(), stop, opening["attributes"], body))
        position = stop
    return found


def spoken_code(page: Page) -> str:
    """All scripts of a page without their comments, which keep older versions of what is said."""
    return "\n".join(_COMMENTS.sub(" ", script.body) for script in scripts_of(page.text))


def values_of(code: str) -> dict[str, list[str]]:
    """Every text that a name is given in some scripts (lower-case names), without tags and without blanks."""
    found: dict[str, list[str]] = {}
    for match in _VALUE.finditer(code):
        value = " ".join(_TAG.sub(" ", match["double"] or match["single"] or "").split())
        if value:
            found.setdefault(match["name"].lower(), []).append(value)
    return found


def records_of(body: str) -> str:
    """The markup of a list's records that a page carries as XML in a script, or nothing."""
    if "<![CDATA[" not in body or "<record" not in body:
        return ""
    records = "".join(match["content"] for match in _CDATA.finditer(body))
    return f"<ul>{records}</ul>" if "<li" in records else records
