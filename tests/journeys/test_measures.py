"""The measures of what is heard, on recordings made up for them: lost, repeated, late, broken."""

import math
from array import array
from types import SimpleNamespace

import pytest

from tests.journeys.listener import Enqueued
from tests.journeys.measures import effect, gap_errors, rejoined
from tests.journeys.sound_room import RATE, Recording


def sound(samples, seed):
    """Noise without a silent sample, so that a place in it is found."""
    state, made = seed, array("h")
    for _ in range(samples):
        state = (state * 1103515245 + 12345) % 2**31
        made.append((state >> 16) % 20000 + 1)
    return made.tobytes()


def silent(samples):
    return bytes(2 * samples)


class MadeUp(Recording):
    """A recording that began at moment 0."""

    def __init__(self, pcm):
        self._made, self._begin = pcm, 0.0

    @property
    def sound(self):
        return self._made


ONE, OTHER = sound(30_000, 1), sound(9_000, 2)
CUT = 2 * 12_000


@pytest.mark.parametrize(
    ("went_on_at", "lost"), [(12_000, 0), (12_005, 5), (11_990, -10), (15_000, 3000), (11_000, -1000)]
)
def test_samples_lost_or_repeated_over_a_pause_are_counted(went_on_at, lost):
    heard = MadeUp(silent(100) + ONE[:CUT] + silent(500) + ONE[2 * went_on_at :] + silent(50))
    resumed = (100 + 12_000 + 300) / RATE
    assert rejoined(heard, ONE + silent(99), 0, resumed).lost == lost


def test_sound_that_broke_up_is_no_number():
    resumed = 12_600 / RATE
    broken = ONE[:8000] + silent(30) + ONE[8000:CUT]
    assert rejoined(MadeUp(broken + silent(700) + ONE[CUT:]), ONE, 0, resumed).lost is None
    assert rejoined(MadeUp(ONE[:CUT] + silent(700) + OTHER), ONE, 0, resumed).lost is None


def test_silence_of_its_own_where_it_was_cut_is_no_loss():
    whole = ONE[:CUT] + silent(441) + OTHER
    heard = MadeUp(ONE[:CUT] + silent(200) + silent(900) + silent(241) + OTHER)
    found = rejoined(heard, whole, 0, 12_600 / RATE)
    assert (found.lost, found.silence) == (0, pytest.approx(441 / RATE * 1000))


def test_a_saying_that_was_over_is_told_from_one_that_was_paused_within():
    found = rejoined(MadeUp(ONE + silent(900) + OTHER), ONE + silent(441), 0, 30_500 / RATE)
    assert found.silence == math.inf


def listener(*sayings):
    enqueued = [Enqueued(0.0, SimpleNamespace(index=number), pcm) for number, pcm in enumerate(sayings)]
    return SimpleNamespace(sink=SimpleNamespace(enqueued=enqueued))


def test_gaps_are_held_against_the_pause_that_was_set():
    said = listener(ONE + silent(441), OTHER)
    assert gap_errors(MadeUp(ONE + silent(441) + OTHER), said, 0) == ([0.0], 0)
    late, broken = gap_errors(MadeUp(ONE + silent(882) + OTHER), said, 0)
    assert (late, broken) == ([pytest.approx(441 / RATE * 1000)], 0)
    assert gap_errors(MadeUp(ONE[:5000] + silent(9) + ONE[5000:] + silent(441) + OTHER), said, 0) == ([], 1)


def test_an_effect_is_when_its_first_sample_is_heard():
    said = listener(silent(44) + OTHER)
    heard = MadeUp(ONE[:4410] + silent(441) + OTHER)
    assert effect(heard, said, 0.05) == pytest.approx((2646 / RATE - 0.05) * 1000)
    assert effect(MadeUp(ONE), said, 0.05) == -1
