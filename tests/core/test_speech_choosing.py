"""Two voices behind one face: the natural one where it can speak, the ordinary one wherever it cannot."""

import queue
import sys
import time

import pytest

from gxreader.errors import EngineMissing, SpeechError
from gxreader.model.event import Event
from gxreader.speech.choosing import REST_SECONDS, ChoosingSynthesiser, Pace
from gxreader.speech.synthesiser import WorkerSynthesiser
from gxreader.speech.values import SpeechRequest, Utterance, Voice, fresh_ticket

SOUND = Utterance(b"\0\0", 24000)
SLOW = """
import sys, threading
from gxreader.speech.engines.engine import Interrupted
from gxreader.speech.engines.silent import SilentEngine
import gxreader.speech.worker as worker
from gxreader.workers.serve import serve

class Engine(SilentEngine):
    def __init__(self):
        self.given_up = threading.Event()

    def synthesise(self, request):
        if "long" in request.text and self.given_up.wait(60):
            raise Interrupted("speech.interrupted")
        return super().synthesise(request)

    def interrupt(self):
        self.given_up.set()

    def resume(self):
        self.given_up.clear()

worker.make_engine = lambda name: Engine()
sys.exit(serve(worker.work))
"""


class Fake:
    """A worker's face without a worker: what is asked waits until the test answers."""

    def __init__(self):
        self.trouble = Event()
        self.died = Event()
        self.waiting = {}
        self.cancelled = []
        self.wanting = []
        self.closed = False

    def start(self):
        pass

    def ask(self, ticket, request, answered):
        self.waiting[ticket] = (request, answered)

    def cancel(self, tickets):
        self.cancelled += tickets
        for ticket in tickets:
            self.waiting.pop(ticket, None)

    def list_voices(self, found):
        self.wanting.append(found)

    def close(self):
        self.closed = True

    def answer(self, answer):
        ticket, (request, answered) = self.waiting.popitem()
        answered(ticket, answer)
        return request

    def load(self, *voices):
        wanting, self.wanting = self.wanting, []
        for found in wanting:
            found(voices)


@pytest.fixture
def voices():
    ordinary, neural = Fake(), Fake()
    choosing = ChoosingSynthesiser(ordinary, neural)
    choosing.start()
    return choosing, ordinary, neural


def request(language="zh", **fields):
    return SpeechRequest("你好。", language, **{"engine": "kokoro"} | fields)


XIAOXIAO = Voice("kokoro:zf_xiaoxiao", "Xiaoxiao", "zh-CN", "kokoro")


def test_the_ordinary_voice_speaks_until_the_natural_one_is_loaded(voices):
    choosing, ordinary, neural = voices
    assert (choosing.best_engine, choosing.is_slow) == ("", False)
    choosing.ask(1, request(), lambda *_answer: None)
    assert list(ordinary.waiting) == [1]
    neural.load(XIAOXIAO)
    assert (choosing.best_engine, choosing.is_slow) == ("kokoro", True)
    choosing.ask(2, request(), lambda *_answer: None)
    assert list(neural.waiting) == [2]


def test_without_a_pack_nothing_changes(voices):
    choosing, ordinary, neural = voices
    neural.load()
    assert choosing.best_engine == ""
    choosing.ask(1, request(), lambda *_answer: None)
    assert list(ordinary.waiting) == [1]


@pytest.mark.parametrize(
    ("wanted", "natural"),
    [
        (request(), True),
        (request("en"), True),
        (request("en-US"), True),
        (request("yue"), False),
        (request("vi"), False),
        (request(engine=""), False),
        (request(voice="kokoro:zf_xiaoxiao"), True),
        (request(engine="", voice="kokoro:zf_xiaoxiao"), False),
        (request(voice="espeak:sit/cmn"), False),
        (request("yue", voice="kokoro:zf_xiaoxiao"), False),
    ],
)
def test_each_sentence_goes_to_the_voice_it_names(voices, wanted, natural):
    choosing, ordinary, neural = voices
    neural.load(XIAOXIAO)
    choosing.ask(1, wanted, lambda *_answer: None)
    assert bool(neural.waiting) is natural
    assert bool(ordinary.waiting) is not natural


def test_what_the_natural_voice_cannot_speak_the_ordinary_one_does(voices):
    choosing, ordinary, neural = voices
    neural.load(XIAOXIAO)
    answers = []
    choosing.ask(1, request(voice="kokoro:zf_xiaoxiao"), lambda *answer: answers.append(answer))
    neural.answer(SpeechError("speech.neural-failed"))
    assert answers == []
    assert ordinary.answer(SOUND) == request(voice="", engine="")
    assert answers == [(1, SOUND)]
    assert choosing.best_engine == "kokoro"  # one sentence is no reason to give up


