"""How numbers, dates, signs and addresses are said, and the way back to what is on screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxreader.speech.normalise import normalise
from gxreader.speech.numbers import number

CHINESE = [
    ("2024年春", "二零二四年春"),
    ("3000年历史", "三千年历史"),
    ("2024-2025年", "二零二四到二零二五年"),
    ("1990年代", "一九九零年代"),
    ("2026-02-23", "二零二六年二月二十三日"),
    ("2026/3/1", "二零二六年三月一日"),
    ("12月31日", "十二月三十一日"),
    ("08:20", "八点二十分"),
    ("14:05", "十四点零五分"),
    ("08:00", "八点整"),
    ("2:30", "两点三十分"),
    ("00:15", "零点十五分"),
    ("08:20-09:30", "八点二十分到九点三十分"),
    ("12:30:45", "十二点三十分四十五秒"),
    ("5%", "百分之五"),
    ("0.5％", "百分之零点五"),
    ("下降-2%", "下降负百分之二"),
    ("5%-10%", "百分之五到百分之十"),
    ("5-10%", "百分之五到百分之十"),
    ("3‰", "千分之三"),
    ("1,234,567人", "一百二十三万四千五百六十七人"),
    ("3.14", "三点一四"),
    ("10001", "一万零一"),
    ("2000余名", "两千余名"),
    ("2个", "两个"),
    ("第2个", "第二个"),
    ("2万吨", "两万吨"),
    ("12个", "十二个"),
    ("3-5人", "三到五人"),
    ("¥99.5", "九十九点五元"),
    ("￥3万元", "三万元"),
    ("$200", "二百美元"),
    ("HK$5万", "五万港元"),
    ("拨打12345", "拨打幺二三四五"),
    ("12345热线", "幺二三四五热线"),
    ("13812345678", "幺三八幺二三四五六七八"),
    ("0771-1234567", "零七七幺，幺二三四五六七"),
    ("气温-5℃", "气温零下五摄氏度"),
    ("海拔-3米", "海拔负三米"),
    ("1/3的人", "三分之一的人"),
    ("3:2获胜", "三比二获胜"),
    ("比例为1:10", "比例为一比十"),
    ("120km", "一百二十公里"),
    ("3.5km²", "三点五平方公里"),
    ("350km/h", "三百五十公里每小时"),
    ("G72高速", "G七二高速"),
    ("5G网络", "五G网络"),
    ("No.5", "第五号"),
    ("1.2.3版", "一点二点三版"),
    ("https://www.gxzf.gov.cn/a/b.html?x=1", "网址gxzf点gov点cn"),
    ("abc@example.com", "abc at example点com"),
    ("R&D", "R和D"),
    ("１２３人", "一百二十三人"),
    ("证号452123199001011234", "证号四五二一二三一九九零零一零一一二三四"),
    ("春风又绿。", "春风又绿。"),
]

ENGLISH = [
    ("On 2026-02-23", "On February 23, 20 26"),
    ("at 08:20", "at 8 20"),
    ("at 08:05", "at 8 oh 5"),
    ("at 14:30", "at 2 30 pm"),
    ("at 9:00 am", "at 9 am"),
    ("at 08:00", "at 8 o'clock"),
    ("in 1985", "in 19 85"),
    ("since 1905", "since 19 oh 5"),
    ("in 2005", "in 2005"),
    ("the 1990s", "the 19 nineties"),
    ("2010-2015", "20 10 to 20 15"),
    ("5% of", "5 percent of"),
    ("1,234,567 people", "1234567 people"),
    ("$1,299.50", "1299.50 dollars"),
    ("$1", "1 dollar"),
    ("£3.5 million", "3.5 million pounds"),
    ("5-10 km", "5 to 10 kilometres"),
    ("-5°C", "minus 5 degrees Celsius"),
    ("1/2 cup", "one half cup"),
    ("e.g. tea", "for example tea"),
    ("Mr. Li", "Mister Li"),
    ("St. John", "Saint John"),
    ("No. 5", "number 5"),
    ("see https://www.gov.uk/help?x=1", "see gov dot uk"),
    ("score 3:2", "score 3 to 2"),
    ("salt & tea", "salt  and  tea"),
    ("1234 books", "1234 books"),
]


@pytest.mark.parametrize(("written", "said"), CHINESE)
def test_chinese_is_said_as_people_say_it(written, said):
    assert normalise(written, "zh-CN").text == said


@pytest.mark.parametrize(("written", "said"), ENGLISH)
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
    ],
)
def test_numbers_in_chinese_words(digits, words):
    assert number(digits) == words


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


@given(
    st.text(
        alphabet=st.sampled_from("0123456789年月日时:：.-/%℃¥$,GkmNo 人万2两a@&+（）https://www。"),
        max_size=60,
    )
)
def test_every_spoken_character_comes_from_somewhere_in_order(text):
    for language in ("zh", "en", "fr"):
        spoken = normalise(text, language)
        assert len(spoken.origins) == len(spoken.text)
        assert all(0 <= start < end <= len(text) for start, end in spoken.origins)
        starts = [start for start, _end in spoken.origins]
        assert starts == sorted(starts)


def test_a_language_without_rules_is_left_as_it_is():
    assert normalise("Le 2024-01-02 à 5 %", "fr").text == "Le 2024-01-02 à 5 %"
