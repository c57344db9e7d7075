"""The body of an ODT document as the markup that the reader of blocks knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree, html

from gxreader.load.formats.docx_numbering import numeral
from gxreader.load.formats.odt_styles import Level, Styles, attribute, integer
from gxreader.load.formats.office import COMMENTS, DRAWINGS, WITHIN
from gxreader.load.markup.xml import local_name, text_within

_NAMES = """
    tracked-changes forms sequence-decls user-field-decls variable-decls dde-connection-decls hidden-text
    annotation-end soft-page-break alphabetical-index-auto-mark-file number event-listeners
    table-of-content-source illustration-index-source table-index-source object-index-source
    user-index-source alphabetical-index-source bibliography-source desc title script
"""
_DROPPED = frozenset(_NAMES.split())  # what is no text of the document
_HIGHEST = 6
_NEAR_TOP = 12  # paragraphs
_TITLE_CHARACTERS = 60
_MOST_REPEATED = 100  # cells or rows
_MOST_COPIES = 20_000  # of cells and rows, in the whole document
_MOST_SPACES = 100
_MOST_DEPTH = 150


@dataclass
class Body:
    """Writes markup for what a document holds. `formula` gives the text of an object that is a formula."""

    styles: Styles
    formula: Callable[[str], str]
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[etree._Element] = field(default_factory=list)
    _paragraphs: int = 0
    _titled: bool = False
    _counts: list[int] = field(default_factory=list)  # of headings
    _lists: dict[str, list[int]] = field(default_factory=dict)
    _depth: int = 0
    _left: int = _MOST_COPIES

    def written(self, text: etree._Element) -> etree._Element:
        """The document as an HTML body."""
        body: etree._Element = html.Element("body")
        self._children(text, body)
        return body

    def _children(self, element: etree._Element, into: etree._Element) -> None:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            _add_text(into, text_within(element))
        else:
            for child in element:
                self._block(child, into)
        self._depth -= 1

    def _block(self, element: etree._Element, into: etree._Element) -> None:
        name = local_name(element)
        if name in _DROPPED or not name:
            return
        if name in {"p", "h"}:
            self._paragraph(element, into, heading=name == "h")
        elif name == "list":
            self._list(element, into, attribute(element, "style-name"), 1)
        elif name == "table":
            self._table(element, into)
        elif name == "annotation":
            self.left_out[COMMENTS] += 1
        elif name == "section" and attribute(element, "display") == "none":
            return
        elif name in {"frame", "g", "custom-shape", "rect", "a"} or name.startswith("draw"):
            self._inline(element, _child(into, "div"))
        else:
            self._children(element, into)

    def _paragraph(
        self, element: etree._Element, into: etree._Element, *, heading: bool, label: str = ""
    ) -> None:
        look = self.styles.look(attribute(element, "style-name"))
        self._paragraphs += 1
        text = text_within(element)
        centred = look.centred and look.large and len(text) <= _TITLE_CHARACTERS
        titled = look.title or (centred and self._paragraphs <= _NEAR_TOP and not self._titled)
        if heading:
            level = max(integer(attribute(element, "outline-level"), 1), 1)
            made = _child(into, f"h{min(level, _HIGHEST)}")
            if text and attribute(element, "is-list-header") != "true":
                label = label or self._heading_label(element, level)
        elif titled and text:
            self._titled = True
            made = _child(into, "h1")
        elif look.quote:
            made = _child(_child(into, "blockquote"), "p")
        else:
            made = _child(into, "pre" if look.preformatted else "p")
        if look.centred:
            made.set("align", "center")
        _add_text(made, label)
        self._inline(element, _child(made, "b") if look.bold and not heading and not titled else made)

    def _heading_label(self, element: etree._Element, level: int) -> str:
        """The number before a heading, where the document numbers its headings."""
        numbering = self.styles.headings.get(level)
        if numbering is None or not numbering.form:
            return ""
        if attribute(element, "restart-numbering") == "true":
            self._counts = self._counts[: level - 1]
        return _counted(self._counts, level, self.styles.headings)

    def _list(self, element: etree._Element, into: etree._Element, style: str, level: int) -> None:
        """A list: one of bullets or plain numbers stays a list, others are paragraphs with their numbers."""
        style = attribute(element, "style-name") or style
        levels = self.styles.lists.get(style, {})
        numbering = levels.get(level, Level(bullet=True))
        goes_on = attribute(element, "continue-numbering") == "true" or attribute(element, "continue-list")
        counts = self._lists.setdefault(style, [])
        if level == 1 and not goes_on:
            counts.clear()
        listed = numbering.bullet or not numbering.form or numbering.simple
        holder = _child(into, "ul" if numbering.bullet or not numbering.form else "ol") if listed else into
        for item in element:
            name = local_name(item)
            if name not in {"list-item", "list-header"}:
                continue
            start = attribute(item, "start-value")
            if start:
                counts[level - 1 :] = [*counts[level - 1 : level - 1], integer(start, 1) - 1]
            numbered = name == "list-item" and bool(numbering.form) and _has_paragraph(item)
            label = _counted(counts, level, levels) if numbered else ""
            if listed and numbered and holder.get("start") is None:
                holder.set("start", str(counts[level - 1]))
            self._item(
                item, _child(holder, "li") if listed else holder, style, level, "" if listed else label
            )

    def _item(self, item: etree._Element, into: etree._Element, style: str, level: int, label: str) -> None:
        for child in item:
            name = local_name(child)
            if name == "list":
                self._list(child, into, style, level + 1)
            elif name in {"p", "h"}:
                self._paragraph(child, into, heading=name == "h", label=label)
                label = ""
            else:
                self._block(child, into)

    def _table(self, element: etree._Element, into: etree._Element) -> None:
        table = _child(into, "table")
        for row in element.iter("{*}table-row"):
            if next(row.iterancestors("{*}table"), None) is not element:
                continue
            head = any(local_name(above) == "table-header-rows" for above in row.iterancestors())
            repeated = min(integer(attribute(row, "number-rows-repeated"), 1), _MOST_REPEATED)
            for _ in range(self._copies(repeated) if text_within(row) else 1):
                self._row(row, _child(table, "tr"), "th" if head else "td")

    def _copies(self, wanted: int) -> int:
        """How often something that is said to be repeated is: few words could ask for very much."""
        given = max(min(wanted, self._left), 1)
        self._left -= given - 1
        return given

    def _row(self, row: etree._Element, into: etree._Element, kind: str) -> None:
        for cell in row:
            if local_name(cell) != "table-cell":
                continue
            repeated = min(integer(attribute(cell, "number-columns-repeated"), 1), _MOST_REPEATED)
            for _ in range(self._copies(repeated)):
                made = _child(into, kind)
                for name, span in (("number-columns-spanned", "colspan"), ("number-rows-spanned", "rowspan")):
                    if attribute(cell, name):
                        made.set(span, attribute(cell, name))
                self._children(cell, made)

    def _inline(self, element: etree._Element, into: etree._Element) -> None:
        """Running text; boxes and tables within it stand where they are hung."""
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            _add_text(into, text_within(element))
            self._depth -= 1
            return
        _add_text(into, element.text)
        for child in element:
            self._piece(child, local_name(child), into)
            _add_text(into, child.tail)
        self._depth -= 1

    def _piece(self, element: etree._Element, name: str, into: etree._Element) -> None:
        simple = {"s": self._spaces, "tab": self._tab, "line-break": self._break, "note": self._note}
        if name in simple:
            simple[name](element, into)
        elif name == "annotation":
            self.left_out[COMMENTS] += 1
        elif name == "a" and attribute(element, "href"):
            link = _child(into, "a")
            link.set("href", attribute(element, "href"))
            self._inline(element, link)
        elif name == "span":
            look = self.styles.look(attribute(element, "style-name"))
            holder = _child(into, "b") if look.bold else into
            self._inline(element, _child(holder, "i") if look.italic else holder)
        elif name == "ruby":
            self._ruby(element, into)
        elif name == "frame":
            self._frame(element, into)
        elif name in {"p", "h", "list", "table", "section", "text-box"}:
            self._block(element, into)
        elif name not in _DROPPED:
            self._inline(element, into)

    def _spaces(self, element: etree._Element, into: etree._Element) -> None:
        _add_text(into, " " * min(integer(attribute(element, "c"), 1), _MOST_SPACES))

    def _tab(self, element: etree._Element, into: etree._Element) -> None:
        del element
        _add_text(into, " ")

    def _break(self, element: etree._Element, into: etree._Element) -> None:
        del element
        _child(into, "br")

    def _note(self, element: etree._Element, into: etree._Element) -> None:
        """A note's sign stands in the text; the note itself goes to the end."""
        for body in element.iterchildren("{*}note-body"):
            item = html.Element("li")
            self._children(body, item)
            self.notes.append(item)
            _add_text(into, f"[{len(self.notes)}]")

    def _ruby(self, element: etree._Element, into: etree._Element) -> None:
        base, reading = element.find("{*}ruby-base"), element.find("{*}ruby-text")
        ruby = _child(into, "ruby")
        _add_text(ruby, text_within(base))
        _add_text(_child(ruby, "rt"), text_within(reading))

    def _frame(self, element: etree._Element, into: etree._Element) -> None:
        """A picture, a box of text, a formula, or a drawing that is only counted."""
        boxes = list(element.iterchildren("{*}text-box"))
        for box in boxes:
            self._children(box, _child(into, "div"))
        thing = element.find("{*}object")
        if thing is not None:
            formula = text_within(thing) or self.formula(attribute(thing, "href"))
            if formula:
                _add_text(into, formula)
            else:
                self.left_out[DRAWINGS] += 1
            return
        for image in list(element.iterchildren("{*}image"))[:1]:
            address = attribute(image, "href").removeprefix("./")
            if address and "://" not in address:
                picture = _child(into, "img")
                picture.set("src", WITHIN + address)
                picture.set(
                    "alt", text_within(element.find("{*}desc")) or text_within(element.find("{*}title"))
                )


def _counted(counts: list[int], level: int, levels: dict[int, Level]) -> str:
    """One more of a level, and how it is written."""
    counts.extend(levels.get(above, Level()).start for above in range(len(counts) + 1, level))
    numbering = levels.get(level, Level())
    counts[level - 1 :] = [counts[level - 1] + 1 if len(counts) >= level else numbering.start]
    first = max(level - numbering.shown + 1, 1)
    shown = [
        numeral(counts[place - 1], levels.get(place, numbering).form or "decimal")
        for place in range(first, level + 1)
    ]
    text = f"{numbering.prefix}{'.'.join(shown)}{numbering.suffix}"
    return text if not text or text[-1] > "\u2e00" or text[-1].isspace() else f"{text} "


def _has_paragraph(item: etree._Element) -> bool:
    return any(local_name(child) in {"p", "h"} for child in item)


def _child(into: etree._Element, name: str) -> etree._Element:
    made: etree._Element = html.Element(name)
    into.append(made)
    return made


def _add_text(into: etree._Element, text: str | None) -> None:
    """Add text behind what an element already holds."""
    if not text:
        return
    if len(into):
        into[-1].tail = (into[-1].tail or "") + text
    else:
        into.text = (into.text or "") + text
