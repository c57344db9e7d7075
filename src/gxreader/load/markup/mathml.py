"""Formulas of a page or book: each becomes a line of text that carries its words in both languages."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from gxreader.load.markup.formula.mathml import read_mathml
from gxreader.load.markup.formula.nodes import Node
from gxreader.load.markup.formula.spoken import EN, ZH, spoken
from gxreader.load.markup.formula.tex import read_tex
from gxreader.load.markup.formula.written import written
from gxreader.load.markup.xml import local_name, text_within
from gxreader.model.article import Math
from gxreader.theme.typography import has_han

MOST_ELEMENTS = 40_000  # of all formulas of a page: about a second
LONGEST = 2_000  # characters of a formula's line and of its words: what is longer is text like any other
IN_CHINESE, IN_ENGLISH = "data-formula-zh", "data-formula-en"
_TEX = frozenset({"application/x-tex", "tex", "latex", "application/x-latex", "text/latex"})
_COPIES = re.compile(r"\b(?:katex-html|mwe-math-fallback-image\S*|MathJax_Preview|MathJax_SVG)\b")
_HIDING = re.compile(r"\b(?:mwe-math-mathml\S*|katex-mathml|MJX_Assistive_MathML)\b|^mjx-assistive-mml$")
_SHOWN_TEX = re.compile(r"\bmwe-math-fallback-image|\btex\b|\blatex\b", re.IGNORECASE)
_MOST_AROUND = 3
_PROSE = re.compile(r"[A-Za-z]{3,} | [A-Za-z]{3,}|[\u4e00-\u9fff]{2}")


def as_text(formula: etree._Element) -> str:
    """A formula in one line: fractions by /, powers and indices raised and lowered, roots by √."""
    return formula_of(formula)[0]


def formula_of(formula: etree._Element) -> tuple[str, Math | None]:
    """A formula's line of text and its words; no words for what is longer than formulas are."""
    described = " ".join((formula.get("alttext") or "").split())
    tex = _annotation(formula) or (described if "\\" in described or "^" in described else "")
    try:
        node = read_mathml(formula)
        if node.is_empty and tex:
            node = read_tex(tex)
        if node.is_empty:
            return described, None
        line, words = _of(node)
        return line, _as_described(words, described) if words is not None and not tex else words
    except RecursionError:  # no formula is so deep: what it holds is text like any other
        return text_within(formula), None


def formula_of_tex(source: str) -> tuple[str, Math | None]:
    """The same for TeX."""
    try:
        node = read_tex(source)
        return ("", None) if node.is_empty else _of(node)
    except RecursionError:  # no formula is so deep: what it holds is text like any other
        return " ".join(source.split()), None


def _as_described(words: Math, described: str) -> Math:
    """The words, in the language of the publisher's own description with that."""
    if not _PROSE.search(described) or len(described) > LONGEST:
        return words
    return Math(described, words.en) if has_han(described) else Math(words.zh, described)


def _of(node: Node) -> tuple[str, Math | None]:
    line = written(node)
    if len(line) > LONGEST:
        return line, None
    chinese, english = spoken(node, ZH), spoken(node, EN)
    if not line or max(len(line), len(chinese), len(english)) > LONGEST:
        return line, None
    return line, Math(chinese, english)


def _annotation(formula: etree._Element) -> str:
    """The TeX that some pages keep beside the MathML."""
    for element in formula.iter():
        if local_name(element) == "annotation" and (element.get("encoding") or "").lower() in _TEX:
            return text_within(element)
    return ""


def write_formulas(root: Any) -> None:
    """Put a line of text in the place of every formula, and take out the pictures and copies of it.

    Of a page with more formulas than there is time for, the rest is read as text.
    """
    left = MOST_ELEMENTS
    for formula in list(root.iter("{*}math")):
        if any(local_name(above) == "math" for above in formula.iterancestors()):
            continue
        _show(formula)
        left -= sum(1 for _ in formula.iter())
        read = formula_of(formula) if left > 0 else (text_within(formula), None)
        _write(formula, *read, tag="div" if formula.get("display") == "block" else "span")
    for picture in list(root.iter("img")):
        source = picture.get("alt") or ""
        if "\\" in source and _SHOWN_TEX.search(picture.get("class") or ""):
            line, words = formula_of_tex(source)
            if line:
                _write(picture, line, words)
    for script in list(root.iter("script")):
        if (script.get("type") or "").lower().startswith("math/tex"):
            block = "display" in (script.get("type") or "")
            _write(script, *formula_of_tex(script.text or ""), tag="div" if block else "span")


def _write(element: etree._Element, line: str, words: Math | None, tag: str = "span") -> None:
    tail, identifier = element.tail, element.get("id")
    element.clear()
    element.tag, element.tail, element.text = tag, tail, line or None
    if identifier:
        element.set("id", identifier)
    if words is not None:
        inner = element
        if tag == "div":
            inner = etree.SubElement(element, "span")
            inner.text, element.text = line, None
        inner.set(IN_CHINESE, words.zh)
        inner.set(IN_ENGLISH, words.en)


def words_of(element: Any) -> Math | None:
    """The words of a formula that `write_formulas` has written; never of more than a formula's line."""
    if len(element) or len(element.text or "") > LONGEST:
        return None
    chinese, english = element.get(IN_CHINESE), element.get(IN_ENGLISH)
    return Math(chinese[:LONGEST], english[:LONGEST]) if chinese and english else None


def _show(formula: etree._Element) -> None:
    """Pages hide the MathML from eyes, and show a picture or a drawing of the formula beside it."""
    around = formula.getparent()
    for _ in range(_MOST_AROUND):
        if around is None or len(around) > 4:  # noqa: PLR2004 - holds more than a formula and its copies
            return
        for sibling in list(around):
            kind = f"{sibling.get('class') or ''} {local_name(sibling)}"
            if _COPIES.search(kind) or local_name(sibling) == "mjx-math":
                tail = sibling.tail
                sibling.clear()
                sibling.tag, sibling.tail = "span", tail
        if not _HIDING.search(around.get("class") or local_name(around)):
            if around.get("aria-hidden") or "display" in (around.get("style") or ""):
                return
        else:
            for name in {"style", "hidden"} & set(around.attrib):
                del around.attrib[name]
        around = around.getparent()
