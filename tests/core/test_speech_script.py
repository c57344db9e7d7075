"""Sentences: where they begin and end, and that their places are exact."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gxreader.model.article import Article, Heading, ListBlock, ListItem, Paragraph, Run, text_run
from gxreader.model.locator import Locator
from gxreader.model.units import Role, Units
from gxreader.speech.script import LONGEST, build_script, language_of, sentence_at, split


def sentences(text):
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天很好。明天呢？走吧！等等；好。", ["今天很好。", "明天呢？", "走吧！", "等等；", "好。"]),
        ("他说：“走吧！”然后出了门。", ["他说：“走吧！”", "然后出了门。"]),
        ("（见下文。）接着说。", ["（见下文。）", "接着说。"]),
        ("他走了……她还在……", ["他走了……", "她还在……"]),
        ("他来了……，又走了。", ["他来了……，又走了。"]),
        ("“……好。”", ["“……好。”"]),
        ("真的？！太好了！！！", ["真的？！", "太好了！！！"]),
        ("价格3.5元;数量2.", ["价格3.5元;", "数量2."]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("\u3000\u3000空格。\u3000后面", ["空格。", "后面"]),
        ("访问www.gov.cn。然后走。", ["访问www.gov.cn。", "然后走。"]),
        ("It rains. We stay; you go! Why? Well.", ["It rains.", "We stay;", "you go!", "Why?", "Well."]),
        ('He said "Go!" and left. "Yes." She went.', ['He said "Go!"', "and left.", '"Yes."', "She went."]),
        ("It is 3.14. Then 2.5 km.", ["It is 3.14.", "Then 2.5 km."]),
        ("Mr. Li met Dr. Wu. They sat.", ["Mr. Li met Dr. Wu.", "They sat."]),
        ("He left the U.S. on Monday, e.g. by ship.", ["He left the U.S. on Monday, e.g. by ship."]),
        ("No. 5 is open. No. It is not.", ["No. 5 is open.", "No.", "It is not."]),
        ("At 5 p.m. we eat. At 6 p.m. They sleep.", ["At 5 p.m. we eat.", "At 6 p.m.", "They sleep."]),
        ("Wait... and see... Then go.", ["Wait... and see...", "Then go."]),
        ("See https://a.cn/x.html?b=1;c=2. Then go.", ["See https://a.cn/x.html?b=1;c=2.", "Then go."]),
        ("At 08:20 J. Smith came.", ["At 08:20 J. Smith came."]),
        ("1. Open it. 2. Close it.", ["1. Open it.", "2. Close it."]),
        ("Open a.txt now. Good.", ["Open a.txt now.", "Good."]),
        ("", []),
        (" \u3000\n ", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, expected):
    assert sentences(text) == expected


def test_long_sentences_are_parted_at_commas_then_spaces_then_anywhere():
    commas = "风吹过田野，" * 60
    assert all(len(piece) <= LONGEST and piece.endswith("，") for piece in sentences(commas))
    words = "word " * 100
    assert all(not piece.startswith("ord") and piece.endswith("word") for piece in sentences(words))
    solid = "山" * 450
    assert [len(piece) for piece in sentences(solid)] == [200, 200, 50]


def test_an_accent_stays_with_its_letter_where_a_long_text_is_parted():
    text = "e\u0301" * 150
    pieces = sentences(text)
    assert "".join(pieces) == text
    assert not any(piece.startswith("\u0301") for piece in pieces)


def test_a_comma_within_a_number_parts_nothing():
    text = "山" * 195 + "1,234,567" + "水" * 50
    assert sentences(text)[0] != "山" * 195 + "1,234,"


ENDERS = "。！？；….!?;"
TEXTS = st.lists(
    st.one_of(
        st.text(alphabet="山水人家走好的一是", min_size=1, max_size=12),
        st.sampled_from(
            ["Mr. ", "word ", "3.14", "08:20", "U.S. ", "e.g. ", "No. 5", "https://a.cn/b?c;d. "]
        ),
        st.text(alphabet=ENDERS, min_size=1, max_size=3),
        st.sampled_from(
            [" ", "\n", "\u3000", "，", ",", "”", "“", '"', "（", "）", "𠮷", "\u0301", "山" * 90]
        ),
    ),
    max_size=40,
).map("".join)


@settings(max_examples=300)
@given(TEXTS)
def test_places_are_ordered_disjoint_complete_and_exact(text):
    article = Article(title="题目。", blocks=(Paragraph(text_run(text)),), language="zh")
    units = Units(article)
    script = build_script(units, "zh")
    assert [sentence.index for sentence in script] == list(range(len(script)))
    covered = {unit.index: set() for unit in units.all}
    previous = Locator(0)
    for sentence in script:
        assert units.text_at(sentence.place) == sentence.text == sentence.text.strip() != ""
        assert len(sentence.text) <= LONGEST
        assert (previous.block, previous.end) <= (sentence.place.block, sentence.place.start)
        covered[sentence.place.block].update(range(sentence.place.start, sentence.place.end))
        previous = sentence.place
    for unit in units.all:
        left_out = [unit.text[i] for i in range(len(unit.text)) if i not in covered[unit.index]]
        assert not "".join(left_out).strip()


def test_every_unit_is_read_with_its_role_and_without_ruby():
    article = Article(
        title="标题",
        blocks=(
            Heading(text_run("小节")),
            Paragraph((Run("漓", ruby="lí"), Run("江。"))),
            ListBlock((ListItem((Paragraph(text_run("一项")),)),)),
        ),
    )
    script = build_script(Units(article), "zh")
    assert [(sentence.text, sentence.role) for sentence in script] == [
        ("标题", Role.TITLE),
        ("小节", Role.HEADING),
        ("漓江。", Role.PARAGRAPH),
        ("一项", Role.ITEM),
    ]
    assert build_script(Units(article).all[2:3], "zh")[0].place == Locator(2, 0, 3)


@pytest.mark.parametrize(
    ("text", "article", "expected"),
    [
        ("今天很好。", "en", "zh"),
        ("It rains.", "zh-CN", "en"),
        ("使用 Python 和 Linux 系统", "zh", "zh"),
        ("The word 好 means good in that language.", "zh", "en"),
        ("123。", "en", "en"),
        ("123。", "", "zh"),
        ("C'est la vie.", "fr", "fr"),
    ],
)
def test_the_language_of_a_sentence_is_seen_in_its_characters(text, article, expected):
    assert language_of(text, article) == expected


def test_the_sentence_at_a_place():
    article = Article(title="题目", blocks=(Paragraph(text_run("一。二。\u3000三。")),))
    script = build_script(Units(article), "zh")
    assert sentence_at(script, Locator(0)) == 0
    assert sentence_at(script, Locator(1, 0)) == 1
    assert sentence_at(script, Locator(1, 2, 2)) == 2
    assert sentence_at(script, Locator(1, 4, 4)) == 3  # the space before it
    assert sentence_at(script, Locator(9, 0)) == 3  # beyond the end: the last
    assert sentence_at((), Locator(0)) == 0


def test_a_very_long_text_is_split_in_linear_time():
    text = '他说："好…' * 40_000
    assert len(sentences(text)) > 1000
