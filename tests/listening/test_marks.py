"""The measure of word marks, on sound made up for it."""

import sys
from array import array
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from listening_marks import mark_errors, onsets

from gxreader.speech.values import Mark, Utterance

RATE = 10_000


def spoken(*stretches, marks=()):
    """Sound and silence in turns, each so many milliseconds."""
    samples = array("h")
    for number, milliseconds in enumerate(stretches):
        samples.extend(([9000, -9000] if number % 2 == 0 else [30, -30]) * (milliseconds * RATE // 2000))
    return Utterance(samples.tobytes(), RATE, tuple(Mark(n, 1, moment) for n, moment in enumerate(marks)))


def test_words_begin_where_sound_sets_in_after_a_pause():
    assert onsets(spoken(300, 200, 400, 150, 100)) == [500, 1050]


def test_the_closure_of_a_consonant_is_no_pause_and_nor_is_what_lies_around_the_sentence():
    assert onsets(spoken(0, 400, 300, 80, 300, 500)) == []


def test_a_mark_is_held_against_the_onset_next_to_it():
    assert mark_errors(spoken(300, 200, 400, marks=(0, 530, 700))) == [pytest.approx(30)]
    assert mark_errors(spoken(300, 200, 400, marks=(0, 460))) == [pytest.approx(-40)]
    assert mark_errors(spoken(300, 200, 400)) == []
