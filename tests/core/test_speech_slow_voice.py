"""A slow voice under a virtual clock: heard soon, never late, and another engine only with a paragraph."""

import pytest

from gxreader.model.article import Article, Heading, Paragraph, text_run
from gxreader.model.event import Event
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.speech.engines.silent import SilentEngine
from gxreader.speech.player import Player
from gxreader.speech.reading import read_sentence
from gxreader.speech.script import build_script
from gxreader.speech.sinks.virtual import VirtualSink
from gxreader.speech.state import PlayerState
from gxreader.speech.values import SpeechSettings

STEP = 10  # milliseconds


class SlowSynthesiser:
    """Takes a third of the sound's length for each sentence, one after the other, on a clock of the test."""

    def __init__(self, factor=0.35):
        self.trouble = Event()
        self.improved = Event()
        self.is_slow = True
        self.best_engine = ""
        self.factor = factor
        self.now = 0.0
        self.waiting = []
        self.running = None  # when it will be done, and what; what has begun is not interrupted
        self.requests = []
        self._engine = SilentEngine()

    def ask(self, ticket, request, answered):
        self.requests.append(request)
        self.waiting.append((ticket, request, answered))
        self._begin(self.now)

    def cancel(self, tickets):
        self.waiting = [waiting for waiting in self.waiting if waiting[0] not in tickets]

    def _begin(self, moment):
        if self.running is None and self.waiting:
            ticket, request, answered = self.waiting.pop(0)
            utterance = read_sentence(self._engine, request)
            self.running = (moment + utterance.milliseconds * self.factor, ticket, utterance, answered)

    def advance(self, milliseconds):
        self.now += milliseconds
        while self.running is not None and self.running[0] <= self.now:
            moment, ticket, utterance, answered = self.running
            self.running = None
            answered(ticket, utterance)
            self._begin(moment)

    def close(self):
        self.waiting.clear()


class Listening:
    """Time passes for voice and sink alike; gaps in the sound are counted."""

    def __init__(self, article, factor=0.35):
        self.units = Units(article)
        self.script = build_script(self.units, "zh")
        self.voice = SlowSynthesiser(factor)
        self.sink = VirtualSink()
        self.calls = []
        self.player = Player(self.voice, self.sink, self.calls.append)
        self.words, self.sentences = [], []
        self.player.word_changed.connect(lambda word: self.words.append(word) if word else None)
        self.player.sentence_changed.connect(lambda s: self.sentences.append(s) if s else None)
        self.player.load(self.script)
        self.silent = 0  # milliseconds without sound while reading

    def settle(self):
        while self.calls:
            self.calls.pop(0)()

    def listen(self, milliseconds):
        for _ in range(round(milliseconds / STEP)):
            self.voice.advance(STEP)
            self.settle()
            if self.player.state is PlayerState.LOADING:
                self.silent += STEP
            self.sink.advance(STEP)
            self.settle()
            self.player.poll()

    def wait_for_sound(self):
        waited = 0
        while self.player.state is not PlayerState.PLAYING:
            self.listen(STEP)
            waited += STEP
            assert waited < 60_000
        return waited

    def read_on(self):
        for _ in range(100_000):
            if self.player.state is PlayerState.IDLE:
                return
            self.listen(STEP * 10)
        raise AssertionError


LONG = (
    "清晨的渡口很安静，老船工把缆绳一圈一圈收好，望了望对岸还没有散去的雾，"
    "说今天的风不大，正好过河，等会儿卖菜的人就要来了。"
)
ARTICLE = Article(
    blocks=(
        Heading(text_run("渡口")),
        Paragraph(text_run(LONG + "他点上一袋烟。" + LONG.replace("清晨", "午间"))),
        Paragraph(text_run(LONG.replace("清晨", "傍晚"))),
    ),
    language="zh",
)


def test_a_long_sentence_is_heard_within_a_second_and_without_a_gap():
    listening = Listening(ARTICLE)
    listening.player.play(Locator(1))
    assert listening.wait_for_sound() <= 1000
    assert listening.voice.requests[0].text == "清晨的渡口很安静，"
    listening.silent = 0
    listening.read_on()
    assert listening.silent == 0


