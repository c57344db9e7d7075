"""The sentences of a stretch of text that somebody has selected."""

from __future__ import annotations

import msgspec

from gxreader.model.locator import Locator
from gxreader.speech.script import Sentence, language_of
from gxreader.speech.values import Said


def selected(
    script: tuple[Sentence, ...], first: Locator, last: Locator, default_language: str
) -> tuple[Sentence, ...]:
    """What a script says from the start of `first` up to the end of `last`, numbered anew.

    A sentence that is only partly within is cut: what was not selected is not read.
    """
    result: list[Sentence] = []
    for sentence in script:
        place = sentence.place
        start, end = place.start, place.end
        if place.block == first.block:
            start = max(start, first.start)
        if place.block == last.block:
            end = min(end, last.end)
        if not first.block <= place.block <= last.block or start >= end:
            continue
        text = sentence.text[start - place.start : end - place.start]
        if text.strip():
            start += len(text) - len(text.lstrip())
            text = text.strip()
            kept = Locator(place.block, start, start + len(text))
            whole = sentence.is_aside or kept == place  # an aside about a place is said with all of it
            cut = {"language": language_of(text, default_language), "said": _within(sentence, kept)}
            result.append(
                msgspec.structs.replace(sentence, index=len(result))
                if whole
                else msgspec.structs.replace(sentence, index=len(result), place=kept, text=text, **cut)
            )
    return tuple(result)


def _within(sentence: Sentence, kept: Locator) -> tuple[Said, ...]:
    """Those stretches with words of their own that are kept whole; of a part, the signs are said."""
    gone = kept.start - sentence.place.start
    moved = [Said(one.start - gone, one.end - gone, one.words) for one in sentence.said]
    length = kept.end - kept.start
    return tuple(one for one in moved if one.start >= 0 and one.end <= length)
