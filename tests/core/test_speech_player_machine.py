"""The player under random hands: whatever is pressed, whenever reports come, every sentence in its turn."""

import array
from collections import deque

import msgspec
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
from gxreader.speech.values import Ear, Mark, SpeechRequest, SpeechSettings, Utterance

RATE = 1000  # one sample a millisecond
COUNT = 8
UNSPEAKABLE = frozenset({3, 7})


FIRST = ord("一")  # each sentence repeats a character of its own; a slow voice gets it in up to three pieces
LENGTH = 27


def script():
    result = []
    for index in range(COUNT):
        sign = chr(FIRST + index)
        text = f"{sign * 6}，{sign * 9}，{sign * 10}"
        start = index % 3 * 30
        place = Locator(index // 3, start, start + LENGTH)
        result.append(Sentence(index, place, text, "zh", Role.PARAGRAPH))
    return tuple(result)


def index_of(request: SpeechRequest) -> int:
    return ord(request.text.replace("，", "")[0]) - FIRST


def utterance(request: SpeechRequest) -> Utterance:
    """Words of 15 ms; every sample tells which sentence it is of."""
    word = round(15 / request.rate)
    length = len(request.text)
    marks = tuple(Mark(n, 1, float(n * word)) for n in range(length))
    return Utterance(array.array("h", [index_of(request) + 1] * word * length).tobytes(), RATE, marks)


class LateSynthesiser:
    """Answers when told to: in time, late, twice, or after nobody wants it any more."""

    def __init__(self):
        from gxreader.model.event import Event

        self.trouble = Event()
        self.improved = Event()
        self.is_slow = False
        self.best_engine = ""
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
        if index_of(request) in UNSPEAKABLE:
            answered(ticket, SpeechError("speech.sentence-skipped", text=request.text))
        else:
            answered(ticket, utterance(request))

    def close(self):
        self.closed = True


class NotingVirtualSink(VirtualSink):
    def __init__(self):
        super().__init__()
        self.sentence_of = {}
        self.player = None
        self.ends_sentence = set()
        self.line = []

    def enqueue(self, ticket, pcm, sample_rate):
        super().enqueue(ticket, pcm, sample_rate)
        self.sentence_of[ticket] = array.array("h", pcm)[0] - 1
        self.line.append(ticket)
        if self.player._sayings[-1].is_last:
            self.ends_sentence.add(ticket)

    def flush(self):
        super().flush()
        self.line.clear()


def following(index):
    return next((i for i in range(index + 1, COUNT) if i not in UNSPEAKABLE), None)


class PlayerMachine(RuleBasedStateMachine):
    @initialize(slow=st.booleans())
    def begin(self, slow):
        self.calls = deque()
        self.voice = LateSynthesiser()
        self.sink = NotingVirtualSink()
        self.voice.is_slow = slow
        self.player = self.sink.player = Player(self.voice, self.sink, self.calls.append)
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

    def will_go_on_with_the_next(self):
        """Whether only the pause after the sentence that is heard is left."""
        self.settle()
        self.answer_all()
        self.resolve()
        position = self.sink.position()
        if self.current is None or position is None:
            return False
        saying = self.player._sayings[0]
        over = saying.is_last and saying.is_over(position.milliseconds)
        return over and self.current + 1 < COUNT

    @rule(
        rate=st.sampled_from([0.5, 1.0, 2.0, 3.0]),
        clear=st.booleans(),
        pause=st.sampled_from([0, 40, 250]),
        ear=st.sampled_from(Ear),
    )
    def change_settings(self, rate, clear, pause, ear):
        over = self.will_go_on_with_the_next()
        before = self.player.settings
        after = SpeechSettings(rate=rate, clear=clear, sentence_pause=pause, ear=ear, volume=before.volume)
        self.player.set_settings(after)
        assert self.sink.ear is ear
        if over and msgspec.structs.replace(after, ear=before.ear) != before:
            self.expect(self.current + 1)
        self.settle()
        self.answer_all()
        self.resolve()

    @rule(rate=st.sampled_from([0.1, 0.5, 1.0, 99.0]))
    def change_rate(self, rate):
        over = self.will_go_on_with_the_next()
        changed = self.player.settings.rate != min(max(rate, 0.5), 3.0)
        self.player.set_rate(rate)
        if over and changed:
            self.expect(self.current + 1)
        self.settle()
        self.answer_all()
        self.resolve()

    @rule(rate=st.sampled_from([0.5, 1.0, 2.0]))
    def change_rate_in_the_pause(self, rate):
        """After a sentence, or after a piece of one."""
        self.settle()
        self.answer_all()
        self.resolve()
        position = self.sink.position()
        if self.current is not None and position is not None:
            saying = self.player._sayings[0]
            left = saying.utterance.milliseconds - saying.begin - position.milliseconds
            self.listen(max(round(left), 0) + 10)
        self.change_rate(rate)

    @rule()
    def change_script(self):
        """Another division of the same article: what is heard goes on."""
        over = self.will_go_on_with_the_next()
        self.player.change_script(script())
        if over:
            self.expect(self.current + 1)
        self.settle()
        self.answer_all()
        self.resolve()

    @rule(engine=st.sampled_from(["", "neural"]), slow=st.booleans())
    def another_engine_is_ready(self, engine, slow):
        """Nothing changes at once."""
        before = (self.player.state, self.index(), list(self.sink.line))
        self.voice.best_engine, self.voice.is_slow = engine, slow
        assert before == (self.player.state, self.index(), list(self.sink.line))

    @rule()
    def the_device_is_found_again(self):
        """The same sentence goes on, there."""
        self.settle()
        self.answer_all()
        self.resolve()
        self.sink.flush()
        self.sink.look()
        self.settle()
        self.answer_all()

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
                if ticket not in self.sink.ends_sentence:
                    continue
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
        assert all(
            b == (following(a) if ticket in self.sink.ends_sentence else a)
            for ticket, a, b in zip(queued, indices, indices[1:], strict=False)
        )
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
