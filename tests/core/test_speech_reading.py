"""From a sentence to sound: margins trimmed, marks in order and on the right characters; the real voice."""

import array
import queue
import subprocess
import sys

import pytest

from gxreader.errors import EngineMissing
from gxreader.speech.engines.marks import orderly
from gxreader.speech.engines.silent import SilentEngine
from gxreader.speech.reading import read_sentence, trimmed
from gxreader.speech.services import list_voices, try_speech
from gxreader.speech.store import ALWAYS_KEPT, UtteranceStore
from gxreader.speech.synthesiser import WorkerSynthesiser
from gxreader.speech.values import Mark, SpeechRequest, SpeechSettings, Utterance, VoiceChoice, fresh_ticket
from gxreader.speech.worker import make_engine


def words(text, utterance):
    return [text[mark.start : mark.start + mark.length] for mark in utterance.marks]


def test_marks_reach_to_the_next_word_but_not_over_its_punctuation():
    text = "响起，doesn't well-known 5%。"
    marks = (Mark(0, 1, 0), Mark(3, 5, 300), Mark(11, 4, 600), Mark(22, 1, 900))
    assert [text[m.start : m.start + m.length] for m in orderly(text, marks)] == [
        "响起",
        "doesn't",
        "well-known",
        "5%",
    ]


def test_marks_out_of_order_or_outside_the_text_are_mended():
    marks = (Mark(2, 1, 200), Mark(0, 1, 50), Mark(1, 1, 300), Mark(9, 1, 1), Mark(-1, 1, 1), Mark(2, 1, 400))
    assert orderly("山水人", marks) == (Mark(0, 1, 50), Mark(1, 1, 300), Mark(2, 1, 400))


def test_silence_around_a_sentence_is_trimmed_and_the_marks_move_along():
    rate = 1000
    sound = array.array("h", [0] * 100 + [5000] * 300 + [0] * 500).tobytes()
    result = trimmed(Utterance(sound, rate, (Mark(0, 1, 0.0), Mark(1, 1, 250.0))))
    assert result.milliseconds == 5 + 300 + 20
    assert result.marks == (Mark(0, 1, 0.0), Mark(1, 1, 155.0))


def test_numbers_are_marked_whole_on_screen_while_they_are_said_in_words():
    text = "到2024年，共5%。"
    spoken = read_sentence(SilentEngine(), SpeechRequest(text, "zh"))
    assert words(text, spoken) == ["到", "2024", "年", "共", "5%"]
    moments = [mark.milliseconds for mark in spoken.marks]
    assert moments == sorted(moments)
    assert moments[2] - moments[1] == pytest.approx(4 * 1000 / 4.5, abs=1)


def test_a_sentence_with_nothing_to_say_is_no_sound():
    assert read_sentence(SilentEngine(), SpeechRequest("……！”", "zh")) == Utterance(b"", 22050)


def test_the_silent_voice_reads_slower_and_faster():
    slow, fast = (
        SilentEngine().synthesise(SpeechRequest("山水人家。", "zh", rate=rate)).milliseconds
        for rate in (0.5, 2.0)
    )
    assert slow == pytest.approx(4 * fast, rel=0.01)


def test_the_store_forgets_the_longest_unused_beyond_its_capacity():
    store = UtteranceStore(capacity=2 * (ALWAYS_KEPT + 2))
    requests = [SpeechRequest(str(number), "zh") for number in range(ALWAYS_KEPT + 3)]
    for request in requests[:-1]:
        store.put(request, Utterance(b"\0\0", 22050))
    assert store.get(requests[0]) is not None
    store.put(requests[-1], Utterance(b"\0\0", 22050))
    assert requests[1] not in store
    assert requests[0] in store
    store.put(requests[0], Utterance(bytes(10_000), 22050))
    assert sum(request in store for request in requests) == ALWAYS_KEPT


