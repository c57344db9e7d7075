"""A voice that reads Chinese word for word is told what it would misread, in characters it reads rightly."""

import json
import subprocess
import sys

import pytest

from gxreader import resources
from gxreader.speech.dictionary import Dictionary, Entry, Match, readings, write_entries
from gxreader.speech.engines.espeak_spelling import IN_LETTERS, respell
from gxreader.speech.engines.silent import SilentEngine
from gxreader.speech.homophones import canonical, homophone, in_homophones
from gxreader.speech.normalise import normalise
from gxreader.speech.reading import read_sentence
from gxreader.speech.values import SpeechRequest


class PlainEngine(SilentEngine):
    """Reads characters only, and remembers what it was given."""

    def synthesise(self, request):
        self.request = request
        return super().synthesise(request)


def list_for_plain_voices() -> Dictionary:
    return Dictionary((), readings())


@pytest.fixture
def own(monkeypatch, tmp_path):
    """The reader's dictionary is a file of ours; the lists that come along are there too."""
    monkeypatch.setattr("gxreader.speech.dictionary.own_file", lambda: tmp_path / "own.toml")
    from gxreader.speech import reading

    reading._dictionary.cache_clear()
    yield tmp_path / "own.toml"
    reading._dictionary.cache_clear()


def test_a_plain_voice_gets_characters_that_sound_so_and_each_stands_for_its_own(own):
    write_entries(
        own, (Entry("邕城", pinyin="yong1 cheng2"), Entry("好玩", pinyin="hao3 wanr2", match=Match.PATTERN))
    )
    engine = PlainEngine()
    text = "到邕城去。"
    utterance = read_sentence(engine, SpeechRequest(text, "zh"))
    said = engine.request.text
    assert said == f"到{homophone('yong1')}{homophone('cheng2')}去。"
    assert engine.request.pinyin == ()
    assert [text[mark.start : mark.start + mark.length] for mark in utterance.marks] == list("到邕城去")
    read_sentence(engine, SpeechRequest("真好玩", "zh"))
    assert engine.request.text.endswith("儿")


def test_pinyin_is_for_mandarin_alone(own):
    write_entries(own, (Entry("邕城", pinyin="yong1 cheng2"),))
    engine = PlainEngine()
    read_sentence(engine, SpeechRequest("到邕城去啦。", "yue"))
    assert engine.request.text == "到邕城去啦。"


def test_what_comes_along_is_told_to_a_plain_voice_and_not_to_one_that_knows(own):
    assert not own.exists()

    class Knowing(PlainEngine):
        reads_pinyin = True

    plain, knowing = PlainEngine(), Knowing()
    for engine in (plain, knowing):
        read_sentence(engine, SpeechRequest("他当上了馆长。", "zh"))
    assert plain.request.text == "他当上了馆掌。"
    assert knowing.request.text == "他当上了馆长。"
    assert knowing.request.pinyin == ()


def test_syllables_that_are_not_one_for_each_character_stand_for_the_whole():
    spoken = in_homophones(normalise("一会儿见", "zh"), ((0, 3, "yi2 huir4"),))
    assert spoken.text.endswith("儿见")
    assert {spoken.origins[place] for place in range(len(spoken.text) - 1)} == {(0, 3)}


@pytest.mark.parametrize(
    ("written", "syllables"),
    [
        ("chong2 qing4", "chong2 qing4"),
        ("chong2qing4", "chong2 qing4"),
        ("Chóng qìng", "chong2 qing4"),
        ("lü4", "lv4"),
        ("nǚ ér", "nv3 er2"),
        ("lu:4", "lv4"),
        ("ma5 ma0", "ma5 ma5"),
        ("wanr2", "wanr2"),
        ("hello", None),
        ("xyz1", None),
        ("", None),
        ("chong", None),
    ],
)
def test_pinyin_is_understood_as_people_write_it(written, syllables):
    assert canonical(written) == syllables


def test_the_list_is_whole_and_every_entry_finds_its_word():
    entries = readings()
    assert len(entries) >= 200
    assert len({(entry.written, entry.match) for entry in entries}) == len(entries)
    for entry in entries:
        sample = entry.note.split()[0] if entry.match is Match.PATTERN else entry.written
        assert list(entry.places(sample)), entry
        assert canonical(entry.pinyin) == entry.pinyin, entry
        entry.check()


@pytest.mark.parametrize(
    "text",
    [
        "国家会长期支持",
        "中央行政机关",
        "注重建设新村",
        "地区长期干旱",
        "一支行进的队伍",
        "农村长者",
        "多元化学校长期",
        "隆重庆祝",
        "提供给大家",
        "执行情况报告",
        "团结实干",
        "这种菜很新鲜",
        "类似的做法",
        "都安排好了",
        "社会计划",
        "网下调查",
        "艰难民生",
        "研发型企业",
        "每个人参加",
        "G20高速",
    ],
)
def test_the_starting_list_leaves_alone_what_only_looks_like_its_words(text):
    readings = list_for_plain_voices().apply(text, "zh", reads_pinyin=False)[1]
    assert [text[start:end] for start, end in readings] in ([], ["长者"])


PHONEMES = """
import ctypes, json, sys
import espeakng_loader as loader
library = ctypes.CDLL(loader.get_library_path())
library.espeak_Initialize(1, 0, loader.get_data_path().encode(), 0)
library.espeak_SetVoiceByName(b"cmn")
library.espeak_TextToPhonemes.restype = ctypes.c_char_p
def phonemes(text):
    buffer = ctypes.create_string_buffer(text.encode())
    place = ctypes.c_void_p(ctypes.addressof(buffer))
    return library.espeak_TextToPhonemes(ctypes.byref(place), 1, 0).decode()
pairs = json.load(sys.stdin)
print(json.dumps([(one, phonemes(one)) for one, other in pairs if phonemes(one) != phonemes(other)]))
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="the readings are those of espeak-ng on Linux")


@linux
def test_every_homophone_is_read_by_espeak_as_its_syllable():
    pairs = []
    for line in resources.path("speech", "homophones.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            base, *signs = line.split()
            assert len(signs) == 5
            pairs += [(f"{base}{tone}", sign) for tone, sign in enumerate(signs, 1) if sign != "-"]
    assert len(pairs) > 1200
    program = [sys.executable, "-c", PHONEMES]
    done = subprocess.run(program, input=json.dumps(pairs), capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


@linux
def test_what_espeak_reads_as_english_is_respelled_and_nothing_else_needs_it():
    common = [bytes([row, cell]).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFF)]
    pairs = [(IN_LETTERS.get(sign, sign), "") for sign in {*common, *IN_LETTERS}]
    done = subprocess.run(
        [sys.executable, "-c", PHONEMES], input=json.dumps(pairs), capture_output=True, text=True, check=True
    )
    spoken = json.loads(done.stdout)
    assert len(spoken) == len(pairs)
    assert [sign for sign, phonemes in spoken if "(en)" in phonemes] == []
    heard = respell(normalise("英雄！", "zh"), "zh-CN")
    assert heard.text == "英 xu5ong2 ！"
    assert heard.original(1, 9) == (1, 2)
    letters = respell(normalise("看AQI值", "zh"), "zh")
    assert letters.text == "看A-Q-I值"
    assert letters.original(1, 6) == (1, 4)
    assert respell(normalise("英雄", "yue"), "yue").text == "英雄"
