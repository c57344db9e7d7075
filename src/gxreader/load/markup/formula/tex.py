"""TeX, as it stands beside or instead of MathML, into the tree: what is written most, and no macros."""

from __future__ import annotations

import re

from gxreader.load.markup.formula.nodes import MOST_DEPTH, MOST_NODES, NOTHING, Kind, Node, row
from gxreader.load.markup.formula.signs import ACCENTS, ALIKE, LIMITED, NAMES

LONGEST = 5_000  # characters: no formula is longer
_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[0-9]+(?:[.,][0-9]+)*|[^\s]|(?<=\S)\s+(?=\S)")
_COMMANDS = (
    "alphaα betaβ gammaγ deltaδ epsilonϵ varepsilonε zetaζ etaη thetaθ varthetaϑ iotaι"
    " kappaκ lambdaλ muμ nuν xiξ piπ rhoρ varrhoϱ sigmaσ varsigmaς tauτ upsilonυ phiϕ"
    " varphiφ chiχ psiψ omegaω GammaΓ DeltaΔ ThetaΘ LambdaΛ XiΞ PiΠ SigmaΣ PhiΦ PsiΨ"
    " OmegaΩ pm± mp∓ times× cdot⋅ div÷ ast∗ star∗ leq≤ le≤ leqslant≤ geq≥ ge≥ geqslant≥"
    " neq≠ ne≠ ll≪ gg≫ approx≈ equiv≡ sim∼ cong≅ propto∝ infty∞ in∈ notin∉ ni∋ subset⊂"
    " subseteq⊆ supset⊃ supseteq⊇ cup∪ cap∩ setminus∖ emptyset∅ varnothing∅ forall∀ exists∃"
    " neg¬ lnot¬ land∧ wedge∧ lor∨ vee∨ to→ rightarrow→ longrightarrow→ leftarrow←"
    " leftrightarrow↔ mapsto↦ Rightarrow⇒ implies⇒ Leftrightarrow⇔ iff⇔ partial∂ nabla∇ sum∑"
    " prod∏ int∫ iint∬ iiint∭ oint∮ bigcup⋃ bigcap⋂ angle∠ perp⊥ parallel∥ triangle△ circ∘"
    " oplus⊕ otimes⊗ ldots… dots… cdots⋯ vdots⋮ ddots⋱ therefore∴ because∵ prime′ dagger†"
    " hbarℏ ellℓ langle⟨ rangle⟩ lfloor⌊ rfloor⌋ lceil⌈ rceil⌉ lbrace{ rbrace} lbrack[ rbrack] vert|"
    " lvert| rvert| mid| Vert‖ lVert‖ rVert‖ degree° lt< gt> colon:"
)
_SIGNS = {entry[:-1]: entry[-1] for entry in _COMMANDS.split()}
_SIGNS |= {"{": "{", "}": "}", "%": "%", "|": "‖", "&": "&", "#": "#", "$": "$", "_": "_"}
_ACCENTED = {"hat": "^", "widehat": "^", "bar": "¯", "overline": "¯", "underline": "_", "vec": "→"}
_ACCENTED |= {"overrightarrow": "→", "tilde": "~", "widetilde": "~", "dot": "˙", "ddot": "¨", "overarc": "⌢"}
_TEXT = frozenset({"text", "textrm", "textbf", "textit", "mbox", "hbox", "mathrm", "operatorname", "textsf"})
_UPRIGHT = frozenset({"mathrm", "operatorname"})
_BLACKBOARD = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ"}
_BRACED = frozenset(
    {"underbrace", "overbrace", "boxed", "mathbf", "mathit", "mathcal", "mathsf", "boldsymbol"}
)
_BRACED |= frozenset({"mathfrak", "mathscr", "bm", "mathop", "mathbin", "mathrel", "mathord", "boldsymbol"})
_TABLES = {"matrix": "", "pmatrix": "()", "bmatrix": "[]", "vmatrix": "||", "Bmatrix": "{}", "cases": "{"}
_TABLES |= {
    "array": "",
    "aligned": "",
    "align": "",
    "align*": "",
    "split": "",
    "gathered": "",
    "Vmatrix": "‖‖",
}
_TABLES |= {"smallmatrix": "", "alignedat": "", "equation": "", "equation*": "", "gathered": ""}
_LIMITS = frozenset("∑∏⋃⋂")


