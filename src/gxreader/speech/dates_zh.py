"""How years, dates, times and scores are said in Chinese. Order matters."""

from __future__ import annotations

import re

from gxreader.speech.normalise import rule
from gxreader.speech.numbers import cardinal, digit_by_digit, number

DASH = r"[-–—−~～]"
_MONTHS, _DAYS, _HOURS, _MINUTES = 12, 31, 24, 60
_CENTURY_DIGITS = 2
_NEAR = range(1900, 2100)  # a year near ours is a name even after 约
_YEARS_ENDING = r"(?=年|学年|赛季|年度|财年|春|秋)"
_WON = (
    "战胜|击败|大胜|险胜|完胜|领先|获胜|取胜|力克|逆转|不敌|落后|惜败|战平|打平|握手|胜|负|输|赢|战成|"
    "的比分|的大比分|的总比分"
)


def _date(found: re.Match[str]) -> str | None:
    year, month, day = found.groups()
    if not 1 <= int(month) <= _MONTHS or not 1 <= int(day) <= _DAYS:
        return None
    return f"{digit_by_digit(year)}年{cardinal(month)}月{cardinal(day)}日"


def _year_month(found: re.Match[str]) -> str:
    return f"{digit_by_digit(found[1])}年{cardinal(found[2])}月"


def _year(found: re.Match[str]) -> str | None:
    """2024年 is a name, 3000年 and 1500年历史 are amounts."""
    before, year, after = found["before"], int(found["said"]), found["after"]
    if year not in _NEAR and (before or after or year >= _NEAR.stop):
        return None
    if year in _NEAR and after:
        return None
    return None if found["said"].endswith("000") and year != 2000 else digit_by_digit(found["said"])  # noqa: PLR2004  # the year 2000


def _season(found: re.Match[str]) -> str:
    return f"{digit_by_digit(found[1])}到{digit_by_digit(found[2])}"


def _clock(hour: str) -> str:
    return "零点" if int(hour) == 0 else "两点" if int(hour) == 2 else cardinal(hour) + "点"  # noqa: PLR2004  # two o'clock


def _time(found: re.Match[str]) -> str | None:
    hour, minute, second = found.groups()
    if int(hour) > _HOURS or (int(hour) == _HOURS and minute != "00"):
        return None
    if minute == "00" and not second:
        return _clock(hour) + "整"
    words = _clock(hour) + number(minute) + "分"
    return words + number(second) + "秒" if second else words


def _duration(found: re.Match[str]) -> str:
    first, second, third, hundredths = found["first"], found["second"], found["third"], found["hundredths"]
    tail = f"点{digit_by_digit(hundredths)}秒" if hundredths else "秒"
    if third is None:
        return f"{_few(first)}分{number(second)}" + tail
    return f"{_few(first)}小时{number(second)}分{number(third)}" + tail


def _few(count: str) -> str:
    return "两" if int(count) == 2 else cardinal(count)  # noqa: PLR2004  # two hours


def _score(found: re.Match[str]) -> str:
    return f"{cardinal(found['left'])}比{cardinal(found['right'])}"


def _degrees(found: re.Match[str]) -> str:
    words = number(found[1]) + "度" + number(found[2]) + "分"
    return words + number(found[3]) + "秒" if found[3] else words


