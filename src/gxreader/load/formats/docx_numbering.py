"""The numbers and signs that Word puts before paragraphs by itself: 第一条, 一、, (1), a)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import msgspec
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_SIMPLE = re.compile(r"^%[1-9][.)．、]?$")
_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MOST = 3999
_CIRCLES = 20
_MOST_NUMBERS = 5_000


class Level(msgspec.Struct, frozen=True):
    """How the paragraphs of one level of a list are numbered."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""
    legal: bool = False


class Label(msgspec.Struct, frozen=True):
    """What stands before a paragraph. A `simple` one is what any numbered list shows: `number` and a dot."""

    text: str
    number: int
    simple: bool


@dataclass
class Numbering:
    """Counts through a document; labels are asked for in its order."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # of a kind of list
    kinds: dict[str, str] = field(default_factory=dict)  # the kind of a list
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def read(cls, root: etree._Element) -> Numbering:
        """What `word/numbering.xml` says."""
        numbering = cls()
        for kind in root.iter(f"{W}abstractNum"):
            levels = {int(_value(level, "ilvl", "0")): _level(level) for level in kind.iter(f"{W}lvl")}
            numbering.levels[_value(kind, "abstractNumId")] = levels
        for number in list(root.iter(f"{W}num"))[:_MOST_NUMBERS]:
            name = _value(number, "numId")
            numbering.kinds[name] = _child(number, "abstractNumId")
            restarts = numbering.restarts.setdefault(name, {})
            for override in number.iter(f"{W}lvlOverride"):
                start = _child(override, "startOverride")
                if start.isdecimal():
                    restarts[int(_value(override, "ilvl", "0"))] = int(start[:6])
        return numbering

    def level_of_style(self, number: str, style: str) -> int:
        """The level that a style's paragraphs have in a list."""
        levels = self.levels.get(self.kinds.get(number, ""), {})
        return next((place for place, level in levels.items() if level.style == style), 0)

    def is_bullet(self, number: str, place: int) -> bool:
        """Whether a list shows a sign, not a number."""
        level = self.levels.get(self.kinds.get(number, ""), {}).get(place)
        return level is not None and (level.form == "bullet" or not _PLACE.search(level.text))

    def next(self, number: str, place: int) -> Label | None:
        """The label of the next paragraph of a list; none where it shows none."""
        kind = self.kinds.get(number, "")
        levels = self.levels.get(kind, {})
        level = levels.get(place)
        if level is None or not 0 <= place < _LEVELS:
            return None
        counts = self._counts.setdefault(kind, [])
        self._count(number, place, levels, counts)
        if level.form == "none" and not _PLACE.search(level.text):
            return Label(level.text, 0, simple=False) if level.text else None

        def written(found: re.Match[str]) -> str:
            above = int(found[1]) - 1
            count = counts[above] if above < len(counts) else 1
            form = levels.get(above, level).form
            return numeral(count, "decimal" if level.legal else form)

        text = _PLACE.sub(written, level.text)
        own = level.text.startswith(f"%{place + 1}") and level.form == "decimal"
        return Label(text, counts[place], simple=own and bool(_SIMPLE.match(level.text)))

    def _count(self, number: str, place: int, levels: dict[int, Level], counts: list[int]) -> None:
        """One more of a level; the levels beneath it begin again."""
        restart = self.restarts.get(number, {}).get(place)
        fresh = (number, place) not in self._begun
        self._begun.add((number, place))
        counts.extend(levels.get(above, Level()).start for above in range(len(counts), place))
        if restart is not None and fresh:
            counts[place:] = [restart]
        elif place < len(counts):
            counts[place:] = [counts[place] + 1]
        else:
            counts.append(levels[place].start)


def _level(element: etree._Element) -> Level:
    start = _child(element, "start")
    return Level(
        _child(element, "numFmt") or "decimal",
        _child(element, "lvlText"),
        int(start[:6]) if start.isdecimal() else 1,
        _child(element, "pStyle"),
        element.find(f"{W}isLgl") is not None,
    )


def _child(element: etree._Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else _value(child, "val")


def _value(element: etree._Element, name: str, otherwise: str = "") -> str:
    value = str(element.get(f"{W}{name}") or otherwise)
    return value if name != "ilvl" or value.isdecimal() else "0"


def numeral(count: int, form: str) -> str:  # noqa: PLR0911 - one return for each script
    """A number as a form of Word writes it; the usual digits for forms that are not known."""
    if not 0 < count <= _MOST:
        return str(count)
    if form in {"upperRoman", "lowerRoman"}:
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    if form in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"ideographDigital", "japaneseDigitalTenThousand", "koreanDigital2"}:
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    if form.startswith(("chinese", "taiwanese", "japaneseCounting", "koreanCounting")):
        return chinese(count)
    if form == "ideographTraditional":
        return _STEMS[(count - 1) % len(_STEMS)]
    if form == "ideographZodiac":
        return _BRANCHES[(count - 1) % len(_BRANCHES)]
    if form in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and count <= _CIRCLES:
        return chr(ord("①") + count - 1)
    if form == "decimalFullWidth":
        return "".join(chr(ord("０") + int(digit)) for digit in str(count))
    return f"{count:02d}" if form == "decimalZero" else str(count)


def chinese(count: int) -> str:
    """一, 十二, 一百零五: numbers below ten thousand as they are said."""
    result, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = count // power % 10
        if digit:
            result += ("零" if gap and result else "") + _DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return result.removeprefix("一") if result.startswith("一十") else result


def _roman(count: int) -> str:
    result = ""
    for value, letters in _ROMAN:
        while count >= value:
            result += letters
            count -= value
    return result
