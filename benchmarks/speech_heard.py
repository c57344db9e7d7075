"""What is heard of a reading, on a sound card made for it: each figure from the recording."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from speech_figures import Figures

from gxreader.model.article import Article, Paragraph, text_run
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.speech.choosing import ChoosingSynthesiser
from gxreader.speech.script import Sentence, build_script
from gxreader.speech.sinks.dependable import DependableSink
from gxreader.speech.sinks.device import DeviceSink
from gxreader.speech.sinks.quiet import QuietSink
from gxreader.speech.state import PlayerState
from gxreader.speech.synthesiser import WorkerSynthesiser
from gxreader.speech.values import SpeechSettings, VoiceChoice
from tests.journeys.listener import Listener
from tests.journeys.measures import effect, gap_errors, highlight_errors, rejoined
from tests.journeys.sound_room import Recording

PARAGRAPH = (
    "清晨的渡口很安静，老船工把缆绳一圈一圈地收好。他说，今天的风不大，正好过河。"
    "对岸的孩子们已经在等，手里举着小旗，身后是刚刚收割的稻田。"
)
OWN_SILENCE = 5.0  # milliseconds
WITHIN_LONG = 8  # a character of a paragraph's second sentence: its first is over too soon to be paused
PATIENCE_SECONDS = 60.0
REST_SECONDS = 4.0  # a reader looks at a page before asking for the voice
ENGINES = {"kokoro": "kokoro"}  # by the first part of a voice's id; all others are pyttsx3's


def article(paragraphs: int) -> Article:
    """A Mandarin article of numbered paragraphs, no two of which are alike."""
    return Article(
        title="渡口",
        blocks=tuple(
            Paragraph(text_run(f"第{number}天。{PARAGRAPH}".replace("清晨", f"{number % 12 + 1}点")))
            for number in range(1, paragraphs + 1)
        ),
        language="zh",
    )


@dataclass(frozen=True)
class Voices:
    """Which voice is measured; empty for the one that always works."""

    voice: str = ""

    @property
    def engine(self) -> str:
        """The engine it belongs to."""
        return ENGINES.get(self.voice.partition(":")[0], "pyttsx3")

    @property
    def is_neural(self) -> bool:
        """Whether the goals of a neural voice hold."""
        return self.engine != "pyttsx3"

    def settings(self) -> SpeechSettings:
        """How it reads."""
        return SpeechSettings(voices=(VoiceChoice("zh", self.voice),) if self.voice else ())

    def synthesiser(self) -> WorkerSynthesiser | ChoosingSynthesiser:
        """The voice in its worker, and the ordinary one beside it, as the program has them."""
        if not self.is_neural:
            return WorkerSynthesiser(self.engine)
        made = ChoosingSynthesiser()
        made.start()
        ready = threading.Event()
        made.list_voices(lambda _voices: ready.set())
        ready.wait(PATIENCE_SECONDS)
        return made

    def listener(self, script: tuple[Sentence, ...]) -> Listener:
        """A player as the window has it, with this voice."""
        sink = DependableSink(DeviceSink(), QuietSink())
        made = Listener(sink, self.synthesiser())
        made.player.load(script, self.settings())
        return made


def script_of(paragraphs: int) -> tuple[Sentence, ...]:
    """The sentences of the article."""
    return build_script(Units(article(paragraphs)), "zh")


def first_sound(recording: Recording, listening: Listener, place: Locator | None = None) -> float:
    """Milliseconds from pressing the key to the first sound."""
    pressed = time.monotonic()
    listening.player.play(place or Locator(0))
    if not listening.wait(lambda: recording.first_sound_after(pressed) >= 0, PATIENCE_SECONDS):
        sys.exit(f"nothing was heard in {PATIENCE_SECONDS:.0f} s; the reader was told: {listening.troubles}")
    return (recording.moment(recording.first_sound_after(pressed)) - pressed) * 1000


def starts(recording: Recording, voices: Voices, figures: Figures, cold_times: int, warm_times: int) -> float:
    """From pressing the key to the first sound: with everything to be started, and warm; the warm median."""
    cold: list[float] = []
    warm: list[float] = []
    script = script_of(warm_times + 2)
    for number in range(cold_times):
        listening = voices.listener(script)
        cold.append(first_sound(recording, listening))
        for _ in range(warm_times // cold_times + 1):
            listening.listen(0.3)
            listening.player.stop()
            listening.listen(0.4)
            # A sentence nobody asked for yet: the voice itself is waited for, not the store of sentences.
            warm.append(first_sound(recording, listening, Locator(1 + len(warm) % warm_times)))
        listening.close()
        time.sleep(0.3 if number else 0.5)
    limit = 1000 if voices.is_neural else 200
    figures.times("first sound, warm, an unheard sentence", warm, limit)
    figures.times("first sound, cold process and device", cold, 1000)
    return sorted(warm)[len(warm) // 2]


def rested(recording: Recording, voices: Voices, figures: Figures, times: int) -> None:
    """From pressing the key to the first sound, where the reader has been a while and it was prepared."""
    listening = voices.listener(script_of(times + 3))
    first_sound(recording, listening)
    taken: list[float] = []
    for number in range(times):
        listening.player.stop()
        place = Locator(2 + number)
        listening.player.prepare(place)
        listening.listen(REST_SECONDS)
        taken.append(first_sound(recording, listening, place))
    listening.close()
    figures.times(
        f"first sound, {REST_SECONDS:.0f} s after the reader stopped",
        taken,
        1000 if voices.is_neural else 200,
    )


def whole_reading(recording: Recording, voices: Voices, figures: Figures) -> None:
    """Gaps, underruns and highlight over one reading of the article."""
    script = script_of(4)
    listening = voices.listener(script)
    first_sound(recording, listening)
    listening.player.stop()
    listening.listen(0.5)
    listening.forget()
    begin = len(recording.sound) // 2
    listening.player.play(Locator(0))
    listening.wait_for_end(240)
    listening.listen(0.3)
    gaps, broken = gap_errors(recording, listening, begin)
    figures.line("underruns (sentences not heard as made)", f"{broken} of {len(script)}", "0", met=not broken)
    figures.times("gap between sentences, off the set pause", [abs(gap) for gap in gaps], 20, at=1.0)
    errors = highlight_errors(recording, listening, script, begin)
    figures.times("highlight minus heard, word by word", [abs(error) for error in errors], 50)
    told = [trouble.key for trouble in listening.troubles]
    figures.line("  troubles the reader was told of meanwhile", str(told), "none", met=not told)
    listening.close()


def pauses(recording: Recording, voices: Voices, figures: Figures, times: int) -> None:
    """From pressing pause to silence, from going on to sound, and what was lost between."""
    listening = voices.listener(script_of(times + 1))
    first_sound(recording, listening)
    silent, again, lost = [], [], []
    for number in range(times):
        listening.player.stop()
        listening.listen(0.5)
        listening.forget()
        after = len(recording.sound) // 2
        first_sound(recording, listening, Locator(1 + number, WITHIN_LONG, WITHIN_LONG))
        listening.listen(0.2 + 0.07 * (number % 8))
        paused = time.monotonic()
        listening.player.pause()
        listening.listen(0.4)
        resumed = time.monotonic()
        listening.player.resume()
        listening.listen(0.7)
        silent.append((recording.moment(recording.last_sound_before(resumed)) - paused) * 1000)
        found = rejoined(recording, listening.sink.enqueued[0].pcm, after, resumed)
        lost.append(found.lost)
        if found.silence < OWN_SILENCE:  # else it is the sentence itself that begins to go on with silence
            again.append((recording.moment(recording.first_sound_after(resumed)) - resumed) * 1000)
    figures.times("pause to silence", silent, 100)
    figures.times("resume to sound", again, 100)
    exact = sum(found == 0 for found in lost)
    figures.line(
        "samples lost or repeated over a pause",
        f"0 in {exact} of {times}, else {[found for found in lost if found != 0]}",
        "0",
        met=exact == times,
    )
    listening.close()


def actions(recording: Recording, voices: Voices, figures: Figures, times: int) -> None:
    """From what is pressed while speaking to its being heard."""
    listening = voices.listener(script_of(times + 6))
    player = listening.player
    pressed_keys: dict[str, Callable[[int], None]] = {
        "next sentence": lambda _: player.next_sentence(),
        "previous sentence": lambda _: player.previous_sentence(),
        "click on an unheard sentence": lambda number: player.seek(Locator(4 + number)),
        "rate changed": lambda number: player.set_rate(1.1 + number / 100),
    }
    first_sound(recording, listening, Locator(3))
    for name, press in pressed_keys.items():
        taken = []
        for number in range(times):
            player.set_rate(1.0)
            first_sound(recording, listening, Locator(2))
            listening.listen(0.5 + 0.05 * (number % 8))
            listening.forget()
            pressed = time.monotonic()
            press(number)
            listening.wait(lambda: bool(listening.sink.enqueued))
            listening.listen(0.4)
            taken.append(effect(recording, listening, pressed))
        figures.times(f"{name}, while speaking", [found for found in taken if found >= 0], 150)
    silent = []
    for number in range(times):
        player.set_rate(1.0)
        first_sound(recording, listening, Locator(2))
        listening.listen(0.4 + 0.05 * (number % 8))
        pressed = time.monotonic()
        player.stop()
        listening.listen(0.4)
        silent.append((recording.moment(recording.last_sound_before(pressed + 0.3)) - pressed) * 1000)
    figures.times("stop to silence", silent, 150)
    listening.close()


def kills(recording: Recording, voices: Voices, figures: Figures, times: int) -> None:
    """From killing the worker, with nothing prefetched, to the same sentence being ready to be heard."""
    listening = voices.listener(script_of(times + 4))
    first_sound(recording, listening)
    back, elsewhere = [], 0
    for number in range(times):
        listening.listen(0.5)
        sentence = listening.player.sentence
        pid = listening.synthesiser.pid
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
        listening.forget()
        killed = time.monotonic()
        # Another rate makes all that was prefetched useless: the dead worker is needed at once.
        listening.player.set_rate(1.0 + (number % 50 + 1) / 100)
        if not listening.wait(lambda: bool(listening.sink.enqueued), PATIENCE_SECONDS):
            break
        going_on = listening.player.sentence
        # The next one, if it was killed in the pause between two.
        if sentence is None or going_on is None or going_on.index - sentence.index not in {0, 1}:
            elsewhere += 1
        back.append((listening.sink.enqueued[0].moment - killed) * 1000)
        listening.player.poll()
    survived = len(back) == times and listening.player.state is PlayerState.PLAYING and not listening.troubles
    figures.times(f"worker killed {times} times: sound again", back, 2000, at=1.0)
    figures.line(
        "  went on at the same sentence, still reading",
        f"{len(back) - elsewhere} of {times}, told: {[trouble.key for trouble in listening.troubles]}",
        f"{times} of {times}",
        met=survived and not elsewhere,
    )
    listening.close()
