"""Pictures in words: when an alternative text is spoken, where it is, and what is marked meanwhile."""

import pytest

from gxreader.load.markup.fragment import blocks_of_fragment
from gxreader.model.article import Article, ListBlock, ListItem, Paragraph, Picture, text_run
from gxreader.model.locator import Locator
from gxreader.model.units import Role, Units
from gxreader.speech.engines.silent import SilentEngine
from gxreader.speech.normalise import put_into_words
from gxreader.speech.reading import read_sentence
from gxreader.speech.saying import Saying
from gxreader.speech.script import build_script, sentence_at
from gxreader.speech.spoken import Skip, spoken_units
from gxreader.speech.values import Said, SpeechRequest

ALT = "一位老人坐在船头补网。他的身后是码头。"
BOAT = Picture("within:a", alt=ALT, caption=text_run("补网"))
BARE = Picture("within:b", alt="江面上的日出")
ARTICLE = Article(
    language="zh", blocks=(Paragraph(text_run("天亮了。")), BOAT, BARE, Paragraph(text_run("完。")))
)


def heard(article, *skipped):
    """What the voice is given, in words."""
    script = build_script(spoken_units(Units(article).all, frozenset(skipped)), article.language)
    return [put_into_words(one.text, one.said).text for one in script]


def test_a_picture_is_told_of_before_its_caption_and_an_alternative_text_alone_says_what_it_is():
    assert heard(ARTICLE) == [
        "天亮了。",
        "图片：一位老人坐在船头补网。",
        "他的身后是码头。",
        "补网",
        "图片：江面上的日出",
        "完。",
    ]


@pytest.mark.parametrize(
    ("skipped", "expected"),
    [
        ({Skip.ALTERNATIVES}, ["天亮了。", "补网", "完。"]),
        (
            {Skip.CAPTIONS},
            ["天亮了。", "图片：一位老人坐在船头补网。", "他的身后是码头。", "图片：江面上的日出", "完。"],
        ),
        ({Skip.CAPTIONS, Skip.ALTERNATIVES}, ["天亮了。", "完。"]),
    ],
)
def test_captions_and_pictures_in_words_are_left_out_each_by_itself(skipped, expected):
    assert heard(ARTICLE, *skipped) == expected


@pytest.mark.parametrize(
    "picture",
    [
        Picture("within:a", alt="", caption=text_run("码头")),
        Picture("within:a", alt="码头", caption=text_run("清早的码头（新华社）")),
        Picture("within:a", alt="清早的，码头", caption=text_run("清早的码头")),
        Picture("within:a", alt="DSC_0012.JPG", caption=text_run("码头")),
        Picture("within:a", alt="图片 3", caption=text_run("码头")),
    ],
)
def test_what_says_no_more_than_the_caption_is_not_said_twice(picture):
    (only,) = build_script(Units(Article(language="zh", blocks=(picture,))), "zh")
    assert (only.text, only.said, only.is_aside) == ("".join(run.text for run in picture.caption), (), False)


def test_pictures_without_any_words_are_silent():
    assert build_script(Units(Article(blocks=(Picture("within:a"),))), "zh") == ()


def test_the_words_before_it_are_in_the_language_of_the_alternative_text():
    picture = Picture("within:a", alt="An old man mends his net.", caption=text_run("At work"))
    inside = ListBlock((ListItem((picture,)),))
    assert heard(Article(language="en", blocks=(inside,))) == [
        "Picture: An old man mends his net.",
        "At work",
    ]
    assert heard(Article(language="", blocks=(BARE,))) == ["图片：江面上的日出"]


def test_places_are_those_of_the_text_and_reading_from_the_caption_begins_with_the_picture():
    units = Units(ARTICLE)
    script = build_script(units, "zh")
    for sentence in script:
        if sentence.is_aside:
            assert sentence.place == Locator(1)
            assert sentence.role is Role.CAPTION
        else:
            assert units.text_at(sentence.place) == sentence.text
    assert [one.place for one in script] == sorted(one.place for one in script)
    assert sentence_at(script, Locator(1)) == 1  # the picture
    assert sentence_at(script, Locator(1, 1, 1)) == 3  # within the caption
    assert sentence_at(script, Locator(0)) == 0


def test_words_put_in_are_heard_and_never_marked():
    request = SpeechRequest("江面上的日出", "zh", said=(Said(0, 0, "图片："),))
    utterance = read_sentence(SilentEngine(), request)
    plain = read_sentence(SilentEngine(), SpeechRequest("江面上的日出", "zh"))
    assert utterance.milliseconds > plain.milliseconds
    assert [(mark.start, mark.length) for mark in utterance.marks] == [
        (mark.start, mark.length) for mark in plain.marks
    ]


def test_what_is_heard_of_an_aside_marks_nothing_in_the_article_but_has_its_spot():
    aside = build_script(Units(ARTICLE), "zh")[1]
    utterance = read_sentence(SilentEngine(), SpeechRequest(aside.text, aside.language))
    saying = Saying(1, 1, utterance, 0.0)
    middle = utterance.milliseconds / 2
    assert saying.word_at(middle, aside) is None
    first, last = saying.spot_at(middle)
    assert aside.text[first:last].strip()


PAGE = """<p>前面。</p>
<figure><img src="a.jpg" alt="老人补网"><figcaption>江边</figcaption></figure>
<img src="b.jpg" alt="" width="400"><img src="c.jpg" aria-label="一条旧木船" width="400">
<img src="d.jpg" alt="图表" aria-describedby="long" width="400"><p id="long" hidden>三月最多，五月最少。</p>
<img src="e.jpg" alt="花边" role="presentation" width="400"><img src="f.jpg" title="渡口" width="400">"""


def test_alternative_texts_are_found_wherever_a_page_may_put_them():
    pictures = [one for one in blocks_of_fragment(PAGE, "https://a.example/") if isinstance(one, Picture)]
    assert [picture.alt for picture in pictures] == [
        "老人补网",
        "",
        "一条旧木船",
        "图表 三月最多，五月最少。",
        "",
        "渡口",
    ]
