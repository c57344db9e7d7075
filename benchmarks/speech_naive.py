"""pyttsx3 as its own documentation shows it: what a reader would have without this program."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.journeys.sound_room import Recording

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 20

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
time.sleep({PATIENCE_SECONDS})
"""


def first_sound(recording: Recording, text: str) -> float | None:
    """Milliseconds from `say` to the first sound; None when nothing is heard.

    pyttsx3 plays through aplay, for which a script stands here that plays in the sound room.
    """
    with tempfile.TemporaryDirectory() as folder:
        aplay = Path(folder) / "aplay"
        aplay.write_text('#!/bin/sh\nexec paplay "$1"\n', encoding="utf-8")
        aplay.chmod(aplay.stat().st_mode | stat.S_IXUSR)
        environment = dict(os.environ, PATH=f"{folder}{os.pathsep}{os.environ['PATH']}", TMPDIR=folder)
        process = subprocess.Popen(
            [sys.executable, "-c", NAIVE],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        try:
            time.sleep(1.5)
            assert process.stdin is not None
            pressed = time.monotonic()
            process.stdin.write(text.encode() + b"\n")
            process.stdin.close()
            while recording.first_sound_after(pressed) < 0 and time.monotonic() < pressed + PATIENCE_SECONDS:
                time.sleep(0.05)
            sample = recording.first_sound_after(pressed)
            return (recording.moment(sample) - pressed) * 1000 if sample >= 0 else None
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # what it plays would go on without it
            process.wait()
            time.sleep(1.0)
