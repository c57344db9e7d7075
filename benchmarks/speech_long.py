"""Reading without ears: the seed article into a file, and a long work through a clock that runs when told."""

from __future__ import annotations

import queue
import subprocess
import sys
import tempfile
import time
import wave
from array import array
from collections.abc import Callable
from pathlib import Path

from speech_figures import Figures
from speech_heard import Voices, article

from gxreader.cli.loading import loaded
from gxreader.model.units import Units
from gxreader.speech.normalise import normalise
from gxreader.speech.player import Player
from gxreader.speech.script import build_script
from gxreader.speech.sinks.virtual import VirtualSink
from gxreader.speech.state import PlayerState

ROOT = Path(__file__).resolve().parents[1]
STEP_MILLISECONDS = 250  # of the clock, between two looks at the word being heard
LOUD = 300  # of 32767: clearly sound
GROWTH_MEGABYTES = 16  # of what is used after a quarter of the reading; sentences kept are bounded by this


def export(seed: Path, voices: Voices, figures: Figures) -> None:
    """Speak an article into a file with subtitles, and hold one against the other."""
    found = loaded(str(seed), "zh").article
    script = build_script(Units(found), found.language)
    speakable = sum(
        any(character.isalnum() for character in normalise(sentence.text, sentence.language).text)
        for sentence in script
    )
    with tempfile.TemporaryDirectory() as folder:
        sound, subtitles = Path(folder) / "article.wav", Path(folder) / "article.srt"
        command = [sys.executable, "-m", "gxreader", "speak", str(seed), "--output", str(sound)]
        command += ["--subtitles", str(subtitles), *(["--voice", voices.voice] if voices.voice else [])]
        begin = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        seconds = time.monotonic() - begin
        if done.returncode:
            figures.line(f"export of {seed.name}", f"failed: {done.stderr.strip()[:80]}", met=False)
            return
        with wave.open(str(sound)) as file:
            rate, samples = file.getframerate(), array("h", file.readframes(file.getnframes()))
        cues = moments(subtitles.read_text(encoding="utf-8"))
    length = len(samples) / rate
    goal, met = ("", None) if voices.is_neural else ("<= 5 s", seconds <= 5)  # noqa: PLR2004  # the goal
    figures.line(
        f"export of {seed.name}", f"{seconds:.1f} s for {length / 60:.1f} minutes of sound", goal, met=met
    )
    figures.line(
        "  sentences in the subtitles",
        f"{len(cues)} of {speakable}",
        f"{speakable}",
        met=len(cues) == speakable,
    )
    late = sum(not begins(samples, rate, start) for start in cues)
    figures.line("  subtitles that begin with no sound", f"{late} of {len(cues)}", "0", met=not late)


def moments(subtitles: str) -> list[float]:
    """When each subtitle begins, in seconds."""
    starts = [line.partition(" --> ")[0] for line in subtitles.splitlines() if " --> " in line]
    return [
        int(hours) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
        for hours, minutes, seconds in (start.split(":") for start in starts)
    ]


def begins(samples: array[int], rate: int, start: float) -> bool:
    """Whether sound sets in within 0.15 s of a moment, after silence (but for the very beginning)."""
    at = round(start * rate)
    before = samples[max(at - round(0.1 * rate), 0) : max(at - round(0.005 * rate), 0)]
    after = samples[at : at + round(0.15 * rate)]
    return max(map(abs, before), default=0) < LOUD < max(map(abs, after), default=0)


def memory(pid: int | str) -> float:
    """Megabytes a process holds."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


class LongReading:
    """A player on a clock that runs as fast as the voice can speak."""

    def __init__(self, voices: Voices, characters: int) -> None:
        """Make ready to read an article of so many characters."""
        whole = article(characters // 70 + 1)
        total, kept = 0, []
        for unit in Units(whole).all:
            total += len(unit.text)
            kept.append(unit)
            if total >= characters:
                break
        self.script = build_script(kept, "zh")
        self.characters = total
        self.sink = VirtualSink()
        self.synthesiser = voices.synthesiser()
        self.calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.player = Player(self.synthesiser, self.sink, self.calls.put)
        self.player.load(self.script, voices.settings())
        self.heard: list[int] = []
        self.words = 0
        self.minutes = 0.0
        self.held: dict[int, tuple[float, float]] = {}  # quarter -> megabytes of the program, of the voice
        self.player.sentence_changed.connect(
            lambda sentence: self.heard.append(sentence.index) if sentence is not None else None
        )
        self.player.word_changed.connect(self._word)

    def _word(self, word: object) -> None:
        self.words += word is not None

    def read(self) -> None:
        """Read to the end."""
        self.player.play()
        while self.player.state is not PlayerState.IDLE:
            if not self.sink.queued:
                self.calls.get(timeout=60)()
            while not self.calls.empty():
                self.calls.get()()
            self.player.poll()
            if self.sink.queued:
                self.sink.advance(STEP_MILLISECONDS)
                self.minutes += STEP_MILLISECONDS / 60_000
            quarter = len(self.heard) * 4 // len(self.script)
            if quarter not in self.held and self.synthesiser.pid is not None:
                self.held[quarter] = memory("self"), memory(self.synthesiser.pid)
        self.player.close()


def long_work(voices: Voices, figures: Figures, characters: int) -> None:
    """A long work read to its end: every sentence once and in order, and memory that does not grow."""
    reading = LongReading(voices, characters)
    begin = time.monotonic()
    reading.read()
    seconds = time.monotonic() - begin
    in_order = reading.heard == list(range(len(reading.script)))
    figures.line(
        f"{reading.characters:,} characters, virtual clock",
        f"{reading.minutes / 60:.1f} h of sound in {seconds:.0f} s, {reading.words:,} words",
    )
    figures.line(
        "  sentences heard once and in order",
        f"{len(reading.heard)} of {len(reading.script)}",
        "all",
        met=in_order,
    )
    for place, name in enumerate(("program", "voice")):
        held = [megabytes[place] for _quarter, megabytes in sorted(reading.held.items())]
        growth = held[-1] - held[min(1, len(held) - 1)]
        shown = " ".join(f"{megabytes:.0f}" for megabytes in held)
        figures.line(
            f"  memory of the {name}, by quarters",
            f"{shown} MB",
            f"growth <= {GROWTH_MEGABYTES} MB",
            met=growth <= GROWTH_MEGABYTES,
        )
