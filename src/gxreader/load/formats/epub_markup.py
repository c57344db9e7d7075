"""What books have and web pages have not, brought into the forms that pages have.

Drawings, formulas, notes and their marks, quotations, and what is only played, become text and pictures that
the reader of blocks knows. It changes the tree it is given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import unquote

from lxml import etree, html

from gxreader.load.formats.epub_contents import kind_of
from gxreader.load.formats.epub_pages import LONGEST, PageMarks, is_page_break, number_of
from gxreader.load.markup import mathml
from gxreader.load.markup.element import BLOCKS
from gxreader.load.markup.xml import local_name, text_within

DRAWINGS, MEDIA = "drawings", "media"  # what could not be shown, counted
_LINK = "{http://www.w3.org/1999/xlink}href"
_NOTES = frozenset({"footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"})
_NOTE_LISTS = frozenset({"footnotes", "endnotes", "rearnotes", "doc-footnotes", "doc-endnotes"})
_MARKS = frozenset({"noteref", "doc-noteref"})
_MARK = re.compile(r"[\[(（〔【]?(?:\d{1,4}|[a-z]|[ivx]{1,5}|[*†‡§※①-⑳㉑-㉟])[\])）〕】]?", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[(（〔【*†‡§※①-⑳㉑-㉟]")
_WAY_BACK = re.compile(r"[\s↩↵⏎↑⤴⬑◎^\ufe0e\ufe0f]+")
_MARK_CLASS = re.compile(r"note[-_]?(?:ref|link|call)|duokan-footnote|(?:ref|anchor)[-_]?note", re.IGNORECASE)
_NOTE_IN_PICTURE = re.compile(r"footnote|qqreader|zhangyue", re.IGNORECASE)
_HOLDERS = frozenset({"svg", "g", "a", "switch", "defs", "symbol", "clippath", "mask", "marker", "pattern"})
_UNSEEN = frozenset({"title", "desc", "style", "metadata", "use", "script", ""})
_PLACE_MARK = re.compile("\ufdd0\\d+\ufdd1")
_CLOSED = "table thead tbody tfoot tr colgroup col ul ol menu dl ruby rb rt rp rtc img br hr pre figure"
_CLOSED_TO_TEXT = frozenset(_CLOSED.split())
_PLAYED = ("audio", "video", "canvas")


def plain_names(root: etree._Element) -> None:
    """Take the namespaces off the names of elements; those of attributes stay."""
    for element in root.iter():
        if isinstance(element.tag, str) and "}" in element.tag:
            element.tag = local_name(element)


class Tidier:
    """Tidies the body of one text of a book. `left_out` counts what could not be shown."""

    def __init__(self, body: etree._Element, pages: PageMarks, numbers: Mapping[str, str]) -> None:
        self.left_out: Counter[str] = Counter()
        self._pages = pages
        self._numbers = numbers  # of pages, by the id at which they begin
        self._body = body
        self._marks: dict[str, str] = {}

    def tidy(self) -> list[etree._Element]:
        """Bring the body into shape; the notes that stood in its midst are taken out and returned."""
        self._drawings()
        self._formulas()
        self._choices()
        self._media()
        self._note_marks()
        for quotation in list(self._body.iter("q")):
            quotation.text = f"“{quotation.text or ''}"
            _append_text(quotation, "”")
        for element in list(self._body.iter("noscript")):
            element.tag = "div"
        self._page_breaks()
        return self._notes()

    def _page_breaks(self) -> None:
        """Where a page of the printed edition begins, a sign of it stands instead of its number."""
        waiting = dict(self._numbers)
        beginning = waiting.pop("", "")
        for element in list(self._body.iter()):
            listed = waiting.pop(element.get("id") or "", "")
            if not is_page_break(element):
                if listed:
                    put_mark(element, self._pages.mark(listed))
                continue
            if len(element) or len(element.text or "") > LONGEST:
                continue  # the text of a page stands in it
            number = listed or number_of(element)
            element.text = "".join(_PLACE_MARK.findall(element.text or "")) or None
            if local_name(element) in {"hr", "br"}:
                element.tag = "span"
            if number:
                put_mark(element, self._pages.mark(number))
        if beginning:
            put_mark(self._body, self._pages.mark(beginning))

    def _drawings(self) -> None:
        while outermost := [
            drawing for drawing in self._body.iter("svg") if next(drawing.iterancestors("svg"), None) is None
        ]:  # again, for the pages that stand in drawings may hold drawings
            for drawing in outermost:
                self._drawing(drawing)
        for element in list(self._body.iter("img")):
            if (element.get("src") or "").partition("#")[0].lower().endswith((".svg", ".svgz")):
                self.left_out[DRAWINGS] += 1

    def _drawing(self, drawing: etree._Element) -> None:
        """A drawing becomes the pictures and texts within it; its lines and shapes cannot be shown."""
        described = {local_name(child): text_within(child) for child in reversed(list(drawing))}
        title = described.get("title") or drawing.get("aria-label") or ""
        pieces: list[etree._Element] = []
        shapes = pictures = 0
        waiting = list(reversed(list(drawing)))
        while waiting:
            node = waiting.pop()
            name = local_name(node).lower()
            if name == "image":
                source = node.get(_LINK) or node.get("xlink:href") or node.get("href") or ""
                pieces.append(_made("img", src=source, alt=title))
                pictures += 1
            elif name == "text":
                pieces.append(_made("p", text_within(node)))
            elif name == "foreignobject":
                pieces.append(_moved(node, "div"))
            elif name in _HOLDERS:
                waiting += reversed(list(node))
            else:
                shapes += name not in _UNSEEN
        if not pictures:
            self.left_out[DRAWINGS] += bool(shapes)
            pieces.insert(0, _made("p", title or described.get("desc", "")))
        pieces = [piece for piece in pieces if len(piece) or piece.text or local_name(piece) == "img"]
        _become(drawing, "div" if pieces else "span", pieces)

    def _formulas(self) -> None:
        mathml.write_formulas(self._body)

    def _choices(self) -> None:
        """Of alternatives of which one is to be shown, the one that every reader can show."""
        for choice in list(self._body.iter("switch")):
            ways = list(choice)
            chosen = next((way for way in ways if local_name(way) == "default"), ways[0] if ways else None)
            for way in ways:
                if way is not chosen:
                    choice.remove(way)

    def _media(self) -> None:
        """Sound and film are not played: what a book says instead of them is shown."""
        for element in list(self._body.iter(*_PLAYED)):
            self.left_out[MEDIA] += 1
            element.tag = "div"
        for element in list(self._body.iter("object")):
            kind, source = (element.get("type") or "").lower(), element.get("data") or ""
            if kind.startswith("image/") and "svg" not in kind and source:
                _become(element, "img", [])
                element.set("src", source)
            else:
                self.left_out[MEDIA] += 1
                element.tag = "div"
        self.left_out[MEDIA] += sum(1 for _ in self._body.iter("iframe", "embed"))

    def _note_marks(self) -> None:
        """Marks of notes stand in brackets, lest a number run into the word before it."""
        for number, link in enumerate(self._links_to_notes(), 1):
            text = text_within(link) or str(number)
            mark = text if _BRACKETED.match(text) else f"[{text}]"
            self._marks.setdefault(unquote((link.get("href") or "").partition("#")[2]), mark)
            _become(link, "span", [], mark)
        for link in list(self._body.iter("a")):
            text = text_within(link)
            if "#" in (link.get("href") or "") and text and _WAY_BACK.fullmatch(text) and not len(link):
                link.text = None  # the way back to where one was reading
        for picture in list(self._body.iter("img")):
            alt = (picture.get("alt") or "").strip()
            if alt and _NOTE_IN_PICTURE.search(picture.get("class") or ""):
                _become(picture, "span", [], f"［{alt}］")

    def _links_to_notes(self) -> list[etree._Element]:
        found: list[etree._Element] = []
        for link in self._body.iter("a"):
            address = link.get("href") or ""
            if "#" not in address or "://" in address:
                continue
            stated = _MARKS & {*kind_of(link).split(), *(link.get("role") or "").split()}
            raised = any(
                local_name(node) == "sup" for node in (*link.iterancestors("sup"), *link.iter("sup"))
            )
            text = text_within(link)
            looks = (raised or _MARK_CLASS.search(link.get("class") or "")) and (
                _MARK.fullmatch(text) or (not text and any(True for _ in link.iter("img")))
            )
            if stated or looks:
                found.append(link)
        return found

    def _notes(self) -> list[etree._Element]:
        """Notes scattered among the text, which would be heard in the middle of a sentence's thought."""
        notes: list[etree._Element] = []
        for element in list(self._body.iter("aside", "div", "p", "section")):
            if not _NOTES & _roles(element) or any(
                _roles(above) & (_NOTE_LISTS | _NOTES) for above in element.iterancestors()
            ):
                continue
            for shown in (element, *element.iterdescendants()):
                if "hidden" in shown.attrib:
                    del shown.attrib["hidden"]
            element.set("style", "")  # many are hidden until their mark is touched
            mark = self._marks.get(element.get("id") or "", "")
            bare = re.sub(r"\W", "", mark)
            if mark and not re.match(rf"\W*{re.escape(bare)}\b", text_within(element)):
                first = next((node for node in element.iter("p")), element)
                first.text = f"{mark} {first.text or ''}"
            notes.append(element)
        for note in notes:
            _detach(note)
        return notes


