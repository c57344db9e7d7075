"""Reading aloud, measured on a sound card made for it, beside pyttsx3 used naively in the same run.

    python benchmarks/speech.py

Needs PulseAudio (pulseaudio, parec, paplay). Nothing is heard; everything is recorded and found again.
"""

from __future__ import annotations

import os
import signal
import stat
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from gxreader.model.article import Article, Paragraph, text_run  # noqa: E402  # found only now
from gxreader.model.locator import Locator  # noqa: E402
from gxreader.model.units import Units  # noqa: E402
from gxreader.speech.script import build_script  # noqa: E402
from gxreader.speech.sinks.dependable import DependableSink  # noqa: E402
from gxreader.speech.sinks.device import DeviceSink  # noqa: E402
from gxreader.speech.sinks.quiet import QuietSink  # noqa: E402
from gxreader.speech.state import PlayerState  # noqa: E402
from tests.journeys.listener import Listener  # noqa: E402
from tests.journeys.measures import highlight_errors  # noqa: E402
from tests.journeys.sound_room import RATE, Recording, missing, sound_room, without_pause  # noqa: E402

PARAGRAPH = (
    "清晨的渡口很安静，老船工把缆绳一圈一圈地收好。他说，今天的风不大，正好过河。"
    "对岸的孩子们已经在等，手里举着小旗，身后是刚刚收割的稻田。"
)
ARTICLE = Article(
    title="渡口",
    blocks=tuple(
        Paragraph(text_run(f"第{number}天。{PARAGRAPH}".replace("清晨", time_of_day)))
        for number, time_of_day in enumerate(("清晨", "正午", "黄昏"), 1)
    ),
    language="zh",
)
LONG = PARAGRAPH * 22  # about 1,500 characters, as much as the naive way is given
REPEATS = 5
KILLS = 5

# Waits for a line before it speaks, so that the process's own start is not counted against it.
NAIVE = f"""
import sys, time
sys.path.insert(0, {str(ROOT / "src")!r})
from gxreader.speech.engines.espeak_library import open_espeak
open_espeak()
import pyttsx3
engine = pyttsx3.init()
engine.setProperty("voice", "sit/cmn")
text = sys.stdin.readline()
engine.say(text)
engine.runAndWait()
time.sleep(8)
"""


def figure(name: str, value: str) -> None:
    """One line of the result."""
    print(f"{name:<44} {value}")


def listener() -> Listener:
    """A player as the window has it."""
    made = Listener(DependableSink(DeviceSink(), QuietSink()))
    made.player.load(build_script(Units(ARTICLE), "zh"))
    return made


def first_sound(recording: Recording, listening: Listener, patience: float = 10.0) -> float:
    """Milliseconds from pressing the key to the first sound."""
    pressed = time.monotonic()
    listening.player.play(Locator(0))
    if not listening.wait(lambda: recording.first_sound_after(pressed) >= 0, patience):
        sys.exit(f"nothing was heard in {patience:.0f} s; the reader was told: {listening.troubles}")
    return (recording.moment(recording.first_sound_after(pressed)) - pressed) * 1000


def starts(recording: Recording) -> None:
    """From pressing the key to the first sound: with everything to be started, and warm."""
    cold, warm = [], []
    for _ in range(REPEATS):
        listening = listener()
        cold.append(first_sound(recording, listening))
        listening.listen(0.3)
        listening.player.stop()
        listening.listen(0.4)
        warm.append(first_sound(recording, listening))
        listening.close()
        time.sleep(0.3)
    figure(
        "first sound, cold process and device", f"median {statistics.median(cold):.0f} max {max(cold):.0f} ms"
    )
    figure("first sound, warm", f"median {statistics.median(warm):.0f} max {max(warm):.0f} ms")


