"""How addresses, telephones, documents, numbered parts and codes are said in Chinese. Order matters."""

from __future__ import annotations

import re

from gxreader.speech.normalise import rule
from gxreader.speech.numbers import cardinal, dictated, digit_by_digit, number, roman, spelled, telephone
from gxreader.speech.words_zh import PROVINCES

_SERVICES = (
    "12345|12306|12315|12348|12320|12351|12355|12338|12328|12333|12393|"
    "12366|12123|10086|10010|10000|955[0-9]{2}|96[0-9]{3}"
)
_EMERGENCIES = "110|119|120|122|114"
_HELP = "报警|急救|火警|消防|救护|民警|中心|指挥|台|查号|接警|出警|联动"
_SUFFIXES = (
    "pdf|docx?|xlsx?|pptx?|txt|jpe?g|png|gif|zip|rar|7z|mp[34]|wav|html?|csv|ofd|epub|wps|"
    "apk|exe|md|json|xml|py"
)
_TOP = "com|cn|org|net|gov|edu|io|cc|top|info|tv|hk|tw|uk|eu|dev|app|me"
_ORDINARY_FIGURES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN_SIGNS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"
_FIGURES = {
    **{sign: value for value, sign in enumerate(_ORDINARY_FIGURES, 1)},
    **{sign: value for value, sign in enumerate("❶❷❸❹❺❻❼❽❾❿", 1)},
    **{sign: value for value, sign in enumerate("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", 1)},
    **{sign: value for value, sign in enumerate("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑", 1)},
    **{sign: value for value, sign in enumerate("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", 1)},
    **{sign: value % 12 + 1 for value, sign in enumerate(_ROMAN_SIGNS)},
}


def _web(found: re.Match[str]) -> str:
    return "网址" + host(found[0])


def host(address: str) -> str:
    """The computer's name of a web address, as it is dictated."""
    name = re.split(r"[/:?#]", re.sub(r"^[a-z]+://", "", address, flags=re.IGNORECASE), maxsplit=1)[0]
    return name.lower().removeprefix("www.").replace(".", "点")


def _mail(found: re.Match[str]) -> str:
    words = re.sub(r"[0-9]+", lambda digits: telephone(digits[0]), found[0])
    return words.replace("@", " at ").replace(".", "点").replace("_", "下划线").replace("-", "杠")


def _extension(found: re.Match[str]) -> str:
    area, first, extension = found["area"], found["number"], found["extension"]
    words = f"{telephone(area)}，{telephone(first)}" if area else telephone(first)
    return f"{words}，转{telephone(extension)}" if extension else words


def _figure(found: re.Match[str]) -> str:
    words = cardinal(str(_FIGURES[found["figure"]]))
    return words + "，" if found["head"] is not None else words


def _roman(found: re.Match[str]) -> str | None:
    value = roman(found["said"])
    return None if value is None else cardinal(str(value))


def _standard(found: re.Match[str]) -> str:
    letters = spelled(found[1].replace("/", ""))
    year = f"，{digit_by_digit(found[3])}" if found[3] else ""
    return f"{letters}{'点'.join(digit_by_digit(part) for part in found[2].split('.'))}{year}"


