"""Where the text of a government page stands: elements with the names that its systems give it, or marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from gxreader.load import chrome
from gxreader.load.credits import read_credits
from gxreader.load.markup.element import Element, short_text_of, text_of
from gxreader.load.markup.page import Page, parsed

_PURE_CLASSES_WORDS = """
    trs_ueditor trs_editor_view trs_editor trs_preappend trs_word trs_paper_default
    custom_unionstyle article-con article_con pages_content view-content v_news_content
"""
_PURE_CLASSES = frozenset(_PURE_CLASSES_WORDS.split())
_PURE_IDS_WORDS = """
    ucap-content zoom vsb_content vsb_content_2 vsb_content_4 vsb_content_501 zoomcon ivs_content
"""
_PURE_IDS = frozenset(_PURE_IDS_WORDS.split())
_PURE_TAGS = frozenset({"ucapcontent"})
_LOOSE_CLASSES_WORDS = """
    article-content article_content news_content con_text xl_content xxgkcont detail-content
    article-body article_zw bt_content news_conent_two_text
"""
_LOOSE_CLASSES = frozenset(_LOOSE_CLASSES_WORDS.split())
_LOOSE_IDS_WORDS = """
    article-content maintext content article con_con info_content news_content
"""
_LOOSE_IDS = frozenset(_LOOSE_IDS_WORDS.split())
_SYSTEM = re.compile(r"^(?:trs|ucap|vsb_content|zoom|ivs_content|v_news_content)", re.IGNORECASE)
_HOLDERS = ("div", "td", "article", "section", "font", "ucapcontent", "span", "form", "p")
_MOST_OF = 0.8
_MORE = 2  # times the text: then the marks enclose what the names do not
_MUCH_MORE = 3  # times the text: then the narrower name stands for a caption or a box
_LEAST_BODY = 20  # characters; a shorter one is a frame that a script fills
_MOST_LINKED = 0.75
_SMALL = 240  # characters: what is larger is no row of tools, whatever its name
_BEGIN = re.compile(
    r"^\W*(?:(?:正文|内容|文章(?:内容|正文)?|content|main ?text)\W*(?:s|start|begin|开始)"
    r"|开始\W*(?:正文|内容)|zjeg_rss\.content\.begin|enpcontent)\W*$",
    re.IGNORECASE,
)
_END = re.compile(
    r"^\W*(?:(?:正文|内容|文章(?:内容|正文)?|content|main ?text)\W*(?:e|end|stop|结束)|结束\W*(?:正文|内容)"
    r"|zjeg_rss\.content\.end|/\s?enpcontent)\W*$",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--(?P<text>[^<>]{1,60}?)-->")
_TOOLS = re.compile(
    r"(?:^|[-_ ])(?:bd)?(?:b?share\w{0,20}|fenxiang|print\w{0,10}|qr[-_]?code\w{0,12}|qr_container|ewm|"
    r"erweima|font-?size|zihao|editor|zrbj|bianji|jiucuo|pagination|page-?box|fanye|toolbar)(?:$|[-_ ])",
    re.IGNORECASE,
)


class Body(NamedTuple):
    """What to read, and which elements of the page it stands for."""

    elements: tuple[Element, ...]
    inside: frozenset[Element]
    system: bool  # bears a name that only these systems give

    @property
    def text(self) -> str:
        """All its text."""
        return "\n".join(text_of(element) for element in self.elements)

    @property
    def first(self) -> Element | None:
        """The first element of the page within it."""
        return next(iter(self.elements), None)


class _Candidate(NamedTuple):
    size: int
    rank: int
    elements: tuple[Element, ...]
    inside: frozenset[Element]
    system: bool


def find_body(page: Page) -> Body | None:
    """The body: the narrowest known place that has most of the text, or several side by side."""
    pure, loose = _named(page)
    marked = _marked(page)
    best = _narrowest(pure)
    if marked and (best is None or marked.size > _MORE * best.size):
        best = marked
    wider = _narrowest(loose)
    if best is None or (wider is not None and wider.size > _MUCH_MORE * best.size + _SMALL):
        best = wider
    if best is None:
        return None
    if best is not marked:
        best = _with_siblings(best, pure)
    return Body(tuple(_cleaned(deepcopy(element)) for element in best.elements), best.inside, best.system)


def has_system_name(page: Page) -> bool:
    """Whether some element bears a name that only these systems give."""
    return any(_is_system(element) for element in page.root.iter(*_HOLDERS))


def _names(element: Element) -> tuple[set[str], str]:
    return set((element.get("class") or "").lower().split()), (element.get("id") or "").lower()


def _is_system(element: Element) -> bool:
    classes, name = _names(element)
    return any(
        _SYSTEM.match(known)
        for known in (classes & _PURE_CLASSES) | ({name} & _PURE_IDS) | {str(element.tag)}
    )


def _named(page: Page) -> tuple[list[_Candidate], list[_Candidate]]:
    """The places with names that stand for a body, and those whose names may stand for more."""
    pure: list[_Candidate] = []
    loose: list[_Candidate] = []
    for rank, element in enumerate(page.root.iter(*_HOLDERS)):
        classes, name = _names(element)
        is_pure = bool(classes & _PURE_CLASSES) or name in _PURE_IDS or element.tag in _PURE_TAGS
        if not is_pure and not (classes & _LOOSE_CLASSES or name in _LOOSE_IDS):
            continue
        size = _running(element)
        if size >= _LEAST_BODY or element.xpath(".//img"):
            candidate = _Candidate(size, rank, (element,), frozenset(element.iter()), _is_system(element))
            (pure if is_pure else loose).append(candidate)
    return pure, loose


def _running(element: Element) -> int:
    """How much text an element holds; none if it is a menu, though a body may be nothing but files."""
    size = len(text_of(element))
    if size < _LEAST_BODY:
        return size
    links = [
        text_of(link)
        for link in element.iter("a")
        if link.get("appendix") != "true" and not chrome.FILE_ADDRESS.search(link.get("href") or "")
    ]
    return size if sum(map(len, links)) <= _MOST_LINKED * size or len(links) <= 1 else 0


def _marked(page: Page) -> _Candidate | None:
    """What stands between the comments by which templates mark their text; there may be several pairs."""
    pieces: list[str] = []
    start = -1
    for comment in _COMMENT.finditer(page.text):
        if start < 0 and _BEGIN.match(comment["text"]):
            start = comment.end()
        elif start >= 0 and _END.match(comment["text"]):
            pieces.append(page.text[start : comment.start()])
            start = -1
    if not "".join(pieces).strip():
        return None
    whole = parsed(f"<div>{''.join(pieces)}</div>")
    for element in list(whole.iter("script", "style", "template")):
        if element.getparent() is not None:
            element.drop_tree()
    size = _running(whole)
    return _Candidate(size, 0, (whole,), _between_marks(page), system=False) if size >= _LEAST_BODY else None


def _between_marks(page: Page) -> frozenset[Element]:
    """The elements of the page that begin between a mark and its end."""
    inside: set[Element] = set()
    within = False
    for element in page.root.iter():
        if not isinstance(element.tag, str):
            comment = element.text or ""
            within = (within or bool(_BEGIN.match(comment))) and not _END.match(comment)
        elif within:
            inside.add(element)
    return frozenset(inside)


def _narrowest(candidates: list[_Candidate]) -> _Candidate | None:
    if not candidates:
        return None
    most = max(candidate.size for candidate in candidates)
    return min(
        (candidate for candidate in candidates if candidate.size >= _MOST_OF * most),
        key=lambda candidate: (candidate.size, -candidate.rank),
    )


def _with_siblings(best: _Candidate, candidates: list[_Candidate]) -> _Candidate:
    """The body and what else bears the same names beside it: an article may be entered in several pieces.

    A wider place with a good name is taken instead when what it adds is text too, and no frame.
    """
    element = best.elements[0]
    around = set(_around(element))
    for wider in candidates:
        if wider.elements[0] in around and wider.size > best.size:
            added = (child for child in wider.elements[0].iter("p", "div") if child not in best.inside)
            if not any(_is_frame(child) for child in added if child not in around):
                return wider
    parent = element.getparent()
    beside = [
        other
        for other in candidates
        if other.elements[0] is not element
        and other.elements[0].getparent() is parent
        and parent is not None
        and other.elements[0].get("class") == element.get("class")
    ]
    if not beside:
        return best
    all_of_them = sorted([best, *beside], key=lambda candidate: candidate.rank)
    return _Candidate(
        sum(candidate.size for candidate in all_of_them),
        best.rank,
        tuple(candidate.elements[0] for candidate in all_of_them),
        frozenset().union(*(candidate.inside for candidate in all_of_them)),
        best.system,
    )


def _around(element: Element) -> Iterator[Element]:
    parent = element.getparent()
    while parent is not None:
        yield parent
        parent = parent.getparent()


def _is_frame(element: Element) -> bool:
    """Whether a line is the page's and not its text's, and more than a tool that is dropped anyway."""
    text = short_text_of(element, _SMALL)
    found = read_credits(text) if text else None
    return bool(
        (found and found.labelled and found.published)
        or (text and (chrome.breadcrumb_path(text) or chrome.RELATED.match(text)))
    )


def _cleaned(body: Element) -> Element:
    """The body without rows of tools; an element that holds more than that stays."""
    body.tail = None
    for element in list(body.iter("div", "span", "ul", "p", "a", "dl")):
        if element is body or element.getparent() is None:
            continue
        classes, name = _names(element)
        if _TOOLS.search(f"{' '.join(classes)} {name}") and not any(n.startswith("trs") for n in classes):
            text = short_text_of(element, _SMALL)
            if chrome.is_tools(text) or (not text and not text_of(element) and not element.xpath(".//img")):
                element.drop_tree()
    return body
