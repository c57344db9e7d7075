"""Text as phonemes for the neural voice: syllables, English words, pieces with their places."""

import pytest

from gxreader.errors import SpeechError
from gxreader.speech.mandarin.values import Syllable, Word
from gxreader.speech.neural import bopomofo, english, syllables
from gxreader.speech.neural.alphabet import LONGEST, NUMBERS
from gxreader.speech.neural.phrase import COMFORTABLE, Part, pause, pieces
from gxreader.speech.neural.spelling import USUAL, spelling_of

SPELLED = """
a ai an ang ao e ei en eng er o ou yi ya yan yang yao ye yin ying yong you yo wu wa wai wan wang wei
wen weng wo yu yuan yue yun ba bo bai bei bao ban ben bang beng bi bie biao bian bin bing bu pa po
ma mo mou fa fo fei da de dai dao dou dan dang deng dong di die diao diu dian ding du duo dui duan
dun ta te ne nei nen neng nong ni nie niao niu nian nin niang ning nu nuo nuan nv nve la le lia lie
liang lu lun lv lve ga ge gua guai guang ka kong ha hei hua ji jia jie jiu jian jiang jiong ju jue
juan jun qi qiong qu quan xi xia xu xue zhi zha zhong zhuang chi chu chuang shi shei shua shuai shui
ri re rong rua zi za zei zong ci cuo si sui m n ng hm hng
""".split()  # noqa: SIM905  # easier to read


@pytest.mark.parametrize("sound", SPELLED)
def test_every_syllable_has_phonemes_the_model_knows(sound):
    for tone in (1, 2, 3, 4, 5):
        written = syllables.phonemes(Syllable(0, 1, sound, tone))
        assert written
        assert all(sign in NUMBERS for sign in written)
        assert sum(sign in "→↗↓↘" for sign in written) == (tone != 5)


@pytest.mark.parametrize(
    ("sound", "tone", "rhotic", "written"),
    [
        ("zhong", 1, False, "ʈʂʊ→ŋ"),
        ("guo", 2, False, "kwo↗"),
        ("shi", 4, False, "ʂɨ↘"),
        ("si", 4, False, "sɨ↘"),
        ("xi", 3, False, "ɕi↓"),
        ("ju", 2, False, "tɕy↗"),
        ("nv", 3, False, "ny↓"),
        ("lve", 4, False, "lɥe↘"),
        ("yuan", 2, False, "ɥɛ↗n"),
        ("quan", 2, False, "tɕʰɥɛ↗n"),
        ("er", 4, False, "ɚ↘"),
        ("bo", 1, False, "pwo→"),
        ("wen", 2, False, "wə↗n"),
        ("liu", 4, False, "ljou↘"),
        ("de", 5, False, "tɤ"),
        ("hua", 1, True, "xwa→ɻ"),
        ("dian", 3, True, "tjɛ↓ɻ"),
        ("hai", 2, True, "xa↗ɻ"),
        ("shi", 4, True, "ʂə↘ɻ"),
        ("kong", 4, True, "kʰʊ↘ŋɻ"),
    ],
)
def test_a_syllable_is_written_as_the_model_was_taught(sound, tone, rhotic, written):
    assert syllables.phonemes(Syllable(0, 1, sound, tone, rhotic)) == written


def test_what_is_no_syllable_is_refused():
    with pytest.raises(KeyError):
        syllables.phonemes(Syllable(0, 1, "qxz", 1))


@pytest.mark.parametrize(
    ("ipa", "american", "british"),
    [
        ("həlˈo^ʊ", "həlˈO", None),
        ("həlˈə^ʊ", None, "həlˈQ"),
        ("d^ʒˈʌd^ʒ", "ʤˈʌʤ", "ʤˈʌʤ"),
        ("wˈɔːɾɚ", "wˈɔTəɹ", None),
        ("bˈʌʔn̩", "bˈʌtᵊn", "bˈʌtᵊn"),
        ("nˈɜːs", "nˈɜɹs", "nˈɜːs"),
        ("fˈa^ɪv", "fˈIv", "fˈIv"),
        ("ɐ", "ɐ", "ɐ"),
        ("ɐbˈa^ʊt", "əbˈWt", "əbˈWt"),
        ("bˈɔ^ɪ", "bˈY", "bˈY"),
        ("lˈɪɾə^l", "lˈɪTᵊl", None),
        ("ɡˈe^ɪt", "ɡˈAt", "ɡˈAt"),
    ],
)
def test_espeaks_sounds_become_the_models(ipa, american, british):
    for expected, is_british in ((american, False), (british, True)):
        if expected is not None:
            written = english.written(ipa, british=is_british)
            assert written == expected
            assert all(sign in NUMBERS for sign in written)


