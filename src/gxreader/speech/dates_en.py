"""How years, dates, times and scores are said in English. Order matters."""

from __future__ import annotations

import re

from gxreader.i18n.messages import MONTHS
from gxreader.speech.normalise import rule
from gxreader.speech.words_en import DAYS, DECADES, MONTHS_SHORT

_YEAR = r"(?:1[1-9][0-9]{2}|20[0-9]{2})"
_NOT_MORE = r"(?![0-9,.]?[0-9])"
_DAYS, _HOURS, _NOON = 31, 24, 12
_TEENS = range(11, 14)
_MONTH = "|".join((*MONTHS, *MONTHS_SHORT))
_YEAR_WORDS = (
    "in|since|by|from|until|till|before|after|during|of|year|spring|summer|autumn|fall|winter|early|late|mid|around|"
    "circa|Q[1-4]|fiscal|election|and|to|" + "|".join((*MONTHS, *MONTHS_SHORT))
)


def ordinal(count: int) -> str:
    """1 as 1st, 12 as 12th: every English engine reads those."""
    suffix = "th" if count % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{suffix}"


def _day_of(year: str, month: str, day: str) -> str | None:
    if not 1 <= int(month) <= len(MONTHS) or not 1 <= int(day) <= _DAYS:
        return None
    return f"{MONTHS[int(month) - 1]} {ordinal(int(day))}, {year_in_words(year)}"


def _date(found: re.Match[str]) -> str | None:
    year, month, day = found.groups()
    return _day_of(year, month, day)


def _slashed(found: re.Match[str]) -> str | None:
    """7/4/2024 has the month first, unless that cannot be."""
    first, second, year = found.groups()
    return _day_of(year, first, second) or _day_of(year, second, first)


def _month(short: str) -> str:
    return MONTHS_SHORT.get(short, short)


def _month_and_day(found: re.Match[str]) -> str | None:
    if int(found["day"]) > _DAYS:
        return None
    year = f", {year_in_words(found['year'])}" if found["year"] else ""
    until = f" to {ordinal(int(found['until']))}" if found["until"] else ""
    return f"{_month(found['month'])} {ordinal(int(found['day']))}{until}{year}"


def _day_and_month(found: re.Match[str]) -> str | None:
    if not 1 <= int(found["day"]) <= _DAYS:
        return None
    year = f" {year_in_words(found['year'])}" if found["year"] else ""
    until = f" to the {ordinal(int(found['until']))}" if found["until"] else ""
    the = found["the"] or "the "
    return f"{the}{ordinal(int(found['day']))}{until} of {_month(found['month'])}{year}"


def year_in_words(year: str) -> str:
    """1985 as 19 85, 1905 as 19 oh 5, 1900 as 19 hundred; 2000 to 2009 as they are."""
    century, rest = year[:2], year[2:]
    if century == "20" and rest.startswith("0"):
        return year
    if rest == "00":
        return f"{int(century)} hundred"
    return f"{int(century)} oh {rest[1]}" if rest.startswith("0") else f"{int(century)} {rest}"


def _decade(found: re.Match[str]) -> str | None:
    century, decade = found["century"], found["decade"]
    if decade not in DECADES:
        return None
    return f"{century} {DECADES[decade]}" if century else DECADES[decade]


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


DATES = (
    rule("date", r"(?<![0-9])([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?![0-9])", _date),
    rule("slashed date", rf"(?<![0-9/])([0-9]{{1,2}})[/.]([0-9]{{1,2}})[/.]({_YEAR})(?![0-9/])", _slashed),
    rule(
        "month and day",
        rf"\b(?P<month>{_MONTH})\.?\s(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?"
        rf"(?:\s?[-–]\s?(?P<until>[0-9]{{1,2}})(?:st|nd|rd|th)?)?(?![0-9:])(?:,?\s(?P<year>{_YEAR}){_NOT_MORE})?",
        _month_and_day,
    ),
    rule(
        "day and month",
        rf"(?<![0-9.:,])(?P<the>[Tt]he\s)?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?P<until>[0-9]{{1,2}}))?(?:\sof)?\s"
        rf"(?P<month>{_MONTH})\b\.?(?:,?\s(?P<year>{_YEAR}){_NOT_MORE})?",
        _day_and_month,
    ),
    rule(
        "short month",
        rf"\b({'|'.join(MONTHS_SHORT)})\.?(?=\s{_YEAR})|\b({'|'.join(MONTHS_SHORT)})\.(?=\s[0-9a-z])",
        lambda found: MONTHS_SHORT[found[1] or found[2]],
    ),
    rule(
        "days",
        rf"\b({'|'.join(DAYS)})\.?\s?[-–]\s?({'|'.join(DAYS)})\b\.?",
        lambda found: f"{DAYS[found[1]]} to {DAYS[found[2]]}",
    ),
    rule(
        "time",
        r"(?<![0-9:.])([0-9]{1,2}):([0-5][0-9])(?::[0-5][0-9])?(?![0-9:])(\s?[aApP]\.?[mM]\b\.?)?",
        _time,
    ),
    rule(
        "hour",
        r"(?<![0-9:.,])([0-9]{1,2})\s?([aApP])\.?[mM](?:\.(?!$)|\b)",
        lambda found: f"{found[1]} {found[2].lower()}m",
    ),
    rule(
        "score",
        r"(?<![0-9:])([0-9]{1,4}):([0-9]{1,4})(?![0-9:])",
        lambda found: f"{found[1]} to {found[2]}",
    ),
    rule("decade", r"(?<![0-9])(?P<century>1[0-9]|20)(?P<decade>[0-9])0['’]?s\b", _decade),
    rule(
        "short decade",
        r"(?:(?<!\w)['’‘]|\b(?<![0-9.,]))(?P<century>(?!))?(?P<decade>[1-9])0['’]?s\b",
        _decade,
    ),
    rule(
        "years",
        rf"(?<![0-9,.])({_YEAR})\s?[-–—]\s?({_YEAR}){_NOT_MORE}",
        lambda found: f"{year_in_words(found[1])} to {year_in_words(found[2])}",
    ),
    rule(
        "years of a century",
        rf"(?<![0-9,.])({_YEAR})[–-]([0-9]{{2}})(?![0-9,.]?[0-9])(?!-)",
        lambda found: f"{year_in_words(found[1])} to {found[2]}",
    ),
    rule(
        "year",
        rf"(?i:\b(?:{_YEAR_WORDS})(?: [0-9]{{1,2}},|[,.]| the year)?[ -])"
        rf"(?P<said>10[0-9]{{2}}|{_YEAR}){_NOT_MORE}"
        r"(?!\s?(?:people|books|km|metres|percent|dollars|%|others))",
        lambda found: year_in_words(found["said"]),
    ),
    rule(
        "year in brackets", rf"(?<=\()(?P<said>{_YEAR})(?=[),;])", lambda found: year_in_words(found["said"])
    ),
)
