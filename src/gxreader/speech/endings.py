"""Where sentences end: Chinese and English marks, and the dots, signs and quotes that end nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

CHINESE_ENDERS = frozenset("。！？；｡‼⁇⁈⁉")
ASCII_ENDERS = frozenset(".!?;")
ELLIPSIS = "…"
CLOSERS = frozenset("”’」』）》】〕〉〗〙)]}»›")
STRAIGHT_QUOTES = frozenset("\"'")
_ENDERS = CHINESE_ENDERS | ASCII_ENDERS | {ELLIPSIS}
_LINE_ENDS = frozenset("\n\r\v\f\u0085\u2028\u2029")

_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[!-~]+", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A title or such before a name: its dot never ends a sentence.
_ALWAYS_SHORT = _words("""
    mr mrs ms mx dr prof st mt messrs mme gen gov sen rep rev hon capt col lt sgt cmdr pres sr jr vs cf al
    fig figs vol vols pp approx dept est ed eds jan feb mar apr jun jul aug sep sept oct nov dec tel ext ave
    blvd rd
""")
# Short only before a number: "No. 5", but "No. I will not."
_SHORT_BEFORE_NUMBER = _words("no nos art sec ch p para")
# Short within a sentence, and able to end one: only a capital after it tells.
_SHORT_UNLESS_CAPITAL = _words("etc inc ltd co corp bros a.m p.m b.c a.d ph.d")
_WORD_BEFORE = re.compile(r"[A-Za-z][A-Za-z.]*\Z")
_WORD_REACH = 24  # code points looked back for the word before a dot
_LETTERS_OF_DOTTED = 2  # U.S., e.g., Ph.D., but not gov.cn


def sentence_ends(text: str) -> Iterator[int]:
    """The offsets just after each sentence of a text; what follows the last one is a sentence too."""
    addresses = [(found.start(), _address_end(found)) for found in _ADDRESS.finditer(text)]
    addresses.reverse()
    start = position = 0
    while position < len(text):
        while addresses and addresses[-1][1] <= position:
            addresses.pop()
        if addresses and addresses[-1][0] <= position:
            position = addresses[-1][1]
            continue
        position, ends = _mark_at(text, start, position)
        if ends:
            yield position
            start = position


def _address_end(found: re.Match[str]) -> int:
    return found.end() - (len(found.group()) - len(found.group().rstrip(".,;:!?)]}\"'")))


def _mark_at(text: str, start: int, position: int) -> tuple[int, bool]:
    """Past the character or run of marks at `position`, and whether a sentence ends there."""
    character = text[position]
    if character in _LINE_ENDS:
        return position + 1, True
    end = position
    while end < len(text) and text[end] in _ENDERS:
        end += 1
    if end == position:
        return position + 1, False
    marks = text[position:end]
    after = _after_closers(text, start, end)
    if not CHINESE_ENDERS.isdisjoint(marks):
        return after, True
    if marks[0] == ELLIPSIS or (len(marks) > 1 and set(marks) == {"."}):
        begun = any(letter.isalnum() for letter in text[start:position])
        return (after, True) if begun and _ellipsis_ends(text, after) else (end, False)
    if not _followed_by_gap(text, after) or (marks == "." and _is_short(text, start, position)):
        return end, False
    return after, True


def _after_closers(text: str, start: int, end: int) -> int:
    """Past the quotes and brackets that close what the sentence opened, and the marks among them."""
    while end < len(text):
        character = text[end]
        closing = character in CLOSERS or character in _ENDERS
        if not closing and not (character in STRAIGHT_QUOTES and _closes(text, start, end)):
            break
        end += 1
    return end


def _closes(text: str, start: int, position: int) -> bool:
    quote = text[position]
    if quote == '"':
        return text.count(quote, start, position) % 2 == 1
    return position + 1 == len(text) or not text[position + 1].isalnum()


def _ellipsis_ends(text: str, end: int) -> bool:
    """An ellipsis ends a sentence unless the same thought goes on after it."""
    rest = text[end : end + 2].lstrip()
    if not rest:
        return True
    return not (rest[0].islower() or rest[0].isdigit() or rest[0] in "，、：,:—-")


def _followed_by_gap(text: str, end: int) -> bool:
    """An ASCII mark within a word, number, time or file name ends nothing."""
    if end == len(text):
        return True
    following = text[end]
    return (
        not following.isascii() or following.isspace() or following in STRAIGHT_QUOTES or following in "([{<"
    )


def _is_short(text: str, start: int, position: int) -> bool:
    """Whether the dot at `position` belongs to an abbreviation, an initial, or a list number."""
    reach = text[max(start, position - _WORD_REACH) : position]
    found = _WORD_BEFORE.search(reach)
    following = text[position + 1 : position + 4].lstrip(" \u00a0")
    if not following:
        return False
    if found is None:
        return reach.strip().isdigit() and text[start:position].strip() == reach.strip()  # "1. Open"
    word = found.group()
    small = word.lower()
    if small in _ALWAYS_SHORT:
        return True
    if small in _SHORT_BEFORE_NUMBER:
        return following[0].isdigit()
    if small in _SHORT_UNLESS_CAPITAL:
        return not following[0].isupper()
    if "." in word:
        return all(len(letters) <= _LETTERS_OF_DOTTED for letters in word.split("."))
    return len(word) == 1 and word.isupper()