def whole_reading(recording: Recording) -> None:
    """Gaps and highlight over one reading of the article."""
    listening = listener()
    first_sound(recording, listening)
    listening.player.stop()
    listening.listen(0.5)
    listening.forget()
    begin = after = len(recording.sound) // 2
    listening.player.play(Locator(0))
    listening.wait_for_end(120)
    listening.listen(0.3)
    gaps, expected, lost = [], None, 0
    for given in listening.sink.enqueued:
        at = recording.find(without_pause(given.pcm), after)
        after = max(at, after)
        lost += at < 0
        if at >= 0 and expected is not None:
            gaps.append(abs(at - expected) / RATE * 1000)
        expected = at + len(given.pcm) // 2 if at >= 0 else None
    script = build_script(Units(ARTICLE), "zh")
    errors = highlight_errors(recording, listening, script, begin)
    magnitudes = sorted(map(abs, errors))
    figure("sentences not heard exactly as synthesised", f"{lost} of {len(listening.sink.enqueued)}")
    figure("gap minus set pause", f"max {max(gaps):.1f} ms over {len(gaps)} gaps")
    figure(
        f"highlight minus heard ({len(errors)} words)",
        f"median {statistics.median(errors):.0f} p95 {magnitudes[int(len(magnitudes) * 0.95)]:.0f} "
        f"worst {magnitudes[-1]:.0f} ms",
    )
    listening.close()


def pauses(recording: Recording) -> None:
    """From pressing pause to silence, and from resume to sound."""
    listening = listener()
    first_sound(recording, listening)
    silent, again = [], []
    for _ in range(8):
        listening.listen(0.63)
        paused = time.monotonic()
        listening.player.pause()
        listening.listen(0.4)
        resumed = time.monotonic()
        listening.player.resume()
        listening.listen(0.4)
        silent.append((recording.moment(recording.last_sound_before(resumed)) - paused) * 1000)
        again.append((recording.moment(recording.first_sound_after(resumed)) - resumed) * 1000)
    figure("pause to silence", f"median {statistics.median(silent):.0f} max {max(silent):.0f} ms")
    figure("resume to sound", f"median {statistics.median(again):.0f} max {max(again):.0f} ms")
    listening.close()


def kills(recording: Recording) -> None:
    """From killing the worker, with nothing prefetched, to the same sentence being heard again."""
    listening = listener()
    first_sound(recording, listening)
    back = []
    for number in range(KILLS):
        listening.listen(0.8)
        sentence = listening.player.sentence
        pid = listening.synthesiser.pid
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
        listening.forget()
        killed = time.monotonic()
        # Another rate makes all that was prefetched useless: the dead worker is needed at once.
        listening.player.set_rate(1.0 + (number + 1) / 100)
        listening.wait(lambda: bool(listening.sink.enqueued))
        going_on = listening.player.sentence
        assert sentence is not None
        assert going_on is not None
        assert going_on.index - sentence.index in {
            0,
            1,
        }  # the next one, if it was killed in the pause between
        assert listening.player.state is PlayerState.PLAYING
        back.append((listening.sink.enqueued[0].moment - killed) * 1000)
    figure("worker killed: sound ready again", f"median {statistics.median(back):.0f} max {max(back):.0f} ms")
    listening.close()


def naive(recording: Recording) -> None:
    """`say` and `runAndWait`, as pyttsx3's own documentation shows it, with an aplay that plays here."""
    with tempfile.TemporaryDirectory() as folder:
        aplay = Path(folder) / "aplay"
        aplay.write_text('#!/bin/sh\nexec paplay "$1"\n', encoding="utf-8")
        aplay.chmod(aplay.stat().st_mode | stat.S_IXUSR)
        environment = dict(os.environ, PATH=f"{folder}{os.pathsep}{os.environ['PATH']}", TMPDIR=folder)
        for text in (LONG[:100], LONG[:1500]):
            process = subprocess.Popen(
                [sys.executable, "-c", NAIVE],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )
            time.sleep(1.5)
            assert process.stdin is not None
            pressed = time.monotonic()
            process.stdin.write(text.encode() + b"\n")
            process.stdin.close()
            deadline = pressed + 20
            while recording.first_sound_after(pressed) < 0 and time.monotonic() < deadline:
                time.sleep(0.05)
            sample = recording.first_sound_after(pressed)
            heard = (
                f"{(recording.moment(sample) - pressed) * 1000:.0f} ms" if sample >= 0 else "nothing in 20 s"
            )
            figure(f"naive pyttsx3, first sound, {len(text)} characters", heard)
            os.killpg(process.pid, signal.SIGKILL)  # what it plays would go on without it
            process.wait()
            time.sleep(1.0)


def main() -> int:
    """Print all figures."""
    if missing():
        print(missing())
        return 1
    with sound_room() as (_room, recording):
        starts(recording)
        whole_reading(recording)
        pauses(recording)
        kills(recording)
        naive(recording)
    return 0


if __name__ == "__main__":
    sys.exit(main())
