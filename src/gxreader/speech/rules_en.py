"""How numbers, dates, amounts, addresses and signs are said in English. Order matters.

Plain numbers stay digits: every English engine reads those.
"""

from __future__ import annotations

import re

from gxreader.i18n.messages import MONTHS
from gxreader.speech.normalise import rule

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_DAYS, _HOURS, _NOON = 31, 24, 12

UNITS = {
    "km/h": "kilometres an hour",
    "m/s": "metres a second",
    "mph": "miles an hour",
    "km²": "square kilometres",
    "km2": "square kilometres",
    "m²": "square metres",
    "m2": "square metres",
    "㎡": "square metres",
    "m³": "cubic metres",
    "km": "kilometres",
    "cm": "centimetres",
    "mm": "millimetres",
    "kg": "kilograms",
    "mg": "milligrams",
    "ml": "millilitres",
    "mL": "millilitres",
    "kWh": "kilowatt hours",
    "kW": "kilowatts",
    "MW": "megawatts",
    "Hz": "hertz",
    "kHz": "kilohertz",
    "MHz": "megahertz",
    "GHz": "gigahertz",
    "GB": "gigabytes",
    "MB": "megabytes",
    "ha": "hectares",
    "m": "metres",
    "g": "grams",
    "°C": "degrees Celsius",
    "℃": "degrees Celsius",
    "°F": "degrees Fahrenheit",
}
MONEY = {
    "HK$": ("Hong Kong dollar", "Hong Kong dollars"),
    "US$": ("US dollar", "US dollars"),
    "$": ("dollar", "dollars"),
    "£": ("pound", "pounds"),
    "€": ("euro", "euros"),
    "¥": ("yuan", "yuan"),
    "￥": ("yuan", "yuan"),
}
ABBREVIATIONS = {
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "et cetera",
    "vs.": "versus",
    "pp.": "pages",
    "Mr.": "Mister",
    "Mrs.": "Missus",
    "Ms.": "Miz",
    "Dr.": "Doctor",
    "Prof.": "Professor",
    "Jr.": "Junior",
    "Sr.": "Senior",
    "approx.": "approximately",
    "Fig.": "Figure",
    "fig.": "figure",
    "U.S.": "U S",
    "U.K.": "U K",
    "U.N.": "U N",
}
_SINGULAR = {"kilometres": "kilometre", "metres": "metre", "miles": "mile"}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_PARTS = "Chapter|Part|Volume|Book|Section|Article|Act|War|Phase|Class|Type|Table|Stage|Appendix|Annex"
_KINGS = (
    "Elizabeth|Charles|George|Henry|James|Louis|William|Edward|Richard|John|Paul|Pius|Benedict|Philip|Peter|"
    "Catherine|Nicholas|Alexander|Mary|Frederick|Napoleon"
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *(
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
    ),
)
FRACTIONS = {
    "1/2": "one half",
    "1/3": "one third",
    "2/3": "two thirds",
    "1/4": "one quarter",
    "3/4": "three quarters",
    "½": "one half",
    "⅓": "one third",
    "⅔": "two thirds",
    "¼": "one quarter",
    "¾": "three quarters",
}
SIGNS = {
    "&": " and ",
    "+": " plus ",
    "=": " equals ",
    "×": " times ",
    "÷": " divided by ",
    "±": " plus or minus ",
    ">": " greater than ",
    "<": " less than ",
    "≥": " at least ",
    "≤": " at most ",
    "≈": " about ",
    "%": " percent",
    "°": " degrees ",
    "@": " at ",
    "#": " number ",
    "№": " number ",
    "~": " about ",
    "·": " ",
    "•": " ",
    "*": " ",
    "_": " ",
    "|": ", ",
    "→": " to ",
}
_DECADES = {
    "2": "twenties",
    "3": "thirties",
    "4": "forties",
    "5": "fifties",
    "6": "sixties",
    "7": "seventies",
    "8": "eighties",
    "9": "nineties",
}
_YEAR_WORDS = (
    "in|since|by|from|until|till|before|after|during|of|year|spring|summer|autumn|fall|winter|early|late|"
    + "|".join(MONTHS)
)


