"""The measure itself, on cases counted by hand: a listener is worth no more than the count behind it."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from listening_measures import (
    Unit,
    compare,
    english_number,
    english_score,
    english_units,
    mandarin_score,
    mandarin_units,
    read_set,
)

READINGS = """
    今jin 天tian 去qu 银yin 行hang 里li 新xin 书shu 店dian 明ming 年nian 人ren 医yi 院yuan 零ling 一yi 二er
    三san 四si 五wu 六liu 七qi 八ba 九jiu 十shi 百bai 千qian 万wan 点dian 分fen 之zhi 是shi 的de
    地di 得de 慢man 走zou 打da 开kai 月yue 日ri 他ta 她ta 机ji
"""
PINYIN = {entry[0]: entry[1:] for entry in READINGS.split()}


def syllables(text):
    return [PINYIN[character] for character in text]


def units(text):
    return [Unit(word, word) for word in text.split()]


def score(said, heard):
    return mandarin_score(said, heard, syllables)


@pytest.mark.parametrize(
    ("said", "heard", "errors"),
    [
        ("a b c", "a b c", 0),
        ("a b c", "a x c", 1),  # another one
        ("a b c", "a c", 1),  # one left out
        ("a b c", "a b b c", 1),  # one too many
        ("a b c", "", 3),
        ("", "a", 1),
        ("a b c d", "b c d e", 2),  # one left out, one added
        ("k i t t e n", "s i t t i n g", 3),
    ],
)
def test_errors_are_counted_as_by_hand(said, heard, errors):
    assert compare(units(said), units(heard)).errors == errors


def test_the_rate_is_errors_for_each_unit_said():
    assert compare(units("a b c d"), units("a x c d")).rate == 0.25
    assert compare(units("a"), units("x y z")).rate == 3.0
    assert compare([], []).rate == 0.0


def test_what_was_heard_otherwise_is_told_in_one_stretch():
    assert compare(units("a b c d e"), units("a x y d f")).differences == (("b c", "x y"), ("e", "f"))


def test_a_sentence_heard_in_other_characters_of_the_same_sound_is_right():
    assert score("他去银行", "她去银行").errors == 0
    assert score("慢慢地走", "慢慢的走").errors == 0
    assert score("慢慢得走", "慢慢地走").errors == 0


def test_a_wrong_syllable_is_an_error_and_shown_as_it_was_written():
    found = score("今天去银行", "今天去医院")
    assert (found.errors, found.length) == (2, 5)
    assert found.differences == (("银行", "医院"),)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("二零二六年一月二日", "2026年1月2日"),
        ("百分之六点五", "6.5%"),
        ("两千人", "2000人"),
        ("打幺二零", "打120"),
        ("是一百二十人", "是120人"),
        ("一二三四五是", "12345是"),
        ("打开AI", "打开 AI。"),
        ("开机", "开机！"),
    ],
)
def test_figures_are_heard_as_they_were_said(said, heard):
    assert score(said, heard).errors == 0


def test_figures_that_were_heard_wrong_are_errors():
    assert score("二零二六年", "2025年").errors == 1
    assert score("百分之六点五", "6.5").errors == 3


def test_initials_are_letters_and_latin_words_are_words():
    assert [unit.sound for unit in mandarin_units("GDP是Wi-Fi的", syllables)] == [
        *"gdp",
        "shi",
        "wifi",
        "de",
    ]


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ("0", "zero"),
        ("13", "thirteen"),
        ("20", "twenty"),
        ("98", "ninety eight"),
        ("286", "two hundred eighty six"),
        ("2400", "two thousand four hundred"),
        ("350012", "three hundred fifty thousand twelve"),
        ("6.50", "six point five zero"),
        ("05", "zero five"),
        ("5550123", "five five five zero one two three"),
    ],
)
def test_english_numbers_in_words(figures, words):
    assert english_number(figures) == words


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("It was built in nineteen ninety eight.", "It was built in 1998"),
        ("The bus leaves at eight twenty.", "the bus leaves at 8:20"),
        ("The bus leaves at eight twenty.", "The bus leaves at 8.20."),
        ("two thousand four hundred metres", "2,400 meters"),
        ("fifteen dollars", "$15"),
        ("sixty five percent of them", "65% of them."),
        ("Doctor Brown doesn't", "Dr. Brown doesnt"),
        ("two hundred and six", "206"),
    ],
)
def test_english_is_compared_as_it_is_said(said, heard):
    assert english_score(said, heard).errors == 0


def test_english_errors_are_words():
    found = english_score("the old bridge is closed", "the cold bridge closed")
    assert (found.errors, found.length) == (2, 5)
    assert found.differences == (("old", "cold"), ("is", ""))


def test_an_and_is_left_out_of_numbers_alone():
    assert english_units("you and me and 5 hundred and 2") == units("you and me and five hundred two")


def test_the_fixed_sets_are_large_enough_and_say_how_figures_are_said():
    folder = Path(__file__).resolve().parents[1] / "fixtures" / "speech"
    chinese = read_set((folder / "heard_zh.txt").read_text(encoding="utf-8"))
    english = read_set((folder / "heard_en.txt").read_text(encoding="utf-8"))
    assert len(chinese) >= 40
    assert len(english) >= 20
    assert len({written for written, _said in chinese + english}) == len(chinese) + len(english)
    for written, said in chinese + english:
        assert not any(character.isdigit() for character in said), written