DATES = (
    rule("date", r"(?<![0-9.])([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])", _date),
    rule("month", r"(?<![0-9.])((?:19|20)[0-9]{2})[-/](0[1-9]|1[0-2])(?![-/.0-9年])", _year_month),
    rule(
        "years",
        rf"(?<![0-9.])([0-9]{{4}})年?\s*{DASH}+\s*([0-9]{{4}}){_YEARS_ENDING}",
        _season,
    ),
    rule("season", rf"(?<![0-9.])([0-9]{{4}})[-/]([0-9]{{2}}){_YEARS_ENDING}", _season),
    rule(
        "era",
        r"公元前?\s*(?P<said>[0-9]{3,4})(?=年|\s*[-–—−~～至到])",
        lambda found: digit_by_digit(found["said"]),
    ),
    rule(
        "year",
        r"(?P<before>距今|近|长达|历经|历时|超过?|有着?|逾|第|约|晚|早)?(?<![0-9.,])(?P<said>[0-9]{4})"
        r"(?=(?:[财学]?年|赛季)(?P<after>的?历史|以上|多|来|之久|左右|寿命|古树|树龄|的?古|内|大计|未遇|一遇|如一日|悠久)?)",
        _year,
    ),
    rule(
        "short year",
        r"(?<![0-9])['’‘]([0-9]{2})(?=年(?![代前后来间以])|级|届)",
        lambda found: digit_by_digit(found[1]),
    ),
    rule(
        "year before a month",
        r"(?<![0-9.])([0-9]{2})(?=年[0-9]{1,2}月)",
        lambda found: digit_by_digit(found[1]),
    ),
    rule("noughties", r"(?<![0-9.])00(?=年代)", lambda _found: "零零"),
    rule(
        "generation",
        r"(?<![0-9.])([0-9][05])(?=(?:、[0-9][05])*后(?![0-9来天续面悔者]))",
        lambda found: digit_by_digit(found[1]),
    ),
    rule("month or day with a nought", r"(?<![0-9.])0([1-9])(?=月|日)", lambda found: cardinal(found[1])),
    rule(
        "day of remembrance",
        r"(?<![0-9.])([0-9]{1,2})·([0-9]{1,2})(?![0-9.])",
        lambda found: digit_by_digit(found[0]),
    ),
    rule(
        "duration",
        r"(?:用时|耗时|历时|时长|成绩|纪录|时间为|净计时|枪声)[为是：:]?\s*"
        r"(?P<said>(?P<first>[0-9]{1,3})[:：](?P<second>[0-5][0-9])(?:[:：](?P<third>[0-5][0-9]))?"
        r"(?:\.(?P<hundredths>[0-9]{1,3}))?)(?![0-9:：])",
        _duration,
    ),
    rule(
        "duration to the hundredth",
        r"(?<![0-9:：.])(?P<first>[0-9]{1,2})[:：](?P<second>[0-5][0-9])(?P<third>(?!))?\.(?P<hundredths>[0-9]{2})(?![0-9])",
        _duration,
    ),
    rule(
        "ratio",
        r"(?:比例|比分|比值|配比|比率|分别|兑水|稀释|总分|大比分|战绩)[为是约达以按：:]?\s*"
        r"(?P<said>(?P<left>[0-9]{1,6})[:：∶](?P<right>[0-9]{1,6}))(?![0-9:：])",
        _score,
    ),
    rule(
        "ratio before its noun",
        rf"(?<![0-9:：.])(?P<left>[0-9]{{1,6}})[:：∶](?P<right>[0-9]{{1,6}})(?=(?:的?(?:比例|配比|稀释|兑水|混合|比率))|{_WON})",
        _score,
    ),
    rule("time", r"(?<![0-9:：.])([0-9]{1,2})[:：]([0-5][0-9])(?:[:：]([0-5][0-9]))?(?![0-9:：])", _time),
    rule(
        "score",
        r"(?<![0-9:：])(?P<left>[0-9]{1,6})[:：∶](?P<right>[0-9]{1,6})(?![0-9:：])",
        _score,
    ),
    rule(
        "ratio of three",
        r"(?<![0-9:：])[0-9]{1,4}(?:[:：∶][0-9]{1,4}){2,}(?![0-9:：])",
        lambda found: "比".join(cardinal(part) for part in re.split("[:：∶]", found[0])),
    ),
    rule(
        "place on the globe",
        r"([0-9]{1,3})°\s*([0-9]{1,2})['′’]\s*(?:([0-9]{1,2}(?:\.[0-9]+)?)[\"″”])?",
        _degrees,
    ),
)
