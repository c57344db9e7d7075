"""What was shown held against what was heard."""

from __future__ import annotations

import math
from dataclasses import dataclass

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
    for given in listener.sink.enqueued:
        saying, at = given.saying, recording.find(without_pause(given.pcm), after)
        if at < 0:
            continue
        after = at
        for mark in saying.utterance.marks:
            moment = mark.milliseconds - saying.begin
            place = saying.word_at(moment, script[saying.index]) if moment >= 0 else None
            if place in shown:
                heard = recording.moment(at + round(moment * RATE / 1000))
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


@dataclass(frozen=True)
class Rejoined:
    """A saying that was paused within, as it was heard.

    `lost` samples are missing (repeated: less than 0; None: it broke up). `silence` milliseconds of its own
    lie where it was cut: they are heard on either side of the pause and make no sound.
    """

    lost: int | None
    silence: float = 0.0


def rejoined(recording: Recording, sound: bytes, after: int, resumed: float) -> Rejoined:
    """How a saying went on; reading began at the sample `after`, and was resumed at the moment `resumed`."""
    whole = without_pause(sound)
    cut = recording.last_sound_before(resumed) + 1
    before = recording.sound[after * BYTES_A_SAMPLE : cut * BYTES_A_SAMPLE]
    begin = before.find(whole[:2000])
    heard = before[begin:]
    if begin < 0 or not whole.startswith(heard):
        return Rejoined(None)
    left = whole[len(heard) :]
    if not left:
        return Rejoined(0, math.inf)  # it was over, and what follows is the pause before the next one
    quiet = len(left) - len(left.lstrip(b"\0")) & ~1
    rest = recording.sound[recording.first_sound_after(resumed) * BYTES_A_SAMPLE :][:20_000]
    rest = rest[: len(left) - quiet]
    at = left.find(rest)
    if at < 0:
        place = whole.find(rest)  # repeated, if it is there at all
        if place < 0:
            return Rejoined(None)
        at = place - len(heard)
    return Rejoined((at - quiet) // BYTES_A_SAMPLE, quiet / BYTES_A_SAMPLE / RATE * 1000)


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
