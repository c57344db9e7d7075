"""The player under random hands: whatever is pressed, whenever reports come, every sentence in its turn."""

import array
from collections import deque
from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from gxreader.errors import DeviceMissing, SpeechError
from gxreader.model.locator import Locator
from gxreader.model.units import Role
from gxreader.speech.player import QUEUED, Player
from gxreader.speech.script import Sentence
from gxreader.speech.sinks.sink import Drained
from gxreader.speech.sinks.virtual import VirtualSink
from gxreader.speech.state import PlayerState
from gxreader.speech.values import Mark, SpeechRequest, Utterance

RATE = 1000  # one sample a millisecond
COUNT = 8
UNSPEAKABLE = frozenset({3, 7})


def script():
    return tuple(
        Sentence(i, Locator(i // 3, i % 3 * 10, i % 3 * 10 + 6), f"{i}词语词语词", "zh", Role.PARAGRAPH)
        for i in range(COUNT)
    )


def utterance(request: SpeechRequest) -> Utterance:
    """Six words of 50 ms; every sample tells which sentence it is of."""
    index = int(request.text[0])
    word = round(50 / request.rate)
    marks = tuple(Mark(n, 1, float(n * word)) for n in range(6))
    return Utterance(array.array("h", [index + 1] * word * 6).tobytes(), RATE, marks)


class LateSynthesiser:
    """Answers when told to: in time, late, twice, or after nobody wants it any more."""

    best_engine = ""
    is_slow = False

    def __init__(self):
        from gxreader.model.event import Event

        self.trouble = Event()
        self.improved = Event()
        self.asked = {}
        self.everything = []
        self.closed = False

    def ask(self, ticket, request, answered):
        self.asked[ticket] = (request, answered)
        self.everything.append((ticket, request, answered))

    def cancel(self, tickets):
        for ticket in tickets:
            self.asked.pop(ticket, None)

    def answer(self, ticket, request, answered):
        self.asked.pop(ticket, None)
        if int(request.text[0]) in UNSPEAKABLE:
            answered(ticket, SpeechError("speech.sentence-skipped", text=request.text))
        else:
            answered(ticket, utterance(request))

    def close(self):
        self.closed = True


class NotingVirtualSink(VirtualSink):
    def __init__(self):
        super().__init__()
        self.sentence_of = {}
        self.line = []

    def enqueue(self, ticket, pcm, sample_rate):
        super().enqueue(ticket, pcm, sample_rate)
        self.sentence_of[ticket] = array.array("h", pcm)[0] - 1
        self.line.append(ticket)

    def flush(self):
        super().flush()
        self.line.clear()


def following(index):
    return next((i for i in range(index + 1, COUNT) if i not in UNSPEAKABLE), None)


class PlayerMachine(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.calls = deque()
        self.voice = LateSynthesiser()
        self.sink = NotingVirtualSink()
        self.player = Player(self.voice, self.sink, self.calls.append)
        self.words = []
        self.finished = 0
        self.troubles = 0
        self.player.word_changed.connect(self.words.append)
        self.player.finished.connect(lambda _nothing: self.count_finished())
        self.player.trouble.connect(lambda _error: self.count_trouble())
        self.player.load(script())
        self.current = None  # the sentence that must be heard or waited for; None when idle
        self.start = 0  # where play() goes on

    def count_finished(self):
        self.finished += 1

    def count_trouble(self):
        self.troubles += 1

    def settle(self):
        while self.calls:
            self.calls.popleft()()

    def answer_all(self):
        """Until nothing is asked: also what is asked because of the answers."""
        while self.voice.asked:
            ticket, (request, answered) = next(iter(self.voice.asked.items()))
            self.voice.answer(ticket, request, answered)
            self.settle()

    def expect(self, index):
        """The sentence meant, or the first speakable one after it once that is known."""
        self.current = index

    def resolve(self):
        """After all answers are in, unspeakable sentences have been passed over."""
        if self.current is not None and self.current in UNSPEAKABLE:
            self.current = following(self.current)
            if self.current is None:
                self.start = 0

    def by_clock(self):
        """The sentence whose sound is being heard now, when reports of it are still on the way."""
        position = self.sink.position()
        if self.current is not None and position is not None:
            self.current = self.sink.sentence_of[position.ticket]

    def index(self):
        sentence = self.player.sentence
        return None if sentence is None else sentence.index

    @rule(index=st.none() | st.integers(0, COUNT - 1))
    def play(self, index):
        self.player.play(None if index is None else script()[index].place.point())
        if index is not None:
            self.expect(index)
        elif self.current is None:
            self.expect(self.start)
        self.settle()
        self.answer_all()
        self.resolve()

    @rule(index=st.integers(0, COUNT - 1), slow=st.booleans())
    def seek(self, index, slow):
        self.player.seek(script()[index].place.point())
        self.expect(index)
        self.settle()
        if not slow:
            self.answer_all()
        if not self.voice.asked:
            self.resolve()

    @rule()
    def pause(self):
        self.player.pause()

    @rule()
    def resume(self):
        self.player.resume()
        self.settle()

    @rule()
    def toggle(self):
        if self.current is None:
            self.expect(self.start)
        self.player.toggle()
        self.settle()
        self.answer_all()
        self.resolve()

    @rule()
    def stop(self):
        self.settle()
        self.answer_all()
        self.resolve()
        if self.current is not None:
            self.start = self.current
        self.player.stop()
        self.current = None

    @rule(elapsed=st.integers(0, 900))
    def next_with_reports_on_the_way(self, elapsed):
        self.answer_all()
        self.resolve()
        self.sink.advance(elapsed)
        empty = self.sink.position() is None
        self.by_clock()
        if empty and self.current is not None:
            self.settle()
            self.answer_all()
            self.current = self.index()
            if self.current is None:
                self.start = 0
        before = self.current
        self.player.next_sentence()
        if before is not None and before + 1 < COUNT:
            self.expect(before + 1)
        self.settle()
        self.answer_all()
        self.resolve()

    @rule()
    def previous(self):
        self.settle()
        self.answer_all()
        self.resolve()
        self.player.previous_sentence()
        if self.current is not None:
            self.expect(max(self.current - 1, 0))
        self.answer_all()
        self.resolve()

    @rule(rate=st.sampled_from([0.5, 1.0, 2.0, 3.0, 99.0]))
    def change_rate(self, rate):
        self.settle()
        self.answer_all()
        self.resolve()
        position = self.sink.position()
        before = self.current
        changed = self.player.settings.rate != min(rate, 3.0)
        over = False
        if before is not None and position is not None:
            saying = self.player._sayings[0]
            over = changed and saying.is_over(position.milliseconds) and before + 1 < COUNT
        self.player.set_rate(rate)
        if over:
            self.expect(before + 1)
        self.settle()
        self.answer_all()
        self.resolve()

    @rule(volume=st.floats(-1, 2))
    def change_volume(self, volume):
        line = list(self.sink.line)
        self.player.set_volume(volume)
        assert self.sink.volume == min(max(volume, 0.0), 1.0)
        assert self.sink.line == line

    @rule(milliseconds=st.integers(1, 1500))
    def listen(self, milliseconds):
        """Time passes; every sentence that ends must be the current one, and is followed by the next."""
        self.settle()
        self.answer_all()
        self.resolve()
        for _ in range(milliseconds // 10):
            heard = len(self.sink.heard)
            self.sink.advance(10)
            self.settle()
            self.answer_all()
            self.player.poll()
            for ticket in self.sink.heard[heard:]:
                assert self.sink.sentence_of[ticket] == self.current
                self.current = following(self.current)
                if self.current is None:
                    self.start = 0
            assert self.index() == self.current

    @precondition(lambda self: self.sink.heard)
    @rule(data=st.data())
    def a_late_report_of_the_sink_changes_nothing(self, data):
        self.settle()
        self.answer_all()
        self.resolve()
        before = (self.player.state, self.index(), list(self.sink.line), self.finished)
        self.sink._report(Drained(data.draw(st.sampled_from(self.sink.heard))))
        self.settle()
        assert before == (self.player.state, self.index(), list(self.sink.line), self.finished)

    @precondition(lambda self: self.voice.everything)
    @rule(data=st.data())
    def a_late_answer_of_the_voice_changes_nothing(self, data):
        self.settle()
        self.answer_all()
        self.resolve()
        before = (self.player.state, self.index(), list(self.sink.line), self.troubles)
        self.voice.answer(*data.draw(st.sampled_from(self.voice.everything)))
        self.settle()
        assert before == (self.player.state, self.index(), list(self.sink.line), self.troubles)

    @rule()
    def the_device_is_lost(self):
        """The same sentence goes on."""
        self.settle()
        self.answer_all()
        self.resolve()
        troubles = self.troubles
        self.sink.fail(DeviceMissing("speech.device-lost"))
        self.settle()
        self.answer_all()
        assert self.troubles == troubles + 1

    @invariant()
    def never_two_sayings_of_one_sentence_and_none_out_of_turn(self):
        if not hasattr(self, "player") or self.calls or self.voice.asked:
            return
        queued = self.sink.line[len(self.sink.line) - self.sink.queued :]
        indices = [self.sink.sentence_of[ticket] for ticket in queued]
        assert len(indices) <= QUEUED
        assert all(following(a) == b for a, b in pairwise(indices))
        assert self.index() == self.current
        if self.current is None:
            assert self.player.state is PlayerState.IDLE
            assert not indices
        else:
            assert indices[0] == self.current
            assert self.player.state in {PlayerState.PLAYING, PlayerState.PAUSED}
            assert self.sink.paused == (self.player.state is PlayerState.PAUSED)

    @invariant()
    def the_marked_word_lies_in_the_current_sentence(self):
        if not hasattr(self, "player") or not self.words or self.words[-1] is None:
            return
        assert self.player.sentence is not None
        assert self.player.sentence.place.contains(self.words[-1])


TestPlayerMachine = PlayerMachine.TestCase
TestPlayerMachine.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
