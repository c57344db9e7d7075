"""A formula as a line of text, as it would be written by hand: what is read and heard of MathML."""

from __future__ import annotations

from lxml import etree

from gxreader.load.markup.xml import local_name, text_within

_LEFT_OUT = frozenset({"annotation", "annotation-xml", "mphantom", "none", "mprescripts"})
_UNSEEN = str.maketrans("", "", "\u2061\u2062\u2063\u2064")
_SPACED = frozenset("=+−<>≤≥≠≈→∈⊂±×÷∑∫")
_SCRIPTS = frozenset({"mfrac", "mroot", "msup", "msub", "mover", "munder", "msubsup", "munderover"})
_MOST_DEPTH = 100


def as_text(formula: etree._Element) -> str:
    """The formula's own description, or its signs in one line: fractions by /, powers by ^, roots by √."""
    described = (formula.get("alttext") or "").strip()
    if "\\" in described:
        described = ""  # a formula in TeX is for machines: nobody would read it aloud
    return " ".join((described or _written(formula, 0)).split())


def _written(element: etree._Element, depth: int) -> str:
    name = local_name(element)
    if name in _LEFT_OUT:
        return ""
    if depth > _MOST_DEPTH:
        return text_within(element)
    inner = [_written(child, depth + 1) for child in element]
    if not inner:
        text = text_within(element).translate(_UNSEEN)
        return f" {text} " if name == "mo" and text in _SPACED else text
    if name in _SCRIPTS:
        return _scripted(name, inner)
    if name == "msqrt":
        return f"√{_grouped(''.join(inner))}"
    if name == "mfenced":
        return (element.get("open") or "(") + ", ".join(inner) + (element.get("close") or ")")
    between = {"mtr": ", ", "mtable": "; "}.get(name, "")
    return (element.text or "").strip() + between.join(piece.strip() if between else piece for piece in inner)


def _scripted(name: str, inner: list[str]) -> str:
    """What stands above and below, before and after: in the order in which MathML has it."""
    if len(inner) == 1:
        return inner[0]
    first, second = inner[0], inner[1]
    if name == "mfrac":
        return f"{_grouped(first)}/{_grouped(second)}"
    if name == "mroot":
        return f"{_grouped(second)}√{_grouped(first)}"
    if name in {"msubsup", "munderover"}:
        return f"{first}_{_grouped(second)}" + "".join(f"^{_grouped(above)}" for above in inner[2:])
    return f"{first}{'_' if name in {'msub', 'munder'} else '^'}{_grouped(second)}"


def _grouped(text: str) -> str:
    """Parentheses around what is more than one sign."""
    plain = text.strip()
    return plain if len(plain) < 2 or plain.isalnum() else f"({plain})"  # noqa: PLR2004 - one sign
