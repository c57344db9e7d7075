"""Makes the marks of an engine fit for a reader's eye."""

from __future__ import annotations

from gxreader.speech.values import Mark


def orderly(text: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Marks in order of time, each reaching to the next word, so that every letter heard is marked.

    espeak marks 响起 by its first character and doesn't by "doesn": the rest belongs to the word too.
    """
    inside = sorted(
        (mark for mark in marks if 0 <= mark.start < len(text)),
        key=lambda mark: (mark.start, mark.milliseconds),
    )
    result: list[Mark] = []
    moment = 0.0
    for position, mark in enumerate(inside):
        following = inside[position + 1].start if position + 1 < len(inside) else len(text)
        if following == mark.start:
            continue
        end = following
        while end > mark.start + 1 and not _heard(text[end - 1]):
            end -= 1
        moment = max(moment, mark.milliseconds)
        result.append(Mark(mark.start, end - mark.start, moment))
    return tuple(result)


def _heard(character: str) -> bool:
    return character.isalnum() or character in "%％℃°$¥￥€£"
