"""The simplest of scripts, followed without running any: texts given to names, joined, and written.

Assignments of texts, joining with +, simple conditions, `document.write`. What is not understood is passed
over. The work grows with the length of a script and with nothing else.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from gxreader.load.markup.script_tokens import Token, text_of_literal, tokens_of

UNKNOWN = "\ufffc"  # stands for what a script joins in and we do not know
_IN_TAG = re.compile(r"<[^<>]{0,2000}>")
_MOST_VALUE = 20_000
_DEEPEST = 30
_OPENERS, _CLOSERS = "([{", ")]}"


def _sensible(written: str) -> str:
    """What was written, if all its text is known; what is unknown within tags only leads nowhere."""
    if UNKNOWN not in written:
        return written
    known = _IN_TAG.sub(lambda tag: tag[0].replace(UNKNOWN, ""), written)
    return "" if UNKNOWN in known else known


class Writer:
    """Follows the scripts of one page in their order; what one sets, the next knows."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._tokens: list[Token] = []
        self._place = 0
        self._nested = 0
        self._out: list[str] = []

    def run(self, code: str) -> str:
        """What a script writes. What was set is remembered for the scripts below it."""
        self._tokens, self._place, self._nested, self._out = tokens_of(code), 0, 0, []
        while self._place < len(self._tokens):
            self._statement(live=True, depth=0)
        return _sensible("".join(self._out))

    def _peek(self, ahead: int = 0) -> str:
        place = self._place + ahead
        return self._tokens[place].text if place < len(self._tokens) else ""

    def _take(self, text: str) -> bool:
        if self._peek() != text:
            return False
        self._place += 1
        return True

    def _statement(self, *, live: bool, depth: int) -> None:
        word = self._peek()
        if depth > _DEEPEST:
            self._pass_over()
        elif word == "{":
            self._block(live=live, depth=depth)
        elif word in {"var", "let", "const"}:
            self._place += 1
            self._declarations(live=live)
        elif word == "if":
            self._condition(live=live, depth=depth)
        elif word in {"for", "while", "switch", "with", "catch"}:
            self._place += 1
            self._group()
            self._statement(live=False, depth=depth + 1)
        elif word == "function":
            while self._peek() not in {"", "{"}:
                self._place += 1
            self._group()
        elif word in {"try", "finally", "do", "else"}:
            self._place += 1
            self._statement(live=live and word == "try", depth=depth + 1)
        elif word == "document" and self._peek(1) == "." and self._peek(2) in {"write", "writeln"}:
            self._write(live=live)
        elif self._is_name() and self._peek(1) in {"=", "+="}:
            self._declarations(live=live)
        else:
            self._pass_over()

    def _is_name(self) -> bool:
        return self._place < len(self._tokens) and self._tokens[self._place].kind == "name"

    def _block(self, *, live: bool, depth: int) -> None:
        self._place += 1
        while self._place < len(self._tokens) and not self._take("}"):
            self._statement(live=live, depth=depth + 1)

    def _condition(self, *, live: bool, depth: int) -> None:
        self._place += 1
        start = self._place
        self._group()
        truth = self._truth(self._tokens[start + 1 : self._place - 1])
        self._statement(live=live and truth is True, depth=depth + 1)
        if self._take("else"):
            self._statement(live=live and truth is False, depth=depth + 1)

    def _declarations(self, *, live: bool) -> None:
        """`a = "x", b = "y"`; a name without a value, or with one that is not understood, is forgotten."""
        while self._is_name():
            name = self._peek()
            self._place += 1
            sign = self._peek()
            value = UNKNOWN
            if sign in {"=", "+="}:
                self._place += 1
                value = self._sum()
                if sign == "+=":
                    value = self._values.get(name, UNKNOWN) + value
            if live:
                self._values[name] = value if len(value) <= _MOST_VALUE else UNKNOWN
            if not self._take(","):
                break
        self._take(";")

    def _write(self, *, live: bool) -> None:
        self._place += 3
        start = self._place
        if not self._take("("):
            return
        value = self._sum()
        while self._take(","):
            value += self._sum()
        if self._peek() != ")":
            value = ""
        self._place = start
        self._group()
        self._take(";")
        if live and value:
            self._out.append(_sensible(value) if "<" not in value else value)

    def _sum(self) -> str:
        """Texts and names joined by +; UNKNOWN for a part that is anything else."""
        if self._nested > _DEEPEST:
            self._pass_over(value=True)
            return UNKNOWN
        self._nested += 1
        parts = [self._term()]
        while self._take("+"):
            parts.append(self._term())
        self._nested -= 1
        if not self._ends():
            self._pass_over(value=True)
            return UNKNOWN
        whole = "".join(parts)
        return whole if len(whole) <= _MOST_VALUE else UNKNOWN

    def _ends(self) -> bool:
        if self._place >= len(self._tokens) or self._peek() in {",", ";", ")", "}", "]"}:
            return True
        return self._tokens[self._place].fresh and self._tokens[self._place].kind == "name"

    def _term(self) -> str:
        if self._place >= len(self._tokens):
            return UNKNOWN
        token = self._tokens[self._place]
        if token.text == "(":
            start = self._place
            self._place += 1
            value = self._sum()
            if self._take(")"):
                return value
            self._place = start
            self._group()
            return UNKNOWN
        if token.text in _CLOSERS or token.text in {",", ";"}:
            return UNKNOWN
        self._place += 1
        if token.kind == "text":
            value = text_of_literal(token.text)
        elif token.kind == "number":
            value = token.text
        elif token.kind == "name":
            value = self._values.get(token.text, UNKNOWN)
        else:
            return UNKNOWN
        return self._modified(token.text, value)

    def _modified(self, name: str, value: str) -> str:
        """A value after the calls that follow it; only those that change no word are understood."""
        while self._peek() in {".", "(", "["}:
            if self._peek() == "." and self._peek(1) in {"trim", "toString"} and self._peek(2) == "(":
                self._place += 2
                self._group()
                value = value.strip()
            elif self._peek() == "(" and name in {"encodeURIComponent", "encodeURI", "escape", "String"}:
                self._place += 1
                inner = self._sum()
                value = inner if name == "String" or UNKNOWN in inner else quote(inner, safe="/:?&=#")
                if not self._take(")"):
                    self._pass_over(value=True)
                name = ""
            elif self._peek() == ".":
                self._place += 2
                value = UNKNOWN
            else:
                self._group()
                value = UNKNOWN
        return value

    def _group(self) -> None:
        """Pass a bracket and all within it."""
        depth = 0
        while self._place < len(self._tokens):
            text = self._tokens[self._place].text
            self._place += 1
            if text in _OPENERS:
                depth += 1
            elif text in _CLOSERS:
                depth -= 1
            if depth <= 0:
                return

    def _pass_over(self, *, value: bool = False) -> None:
        """Pass the rest of a statement, or of a value, that is not understood."""
        stops = {";", ",", ")", "}", "]"} if value else {";", "}"}
        first = True
        while self._place < len(self._tokens):
            token = self._tokens[self._place]
            if first and not value and token.text in _CLOSERS:
                self._place += 1  # a bracket too many
                return
            if token.text in stops and token.text != ";":
                return
            if token.fresh and not first and token.kind == "name":
                return
            if token.text in _OPENERS:
                self._group()
            else:
                self._place += 1
                if token.text == ";":
                    self._place -= value
                    return
            first = False

    def _truth(self, tokens: list[Token]) -> bool | None:
        """Whether a condition holds, or None when that is not known."""
        texts = [token.text for token in tokens]
        for sign, decisive in (("||", True), ("&&", False)):
            if sign in texts:
                place = texts.index(sign)
                first = self._truth_of_one(tokens[:place])
                second = self._truth_of_one(tokens[place + 1 :])
                if decisive in {first, second}:
                    return decisive
                return None if None in {first, second} else not decisive
        return self._truth_of_one(tokens)

    def _truth_of_one(self, tokens: list[Token]) -> bool | None:
        negated = bool(tokens) and tokens[0].text == "!"
        tokens = tokens[1:] if negated else tokens
        if not tokens or tokens[0].kind != "name" or tokens[0].text not in self._values:
            return None
        value = self._values[tokens[0].text]
        if UNKNOWN in value:
            return None
        rest = [token.text for token in tokens[1:]]
        if not rest:
            return bool(value) is not negated
        if rest[:2] == [".", "length"]:
            value, rest = str(len(value)), rest[2:]
        if len(rest) != 2:  # noqa: PLR2004 - a sign and what is compared with
            return None
        other = text_of_literal(rest[1]) if tokens[-1].kind == "text" else rest[1]
        if rest[0] in {"==", "===", "!=", "!=="}:
            return ((value == other) is (rest[0][0] == "=")) is not negated
        if rest[0] in {">", "<", ">=", "<="} and value.isdecimal() and other.isdecimal():
            bigger = int(value[:9]) > int(other[:9])
            same = int(value[:9]) == int(other[:9])
            return (
                (bigger if rest[0][0] == ">" else not (bigger or same)) or ("=" in rest[0] and same)
            ) is not negated
        return None
