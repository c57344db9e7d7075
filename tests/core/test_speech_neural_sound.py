"""The neural voice's sound: levels, peaks, beginnings and ends."""

import numpy as np
import pytest

from gxreader.speech.neural.sound import CEILING, faded, level, samples

RATE = 24000


def tone(seconds=0.5, amplitude=0.5, hertz=440.0):
    moments = np.arange(round(seconds * RATE)) / RATE
    return (amplitude * np.sin(2 * np.pi * hertz * moments)).astype(np.float32)


def test_sound_under_the_ceiling_only_changes_its_level():
    sound = tone(amplitude=0.2)
    assert np.allclose(level(sound, 6.0206), sound * 2, atol=1e-5)
    assert np.array_equal(level(sound, 0.0), sound)


@pytest.mark.parametrize("amplitude", [1.0, 1.18, 4.0])
def test_peaks_are_held_without_clipping(amplitude):
    loud = tone(amplitude=amplitude)
    held = level(loud, 0.0)
    assert float(np.abs(held).max()) <= CEILING + 1e-4
    # A clipped sine has flat tops; a held one keeps its shape.
    middle = held[RATE // 8 : RATE // 4]
    assert float(np.corrcoef(middle, loud[RATE // 8 : RATE // 4])[0, 1]) > 0.9999


def test_one_peak_leaves_the_rest_as_it_was():
    sound = tone(amplitude=0.3)
    sound[6000] = 1.2
    held = level(sound, 0.0)
    assert float(np.abs(held).max()) <= CEILING + 1e-4
    assert np.array_equal(held[:5000], sound[:5000])
    assert np.array_equal(held[7000:], sound[7000:])


def test_nothing_stays_nothing():
    empty = np.zeros(0, dtype=np.float32)
    assert len(level(empty, 6.0)) == 0
    assert len(faded(empty)) == 0
    assert samples(empty) == b""


def test_sound_begins_and_ends_at_rest():
    soft = faded(np.ones(2000, dtype=np.float32))
    assert soft[0] == 0
    assert soft[-1] == 0
    assert float(np.abs(np.diff(soft)).max()) < 0.01
    assert np.all(soft[200:1800] == 1)


def test_samples_never_turn_over():
    written = np.frombuffer(samples(np.array([2.0, -2.0, 0.5], dtype=np.float32)), dtype=np.int16)
    assert written.tolist() == [32767, -32767, 16384]
