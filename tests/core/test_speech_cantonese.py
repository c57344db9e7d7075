"""Cantonese is spoken in Cantonese; Mandarin that only looks like it is not."""

import pytest

from gxreader.model.article import Article, Paragraph, text_run
from gxreader.model.units import Units
from gxreader.speech.cantonese import is_cantonese
from gxreader.speech.script import build_script
from tests.core import cantonese_sentences as sentences_of


@pytest.mark.parametrize(
    ("cantonese", "mandarin"),
    [
        (sentences_of.CANTONESE, sentences_of.MANDARIN),
        (sentences_of.MORE_CANTONESE, sentences_of.MORE_MANDARIN),
    ],
)
def test_cantonese_is_recognised_and_mandarin_never_taken_for_it(cantonese, mandarin):
    assert [text for text in mandarin if is_cantonese(text)] == []
    assert sum(map(is_cantonese, cantonese)) / len(cantonese) >= 0.95


def test_what_somebody_says_in_cantonese_is_a_sentence_of_its_own():
    def parts(text, *, cantonese=True):
        article = Article(title="", blocks=(Paragraph(text_run(text)),))
        script = build_script(Units(article), "zh", cantonese=cantonese)
        return [(sentence.language, sentence.text) for sentence in script]

    told = "摊主笑着说：“今日啲菜好新鲜，朝早先到！”"
    assert parts(told) == [("zh", "摊主笑着说："), ("yue", "“今日啲菜好新鲜，朝早先到！”")]
    assert parts(told, cantonese=False) == [("zh", told)]
    assert parts("她喊了声“快啲啦，就嚟开场喇”，转身跑开。") == [
        ("zh", "她喊了声"),
        ("yue", "“快啲啦，就嚟开场喇”"),
        ("zh", "，转身跑开。"),
    ]
    assert [language for language, _text in parts("粤语里“唔该”就是谢谢。")] == ["zh"]


def test_each_sentence_has_its_own_language_unless_the_reader_wishes_otherwise():
    article = Article(
        title="", blocks=(Paragraph(text_run("阿婆笑着说。今日啲菜好新鲜。Good morning.")),), language="zh-CN"
    )
    assert [one.language for one in build_script(Units(article), "zh-CN")] == ["zh-CN", "yue", "en"]
    plain = build_script(Units(article), "zh-CN", cantonese=False)
    assert [one.language for one in plain] == ["zh-CN", "zh-CN", "en"]