def test_a_fast_voice_gets_whole_sentences():
    listening = Listening(ARTICLE)
    listening.voice.is_slow = False
    listening.player.play(Locator(1))
    listening.read_on()
    assert [request.text for request in listening.voice.requests] == [
        sentence.text for sentence in listening.script[1:]
    ]


def test_after_a_short_heading_the_long_sentence_is_not_late():
    listening = Listening(ARTICLE)
    listening.player.play(Locator(0))
    assert listening.wait_for_sound() <= 500
    listening.silent = 0
    listening.read_on()
    assert listening.silent == 0


@pytest.mark.parametrize("factor", [0.2, 0.35, 0.5])
def test_a_whole_article_has_no_gap_wherever_one_begins(factor):
    for sentence in Listening(ARTICLE).script:
        listening = Listening(ARTICLE, factor)
        listening.player.play(sentence.place.point())
        listening.wait_for_sound()
        listening.silent = 0
        listening.read_on()
        assert listening.silent == 0, sentence.text


def test_pieces_share_their_sentence_and_every_word_is_marked_once_at_its_place():
    listening = Listening(ARTICLE)
    listening.player.play(Locator(1))
    listening.read_on()
    assert [sentence.index for sentence in listening.sentences] == [1, 2, 3, 4]
    heard = "".join(listening.units.text_at(word) for word in listening.words)
    assert heard == "".join(c for c in "".join(s.text for s in listening.script[1:]) if c.isalnum())
    assert listening.words == sorted(listening.words)


def test_a_step_back_to_a_sentence_in_pieces_is_instant():
    listening = Listening(ARTICLE)
    listening.player.play(Locator(1))
    listening.wait_for_sound()
    listening.listen(25_000)
    asked = len(listening.voice.requests)
    listening.player.seek(Locator(1))
    listening.settle()
    assert listening.player.state is PlayerState.PLAYING
    listening.listen(500)
    assert listening.words[-1] == Locator(1, 2, 3)
    assert len(listening.voice.requests) == asked


def test_another_pace_goes_on_at_the_word_and_soon():
    listening = Listening(ARTICLE)
    listening.player.play(Locator(1))
    listening.wait_for_sound()
    listening.listen(4_000)
    word = listening.words[-1]
    listening.player.set_rate(1.5)
    assert listening.wait_for_sound() <= 1500  # a piece that has been begun is done first
    listening.listen(50)
    assert listening.words[-1] == word
    before = len(listening.words)
    listening.silent = 0
    listening.read_on()
    assert listening.silent == 0
    assert listening.words[before].start > word.start
    assert listening.words[before:] == sorted(listening.words[before:])


def test_a_change_in_the_pause_of_a_comma_goes_on_with_the_next_piece():
    listening = Listening(ARTICLE)
    listening.player.play(Locator(1))
    listening.wait_for_sound()
    first = read_sentence(SilentEngine(), listening.voice.requests[0])
    listening.listen(round(first.milliseconds / STEP) * STEP + 50)
    listening.player.set_rate(1.2)
    listening.wait_for_sound()
    listening.listen(50)
    assert listening.words[-1] == Locator(1, 9, 10)


def test_a_voice_that_is_late_all_the_same_goes_on_with_the_piece_it_owes():
    """Too slow a computer: in the gap between two pieces the pace is changed, and nothing is said twice."""
    listening = Listening(ARTICLE, factor=3.0)
    listening.player.play(Locator(1))
    listening.wait_for_sound()
    while listening.player.state is PlayerState.PLAYING:
        listening.listen(STEP)
    assert listening.words[-1] == Locator(1, 7, 8)
    listening.player.set_rate(1.2)
    listening.wait_for_sound()
    listening.listen(50)
    assert listening.words[-1] == Locator(1, 9, 10)
    assert listening.player.sentence.index == 1


