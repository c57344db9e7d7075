"""Times as pages write them, with the time zone they mean."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from urllib.parse import urlsplit

CHINA = timezone(timedelta(hours=8))
_CHINESE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*(?:年|[-/.])\s*(?P<month>\d{1,2})\s*(?:月|[-/.])\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[\sT,，]*(?:(?:星期|周)[一二三四五六日天])?\s*(?P<half>上午|下午|晚上|中午|凌晨|早上)?\s*"
    r"(?P<hour>\d{1,2})\s*[:：时時点]\s*(?P<minute>\d{1,2})?\s*(?:[:：分]\s*(?P<second>\d{1,2})?秒?)?(?:\.\d+)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?",
)
_ENGLISH = re.compile(
    r"(?:(?P<month_first>[A-Z][a-z]{2,8})\.?\s+(?P<day_second>\d{1,2})(?:st|nd|rd|th)?,?"
    r"|(?P<day_first>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month_second>[A-Z][a-z]{2,8})\.?,?)\s+(?P<year>(?:19|20)\d\d)"
    r"(?:,?\s+(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[AaPp]\.?[Mm])?)?",
)
_EUROPEAN = re.compile(
    r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)"
    r"(?:,?\s+(?:-\s*|um\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2}))?"
)
_HAN_DATE = re.compile(
    r"(?P<year>[〇零○一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,3})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
_IN_ADDRESS = re.compile(
    r"/(?P<year>20[0-3]\d)[-/]?(?P<month>0[1-9]|1[0-2])[-/]?(?P<day>0[1-9]|[12]\d|3[01])(?=/|[-_.]|$)"
    r"|/t(?P<trs_year>20[0-3]\d)(?P<trs_month>0[1-9]|1[0-2])(?P<trs_day>0[1-9]|[12]\d|3[01])_"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOON = 12
_HAN_FIGURES = "〇一二三四五六七八九"


def find_moment(text: str, *, zone: tzinfo = CHINA) -> datetime | None:
    """The first time written in `text`; one without a zone is read in `zone`."""
    found = find_moment_span(text, zone=zone)
    return found[0] if found else None


def find_moment_span(text: str, *, zone: tzinfo = CHINA) -> tuple[datetime, int, int] | None:
    """The first time written in `text`, and where it stands there."""
    for pattern, build in _FORMS:
        for match in pattern.finditer(text):
            moment = build(match, zone)
            if moment:
                return moment, match.start(), match.end()
    return None


def parse_stamp(text: str, *, zone: tzinfo = CHINA) -> datetime | None:
    """A time from meta tags or JSON-LD: ISO 8601, RFC 2822, seconds, or as people write."""
    stamp = text.strip()
    if re.fullmatch(r"\d{10}|\d{13}", stamp):
        return datetime.fromtimestamp(int(stamp[:10]), UTC).astimezone(zone)
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:  # no day of the calendar
        moment = None
    if moment is None and re.match(r"[A-Z][a-z]{2}, \d", stamp):
        from email.utils import parsedate_to_datetime

        try:
            moment = parsedate_to_datetime(stamp)
        except ValueError:  # no day of the calendar
            moment = None
    if moment is None:
        return find_moment(stamp, zone=zone)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _from_chinese(match: re.Match[str], zone: tzinfo) -> datetime | None:
    hour = int(match["hour"] or 0)
    if match["half"] in {"下午", "晚上"} and hour < _NOON:
        hour += _NOON
    written = match["zone"]
    if written:
        zone = UTC if written == "Z" else datetime.strptime(written, "%z").tzinfo  # type: ignore[assignment] # %z always gives a timezone
    day = (int(match["year"]), int(match["month"]), int(match["day"]))
    return _moment(day, (hour, int(match["minute"] or 0), int(match["second"] or 0)), zone)


def _from_english(match: re.Match[str], zone: tzinfo) -> datetime | None:
    name = (match["month_first"] or match["month_second"])[:3].lower()
    if name not in _MONTHS:
        return None
    hour = int(match["hour"] or 0)
    if match["half"]:
        hour = hour % _NOON + (_NOON if match["half"][0] in "Pp" else 0)
    day = (int(match["year"]), _MONTHS.index(name) + 1, int(match["day_second"] or match["day_first"]))
    return _moment(day, (hour, int(match["minute"] or 0), 0), zone)


def _from_european(match: re.Match[str], zone: tzinfo) -> datetime | None:
    day = (int(match["year"]), int(match["month"]), int(match["day"]))
    return _moment(day, (int(match["hour"] or 0), int(match["minute"] or 0), 0), zone)


def _from_han(match: re.Match[str], zone: tzinfo) -> datetime | None:
    year = int("".join(str(max(0, _HAN_FIGURES.find(figure))) for figure in match["year"]))
    return _moment((year, _han_number(match["month"]), _han_number(match["day"])), (0, 0, 0), zone)


def _han_number(written: str) -> int:
    """A number up to 99 as a calendar writes it: 三, 十, 十二, 二十, 三十一."""
    tens, ten, ones = written.rpartition("十")
    units = _HAN_FIGURES.find(ones) if ones else 0
    return units + (10 * (_HAN_FIGURES.find(tens) if tens else 1) if ten else 0)


def moment_of_address(url: str, *, zone: tzinfo = CHINA) -> datetime | None:
    """The day that an address has in its path, as news sites write it; nothing for any other."""
    try:
        match = _IN_ADDRESS.search(urlsplit(url).path)
    except ValueError:  # no day of the calendar
        return None
    if not match:
        return None
    form = "trs_" if match["trs_year"] else ""
    day = (int(match[f"{form}year"]), int(match[f"{form}month"]), int(match[f"{form}day"]))
    return _moment(day, (0, 0, 0), zone)


def _moment(day: tuple[int, int, int], time: tuple[int, int, int], zone: tzinfo) -> datetime | None:
    try:
        return datetime(*day, *time, tzinfo=zone)
    except ValueError:  # no day of the calendar
        return None


_FORMS = (
    (_CHINESE, _from_chinese),
    (_ENGLISH, _from_english),
    (_EUROPEAN, _from_european),
    (_HAN_DATE, _from_han),
)
