"""The voice survives its own deaths, and gives up on a sentence before it gives up on the article."""

import os
import queue
import signal
import sys
import time

import pytest

from gxreader.errors import EngineMissing, SpeechError
from gxreader.speech.synthesiser import SilentSynthesiser, WorkerSynthesiser
from gxreader.speech.values import SpeechRequest, Utterance, fresh_ticket

SCRIPTED = """
import os, sys, time
from gxreader.speech.engines.silent import SilentEngine
import gxreader.speech.worker as worker
from gxreader.workers.serve import serve

class Engine(SilentEngine):
    def synthesise(self, request):
        if "die" in request.text:
            os._exit(1)
        if "once" in request.text and not os.path.exists(sys.argv[1]):
            open(sys.argv[1], "w").close()
            os._exit(1)
        if "hang" in request.text:
            time.sleep(60)
        if "refuse" in request.text:
            raise worker.SpeechError("speech.no-voice-for-language", language="xx")
        return super().synthesise(request)

def make(name):
    if name == "missing":
        raise worker.EngineMissing("speech.engine-missing")
    return Engine()

worker.make_engine = make
sys.exit(serve(worker.work))
"""


class Voice:
    def __init__(self, tmp_path, engine="scripted", command=None, **options):
        self.synthesiser = WorkerSynthesiser(
            engine, command=command or (sys.executable, "-c", SCRIPTED, str(tmp_path / "flag")), **options
        )
        self.answers = queue.SimpleQueue()
        self.troubles = queue.SimpleQueue()
        self.synthesiser.trouble.connect(self.troubles.put)

    def ask(self, text):
        ticket = fresh_ticket()
        self.synthesiser.ask(ticket, SpeechRequest(text, "zh"), lambda *answer: self.answers.put(answer))
        return ticket

    def answer(self):
        return self.answers.get(timeout=20)


@pytest.fixture
def voice(tmp_path):
    voices = []

    def make(**options):
        voices.append(Voice(tmp_path, **options))
        return voices[-1]

    yield make
    for made in voices:
        made.synthesiser.close()


def test_sentences_are_answered_in_order(voice):
    speaker = voice()
    tickets = [speaker.ask(text) for text in ("一。", "二二。", "三三三。")]
    answers = [speaker.answer() for _ in tickets]
    assert [ticket for ticket, _answer in answers] == tickets
    assert [len(utterance.marks) for _ticket, utterance in answers] == [1, 2, 3]


def kill(speaker):
    """Kill the worker; the one after a killed one may be only about to start."""
    while True:
        try:
            os.kill(speaker.synthesiser.pid or 0x7FFFFFF, getattr(signal, "SIGKILL", signal.SIGTERM))
        except ProcessLookupError:  # not started yet
            time.sleep(0.005)
        else:
            return


def test_a_killed_worker_is_asked_again_and_nothing_is_lost(voice):
    speaker = voice()
    speaker.ask("起。")
    speaker.answer()
    for count in range(5):
        tickets = [speaker.ask(f"第{'山' * n}。") for n in range(1, 4)]
        kill(speaker)
        answered = [speaker.answer() for _ in tickets]
        assert [ticket for ticket, _answer in answered] == tickets, count
        assert all(isinstance(answer, Utterance) for _ticket, answer in answered)
    assert speaker.troubles.empty()


def test_a_sentence_that_kills_once_is_spoken_after_all(voice):
    speaker = voice()
    ticket = speaker.ask("once")
    answered, answer = speaker.answer()
    assert (answered, type(answer)) == (ticket, Utterance)


def test_a_sentence_that_kills_three_times_is_refused_and_the_next_one_spoken(voice):
    speaker = voice()
    speaker.ask("好。")
    speaker.answer()
    tickets = [speaker.ask("die"), speaker.ask("山。")]
    (first, refused), (second, spoken) = speaker.answer(), speaker.answer()
    assert [first, second] == tickets
    assert isinstance(refused, SpeechError)
    assert refused.key == "speech.sentence-skipped"
    assert refused.arguments == {"text": "die"}
    assert isinstance(spoken, Utterance)
    assert speaker.troubles.empty()


def test_a_worker_that_hangs_is_killed_like_one_that_died(voice):
    speaker = voice(answer_seconds=0.7)
    tickets = [speaker.ask("好。"), speaker.ask("hang"), speaker.ask("山。")]
    answers = [speaker.answer() for _ in tickets]
    assert [ticket for ticket, _answer in answers] == tickets
    assert [type(answer) for _ticket, answer in answers] == [Utterance, SpeechError, Utterance]


def test_a_worker_that_never_lives_is_replaced_by_silence_and_told_of_once(voice):
    speaker = voice(command=(sys.executable, "-c", "raise SystemExit(1)"))
    tickets = [speaker.ask("山水。"), speaker.ask("人家。")]
    answers = dict(speaker.answer() for _ in tickets)
    assert [len(answers[ticket].marks) for ticket in tickets] == [2, 2]
    assert speaker.troubles.get(timeout=5).key == "speech.engine-stopped"
    speaker.ask("后来。")
    assert isinstance(speaker.answer()[1], Utterance)
    assert speaker.troubles.empty()


def test_a_worker_that_dies_at_every_sentence_is_given_up(voice):
    speaker = voice()
    for _ in range(4):
        speaker.ask("die")
    kinds = [type(speaker.answer()[1]) for _ in range(4)]
    assert kinds[-1] is Utterance  # silent by then
    assert speaker.troubles.get(timeout=5).key == "speech.engine-stopped"


def test_a_missing_library_is_told_in_a_sentence_and_reading_goes_on_in_silence(voice):
    speaker = voice(engine="missing")
    speaker.ask("山水。")
    assert len(speaker.answer()[1].marks) == 2
    assert speaker.troubles.get(timeout=5).key == "speech.engine-missing"


def test_for_a_file_a_missing_library_is_an_error(voice):
    speaker = voice(engine="missing", silent_without_engine=False)
    for _ in range(2):
        speaker.ask("山水。")
        assert isinstance(speaker.answer()[1], EngineMissing)


def test_a_refusal_of_the_engine_is_passed_on(voice):
    speaker = voice()
    speaker.ask("refuse")
    answer = speaker.answer()[1]
    assert isinstance(answer, SpeechError)
    assert (answer.key, answer.arguments) == ("speech.no-voice-for-language", {"language": "xx"})


def test_cancelled_sentences_are_not_answered(voice):
    speaker = voice()
    tickets = [speaker.ask("一。"), speaker.ask("二。"), speaker.ask("三。")]
    speaker.synthesiser.cancel((tickets[0], tickets[2], 123456789))
    assert speaker.answer()[0] == tickets[1]
    assert speaker.answers.empty()


def test_the_voices_are_listed_and_a_missing_engine_has_none(voice):
    found = queue.SimpleQueue()
    voice().synthesiser.list_voices(found.put)
    assert {entry.language for entry in found.get(timeout=20)} == {"zh", "en"}
    voice(engine="missing").synthesiser.list_voices(found.put)
    assert found.get(timeout=20) == ()


def test_without_a_worker_silence_answers_at_once():
    answers = []
    SilentSynthesiser().ask(7, SpeechRequest("山水。", "zh"), lambda *answer: answers.append(answer))
    assert answers[0][0] == 7
    assert answers[0][1].milliseconds == pytest.approx(2 * 1000 / 4.5, abs=1)
