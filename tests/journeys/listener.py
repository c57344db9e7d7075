"""Someone who lets a player read and notes what was shown when, to be held against what was heard."""

from __future__ import annotations

import contextlib
import queue
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from gxreader.errors import ReaderError
from gxreader.model.locator import Locator
from gxreader.speech.choosing import ChoosingSynthesiser
from gxreader.speech.player import Player
from gxreader.speech.saying import Saying
from gxreader.speech.script import Sentence
from gxreader.speech.sinks.feed import DEFAULT_RATE
from gxreader.speech.sinks.resample import resampled
from gxreader.speech.sinks.sink import AudioSink, Position, SinkReport
from gxreader.speech.state import PlayerState
from gxreader.speech.synthesiser import WorkerSynthesiser
from gxreader.speech.values import Ear

TICK = 0.02  # seconds between polls, as the window does it


@dataclass(frozen=True)
class Enqueued:
    """What the player gave the sink; `pcm` at the device's rate, as it is to be heard."""

    moment: float
    saying: Saying
    pcm: bytes

    @property
    def sentence(self) -> int:
        """The number of the sentence in the script."""
        return self.saying.index


class NotingSink:
    """A sink that notes what it is given and hands it on."""

    def __init__(self, sink: AudioSink) -> None:
        self.sink = sink
        self.enqueued: list[Enqueued] = []
        self.saying_of: Callable[[int], Saying]

    def connect(self, report: Callable[[SinkReport], None]) -> None:
        self.sink.connect(report)

    def enqueue(self, ticket: int, pcm: bytes, sample_rate: int) -> None:
        heard = resampled(pcm, sample_rate, DEFAULT_RATE)
        self.enqueued.append(Enqueued(time.monotonic(), self.saying_of(ticket), heard))
        self.sink.enqueue(ticket, pcm, sample_rate)

    def pause(self) -> None:
        self.sink.pause()

    def resume(self) -> None:
        self.sink.resume()

    def flush(self) -> None:
        self.sink.flush()

    def position(self) -> Position | None:
        return self.sink.position()

    def set_volume(self, volume: float) -> None:
        self.sink.set_volume(volume)

    def set_ear(self, ear: Ear) -> None:
        self.sink.set_ear(ear)

    def close(self) -> None:
        self.sink.close()


def figure(text: str) -> None:
    """Print a measured figure, for people who watch the test (pytest -rP or -s)."""
    sys.stdout.write(text + "\n")


class Listener:
    """A reader in front of a window that is not there."""

    def __init__(
        self, sink: AudioSink, synthesiser: WorkerSynthesiser | ChoosingSynthesiser | None = None
    ) -> None:
        self.calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.sink = NotingSink(sink)
        self.synthesiser = synthesiser or WorkerSynthesiser()
        self.player = Player(self.synthesiser, self.sink, self.calls.put)
        self.sink.saying_of = lambda ticket: next(
            saying for saying in self.player._sayings if saying.ticket == ticket
        )
        self.words: list[tuple[float, Locator]] = []
        self.sentences: list[tuple[float, Sentence]] = []
        self.troubles: list[ReaderError] = []
        self.player.word_changed.connect(self._word)
        self.player.sentence_changed.connect(self._sentence)
        self.player.trouble.connect(self.troubles.append)

    def _word(self, word: Locator | None) -> None:
        if word is not None:
            self.words.append((time.monotonic(), word))

    def _sentence(self, sentence: Sentence | None) -> None:
        if sentence is not None:
            self.sentences.append((time.monotonic(), sentence))

    def forget(self) -> None:
        """Begin new notes."""
        self.words.clear()
        self.sentences.clear()
        self.sink.enqueued.clear()

    def wait(self, until: Callable[[], bool], seconds: float = 30.0) -> bool:
        """Let the player work until something holds; False if it never did."""
        deadline = time.monotonic() + seconds
        while not until():
            if time.monotonic() > deadline:
                return False
            with contextlib.suppress(queue.Empty):  # nothing to do yet
                self.calls.get(timeout=TICK)()
            self.player.poll()
        return True

    def listen(self, seconds: float) -> None:
        """Let time pass."""
        deadline = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() >= deadline, seconds + 1)

    def wait_for_end(self, seconds: float = 60.0) -> bool:
        """Listen until all is read."""
        return self.wait(lambda: self.player.state is PlayerState.IDLE, seconds)

    def close(self) -> None:
        """Leave."""
        self.player.close()
