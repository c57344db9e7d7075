"""The styles of an ODT document, as far as they say what a paragraph is and how a word looks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import msgspec
from lxml import etree

from gxreader.load.markup.xml import local_name

_CHAIN = 20  # of styles that have parents
_LEVELS = 10
_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一": "chineseCounting",
    "①": "decimalEnclosedCircle",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "１": "decimalFullWidth",
}
_LARGE = 16.0  # points
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0}


class Look(msgspec.Struct, frozen=True):
    """How a style looks; nothing where neither it nor its parents say."""

    bold: bool | None = None
    italic: bool | None = None
    centred: bool = False
    large: bool = False
    title: bool = False
    quote: bool = False
    preformatted: bool = False


class Level(msgspec.Struct, frozen=True):
    """How one level of a list or of the headings is numbered; an empty `form` shows no number."""

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1  # levels
    bullet: bool = False

    @property
    def simple(self) -> bool:
        """Whether any numbered list shows it so."""
        return self.form == "decimal" and not self.prefix and self.suffix in {"", ".", ")", "、", "．"}


@dataclass
class Styles:
    """Styles by name, lists by name, and the numbers of headings."""

    parents: dict[str, str] = field(default_factory=dict)
    own: dict[str, etree._Element] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    headings: dict[int, Level] = field(default_factory=dict)
    _looks: dict[str, Look] = field(default_factory=dict)

    def read(self, root: etree._Element) -> None:
        """Take the styles of one part."""
        for element in root.iter("{*}style", "{*}list-style", "{*}outline-style"):
            name = attribute(element, "name")
            kind = local_name(element)
            if kind == "style":
                self.own[name] = element
                self.parents[name] = attribute(element, "parent-style-name")
            else:
                levels = {
                    integer(attribute(level, "level"), 1): _level(level)
                    for level in element
                    if local_name(level).endswith(("-style-number", "-style-bullet", "-level-style"))
                }
                if kind == "list-style":
                    self.lists[name] = levels
                else:
                    self.headings = levels

    def look(self, name: str) -> Look:
        """How a style looks, its parents considered."""
        if name not in self._looks:
            self._looks[name] = self._found(name)
        return self._looks[name]

    def _found(self, name: str) -> Look:
        values: dict[str, str] = {}
        names: list[str] = []
        current = name
        while current in self.own and len(names) < _CHAIN:
            names.append(current.lower())
            for properties in self.own[current]:
                for key, value in properties.attrib.items():
                    values.setdefault(str(key).rpartition("}")[2], str(value))
            current = self.parents.get(current, "")
        names.append(current.lower())
        weight, slant = values.get("font-weight"), values.get("font-style")
        size = _points(values.get("font-size", "")) or _points(values.get("font-size-asian", ""))
        return Look(
            None if weight is None else weight == "bold" or weight in {"600", "700", "800", "900"},
            None if slant is None else slant in {"italic", "oblique"},
            values.get("text-align") == "center",
            size >= _LARGE,
            "title" in names,
            any(entry.startswith(("quotations", "quote")) for entry in names),
            any(entry.startswith("preformatted") for entry in names),
        )


def _level(element: etree._Element) -> Level:
    form = attribute(element, "num-format")
    return Level(
        _FORMS.get(form[:1], "decimal") if form else "",
        attribute(element, "num-prefix"),
        attribute(element, "num-suffix"),
        integer(attribute(element, "start-value"), 1),
        min(integer(attribute(element, "display-levels"), 1), _LEVELS),
        local_name(element).endswith("-bullet"),
    )


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its local name; the prefixes of ODF do not collide."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def integer(text: str, otherwise: int) -> int:
    """A count, or what to take in its place."""
    return int(text) if re.fullmatch(r"\d{1,6}", text) else otherwise


def _points(text: str) -> float:
    found = re.fullmatch(r"(\d{1,4}(?:\.\d+)?)(pt|cm|mm|in)", text)
    return float(found[1]) * _POINTS[found[2]] if found else 0.0
