"""What was shown held against what was heard."""

from __future__ import annotations

from gxreader.model.locator import Locator
from gxreader.speech.script import Sentence
from tests.journeys.listener import Listener
from tests.journeys.sound_room import RATE, Recording, without_pause


def highlight_errors(
    recording: Recording, listener: Listener, script: tuple[Sentence, ...], after: int
) -> list[float]:
    """Milliseconds by which each word was marked later than it was heard, in one reading of a script."""
    shown: dict[Locator, float] = {}
    for moment, word in listener.words:
        shown.setdefault(word, moment)
    errors = []
    for sentence, given in zip(script, listener.sink.enqueued, strict=True):
        at = recording.find(without_pause(given.pcm), after)
        utterance = listener.utterance(sentence)
        if at < 0 or utterance is None:
            continue
        after = at
        for mark in utterance.marks:
            start = sentence.place.start + mark.start
            place = Locator(sentence.place.block, start, start + mark.length)
            if place in shown:
                heard = recording.moment(at + round(mark.milliseconds * RATE / 1000))
                errors.append((shown[place] - heard) * 1000)
    return errors


def utterances_of(listener: Listener) -> list[tuple[int, bytes]]:
    """The last sound given for each sentence that was finished, without its pause."""
    last: dict[int, bytes] = {}
    for given in listener.sink.enqueued:
        last[given.sentence] = without_pause(given.pcm)
    return sorted(last.items())
