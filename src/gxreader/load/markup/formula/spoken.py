"""A formula in words, in Chinese and in English."""

from __future__ import annotations

from gxreader.load.markup.formula.nodes import Kind, Node
from gxreader.load.markup.formula.signs import ACCENTS, LARGE, LIMITED, NAMES, SIGNS

ZH, EN = 0, 1
_FUNCTIONS = frozenset("fghFGHPQφϕψ")
_ENDS = frozenset({")", "]", "!", "′", "°", "%"})
_BARS = frozenset({"| |", "∣ ∣"})
_MOST_FACTORS = 3  # such as 4ac
_TIMES = {2: "double", 3: "triple"}
_ROOTS = {"2": ("二次根号", "square root"), "3": ("三次根号", "cube root")}


def spoken(node: Node, language: int) -> str:
    """The words of a formula; `language` is ZH or EN."""
    words = " ".join(_Speaker(language).said(node).split())
    for mark in "，；。,;.":
        words = words.replace(f" {mark}", mark)
    for mark in "，；。":
        words = words.replace(f"{mark} ", mark)
    return words.replace("，，", "，").replace(",,", ",").strip("，, ")


class _Speaker:
    """Says each kind of piece."""

    def __init__(self, language: int) -> None:
        self._language = language

    def _one(self, chinese: str, english: str) -> str:
        return (chinese, english)[self._language]

    def said(self, node: Node, *, is_last: bool = True) -> str:  # noqa: PLR0911 - one answer for each kind
        """The words of a piece; `is_last` where nothing follows that could be taken for a part of it."""
        match node.kind:
            case Kind.ROW:
                return self._row(node)
            case Kind.LETTER | Kind.SIGN:
                return self._token(node)
            case Kind.FRACTION:
                return self._fraction(*node.parts, is_last=is_last)
            case Kind.BINOMIAL:
                above, below = (self.said(part) for part in node.parts)
                return self._one(f"{above} 中取 {below} 的组合数", f"{above} choose {below}")
            case Kind.ROOT:
                return self._root(*node.parts, is_last=is_last)
            case Kind.SCRIPTS:
                return self._scripts(*node.parts)
            case Kind.LIMITS:
                return self._limits(*node.parts)
            case Kind.BEFORE:
                return self._before(*node.parts)
            case Kind.ACCENT:
                return self._accent(node)
            case Kind.FENCED:
                return self._fenced(node)
            case Kind.TABLE:
                return self._lines(node)
            case _:
                return node.text

    def _row(self, node: Node) -> str:
        words: list[str] = []
        before: Node | None = None
        for number, part in enumerate(node.parts):
            if part.kind is Kind.SIGN and part.text in {"−", "+"} and self._is_prefix(before):
                words.append(
                    self._one("负" if part.text == "−" else "正", "minus" if part.text == "−" else "plus")
                )
            elif part.kind is Kind.SIGN and part.text == "%" and words:
                words[-1] += "%"
            elif _is_argument(before, part):
                words += [self._one("", "of"), self.said(part.parts[0])]
            else:
                words.append(self.said(part, is_last=number + 1 == len(node.parts)))
            before = part
        return " ".join(words)

    @staticmethod
    def _is_prefix(before: Node | None) -> bool:
        return before is None or (before.kind is Kind.SIGN and before.text not in _ENDS)

    def _token(self, node: Node) -> str:
        text = node.text
        known = NAMES.get(text) or SIGNS.get(text)
        if known is not None:
            return known[self._language]
        if node.kind is Kind.SIGN and len(text) > 1 and all(sign in SIGNS for sign in text):
            return " ".join(SIGNS[sign][self._language] for sign in text)
        return text

    def _fraction(self, above: Node, below: Node, *, is_last: bool) -> str:
        over, under = self.said(above), self.said(below)
        simple = _is_simple(above) and _is_simple(below)
        if self._language == EN:
            return f"{over} over {under}" if simple else f"fraction {over} over {under} end fraction"
        end = "" if is_last or _is_simple(above) else "，分数完，"
        return f"{under} 分之 {over}{end}" if _is_simple(below) else f"分数 {under} 分之 {over}{end}"

    def _root(self, inside: Node, degree: Node, *, is_last: bool) -> str:
        words, simple = self.said(inside), _is_simple(inside)
        chinese, english = "根号", "square root"
        if not degree.is_empty:
            number = self.said(degree)
            chinese, english = _ROOTS.get(number, (f"{number} 次根号", f"root {number}"))
        if self._language == EN:
            return f"{english} of {words}" + ("" if simple else " end root")
        return f"{chinese} {words}" + ("" if simple or is_last else "，根号完，")

    def _scripts(self, base: Node, below: Node, above: Node) -> str:
        if base.text in LARGE or base.text in LIMITED:
            return self._limits(base, below, above)
        if base.text in {"log", "lg"} and not below.is_empty:
            inside = self.said(below)
            words = self._one(f"对数，以 {inside} 为底，", f"log base {inside} of")
            return words if above.is_empty else f"{words} {self._power(above)}"
        words = self.said(base, is_last=False)
        if not below.is_empty:
            inside = self.said(below)
            simple = _is_simple(below)
            words += self._one(f" 下标 {inside}", f" sub {inside}")
            words += "" if simple else self._one("，下标完，", " end sub")
        return words if above.is_empty else f"{words} {self._power(above)}"

    def _power(self, above: Node) -> str:
        text = above.text
        if above.kind is Kind.SIGN and text and set(text) <= {"′", "″", "‴", "*", "∗", "†", "+", "−"}:
            count = len(text)
            if count > 1 and set(text) == {"′"}:
                return self._one(f"{count} 撇", "double prime" if count == 2 else "triple prime")  # noqa: PLR2004 - two
            return (
                self._token(above)
                if text not in {"+", "−"}
                else self._one("上标 ", "super ") + self._token(above)
            )
        if text in {"∘", "°"}:
            return self._one("度", "degrees")
        if text in {"2", "3"}:
            return {"2": self._one("的平方", "squared"), "3": self._one("的立方", "cubed")}[text]
        words = self.said(above)
        if self._language == ZH:
            return f"的 {words} 次方"
        return f"to the power {words}" if _is_simple(above) else f"to the power {words} end power"

    def _limits(self, base: Node, beneath: Node, above: Node) -> str:
        start = self._start(beneath) if base.text in LARGE and not above.is_empty else ""
        words, low, high = self.said(base), "" if start else self.said(beneath), self.said(above)
        if base.text in LIMITED:
            return self._one(f"{low} 时的{words}，", f"{words} as {low} of")
        if base.text not in LARGE:
            words += "" if beneath.is_empty else self._one(f"，下面 {low}，", f" with {low} below")
            return words + ("" if above.is_empty else self._one(f"，上面 {high}，", f" with {high} above"))
        if beneath.is_empty and above.is_empty:
            return words
        if above.is_empty:
            return self._one(f"{words}，{low}，", f"{words} over {low} of")
        return self._one(f"{words}，{start} 到 {high}，", f"{words} {start} to {high} of")

    def _start(self, beneath: Node) -> str:
        """Where a sum or integral begins: `i = 1` as "i from 1"."""
        signs = [number for number, part in enumerate(beneath.parts) if part.text == "="]
        if beneath.kind is Kind.ROW and len(signs) == 1:
            name = self.said(Node(Kind.ROW, parts=beneath.parts[: signs[0]]))
            first = self.said(Node(Kind.ROW, parts=beneath.parts[signs[0] + 1 :]))
            return self._one(f"{name} 从 {first}", f"from {name} equals {first}")
        return self._one(f"从 {self.said(beneath)}", f"from {self.said(beneath)}")

    def _before(self, base: Node, below: Node, above: Node) -> str:
        words = self.said(base)
        if not below.is_empty:
            words = self._one(f"左下标 {self.said(below)}，", f"left sub {self.said(below)}, ") + words
        if not above.is_empty:
            words = self._one(f"左上标 {self.said(above)}，", f"left super {self.said(above)}, ") + words
        return words

    def _accent(self, node: Node) -> str:
        words, sign = self.said(node.parts[0]), ACCENTS[node.text][self._language]
        return f"{sign} {words}" if node.text in {"→", "⃗"} else f"{words} {sign}"

    def _fenced(self, node: Node) -> str:
        inside = node.parts[0]
        before, _, after = node.text.partition(" ")
        if inside.kind is Kind.TABLE:
            return self._matrix(before, inside, after)
        words = self.said(inside)
        if node.text in _BARS:
            return self._one(f"绝对值 {words}，绝对值完，", f"absolute value of {words} end absolute value")
        opening = SIGNS.get(before, (before, before))[self._language]
        closing = SIGNS.get(after, (after, after))[self._language]
        return f"{opening} {words} {closing}"

    def _matrix(self, before: str, table: Node, after: str) -> str:
        if before == "{" and not after:
            number = len(table.parts)
            return self._one(f"分 {number} 种情况，", f"{number} cases, ") + self._lines(table, "种", "case")
        lines, columns = len(table.parts), max((len(line.parts) for line in table.parts), default=0)
        if before in {"|", "∣"}:
            start = self._one(f"{lines} 阶行列式，", f"determinant of {lines} rows, ")
        else:
            start = self._one(
                f"{lines} 行 {columns} 列的矩阵，", f"matrix of {lines} rows and {columns} columns, "
            )
        return start + self._lines(table) + self._one("，完，", ", end")

    def _lines(self, table: Node, line_zh: str = "行", line_en: str = "row") -> str:
        several = len(table.parts) > 1
        lines: list[str] = []
        for number, line in enumerate(table.parts, 1):
            comma = self._one("，", ", ")
            words = comma.join(cell for cell in (self.said(part) for part in line.parts) if cell.strip())
            lines.append(
                self._one(f"第 {number} {line_zh}，", f"{line_en} {number}, ") + words if several else words
            )
        return self._one("；", "; ").join(lines)


def _is_argument(before: Node | None, part: Node) -> bool:
    """Whether parentheses hold what a function is of: f(x)."""
    if before is None or part.kind is not Kind.FENCED or part.text != "( )":
        return False
    name = before.parts[0] if before.kind is Kind.SCRIPTS else before
    is_function = name.kind is Kind.LETTER and (name.text in NAMES or name.text in _FUNCTIONS)
    return is_function and _is_simple(part.parts[0])


def _is_simple(node: Node) -> bool:
    """Whether a piece needs no word for its end."""
    if node.kind is Kind.SCRIPTS:
        return all(_is_simple(part) or part.is_empty for part in node.parts)
    if node.kind is Kind.ROW:
        return all(part.kind in {Kind.LETTER, Kind.NUMBER} for part in node.parts) and len(node.parts) <= 3  # noqa: PLR2004 - 4ac
    return node.kind in {Kind.LETTER, Kind.NUMBER, Kind.WORDS} or (
        node.kind is Kind.SIGN and len(node.text) == 1
    )
