"""Whether word marks tell the truth: where sound sets in after a silence, a word begins."""

from __future__ import annotations

from array import array

from gxreader.speech.values import Utterance

SILENCE_MILLISECONDS = 120  # longer than the closure of any consonant: a pause within the sentence
STEP_MILLISECONDS = 5
QUIET = 0.02  # of the loudest moment: breath and noise between phrases


def onsets(utterance: Utterance) -> list[float]:
    """The milliseconds at which sound sets in again after a pause within a sentence."""
    samples = array("h", utterance.pcm)
    step = utterance.sample_rate * STEP_MILLISECONDS // 1000
    levels = [max(map(abs, samples[start : start + step])) for start in range(0, len(samples), step)]
    limit = max(levels, default=0) * QUIET
    found: list[float] = []
    silent = 0
    spoken = False
    for number, level in enumerate(levels):
        if level > limit:
            if spoken and silent * STEP_MILLISECONDS >= SILENCE_MILLISECONDS:
                found.append(number * step * 1000 / utterance.sample_rate)
            silent, spoken = 0, True
        else:
            silent += 1
    return found


def mark_errors(utterance: Utterance) -> list[float]:
    """Milliseconds by which the nearest mark is later than each onset."""
    moments = [mark.milliseconds for mark in utterance.marks]
    if not moments:
        return []
    return [min((moment - onset for moment in moments), key=abs) for onset in onsets(utterance)]
