"""A formula as a line of text, as it would be written by hand: (a+b)/c, √(x+1), a² + b² = c²."""

from __future__ import annotations

import unicodedata

from gxreader.load.markup.formula.nodes import Kind, Node
from gxreader.load.markup.formula.signs import BINARY, LARGE, LIMITED, NAMES, RELATIONS
from gxreader.theme.typography import ABOVE, BELOW

_ABOVE, _BELOW = str.maketrans(*ABOVE), str.maketrans(*BELOW)
_RAISED = frozenset("′″‴°∘*∗†")
_COMBINING = {"^": "\u0302", "ˆ": "\u0302", "̂": "\u0302", "¯": "\u0304", "‾": "\u0304", "ˉ": "\u0304"}
_COMBINING |= {"̅": "\u0304", "˜": "\u0303", "~": "\u0303", "∼": "\u0303", "˙": "\u0307", ".": "\u0307"}
_COMBINING |= {"¨": "\u0308", "→": "\u20d7", "⃗": "\u20d7", "_": "\u0332"}


def written(node: Node) -> str:
    """The formula in one line."""
    return " ".join(_written(node, tight=False).split())


def _written(node: Node, *, tight: bool) -> str:  # noqa: PLR0911 - one answer for each kind
    match node.kind:
        case Kind.ROW:
            return _row(node, tight=tight)
        case Kind.WORDS:
            return f" {node.text} "
        case Kind.FRACTION:
            return f"{_above_line(node.parts[0])}/{_grouped(node.parts[1])}"
        case Kind.BINOMIAL:
            return f"C({_tight(node.parts[0])}, {_tight(node.parts[1])})"
        case Kind.ROOT:
            return _root(node)
        case Kind.SCRIPTS | Kind.LIMITS | Kind.BEFORE:
            return _scripts(node)
        case Kind.ACCENT:
            return _accent(node)
        case Kind.FENCED:
            before, _, after = node.text.partition(" ")
            inside = node.parts[0]
            if inside.kind is Kind.TABLE:
                return f"{before}{_table(inside)}{after}"
            return f"{before}{_written(inside, tight=tight)}{after}"
        case Kind.TABLE:
            return (
                f"[{_table(node)}]" if len(node.parts) == 1 and len(node.parts[0].parts) > 1 else _table(node)
            )
        case _:
            return node.text


def _tight(node: Node) -> str:
    return _written(node, tight=True).strip()


def _row(node: Node, *, tight: bool) -> str:
    pieces: list[str] = []
    before: Node | None = None
    for number, part in enumerate(node.parts):
        after = node.parts[number + 1] if number + 1 < len(node.parts) else None
        text = _written(part, tight=tight)
        if part.kind is Kind.FRACTION and (_touches(before) or _touches(after)):
            text = f"({text})"
        if part.kind is Kind.SIGN:
            text = _spaced(part.text, before, tight=tight)
        elif _needs_space(before, part):
            text = f" {text}"
        pieces.append(text)
        before = part
    return "".join(pieces)


def _spaced(sign: str, before: Node | None, *, tight: bool) -> str:
    """A sign with the room that printers give it; a minus before a number or name has none."""
    if sign in {",", ";"}:
        return f"{sign} "
    prefix = before is None or (before.kind is Kind.SIGN and before.text not in {")", "!", "%", "′"})
    if tight or (prefix and sign not in RELATIONS):
        return sign
    return f" {sign} " if sign in BINARY or sign in RELATIONS else sign


def _needs_space(before: Node | None, part: Node) -> bool:
    """Whether a name would run into what stands before it: sin x, ∑ a."""
    if before is None:
        return False
    head = before.parts[0] if before.kind in {Kind.SCRIPTS, Kind.LIMITS} else before
    is_name = head.kind is Kind.LETTER and (head.text in NAMES or head.text in LIMITED)
    if is_name:
        return part.kind is not Kind.FENCED or head.text in LIMITED
    if head.kind is Kind.SIGN and head.text in LARGE and before is not head:
        return True
    named = part.kind is Kind.LETTER and (part.text in NAMES or part.text in LIMITED)
    return (
        named or (part.kind is Kind.NUMBER and before.kind is Kind.NUMBER)
    ) and before.kind is not Kind.SIGN


def _touches(beside: Node | None) -> bool:
    """Whether what stands beside a fraction would seem to belong to it."""
    return beside is not None and beside.kind not in {Kind.SIGN, Kind.WORDS}


def _above_line(node: Node) -> str:
    simple = node.kind is Kind.ROW and not any(
        part.kind in {Kind.SIGN, Kind.FRACTION, Kind.WORDS} or part.text in NAMES for part in node.parts
    )
    return _tight(node) if simple else _grouped(node)


def _grouped(node: Node) -> str:
    """Parentheses around what is more than one piece."""
    text = _tight(node)
    if node.is_atom or node.kind in {Kind.SCRIPTS, Kind.ROOT, Kind.BINOMIAL, Kind.ACCENT} or len(text) <= 1:
        return text
    return f"({text})"


def _root(node: Node) -> str:
    inside, degree = node.parts
    text = _tight(inside)
    simple = inside.kind in {Kind.LETTER, Kind.NUMBER, Kind.FENCED}
    radicand = text if simple and inside.kind is not Kind.FENCED else f"({text})"
    if inside.kind is Kind.FENCED and inside.text == "( )":
        radicand = text
    if degree.is_empty:
        return f"√{radicand}"
    raised = _tight(degree)
    return (
        f"{raised.translate(_ABOVE)}√{radicand}" if _is_changed(raised, _ABOVE) else f"[{raised}]√{radicand}"
    )


def _scripts(node: Node) -> str:
    base, below, above = node.parts
    text = _grouped(base) if base.kind is not Kind.LETTER else _tight(base)
    scripts = "" if below.is_empty else _script(below, _BELOW, "_")
    if not above.is_empty:
        scripts += _script(above, _ABOVE, "^")
    return f"{scripts}{text}" if node.kind is Kind.BEFORE else f"{text}{scripts}"


def _script(node: Node, table: dict[int, int], sign: str) -> str:
    text = _tight(node)
    if sign == "^" and text and set(text) <= _RAISED:
        return text.replace("∘", "°")
    if _is_changed(text, table):
        return text.translate(table)
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"


def _is_changed(text: str, table: dict[int, int]) -> bool:
    return bool(text) and all(ord(sign) in table for sign in text)


def _accent(node: Node) -> str:
    text = _tight(node.parts[0])
    mark = _COMBINING.get(node.text, "")
    if len(text) == 1 and mark:
        return unicodedata.normalize("NFC", text + mark)
    return f"{node.text}({text})" if node.text in {"→", "⃗"} else f"{text}{node.text}"


def _table(node: Node) -> str:
    return "; ".join(
        ", ".join(cell for cell in (_written(part, tight=False).strip(" ,") for part in line.parts) if cell)
        for line in node.parts
    )
