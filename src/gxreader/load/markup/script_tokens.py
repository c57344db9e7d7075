"""A script in its tokens."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<blank>[\s\ufeff]+|//[^\n]*|/\*(?:[^*]|\*(?!/))*+(?:\*/)?|<!--[^\n]*|-->[^\n]*)"
    r"|(?P<text>\"(?:[^\"\\\n]|\\.)*+\"?|'(?:[^'\\\n]|\\.)*+'?|`(?:[^`\\]|\\.)*+`?)"
    r"|(?P<name>[A-Za-z_$][\w$]*)|(?P<number>\d[\w.]*)"
    r"|(?P<sign>===|!==|==|!=|<=|>=|&&|\|\||\+=|.)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u(?P<wide>[0-9a-fA-F]{4})|x(?P<narrow>[0-9a-fA-F]{2})|(?P<plain>.))", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "", "b": "", "f": "", "v": "", "0": "", "\n": ""}
_MOST_TOKENS = 100_000


class Token(NamedTuple):
    """A word, number, text or sign; `fresh` if it is the first on its line."""

    kind: str
    text: str
    fresh: bool


def tokens_of(code: str) -> list[Token]:
    """The tokens of a script without its comments; none of one that is too long. One pass over it."""
    result: list[Token] = []
    fresh = True
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "sign"
        if kind == "blank":
            fresh = fresh or "\n" in match[0]
            continue
        result.append(Token(kind, match[0], fresh))
        fresh = False
        if len(result) > _MOST_TOKENS:
            return []
    return result


def text_of_literal(token: str) -> str:
    """The text that a literal stands for."""
    inner = token[1:-1] if len(token) > 1 and token[-1] == token[0] else token[1:]

    def unescaped(match: re.Match[str]) -> str:
        code = match["wide"] or match["narrow"]
        return chr(int(code, 16)) if code else _PLAIN.get(match["plain"], match["plain"])

    return _ESCAPE.sub(unescaped, inner)
