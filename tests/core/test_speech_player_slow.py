"""A voice that takes its time: the reader hears the first words soon, and every character once, in order."""

import pytest

from gxreader.model.article import Article, Paragraph, text_run
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.speech.engines.silent import SilentEngine
from gxreader.speech.player import Player
from gxreader.speech.reading import read_sentence
from gxreader.speech.script import build_script
from gxreader.speech.sinks.virtual import VirtualSink
from gxreader.speech.state import PlayerState
from gxreader.speech.synthesiser import SilentSynthesiser
from gxreader.speech.values import SpeechRequest

FIRST = "清晨的渡口，老船工把缆绳一圈一圈地收好，对岸的孩子们已经在等，手里举着小旗，身后是刚刚收割的稻田。"
SECOND = "他说，今天的风不大，正好过河。"
ARTICLE = Article(title="", blocks=(Paragraph(text_run(FIRST + SECOND)),), language="zh")
SPEED = 0.4  # seconds of work for a second of sound


class SlowSynthesiser(SilentSynthesiser):
    """Works on one request after the other, in the sink's virtual time."""

    best_engine = "natural"
    is_slow = True

    def __init__(self):
        super().__init__()
        self.waiting = []
        self.left = 0.0
        self.requests = []

    def ask(self, ticket, request, answered):
        self.requests.append(request.text)
        self.waiting.append((ticket, request, answered))

    def cancel(self, tickets):
        if self.waiting and self.waiting[0][0] in tickets:
            self.left = 0.0
        self.waiting = [one for one in self.waiting if one[0] not in tickets]

    def advance(self, milliseconds):
        while self.waiting and milliseconds > 0:
            ticket, request, answered = self.waiting[0]
            answer = read_sentence(SilentEngine(), request)
            self.left = self.left or answer.milliseconds * SPEED
            step = min(milliseconds, self.left)
            self.left -= step
            milliseconds -= step
            if self.left <= 0:
                self.left = 0.0
                self.waiting.pop(0)
                answered(ticket, answer)


class Reading:
    def __init__(self):
        self.units = Units(ARTICLE)
        self.voice, self.sink, self.calls = SlowSynthesiser(), VirtualSink(), []
        self.player = Player(self.voice, self.sink, self.calls.append)
        self.words, self.sentences, self.states = [], [], []
        self.player.word_changed.connect(lambda word: self.words.append(word) if word else None)
        self.player.sentence_changed.connect(lambda s: self.sentences.append(s.text if s else None))
        self.player.state_changed.connect(self.states.append)
        self.player.load(build_script(self.units, "zh"))

    def listen(self, milliseconds, step=10):
        for _ in range(round(milliseconds / step)):
            while self.calls:
                self.calls.pop(0)()
            self.voice.advance(step)
            self.sink.advance(step)
            while self.calls:
                self.calls.pop(0)()
            self.player.poll()

    def heard(self):
        return "".join(self.units.text_at(word) for word in self.words)


@pytest.fixture
def reading():
    return Reading()


HEARD = "".join(character for character in FIRST + SECOND if character.isalnum())


def test_the_first_words_do_not_wait_for_the_whole_sentence(reading):
    whole = read_sentence(SilentEngine(), SpeechRequest(FIRST, "zh")).milliseconds * SPEED
    reading.player.play()
    moment = 0
    while not reading.words and moment < 20_000:
        reading.listen(10)
        moment += 10
    assert moment < 1000
    assert whole > 2500  # what it would have been


def test_every_character_is_heard_once_and_in_order(reading):
    reading.player.play()
    reading.listen(60_000)
    assert reading.heard() == HEARD
    assert reading.sentences == [FIRST, SECOND, None]  # the pieces are one sentence to the eye
    assert reading.states == [
        PlayerState.LOADING,
        PlayerState.PLAYING,
        PlayerState.IDLE,
    ]  # never out of sound


def test_a_prepared_sentence_is_heard_at_once_and_is_not_asked_for_again(reading):
    reading.player.prepare(Locator(0))
    reading.listen(10_000)
    assert reading.words == []
    asked = list(reading.voice.requests)
    reading.player.play(Locator(0))
    reading.listen(20)
    assert reading.words
    reading.listen(60_000)
    assert reading.heard() == HEARD
    assert reading.voice.requests[:2] == asked
    assert len(set(reading.voice.requests)) == len(reading.voice.requests)


@pytest.mark.parametrize("moment", [900, 2500, 5000, 8000])
def test_another_pace_goes_on_at_the_word_whichever_piece_it_is_in(reading, moment):
    reading.player.play()
    reading.listen(moment)
    before = reading.words[-1]
    reading.player.set_rate(1.5)
    reading.listen(60_000)
    places = sorted({(word.start, word.end) for word in reading.words})
    assert "".join(reading.units.text_at(Locator(0, *place)) for place in places) == HEARD
    following = reading.words[reading.words.index(before) :]
    starts = [word.start for word in following]
    assert starts == sorted(starts)  # nothing that was heard is heard again


def test_a_step_back_is_instant(reading):
    reading.player.play()
    reading.listen(14_000)
    assert reading.sentences[-1] == SECOND
    asked = len(reading.voice.requests)
    reading.words.clear()
    reading.player.previous_sentence()
    reading.listen(20)
    assert reading.words[0].start == 0
    assert len(reading.voice.requests) == asked


def test_a_paused_reader_goes_on_within_a_piece(reading):
    reading.player.play()
    reading.listen(2000)
    reading.player.pause()
    reading.listen(3000)
    count = len(reading.words)
    reading.player.resume()
    reading.listen(60_000)
    assert len(reading.words) > count
    assert reading.heard() == HEARD


def test_a_better_voice_prepares_anew_what_the_other_had(reading):
    reading.voice.best_engine, reading.voice.is_slow = "", False
    reading.player.prepare(Locator(0))
    reading.listen(5000)
    assert reading.voice.requests == [FIRST, SECOND]
    reading.voice.best_engine, reading.voice.is_slow = "natural", True
    reading.voice.improved.emit(None)
    reading.listen(5000)
    assert reading.voice.requests[2:] == ["清晨的渡口，", "老船工把缆绳一圈一圈地收好，"]