def test_a_natural_voice_that_stopped_is_told_of_once_and_left(voices):
    choosing, ordinary, neural = voices
    neural.load(XIAOXIAO)
    told = []
    choosing.trouble.connect(told.append)
    for ticket in (1, 2):
        choosing.ask(ticket, request(), lambda *_answer: None)
    neural.answer(EngineMissing("speech.engine-stopped"))
    neural.answer(EngineMissing("speech.engine-stopped"))
    assert sorted(ordinary.waiting) == [1, 2]
    assert [error.key for error in told] == ["speech.neural-stopped"]
    assert choosing.best_engine == ""


def test_while_a_dead_natural_voice_is_loaded_again_the_ordinary_one_goes_on(voices):
    choosing, ordinary, neural = voices
    neural.load(XIAOXIAO)
    improved = []
    choosing.improved.connect(improved.append)
    heard = []
    for ticket in (1, 2):
        choosing.ask(ticket, request(), lambda number, _answer: heard.append(number))
    neural.died.emit(None)
    assert sorted(neural.cancelled) == [1, 2]
    assert sorted(ordinary.waiting) == [1, 2]
    assert choosing.best_engine == ""
    choosing.ask(3, request(), lambda number, _answer: heard.append(number))
    assert sorted(ordinary.waiting) == [1, 2, 3]
    while ordinary.waiting:
        ordinary.answer(SOUND)
    assert sorted(heard) == [1, 2, 3]
    neural.load(XIAOXIAO)
    assert choosing.best_engine == "kokoro"
    assert improved == [None]


def test_a_recording_waits_for_the_natural_voice():
    ordinary, neural = Fake(), Fake()
    choosing = ChoosingSynthesiser(ordinary, neural, patient=True)
    choosing.start()
    neural.load(XIAOXIAO)
    choosing.ask(1, request(), lambda *_answer: None)
    neural.died.emit(None)
    assert sorted(neural.waiting) == [1]
    assert not ordinary.waiting


def test_a_cancelled_sentence_is_not_passed_on(voices):
    choosing, ordinary, neural = voices
    neural.load(XIAOXIAO)
    answers = []
    choosing.ask(1, request(), lambda *answer: answers.append(answer))
    late = neural.waiting[1][1]
    choosing.cancel((1,))
    late(1, SpeechError("speech.neural-failed"))
    assert (ordinary.waiting, answers) == ({}, [])
    assert neural.cancelled == [1]
    assert ordinary.cancelled == [1]


def test_a_computer_that_cannot_keep_up_has_the_ordinary_voice_for_a_while():
    ordinary, neural, moment = Fake(), Fake(), [1000.0]
    choosing = ChoosingSynthesiser(ordinary, neural, clock=lambda: moment[0])
    choosing.start()
    neural.load(XIAOXIAO)
    told = []
    choosing.trouble.connect(told.append)

    def speak(work, sound):
        choosing.ask(fresh_ticket(), request(), lambda *_answer: None)
        moment[0] += work
        neural.answer(Utterance(bytes(round(sound * 24000) * 2), 24000))

    for _ in range(20):
        speak(2.0, 5.0)
    assert choosing.best_engine == "kokoro"
    speak(9.0, 5.0)  # one slow sentence is nothing
    assert choosing.best_engine == "kokoro"
    for _ in range(6):
        speak(6.0, 5.0)
    assert (choosing.best_engine, choosing.is_slow) == ("", False)
    assert [error.key for error in told] == ["speech.neural-too-slow"]
    moment[0] += REST_SECONDS
    assert choosing.best_engine == "kokoro"


def test_the_pace_is_of_late():
    pace = Pace()
    for _ in range(10):
        pace.note(1.9, 2.0)
    assert not pace.is_too_slow
    pace.note(60.0, 3.0)
    assert pace.is_too_slow


def test_both_voices_are_listed_and_closed(voices):
    choosing, ordinary, neural = voices
    found = []
    choosing.list_voices(found.append)
    espeak = Voice("espeak:sit/cmn", "Mandarin", "cmn", "espeak")
    ordinary.load(espeak)
    neural.load(XIAOXIAO)
    assert found == [(XIAOXIAO, espeak)]
    choosing.close()
    assert ordinary.closed
    assert neural.closed


def test_a_sentence_under_way_is_given_up_when_nobody_wants_it():
    synthesiser = WorkerSynthesiser("slow", command=(sys.executable, "-c", SLOW))
    answers = queue.SimpleQueue()
    try:
        unwanted, wanted, after = fresh_ticket(), fresh_ticket(), fresh_ticket()
        synthesiser.ask(unwanted, SpeechRequest("a long one", "en"), lambda *answer: answers.put(answer))
        time.sleep(0.5)  # until it is under way: otherwise it would only be taken from the queue
        synthesiser.cancel((unwanted,))
        synthesiser.ask(wanted, SpeechRequest("short", "en"), lambda *answer: answers.put(answer))
        assert answers.get(timeout=20)[0] == wanted
        synthesiser.ask(after, SpeechRequest("short again", "en"), lambda *answer: answers.put(answer))
        assert answers.get(timeout=20)[0] == after
        assert answers.empty()
    finally:
        synthesiser.close()
