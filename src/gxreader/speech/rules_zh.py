"""How numbers, dates, amounts, addresses and signs are said in Chinese. Order matters."""

from __future__ import annotations

import re

from gxreader.speech.normalise import rule
from gxreader.speech.numbers import cardinal, digit_by_digit, number, telephone

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_DASH = r"[-–—−~～]"
_MONTHS, _DAYS, _HOURS = 12, 31, 24

UNITS = {
    "km/h": "公里每小时",
    "m/s": "米每秒",
    "km²": "平方公里",
    "km2": "平方公里",
    "m²": "平方米",
    "m2": "平方米",
    "㎡": "平方米",
    "m³": "立方米",
    "m3": "立方米",
    "km": "公里",
    "㎞": "公里",
    "cm": "厘米",
    "mm": "毫米",
    "nm": "纳米",
    "μm": "微米",
    "kg": "公斤",
    "㎏": "公斤",
    "mg": "毫克",
    "mL": "毫升",
    "ml": "毫升",
    "kWh": "千瓦时",
    "kW": "千瓦",
    "MW": "兆瓦",
    "GW": "吉瓦",
    "Hz": "赫兹",
    "kHz": "千赫",
    "MHz": "兆赫",
    "GHz": "吉赫",
    "GB": "G B",
    "MB": "M B",
    "TB": "T B",
    "ha": "公顷",
    "m": "米",
    "g": "克",
    "L": "升",
    "t": "吨",
    "h": "小时",
    "min": "分钟",
    "s": "秒",
}
MONEY = {
    "HK$": "港元",
    "US$": "美元",
    "$": "美元",
    "¥": "元",
    "￥": "元",
    "€": "欧元",
    "£": "英镑",
}
SIGNS = {
    "&": "和",
    "+": "加",
    "=": "等于",
    "×": "乘",
    "÷": "除以",
    "±": "正负",
    ">": "大于",
    "<": "小于",
    "≥": "大于等于",
    "≤": "小于等于",
    "≈": "约等于",
    "℃": "摄氏度",
    "°": "度",
    "%": "百分号",
    "‰": "千分号",
    "@": "at",
    "#": "井号",
    "№": "第",
    "①": "一",
    "②": "二",
    "③": "三",
    "④": "四",
    "⑤": "五",
    "⑥": "六",
    "⑦": "七",
    "⑧": "八",
    "⑨": "九",
    "⑩": "十",
    "·": " ",
    "•": " ",
    "*": " ",
    "_": " ",
    "|": "，",
    "■": " ",
    "●": " ",
    "▲": " ",
    "◆": " ",
    "★": " ",
    "※": " ",
    "→": "到",
}
_MEASURES = (
    "个|位|名|家|只|条|张|件|项|次|座|所|辆|艘|架|栋|间|户|批|场|轮|款|种|倍|天|周|份|本|篇|首|支|台|套|块|片|"
    "岁|对|双|排|层|吨|米|公里|公斤|千克|小时|分钟|年|万|亿|千|百万|千万|点钟"
)


def _date(found: re.Match[str]) -> str | None:
    year, month, day = found.groups()
    if not 1 <= int(month) <= _MONTHS or not 1 <= int(day) <= _DAYS:
        return None
    return f"{digit_by_digit(year)}年{cardinal(month)}月{cardinal(day)}日"


def _year(found: re.Match[str]) -> str | None:
    """2024年 is a name, 3000年 (of history) an amount."""
    year = found[1]
    return None if year.endswith("000") and year != "2000" else digit_by_digit(year)


def _time(found: re.Match[str]) -> str | None:
    hour, minute, second = found.groups()
    if int(hour) > _HOURS:
        return None
    words = "零" if int(hour) == 0 else "两" if int(hour) == 2 else cardinal(hour)  # noqa: PLR2004  # two o'clock
    words += "点"
    if minute == "00" and not second:
        return words + "整"
    words += number(minute) + "分"
    return words + number(second) + "秒" if second else words


def _fraction(found: re.Match[str]) -> str | None:
    above, below = found.groups()
    return f"{cardinal(below)}分之{cardinal(above)}" if 0 < int(above) < int(below) else None


def _web(found: re.Match[str]) -> str:
    host = re.split(r"[/:?#]", re.sub(r"^[a-z]+://", "", found[0], flags=re.IGNORECASE), maxsplit=1)[0]
    return "网址" + host.lower().removeprefix("www.").replace(".", "点")


def _temperature(found: re.Match[str]) -> str:
    below, degrees, _unit = found.groups()
    return ("零下" if below else "") + number(degrees) + "摄氏度"


def _percentage(found: re.Match[str]) -> str:
    written = found[1]
    below = written[0] in "-−"
    return ("负" if below else "") + "百分之" + number(written[1:] if below else written)


