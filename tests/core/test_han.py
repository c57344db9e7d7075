"""Simplified and traditional Chinese: what is shown, and which place of the source it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxreader.app.commands import perform
from gxreader.app.finding import find_all
from gxreader.app.scripted import scripted
from gxreader.han.shown import Change, backward, forward, joined
from gxreader.han.tables import chain
from gxreader.han.writing import SCRIPTS, folded, is_traditional, shown, shown_unit, shown_words
from gxreader.model.article import Article, Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.settings import schema
from tests.parts import build_reader, small_article

CHINESE = "用软件和博客写因特网上的激光打印机，头发长了，里面的皇后说：出租车来了U盘呢a𠮷。\n"
SOURCE = "他用博客介绍打印机。"  # 博客 is 部落格 in Taiwan, 打印机 is 印表機


def article(text, language="zh-CN"):
    return Units(Article(language=language, blocks=(Paragraph((Run(text),)),)))


@pytest.mark.parametrize(
    ("source", "script", "expected"),
    [
        ("头发长了，出发去理发。", "traditional", "頭髮長了，出發去理髮。"),
        ("皇后在后面。", "traditional", "皇后在後面。"),
        ("他用博客介绍软件。", "taiwan", "他用部落格介紹軟體。"),
        ("里面是伍迪·艾伦。", "hong-kong", "裏面是活地·亞倫。"),
        ("頭髮長了，出發去理髮。", "simplified", "头发长了，出发去理发。"),
        ("Plain English.", "taiwan", "Plain English."),
        ("头发", "as-written", "头发"),
    ],
)
def test_phrases_decide_about_characters(source, script, expected):
    assert shown(source, script).text == expected


def test_traditional_text_is_not_converted_again():
    text = "皇后說：這裡的頭髮。"
    assert shown(text, "traditional").text == text
    assert shown("皇后", "traditional", traditional=True).text == "皇后"


def test_places_around_words_of_another_length():
    changed = shown(SOURCE, "taiwan")
    assert changed.text == "他用部落格介紹印表機。"
    start = SOURCE.index("打印机")
    assert changed.text[forward(changed.changes, start) :].startswith("印表機")
    first = SOURCE.index("博客")
    span = forward(changed.changes, first), forward(changed.changes, first + 2, up=True)
    assert changed.text[span[0] : span[1]] == "部落格"
    assert backward(changed.changes, len(changed.text)) == len(SOURCE)
    # within the word: no place is before or after it
    assert [backward(changed.changes, span[0] + step) for step in range(4)] == [
        first,
        first,
        first + 1,
        first + 2,
    ]


def test_a_word_that_is_cut_by_bold_letters_is_shared_out():
    changed = shown(SOURCE, "taiwan")
    cut = SOURCE.index("博客") + 1
    before, after = changed.slice(0, cut), changed.slice(cut, len(SOURCE))
    assert before.text + after.text == changed.text
    assert (before.source_length, after.source_length) == (cut, len(SOURCE) - cut)


def test_two_conversions_are_one():
    first = (Change(2, 4, 2, 5),)
    assert joined(first, (Change(2, 5, 2, 3),)) == (Change(2, 4, 2, 3),)
    assert joined(first, (Change(3, 7, 3, 4),)) == (Change(2, 6, 2, 4),)
    assert joined(first, (Change(6, 7, 6, 9),)) == (Change(2, 4, 2, 5), Change(5, 6, 6, 9))


@given(st.text(st.sampled_from(CHINESE), max_size=60), st.sampled_from(SCRIPTS), st.data())
def test_every_place_has_its_own_in_what_is_shown(source, script, data):
    changed = shown(source, script)
    assert changed.source_length == len(source)
    places = [forward(changed.changes, place) for place in range(len(source) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(changed.text)
    back = [backward(changed.changes, place) for place in range(len(changed.text) + 1)]
    assert back == sorted(back)
    outside = [
        place for place in range(len(source)) if not any(c.start <= place < c.end for c in changed.changes)
    ]
    assert all(backward(changed.changes, places[place]) == place for place in outside)
    cut = data.draw(st.integers(0, len(source)))
    parts = changed.slice(0, cut), changed.slice(cut, len(source))
    assert "".join(part.text for part in parts) == changed.text
    assert [part.source_length for part in parts] == [cut, len(source) - cut]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("头发", False), ("頭髮", True), ("皇后", None), ("plain", None), ("这裡的頭髮", True)],
)
def test_characters_tell_how_a_text_is_written(text, expected):
    assert is_traditional(text) is expected


def test_an_article_tells_what_a_word_alone_does_not():
    assert shown_unit(article("皇后", "zh-TW"), 0, "traditional").text == "皇后"
    assert shown_words(article("头发", "ja"), "学校", "traditional") == "学校"
    assert shown_words(article("头发", "zh"), "学校", "traditional") == "學校"


def test_interface_follows_and_leaves_names_alone():
    words = scripted("zh", "taiwan")
    assert (
        words.text("command.play") == shown(scripted("zh", "as-written").text("command.play"), "taiwan").text
    )
    assert words.text("ui.cannot-write", name="头发.txt").count("头发.txt") == 1
    assert not words.has("no.such-key")
    assert scripted("en", "taiwan") is scripted("en", "as-written")
    assert scripted("zh", "taiwan") is words


def test_one_press_changes_the_characters_and_says_so():
    built = build_reader()
    built.reader.opening.show(small_article(title="头发", language="zh-CN"))
    settings = built.reader.settings
    perform(built.reader, "script")
    assert settings.get(schema.SCRIPT) == "traditional"
    assert built.last_words == "現在是繁體字"
    perform(built.reader, "script")
    assert (settings.get(schema.SCRIPT), built.last_words) == ("simplified", "现在是简体字")
    built.reader.writing.choose("taiwan")
    perform(built.reader, "script")
    perform(built.reader, "script")
    assert settings.get(schema.SCRIPT) == "taiwan"  # the wording that was chosen last
    for _ in range(5):
        perform(built.reader, "undo")
    assert settings.get(schema.SCRIPT) == "as-written"
    assert built.reader.appearance.messages is scripted("zh", "as-written")


def test_one_press_on_a_traditional_article_makes_it_simplified():
    built = build_reader()
    built.reader.opening.show(small_article(title="頭髮", language="zh-TW"))
    perform(built.reader, "script")
    assert built.reader.settings.get(schema.SCRIPT) == "simplified"


def test_either_way_of_writing_is_found():
    units = article("他的头发长。")
    assert find_all(units, "頭髮") == (Locator(0, 2, 4),)
    assert find_all(article("他的頭髮長。"), "头发") == (Locator(0, 2, 4),)
    assert folded("頭髮a") == "头发a"


def test_words_of_another_wording_are_found():
    built = build_reader()
    built.reader.opening.show(small_article(blocks=(Paragraph((Run("他写博客。"),)),)))
    built.reader.finding.find("部落格")
    assert [(hit.start, hit.end) for hit in built.reader.finding.hits] == [(2, 4)]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("别着急，慢慢来", "別着急，慢慢來"),
        ("恢复刚才的样子", "恢復剛才的樣子"),
        ("起床", "起床"),
        ("人才", "人才"),
    ],
)
def test_words_that_readers_meet_daily_are_as_print_has_them(written: str, shown: str) -> None:
    assert chain("s2t").convert(written).text == shown
