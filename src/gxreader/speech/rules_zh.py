"""How text is said in Chinese: the rules in their order, and last of all punctuation and signs."""

from __future__ import annotations

import re

from gxreader.speech.amounts_zh import AMOUNTS, NUMBERS, PERCENTAGES
from gxreader.speech.dates_zh import DATES
from gxreader.speech.names_zh import ADDRESSES, CODES, PARTS, TELEPHONES
from gxreader.speech.normalise import Rule, rule
from gxreader.speech.numbers import digit_by_digit, spelled
from gxreader.speech.words_zh import SIGNS

_HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
_PAUSING = "，。！？；：、,;:!?…—"
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
# Short words in capitals that are said as words; others of two or three letters are spelled.
_WORDS = (
    "APP|TOP|COS|SIM|RAM|ROM|LOL|BOT|CAD|MAX|PRO|NEW|THE|AND|FOR|YOU|NO|HOT|BIG|II|III|IV|VI|VII|IX|XI|XII"
)
_LONG_SPELLED = "RCEP|EMBA|OFDI|ICAO|ISBN|ISSN|UPVC|ASMR|DEPA|AIDC|AIGC"
_EMOJI = (
    r"[\U0001f000-\U0001faff\u2600-\u2604\u2606-\u260d\u2610-\u2712\u2715-\u2717\u2719-\u274b\u274d-\u27bf\u2b00-\u2bff]"
    r"[\ufe0e\ufe0f\u200d\u20e3\U0001f000-\U0001faff\u2640\u2642]*"
)


def _never(_found: re.Match[str]) -> str:
    return " "


# What is a pause for the ear: engines do not pause at these, but they do at a comma.
PUNCTUATION: tuple[Rule, ...] = (
    rule(
        "comma of a typewriter",
        rf"(?<=[{_HAN}）)”\"%])\s?[,;:!?](?!//)|[,;:!?](?=[{_HAN}“《])",
        lambda found: _FULL_WIDTH[found[0].strip()],
    ),
    rule(
        "dash or ellipsis at an end",
        rf"(?:^|(?<=[，。！？；：、,;:!?]))\s*(?:[—…]++|\.{{3,}}+|。{{2,}}+)|(?:[—…]++|\.{{3,}}+)(?=\s*(?:[”’」』）)》]*$|[{_PAUSING}]))",
        _never,
    ),
    rule("dash or ellipsis", r"\s*(?:[—…⋯]+|–+|--+|\.{3,}|。{2,})\s*", lambda _found: "，"),
    rule(
        "bracket at an edge",
        rf"(?:^|(?<=[{_PAUSING}]))[（(【〔\[［{{｛]|[）)】〕\]］}}｝](?=[{_PAUSING}”’」』》）)]|$)",
        _never,
    ),
    rule("bracket", r"[（(【〔\[［{｛）)】〕\]］}｝]", lambda _found: "，"),
    rule("hyphen", rf"(?<=[{_HAN}0-9”’」』》）)])\s*-\s*(?=[{_HAN}“‘「『《（(])", lambda _found: "，"),
    rule("title", r"[《》〈〉「」『』]", _never),
)


def _compare(found: re.Match[str]) -> str:
    return "大于" if found[0].strip() in "><"[0] else "小于"


LAST: tuple[Rule, ...] = (
    rule("keycap", r"\ufe0f?\u20e3", _never),
    rule(
        "greater or smaller", r"\s*[<>]\s*(?=[-−]?[0-9])|(?<=[0-9A-Za-z])\s*[<>]\s*(?=[0-9A-Za-z])", _compare
    ),
    rule("times", r"(?<=[0-9])\s*\*\s*(?=[0-9])", lambda _found: "乘"),
    rule("topic", r"#(?=[^#\s]{1,30}#)", _never),
    rule(
        "spelled",
        rf"(?<![A-Za-z])(?<![A-Za-z] )(?!(?:{_WORDS})(?![A-Za-z]))"
        rf"(?:[A-Z]{{2,3}}|[B-DF-HJ-NP-TV-Z]{{4,6}}|{_LONG_SPELLED})(?![A-Za-z])(?! [A-Za-z])",
        lambda found: spelled(found[0]),
    ),
    rule("telephone sign", r"📞|📱", lambda _found: "电话"),
    rule(
        "zero as a circle", r"(?<=[一二三四五六七八九〇○])○|○(?=[一二三四五六七八九〇○])", lambda _found: "零"
    ),
    rule("ending of a code", r"(?<=[0-9])\.(?=[A-Z])", lambda _found: "点"),
    rule("figure left over", "[0-9]", lambda found: digit_by_digit(found[0])),
    rule("sign", "[" + re.escape("".join(SIGNS)) + "]", lambda found: SIGNS[found[0]]),
    rule("emoji", _EMOJI, _never),
    rule(
        "shape",
        r"[-−·•‧∙・*_~～^`|<>\\/\u25a0-\u25ff★☆※◆◇▪▫➤➢©®™†‡¶\u00ad\u200b-\u200f\u202a-\u202e\ufeff]",
        _never,
    ),
)
RULES: tuple[Rule, ...] = (
    *ADDRESSES,
    *TELEPHONES,
    *PARTS,
    *DATES,
    *PERCENTAGES,
    *AMOUNTS,
    *CODES,
    *PUNCTUATION[:1],
    *NUMBERS,
    *PUNCTUATION[1:],
    *LAST,
)
