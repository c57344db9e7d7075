"""Some sentences of the article, read by themselves: what is selected, what is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from gxreader.app.listening import Alone, Listening
from gxreader.app.session import Session
from gxreader.model.locator import Locator

if TYPE_CHECKING:
    from gxreader.speech.script import Sentence


def read_selection(session: Session, listening: Listening, first: Locator, last: Locator) -> None:
    """Read only what stands from the start of `first` up to the end of `last`, then stop."""
    article = session.article
    if article is None:
        return

    def choose(script: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        from gxreader.speech.selection import selected

        return selected(script, first, last, article.language)

    listening.read_alone(session.units.all[first.block : last.block + 1], choose, Alone.SELECTED)


def read_pointed(session: Session, listening: Listening, place: Locator) -> None:
    """Read the sentence at a place, and no further."""

    def choose(script: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        from gxreader.speech.script import sentence_at

        script = tuple(sentence for sentence in script if not sentence.is_aside)
        found = script[sentence_at(script, place) :][:1]
        return tuple(msgspec.structs.replace(sentence, index=0) for sentence in found)

    listening.read_alone(session.units.all[place.block : place.block + 1], choose, Alone.POINTED)