def _roles(element: etree._Element) -> frozenset[str]:
    return frozenset((*kind_of(element).split(), *(element.get("role") or "").split()))


def _made(tag: str, text: str = "", **attributes: str) -> etree._Element:
    made: etree._Element = html.Element(tag)
    made.text = text or None
    for name, value in attributes.items():
        made.set(name, value)
    return made


def _moved(element: etree._Element, tag: str) -> etree._Element:
    """A new element with the text and children of another."""
    made = _made(tag, element.text or "")
    made.extend(list(element))
    return made


def _become(element: etree._Element, tag: str, children: list[etree._Element], text: str = "") -> None:
    """Make an element another one in its place; its id and the text after it stay."""
    tail, identifier = element.tail, element.get("id")
    element.clear()
    element.tag, element.tail, element.text = tag, tail, text or None
    if identifier:
        element.set("id", identifier)
    element.extend(children)


def _append_text(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _detach(element: etree._Element) -> None:
    """Take an element out; the text after it stays where it is."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
        element.tail = None
    parent.remove(element)


def put_mark(element: etree._Element, mark: str) -> None:
    """Write a mark where an element begins, or before the table, list or picture without text of its own."""
    place = next(element.iterancestors("ruby"), element)
    while len(place) and not (place.text or "").strip() and local_name(place[0]) in BLOCKS:
        place = place[0]
    while local_name(place) in _CLOSED_TO_TEXT:
        above = place.getparent()
        if above is None or local_name(above) not in _CLOSED_TO_TEXT:
            break
        place = above
    if local_name(place) not in _CLOSED_TO_TEXT:
        place.text = mark + (place.text or "")
        return
    before, parent = place.getprevious(), place.getparent()
    if before is not None:
        before.tail = (before.tail or "") + mark
    elif parent is not None:
        parent.text = (parent.text or "") + mark
