"""Syllables that lose their tone: suffixes, words of place, what is said twice, directions after verbs."""

from __future__ import annotations

from gxreader.speech.mandarin.lexicon import lexicon
from gxreader.speech.mandarin.parts import Phrase, Piece

_DIRECTIONS = frozenset(
    {"起来", "出来", "出去", "进来", "进去", "上来", "上去", "下来", "下去", "回来", "回去", "过来", "过去"}
)
_NO_COMPLEMENT_AFTER = frozenset("是有要会能可得想让从在没不去来到又也都就才只")
_SUFFIXED = 2  # a suffix needs a character before it
_IDIOM = 4
_NOUN_LIKE = frozenset("nsri")
_THIRD = 3


def weaken(phrase: Phrase) -> None:
    """Make neutral what is said so, in a phrase whose words have their readings."""
    for position, piece in enumerate(phrase):
        before = phrase[position - 1] if position else None
        if piece.wished or piece.name or not piece.sounds:
            continue
        _suffix(piece, before)
        _place(piece, before)
        _direction(piece, before)
        _measure(piece, before)
        _lived_through(piece)
    _twice(phrase)


def _suffix(piece: Piece, before: Piece | None) -> None:
    """子 and 头 at the end of a word, and 子 that keeps its tone within one."""
    lists = lexicon().lists
    if piece.text in lexicon().phrases:
        return
    word = before.text + piece.text if len(piece.text) == 1 and before is not None else piece.text
    for offset, sound in enumerate(piece.sounds):
        end = len(word) - len(piece.text) + offset + 1
        if sound.written == "子" and end >= _SUFFIXED:
            if any(word[:end].endswith(entry) for entry in lists["子 keeps its tone"]):
                sound.tone = _THIRD
            elif end == len(word):
                sound.weaken()
    if piece.text[-1] == "头" and any(word.endswith(entry) for entry in lists["头 is neutral"]):
        piece.sounds[-1].weaken()


def _place(piece: Piece, before: Piece | None) -> None:
    """里 and 上 after a noun."""
    lists = lexicon().lists
    last = piece.sounds[-1]
    word = piece.text
    if len(word) == 1:
        if before is None or before.tag[:1] not in _NOUN_LIKE:
            return
        word = before.text + word
    if last.written == "里" and not any(word.endswith(entry) for entry in lists["里 keeps its tone"]):
        last.weaken()
        last.lifts = True
    elif last.written == "上" and (len(piece.text) == 1 or piece.text in lists["上 is neutral"]):
        last.weaken()


def _lived_through(piece: Piece) -> None:
    """过 at the end of a verb: 回过, but 经过."""
    listed = piece.text in lexicon().lists["过 keeps its tone at the end of"]
    if piece.text[-1] == "过" and len(piece.text) == _SUFFIXED and piece.tag.startswith("v") and not listed:
        piece.sounds[-1].weaken()


def _direction(piece: Piece, before: Piece | None) -> None:
    """起来 and its like after a verb, 过 after a verb."""
    if before is None or before.tag[:1] not in {"v", "a", "z"}:
        return
    if piece.text in _DIRECTIONS and before.text[-1] not in _NO_COMPLEMENT_AFTER:
        for sound in piece.sounds:
            sound.weaken()
    elif piece.text == "过" and before.text[-1] not in lexicon().lists["过 keeps its tone after"]:
        piece.sounds[0].weaken()


def _measure(piece: Piece, before: Piece | None) -> None:
    """个 after 一, 这 and a few others."""
    after = lexicon().lists["个 is neutral after"]
    for offset, sound in enumerate(piece.sounds):
        if sound.written != "个":
            continue
        previous = piece.text[offset - 1] if offset else before.text[-1] if before else ""
        if previous in after and piece.text[offset : offset + 2] != "个个":
            sound.weaken()


def _twice(phrase: Phrase) -> None:
    """看看, 想想: the second of two same verbs; not 点点滴滴, and not within an idiom."""
    verbs = lexicon().lists["verbs that may be said twice"]
    sounds = [(sound, piece) for piece in phrase for sound in piece.sounds]
    written = [sound.written for sound, _piece in sounds]
    for index in range(1, len(sounds)):
        (first, before), (second, piece) = sounds[index - 1], sounds[index]
        if first.written != second.written or second.written not in verbs or len(piece.text) >= _IDIOM:
            continue
        listed = before is piece and piece.text in lexicon().phrases
        if before.name or listed or _one_of_pairs(written, index):
            continue
        second.weaken()
        second.lifts = second.base == _THIRD


def _one_of_pairs(written: list[str], index: int) -> bool:
    """Whether two same syllables ending at an index follow 一 or stand beside another pair."""
    before, after = written[: index - 1], written[index + 1 :]
    return (
        before[-1:] == ["一"]
        or any(
            len(pair) == 2 and pair[0] == pair[1]  # noqa: PLR2004  # a pair
            for pair in (before[-2:], after[:2])
        )
    )
