"""The title of a page as it shows it, and the lines beneath it: subtitle, source, author and time."""

from __future__ import annotations

import re

from gxreader.load.adapters.outline import Line, Outline
from gxreader.load.credits import Credits, read_credits
from gxreader.load.lines import columns
from gxreader.load.markup.element import Element, short_text_of, text_of
from gxreader.load.markup.metadata import Metadata, window_title
from gxreader.load.markup.page import Page
from gxreader.load.moments import find_moment, moment_of_address

_FEWEST = 4  # characters of a title
_WIDEST = 240  # columns of a title
_SHARE = 0.3  # of the window's title that a line must be to be the article's
_SHARE_OF_HEADING = 0.15  # if it is the highest heading
_MUCH = 0.5  # of the longest title shown, for a heading to be preferred to it
_ABOVE, _BENEATH = 3, 14  # lines in which credits are looked for
_CREDIT_CHARACTERS = 160
_CREDIT_COLUMNS = 160
_TIME_COLUMNS = 70
_BYLINE_HINT = re.compile(r"byline|author|dateline|meta|info|source|time|date|pub", re.IGNORECASE)
_SUBTITLE_HINT = re.compile(
    r"sub-?_?(?:title|head(?:line|ing)?)(?:$|[-_\s])|standfirst|(?:^|[-_\s])(?:dek|deck|fbt|ftitle|fubiaoti)(?:$|[-_\s])",
    re.IGNORECASE,
)
_AUTHOR_NAMES = frozenset(
    {"author", "byline", "author-name", "byline-name", "entry-author", "post-author", "vcard"}
)
_NAME_CHARACTERS = 40
_BY = re.compile(r"^(?:by|作者|文|撰文)[\s:：/]+", re.IGNORECASE)
_NO_NAME = re.compile(r"[\d@:：。！？|]|https?")
_DASHES = ("——", "--", "－－")
_HEADINGS = frozenset({"h1", "h2", "h3"})
_FOLLOWS = re.compile(r"^\s*(?:[|｜_»«:：·—–-]|$)")
_STEPS = re.compile(r"\s[>›»＞]\s")  # a breadcrumb


def squeezed(text: str) -> str:
    """A text by its letters and figures alone, to be compared."""
    return re.sub(r"[\W_]+", "", text).lower()


def title_lines(page: Page, outline: Outline) -> list[int]:
    """The lines that show the title: those that the window's title or the page's statements repeat."""
    window = squeezed(_window(page))
    stated = {squeezed(page.metas.get(name, "")) for name in ("articletitle", "og:title", "twitter:title")}
    found: list[int] = []
    for number, line in enumerate(outline.lines):
        if line.width > _WIDEST or _STEPS.search(line.text):
            continue
        text = squeezed(line.text)
        if len(text) < _FEWEST:
            continue
        share = _SHARE_OF_HEADING if _heading_of(line) == "h1" else _SHARE
        if text in stated or (text in window and len(text) >= share * len(window)):
            found.append(number)
    if found:
        return found
    headings = [number for number, line in enumerate(outline.lines) if _heading_of(line) == "h1"]
    return headings if len(headings) == 1 else []


def _window(page: Page) -> str:
    found = page.root.find(".//head/title")
    return text_of(found) if found is not None else ""


def _heading_of(line: Line) -> str:
    """The tag of the heading a line stands in, or nothing."""
    around: Element | None = line.holder
    for _ in range(3):
        if around is None:
            return ""
        if around.tag in _HEADINGS:
            return str(around.tag)
        around = around.getparent()
    return ""


