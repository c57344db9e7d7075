"""How percentages, money, units, fractions and ranges are said in Chinese. Order matters."""

from __future__ import annotations

import re
from decimal import Decimal

from gxreader.speech.dates_zh import DASH
from gxreader.speech.normalise import rule
from gxreader.speech.numbers import cardinal, digit_by_digit, measured, number, price, signed
from gxreader.speech.words_zh import FRACTIONS, MEASURES, MONEY, PER, UNITS

NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
_GREAT = r"(?:[十百千]?万亿|[十百千]?[万亿]|[百千])"
_MINUS = r"(?<![0-9A-Za-z%℃)）])[-−]"
_ENGLISH_GREAT = {
    "k": 3,
    "K": 3,
    "m": 6,
    "M": 6,
    "mn": 6,
    "million": 6,
    "bn": 9,
    "b": 9,
    "B": 9,
    "billion": 9,
}
_EXPONENTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def _any_of(words: dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _percent(written: str) -> str:
    if written in {"100", "100.0"}:
        return "百分之百"
    if written[0] in "-−+":
        return ("加" if written[0] == "+" else "负") + _percent(written[1:])
    return "百分之" + number(written)


def _money(found: re.Match[str]) -> str:
    currency, amount, great = MONEY[found["currency"]], found["amount"].replace(",", ""), found["great"] or ""
    below = "负" if found["below"] else ""
    if great in _ENGLISH_GREAT:
        whole = Decimal(amount).scaleb(_ENGLISH_GREAT[great])
        return below + price(f"{whole.normalize():f}") + currency
    return below + (price(amount) if not great else measured(amount)) + great + currency


def _money_after(found: re.Match[str]) -> str:
    return price(found[1].replace(",", ""))


def _unit(found: re.Match[str]) -> str:
    words = measured(found["amount"]) + (found["great"] or "") + UNITS[found["unit"]]
    if found["per"]:
        return f"{words}每{UNITS.get(found['per'], found['per'])}"
    return words


def _bare_unit(found: re.Match[str]) -> str:
    upper, lower = found["upper"], found["lower"]
    return f"{UNITS.get(upper, upper)}每{UNITS.get(lower, lower)}"


def _temperature(found: re.Match[str]) -> str:
    below, degrees, unit = found.groups()
    scale = "华氏度" if unit in {"℉", "°F"} else "摄氏度"
    return ("零下" if below else "") + number(degrees) + scale


def _temperatures(found: re.Match[str]) -> str:
    low, high = found["low"], found["high"]
    return f"{_degrees(low)}到{_degrees(high)}摄氏度"


def _degrees(written: str) -> str:
    return "零下" + number(written[1:]) if written[0] in "-−" else number(written)


def _fraction(found: re.Match[str]) -> str | None:
    above, below = found.groups()
    return f"{cardinal(below)}分之{cardinal(above)}" if 0 < int(above) < int(below) else None


def _scientific(found: re.Match[str]) -> str:
    return f"{signed(found[1])}乘十的{_power(found[2])}"


def _power(written: str) -> str:
    exponent = written.translate(_EXPONENTS).lstrip("+")
    return "平方" if exponent == "2" else "立方" if exponent == "3" else signed(exponent) + "次方"


PERCENTAGES = (
    rule(
        "percentages",
        rf"(?<![0-9.])({NUMBER})\s*%?\s*{DASH}\s*({NUMBER})\s*%",
        lambda found: f"{_percent(found[1])}到{_percent(found[2])}",
    ),
    rule(
        "percentage",
        rf"((?:(?:(?<![0-9A-Za-z%）)])[-−+])?(?:{NUMBER})))\s*%",
        lambda found: _percent(found[1]),
    ),
    rule(
        "per mille",
        rf"(?<![0-9.])({NUMBER})\s*‰?\s*{DASH}\s*({NUMBER})\s*‰",
        lambda found: f"千分之{number(found[1])}到千分之{number(found[2])}",
    ),
    rule("per mille", rf"({NUMBER})\s*‰", lambda found: "千分之" + number(found[1])),
)
AMOUNTS = (
    rule(
        "money",
        rf"(?P<below>{_MINUS})?(?<![A-Za-z])(?P<currency>{_any_of(MONEY)})\s*(?P<amount>{NUMBER})\s*"
        rf"(?P<great>{_GREAT}|(?:million|billion|bn|mn|[kKmMbB])(?![A-Za-z]))?(?:元|美元|欧元|英镑|港元)?",
        _money,
    ),
    rule("sum of money", rf"({NUMBER})(?=元|美元|港元|欧元|块钱)", _money_after),
    rule(
        "temperatures",
        rf"(?P<low>(?:{_MINUS})?{NUMBER})\s*(?:℃|°C)?\s*[-–—−~～至到]\s*(?P<high>[-−]?{NUMBER})\s*(?:℃|°C)",
        _temperatures,
    ),
    rule("temperature", rf"({_MINUS})?({NUMBER})\s*(℃|°C|℉|°F)", _temperature),
    rule(
        "scientific",
        rf"({_MINUS}{NUMBER}|{NUMBER})\s*[×xX*]\s*10(?:\^([-−+]?[0-9]+)|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))",
        lambda found: f"{signed(found[1])}乘十的{_power(found[2] or found[3])}",
    ),
    rule(
        "exponent", r"(?<![0-9A-Za-z.])([0-9]+(?:\.[0-9]+)?)[eE]([-+]?[0-9]{1,3})(?![0-9A-Za-z])", _scientific
    ),
    rule(
        "unit",
        rf"(?P<amount>{NUMBER})\s*(?P<great>{_GREAT})?\s*(?P<unit>{_any_of(UNITS)})"
        rf"(?:/(?P<per>{_any_of(UNITS)}|{PER}))?(?![A-Za-z0-9²³])",
        _unit,
    ),
    rule(
        "unit by itself",
        rf"(?<![A-Za-z0-9])(?P<upper>{_any_of(UNITS)})/(?P<lower>{_any_of(UNITS)}|{PER})(?![A-Za-z0-9²³])",
        _bare_unit,
    ),
    rule(
        "unit in brackets",
        rf"(?:[(（]|单位[:：]?\s*)(?P<said>{_any_of(UNITS)})(?=[)）]|$)",
        lambda found: UNITS[found["said"]],
    ),
    rule(
        "each", rf"(?<=[\u4e00-\u9fff%])\s*/\s*(?=(?:{PER})(?![\u4e00-\u9fff]{{0,2}}/))", lambda _found: "每"
    ),
    rule(
        "mixed fraction",
        rf"(?<![0-9])([0-9]+)([{''.join(FRACTIONS)}])",
        lambda found: f"{cardinal(found[1])}又{FRACTIONS[found[2]]}",
    ),
    rule("one sign fraction", f"[{''.join(FRACTIONS)}]", lambda found: FRACTIONS[found[0]]),
    rule("round the clock", r"(?<![0-9/.])24/7(?![0-9/])", lambda _found: "二十四小时全天"),
    rule("fraction", r"(?<![0-9/.])([0-9]{1,3})/([0-9]{1,3})(?![0-9/])", _fraction),
)
NUMBERS = (
    rule(
        "power",
        r"(?<=[0-9A-Za-z)）])(?:\^([-−+]?[0-9]+)|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))",
        lambda found: "的" + _power(found[1] or found[2]),
    ),
    rule("below the line", "[₀₁₂₃₄₅₆₇₈₉]+", lambda found: digit_by_digit(found[0].translate(_SUBSCRIPTS))),
    rule("two taels", r"(?<![0-9.第])2(?=两)", lambda _found: "二"),
    rule("two", rf"(?<![0-9.第初大老十百])2(?=(?:余|多|来)?(?:{MEASURES}))", lambda _found: "两"),
    rule("two to three", rf"(?<![0-9.第])2(?=\s*{DASH}\s*[0-9]{{1,3}}(?:{MEASURES}))", lambda _found: "两"),
    rule(
        "two and two",
        r"(?<![0-9.第])2(?=点(?:半|整|钟|左右|多|许|[0-9]{1,2}分|前|后|到|至|开始))",
        lambda _found: "两",
    ),
    rule("about", r"(?<![0-9A-Za-z%℃年月日])[~～](?=[0-9])", lambda _found: "约"),
    rule(
        "range",
        rf"(?<=[0-9%℃‰年月日时分号点元岁人万亿千百吨米里斤亩克升章条款页周季届级楼栋期天名个度瓦度集回]"
        rf")[\s\u00ad]*{DASH}{{1,2}}[\s\u00ad]*(?=[0-9])",
        lambda _found: "到",
    ),
    rule(
        "range in hanzi",
        rf"(?<=[一二三四五六七八九十百日月号])\s*{DASH}\s*(?=[一二三四五六七八九十周]|星期)",
        lambda _found: "到",
    ),
    rule("minus", r"(?<![0-9A-Za-z%℃)）])[-−](?=[0-9])", lambda _found: "负"),
    rule("long", r"(?<![0-9,.])[0-9]{12,}(?![0-9])", lambda found: digit_by_digit(found[0])),
    rule("number", NUMBER, lambda found: number(found[0])),
)