def _plain(written: str) -> str:
    return written.replace(",", "")


def _date(found: re.Match[str]) -> str | None:
    year, month, day = found.groups()
    if not 1 <= int(month) <= len(MONTHS) or not 1 <= int(day) <= _DAYS:
        return None
    return f"{MONTHS[int(month) - 1]} {int(day)}, {year_in_words(year)}"


def year_in_words(year: str) -> str:
    """1985 as 19 85, 1905 as 19 oh 5, 1900 as 19 hundred; 2000 to 2009 as they are."""
    century, rest = year[:2], year[2:]
    if year.startswith("200") or century.endswith("0"):
        return year if century == "20" and rest.startswith("0") else _pair(century, rest)
    return _pair(century, rest)


def _pair(century: str, rest: str) -> str:
    if rest == "00":
        return f"{int(century)} hundred"
    return f"{int(century)} oh {rest[1]}" if rest.startswith("0") else f"{int(century)} {rest}"


def _decade(found: re.Match[str]) -> str | None:
    century, decade = found.groups()
    return f"{century} {_DECADES[decade]}" if decade in _DECADES else None


def _time(found: re.Match[str]) -> str | None:
    hour, minute = int(found[1]), found[2]
    if hour > _HOURS:
        return None
    half = found[3] or (" pm" if hour > _NOON else "")
    shown = hour - _NOON if _NOON < hour < _HOURS else hour
    half = " " + half.strip().lower().replace(".", "") if half else ""
    if minute == "00":
        return f"{shown}{half}" if half else f"{shown} o'clock"
    return f"{shown} oh {minute[1]}{half}" if minute.startswith("0") else f"{shown} {minute}{half}"


def _unit(found: re.Match[str]) -> str:
    amount, unit = _plain(found[1]), UNITS[found[2]]
    if amount != "1":
        return f"{amount} {unit}"
    first, space, rest = unit.partition(" ")
    if first in {"square", "cubic", "kilowatt"}:
        return f"{amount} {first} {rest.removesuffix('s')}"
    singular = first if first == "hertz" else _SINGULAR.get(first, first.removesuffix("s"))
    return f"{amount} {singular}{space}{rest}"


def roman(written: str) -> int:
    """The value of a Roman number, 0 for letters that are none."""
    total = highest = 0
    for letter in reversed(written):
        value = _ROMAN.get(letter, 0)
        total += value if value >= highest else -value
        highest = max(highest, value)
    return total


def _king_of(written: str) -> str | None:
    value = roman(written)
    return f"the {_ORDINALS[value - 1]}" if 1 <= value <= len(_ORDINALS) else None


def _money(found: re.Match[str]) -> str:
    sign, amount, great = found.groups()
    one, many = MONEY[sign]
    plain = _plain(amount)
    great = {"m": "million", "bn": "billion", "k": "thousand"}.get(great or "", great or "")
    return f"{plain} {great} {many}" if great else f"{plain} {one if plain == '1' else many}"


def _web(found: re.Match[str]) -> str:
    host = re.split(r"[/:?#]", re.sub(r"^[a-z]+://", "", found[0], flags=re.IGNORECASE), maxsplit=1)[0]
    return host.lower().removeprefix("www.").replace(".", " dot ")


