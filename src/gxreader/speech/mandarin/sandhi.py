"""Tones as they are spoken: 一 and 不, reduplication, and third tones that meet."""

from __future__ import annotations

from collections.abc import Sequence

from gxreader.speech.mandarin.readings import listed
from gxreader.speech.mandarin.spoken import NEUTRAL, Spoken

_DIGITS = frozenset("零〇一二三四五六七八九幺两")
_UNITS = frozenset("十百千万亿")
_ORDINAL_AFTER = frozenset("月日号")
_KEEPS_ONE_AFTER = frozenset("第初周期十拜统唯逐单专划万同其")  # before 一: it says which, or it ends a word
_RANKS = frozenset(
    {"一楼", "一中", "一等", "一级", "一线", "一流", "一等奖", "一把手", "一季度", "一院", "一号线", "一班"}
)
_MODALS = frozenset("是会能要想可该")
_COMPLEMENTS = frozenset("动起来了及得到着住清完下上出开懂见去过好成够掉透进回明稳齐全断绝尽准通")
_CLOCK_AFTER = frozenset("刻分会半")
_THIRD = 3


def spoken_tones(syllables: Sequence[Spoken]) -> None:
    """Turn the dictionary's tones of one clause (between two pauses) into those that are heard."""
    _reduplicate(syllables)
    for position, spoken in enumerate(syllables):
        if spoken.is_wished or spoken.tone == NEUTRAL:
            continue
        if spoken.character == "一" and spoken.sound == "yi":
            spoken.tone = _one(syllables, position)
        elif spoken.character == "不" and spoken.sound == "bu":
            spoken.tone = _not(syllables, position)
    _third_tones(syllables)


def _tone(syllables: Sequence[Spoken], position: int) -> int:
    return syllables[position].tone if 0 <= position < len(syllables) else 0


def _character(syllables: Sequence[Spoken], position: int) -> str:
    return syllables[position].character if 0 <= position < len(syllables) else ""


def _one(syllables: Sequence[Spoken], position: int) -> int:
    """一 keeps its tone as a number or rank; else it differs from the tone after it."""
    before, after = _character(syllables, position - 1), _character(syllables, position + 1)
    if not after:
        return 1
    if before and before == after and before not in _DIGITS and before not in _UNITS:
        return NEUTRAL  # 看一看
    if _counts(syllables, position, before, after):
        return 1
    tone = _tone(syllables, position + 1)
    if tone == NEUTRAL and after == "个":
        return 2
    return 2 if tone == 4 else 4  # noqa: PLR2004  # the fourth tone


def _counts(syllables: Sequence[Spoken], position: int, before: str, after: str) -> bool:
    """Whether 一 is a figure, a date, a rank, or the end of a word such as 统一."""
    spoken = syllables[position]
    if before in _DIGITS or after in _DIGITS or before in {"十", "第", "初", "之"}:
        return True
    decimal = before == "点" and _character(syllables, position - 2) in _DIGITS | _UNITS
    if decimal and after not in _CLOCK_AFTER:
        return True
    if after in _ORDINAL_AFTER or (before in _UNITS and after not in "百千万亿"):
        return not (before in {"", "百", "千"} and after == "百")
    if any(_follows(syllables, position, rank) for rank in _RANKS):
        return True
    if after == "分" and _character(syllables, position + 2) == "之":
        return True
    return not spoken.is_alone and spoken.is_last and before in _KEEPS_ONE_AFTER


def _follows(syllables: Sequence[Spoken], position: int, text: str) -> bool:
    found = "".join(spoken.character for spoken in syllables[position : position + len(text)])
    return found == text


def _not(syllables: Sequence[Spoken], position: int) -> int:
    """不 is weak inside 好不好 and 走不动, and rises before a fourth tone."""
    before, after = _character(syllables, position - 1), _character(syllables, position + 1)
    spoken = syllables[position]
    if before and before == after:
        return NEUTRAL
    between = spoken.offset == 1 and (len(spoken.word) == 3 or spoken.word.endswith("来"))  # noqa: PLR2004
    if between and spoken.word not in listed("strong_not"):
        return NEUTRAL
    done = syllables[position - 1] if position else spoken
    is_possible = done.kind.startswith("v") and done.is_alone and before not in _MODALS
    if is_possible and after in _COMPLEMENTS:
        return NEUTRAL
    return 2 if _tone(syllables, position + 1) == 4 else 4  # noqa: PLR2004  # the fourth tone


def _reduplicate(syllables: Sequence[Spoken]) -> None:
    """看看 and 谈谈 lose the second tone; 慢慢 and 天天 keep it."""
    for position in range(1, len(syllables)):
        first, second = syllables[position - 1], syllables[position]
        if first.character != second.character or second.is_wished:
            continue
        verbs = first.kind.startswith("v") and second.kind.startswith("v")
        pair = first.character + second.character
        same_word = first.word == second.word and second.offset == first.offset + 1
        tried = verbs and (same_word or (first.is_alone and second.is_alone))
        keeps = first.character in _DIGITS or pair in listed("doubled_strong")
        if not keeps and (tried or pair in listed("doubled_verbs")):
            second.tone = NEUTRAL


def _third_tones(syllables: Sequence[Spoken]) -> None:
    """Within words first, then where a short word meets the next."""
    position = 0
    while position < len(syllables):
        end = position + 1
        while end < len(syllables) and not syllables[end].is_first:
            end += 1
        _within_word(syllables[position:end])
        position = end
    for position in range(len(syllables) - 2, -1, -1):
        first, second = syllables[position], syllables[position + 1]
        if first.tone == _THIRD and second.tone == _THIRD and not _is_joint(syllables, position):
            first.tone = 2


def _is_joint(syllables: Sequence[Spoken], position: int) -> bool:
    """Whether a long word ends and a long word begins here: each keeps its own tones."""
    first, second = syllables[position], syllables[position + 1]
    if not second.is_first or {first.character, second.character} <= _DIGITS | _UNITS | {"点"}:
        return False
    if first.kind == "f" or (len(first.word) > 1 and second.kind == "d"):
        return True  # 馆里|有, 小鸟|只吃
    return len(first.word) > 1 and len(second.word) > 1


def _within_word(word: Sequence[Spoken]) -> None:
    """展览馆 is (展览)馆, 小老虎 is 小(老虎): the inner word first."""
    thirds = [spoken.tone == _THIRD for spoken in word]
    if len(word) == 3 and all(thirds):  # noqa: PLR2004  # three third tones
        tail = word[1].character + word[2].character
        head = word[0].character + word[1].character
        if _is_word(tail) and not _is_word(head):
            word[1].tone = 2
        else:
            word[0].tone = word[1].tone = 2
        return
    for position in range(len(word) - 2, -1, -1):
        if word[position].tone == _THIRD and word[position + 1].tone == _THIRD:
            word[position].tone = 2


def _is_word(text: str) -> bool:
    import rjieba

    return bool(rjieba.has_word(text))
