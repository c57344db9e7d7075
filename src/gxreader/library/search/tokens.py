"""What the index is made of: bigrams of hanzi, words of letters and figures.

Each hanzi makes a token with the one after it, the last of a run one of its own. So a query of one hanzi is
the beginning of a token, a longer one is a row of tokens. Spaces between hanzi do not count.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from gxreader.library.search.folding import HAN, fold, is_han

_PIECES = re.compile(f"[{HAN}](?: *[{HAN}])*|[^\\W_{HAN}]+")
BOUNDARY = "¶"  # a token between two units: no phrase goes across


def pieces(text: str) -> list[str]:
    """The runs of hanzi and the words of a folded text."""
    return [piece.replace(" ", "") for piece in _PIECES.findall(text)]


def tokens(text: str) -> list[str]:
    """The tokens of a text as they stand in the index."""
    found: list[str] = []
    for piece in pieces(fold(text)):
        if is_han(piece[0]):
            found += map("".join, itertools.pairwise(piece))
            found.append(piece[-1])
        else:
            found.append(piece)
    return found


def token_text(texts: Iterable[str]) -> str:
    """The tokens of several units, for the index."""
    return f" {BOUNDARY} ".join(" ".join(tokens(text)) for text in texts)


def phrase(text: str, *, is_whole: bool = False) -> str:
    """A folded text as a phrase of FTS5; `is_whole`: its last word is not the beginning of a longer one.

    Empty for a text without tokens.
    """
    found: list[str] = []
    runs = pieces(text)
    for number, piece in enumerate(runs):
        is_last = number == len(runs) - 1
        if not is_han(piece[0]):
            found.append(f'"{piece}"{"*" if is_last and not is_whole else ""}')
            continue
        found += [f'"{first}{second}"' for first, second in itertools.pairwise(piece)]
        if not is_last:
            found.append(f'"{piece[-1]}"')
        elif len(piece) == 1:
            found.append(f'"{piece}"*')  # with whatever hanzi comes after it
    return " + ".join(found)
