"""A Word document brought into forms that its converter knows, so that no text of it gets lost.

Mammoth leaves out what it does not know: formulas, readings above hanzi, fields, newer text boxes, and the
numbers that Word writes by itself. These are made plain text here; it changes the tree it is given.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from gxreader.load.formats.docx_formulas import plain_formulas
from gxreader.load.formats.docx_numbering import Numbering, W
from gxreader.load.formats.office import COMMENTS, DRAWINGS
from gxreader.load.lines import columns
from gxreader.load.markup.xml import local_name, text_within

# noncharacters, which stand in no text
BASE, READING, END = "\ufdd0", "\ufdd1", "\ufdd2"
NUMBER, NUMBERED = "\ufdd3", "\ufdd4"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_UNWRAPPED = ("fldSimple", "dir", "bdo", "smartTag", "customXml")
_HEADING = re.compile(r"^(?:heading|标题|見出し)\s*(?P<level>[1-9])$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|标题|文档标题)$", re.IGNORECASE)
_HIGHEST = 6
_NEAR_TOP = 12
_TITLE_COLUMNS = 120
_LARGE = 1.3  # times the usual size
_USUAL = 21  # half points, of Word in Chinese
_CHAIN = 20  # of styles that are based on others


@dataclass
class Style:
    """What a paragraph style says that matters here."""

    name: str = ""
    based_on: str = ""
    outline: int = -1
    number: str = ""
    place: int = -1
    size: int = 0
    centred: bool = False


@dataclass
class Preparation:
    """Prepares a document's parts. `left_out` counts what cannot be shown."""

    styles: dict[str, Style] = field(default_factory=dict)
    numbering: Numbering = field(default_factory=Numbering)
    usual: int = _USUAL
    left_out: Counter[str] = field(default_factory=Counter)
    _titled: bool = False

    def read_styles(self, root: etree._Element) -> None:
        """Take what `word/styles.xml` says."""
        for element in root.iter(f"{W}style"):
            if element.get(f"{W}type") != "paragraph":
                continue
            number = element.find(f"{W}pPr/{W}numPr")
            style = Style(
                _child(element, "name"),
                _child(element, "basedOn"),
                _integer(_child(element, "pPr/outlineLvl"), -1),
                "" if number is None else _child(number, "numId"),
                -1 if number is None else _integer(_child(number, "ilvl"), -1),
                _integer(_child(element, "rPr/sz"), 0),
                _child(element, "pPr/jc") == "center",
            )
            self.styles[str(element.get(f"{W}styleId") or "")] = style
            if element.get(f"{W}default") in {"1", "true"} and style.size:
                self.usual = style.size

    def prepare(self, root: etree._Element, *, main: bool = True) -> None:
        """Make plain what the converter would leave out."""
        self._count(root)
        _text_boxes(root)
        plain_formulas(root)
        _readings(root)
        for name in _UNWRAPPED:
            for element in list(root.iter(f"{W}{name}")):
                for properties in element.findall(f"{W}{name}Pr"):
                    element.remove(properties)
                _unwrap(element)
        paragraphs = list(root.iter(f"{W}p"))
        for place, paragraph in enumerate(paragraphs):
            self._head(paragraph, near_top=main and place < _NEAR_TOP)
            self._label(paragraph)
        for element in root.iter():
            for attribute in [name for name in element.attrib if "rsid" in str(name)]:
                del element.attrib[attribute]

    def _count(self, root: etree._Element) -> None:
        for reference in list(root.iter(f"{W}commentReference")):
            self.left_out[COMMENTS] += 1
            _unwrap(reference)
        self.left_out[DRAWINGS] += sum(1 for _ in root.iter(f"{_CHART}chart", f"{_DIAGRAM}relIds"))

    def _chain(self, name: str) -> list[Style]:
        """A style and those it is based on."""
        chain: list[Style] = []
        while name in self.styles and len(chain) < _CHAIN:
            chain.append(self.styles[name])
            name = chain[-1].based_on
        return chain

    def _head(self, paragraph: etree._Element, *, near_top: bool) -> None:
        """Name the style of a heading or title as the converter knows it, if only its look says so, too."""
        properties = paragraph.find(f"{W}pPr")
        style = "" if properties is None else _child(properties, "pStyle")
        chain = self._chain(style)
        if any(_TITLE.match(ancestor.name) for ancestor in chain[:2]):
            self._titled = True
            _set_style(paragraph, "Heading1")
            return
        direct = -1 if properties is None else _integer(_child(properties, "outlineLvl"), -1)
        named = next((found for ancestor in chain if (found := _HEADING.match(ancestor.name))), None)
        outline = (
            direct if direct >= 0 else next((style.outline for style in chain if style.outline >= 0), -1)
        )
        if named or 0 <= outline < _HIGHEST:
            level = int(named["level"]) if named else outline + 1
            _set_style(paragraph, f"Heading{min(level, _HIGHEST)}")
        elif near_top and not self._titled and self._looks_titled(paragraph, chain):
            self._titled = True
            _set_style(paragraph, "Heading1")

    def _looks_titled(self, paragraph: etree._Element, chain: list[Style]) -> bool:
        """Whether a paragraph is short, centred and in large letters."""
        text = text_within(paragraph)
        if not text or columns(text) > _TITLE_COLUMNS:
            return False
        centred = _child(paragraph, "pPr/jc") == "center" or any(style.centred for style in chain)
        sizes = [_integer(_child(run, "rPr/sz"), 0) for run in paragraph.iter(f"{W}r") if text_within(run)]
        size = max(sizes, default=0) or next((style.size for style in chain if style.size), 0)
        return centred and size >= _LARGE * self.usual

    def _label(self, paragraph: etree._Element) -> None:
        """Write the number that Word shows before a paragraph; simple lists stay lists with their count."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return
        style = _child(properties, "pStyle")
        number, place = _child(properties, "numPr/numId"), _integer(_child(properties, "numPr/ilvl"), -1)
        if not number:
            named = str(paragraph.get(_ORIGINAL) or style)
            ancestor = next((style for style in self._chain(named) if style.number), None)
            if ancestor is None:
                return
            number = ancestor.number
            place = ancestor.place if ancestor.place >= 0 else self.numbering.level_of_style(number, named)
        place = max(place, 0)
        heading = style.startswith("Heading")
        if number == "0" or (self.numbering.is_bullet(number, place) and not heading):
            return
        label = self.numbering.next(number, place)
        if label is None:
            return
        if label.simple and not heading:
            _insert(paragraph, f"{NUMBER}{label.number}{NUMBERED}")
            return
        listed = properties.find(f"{W}numPr")
        if listed is not None:
            properties.remove(listed)
        ends_wide = label.text[-1:] > "\u2e00"
        _insert(paragraph, label.text if ends_wide or not label.text else f"{label.text} ")


_ORIGINAL = "gxreader-style"


def _set_style(paragraph: etree._Element, name: str) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    style = properties.find(f"{W}pStyle")
    if style is None:
        style = etree.SubElement(properties, f"{W}pStyle")
    paragraph.set(_ORIGINAL, str(style.get(f"{W}val") or ""))
    style.set(f"{W}val", name)


def _insert(paragraph: etree._Element, text: str) -> None:
    """Put text at a paragraph's beginning."""
    place = 1 if paragraph.find(f"{W}pPr") is not None else 0
    paragraph.insert(place, _run(text))