def test_the_chosen_voice_is_that_of_the_language():
    settings = SpeechSettings(voices=(VoiceChoice("zh", "espeak:sit/cmn"),))
    assert settings.voice_for("zh-CN") == "espeak:sit/cmn"
    assert settings.voice_for("en") == ""


def test_an_unknown_engine_is_missing():
    with pytest.raises(EngineMissing):
        make_engine("no such engine")


@pytest.fixture(scope="module")
def real_voice():
    """The voice of this computer in its worker, as the program uses it."""
    synthesiser = WorkerSynthesiser(silent_without_engine=False)

    def say(text, language, rate=1.0, voice=""):
        answers = queue.SimpleQueue()
        request = SpeechRequest(text, language, voice=voice, rate=rate)
        synthesiser.ask(fresh_ticket(), request, lambda _ticket, answer: answers.put(answer))
        return answers.get(timeout=30)

    yield say
    synthesiser.close()


linux = pytest.mark.skipif(sys.platform != "linux", reason="the figures are those of espeak-ng on Linux")


@linux
def test_the_real_voice_marks_every_chinese_word_once_and_in_order(real_voice):
    text = "清晨，渡口的2只小船，已经坐满了人。"
    spoken = real_voice(text, "zh")
    assert "".join(words(text, spoken)) == "清晨渡口的2只小船已经坐满了人"
    moments = [mark.milliseconds for mark in spoken.marks]
    assert moments == sorted(moments)
    assert moments[0] < 60
    assert moments[-1] < spoken.milliseconds
    assert 2500 < spoken.milliseconds < 7000


@linux
def test_the_real_voice_marks_english_words_whole(real_voice):
    text = "The ferry doesn't leave before 08:20."
    assert words(text, real_voice(text, "en")) == ["The", "ferry", "doesn't", "leave", "before", "08:20"]


@linux
@pytest.mark.parametrize(("rate", "ratio"), [(0.5, 2.0), (2.0, 0.5), (3.0, 1 / 3)])
def test_the_rate_is_what_it_says(real_voice, rate, ratio):
    text = "清晨的渡口很安静，老船工把缆绳一圈一圈地收好，等着第一班客人。"
    ordinary, other = real_voice(text, "zh"), real_voice(text, "zh", rate)
    assert other.milliseconds / ordinary.milliseconds == pytest.approx(ratio, rel=0.15)
    moments = [mark.milliseconds for mark in other.marks]
    assert moments == sorted(moments)
    assert moments[-1] < other.milliseconds


@linux
def test_what_an_article_may_hold_does_not_harm_the_real_voice(real_voice):
    for text in (
        "𠮷野家",
        "a\0b",
        "<speak>&amp;</speak>",
        "[[nothing]]",
        "山" * 200,
        "e\u0301" * 100,
        "\u202e倒",
    ):
        assert isinstance(real_voice(text, "zh"), Utterance), text
    assert len(real_voice("𠮷野家好", "zh").marks) >= 3


@linux
def test_a_voice_is_found_by_language_and_by_id(real_voice):
    for voice, language in (
        ("espeak:sit/yue", "zh"),
        ("espeak:gmw/en", "en"),
        ("espeak:none", "zh"),
        ("", "de"),
    ):
        assert real_voice("Guten Tag 123", language, voice=voice).milliseconds > 300
    assert real_voice("一", "xx").key == "speech.no-voice-for-language"


@linux
def test_the_voices_of_this_computer_include_mandarin_and_english():
    languages = {voice.language for voice in list_voices()}
    assert {"zh-CN", "yue", "en-us"} <= languages
    ids, milliseconds = try_speech("你好。", "zh")
    assert "espeak:sit/cmn" in ids
    assert milliseconds > 200


def test_the_worker_alone_loads_foreign_voices():
    program = (
        "import gxreader.speech.services, sys;"
        "print([name for name in ('pyttsx3', 'espeakng_loader', 'miniaudio') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
