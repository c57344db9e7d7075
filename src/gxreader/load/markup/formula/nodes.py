"""A formula as a small tree that MathML and TeX are both read into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

MOST_DEPTH = 60  # beyond it, a formula is read as the text that it holds
MOST_NODES = 3_000
MOST_OPEN = 20  # parentheses within parentheses

OPENERS = frozenset("([{⟨⌊⌈")
CLOSERS = frozenset(")]}⟩⌋⌉")
BARS = frozenset("|‖∣")


class Kind(Enum):
    """What a node is; in brackets, what its parts are."""

    LETTER = auto()  # a name: x, sin
    NUMBER = auto()
    SIGN = auto()
    WORDS = auto()  # text within a formula
    ROW = auto()  # (one after the other)
    FRACTION = auto()  # (above, below)
    BINOMIAL = auto()  # (above, below)
    ROOT = auto()  # (radicand, degree or nothing)
    SCRIPTS = auto()  # (base, below right, above right)
    LIMITS = auto()  # (base, beneath, above)
    BEFORE = auto()  # (base, below left, above left)
    ACCENT = auto()  # (base); its text is the sign above
    FENCED = auto()  # (inside); its text is the sign before and the sign after, parted by a space
    TABLE = auto()  # (lines, each a ROW of cells)


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a formula."""

    kind: Kind
    text: str = ""
    parts: tuple[Node, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing."""
        return self.kind is Kind.ROW and not self.parts

    @property
    def is_atom(self) -> bool:
        """Whether it is one name or number, or stands between parentheses."""
        return self.kind in {Kind.LETTER, Kind.NUMBER, Kind.FENCED} or (
            self.kind is Kind.SIGN and len(self.text) == 1
        )


NOTHING = Node(Kind.ROW)


def row(parts: Sequence[Node]) -> Node:
    """Pieces one after the other, those between parentheses put together; a single piece is itself."""
    kept = _fenced([part for part in parts if not part.is_empty])
    return kept[0] if len(kept) == 1 else Node(Kind.ROW, parts=tuple(kept))


def _fenced(parts: list[Node]) -> list[Node]:
    done: list[Node] = []
    opened: list[int] = []
    for part in parts:
        scripted = part.kind in {Kind.SCRIPTS, Kind.LIMITS}
        base = part.parts[0] if scripted else part  # a power of what is in parentheses hangs on the last
        sign = base.text if base.kind is Kind.SIGN else ""
        if opened and _closes(done[opened[-1]], sign):
            start = opened.pop()
            made = Node(Kind.FENCED, f"{done[start].text} {sign}", (_plain_row(done[start + 1 :]),))
            done[start:] = [Node(part.kind, parts=(made, *part.parts[1:])) if scripted else made]
            continue
        before = done[-1] if done else None
        begins = before is None or (before.kind is Kind.SIGN and before.text not in CLOSERS)
        opens = sign in OPENERS or (sign in BARS and begins)
        if opens and not scripted and len(opened) < MOST_OPEN:
            opened.append(len(done))
        done.append(part)
    last = opened[-1] if opened else len(done)
    if last == len(done) - 2 and done[-1].kind is Kind.TABLE:  # cases: a brace before, nothing behind
        done[last:] = [Node(Kind.FENCED, f"{done[last].text} ", (done[-1],))]
    return done


def _plain_row(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Node(Kind.ROW, parts=tuple(parts))


def _closes(opener: Node, sign: str) -> bool:
    return sign == opener.text if opener.text in BARS else sign in CLOSERS