RULES = (
    rule("address", r"(?i:https?://|www\.)[!-~]*[a-zA-Z0-9/]", _web),
    rule(
        "mail",
        r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
        lambda found: found[0].replace("@", " at ").replace(".", "点"),
    ),
    rule("date", r"(?<![0-9])([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])", _date),
    rule(
        "years",
        rf"(?<![0-9])([0-9]{{4}})年?\s*{_DASH}+\s*([0-9]{{4}})(?=年)",
        lambda found: f"{digit_by_digit(found[1])}到{digit_by_digit(found[2])}",
    ),
    rule("year", r"(?<![0-9])([0-9]{4})(?=年)", _year),
    rule(
        "ratio",
        r"(?:比例|比分|比值|配比|比率)[为是约达：:]?\s*(?P<said>([0-9]{1,4})[:：]([0-9]{1,4}))(?![0-9:：])",
        lambda found: f"{cardinal(found[2])}比{cardinal(found[3])}",
    ),
    rule("time", r"(?<![0-9:：.])([0-9]{1,2})[:：]([0-5][0-9])(?:[:：]([0-5][0-9]))?(?![0-9:：])", _time),
    rule(
        "score",
        r"(?<![0-9:：])([0-9]{1,3})[:：]([0-9]{1,3})(?![0-9:：])",
        lambda found: f"{cardinal(found[1])}比{cardinal(found[2])}",
    ),
    rule(
        "percentages",
        rf"(?<![0-9.])({_NUMBER})\s*{_DASH}\s*({_NUMBER})\s*%",
        lambda found: f"百分之{number(found[1])}到百分之{number(found[2])}",
    ),
    rule(
        "percentage",
        rf"((?:(?<![0-9A-Za-z%）)])[-−])?(?:{_NUMBER}))\s*%",
        lambda found: (
            "负百分之" + number(found[1][1:]) if found[1][0] in "-−" else "百分之" + number(found[1])
        ),
    ),
    rule("per mille", rf"({_NUMBER})\s*‰", lambda found: "千分之" + number(found[1])),
    rule(
        "money",
        rf"(HK\$|US\$|[$¥￥€£])\s*({_NUMBER})\s*((?:百|千|十)?[万亿]|万亿)?元?",
        lambda found: number(found[2]) + (found[3] or "") + MONEY[found[1]],
    ),
    rule("mobile", r"(?<![0-9])(1[3-9][0-9]{9})(?![0-9])", lambda found: telephone(found[1])),
    rule(
        "telephone",
        r"(?<![0-9])(0[0-9]{2,3})[-— ]([0-9]{7,8})(?![0-9])",
        lambda found: f"{telephone(found[1])}，{telephone(found[2])}",
    ),
    rule(
        "service number",
        r"(?<![0-9])([48]00)-?([0-9]{3})-?([0-9]{4})(?![0-9])",
        lambda found: "，".join(telephone(part) for part in found.groups()),
    ),
    rule(
        "hotline",
        r"(?<=[话线打拨])([：: ]?)([0-9]{3,8})(?![0-9.])|(?<![0-9.])([0-9]{3,6})(?=热线|专线|平台|电话)",
        lambda found: (found[1] or "") + telephone(found[2] or found[3]),
    ),
    rule("temperature", rf"((?<![0-9A-Za-z%℃])[-−])?({_NUMBER})\s*(℃|°C)", _temperature),
    rule("fraction", r"(?<![0-9/.])([0-9]{1,3})/([0-9]{1,3})(?![0-9/])", _fraction),
    rule(
        "unit",
        rf"({_NUMBER})\s*({'|'.join(sorted(map(re.escape, UNITS), key=len, reverse=True))})(?![A-Za-z0-9])",
        lambda found: number(found[1]) + UNITS[found[2]],
    ),
    rule(
        "numbered",
        r"(?i:\bno\.|№)\s*([0-9]+)",
        lambda found: f"第{cardinal(found[1])}号",
    ),
    rule(
        "code",
        r"(?<![A-Za-z])([A-Z]{1,3})-?([0-9]{2,})(?![0-9])",
        lambda found: found[1] + digit_by_digit(found[2]),
    ),
    rule("hyphen", r"(?<=[A-Za-z])-(?=[0-9A-Za-z])", lambda _found: " "),
    rule(
        "version",
        r"(?<![0-9.])[0-9]+(?:\.[0-9]+){2,}",
        lambda found: "点".join(number(part) for part in found[0].split(".")),
    ),
    rule("two", rf"(?<![0-9.第])2(?={_MEASURES})", lambda _found: "两"),
    rule("minus", r"(?<![0-9A-Za-z%℃)）])[-−](?=[0-9])", lambda _found: "负"),
    rule("range", rf"(?<=[0-9%℃年月日时分号点元岁人])\s*{_DASH}{{1,2}}\s*(?=[0-9])", lambda _found: "到"),
    rule("long", r"(?<![0-9,.])[0-9]{12,}(?![0-9])", lambda found: digit_by_digit(found[0])),
    rule("number", _NUMBER, lambda found: number(found[0])),
    rule("sign", "[" + re.escape("".join(SIGNS)) + "]", lambda found: SIGNS[found[0]]),
)