def _run(text: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    words = etree.SubElement(run, f"{W}t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def _replace(element: etree._Element, other: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        other.tail = element.tail
        parent.replace(element, other)


def _unwrap(element: etree._Element) -> None:
    """Let an element's children stand in its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in list(element):
        parent.insert(place, child)
        place += 1
    parent.remove(element)


def _readings(root: etree._Element) -> None:
    """Hanzi with their reading above, marked so that they are found again in what the converter makes."""
    for ruby in list(root.iter(f"{W}ruby")):
        base, reading = text_within(ruby.find(f"{W}rubyBase")), text_within(ruby.find(f"{W}rt"))
        marked = f"{BASE}{base}{READING}{reading}{END}" if base and reading else base or reading
        words = etree.Element(f"{W}t")
        words.text = marked
        _replace(ruby, words)


def _text_boxes(root: etree._Element) -> None:
    """Text boxes without an older form beside them follow the paragraph they hang on."""
    for alternate in list(root.iter(f"{_ALTERNATE}AlternateContent")):
        fallback = alternate.find(f"{_ALTERNATE}Fallback")
        old = "" if fallback is None else text_within(fallback)
        if not old and text_within(alternate):
            if fallback is not None:
                alternate.remove(fallback)
            _hoist(alternate)
    for shape in list(root.iter(f"{_SHAPE}txbx")):
        if not any(local_name(above) == "AlternateContent" for above in shape.iterancestors()):
            _hoist(shape)


def _hoist(holder: etree._Element) -> None:
    """Move the paragraphs of text boxes within an element behind the paragraph around it."""
    around = next((above for above in holder.iterancestors(f"{W}p")), None)
    parent = None if around is None else around.getparent()
    if around is None or parent is None:
        return
    place = parent.index(around) + 1
    for box in list(holder.iter(f"{W}txbxContent")):
        for child in list(box):
            parent.insert(place, child)
            place += 1


def _child(element: etree._Element, path: str) -> str:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else str(found.get(f"{W}val") or "")


def _integer(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else otherwise
