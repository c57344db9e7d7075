"""A book read through, and a voice killed again and again: nothing grows, nothing is lost.

`pytest --kills 100` kills it as often as the goals ask for.
"""

import contextlib
import gc
import itertools
import os
import queue
import signal
import statistics
import sys
import time
import tracemalloc

from gxreader.model.article import Article, Heading, Paragraph, text_run
from gxreader.model.units import Units
from gxreader.speech.player import QUEUED, Player
from gxreader.speech.script import build_script
from gxreader.speech.sinks.virtual import VirtualSink
from gxreader.speech.state import PlayerState
from gxreader.speech.store import CAPACITY
from gxreader.speech.supply import AHEAD
from gxreader.speech.synthesiser import SilentSynthesiser, WorkerSynthesiser

TEXT = (
    "江水向东流去，两岸是收割后的稻田，田埂上走着赶早市的人，篮子里装着刚摘的菜，一路说说笑笑。"
    "渡船慢慢地靠了岸。老船工把缆绳系好，招呼大家小心脚下。"
)


def book(characters):
    """So many characters, no two sentences alike."""
    blocks = []
    while characters > 0:
        number = len(blocks)
        text = "".join(f"第{number}段{sentence}。" for sentence in TEXT.split("。")[:-1])
        block = Heading(text_run(f"第{number}节")) if number % 20 == 0 else Paragraph(text_run(text))
        characters -= len(block.runs[0].text)
        blocks.append(block)
    return Article(title="长书", blocks=tuple(blocks), language="zh")


class ChangingSynthesiser(SilentSynthesiser):
    """A slow voice now and then, of one engine or another."""

    def __init__(self):
        super().__init__()
        self.asked = 0

    @property
    def is_slow(self):
        return self.asked % 1000 < 500

    @property
    def best_engine(self):
        return "neural" if self.asked % 700 < 300 else ""

    def ask(self, ticket, request, answered):
        self.asked += 1
        super().ask(ticket, request, answered)


def sizes(player):
    supply = player._supply
    return {
        "sayings": len(player._sayings),
        "asked": len(supply._asked),
        "plans": len(supply._plans),
        "engines": len(supply._engines),
        "unspeakable": len(supply._unspeakable),
        "sound": supply._store._bytes,
    }


def test_a_book_of_two_hundred_thousand_characters_is_read_without_growth():
    article = book(200_000)
    script = build_script(Units(article), "zh")
    assert sum(len(sentence.text) for sentence in script) >= 200_000
    calls, heard, most = [], [], {}
    player = Player(ChangingSynthesiser(), sink := VirtualSink(), calls.append)
    player.sentence_changed.connect(lambda sentence: heard.append(sentence.index) if sentence else None)
    player.load(script)
    player.set_rate(3.0)
    player.play()
    memory = []
    tracemalloc.start()
    for number in itertools.count():
        while calls:
            calls.pop(0)()
        if player.state is PlayerState.IDLE:
            break
        sink.advance(1000)
        player.poll()
        for name, size in sizes(player).items():
            most[name] = max(most.get(name, 0), size)
        if number % 3000 == 0:
            gc.collect()
            memory.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert heard == list(range(len(script)))
    assert most["sayings"] <= QUEUED
    assert most["asked"] <= AHEAD
    assert most["plans"] <= 24
    assert most["engines"] <= 24
    assert most["unspeakable"] == 0
    assert most["sound"] <= CAPACITY + 4_000_000
    sys.stdout.write(f"{len(script)} sentences, most: {most}, memory in MB: {[m >> 20 for m in memory]}\n")
    full = memory[len(memory) // 2 :]  # the store is full by then
    assert max(full) - min(full) < 4_000_000


def test_a_worker_that_is_killed_again_and_again_goes_on_at_the_same_sentence(pytestconfig):
    kills = pytestconfig.getoption("kills")
    script = build_script(Units(book(kills * 90)), "zh")
    calls: queue.SimpleQueue = queue.SimpleQueue()
    voice = WorkerSynthesiser()
    player = Player(voice, sink := VirtualSink(), calls.put)
    troubles, heard, waits = [], [], []
    player.trouble.connect(troubles.append)
    player.sentence_changed.connect(lambda sentence: heard.append(sentence.index) if sentence else None)
    player.load(script)

    def wait_for_sound():
        begun = time.monotonic()
        while player.state is not PlayerState.PLAYING:
            assert time.monotonic() - begun < 60
            with contextlib.suppress(queue.Empty):  # nothing to do yet
                calls.get(timeout=0.05)()
        return time.monotonic() - begun

    player.play()
    wait_for_sound()
    for number in range(kills):
        before = player.sentence
        assert voice.pid is not None
        os.kill(voice.pid, signal.SIGKILL)
        player.set_rate(1.0 + (number + 1) / 1000)  # nothing of this pace is there yet
        waits.append(wait_for_sound())
        assert player.sentence == before
        while player.sentence == before:
            sink.advance(500)
            player.poll()
            with contextlib.suppress(queue.Empty):  # nothing to do yet
                calls.get(timeout=0.001)()
        wait_for_sound()
    player.close()
    assert troubles == []
    assert heard == list(range(kills + 1))
    sys.stdout.write(
        f"killed {kills} times: on at the same sentence after a median of "
        f"{statistics.median(waits):.2f} s, at most {max(waits):.2f} s\n"
    )
