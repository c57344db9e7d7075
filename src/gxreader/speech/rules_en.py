"""How numbers, dates, amounts, addresses and signs are said in English. Order matters.

Plain numbers stay digits: every English engine reads those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gxreader.speech.dates_en import DATES, ordinal
from gxreader.speech.normalise import Rule, rule
from gxreader.speech.numbers import roman
from gxreader.speech.words_en import (
    ABBREVIATIONS,
    FRACTIONS,
    GREAT,
    MONEY,
    PARTS,
    POINTS,
    RULERS,
    SIGN_FRACTIONS,
    SIGNS,
    UNITS,
)

_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
_SUFFIXES = "pdf|docx?|xlsx?|pptx?|txt|jpe?g|png|gif|zip|mp[34]|wav|html?|csv|epub|md|json|xml|py|exe"
_TOP = "com|cn|org|net|gov|edu|io|info|tv|hk|uk|eu|dev|app"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _plain(written: str) -> str:
    return written.replace(",", "")


def _money(found: re.Match[str]) -> str:
    one, many, hundredths = MONEY[found["currency"]]
    amount, great = _plain(found["amount"]), found["great"] or ""
    below = "minus " if found["below"] else ""
    great = GREAT.get(great, great)
    if found["until"]:
        amount = f"{amount} to {_plain(found['until'])}"
    if great:
        return f"{below}{amount} {great} {many}"
    whole, _, fraction = amount.partition(".")
    if len(fraction) == 2 and hundredths and not found["until"]:  # noqa: PLR2004  # cents
        named = f"{whole} {one if whole == '1' else many}"
        return below + (named if fraction == "00" else f"{named} and {int(fraction)} {hundredths}")
    return f"{below}{amount} {one if amount == '1' else many}"


def _unit(found: re.Match[str]) -> str | None:
    one, many = UNITS[found["unit"]]
    amount = _plain(found["amount"])
    if found["unit"] == "p" and "." in amount:
        return None
    words = f"{amount} {one if amount == '1' and not found['adjective'] else many}"
    return f"{words} per {UNITS[found['per']][0]}" if found["per"] else words


def _telephone(found: re.Match[str]) -> str:
    groups = ", ".join(" ".join(part) for part in re.findall("[0-9]+", found[0]))
    return "plus " + groups if found[0].startswith("+") else groups


def _host(found: re.Match[str]) -> str:
    name = re.split(r"[/:?#]", re.sub(r"^[a-z]+://", "", found[0], flags=re.IGNORECASE), maxsplit=1)[0]
    return name.lower().removeprefix("www.").replace(".", " dot ")


def _mail(found: re.Match[str]) -> str:
    words = found[0].replace("@", " at ").replace(".", " dot ")
    return words.replace("_", " underscore ").replace("-", " dash ")


def _ruler(found: re.Match[str]) -> str | None:
    value = roman(found["said"])
    return None if value is None else f"the {ordinal(value)}"


def _numeral(found: re.Match[str]) -> str | None:
    value = roman(found["said"])
    return None if value is None else str(value)


ADDRESSES = (
    rule("address", r"(?i:https?://|ftp://|www\.)[!-~]*[a-zA-Z0-9/]", _host),
    rule("mail", r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", _mail),
    rule(
        "host",
        rf"(?<![A-Za-z0-9@.\-])[A-Za-z0-9-]{{2,}}(?:\.[A-Za-z0-9-]+)*\.(?:{_TOP})(?![A-Za-z0-9\-])(?:/[!-~]*[A-Za-z0-9/])?",
        _host,
    ),
    rule("kind of file", rf"(?<=[\w)])\.(?=(?:{_SUFFIXES})(?![A-Za-z0-9]))", lambda _found: " dot "),
    rule(
        "telephone",
        r"\+[0-9]{1,3}(?:[- ]\(?[0-9]{2,8}\)?)+(?![0-9])"
        r"|(?<![0-9$£€])(?:\+[0-9]{1,3}[- ]?)?(?:\([0-9]{2,5}\)[- ]?[0-9]{3,4}[- ][0-9]{3,4}"
        r"|[0-9]{1,5}(?:[- ][0-9]{3,5}){2,3})(?![0-9])",
        _telephone,
    ),
    rule("short telephone", r"(?<![0-9,.$£€-])[0-9]{3}-[0-9]{4}(?![0-9-])", _telephone),
    rule(
        "emergency",
        r"(?i:\b(?:call|dial|ring|phone)\s+)(?P<said>[0-9]{3})\b",
        lambda found: " ".join(found["said"]),
    ),
)
AMOUNTS = (
    rule(
        "money",
        rf"(?P<below>(?<![0-9A-Za-z])[-−])?(?<![A-Za-z])(?P<currency>{_any_of(MONEY)})\s?(?P<amount>{_NUMBER})"
        rf"(?:\s?[-–]\s?\$?(?P<until>{_NUMBER}))?"
        rf"(?:\s?(?P<great>million|billion|trillion|tn|bn|mn|[mkKMbBT])\b)?",
        _money,
    ),
    rule(
        "feet and inches",
        r"(?<![0-9])([0-9]{1,2})['′’]\s?([0-9]{1,2})[\"″”]",
        lambda found: f"{found[1]} foot {found[2]}",
    ),
    rule("round the clock", r"(?<![0-9/.])24/7(?![0-9/])", lambda _found: "24 7"),
    rule(
        "mixed fraction",
        rf"(?<![0-9])([0-9]+)\s?([{''.join(SIGN_FRACTIONS)}])",
        lambda found: f"{found[1]} and {SIGN_FRACTIONS[found[2]].replace('one half', 'a half')}",
    ),
    rule("one sign fraction", f"[{''.join(SIGN_FRACTIONS)}]", lambda found: SIGN_FRACTIONS[found[0]]),
    rule("fraction", r"(?<![0-9/.])[0-9]/[0-9](?![0-9/])", lambda found: FRACTIONS.get(found[0])),
    rule("percentage", rf"({_NUMBER})\s?%", lambda found: _plain(found[1]) + " percent"),
    rule(
        "unit",
        rf"(?<![A-Za-z])(?P<amount>{_NUMBER})(?P<adjective>-)?\s?(?P<unit>{_any_of(UNITS)})(?:/(?P<per>L|kg|km|ml|m²|m³|ha|hr|min))?(?![A-Za-z0-9²³'’])",
        _unit,
    ),
    rule(
        "each",
        r"(?<=[0-9a-z])/(?=(?:day|week|month|year|hour|person|night|piece|kg|km|L)\b)",
        lambda _found: " per ",
    ),
    rule(
        "place on the globe",
        r"([0-9]{1,3})°\s?([0-9]{1,2})['′’](?:\s?([NSEW])\b)?",
        lambda found: f"{found[1]} degrees {found[2]} minutes{POINTS.get(found[3] or '', '')}",
    ),
    rule("by", r"(?<=[0-9])\s?[x×]\s?(?=[0-9])", lambda _found: " by "),
)
WORDS = (
    rule("ruler", rf"\b(?:{RULERS})\s(?P<said>[IVX]{{2,6}}|[VX]|I(?=$|[,.:;)]))(?![A-Za-z'’])", _ruler),
    rule(
        "part", rf"\b(?:{PARTS})\s(?P<said>[IVXLC]{{2,7}}|[VX]|I(?=$|[,.:;)]|\sof))(?![A-Za-z'’])", _numeral
    ),
    rule("numbered", r"\b[Nn]os?\.\s?(?=[0-9])", lambda _found: "number "),
    rule("page", r"\bp\.\s?(?=[0-9])", lambda _found: "page "),
    rule("street", r"(?<=[a-z]\s)St\.?(?=\s*(?:,|$|\.|[a-z]))", lambda _found: "Street"),
    rule("saint", r"\bSt\.?(?=\s[A-Z])", lambda _found: "Saint"),
    rule(
        "abbreviation",
        r"(?<![A-Za-z.])(?:" + _any_of(ABBREVIATIONS) + r")(?![A-Za-z])",
        lambda found: ABBREVIATIONS[found[0]],
    ),
    rule("minus", r"(?<![0-9A-Za-z%)])[-−](?=[0-9])", lambda _found: "minus "),
    rule("range", r"(?<=[0-9%])\s?[-–—]\s?(?=[0-9])", lambda _found: " to "),
    rule("thousands", r"(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])", lambda found: _plain(found[0])),
)
PUNCTUATION = (
    rule("dash or ellipsis at an end", r"(?:[—…]++|\.{3,}+)(?=\s*[\"”’')\]]*$)|^[—…]+", lambda _found: " "),
    rule("dash or ellipsis", r"\s*(?:[—…]++|\.{3,}+|--+|\s–+(?=\s))\s*", lambda _found: ", "),
    rule("bracket at an edge", r"^[(\[{]|[)\]}](?=[,.;:!?\"”’]|$)", lambda _found: " "),
    rule("opening bracket", r"\s?[(\[{]", lambda _found: ", "),
    rule("closing bracket", r"[)\]}](?=\s)", lambda _found: ","),
    rule("topic", r"#(?=[A-Za-z])", lambda _found: "hashtag "),
    rule("power", r"\^(?=[-0-9])", lambda _found: " to the power of "),
    rule("square", "²", lambda _found: " squared"),
    rule("cube", "³", lambda _found: " cubed"),
    rule("about", r"(?<!\w)[~～](?=[0-9])", lambda _found: "about "),
    rule(
        "greater",
        r"\s?[<>]\s?(?=[0-9])",
        lambda found: " greater than " if ">" in found[0] else " less than ",
    ),
    rule(
        "sign",
        r"\s?[" + re.escape("".join(SIGNS)) + r"]\s?",
        lambda found: f" {SIGNS[found[0].strip()]} ",
    ),
    rule(
        "shape",
        r"[·•*_|\\/<>~^\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0e\ufe0f\u200b-\u200f\ufeff]+",
        lambda _found: " ",
    ),
)
RULES: tuple[Rule, ...] = (*ADDRESSES, *DATES, *AMOUNTS, *WORDS, *PUNCTUATION)
