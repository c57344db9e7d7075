"""The lines above the text of a government page: kicker, title, subtitle; source, author and time."""

from __future__ import annotations

import re

from gxreader.load import chrome
from gxreader.load.adapters.assemble import Heads
from gxreader.load.adapters.government_credits import first_value, merged, said_credits, shown_credits
from gxreader.load.credits import read_credits
from gxreader.load.markup.element import Element, short_text_of, text_of
from gxreader.load.markup.metadata import Metadata, window_title
from gxreader.load.markup.page import Page
from gxreader.load.markup.scripts import spoken_code, values_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TITLE_TAGS = (*_HEADINGS, "div", "p", "td", "span", "strong", "b", "font", "ucaptitle", "center", "li")
_TITLE_HINT = re.compile(r"title|biaoti|(?:^|[-_ ])(?:tit|bt|ti)(?:$|[-_ \d])", re.IGNORECASE)
_SUBTITLE_HINT = re.compile(
    r"sub-?_?tit|subhead|ftitle|fubiaoti|(?:^|[-_ ])(?:fbt|futitle|ftit)(?:$|[-_ ])", re.IGNORECASE
)
_KICKER_HINT = re.compile(
    r"kicker|jianti|yinti|ytitle|(?:pre|lead|top)-?_?tit|(?:^|[-_ ])(?:yt|jt)(?:$|[-_ ])", re.IGNORECASE
)
_CRUMB_HINT = re.compile(r"crumb|position|location|weizhi|dqwz|mbx|path", re.IGNORECASE)
_DASHES = ("——", "—", "--", "－－", "――", "──")
_TITLE_CHARACTERS = 160
_FURTHER = 3  # siblings looked at on either side of the title
_WRAPPINGS = 6  # elements around the title that show nothing else
_WITHIN = 25  # elements of a body that may begin with its own title
_SUBTITLE_NAMES = ("subdoctitle", "docsubtitle", "subtitle", "futitle", "fubiaoti", "fbt")
_KICKER_NAMES = ("docleadtitle", "leadtitle", "doctoptitle", "yinti", "jianti", "kicker")


def read_heads(
    page: Page, inside: frozenset[Element], statements: Metadata, columns: tuple[str, ...]
) -> Heads:
    """What the page shows above its text, `inside`; `columns` are names that are no kicker."""
    above = _above(page, inside)
    shown = _title_element(page, above, statements)
    if shown is None:  # it may stand within the body
        above = [
            element for element in page.root.iter() if element in inside and isinstance(element.tag, str)
        ]
        above, inside = above[:_WITHIN], frozenset()
        shown = _title_element(page, above, statements)
    kicker = subtitle = ""
    title = statements.title
    if shown is not None:
        first, second = _lines_of(shown)
        title = title or first
        kicker, subtitle = _beside(shown, inside, {*columns, statements.site})
        subtitle = subtitle or second
    values = values_of(spoken_code(page))
    return Heads(
        title or window_title(page, statements.site),
        kicker or first_value(values, _KICKER_NAMES, _TITLE_CHARACTERS),
        subtitle or first_value(values, _SUBTITLE_NAMES, _TITLE_CHARACTERS),
        merged(shown_credits(page, above, shown, inside), said_credits(values)),
    )


def _above(page: Page, inside: frozenset[Element]) -> list[Element]:
    """The elements before the body, in their order; all of them when there is none."""
    above: list[Element] = []
    for element in page.root.iter():
        if element in inside:
            break
        if isinstance(element.tag, str):
            above.append(element)
    return above


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u3000]", "", text)


def _title_element(page: Page, above: list[Element], statements: Metadata) -> Element | None:
    """The element that shows the title: a heading rather than a line, and the last of several.

    A breadcrumb may end with the title, and the h1 of many sites is the site's name.
    """
    wanted = _squeezed(statements.title)
    window = _squeezed(window_title(page, ""))
    site = _squeezed(statements.site)
    best: tuple[int, Element] | None = None
    for element in above:
        if element.tag not in _TITLE_TAGS:
            continue
        text = _squeezed(short_text_of(element, _TITLE_CHARACTERS))
        if not text or (site and text in site):
            continue
        rank = _title_rank(element, text, wanted, window)
        if rank and (best is None or rank >= best[0]):
            best = (rank, element)
    if best is None:
        return None
    return _innermost(best[1], wanted) if wanted else best[1]