ADDRESSES = (
    rule("address", r"(?i:https?://|ftp://|www\.)[!-~]*[a-zA-Z0-9/]", _web),
    rule("mail", r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", _mail),
    rule(
        "host",
        rf"(?<![A-Za-z0-9@.\-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:{_TOP})(?![A-Za-z0-9\-])(?:/[!-~]*[A-Za-z0-9/])?",
        lambda found: host(found[0]),
    ),
    rule("kind of file", rf"(?<=[\w)）])\.(?=(?i:{_SUFFIXES})(?![A-Za-z0-9]))", lambda _found: "点"),
    rule("wireless", r"(?<![A-Za-z])(?i:wi[-–]?fi)(?![A-Za-z])", lambda _found: "WiFi"),
    rule(
        "one to another",
        r"(?<![A-Za-z0-9])([BCOGP])2([BCOGP])(?![A-Za-z0-9])",
        lambda found: f"{found[1]} to {found[2]}",
    ),
    rule(
        "computer's address",
        r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.])",
        lambda found: "点".join(telephone(part) for part in found[0].split(".")),
    ),
)
TELEPHONES = (
    rule(
        "number plate",
        rf"([{PROVINCES}][A-Z])[·•\-. ]?([A-Z0-9]{{5,6}})(?![A-Za-z0-9])",
        lambda found: f"{found[1]}，{dictated(found[2])}",
    ),
    rule(
        "country",
        r"\+\s?([0-9]{1,3})[- ]?(?=(?:\(0\))?[0-9]{2,})",
        lambda found: f"加{telephone(found[1])}，",
    ),
    rule(
        "mobile",
        r"(?<![0-9])(1[3-9][0-9])[- ]?([0-9]{4})[- ]?([0-9]{4})(?![0-9])",
        lambda found: telephone(found[0]),
    ),
    rule(
        "telephone",
        r"(?<![0-9])[(（]?(?P<area>0[0-9]{2,3})(?:[)）]|[-—– ])\s?"
        r"(?P<number>[0-9]{7,8}|[0-9]{3,4}[- ][0-9]{4})"
        r"(?:(?:[-—–]|\s*转\s*|\s*分机号?\s*)(?P<extension>[0-9]{1,5}))?(?![0-9])",
        _extension,
    ),
    rule(
        "service number",
        r"(?<![0-9])([48]00)[- ]?([0-9]{3})[- ]?([0-9]{4})(?![0-9])",
        lambda found: "，".join(telephone(part) for part in found.groups()),
    ),
    rule(
        "local telephone",
        r"(?:电话|传真|热线|致电|拨打|联系方式)[：: ]?(?P<area>(?!))?(?P<said>(?P<number>[2-9][0-9]{6,7})"
        r"(?:(?:[-—–]|\s*转\s*)(?P<extension>[0-9]{1,5}))?)(?![0-9])",
        _extension,
    ),
    rule(
        "hotline",
        r"(?:(?<=[话线拨致])|(?<=拨打)|(?<=[话线][：: ]))(?P<said>[0-9]{3,8})(?![0-9.,多余]|[人次个元万])",
        lambda found: telephone(found["said"]),
    ),
    rule(
        "hotline before its noun",
        r"(?<![0-9.])([0-9]{3,6})(?=(?:[”\"]?(?:政务|便民|服务|市民|公共)*)(?:热线|专线|平台|客服|短信))",
        lambda found: telephone(found[1]),
    ),
    rule(
        "service",
        rf"(?<![0-9.,])(?:{_SERVICES})(?![0-9.,多余万亿元人个名件次吨米户亩条份册本年])",
        lambda found: telephone(found[0]),
    ),
    rule(
        "emergency",
        rf"(?<![0-9.,])(?:{_EMERGENCIES})(?=(?:、(?:{_EMERGENCIES}))*(?:{_HELP}))|(?<=[打拨])(?:{_EMERGENCIES})(?![0-9])",
        lambda found: telephone(found[0]),
    ),
)
PARTS = (
    rule(  # a note's number disturbs the sentence; a list of notes has a space after it
        "reference", r"(?<=\S)\[[0-9]{1,3}\]|\[[0-9]{1,3}\](?=[^\s\[])", lambda _found: " "
    ),
    rule(
        "document",
        r"[〔［\[【(（]([0-9]{4})[〕］\]】)）](?=第?\s*[0-9]+\s*号)",
        lambda found: f"，{digit_by_digit(found[1])}，",
    ),
    rule(
        "standard",
        r"(?<![A-Za-z])((?:GB|DB[0-9]{2}|HJ|JGJ|CJJ|ISO|QB|NY|WS|YY|GA)(?:/[TZ])?)\s?([0-9]+(?:\.[0-9]+)*)(?:[-—–]((?:19|20)[0-9]{2}))?(?![0-9])",
        _standard,
    ),
    rule(
        "part in brackets",
        r"(?<=第)[(（]\s*([0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*[)）]",
        lambda found: number(found[1]) if found[1].isascii() else found[1],
    ),
    rule(
        "part",
        r"^\s*[(（]\s*([0-9]{1,3}|[一二三四五六七八九十百]{1,4}|[A-Za-z])\s*[)）](?:[、.．]|\s)*",
        lambda found: (number(found[1]) if found[1].isdigit() and found[1].isascii() else found[1]) + "，",
    ),
    rule(
        "part with a dot",
        r"^\s*([0-9]{1,3}|[A-Z])\s*(?:[.．](?![0-9])|[)）]|、)\s*",
        lambda found: (number(found[1]) if found[1].isdigit() else found[1]) + "，",
    ),
    rule("roman sign", f"[{_ROMAN_SIGNS}]", lambda found: cardinal(str(_FIGURES[found[0]]))),
    rule(
        "figure",
        rf"(?P<head>(?:^|(?<=[。；;，,：:、\s]))\s*)?(?P<figure>[{''.join(_FIGURES)}])(?:[、.．]\s*)?",
        _figure,
    ),
    rule("roman", r"(?<![A-Za-z])(?P<said>[IVX]{1,5})(?=[级期类型度代部卷章编册区])", _roman),
    rule("roman after its noun", r"第(?P<said>[IVXL]{1,6})(?![A-Za-z])", _roman),
    rule(
        "numbered", r"(?:(?<![A-Za-z])(?i:no\.?)|№)\s*([0-9]+)号?", lambda found: f"第{cardinal(found[1])}号"
    ),
)
CODES = (
    rule(
        "train",
        r"(?<![A-Za-z])([GDCKTZYSL])([0-9]{1,4})(?=/?[0-9]{0,4}(?:次|列车|动车|高铁))",
        lambda found: found[1] + telephone(found[2]),
    ),
    rule(
        "road",
        r"(?<![A-Za-z])([GSXYC])([0-9]{2,4})(?=[\u4e00-\u9fff]{0,8}(?:高速|国道|省道|县道|公路|线|环线|路段))",
        lambda found: found[1] + telephone(found[2]),
    ),
    rule(
        "road by its number",
        r"(?<![0-9.])([0-9]{3})(?=国道|省道|县道|乡道)",
        lambda found: telephone(found[1]),
    ),
    rule(
        "line",
        r"(?<![0-9.])([0-9]{3})(?=路(?:公交|车|线|、|，|。|$|和|或|到|直达|至))",
        lambda found: telephone(found[1]),
    ),
    rule(
        "flight",
        r"(?<![A-Za-z0-9])([A-Z]{2}|[0-9][A-Z]|[A-Z][0-9])([0-9]{3,4})(?=次?航班|客机|号航班)",
        lambda found: dictated(found[0]),
    ),
    rule(
        "type of aeroplane",
        r"(?:波音|空客)\s?(?P<said>A?[0-9]{3})(?![0-9])",
        lambda found: _letters_and_digits(found["said"]),
    ),
    rule(
        "room",
        r"(?:单元|栋|幢|座|号楼|楼)(?P<said>[0-9]{3,4})(?=室|房|号|$|[，。、；,\s）)])",
        lambda found: telephone(found["said"]),
    ),
    rule(
        "room by its noun",
        r"(?<![0-9.])([0-9]{3,4})(?=室|会议室|房间|病房|教室|办公室)",
        lambda found: telephone(found[1]),
    ),
    rule(
        "building",
        r"(?<![0-9.])2(?=单元|[栋幢座层楼](?:[0-9]+(?:单元|楼|层|室|号)|[东西南北]))",
        lambda _found: "二",
    ),
    rule("building by a sign", r"(?<![0-9.])([0-9]{1,3})#", lambda found: f"{cardinal(found[1])}号"),
    rule(
        "number by name",
        r"(?:编号|单号|账号|帐号|卡号|学号|工号|证号|代码|邮编|邮政编码|QQ群?号?|密码|验证码|尾号|车牌号?|文号|区号|批号|型号|"
        r"群号|序列号|会议号|号码|股票代码|提取码)(?:为|是)?[：: ]?(?P<said>[0-9]{3,})(?![0-9.]|[人个元万])",
        lambda found: digit_by_digit(found["said"]),
    ),
    rule(
        "known universities",
        r"(?<![0-9.])(?:985|211)(?=高校|工程|院校|大学|[、/](?:985|211))|(?<=985[、/])211|(?<=211[、/])985",
        lambda found: digit_by_digit(found[0]),
    ),
    rule("identity", r"(?<![0-9])[0-9]{17}[Xx](?![0-9A-Za-z])", lambda found: digit_by_digit(found[0]) + "X"),
    rule(
        "code",
        r"(?<![A-Za-z])(?!TOP|NO)([A-Z]{1,3})-?([0-9]{2,})(?![0-9.])",
        lambda found: spelled(found[1]) + digit_by_digit(found[2]),
    ),
    rule("hyphen", r"(?<=[A-Za-z])[-–](?=[0-9A-Za-z])", lambda _found: " "),
    rule("hyphen after a figure", r"(?<=[0-9])-(?=[A-Za-z])", lambda _found: " "),
    rule("named version", r"(?<![A-Za-z])[vV](?=[0-9]+\.)", lambda _found: "V"),
    rule(
        "version",
        r"(?<![0-9.])[0-9]+(?:\.[0-9]+){2,}",
        lambda found: "点".join(number(part) for part in found[0].split(".")),
    ),
)


def _letters_and_digits(code: str) -> str:
    return "".join(digit_by_digit(character) or character for character in code)
