"""How numbers, dates, signs and addresses are said, and the way back to what is on screen."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxreader.speech.normalise import normalise
from gxreader.speech.numbers import number
from tests.core import normalisation_en, normalisation_zh


@pytest.mark.parametrize(("written", "said"), normalisation_zh.CASES)
def test_chinese_is_said_as_people_say_it(written, said):
    assert normalise(written, "zh-CN").text == said


@pytest.mark.parametrize(("written", "said"), normalisation_en.CASES)
def test_english_is_said_as_people_say_it(written, said):
    assert normalise(written, "en").text == said


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("0", "零"),
        ("10", "十"),
        ("110", "一百一十"),
        ("1010", "一千零一十"),
        ("20000", "两万"),
        ("007", "零零七"),
        ("203000", "二十万三千"),
        ("100003000", "一亿零三千"),
        ("100000001", "一亿零一"),
        ("12000000000", "一百二十亿"),
        ("22000", "两万二千"),
        ("100020000", "一亿零二万"),
        ("1002", "一千零二"),
        ("12345678901234567", "一二三四五六七八九零一二三四五六七"),
    ],
)
def test_numbers_in_chinese_words(digits, words):
    assert number(digits) == words


def test_cantonese_dictates_numbers_with_the_ordinary_one():
    assert normalise("打12345啦", "yue").text == "打一二三四五啦"


def test_a_mark_on_spoken_words_finds_the_characters_on_screen():
    spoken = normalise("到2024年为止", "zh")
    assert spoken.text == "到二零二四年为止"
    assert spoken.original(1, 2) == (1, 5)  # one spoken digit stands for the whole number
    assert spoken.original(5, 6) == (5, 6)
    assert spoken.original(0, 2) == (0, 5)


def test_a_sign_before_a_number_is_not_lost():
    spoken = normalise("涨了¥3", "zh")
    start = spoken.text.index("元")
    assert spoken.original(start, start + 1) == (2, 4)


PIECES = st.lists(
    st.one_of(
        st.sampled_from([written for written, _said in normalisation_zh.CASES + normalisation_en.CASES]),
        st.text(
            alphabet=st.sampled_from(
                "0123456789年月日时:：.-—/%℃‰¥$,GkmNo 人万2两a@&+（）[]《》①Ⅲ½²³¹#*~…\n山水"
            ),
            max_size=12,
        ),
        st.text(max_size=6),
    ),
    max_size=6,
).map("".join)


@given(PIECES)
def test_every_spoken_character_comes_from_somewhere_in_order(text):
    for language in ("zh", "en", "yue", "fr"):
        spoken = normalise(text, language)
        assert len(spoken.origins) == len(spoken.text)
        assert all(0 <= start < end <= len(text) for start, end in spoken.origins)
        assert list(spoken.origins) == sorted(spoken.origins)
        stretches = sorted(set(spoken.origins))
        overlapping = [(one, two) for one, two in itertools.pairwise(stretches) if two[0] < one[1]]
        assert not overlapping


@given(PIECES)
def test_no_letter_or_figure_is_lost(text):
    for language in ("zh", "en"):
        covered = set()
        for start, end in normalise(text, language).origins:
            covered.update(range(start, end))
        assert not [
            character for at, character in enumerate(text) if at not in covered and character.isalnum()
        ]


@given(PIECES)
def test_what_no_rule_has_claimed_is_said_as_it_is_written(text):
    spoken = normalise(text, "zh")
    for character, (start, end) in zip(spoken.text, spoken.origins, strict=True):
        if end - start == 1 and text[start].isalpha() and text[start] > "\u4e00" and character > "\u4e00":
            assert character == text[start]


@given(PIECES)
def test_a_chinese_voice_is_given_no_figure_and_no_sign_to_guess_at(text):
    assert not re.search(r"[-0-9%‰℃+=×÷±≥≤&@#/*~<>|\\^$€£¥]", normalise(text, "zh").text)


def test_a_language_without_rules_is_left_as_it_is():
    assert normalise("Le 2024-01-02 à 5 %", "fr").text == "Le 2024-01-02 à 5 %"
