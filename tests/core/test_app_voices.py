"""A voice for each language: chosen, heard at once, kept."""

import pytest

from gxreader.app.voices import Voices, offered, voice_name
from gxreader.i18n.messages import messages
from gxreader.settings.schema import SENTENCE_PAUSE, SKIP_TABLES, VOICE_EN, VOICE_ZH
from gxreader.settings.store import Settings
from gxreader.speech.state import PlayerState
from gxreader.speech.values import Voice
from tests.parts import build_reader, small_article

XIAOXIAO = Voice("kokoro:zf_xiaoxiao", "Xiaoxiao", "zh-CN", "kokoro")
XIAOBEI = Voice("kokoro:zf_xiaobei", "Xiaobei", "zh-CN", "kokoro")
HUIHUI = Voice("sapi5:huihui", "Microsoft Huihui", "zh-CN", "sapi5")
CMN = Voice("espeak:sit/cmn", "Chinese (Mandarin)", "zh-CN", "espeak")
PINYIN = Voice("espeak:sit/cmn-latn-pinyin", "Pinyin", "zh-Latn-pinyin", "espeak")
AMERICAN = Voice("espeak:gmw/en-us", "English (America)", "en-us", "espeak")
SCOTS = Voice("espeak:gmw/en-gb-scotland", "English (Scotland)", "en-gb-scotland", "espeak")
YUE = Voice("espeak:sit/yue", "Cantonese", "yue", "espeak")
ALL = (CMN, PINYIN, AMERICAN, SCOTS, YUE, HUIHUI, XIAOXIAO, XIAOBEI)


@pytest.fixture
def built():
    made = build_reader(Settings(None))
    made.reader.opening.show(small_article())
    made.voices = made.reader.voices
    made.voices.load()
    made.voices._take(ALL)
    return made


def test_the_natural_voices_come_first_and_odd_accents_not_at_all():
    assert offered(ALL, "zh") == (XIAOXIAO, XIAOBEI, HUIHUI, CMN)
    assert offered(ALL, "en") == (AMERICAN,)
    assert offered(ALL, "yue") == (YUE,)
    assert offered((), "zh") == ()


def test_a_voice_has_a_name_in_the_readers_language():
    assert voice_name(XIAOXIAO, messages("zh")) == "晓晓（女声）"
    assert voice_name(CMN, messages("en")) != CMN.name
    assert voice_name(HUIHUI, messages("zh")) == HUIHUI.name


def test_without_a_choice_the_best_voice_reads(built):
    assert built.voices.chosen("zh") == XIAOXIAO
    assert built.reader.settings.get(VOICE_ZH) == ""


def test_a_step_chooses_keeps_and_is_heard(built):
    heard = []
    built.reader.listening.player()._sink.enqueue = lambda *given: heard.append(given)
    built.voices.step("zh", 1)
    assert built.reader.settings.get(VOICE_ZH) == XIAOBEI.id
    assert built.voices.chosen("zh") == XIAOBEI
    assert len(heard) == 1
    built.voices.step("zh", -1)
    built.voices.step("zh", -1)
    assert built.voices.chosen("zh") == CMN  # round and round
    assert built.reader.listening.player().settings.voice_for("zh") == CMN.id


def test_trying_a_voice_ends_reading_and_keeps_the_place(built):
    built.reader.listening.toggle()
    built.reader.listening.next_sentence()
    place = built.reader.session.place
    built.voices.try_out("en")
    assert built.reader.listening.state is PlayerState.IDLE
    assert built.reader.session.place == place
    built.reader.listening.toggle()
    assert built.reader.listening.here == place


def test_what_comes_late_is_not_heard_over_the_article(built):
    player, heard, waiting = built.reader.listening.player(), [], []
    player._synthesiser.ask = lambda *asked: waiting.append(asked)
    player._sink.enqueue = lambda *given: heard.append(given)
    built.voices.try_out("zh")
    del player._synthesiser.ask
    built.reader.listening.toggle()
    ticket, request, answered = waiting[0]
    before = len(heard)
    answered(ticket, player._synthesiser._engine.synthesise(request))
    assert len(heard) == before


def test_a_language_without_a_voice_is_told(built):
    built.voices._take((CMN,))
    built.voices.try_out("en")
    built.voices.step("yue", 1)
    assert [said.key for said in built.said[-2:]] == ["say.no-voice", "say.no-voice"]
    assert built.reader.settings.get(VOICE_EN) == ""


def test_pauses_go_from_short_to_long_and_round(built):
    controls = built.reader.listening.controls
    assert controls.pauses == "ordinary"
    controls.next_pauses()
    assert controls.pauses == "long"
    assert built.reader.listening.player().settings.sentence_pause == built.reader.settings.get(
        SENTENCE_PAUSE
    )
    controls.next_pauses()
    assert controls.pauses == "short"


def test_only_the_text_is_read_when_wished(built):
    controls = built.reader.listening.controls
    controls.switch_skipping()
    assert controls.is_skipping
    assert built.reader.settings.get(SKIP_TABLES)
    controls.switch_skipping()
    assert not controls.is_skipping


def test_the_list_is_asked_for_once():
    made = build_reader(Settings(None))
    asked = []
    made.reader.listening.player().list_voices = asked.append
    voices = Voices(
        made.reader.settings, made.reader.announcements, made.reader.opening.tasks, made.reader.listening
    )
    voices.load()
    voices.load()
    assert len(asked) == 1
    assert not voices.is_loaded
    asked[0]((CMN,))
    assert voices.chosen("zh") == CMN
