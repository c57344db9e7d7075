"""Article pages of Chinese government sites: the national meta standard, and bodies as TRS writes them."""

from __future__ import annotations

import re

from gxreader.load.adapters.assemble import Heads, assemble
from gxreader.load.credits import Credits, read_credits
from gxreader.load.markup.blocks import BlockReader
from gxreader.load.markup.element import Element, short_text_of, text_of
from gxreader.load.markup.metadata import page_language, read_metadata, window_title
from gxreader.load.markup.page import Page
from gxreader.load.markup.surroundings import attachments
from gxreader.load.parsing.source import Parsed

_STANDARD = frozenset(
    {
        "sitename",
        "sitedomain",
        "siteidcode",
        "columnname",
        "columntype",
        "articletitle",
        "pubdate",
        "contentsource",
    }
)
_ENOUGH_STANDARD = 2
_BODY_CLASSES = (
    "TRS_UEDITOR",
    "trs_editor_view",
    "TRS_Editor",
    "TRS_PreAppend",
    "article-con",
    "article-content",
    "article_content",
    "pages_content",
    "view-content",
    "news_content",
    "con_text",
    "xl_content",
)
_BODY_IDS = (
    "UCAP-CONTENT",
    "zoom",
    "Zoom",
    "vsb_content",
    "zoomcon",
    "article-content",
    "mainText",
    "content",
)
_MOST_OF = 0.8
_LEAST_BODY = 20  # characters; a shorter one is a frame that a script fills
_HEADING_TAGS = ("h1", "h2", "h3", "h4")
_SUBTITLE_HINT = re.compile(r"sub-?title|subhead|ftitle|fubiaoti|fbt|futitle", re.IGNORECASE)
_KICKER_HINT = re.compile(r"kicker|jianti|yinti|ytitle|pretitle", re.IGNORECASE)
_DASHES = ("——", "—", "--", "－－")
_TITLE_CHARACTERS = 120
_CREDIT_CHARACTERS = 200


def read(page: Page) -> Parsed | None:
    """The article of a government page, or nothing if the page is none."""
    standard = len(_STANDARD & page.metas.keys())
    body = _body(page)
    if body is None or (standard < _ENOUGH_STANDARD and not _is_trs(body)):
        return None
    language = page_language(page, text_of(body))
    statements = read_metadata(page, language)
    drafts = BlockReader(page).read(body)
    heads = _heads(page, body, statements.title, statements.site)
    files = attachments(page, body)
    return Parsed(article=assemble(page, drafts, statements, heads, language=language, attachments=files))


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").lower().split()


def _is_trs(body: Element) -> bool:
    return any(name.startswith("trs") for name in _classes(body)) or body.get("id") in {
        "UCAP-CONTENT",
        "zoom",
        "vsb_content",
    }


def _body(page: Page) -> Element | None:
    """The element that holds the text: the innermost of the known ones that has most of it."""
    wanted = {name.lower(): rank for rank, name in enumerate(_BODY_CLASSES)}
    found: list[tuple[int, int, Element]] = []
    for element in page.root.iter("div", "td", "article", "section", "font", "ucapcontent"):
        ranks = [wanted[name] for name in _classes(element) if name in wanted]
        if element.get("id") in _BODY_IDS:
            ranks.append(len(wanted) + _BODY_IDS.index(element.get("id") or ""))
        size = len(text_of(element)) if ranks else 0
        if size >= _LEAST_BODY or (ranks and element.xpath(".//img")):
            found.append((min(ranks), size, element))
    if not found:
        return None
    most = max(size for _, size, _ in found)
    return min(
        (entry for entry in found if entry[1] >= _MOST_OF * most), key=lambda entry: (entry[1], entry[0])
    )[2]


def _heads(page: Page, body: Element, stated_title: str, site: str) -> Heads:
    """Title, kicker, subtitle and credits from what the page shows above its body."""
    inside = set(body.iter())
    shown = _title_element(page, inside, stated_title)
    kicker = subtitle = ""
    title = stated_title
    if shown is not None:
        first, second = _lines_of(shown)
        title = title or first
        kicker, subtitle = _beside(shown, inside)
        subtitle = subtitle or second
    return Heads(title or window_title(page, site), kicker, subtitle, _credits(page, inside))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u3000]", "", text)


def _lines_of(element: Element) -> tuple[str, str]:
    """A title, and a subtitle that stands in the same element after a line break."""
    for line_break in element.iter("br"):
        if _squeezed(line_break.tail or "").startswith(_DASHES):
            whole = text_of(element)
            tail = " ".join((line_break.tail or "").split())
            return whole.removesuffix(tail).strip(), tail
    return text_of(element), ""


def _title_element(page: Page, inside: set[Element], stated: str) -> Element | None:
    """The element above the body that shows the title: the one with the stated text, else the last h1."""
    candidates = [
        element
        for element in page.root.iter(*_HEADING_TAGS, "div", "p", "td", "span", "strong")
        if element not in inside and short_text_of(element, _TITLE_CHARACTERS)
    ]
    wanted = _squeezed(stated)
    if wanted:
        for element in candidates:
            if _squeezed(element.text_content()).startswith(wanted):
                return _innermost(element, wanted)
        return None
    headings = [element for element in candidates if element.tag == "h1"]
    return headings[-1] if headings else None


def _innermost(element: Element, wanted: str) -> Element:
    """The deepest element that still shows the whole title."""
    for child in element:
        if isinstance(child.tag, str) and _squeezed(child.text_content()).startswith(wanted):
            return _innermost(child, wanted)
    return element


def _beside(title: Element, inside: set[Element]) -> tuple[str, str]:
    """Kicker and subtitle: headings or hinted lines right before and after the title."""
    before, after = title.getprevious(), title.getnext()
    kicker = subtitle = ""
    if before is not None and before not in inside and _is_line(before):
        hinted = _KICKER_HINT.search(before.get("class") or "")
        if hinted or (before.tag in _HEADING_TAGS and title.tag in _HEADING_TAGS and before.tag != "h1"):
            kicker = text_of(before)
    if after is not None and after not in inside and _is_line(after):
        text = text_of(after)
        hinted = _SUBTITLE_HINT.search(after.get("class") or "")
        if text.startswith(_DASHES) or hinted or (after.tag in _HEADING_TAGS and not read_credits(text)):
            subtitle = text
    return kicker, subtitle


def _is_line(element: Element) -> bool:
    return isinstance(element.tag, str) and bool(short_text_of(element, _TITLE_CHARACTERS))


def _credits(page: Page, inside: set[Element]) -> Credits:
    """Source, author and time from the lines the page shows outside its body."""
    best = Credits()
    for element in page.root.iter("div", "p", "span", "td", "li", "h4", "h5"):
        if element in inside:
            continue
        text = short_text_of(element, _CREDIT_CHARACTERS)
        found = read_credits(text) if text else None
        if found and (found.labelled or found.published):
            best = Credits(
                best.source or found.source,
                best.author or found.author,
                best.published or found.published,
                best.modified or found.modified,
                labelled=True,
            )
    return best
