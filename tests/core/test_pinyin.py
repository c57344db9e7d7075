"""The pinyin that stands above characters: which, of what, and where it comes from."""

import threading

import pytest

from gxreader.app.commands import perform
from gxreader.speech.dictionary import Entry, own_file, write_entries
from gxreader.speech.mandarin import written
from gxreader.speech.mandarin.general import syllables
from gxreader.speech.mandarin.pinyin import from_marks, to_marks
from gxreader.speech.transcriber import Pinyin, Told, TranscribingProcess, Unknown
from gxreader.speech.transcribing import transcribe
from tests.parts import ImmediateTasks, build_reader


def above(text, **options):
    return " ".join(pinyin for _start, _end, pinyin in written(text, **options))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("重庆的银行行长", "chóng qìng de yín háng háng zhǎng"),
        ("头发长了，出发去理发。", "tóu fa zhǎng le chū fā qù lǐ fà"),
        ("頭髮長了，出發去理髮。", "tóu fa zhǎng le chū fā qù lǐ fà"),
        ("不是一样的老保姆", "bú shì yí yàng".replace("bú", "bù").replace("yí", "yī") + " de lǎo bǎo mǔ"),
        ("花儿和女儿", "huā r hé nǚ ér"),
        ("2026年A股涨3%", "nián gǔ zhǎng"),
        ("Only English.", ""),
    ],
)
def test_pinyin_is_what_print_has(text, expected):
    """Tones of the dictionary, not those of speech: 一 and 不 and third tones stay what they are."""
    assert above(text) == expected


def test_each_stands_above_its_own_character():
    text = "好𠮷 说:旅行,略"
    found = list(written(text))
    assert [text[start:end] for start, end, _pinyin in found if _pinyin != "jí"] == list("好说旅行略")
    assert [pinyin for _start, _end, pinyin in found][-3:] == ["lǚ", "xíng", "lüè"]


def test_every_syllable_is_written_and_read_back():
    assert [
        (sound, tone)
        for sound in syllables()
        for tone in range(1, 6)
        if from_marks(to_marks(sound, tone)) != (sound, tone)
    ] == []
    assert [to_marks(sound, 1) for sound in ("liu", "gui", "dou", "xiong", "hao")] == [
        "liū",
        "guī",
        "dōu",
        "xiōng",
        "hāo",
    ]


def test_the_readers_own_words_win():
    write_entries(own_file(), (Entry("六安", pinyin="lu4 an1"),))
    told = transcribe("去六安。")
    assert told == Told("去六安。", (Pinyin(0, 1, "qù"), Pinyin(1, 2, "lù"), Pinyin(2, 3, "ān")))


def test_a_process_of_its_own_answers_text_by_text():
    answers, came = [], threading.Event()

    def take(answer):
        answers.append(answer)
        if len(answers) == 2:
            came.set()

    process = TranscribingProcess()
    try:
        process.ask(("头发", "plain 好"), take)
        assert came.wait(60)
    finally:
        process.close()
    assert answers == [
        Told("头发", (Pinyin(0, 1, "tóu"), Pinyin(1, 2, "fa"))),
        Told("plain 好", (Pinyin(6, 7, "hǎo"),)),
    ]


def test_a_process_that_dies_leaves_texts_without_pinyin():
    came = threading.Event()
    answers = []

    def take(answer):
        answers.append(answer)
        came.set()

    process = TranscribingProcess()
    process._channel._command = ("false",)
    process.ask(("头发",), take)
    assert came.wait(60)
    assert answers == [Told("头发", ())]


class Waiting:
    """Knows nothing before it is told to."""

    def __init__(self):
        self.asked, self.answered = [], None

    def ask(self, texts, answered):
        self.asked.append(texts)
        self.answered = answered

    def close(self):
        pass  # there is no process


def keeper_of(reader):
    waiting = Waiting()
    reader.pinyin.make_transcriber = lambda: waiting
    return reader.pinyin, waiting


def test_what_is_wanted_is_asked_once_and_told_when_all_is_there():
    pinyin, waiting = keeper_of(build_reader(tasks=ImmediateTasks()).reader)
    told = []
    pinyin.changed.connect(lambda _nothing: told.append(True))
    pinyin.want(("一", "二", "一", "plain"))
    pinyin.want(("二",))
    assert waiting.asked == [("一", "二")]
    waiting.answered(Told("一", (Pinyin(0, 1, "yī"),)))
    assert (pinyin.of("一"), pinyin.of("二"), told) == ((Pinyin(0, 1, "yī"),), None, [])
    waiting.answered(Told("二", ()))
    assert (pinyin.of("二"), told) == ((), [True])


def test_words_of_ones_own_make_it_ask_anew():
    built = build_reader()
    pinyin, waiting = keeper_of(built.reader)
    pinyin.want(("一",))
    old = waiting.answered
    pinyin.follow((Entry("一", pinyin="yao1"),))
    old(Told("一", (Pinyin(0, 1, "yī"),)))  # too late
    assert pinyin.of("一") is None
    pinyin.want(("一",))
    assert waiting.asked == [("一",), ("一",)]


def test_a_computer_without_dictionary_says_so_once():
    built = build_reader()
    pinyin, waiting = keeper_of(built.reader)
    pinyin.want(("一", "二"))
    waiting.answered(Unknown())
    waiting.answered(Unknown())
    assert [said.key for said in built.said] == ["say.no-pinyin"]
    assert pinyin.of("三") == ()
    assert pinyin.is_idle


def test_the_command_says_what_it_did_and_can_be_undone():
    built = build_reader()
    perform(built.reader, "pinyin")
    assert (built.reader.appearance.pinyin, built.last_words) == (True, "字上已加拼音")
    perform(built.reader, "undo")
    assert not built.reader.appearance.pinyin
    perform(built.reader, "pinyin")
    perform(built.reader, "reset")
    assert not built.reader.appearance.pinyin
