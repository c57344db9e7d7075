"""What was shown held against what was heard."""

from __future__ import annotations

from gxreader.model.locator import Locator
from gxreader.speech.script import Sentence
from tests.journeys.listener import Listener
from tests.journeys.sound_room import BYTES_A_SAMPLE, RATE, Recording, without_pause


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


def gap_errors(recording: Recording, listener: Listener, after: int) -> tuple[list[float], int]:
    """Milliseconds by which each sentence began off its time, and how many were not heard as they are.

    A sentence in which the sound broke up for a moment (an underrun) is not found as it was synthesised.
    """
    gaps: list[float] = []
    broken = 0
    expected = -1
    for given in listener.sink.enqueued:
        at = recording.find(without_pause(given.pcm), after)
        if at < 0:
            broken += 1
            expected = -1
            continue
        if expected >= 0:
            gaps.append((at - expected) / RATE * 1000)
        after = at
        expected = at + len(given.pcm) // BYTES_A_SAMPLE
    return gaps, broken


def samples_lost(recording: Recording, sound: bytes, after: int, resumed: float) -> int | None:
    """Samples of a saying that a pause within it swallowed (repeated: less than 0); None if it broke up.

    `after` is the sample at which reading began, `resumed` the moment at which it was told to go on.
    """
    whole = without_pause(sound)
    cut = recording.last_sound_before(resumed) + 1
    before = recording.sound[after * BYTES_A_SAMPLE : cut * BYTES_A_SAMPLE]
    begin = before.find(whole[:2000])
    heard = before[begin:]
    if begin < 0 or not whole.startswith(heard):
        return None
    # The cut may fall on samples that are silence themselves: those belong to either side.
    left = whole[len(heard) :]
    quiet = len(left) - len(left.lstrip(b"\0")) & ~1
    rest = recording.sound[recording.first_sound_after(resumed) * BYTES_A_SAMPLE :][:20_000]
    rest = rest[: len(left) - quiet]
    at = left.find(rest)
    if at < 0:  # repeated, if it is there at all
        at = whole.find(rest) - len(heard)
        return (at - quiet) // BYTES_A_SAMPLE if at + len(heard) >= 0 else None
    return (at - quiet) // BYTES_A_SAMPLE


def effect(recording: Recording, listener: Listener, pressed: float) -> float:
    """Milliseconds from pressing a key to the first sample of what it led to; -1 if that is not heard."""
    begin = round((pressed - recording.moment(0)) * RATE)
    sound = listener.sink.enqueued[0].pcm
    cue = sound[len(sound) - len(sound.lstrip(b"\0")) & ~1 :][:4000]
    at = recording.find(cue, begin)
    return (recording.moment(at) - pressed) * 1000 if at >= 0 else -1.0


def utterances_of(listener: Listener) -> list[tuple[int, bytes]]:
    """The last sound given for each sentence that was finished, without its pause."""
    last: dict[int, bytes] = {}
    for given in listener.sink.enqueued:
        last[given.sentence] = without_pause(given.pcm)
    return sorted(last.items())