def test_between_two_pieces_there_is_the_pause_of_a_comma():
    listening = Listening(ARTICLE)
    listening.player.play(Locator(1))
    listening.wait_for_sound()
    first = read_sentence(SilentEngine(), listening.voice.requests[0])
    gap = SpeechSettings().comma_pause
    begun = listening.voice.now
    while not listening.words or listening.words[-1].start < 9:
        listening.listen(STEP)
    assert listening.voice.now - begun == pytest.approx(first.milliseconds + gap, abs=3 * STEP)


def test_a_lost_device_repeats_no_synthesis():
    from gxreader.errors import DeviceMissing

    listening = Listening(ARTICLE)
    listening.player.play(Locator(1))
    listening.wait_for_sound()
    listening.listen(4_000)
    asked, word = len(listening.voice.requests), listening.words[-1]
    listening.sink.fail(DeviceMissing("speech.device-lost"))
    listening.settle()
    listening.listen(50)
    assert listening.player.state is PlayerState.PLAYING
    assert listening.words[-1] == word
    assert len(listening.voice.requests) == asked


def test_the_engine_changes_with_a_paragraph_only():
    short = "江水宽{n}里。小船{n}条。大风{n}级。客人{n}位。"
    blocks = tuple(Paragraph(text_run(short.format(n=n))) for n in range(6))
    article = Article(blocks=blocks, language="zh")
    listening = Listening(article)
    listening.voice.is_slow = False
    listening.player.play(Locator(0))
    listening.wait_for_sound()
    listening.voice.best_engine = "kokoro"
    listening.read_on()
    engines = [request.engine for request in listening.voice.requests]
    assert len(engines) == 24
    assert engines[0] == ""
    assert engines[-1] == "kokoro"
    changes = [number for number in range(1, 24) if engines[number] != engines[number - 1]]
    assert len(changes) == 1
    assert changes[0] % 4 == 0
    assert changes[0] <= 8


def test_the_reader_who_steps_gets_the_better_engine_at_once():
    listening = Listening(ARTICLE)
    listening.player.play(Locator(1))
    listening.wait_for_sound()
    listening.voice.best_engine = "kokoro"
    listening.player.next_sentence()
    listening.listen(100)
    assert listening.voice.requests[-1].engine == "kokoro"


def test_a_change_of_pace_does_not_change_the_engine_within_a_paragraph():
    listening = Listening(ARTICLE)
    listening.player.play(Locator(1))
    listening.wait_for_sound()
    listening.voice.best_engine = "kokoro"
    asked = len(listening.voice.requests)
    listening.player.set_settings(SpeechSettings(rate=1.3))
    listening.listen(100)
    again = listening.voice.requests[asked:]
    assert again
    assert {request.engine for request in again if request.text in LONG} == {""}


def test_what_is_urgent_is_not_kept_waiting_by_what_was_asked_before():
    texts = [f"第{name}句话说的是另外一件事情。" for name in "一二三四五六"]
    listening = Listening(Article(blocks=(Paragraph(text_run("".join(texts))),)))
    listening.voice.best_engine = "kokoro"
    fourth = sum(map(len, texts[:3]))
    listening.player.play(Locator(0, fourth, fourth))
    listening.settle()
    asked = [request.text for _ticket, request, _answered in listening.voice.waiting]
    assert asked == texts[4:6]  # the fourth is being spoken
    listening.player.previous_sentence()
    listening.settle()
    asked = [request.text for _ticket, request, _answered in listening.voice.waiting]
    assert asked == texts[2:5]


def test_a_trial_waits_neither_for_what_was_prepared_nor_for_the_one_before():
    listening = Listening(ARTICLE)
    listening.voice.best_engine = "kokoro"
    listening.player.prepare(Locator(1))
    listening.settle()
    assert len(listening.voice.waiting) == 1  # another one is being spoken
    for words in ("大一点。", "小一点。"):
        listening.player.try_out(words, "zh", "")
    assert [request.text for _ticket, request, _answered in listening.voice.waiting] == ["小一点。"]
