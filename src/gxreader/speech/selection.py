"""The sentences of a stretch of text that somebody has selected."""

from __future__ import annotations

import msgspec

from gxreader.model.locator import Locator
from gxreader.speech.script import Sentence, language_of


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
            language = language_of(text, default_language)
            result.append(
                msgspec.structs.replace(sentence, index=len(result), place=kept, text=text, language=language)
            )
    return tuple(result)
