"""The line beneath a title: source, author and time, labelled or not; and the signature at the end."""

from __future__ import annotations

import re
from datetime import datetime

import msgspec

from gxreader.load.chrome import is_tools, without_tools
from gxreader.load.lines import columns
from gxreader.load.moments import find_moment_span

_LABEL = re.compile(
    r"(?P<label>(?:信息|文章|稿件|新闻|内容)?来\s*源|信源|稿源|供稿(?:单位)?|作\s*者|文\s*字?\s*[/／]|记\s*者|撰文|发布(?:时间|日期)|发表(?:时间|日期)|发文日期|成文日期|印发日期|更新(?:时间|日期)"
    r"|发布(?:机构|单位|部门)|发文(?:机关|字号)|索\s*引\s*号|主题分类|视力保护色|保护视力色"
    r"|时\s*间|日\s*期|责?任?编\s*辑|审\s*核|校\s*对|浏览(?:次数|量)?|点击(?:次数|量|数)?|阅读(?:次数|量)?|访问(?:次数|量)|字\s*[体号](?:大小)?|分享(?:到|至)?|打印"
    r"|\b(?:source|author|published|updated|posted|editor|date|time))\s*[:：]\s*",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^by\s+(?P<name>[A-Z][\w.'’-]*(?:\s+(?:and\s+)?[A-Z][\w.'’-]*){0,7})$")
_CREDIT_COLUMNS = 160
_UNLABELLED_COLUMNS = 60
_EDGES = " \t\u00a0\u3000|｜,，;；·-—[]【】()（）"
_SIGNATURE = re.compile(r"(?:^|(?<=[。！？…!?”」』.]))\s*[（(](?P<inside>[^（()）]{2,40})[)）]\s*$")
_ROLE = re.compile(
    r"^(?:(?:本报|本网|本刊|本台|实习|见习|特约|全媒体|新华社|中新社|人民网|融媒体|首席)*(?:记者|通讯员|作者|评论员|撰文|文字|文)\s*[:：/／]?\s*)+"
)
_NAME = re.compile(r"^[\u4e00-\u9fff]{2,4}$|^[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8}$")
_PUBLISHERS = frozenset({"发布机构", "发布单位", "发布部门"})  # who published it, when no source is named
_SPLIT = re.compile(r"[\s、，,;；和]+|(?:实习|见习)?(?:记者|通讯员)\s*[:：]?\s*")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段"
    "雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛"
    "翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎"
    "甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬"
    "來張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉蘇呂盧鐘譚陸賈韋鄒龍賀顧龔萬錢嚴湯溫齊喬龐顏莊聶魯歐關蘭紀單陽農覃"
)


class Credits(msgspec.Struct, frozen=True):
    """What a credit line says; `labelled` if it names at least one of source, author or time."""

    source: str = ""
    author: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    labelled: bool = False


def read_credits(line: str) -> Credits | None:
    """Source, author and time of one line, or nothing if the line is none of these."""
    if columns(line) > _CREDIT_COLUMNS:
        return None
    byline = _BYLINE.match(line)
    if byline:
        return Credits(author=byline["name"], labelled=True)
    labels = list(_LABEL.finditer(line))
    if (labels and not line[: labels[0].start()].strip(_EDGES)) or _only_time(
        line[: labels[0].start()] if labels else line
    ):
        return _labelled(line, labels)
    return None


def _only_time(text: str) -> bool:
    """Whether a text is a time with at most a short name beside it."""
    found = find_moment_span(text)
    if not found or columns(text) > _UNLABELLED_COLUMNS:
        return False
    rest = (text[: found[1]] + text[found[2] :]).strip(_EDGES)
    return columns(rest) <= 20 and not re.search(r"[。，！？；]", rest)  # noqa: PLR2004 - a newspaper's name


def _labelled(line: str, labels: list[re.Match[str]]) -> Credits:
    source, author, publisher = "", "", ""
    published: datetime | None = None
    modified: datetime | None = None
    stops = [match.start() for match in labels] + [len(line)]
    fields = [("", line[: stops[0]])]
    fields += [
        (re.sub(r"\s", "", match["label"]).lower(), line[match.end() : stop])
        for match, stop in zip(labels, stops[1:], strict=True)
    ]
    for label, written in fields:
        found = find_moment_span(written)
        value = written
        if found:
            value = written[: found[1]] if label else written[: found[1]] + written[found[2] :]
            if label.startswith(("更新", "updated")):
                modified = modified or found[0]
            else:
                published = published or found[0]
        value = without_tools(value.strip(_EDGES)).strip(_EDGES)
        if is_tools(value):
            continue
        if "源" in label or label.startswith(("供稿", "source")) or (not label and found):
            source = source or value
        elif label.startswith(("作者", "记者", "撰文", "文", "author")):
            author = author or value
        elif label in _PUBLISHERS:
            publisher = publisher or value
    source = source or publisher
    named = bool(source or author or published or modified)
    return Credits(source, author, published, modified, labelled=bool(labels) and named)


def signature(text: str) -> str:
    """The author a last paragraph is signed with, in brackets after its last sentence; else nothing."""
    found = _SIGNATURE.search(text[-80:])
    if not found:
        return ""
    inside = found["inside"].strip()
    named = _ROLE.sub("", inside)
    names = [name for name in _SPLIT.split(named) if name]
    if names and all(_NAME.match(name) and ("·" in name or name[0] in _SURNAMES) for name in names):
        return " ".join(names)
    return ""
