"""Times as pages write them, with the time zone they mean."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

CHINA = timezone(timedelta(hours=8))
_CHINESE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*(?:年|[-/.])\s*(?P<month>\d{1,2})\s*(?:月|[-/.])\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[\sT,，]*(?:(?:星期|周)[一二三四五六日天])?\s*(?P<half>上午|下午|晚上|中午|凌晨|早上)?\s*"
    r"(?P<hour>\d{1,2})\s*[:：时点]\s*(?P<minute>\d{1,2})?\s*(?:[:：分]\s*(?P<second>\d{1,2})?秒?)?(?:\.\d+)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?",
)
_ENGLISH = re.compile(
    r"(?:(?P<month_first>[A-Z][a-z]{2,8})\.?\s+(?P<day_second>\d{1,2})(?:st|nd|rd|th)?,?"
    r"|(?P<day_first>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month_second>[A-Z][a-z]{2,8})\.?,?)\s+(?P<year>(?:19|20)\d\d)"
    r"(?:,?\s+(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[AaPp]\.?[Mm])?)?",
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOON = 12


def find_moment(text: str, *, zone: tzinfo = CHINA) -> datetime | None:
    """The first time written in `text`; one without a zone is read in `zone`."""
    found = find_moment_span(text, zone=zone)
    return found[0] if found else None


def find_moment_span(text: str, *, zone: tzinfo = CHINA) -> tuple[datetime, int, int] | None:
    """The first time written in `text`, and where it stands there."""
    for pattern, build in ((_CHINESE, _from_chinese), (_ENGLISH, _from_english)):
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
    except ValueError:
        moment = None
    if moment is None and re.match(r"[A-Z][a-z]{2}, \d", stamp):
        from email.utils import parsedate_to_datetime

        try:
            moment = parsedate_to_datetime(stamp)
        except ValueError:
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


def _moment(day: tuple[int, int, int], time: tuple[int, int, int], zone: tzinfo) -> datetime | None:
    try:
        return datetime(*day, *time, tzinfo=zone)
    except ValueError:
        return None
