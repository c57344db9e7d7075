"""Traditional hanzi as the simplified ones that word lists are written in."""

from __future__ import annotations

from functools import cache
from typing import Any


def simplified(text: str) -> str:
    """The same text, hanzi for hanzi, in simplified ones; as it is where that would change its length."""
    written = str(_converter().convert(text))
    return written if len(written) == len(text) else text


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