def read_tex(source: str) -> Node:
    """The formula as a tree; commands that are not known here are read as their names."""
    tokens = [sign for sign in _TOKEN.findall(source[:LONGEST]) if sign != "%"]
    reader = _Reader(tokens)
    node = reader.row(())
    return Node(Kind.WORDS, source) if reader.is_full or len(source) > LONGEST else node


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._left = MOST_NODES
        self.is_full = False  # there was more than formulas have

    def _peek(self) -> str:
        while self._at < len(self._tokens) and self._tokens[self._at].isspace():
            self._at += 1
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        sign = self._peek()
        self._at += 1
        return sign

    def row(self, ends: tuple[str, ...]) -> Node:
        """All pieces up to one of the ends, which is left."""
        parts: list[Node] = []
        self._depth += 1
        while (sign := self._peek()) and sign not in ends:
            self._left -= 1
            if self._is_too_much():
                break
            if sign in {"^", "_", "'"}:
                parts.append(self._scripts(parts.pop() if parts else NOTHING))
            elif sign in {"\\over", "\\choose"}:
                self._take()
                kind = Kind.FRACTION if sign == "\\over" else Kind.BINOMIAL
                parts = [Node(kind, parts=(row(parts), self.row(ends)))]
            else:
                parts.append(self._piece())
        self._depth -= 1
        return row(parts)

    def _scripts(self, base: Node) -> Node:
        below, above, primes = NOTHING, NOTHING, ""
        while (sign := self._peek()) in {"^", "_", "'"}:
            self._take()
            if sign == "'":
                primes += "′"
            elif sign == "_":
                below = self._argument()
            else:
                above = self._argument()
        if primes:
            above = row([Node(Kind.SIGN, primes), above])
        limited = base.text in _LIMITS or base.text in LIMITED
        return Node(Kind.LIMITS if limited else Kind.SCRIPTS, parts=(base, below, above))

    def _argument(self) -> Node:
        """What a command is about: a group, or the next piece."""
        self._left -= 1
        if self._is_too_much():
            return NOTHING
        return self._piece() if self._peek() not in {"}", "&", "\\\\", ""} else NOTHING

    def _is_too_much(self) -> bool:
        if self._left < 0 or self._depth > MOST_DEPTH:
            self.is_full = True
            self._at = len(self._tokens)
        return self.is_full

    def _group(self) -> Node:
        inside = self.row(("}",))
        self._take()
        return inside

    def _piece(self) -> Node:
        sign = self._take()
        if sign == "{":
            return self._group()
        if sign.startswith("\\"):
            return self._command(sign[1:]) if len(sign) > 1 else NOTHING
        if sign[0].isdecimal():
            return Node(Kind.NUMBER, sign)
        text = sign.translate(ALIKE)
        if text in {"}", "&", "~"}:
            return NOTHING
        return Node(Kind.LETTER if text.isalpha() else Kind.SIGN, text)

    def _command(self, name: str) -> Node:
        if name in {"frac", "dfrac", "tfrac", "cfrac", "binom", "dbinom", "tbinom"}:
            kind = Kind.BINOMIAL if name.endswith("binom") else Kind.FRACTION
            self._depth += 1
            parts = (self._argument(), self._argument())
            self._depth -= 1
            return Node(kind, parts=parts)
        if name == "sqrt":
            return self._root()
        if name in _ACCENTED:
            sign = _ACCENTED[name]
            self._depth += 1
            about = self._argument()
            self._depth -= 1
            return Node(Kind.ACCENT, sign, (about,)) if sign in ACCENTS else about
        if name in _TEXT:
            return self._text(name)
        if name == "begin":
            return self._table(self._name())
        if name in {"left", "right"}:
            return self._fence()
        return self._sign(name)

    def _sign(self, name: str) -> Node:
        if name in _SIGNS:
            text = _SIGNS[name]
            return Node(Kind.LETTER if text.isalpha() else Kind.SIGN, text)
        if name in LIMITED or name in NAMES:
            return Node(Kind.LETTER, name)
        if name in {"mathbb", "Bbb"}:
            self._depth += 1
            about = self._argument()
            self._depth -= 1
            return Node(Kind.LETTER, _BLACKBOARD.get(about.text, about.text))
        if name in {"bmod", "pmod"}:
            return Node(Kind.LETTER, "mod")
        if name == "not":
            self._at += self._peek() == "="
            return Node(Kind.SIGN, "≠")
        if (
            name in _BRACED
            or not name[0].isalpha()
            or name.startswith(("display", "text", "script", "big", "Big"))
        ):
            return NOTHING  # how it looks; what it is about follows
        if name in {"quad", "qquad", "limits", "nolimits", "end", "hline", "middle", "rm", "bf", "nonumber"}:
            return NOTHING
        return Node(Kind.WORDS, name)

    def _root(self) -> Node:
        degree = NOTHING
        if self._peek() == "[":
            self._take()
            degree = self.row(("]",))
            self._take()
        self._depth += 1
        inside = self._argument()
        self._depth -= 1
        return Node(Kind.ROOT, parts=(inside, degree))

    def _name(self) -> str:
        """The text of a group, spaces included."""
        if self._peek() != "{":
            return self._take()
        self._take()
        pieces: list[str] = []
        open_groups = 1
        while self._at < len(self._tokens):
            sign = self._tokens[self._at]
            self._at += 1
            open_groups += (sign == "{") - (sign == "}")
            if not open_groups:
                break
            pieces.append(" " if sign.isspace() else sign.removeprefix("\\"))
        return "".join(pieces)

    def _text(self, command: str) -> Node:
        text = self._name().strip()
        if command in _UPRIGHT:
            return Node(Kind.LETTER, text)
        return Node(Kind.WORDS, text) if text else NOTHING

    def _fence(self) -> Node:
        sign = self._take()
        if sign in {".", ""}:
            return NOTHING
        text = _SIGNS.get(sign[1:], sign[1:]) if sign.startswith("\\") else sign
        return Node(Kind.SIGN, text)

    def _table(self, name: str) -> Node:
        if name in {"array", "alignedat"} and self._peek() == "{":
            self._name()
        lines: list[Node] = []
        cells: list[Node] = []
        while True:
            cells.append(self.row(("&", "\\\\", "\\end")))
            sign = self._take()
            if sign == "&":
                continue
            if any(not cell.is_empty for cell in cells):
                lines.append(Node(Kind.ROW, parts=tuple(cells)))
            cells = []
            if sign != "\\\\":
                break
        self._name()
        table = Node(Kind.TABLE, parts=tuple(lines)) if lines else NOTHING
        fence = _TABLES.get(name, "")
        return Node(Kind.FENCED, f"{fence[0]} {fence[1:]}", (table,)) if fence else table