def test_a_word_no_model_can_say_is_left_to_another_voice():
    with pytest.raises(SpeechError) as caught:
        USUAL.word(Word(0, 1, (Syllable(0, 1, "qxz", 1),)))
    assert caught.value.key == "speech.neural-failed"
    assert USUAL.word(Word(0, 2, (Syllable(0, 1, "ni", 2), Syllable(1, 2, "hao", 3)))) == "ni↗xau↓"


def test_every_word_keeps_its_place():
    def words(text):
        return [word.strip(",.“”").lower() for word in text.split()]

    text = "The Wi-Fi, it's “on”."
    assert english.pronounced(text, words, british=False) == [
        (0, 3, "thA"),
        (4, 9, "wi-fi"),
        (11, 15, "it's"),
        (17, 19, "ɔn"),
    ]
    assert english.pronounced("—", words, british=False) == []


def test_words_said_as_one_are_marked_as_one():
    def words(text):
        return text.replace("of the", "ofthe").replace(",", "").split()

    found = english.pronounced("of the", words, british=True)
    assert [(start, end) for start, end, _ in found] == [(0, 6)]
    found = english.pronounced("one of the best", words, british=True)  # asked for in smaller stretches
    assert [(start, end) for start, end, _ in found] == [(0, 3), (4, 6), (7, 10), (11, 15)]


def test_phonemes_know_the_part_they_come_from():
    parts = [Part("ni↓", 0, 1), Part("xau↓", 1, 2), pause(",", 2, 3), Part("a→", 3, 4), pause("”", 4, 5)]
    (piece,) = pieces(parts)
    signs = {number: sign for sign, number in NUMBERS.items()}
    assert "".join(signs[number] for number in piece.numbers) == "ni↓ xau↓, a→"
    assert piece.owners == (0, 0, 0, -1, 1, 1, 1, 1, -1, -1, 3, 3)


def test_a_long_sentence_is_divided_at_its_marks():
    clause = [Part("kwo↗", number, number + 1) for number in range(20)]
    parts = [part for _ in range(6) for part in (*clause, pause(",", 20, 21))]
    found = pieces(parts)
    assert len(found) > 1
    assert all(len(piece.numbers) <= COMFORTABLE for piece in found)
    assert sum(len(piece.parts) for piece in found) == len(parts)
    assert all(piece.parts[-1].is_pause for piece in found)


def test_a_sentence_without_marks_is_divided_all_the_same():
    parts = [Part("ʈʂwa→ŋ", number, number + 1) for number in range(200)]
    found = pieces(parts)
    assert all(0 < len(piece.numbers) <= LONGEST for piece in found)
    assert [part for piece in found for part in piece.parts] == parts


def test_marks_alone_are_nothing_to_say():
    assert pieces([pause(",", 0, 1), pause("“", 1, 2)]) == []
    assert pieces([]) == []


@pytest.mark.parametrize(
    ("sound", "tone", "rhotic", "written"),
    [
        ("zhong", 1, False, "ㄓ中1"),
        ("guo", 2, False, "ㄍ我2"),
        ("xue", 2, False, "ㄒ月2"),
        ("yuan", 2, False, "元2"),
        ("qu", 4, False, "ㄑㄩ4"),
        ("nv", 3, False, "ㄋㄩ3"),
        ("zi", 5, False, "ㄗㄭ5"),
        ("shi", 4, False, "ㄕ十4"),
        ("wei", 4, False, "为4"),
        ("liu", 2, False, "ㄌ又2"),
        ("dian", 3, True, "ㄉ言R3"),
        ("er", 2, False, "ㄦ2"),
        ("n", 2, False, "ㄋ2"),
    ],
)
def test_a_syllable_in_zhuyin_is_written_as_the_newer_model_was_taught(sound, tone, rhotic, written):
    assert bopomofo.phonemes(Syllable(0, 1, sound, tone, rhotic)) == written


def test_every_syllable_can_be_written_in_zhuyin():
    for sound in SPELLED:
        written = bopomofo.phonemes(Syllable(0, 1, sound, 3, rhotic=False))
        assert written[-1] == "3"
        assert len(written) > 1


def test_words_of_a_model_with_zhuyin_have_a_joint_of_their_own():
    signs = ["ㄓ", "中", "1", "/", " ", ","]
    spelling = spelling_of({sign: number for number, sign in enumerate(signs, 1)})
    parts = [Part("ㄓ中1", 0, 1), Part("ㄓ1", 1, 2, joint="/"), pause(",", 2, 3), Part("中1", 3, 4)]
    piece = pieces(parts, spelling)[0]
    assert "".join(signs[number - 1] for number in piece.numbers) == "ㄓ中1/ㄓ1, 中1"
    assert spelling_of({}).numbers is NUMBERS
    assert spelling_of({"a": 1}).joint == " "