RULES = (
    rule("address", r"(?i:https?://|www\.)[!-~]*[a-zA-Z0-9/]", _web),
    rule(
        "mail",
        r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
        lambda found: found[0].replace("@", " at ").replace(".", " dot "),
    ),
    rule("date", r"(?<![0-9])([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?![0-9])", _date),
    rule(
        "time",
        r"(?<![0-9:.])([0-9]{1,2}):([0-5][0-9])(?::[0-5][0-9])?(?![0-9:])(\s?[aApP]\.?[mM]\b)?",
        _time,
    ),
    rule(
        "score", r"(?<![0-9:])([0-9]{1,3}):([0-9]{1,3})(?![0-9:])", lambda found: f"{found[1]} to {found[2]}"
    ),
    rule("money", rf"(HK\$|US\$|[$¥￥€£])\s?({_NUMBER})(?:\s?(million|billion|trillion|bn|m|k)\b)?", _money),
    rule(
        "abroad",
        r"\+[0-9]{1,3}(?:[- ][0-9]{2,4}){2,4}(?![0-9])",
        lambda found: "plus " + ", ".join(" ".join(part) for part in re.findall("[0-9]+", found[0])),
    ),
    rule(
        "local",
        r"(?<![0-9-])[0-9]{3}-[0-9]{4}(?![0-9-])",
        lambda found: ", ".join(" ".join(part) for part in found[0].split("-")),
    ),
    rule(
        "telephone",
        r"(?<![0-9])\+?[0-9]{2,4}(?:[- ][0-9]{3,4}){2}(?![0-9])",
        lambda found: ", ".join(" ".join(part) for part in re.findall("[0-9]+", found[0])),
    ),
    rule("fraction", r"(?<![0-9/.])[0-9]/[0-9](?![0-9/])", lambda found: FRACTIONS.get(found[0])),
    rule("fraction sign", r"[½⅓⅔¼¾]", lambda found: FRACTIONS[found[0]]),
    rule("always", r"(?<![0-9/])24/7(?![0-9/])", lambda _found: "24 7"),
    rule("part", rf"(?<=\b)(?:{_PARTS}) (?P<said>[IVXLC]+)\b", lambda found: str(roman(found["said"]))),
    rule("king", rf"(?:{_KINGS}) (?P<said>([IVX]+))\b", lambda found: _king_of(found["said"])),
    rule("half of the day", r"(?<=[0-9])(?=[ap]m\b)(?P<said>[ap]m)", lambda found: f" {found['said']}"),
    rule("young decade", r"[’']([2-9])0s\b", lambda found: _DECADES[found[1]]),
    rule("size", r"(?<=[0-9])\s?[x×]\s?(?=[0-9])", lambda _found: " by "),
    rule("hyphen", r"(?<=[A-Za-z])-(?=[0-9])", lambda _found: " "),
    rule("percentage", rf"({_NUMBER})\s?%", lambda found: _plain(found[1]) + " percent"),
    rule(
        "unit",
        rf"({_NUMBER})\s?({'|'.join(sorted(map(re.escape, UNITS), key=len, reverse=True))})(?![A-Za-z0-9])",
        _unit,
    ),
    rule("decade", r"(?<![0-9])(1[0-9]|20)([0-9])0s\b", _decade),
    rule(
        "years",
        r"(?<![0-9,.])(1[0-9]{3}|20[0-9]{2})\s?[-–—]\s?(1[1-9][0-9]{2}|20[0-9]{2})(?![0-9,.]?[0-9])",
        lambda found: f"{year_in_words(found[1])} to {year_in_words(found[2])}",
    ),
    rule(
        "year",
        rf"(?i:\b(?:{_YEAR_WORDS})(?: [0-9]{{1,2}},| the year)? )"
        r"(?P<said>1[0-9]{3}|20[0-9]{2})(?![0-9,.]?[0-9])",
        lambda found: year_in_words(found["said"]),
    ),
    rule("numbered", r"\b[Nn]o\.\s?(?=[0-9])", lambda _found: "number "),
    rule(
        "abbreviation",
        r"(?<![A-Za-z.])(?:" + "|".join(map(re.escape, ABBREVIATIONS)) + r")(?![A-Za-z])",
        lambda found: ABBREVIATIONS[found[0]],
    ),
    rule("saint", r"\bSt\.(?= [A-Z])", lambda _found: "Saint"),
    rule("minus", r"(?<![0-9A-Za-z%)])[-−](?=[0-9])", lambda _found: "minus "),
    rule("range", r"(?<=[0-9%])\s?[-–—]\s?(?=[0-9])", lambda _found: " to "),
    rule("thousands", r"(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])", lambda found: _plain(found[0])),
    rule("sign", "[" + re.escape("".join(SIGNS)) + "]", lambda found: SIGNS[found[0]]),
)
