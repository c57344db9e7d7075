"""Cantonese is spoken in Cantonese; Mandarin that only looks like it is not."""

import pytest

from gxreader.model.article import Article, Paragraph, text_run
from gxreader.model.units import Units
from gxreader.speech.cantonese import is_cantonese
from gxreader.speech.script import build_script

CANTONESE = """
今日啲菜好新鲜,听讲系朝早先到
呢啲荔枝几多钱一斤？
佢话听日先返嚟。
阿婆喺树下坐咗成个下昼。
你食咗饭未呀？
我唔知佢去咗边度。
嗰间铺头嘅豆腐花好好食。
落雨喇，记得带遮呀，唔好淋湿。
细路仔放学喇，快啲返屋企啦。
点解你唔早啲讲？
呢度冇位坐，我哋行远啲啦。
而家几点？唔好迟到。
你睇下呢本书，咁厚点睇得完？
卖晒喇，听日请早。
我哋一齐去饮茶啦。
唔该晒，你真系好人。
佢哋屋企有三只猫。
边个攞咗我把遮？
快啲揾位坐低，戏就开场喇。
食多啲，唔使客气。
你钟意食乜嘢？
天气咁热，唔好行咁快。
""".strip().splitlines()
MANDARIN = """
今天的菜很新鲜，听说是早上刚到的。
唔，让我想一想。
小羊咩咩地叫，孩子们都笑了。
今日上午，自治区召开会议。
他的话好似一阵春风。
这家茶楼的点心做得好，来饮茶的人不少。
几多春秋，老榕树还在村口。
靓丽的风景线吸引了游客。
中文系的学生来了三十多人。
仔细看看，别弄错了。
咪表停车收费办法公布了。
大家快来啦，车要开了。
他是广东人，会说粤语。
老人家说，天气这么热，要多喝水。
我话音刚落，他就笑了。
这件事点解释不清楚。
行街的花灯一直排到江边。
屋里的人都在听广播。
你今日怎么来得这么早啦？
唔字在这里念什么音？
她喜欢吃荔枝，也喜欢吃龙眼。
咁字不常用，可以查字典。
""".strip().splitlines()


@pytest.mark.parametrize("sentence", CANTONESE)
def test_cantonese_is_known(sentence):
    assert is_cantonese(sentence)


@pytest.mark.parametrize("sentence", MANDARIN)
def test_mandarin_is_not_taken_for_it(sentence):
    assert not is_cantonese(sentence)


def test_each_sentence_has_its_own_language_unless_the_reader_wishes_otherwise():
    article = Article(
        title="", blocks=(Paragraph(text_run("阿婆笑着说。今日啲菜好新鲜。Good morning.")),), language="zh-CN"
    )
    assert [one.language for one in build_script(Units(article), "zh-CN")] == ["zh-CN", "yue", "en"]
    plain = build_script(Units(article), "zh-CN", cantonese=False)
    assert [one.language for one in plain] == ["zh-CN", "zh-CN", "en"]
