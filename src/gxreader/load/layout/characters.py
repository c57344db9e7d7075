"""Characters that only look like what is meant: ligatures, radicals in place of hanzi, signs of the page."""

from __future__ import annotations

import re
import unicodedata

# Radicals that Unicode does not equate with their hanzi, though fonts make files use one for the other.
_RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母"
    "⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫罒⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳㓁⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼"
    "⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页"
    "⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_MEANT = {ord(_RADICALS[place]): _RADICALS[place + 1] for place in range(0, len(_RADICALS), 2)}
_MEANT |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_MEANT |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# the hyphen at the end of a line, as PDFium gives it, and the bullets of Symbol and Wingdings
_MEANT |= {0x02: "-", 0xFFFE: "-", 0xF0B7: "•", 0xF0A7: "▪", 0xF06C: "●", 0xF06E: "■", 0xF0D8: "▪"}
# accents that TeX sets before their letter, as signs of their own
_ACCENTS = {"¨": "\u0308", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "˚": "\u030a"}
_ACCENTED = re.compile("([¨´ˆ˜ˇ˚])([A-Za-zı])")
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffd]")
_WIDE = "WF"

SOFT_HYPHEN = "\u00ad"


def meant(text: str) -> str:
    """The text with the characters that are meant, and without those that show nothing."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSHOWN.sub("", text.translate(_MEANT))


def is_wide(character: str) -> bool:
    """Whether a character is as wide as a hanzi: no space stands between two of them."""
    return character > "\u10ff" and unicodedata.east_asian_width(character) in _WIDE


def composed(text: str) -> str:
    """The text with accents on the letters they belong to."""
    if text.isascii():
        return text
    return _ACCENTED.sub(
        lambda found: unicodedata.normalize("NFC", found[2].replace("ı", "i") + _ACCENTS[found[1]]), text
    )
