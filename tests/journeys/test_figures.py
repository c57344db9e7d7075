"""The figures of benchmarks/speech: ranks, verdicts, and subtitles held against sound."""

import sys
from array import array
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from speech_figures import Figures, percentile
from speech_long import begins, moments


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([5], 0.95, 5),
        ([1, 2, 3, 4], 0.5, 2),
        ([1, 2, 3, 4], 0.95, 4),
        (range(1, 101), 0.95, 95),
        (range(1, 21), 0.95, 19),
        ([3, 1, 2], 1.0, 3),
    ],
)
def test_a_percentile_is_a_value_that_was_measured(values, share, expected):
    assert percentile(list(values), share) == expected


def test_a_goal_that_is_missed_is_said(capsys):
    figures = Figures()
    figures.times("quick", [10, 20], 100)
    figures.times("slow", [10, 200], 100)
    figures.times("never", [], 100)
    figures.line("no goal", "7")
    assert figures.missed == ["slow", "never"]
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in shown] == ["ok", "MISSED", "MISSED", "7"]


def test_subtitles_are_held_against_the_sound():
    assert moments("1\n00:00:01,500 --> 00:00:02,000\n你好\n\n2\n01:02:03,004 --> 01:02:04,000\n。\n") == [
        1.5,
        3723.004,
    ]
    sound = array("h", [0] * 1000 + [9000, -9000] * 500 + [0] * 1000)
    assert begins(sound, 1000, 1.0)
    assert not begins(sound, 1000, 0.2)  # silence there
    assert not begins(sound, 1000, 1.5)  # in the midst of sound
