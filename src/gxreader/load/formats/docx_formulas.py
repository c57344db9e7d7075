"""The formulas of a Word document as lines of text."""

from __future__ import annotations

import re

from lxml import etree

from gxreader.load.formats.docx_numbering import W
from gxreader.load.markup import mathml
from gxreader.load.markup.xml import local_name, text_within

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SCRIPTS = {"f": "mfrac", "sSup": "msup", "sSub": "msub", "sSubSup": "msubsup", "limLow": "munder"}
_SCRIPTS |= {"limUpp": "mover", "m": "mtable", "mr": "mtr", "acc": "mover"}
_PROPERTIES = re.compile(r"(?:Pr|^ctrlPr)$")


def plain_formulas(root: etree._Element) -> None:
    """Put a run of text in the place of every formula of a document."""
    for formula in list(root.iter(f"{_MATH}oMath")):
        run = etree.Element(f"{W}r")
        words = etree.SubElement(run, f"{W}t")
        words.text = mathml.as_text(_mathml(formula, "math", 0))
        _put(formula, [run])
    for paragraph in list(root.iter(f"{_MATH}oMathPara")):
        _put(paragraph, list(paragraph.iterchildren(f"{W}r")))


def _put(element: etree._Element, others: list[etree._Element]) -> None:
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = others


def _mathml(element: etree._Element, name: str, depth: int) -> etree._Element:
    """A formula of Word as MathML, as far as writing it in a line needs."""
    made = etree.Element(name)
    if depth > 60:  # noqa: PLR2004 - no formula is so deep
        made.text = text_within(element)
        return made
    for child in element:
        kind = local_name(child)
        if kind == "r":
            letters = etree.SubElement(made, "mi")
            letters.text = text_within(child)
        elif kind == "rad":
            made.append(_root(child, depth))
        elif kind == "d":
            made.append(_fenced(child, depth))
        elif kind == "nary":
            sign = etree.SubElement(made, "mo")
            sign.text = _attribute(child, "naryPr/chr") or "∫"
            made.append(_mathml(child, "mrow", depth + 1))
        elif not _PROPERTIES.search(kind):
            made.append(_mathml(child, _SCRIPTS.get(kind, "mrow"), depth + 1))
    return made


def _root(element: etree._Element, depth: int) -> etree._Element:
    inside, degree = element.find(f"{_MATH}e"), element.find(f"{_MATH}deg")
    if degree is None or not text_within(degree):
        made = etree.Element("msqrt")
        if inside is not None:
            made.append(_mathml(inside, "mrow", depth + 1))
        return made
    made = etree.Element("mroot")
    for part in (inside, degree):
        if part is not None:
            made.append(_mathml(part, "mrow", depth + 1))
    return made


def _fenced(element: etree._Element, depth: int) -> etree._Element:
    made = etree.Element("mfenced")
    made.set("open", _attribute(element, "dPr/begChr") or "(")
    made.set("close", _attribute(element, "dPr/endChr") or ")")
    for inside in element.iterchildren(f"{_MATH}e"):
        made.append(_mathml(inside, "mrow", depth + 1))
    return made


def _attribute(element: etree._Element, path: str) -> str:
    found = element.find("/".join(f"{_MATH}{step}" for step in path.split("/")))
    return "" if found is None else str(found.get(f"{_MATH}val") or "")
