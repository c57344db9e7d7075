"""Regular expressions that people write, kept from running for ever.

Python's engine tries one way after another. The ways through a pattern are counted beforehand, from above: a
repeat may run from its least to its most (at most the longest sentence), branches add up, what follows
multiplies. A pattern with more ways than allowed is refused; so is what cannot be counted (back references).
"""

from __future__ import annotations

import re
import warnings
from re import _parser  # type: ignore[attr-defined]  # the standard library's own, without types
from typing import Any

from gxreader.errors import UsageError

LONGEST = 200  # characters of a pattern
MOST_WAYS = 50_000  # at each of the 200 places of a sentence: about 20 ms for the worst that is let through
_REACH = 200  # code points of the longest sentence
_NEVER = MOST_WAYS + 1
_ONE_WAY = frozenset({"LITERAL", "NOT_LITERAL", "ANY", "IN", "AT", "CATEGORY", "RANGE", "NEGATE"})


def checked(pattern: str) -> re.Pattern[str]:
    """The compiled pattern. Raises UsageError if it is wrong, too long, or might take too long."""
    if len(pattern) > LONGEST:
        raise UsageError("dictionary.pattern-heavy", pattern=pattern)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Python about its own future, not about this pattern
            compiled = re.compile(pattern)
            ways = _ways(_parser.parse(pattern))
    except (re.error, RecursionError, OverflowError) as error:
        raise UsageError("dictionary.pattern-wrong", pattern=pattern) from error
    if ways > MOST_WAYS:
        raise UsageError("dictionary.pattern-heavy", pattern=pattern)
    return compiled


def _ways(parts: Any) -> int:
    total = 1
    for operation, value in parts:
        total = min(_NEVER, total * _ways_of(str(operation), value))
    return total


def _ways_of(operation: str, value: Any) -> int:
    if operation in _ONE_WAY:
        return 1
    if operation in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        least, most, part = value
        return _ways_of_repeat(_ways(part), int(least), min(int(most), _REACH))
    if operation == "SUBPATTERN":
        return _ways(value[3])
    if operation == "ATOMIC_GROUP":
        return _ways(value)
    if operation == "BRANCH":
        ways = [_ways(branch) for branch in value[1]]
        return max(ways) if _are_apart(value[1]) else min(_NEVER, sum(ways))
    if operation in {"ASSERT", "ASSERT_NOT"}:
        return _ways(value[1])
    return _NEVER


def _are_apart(branches: Any) -> bool:
    """Whether the first character tells which branch it is."""
    first = [branch[0] if len(branch) else None for branch in branches]
    signs = {item[1] for item in first if item is not None and str(item[0]) == "LITERAL"}
    return len(signs) == len(first)


def _ways_of_repeat(once: int, least: int, most: int) -> int:
    if once == 1:
        return max(1, most - least + 1)
    total = 0
    for times in range(least, most + 1):
        total += once ** min(times, _REACH)
        if total > MOST_WAYS:
            return _NEVER
    return max(1, total)
