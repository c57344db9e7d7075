"""How numbers, dates, amounts, addresses and signs are said in Chinese. Order matters."""

from __future__ import annotations

import re

from gxreader.speech.normalise import rule
from gxreader.speech.numbers import cardinal, digit_by_digit, number, telephone

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_DASH = r"[-–—−~～]"
_PLATES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_FILES = "docx?|pdf|xlsx?|pptx?|txt|jpe?g|png|zip|rar|html?|ofd|wps|epub|mp[34]|wav"
_MONTHS, _DAYS, _HOURS = 12, 31, 24

UNITS = {
    "μg/m³": "微克每立方米",
    "mg/m³": "毫克每立方米",
    "mg/L": "毫克每升",
    "g/L": "克每升",
    "m³/s": "立方米每秒",
    "kV": "千伏",
    "V": "伏",
    "W": "瓦",
    "mAh": "毫安时",
    "mA": "毫安",
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
    "′": "分",
    "″": "秒",
    "Ⅰ": "一",
    "Ⅱ": "二",
    "Ⅲ": "三",
    "Ⅳ": "四",
    "Ⅴ": "五",
    "Ⅵ": "六",
    "Ⅶ": "七",
    "Ⅷ": "八",
    "Ⅸ": "九",
    "Ⅹ": "十",
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
    "岁|对|双|排|层|吨|米|公里|公斤|千克|小时|分钟|年|万|亿|千|百万|千万|点|亩|元|斤|角|段|部|头|匹|株|棵|盆|朵|口|"
    "盒|袋|瓶|杯|碗|顿|桌|节|门|代|类|股|笔|把|颗|粒|毫米|厘米|平方|立方|毫升|克|人|起|处|则|成|倍"
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


def _duration(found: re.Match[str]) -> str:
    hours, minutes, seconds = found["hours"], found["minutes"], found["seconds"]
    return f"{cardinal(hours)}小时{cardinal(minutes)}分{cardinal(seconds)}秒"


def _plate(found: re.Match[str]) -> str:
    letters = "".join(digit_by_digit(sign) if sign.isdigit() else sign for sign in found[2])
    return found[1] + letters


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
    rule("file", rf"(?i:(?<=[\w)）])\.(?={_FILES})(?={_FILES}(?![A-Za-z0-9])))", lambda _found: "点"),
    rule(
        "document",
        r"[〔\[（(]([0-9]{4})[〕\]）)](?=[0-9]+号)",
        lambda found: f"{digit_by_digit(found[1])}，",
    ),
    rule("plate", rf"([{_PLATES}][A-Z])[·•]?\s?([A-Z0-9]{{5,6}})(?![A-Za-z0-9])", _plate),
    rule("item", r"^([0-9]{1,2})[.．]\s*(?=[\u4e00-\u9fff])", lambda found: f"{cardinal(found[1])}，"),
    rule(
        "duration",
        r"(?:用时|历时|耗时|时长)[为是：:]?"
        r"(?P<said>(?P<hours>[0-9]{1,2})[:：](?P<minutes>[0-5][0-9])[:：](?P<seconds>[0-5][0-9]))",
        _duration,
    ),
    rule("year to year", r"(?<![0-9])([0-9]{4})(?=至[0-9]{4}年)", lambda found: digit_by_digit(found[1])),
    rule(
        "years",
        rf"(?<![0-9])([0-9]{{4}})年?\s*{_DASH}+\s*([0-9]{{4}})(?=年|学年)",
        lambda found: f"{digit_by_digit(found[1])}到{digit_by_digit(found[2])}",
    ),
    rule("year", r"(?<![0-9])([0-9]{4})(?=年)", _year),
    rule(
        "ratio",
        r"(?:比例|比分|比值|配比|比率)[为是约达：:]?\s*(?P<said>([0-9]{1,4})[:：]([0-9]{1,4}))(?![0-9:：])",
        lambda found: f"{cardinal(found[2])}比{cardinal(found[3])}",
    ),
    rule(
        "scale",
        r"(?<![0-9:：])1[:：]([0-9]{4,})(?![0-9:：])",
        lambda found: f"一比{cardinal(found[1])}",
    ),
    rule(
        "result",
        rf"比分[为是：:]?(?P<said>([0-9]{{1,3}})\s*{_DASH}\s*([0-9]{{1,3}}))(?![0-9])",
        lambda found: f"{cardinal(found[2])}比{cardinal(found[3])}",
    ),
    rule(
        "named day",
        r"(?<![0-9.])([0-9]{1,2})[·•]([0-9]{1,2})(?![0-9.])",
        lambda found: digit_by_digit(found[1] + found[2]),
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
    rule(
        "abroad",
        r"\+\s?86[- ]?(1[3-9][0-9]{9})(?![0-9])",
        lambda found: "加八六，" + telephone(found[1]),
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
    rule(
        "emergency",
        r"(?<![0-9.])(1(?:10|19|20|22)|999)(?=报警|急救|火警|接警|出警|指挥|救护)",
        lambda found: telephone(found[1]),
    ),
    rule(
        "extension",
        r"(?:转|分机号?[：:]?)(?P<said>[0-9]{2,5})(?=分机|[，。；、）)]|$)",
        lambda found: telephone(found["said"]),
    ),
    rule("room", r"(?<![0-9.])([0-9]{3,4})(?=室|号房|房间)", lambda found: digit_by_digit(found[1])),
    rule(
        "born",
        r"(?<![0-9.])([05-9][05]|10)(?=后(?![面天来期续备勤方边半]))",
        lambda found: digit_by_digit(found[1]),
    ),
    rule(
        "universities", r"(?<![0-9.])(985|211)(?=高校|大学|工程|院校)", lambda found: digit_by_digit(found[1])
    ),
    rule(
        "power",
        r"(?<![0-9.])([0-9]+)\^([0-9]+)",
        lambda found: f"{cardinal(found[1])}的{cardinal(found[2])}次方",
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
    rule(
        "two of several",
        rf"(?<![0-9.第])2(?=\s*(?:{_DASH}|至|到)\s*[0-9]+\s*(?:{_MEASURES}))",
        lambda _found: "两",
    ),
    rule("per", r"(?<=[元角分次人个吨斤克升米里瓦时度])/(?=[\u4e00-\u9fff])", lambda _found: "每"),
    rule("range", rf"(?<=[0-9%℃年月日时分号点元岁人])\s*{_DASH}{{1,2}}\s*(?=[0-9])", lambda _found: "到"),
    rule("two", rf"(?<![0-9.第])2(?={_MEASURES})", lambda _found: "两"),
    rule("minus", r"(?<![0-9A-Za-z%℃)）])[-−](?=[0-9])", lambda _found: "负"),
    rule("long", r"(?<![0-9,.])[0-9]{12,}(?![0-9])", lambda found: digit_by_digit(found[0])),
    rule("number", _NUMBER, lambda found: number(found[0])),
    rule("topic", r"#(?=[\u4e00-\u9fffA-Za-z])|(?<=[\u4e00-\u9fff])#", lambda _found: " "),
    rule(
        "emoji",
        "[\U0001f000-\U0001faff\u2600-\u2604\u2606-\u27bf\ufe0e\ufe0f\u200d\u20e3]",
        lambda _found: " ",
    ),
    rule("sign", "[" + re.escape("".join(SIGNS)) + "]", lambda found: SIGNS[found[0]]),
)
