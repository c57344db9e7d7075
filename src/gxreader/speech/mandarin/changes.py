"""一 and 不: their tones by what follows, and by what they mean."""

from __future__ import annotations

from gxreader.speech.mandarin.lexicon import lexicon
from gxreader.speech.mandarin.parts import Phrase, Sound

_FALLING = 4
_NEUTRAL = 5
_UNITS = frozenset("百千万亿")
_MOTIONS = frozenset("上下进出回过走跑拿合划爬跨起")


def change(phrase: Phrase, text: str) -> None:
    """Set the tones of every 一 and 不; `text` is the whole, simplified text."""
    sounds = [sound for piece in phrase for sound in piece.sounds]
    lasts = {piece.sounds[-1].start: piece.text for piece in phrase if len(piece.sounds) > 1}
    for index, sound in enumerate(sounds):
        if sound.written == "不" and sound.sound == "bu":
            _not(sounds, index)
        elif sound.written == "一" and not sound.wished and sound.sound == "yi":
            sound.tone = _one(sounds, index, text, lasts.get(sound.start, ""))


def _not(sounds: list[Sound], index: int) -> None:
    sound = sounds[index]
    if sound.tone == _NEUTRAL:
        return  # 了不起: so listed
    following = sounds[index + 1] if index + 1 < len(sounds) else None
    sound.tone = 2 if following is not None and following.base == _FALLING else _FALLING
    if following is None or index == 0 or sound.wished:
        return
    if _between_same(sounds, index) or _of_complement(sounds[index - 1], following):
        sound.tone = _NEUTRAL


def _between_same(sounds: list[Sound], index: int) -> bool:
    """看一看, 好不好."""
    return 0 < index < len(sounds) - 1 and sounds[index - 1].written == sounds[index + 1].written


def _of_complement(verb: Sound, complement: Sound) -> bool:
    """看不见, 走不动: 不 between a verb and what it reaches."""
    lists = lexicon().lists
    if (
        verb.written not in lists["verbs of complements"]
        or complement.written not in lists["complements after 不 or 得"]
    ):
        return False
    return complement.written not in "来去" or verb.written in _MOTIONS


def _one(sounds: list[Sound], index: int, text: str, word: str) -> int:
    """The tone of a 一; `word` is the word that ends with it, if one does."""
    place = sounds[index].start
    before, after = text[max(0, place - 3) : place], text[place + 1 : place + 5]
    if index + 1 == len(sounds) or _is_figure(before, after):
        return 1
    if _between_same(sounds, index) and before[-1:] in lexicon().lists["verbs that may be said twice"]:
        return _NEUTRAL
    if _is_ordinal(before, after) or _ends_word(before, after, word):
        return 1
    return 2 if sounds[index + 1].base == _FALLING else _FALLING


def _is_figure(before: str, after: str) -> bool:
    """Within a number: a digit among digits, or the last of 十一 and 一百零一."""
    digits = lexicon().lists["digits"]
    last, first = before[-1:], after[:1]
    if last in digits | {"第", "初"} or first in digits | {"十"}:
        return True
    if last == "十" or (last in _UNITS and len(before) > 1):
        return first not in _UNITS
    if last == "比" and before[-2:-1] in digits:
        return True
    return last == "点" and first not in {"刻", "半"} and before[-2:-1] in digits | {"十"}


def _is_ordinal(before: str, after: str) -> bool:
    """一月, 一楼, 一等奖: the first, not one of them; and Monday."""
    lists = lexicon().lists
    if before.endswith(("周", "星期", "礼拜", "之")):
        return not after.startswith(("个", "次")) or before.endswith(("周", "期", "拜"))
    if before.endswith("月") and after.startswith("日"):
        return True
    if any(after.startswith(word) for word in lists["一 as a measure in spite of that"]):
        return False
    return any(after.startswith(word) for word in lists["一 as a number before"])


def _ends_word(before: str, after: str, word: str) -> bool:
    """统一, 万一, 唯一; but 这一, 每一 go on to what is counted."""
    lists = lexicon().lists
    if before.endswith("同") and after.startswith("个"):
        return False
    if word.endswith("一"):
        return word not in lists["一 last in a word and yet before a measure"]
    return before[-1:] in {"统", "唯", "逐", "专", "划", "归"}
