"""Reading aloud against its goals, on a sound card made for it, beside pyttsx3 used naively in the same run.

    python benchmarks/speech.py [--voice ID] [--kills N] [--repeats N] [--characters N] [--article FILE]

Needs PulseAudio (pulseaudio, parec, paplay). Nothing is heard; everything is recorded and found again.
How well a voice is understood is measured by `listening.py`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "benchmarks")]

from speech_figures import Figures  # noqa: E402  # found only now
from speech_heard import PARAGRAPH, Voices, actions, kills, pauses, rested, starts, whole_reading  # noqa: E402
from speech_long import export, long_work  # noqa: E402
from speech_naive import PATIENCE_SECONDS, first_sound  # noqa: E402

from tests.journeys.sound_room import Recording, missing, sound_room  # noqa: E402

TRUSTED = 100  # milliseconds: a recording further behind the clock tells nothing of when something was heard
SEED = ROOT.parent / "shared" / "seed" / "gxzf-article.txt"
LONG_CHARACTERS = 200_000
NEURAL_CHARACTERS = 1_500  # a neural voice takes half a second of work for each second of sound


def naive(recording: Recording, figures: Figures, ours: float) -> None:
    """How long a reader waits for pyttsx3's first sound."""
    figures.head("pyttsx3 used naively, in the same run")
    for characters in (100, 1500):
        text = (PARAGRAPH * (characters // len(PARAGRAPH) + 1))[:characters]
        found = first_sound(recording, text)
        shown = "nothing was heard" if found is None else f"{found:.0f} ms"
        waited = PATIENCE_SECONDS * 1000 if found is None else found
        figures.line(f"first sound, {characters} characters", f"{shown}, {waited / ours:.0f} times ours")
    figures.line("pause, resume, next, rate while speaking", "none: it has no such thing")


def main() -> int:
    """Print all figures; 1 when there is no sound room."""
    options = argparse.ArgumentParser(prog="bench-speech", description=__doc__.splitlines()[0])
    options.add_argument("--voice", default="", metavar="ID", help="the Mandarin voice to measure")
    options.add_argument("--kills", type=int, default=20, metavar="N", help="how often the worker is killed")
    options.add_argument("--repeats", type=int, default=10, metavar="N", help="how often each key is pressed")
    options.add_argument("--characters", type=int, default=0, metavar="N", help="length of the long work")
    options.add_argument("--article", type=Path, default=SEED, metavar="FILE", help="what is exported")
    given = options.parse_args()
    if missing():
        print(f"SKIPPED: {missing()}")
        return 1
    voices, figures = Voices(given.voice), Figures()
    with sound_room() as (_room, recording):
        figures.head(f"heard, in the voice {given.voice or 'that always works'}")
        ours = starts(recording, voices, figures, max(given.repeats // 2, 2), given.repeats * 2)
        rested(recording, voices, figures, given.repeats)
        whole_reading(recording, voices, figures)
        pauses(recording, voices, figures, given.repeats)
        actions(recording, voices, figures, given.repeats)
        kills(recording, voices, figures, given.kills)
        naive(recording, figures, ours)
        behind = recording.behind()
        figures.line(
            "(the recording itself, behind the clock)", f"{behind:.0f} ms", "<= 100 ms", met=behind <= TRUSTED
        )
    figures.head("without ears")
    if given.article.is_file():
        export(given.article, voices, figures)
    else:
        figures.line("export", f"skipped: there is no {given.article.name}")
    usual = NEURAL_CHARACTERS if voices.is_neural else LONG_CHARACTERS
    long_work(voices, figures, given.characters or usual)
    print(f"\n{len(figures.missed)} goals missed{': ' if figures.missed else ''}{'; '.join(figures.missed)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
