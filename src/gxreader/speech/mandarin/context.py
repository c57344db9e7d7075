"""Hanzi whose reading depends on what stands beside them, and on what kind of word they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gxreader.speech.mandarin.readings import listed, surnames
from gxreader.speech.mandarin.spoken import NEUTRAL, Spoken

DIGITS = frozenset("零〇一二三四五六七八九十百千万亿两几数多半")
_MODALS = frozenset("能可会要想该应才就也都不")
_MADE = frozenset("作做成认以视称列定分改变换化转译评选誉设命命是有所更极颇较尤最名划判立拜结推汇凝融沦淡")
_AMOUNT_AFTER = frozenset("的大小多少")
_COUNTING_AFTER = frozenset("一不了着得数出")
_FALLING_AFTER = frozenset("在塌闭班卖地")
_FALLING_BEFORE = frozenset("摔跌推打病绊")
_PLANTING_AFTER = frozenset("上下了着的得过植树田菜地花草粮水瓜稻玉果满在")
_GROWING_AFTER = frozenset("得大高出满成在着了到")
_FREE_BEFORE = frozenset("有没抽得趁")
_DRYING_BEFORE = frozenset("晒晾擦烘吹就")
_HOLIDAY_BEFORE = frozenset("放请休度天周月年病事产婚丧")
_WEI_AFTER = frozenset("主止首期例由准重荣限界时难生害")
_TITLES = frozenset("先老同主书局县市区部处科院校所站经队厂董总教")


def settle(syllables: Sequence[Spoken]) -> None:
    """Give each hanzi that has a rule the reading it has in this clause."""
    for position, spoken in enumerate(syllables):
        rule = _RULES.get(spoken.character)
        if rule is not None and not spoken.is_wished:
            reading = rule(syllables, position)
            if reading:
                spoken.say(reading)
    _settle_names(syllables)


def _at(syllables: Sequence[Spoken], position: int) -> Spoken | None:
    return syllables[position] if 0 <= position < len(syllables) else None


def _character(syllables: Sequence[Spoken], position: int) -> str:
    found = _at(syllables, position)
    return found.character if found else ""


def _kind(syllables: Sequence[Spoken], position: int) -> str:
    found = _at(syllables, position)
    return found.kind if found else ""


def _de_obtain(syllables: Sequence[Spoken], position: int) -> str:
    """得: de5 after what is done and how it is; dei3 for must; de2 for getting."""
    if not syllables[position].is_alone:
        return ""
    before, after = _kind(syllables, position - 1), _kind(syllables, position + 1)
    if _character(syllables, position - 1) in _MODALS or after.startswith("m"):
        return "de2"
    if before.startswith(("v", "a")) or (before.startswith("l") and position):
        return "de5"
    whole = position > 0 and not (syllables[position - 1].is_alone and before.startswith("n"))
    if whole and before.startswith(("r", "n", "t", "d")) and after.startswith(("v", "p", "d", "l", "i")):
        return "dei3"
    return "de5" if position else "de2"


def _de_manner(syllables: Sequence[Spoken], position: int) -> str:
    """地: de5 between how and what is done; di4 for the ground."""
    if not syllables[position].is_alone:
        return ""
    before, after = _kind(syllables, position - 1), _kind(syllables, position + 1)
    manner = before.startswith(("a", "d", "z", "i", "l", "o", "v", "m", "r")) or _is_doubled(
        syllables, position - 1
    )
    done = after.startswith(("v", "p", "d", "a", "i", "l", "u"))
    return "de5" if position and manner and done else "di4"


def _is_doubled(syllables: Sequence[Spoken], position: int) -> bool:
    return position > 0 and _character(syllables, position) == _character(syllables, position - 1)


def _le(syllables: Sequence[Spoken], position: int) -> str:
    """了: le5; liao3 where it says whether something can be done."""
    if not syllables[position].is_alone and syllables[position].word != "不了":
        return ""
    if position > 1 and _character(syllables, position - 1) in "不得":
        return "liao3" if _kind(syllables, position - 2).startswith(("v", "a")) else "le5"
    return "le5"


def _hai(syllables: Sequence[Spoken], position: int) -> str:
    """还: huan2 for giving back."""
    if not syllables[position].is_alone:
        return ""
    before, following = _character(syllables, position - 1), _character(syllables, position + 1)
    gives_back = following in set("钱款债书清给账贷") or not following
    return "huan2" if gives_back or before in set("归偿退奉") else "hai2"


def _jia(syllables: Sequence[Spoken], position: int) -> str:
    """假: jia4 for days off."""
    before = _character(syllables, position - 1)
    return "jia4" if syllables[position].is_alone and before in _HOLIDAY_BEFORE else ""


def _luo(syllables: Sequence[Spoken], position: int) -> str:
    """落: la4 for leaving something behind."""
    left = _character(syllables, position + 1) == "在" and any(
        spoken.character in "把将" for spoken in syllables[max(0, position - 5) : position]
    )
    return "la4" if syllables[position].is_alone and left else ""


def _qie(syllables: Sequence[Spoken], position: int) -> str:
    """切: qie1 for cutting."""
    return "qie1" if syllables[position].is_alone else ""


def _wei(syllables: Sequence[Spoken], position: int) -> str:
    """为: wei2 for being and becoming, wei4 for the sake of."""
    if not syllables[position].is_alone:
        return ""
    before, following = _character(syllables, position - 1), _character(syllables, position + 1)
    if before in _MADE or following in _WEI_AFTER or not following:
        return "wei2"
    before_kind, after_kind = _kind(syllables, position - 1), _kind(syllables, position + 1)
    if before_kind.startswith(("m", "q", "n", "v")) and after_kind.startswith("m"):
        return "wei2"
    return "wei4"


def _zhi(syllables: Sequence[Spoken], position: int) -> str:
    """只: a measure after a number, else only."""
    before = _character(syllables, position - 1)
    if syllables[position].is_alone or syllables[position].is_last:
        counted = before in DIGITS or before in "这那每哪某"
        return "zhi1" if counted and before else "zhi3"
    return ""


def _liang(syllables: Sequence[Spoken], position: int) -> str:
    """量: liang2 for measuring."""
    following = _character(syllables, position + 1)
    if syllables[position].is_alone and following and following not in _AMOUNT_AFTER:
        return "liang2"
    return ""


def _shu(syllables: Sequence[Spoken], position: int) -> str:
    """数: shu3 for counting."""
    if syllables[position].is_alone and _character(syllables, position + 1) in _COUNTING_AFTER:
        return "shu3"
    return ""


def _zhong_plant(syllables: Sequence[Spoken], position: int) -> str:
    """种: zhong4 for planting, zhong3 for kinds."""
    if not syllables[position].is_alone:
        return ""
    before, following = _character(syllables, position - 1), _character(syllables, position + 1)
    if before and (before in DIGITS or before in "这那各某每哪多"):
        return "zhong3"
    return "zhong4" if following in _PLANTING_AFTER else "zhong3"


def _dao(syllables: Sequence[Spoken], position: int) -> str:
    """倒: dao3 for falling, dao4 for pouring and the reverse."""
    if not syllables[position].is_alone:
        return ""
    falls = _character(syllables, position + 1) in _FALLING_AFTER
    return "dao3" if falls or _character(syllables, position - 1) in _FALLING_BEFORE else "dao4"


def _zhang(syllables: Sequence[Spoken], position: int) -> str:
    """长: zhang3 for growing."""
    if not syllables[position].is_alone:
        return ""
    return "zhang3" if _character(syllables, position + 1) in _GROWING_AFTER else "chang2"


def _kong(syllables: Sequence[Spoken], position: int) -> str:
    """空: kong4 for free time."""
    before = _character(syllables, position - 1)
    return "kong4" if syllables[position].is_alone and before in _FREE_BEFORE else ""


def _gan(syllables: Sequence[Spoken], position: int) -> str:
    """干: gan1 for dry."""
    if not syllables[position].is_alone:
        return ""
    following = _character(syllables, position + 1)
    dry = following in {"了", ""} or _character(syllables, position - 1) in _DRYING_BEFORE
    return "gan1" if dry else "gan4"


def _jiao(syllables: Sequence[Spoken], position: int) -> str:
    """教 alone: teaching somebody."""
    return "jiao1" if syllables[position].is_alone else ""


def _jue(syllables: Sequence[Spoken], position: int) -> str:
    """觉: jiao4 for sleep."""
    slept = syllables[position].is_alone or syllables[position].word in {"一觉", "睡觉", "午觉", "懒觉"}
    return "jiao4" if slept else ""


def _na(syllables: Sequence[Spoken], position: int) -> str:
    """那 as the first hanzi of no place."""
    return "na4" if syllables[position].is_alone else ""


_RULES: dict[str, Callable[[Sequence[Spoken], int], str]] = {
    "得": _de_obtain,
    "地": _de_manner,
    "了": _le,
    "还": _hai,
    "假": _jia,
    "落": _luo,
    "切": _qie,
    "为": _wei,
    "只": _zhi,
    "量": _liang,
    "数": _shu,
    "种": _zhong_plant,
    "倒": _dao,
    "长": _zhang,
    "空": _kong,
    "干": _gan,
    "教": _jiao,
    "觉": _jue,
    "那": _na,
}


def _settle_names(syllables: Sequence[Spoken]) -> None:
    """A surname before a title or in a name: 单主任, 曾国强, 任先生."""
    for position, spoken in enumerate(syllables):
        reading = surnames().get(spoken.character)
        if reading is None or spoken.is_wished or not spoken.is_first:
            continue
        following = _at(syllables, position + 1)
        titled = spoken.is_alone and following is not None and following.word in listed("titles")
        named = spoken.kind == "nr" and len(spoken.word) in {2, 3}
        beside = spoken.is_alone and following is not None and following.kind == "nr"
        if titled or named or beside:
            spoken.say(reading)


def is_neutral(spoken: Spoken) -> bool:
    """Whether a syllable has lost its tone."""
    return spoken.tone == NEUTRAL