def headline(page: Page, statements: Metadata, outline: Outline, shown: list[int]) -> str:
    """The article's title: what the page states, corrected by what it shows; else what it shows."""
    stated = statements.title
    window = squeezed(_window(page))
    lines = [outline.lines[number] for number in shown]
    best = max(lines, key=lambda line: (_heading_of(line) == "h1", len(squeezed(line.text))), default=None)
    longest = max(lines, key=lambda line: len(squeezed(line.text)), default=None)
    if best is not None and longest is not None and _MUCH * len(longest.text) > len(best.text):
        best = longest
    if not stated:
        return best.text if best is not None else window_title(page, statements.site)
    for line in lines:
        one, other = squeezed(line.text), squeezed(stated)
        if one == other or (one.startswith(other) and _heading_of(line)):
            return line.text  # as it is written for readers; a stated one may be cut short
        if stated.startswith(line.text) and _FOLLOWS.match(stated[len(line.text) :]):
            return line.text  # what follows is the site
    window = squeezed(_window(page))
    if (
        best is not None
        and _heading_of(best) == "h1"
        and squeezed(best.text) in window
        and squeezed(stated) not in window
    ):
        return best.text  # what is stated is a description
    return stated


def subtitle(outline: Outline, shown: list[int]) -> str:
    """The line beneath the title that begins with dashes or is named a subtitle."""
    for number in shown:
        for line in outline.lines[number + 1 : number + 3]:
            hints = f"{line.holder.get('class') or ''} {line.holder.get('id') or ''}"
            if (
                line.width <= _WIDEST
                and (
                    line.text.startswith(_DASHES)
                    or _SUBTITLE_HINT.search(hints)
                    or (line.holder.tag == "h2" and outline.lines[number].holder.getnext() is line.holder)
                )
                and not read_credits(line.text)
                and squeezed(line.text) != squeezed(outline.lines[number].text)
            ):
                return line.text
    return ""


def shown_credits(page: Page, outline: Outline, shown: list[int]) -> Credits:
    """Source, author and time from the lines around the title, else from what is made to hold them."""
    account = page.root.xpath("//*[@id='js_name']")  # of a public account: its name runs on without a space
    best = Credits(source=short_text_of(account[0], _NAME_CHARACTERS) if account else "")
    for number in shown:
        for line in (
            *outline.lines[number + 1 : number + _BENEATH],
            *outline.lines[max(0, number - _ABOVE) : number],
        ):
            best = merged(best, _of_line(line.text))
    if best.published is None or not best.author:
        best = merged(best, _named_credits(page))
    if not best.author:
        best = merged(best, Credits(author=_named_author(page)))
    return best if best.published else merged(best, Credits(published=moment_of_address(page.url)))


def _of_line(text: str) -> Credits | None:
    """What a line says of source, author and time; a time beside a few other words counts."""
    width = columns(text)
    if width > _CREDIT_COLUMNS:
        return None
    found = read_credits(text)
    if found and (found.labelled or found.published):
        return found
    moment = find_moment(text) if width <= _TIME_COLUMNS else None
    return Credits(published=moment) if moment else None


def merged(first: Credits, second: Credits | None) -> Credits:
    """The first, and what only the second knows."""
    if second is None:
        return first
    return Credits(
        first.source or second.source,
        first.author or second.author,
        first.published or second.published,
        first.modified or second.modified,
        labelled=True,
    )


def _named_author(page: Page) -> str:
    """The one name that a page marks as its author's; nothing where it marks several, as lists do."""
    names = set()
    for element in page.root.iter("a", "span", "address", "p", "div"):
        classes = (element.get("class") or "").lower().split()
        marked = "author" in (element.get("rel") or "").lower().split() or element.get("itemprop") == "author"
        if marked or _AUTHOR_NAMES.intersection(classes):
            text = _BY.sub("", short_text_of(element, _NAME_CHARACTERS))
            if text and not _NO_NAME.search(text):
                names.add(text)
    return names.pop() if len(names) == 1 else ""


def _named_credits(page: Page) -> Credits:
    """From short elements whose class says what they are, and from time elements."""
    best = Credits()
    for element in page.root.iter("time", "span", "div", "p", "address", "a", "li", "em", "i"):
        hinted = element.tag == "time" or _BYLINE_HINT.search(
            f"{element.get('class') or ''} {element.get('rel') or ''} {element.get('itemprop') or ''}"
        )
        text = short_text_of(element, _CREDIT_CHARACTERS) if hinted else ""
        stamp = element.get("datetime") or element.get("content") or "" if hinted else ""
        for written in (stamp, text):
            found = read_credits(written) if written else None
            if found and (found.labelled or found.published):
                best = merged(best, found)
    return best