def _title_rank(element: Element, text: str, wanted: str, window: str) -> int:
    """How likely an element is the title's: 0 for not at all."""
    hints = f"{element.get('class') or ''} {element.get('id') or ''}"
    heading = element.tag in _HEADINGS or element.tag == "ucaptitle"
    if wanted:
        if not text.startswith(wanted) or _CRUMB_HINT.search(hints) or _in_link(element):
            return 0
        return 3 if heading else 2 if _TITLE_HINT.search(hints) else 1
    if not (heading or (_TITLE_HINT.search(hints) and len(element) <= 2)):  # noqa: PLR2004 - a box holds more
        return 0
    if len(text) > 4 and text in window:  # noqa: PLR2004 - a column's name is in the window's title too
        return 3 if heading else 2
    return 1 if element.tag in {"h1", "h2"} else 0


def _in_link(element: Element) -> bool:
    parent: Element | None = element
    while parent is not None:
        if parent.tag == "a" or _CRUMB_HINT.search(f"{parent.get('class') or ''} {parent.get('id') or ''}"):
            return True
        parent = parent.getparent()
    return False


def _innermost(element: Element, wanted: str) -> Element:
    """The deepest element that still shows the whole title."""
    for child in element:
        if isinstance(child.tag, str) and _squeezed(child.text_content()).startswith(wanted):
            return _innermost(child, wanted)
    return element


def _lines_of(element: Element) -> tuple[str, str]:
    """A title, and a subtitle that stands in the same element after a line break or in one of its own."""
    whole = text_of(element)
    for inner in element.iter("br", "span", "small", "em", "p", "div"):
        if inner is element:
            continue
        is_break = inner.tag == "br"
        text = " ".join((inner.tail or "").split()) if is_break else text_of(inner)
        hinted = not is_break and _SUBTITLE_HINT.search(inner.get("class") or "")
        told = bool(hinted) or _squeezed(text).startswith(_DASHES)
        if told and text and whole != text and whole.endswith(text):
            return whole.removesuffix(text).strip(), text
    return whole, ""


def _beside(title: Element, inside: frozenset[Element], columns: set[str]) -> tuple[str, str]:
    """Kicker and subtitle: headings or hinted lines before and after the title, or around its wrapping."""
    place = title
    for _ in range(_WRAPPINGS):
        kicker = _kicker(_lines(place, inside, forward=False), place, columns)
        subtitle = _subtitle(_lines(place, inside, forward=True), place)
        parent = place.getparent()
        if kicker or subtitle or parent is None or not short_text_of(parent, _TITLE_CHARACTERS):
            return kicker, subtitle
        if _squeezed(text_of(parent)) != _squeezed(text_of(title)):
            return kicker, subtitle
        place = parent
    return "", ""


def _lines(place: Element, inside: frozenset[Element], *, forward: bool) -> list[Element]:
    """The next few lines on one side, without what shows nothing."""
    found: list[Element] = []
    element = place.getnext() if forward else place.getprevious()
    while element is not None and len(found) < _FURTHER and element not in inside:
        if isinstance(element.tag, str) and text_of(element):
            if not short_text_of(element, _TITLE_CHARACTERS):
                break
            found.append(element)
        element = element.getnext() if forward else element.getprevious()
    return found


def _kicker(before: list[Element], title: Element, columns: set[str]) -> str:
    for element in before[:1]:
        text = text_of(element)
        if text in columns or _is_no_title(text):
            return ""
        if _is_hinted(element, _KICKER_HINT):
            return text
        if element.tag in _HEADINGS[1:] and title.tag in _HEADINGS:
            return text
    return ""


def _subtitle(after: list[Element], title: Element) -> str:
    for element in after:
        text = text_of(element)
        if _is_no_title(text):
            return ""
        hinted = _is_hinted(element, _SUBTITLE_HINT)
        is_heading = element.tag in _HEADINGS and title.tag in _HEADINGS
        if _squeezed(text).startswith(_DASHES) or hinted or is_heading:
            return text
    return ""


def _is_hinted(element: Element, hint: re.Pattern[str]) -> bool:
    """Whether a line, or what it wraps, is named for what it is."""
    return any(
        isinstance(inner.tag, str) and hint.search(inner.get("class") or "") for inner in element.iter()
    )


def _is_no_title(text: str) -> bool:
    found = read_credits(text)
    return bool(
        (found and (found.labelled or found.published))
        or chrome.is_tools(text)
        or chrome.breadcrumb_path(text)
    )
