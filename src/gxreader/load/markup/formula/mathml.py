"""Presentation MathML into the tree."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from gxreader.load.markup.formula.nodes import MOST_DEPTH, MOST_NODES, NOTHING, Kind, Node, row
from gxreader.load.markup.formula.signs import ACCENTS, ALIKE, BRACES, UNSEEN
from gxreader.load.markup.xml import local_name, text_within

_LEFT_OUT = frozenset({"annotation", "annotation-xml", "mphantom", "none", "mprescripts", "maligngroup"})
_LEFT_OUT |= {"malignmark", "mglyph", "maction-hidden"}
_FENCES = "()"
_PIECES = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\S")


def read_mathml(formula: etree._Element) -> Node:
    """The formula as a tree, as far as it is no larger than formulas are."""
    reader = _Reader()
    node = reader.read(formula)
    return Node(Kind.WORDS, text_within(formula)) if reader.is_full else node


class _Reader:
    def __init__(self) -> None:
        self._left = MOST_NODES
        self._special: dict[str, Callable[[etree._Element, int], Node]] = {
            "mfrac": self._fraction,
            "msqrt": lambda element, depth: Node(Kind.ROOT, parts=(self._inside(element, depth), NOTHING)),
            "mroot": lambda element, depth: Node(Kind.ROOT, parts=self._first(element, depth, 2)),
            "msup": self._power,
            "msub": self._index,
            "msubsup": self._both,
            "munder": self._beneath,
            "mover": self._above,
            "munderover": lambda element, depth: Node(Kind.LIMITS, parts=self._first(element, depth, 3)),
            "mmultiscripts": self._several,
            "mtable": self._table,
            "mfenced": self._fenced,
            "semantics": lambda element, depth: self._first(element, depth, 1)[0],
            "maction": lambda element, depth: self._first(element, depth, 1)[0],
        }

    @property
    def is_full(self) -> bool:
        """Whether there was more than was read."""
        return self._left < 0

    def read(self, element: etree._Element, depth: int = 0) -> Node:
        """An element and what is in it."""
        name = local_name(element)
        self._left -= 1
        if name in _LEFT_OUT or not name:
            return NOTHING
        if depth > MOST_DEPTH or self._left < 0:
            return Node(Kind.WORDS, text_within(element)) if depth > MOST_DEPTH else NOTHING
        special = self._special.get(name)
        if special is not None:
            return special(element, depth)
        return self._token(element, name) if not len(element) else self._inside(element, depth)

    def _token(self, element: etree._Element, name: str) -> Node:
        text = text_within(element).translate(UNSEEN)
        if not text:
            return NOTHING
        if name in {"mtext", "ms"}:
            return Node(Kind.WORDS, text)
        text = text.translate(ALIKE)
        if name == "mn" or text.replace(".", "").replace(",", "").isdecimal():
            return Node(Kind.NUMBER, text)
        if name == "mi" and len(text) > 1 and not text.isalnum():
            return row([_piece(piece) for piece in _PIECES.findall(text)])
        is_sign = name == "mo" and not text.isalpha()
        return Node(Kind.SIGN if is_sign or not text[0].isalnum() else Kind.LETTER, text)

    def _inside(self, element: etree._Element, depth: int) -> Node:
        pieces = [Node(Kind.WORDS, (element.text or "").strip())] if (element.text or "").strip() else []
        return row([*pieces, *(self.read(child, depth + 1) for child in element)])

    def _children(self, element: etree._Element, depth: int) -> list[Node]:
        """Each child, nothing included: in scripts and fractions their order says what they are."""
        return [self.read(child, depth + 1) for child in element if isinstance(child.tag, str)]

    def _first(self, element: etree._Element, depth: int, count: int) -> tuple[Node, ...]:
        """The first children, and nothing for those that are missing; more than there should be are kept."""
        found = self._children(element, depth)
        found += [NOTHING] * (count - len(found))
        if len(found) > count and local_name(element) not in {"semantics", "maction"}:
            found[count - 1 :] = [row(found[count - 1 :])]
        return tuple(found[:count])

    def _fraction(self, element: etree._Element, depth: int) -> Node:
        thickness = (element.get("linethickness") or "").strip()
        kind = Kind.BINOMIAL if thickness[:1] == "0" and not thickness.strip("0.pxemt%") else Kind.FRACTION
        return Node(kind, parts=self._first(element, depth, 2))

    def _power(self, element: etree._Element, depth: int) -> Node:
        base, above = self._first(element, depth, 2)
        return _scripted(base, NOTHING, above)

    def _index(self, element: etree._Element, depth: int) -> Node:
        base, below = self._first(element, depth, 2)
        return _scripted(base, below, NOTHING)

    def _both(self, element: etree._Element, depth: int) -> Node:
        base, below, above = self._first(element, depth, 3)
        return _scripted(base, below, above)

    def _beneath(self, element: etree._Element, depth: int) -> Node:
        base, beneath = self._first(element, depth, 2)
        if beneath.kind is Kind.SIGN and beneath.text in BRACES:
            return base
        return Node(Kind.LIMITS, parts=(base, beneath, NOTHING))

    def _above(self, element: etree._Element, depth: int) -> Node:
        base, above = self._first(element, depth, 2)
        sign = above.text if above.kind in {Kind.SIGN, Kind.LETTER} else ""
        if sign in BRACES and sign:
            return base
        if sign in ACCENTS:
            return Node(Kind.ACCENT, sign, (base,))
        return Node(Kind.LIMITS, parts=(base, NOTHING, above))

    def _several(self, element: etree._Element, depth: int) -> Node:
        groups: list[list[Node]] = [[], []]
        before = 0
        for child in element:
            if local_name(child) == "mprescripts":
                before = 1
            else:
                groups[before].append(self.read(child, depth + 1))
        behind, ahead = groups
        made = behind[0] if behind else NOTHING
        scripts = behind[1:]
        if any(not script.is_empty for script in scripts):
            made = _scripted(made, row(scripts[0::2]), row(scripts[1::2]))
        if ahead:
            made = Node(Kind.BEFORE, parts=(made, row(ahead[0::2]), row(ahead[1::2])))
        return made

    def _table(self, element: etree._Element, depth: int) -> Node:
        lines: list[Node] = []
        for line in element:
            name = local_name(line)
            if name in {"mtr", "mlabeledtr"}:
                cells = list(line)[1 if name == "mlabeledtr" else 0 :]
                read = tuple(self._inside(cell, depth + 2) for cell in cells if isinstance(cell.tag, str))
                lines.append(Node(Kind.ROW, parts=read))
            elif name:
                lines.append(Node(Kind.ROW, parts=(self.read(line, depth + 1),)))
        return Node(Kind.TABLE, parts=tuple(lines)) if lines else NOTHING

    def _fenced(self, element: etree._Element, depth: int) -> Node:
        before, after = element.get("open"), element.get("close")
        between = (element.get("separators") or ",").strip()
        inside: list[Node] = []
        for number, part in enumerate(self._children(element, depth)):
            if number and between:
                inside.append(Node(Kind.SIGN, between[min(number - 1, len(between) - 1)]))
            inside.append(part)
        opening = _FENCES[0] if before is None else before.strip()
        closing = _FENCES[1] if after is None else after.strip()
        return Node(Kind.FENCED, f"{opening} {closing}", (row(inside),))


def _piece(text: str) -> Node:
    """A piece of a name that is a formula of its own, as office programs write them."""
    if text[0].isdecimal():
        return Node(Kind.NUMBER, text)
    return Node(Kind.LETTER if text[0].isalpha() else Kind.SIGN, text)


def _scripted(base: Node, below: Node, above: Node) -> Node:
    if below.is_empty and above.is_empty:
        return base
    return Node(Kind.SCRIPTS, parts=(base, below, above))
