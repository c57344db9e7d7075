"""The Mandarin front end: syllables with tones, on sentences whose readings were written down beforehand."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from gxreader.speech.mandarin import Foreign, Pause, Word, is_pinyin, pronounce, unknown

FIXTURES = Path(__file__).parents[1] / "fixtures" / "speech"
READING = re.compile(r"([a-z]+?)([1-5](?:\|[1-5])*)(r?)")


def sentences(name):
    lines = [
        line
        for line in (FIXTURES / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return list(zip(lines[::2], lines[1::2], strict=True))


def syllables(text, wished=None):
    return [
        syllable
        for token in pronounce(text, wished or {})
        if isinstance(token, Word)
        for syllable in token.syllables
    ]


def written(syllable):
    return f"{syllable.sound}{syllable.tone}{'r' if syllable.rhotic else ''}"


def said(text, wished=None):
    return " ".join(map(written, syllables(text, wished)))


def is_right(expected, syllable):
    for choice in expected.split("/"):
        sound, tones, rounded = READING.fullmatch(choice).groups()
        if (
            syllable.sound == sound
            and str(syllable.tone) in tones.split("|")
            and syllable.rhotic == bool(rounded)
        ):
            return True
    return False


def compare(name):
    """How many syllables a set expects, and what is wrong of them."""
    count, wrong = 0, []
    for sentence, line in sentences(name):
        expected = [word for word in line.split() if not word.startswith("[")]
        found = syllables(sentence)
        count += len(expected)
        if len(found) != len(expected):
            wrong += [f"{sentence}: {len(found)} syllables for {len(expected)}"] * len(expected)
            continue
        wrong += [
            f"{sentence}: {sentence[syllable.start : syllable.end]} {written(syllable)} for {reading}"
            for reading, syllable in zip(expected, found, strict=True)
            if not is_right(reading, syllable)
        ]
    return count, wrong


@pytest.mark.parametrize(
    ("name", "least"), [("mandarin_syllables.txt", 1500), ("mandarin_held_out.txt", 500)]
)
def test_ninety_nine_of_a_hundred_syllables_are_right(name, least):
    count, wrong = compare(name)
    assert count >= least
    assert len(wrong) <= count / 100, "\n".join(wrong)


def test_a_wrong_tone_is_seen():
    (syllable,) = syllables("马")
    assert is_right("ma3", syllable)
    assert is_right("ma2|3", syllable)
    assert is_right("ma1/ma3", syllable)
    assert not is_right("ma2", syllable)
    assert not is_right("ma3r", syllable)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一天", "yi4 tian1"),
        ("一年", "yi4 nian2"),
        ("一起", "yi4 qi3"),
        ("一定", "yi2 ding4"),
        ("一个", "yi2 ge5"),
        ("第一", "di4 yi1"),
        ("十一", "shi2 yi1"),
        ("一一", "yi1 yi1"),
        ("一百", "yi4 bai3"),
        ("一千", "yi4 qian1"),
        ("一万", "yi2 wan4"),
        ("一月一号", "yi1 yue4 yi1 hao4"),
        ("二〇二一年", "er4 ling2 er4 yi1 nian2"),
        ("统一", "tong3 yi1"),
        ("万一", "wan4 yi1"),
        ("周一", "zhou1 yi1"),
        ("这一天", "zhe4 yi4 tian1"),
        ("看一看", "kan4 yi5 kan4"),
        ("一等奖", "yi1 deng2 jiang3"),
        ("三分之一", "san1 fen1 zhi1 yi1"),
        ("一带一路", "yi2 dai4 yi2 lu4"),
        ("一心一意", "yi4 xin1 yi2 yi4"),
    ],
)
def test_one_changes_by_what_follows_and_what_it_means(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不对", "bu2 dui4"),
        ("不好", "bu4 hao3"),
        ("不", "bu4"),
        ("好不好", "hao3 bu5 hao3"),
        ("来不来", "lai2 bu5 lai2"),
        ("看不见", "kan4 bu5 jian4"),
        ("走不动", "zou3 bu5 dong4"),
        ("了不起", "liao3 bu5 qi3"),
    ],
)
def test_not_rises_before_a_falling_tone_and_is_weak_within(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("你好", "ni2 hao3"),
        ("展览馆", "zhan2 lan2 guan3"),
        ("老保姆", "lao3 bao2 mu3"),
        ("我很好", "wo3 hen2 hao3"),
        ("五五五五", "wu2 wu3 wu2 wu3"),
        ("小李子", "xiao2 li3 zi5"),
        ("李小敏说", "li3 xiao2 min3 shuo1"),
        ("想想", "xiang2 xiang5"),
        ("姐姐", "jie3 jie5"),
        ("你，我", "ni3 wo3"),
    ],
)
def test_third_tones_rise_within_words_before_across_them(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("玩儿", "wan2r"),
        ("花儿", "hua1r"),
        ("一会儿", "yi2 hui4r"),
        ("好好儿", "hao3 hao1r"),
        ("女儿", "nv3 er2"),
        ("儿童", "er2 tong2"),
        ("儿子", "er2 zi5"),
        ("哈尔滨", "ha1 er3 bin1"),
    ],
)
def test_a_rounded_syllable_and_the_syllable_er(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("朋友们", "peng2 you5 men5"),
        ("桌子", "zhuo1 zi5"),
        ("电子", "dian4 zi3"),
        ("电子科技", "dian4 zi3 ke1 ji4"),
        ("石头", "shi2 tou5"),
        ("街头", "jie1 tou2"),
        ("看看", "kan4 kan5"),
        ("站起来", "zhan4 qi5 lai5"),
        ("他起来了", "ta1 qi3 lai5 le5"),
        ("走过来", "zou3 guo5 lai5"),
        ("过去的事", "guo4 qu4 de5 shi4"),
        ("墙上", "qiang2 shang5"),
        ("公里", "gong1 li3"),
        ("漂亮的衣服", "piao4 liang5 de5 yi1 fu5"),
        ("点点滴滴", "dian2 dian3 di1 di1"),
    ],
)
def test_neutral_syllables(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("单主任", "shan4 zhu3 ren4"),
        ("单位", "dan1 wei4"),
        ("仇老师", "qiu2 lao3 shi1"),
        ("报仇", "bao4 chou2"),
        ("记者任海波", "ji4 zhe3 ren2 hai3 bo1"),
        ("他任校长", "ta1 ren4 xiao4 zhang3"),
        ("那家店", "na4 jia1 dian4"),
        ("曾国强、解小芳", "zeng1 guo2 qiang2 xie4 xiao3 fang1"),
        ("他曾去过", "ta1 ceng2 qu4 guo5"),
        ("六安、蚌埠、百色", "lu4 an1 beng4 bu4 bai3 se4"),
    ],
)
def test_names_and_places(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("努力地工作", "nu3 li4 de5 gong1 zuo4"),
        ("熟练地分拣", "shu2 lian4 de5 fen1 jian3"),
        ("肥沃的土地", "fei2 wo4 de5 tu3 di4"),
        ("目的地", "mu4 di4 di4"),
        ("跑得快", "pao3 de5 kuai4"),
        ("我得走了", "wo3 dei2 zou3 le5"),
        ("得了奖", "de2 le5 jiang3"),
        ("吃得了", "chi1 de5 liao3"),
        ("还书", "huan2 shu1"),
        ("还有书", "hai2 you3 shu1"),
    ],
)
def test_words_of_grammar_by_their_neighbours(text, expected):
    assert said(text) == expected


def test_traditional_characters_are_read_like_simplified_ones():
    assert said("頭髮") == "tou2 fa5"
    assert said("隻身前往重慶") == said("只身前往重庆")
    assert said("圖書館裡") == said("图书馆里")
    assert said("乾隆和餅乾") == "qian2 long2 he2 bing3 gan1"
    assert said("看著書") == "kan4 zhe5 shu1"


def test_a_wish_wins_and_third_tones_still_change():
    assert said("重庆", {(0, 2): "zhong4 qing4"}) == "zhong4 qing4"
    assert said("你好", {(0, 1): "ni3"}) == "ni2 hao3"
    assert said("一天", {(0, 1): "yi1"}) == "yi1 tian1"
    assert said("朋友", {(0, 2): "peng2 you3"}) == "peng2 you3"
    assert said("GDP增长", {(0, 3): "ji1 di1 pi4"}) == "ji1 di1 pi4 zeng1 zhang3"
    assert said("那儿", {(0, 2): "nar4"}) == "na4r"


def test_a_wish_that_is_no_pinyin_is_passed_over():
    assert said("重庆", {(0, 2): "xyz9"}) == "chong2 qing4"
    assert [
        is_pinyin(text) for text in ("nü3 ren2", "lüe4", "wan2r", "chong2qing4", "chong", "xyz1", "")
    ] == [
        True,
        True,
        True,
        True,
        False,
        False,
        False,
    ]


def test_letters_marks_and_chinese_keep_their_order_and_places():
    text = "“请看GDP和New York-style的PPT”，（好吗？）……"
    tokens = pronounce(text)
    assert [token.mark for token in tokens if isinstance(token, Pause)] == ["“", "”", ",", "(", "?", ")", "…"]
    assert [token.text for token in tokens if isinstance(token, Foreign)] == ["GDP", "New York-style", "PPT"]
    ends = [0, *(token.end for token in tokens)]
    assert all(token.start >= end for token, end in zip(tokens, ends[:-1], strict=True))
    assert all(text[token.start : token.end] == token.text for token in tokens if isinstance(token, Foreign))


@pytest.mark.parametrize(("name"), ["mandarin_syllables.txt", "mandarin_held_out.txt"])
def test_every_hanzi_of_the_sentences_is_covered_once(name):
    for sentence, _line in sentences(name):
        covered = [
            position
            for token in pronounce(sentence)
            for position in range(token.start, token.end)
            if "\u4e00" <= sentence[position] <= "\u9fff"
        ]
        assert covered == [place for place, sign in enumerate(sentence) if "\u4e00" <= sign <= "\u9fff"]


def test_what_has_no_reading_is_foreign_and_reported():
    text = "好\U0003134a人→☃"
    assert [type(token) for token in pronounce(text)] == [Word, Foreign, Word]
    assert unknown(text) == ((1, 2), (3, 4), (4, 5))
    assert unknown("普通的一句话，GDP。") == ()


def test_nothing_is_said_of_nothing():
    assert pronounce("") == ()
    assert pronounce("  \n") == ()


def test_digits_that_were_left_over_are_said():
    assert said("5个") == said("５个") == "wu3 ge4"


def test_the_dictionaries_are_loaded_by_the_first_call_alone():
    late = "import sys, gxreader.speech.mandarin; sys.exit(bool({'pypinyin', 'rjieba'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", late], check=False).returncode == 0
    used = late.replace("; sys.exit", "; gxreader.speech.mandarin.pronounce('好'); sys.exit")
    assert subprocess.run([sys.executable, "-c", used], check=False).returncode == 1
