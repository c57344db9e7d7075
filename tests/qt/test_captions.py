"""The big caption: below the article in both faces, and on the whole screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.model.article import Paragraph, Picture, Run
from gxreader.model.locator import Locator
from gxreader.qt.caption_screen import CaptionScreen
from gxreader.qt.keys import Key
from gxreader.settings import schema
from gxreader.theme.captions import CAPTION
from gxreader.theme.contrast import ratio
from gxreader.theme.sizes import ELDERLY, STANDARD
from tests.parts import small_article
from tests.qt.conftest import built_of

LONG = "江水慢慢地流过老渡口，" * 15 + "天就亮了。"
ARTICLE = small_article(blocks=(Paragraph((Run("今天天气好,正好过河."),)), Paragraph((Run(LONG),))))


def reading(open_window, **options):
    window = open_window(ARTICLE, **options)
    window.reader.settings.set(schema.BIG_CAPTION, True)
    window.refresh()
    perform(window.reader, "play")
    perform(window.reader, "next-sentence")
    QApplication.processEvents()
    return window


def hear(window, milliseconds):
    built_of(window).sink.advance(milliseconds)
    window.reader.listening.poll()
    QApplication.processEvents()


def test_colours_are_seen_by_weak_eyes():
    assert ratio(CAPTION.ink, CAPTION.ground) >= 7
    assert ratio(CAPTION.word, CAPTION.ground) >= 7


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("text_size", ELDERLY.ladder)
def test_the_article_keeps_its_room_in_elderly_mode(open_window, language, text_size):
    window = reading(open_window, language=language, text_size=text_size)
    bar = window.frame.caption
    assert bar.isVisible()
    assert window.frame.card.height() >= 0.55 * window.height()
    assert not bar.geometry().intersects(window.frame.card.geometry())
    assert bar.words._pixels > 36
    assert bar.words._pixels * 1.3 <= bar.words.height()


@pytest.mark.parametrize("text_size", [STANDARD.ladder[0], STANDARD.ladder[-1]])
def test_in_standard_mode_it_stands_below_the_article_too(open_window, text_size):
    window = reading(open_window, mode="standard", text_size=text_size)
    bar = window.frame.caption
    assert bar.isVisible()
    assert bar.y() >= window.frame.card.geometry().bottom()
    assert bar.words._pixels >= 32


def test_it_grows_with_the_window(open_window):
    window = reading(open_window)
    before = window.frame.caption.words._pixels
    window.resize(1366, 1000)
    QApplication.processEvents()
    assert window.frame.caption.words._pixels == 60 > before  # twice the text: large enough
    assert window.frame.caption.words._lines == 1
    window.resize(1366, 600)
    QApplication.processEvents()
    assert window.frame.caption.words._pixels < before
    assert window.frame.card.height() >= 0.45 * window.height()


def test_a_key_shows_and_hides_it_and_the_words_say_so(open_window):
    window = open_window(ARTICLE)
    assert not window.frame.caption.isVisible()
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    assert built_of(window).said[-1].key == "say.caption"
    QTest.qWait(20)
    assert window.frame.caption.isVisible()
    perform(window.reader, "undo")
    QTest.qWait(20)
    assert not window.frame.caption.isVisible()
    perform(window.reader, "caption")
    perform(window.reader, "caption")
    assert built_of(window).said[-1].key == "say.caption-off"


def test_it_shows_the_sentence_with_the_word_that_is_heard(open_window):
    window = reading(open_window)
    words = window.frame.caption.words
    perform(window.reader, "previous-sentence")
    perform(window.reader, "next-sentence")
    while "今天" not in words.text:
        perform(window.reader, "next-sentence")
    assert words.text == "今天天气好，正好过河."  # as the page shows it
    hear(window, 900)
    word = window.reader.listening.sentence.text[slice(*words._word)]
    assert word
    assert word in words.shown()


def test_of_a_long_sentence_it_shows_the_lines_being_heard(open_window):
    window = reading(open_window)
    words = window.frame.caption.words
    while "江水" not in words.text:
        perform(window.reader, "next-sentence")
    pages = [words.shown()]
    for _ in range(400):
        hear(window, 200)
        if "江水" not in words.text or not window.reader.listening.is_active:
            break
        start, end = words._word
        assert words.text[start:end] in words.shown()
        if words.shown() != pages[-1]:
            pages.append(words.shown())
    assert "".join(pages) == LONG
    assert len(pages) > 3


def test_while_nothing_is_read_it_says_what_it_is_for(open_window):
    window = open_window(ARTICLE)
    perform(window.reader, "caption")
    QTest.qWait(20)
    assert window.frame.caption.words.text == "按“朗读”，这里显示正在读的字"
    perform(window.reader, "play")
    assert window.frame.caption.words.text == "荔枝树下的图书馆"
    perform(window.reader, "stop")
    assert window.frame.caption.words.text.startswith("按")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", schema.CAPTION_SIZE.choices)
def test_on_the_whole_screen_whole_lines_are_shown_and_keys_have_room(open_window, language, size):
    window = reading(open_window, language=language)
    window.reader.settings.set(schema.CAPTION_SIZE, size)
    window.show_page(Page.CAPTION)
    window.resize(1366, 768)
    QApplication.processEvents()
    screen = window.findChild(CaptionScreen)
    words = screen.words
    assert words.text == window.reader.listening.sentence.text.replace(",", "，")
    assert words._pixels == size
    assert words._lines * size * 1.4 <= words.height()
    keys = [key for key in screen.findChildren(Key) if key.isVisible()]
    for key in keys:
        assert key.width() >= key.minimumSizeHint().width()
        assert key.height() >= 60
    assert not any(
        one.geometry().intersects(other.geometry()) for one in keys for other in keys if one is not other
    )


def test_its_size_is_stepped_and_answered_and_escape_leads_back(open_window):
    window = reading(open_window)
    window.show_page(Page.CAPTION)
    perform(window.reader, "caption-bigger")
    assert window.reader.settings.get(schema.CAPTION_SIZE) == 120
    assert built_of(window).said[-1].key == "say.text-bigger"
    for _ in range(9):
        perform(window.reader, "caption-bigger")
    assert built_of(window).said[-1].key == "say.text-largest"
    perform(window.reader, "undo")
    assert window.reader.settings.get(schema.CAPTION_SIZE) == 160
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.page() is Page.READING


def test_a_picture_in_words_is_shown_though_the_article_does_not_have_them(open_window):
    alt = "一位老人坐在船头补网，身后是清早的码头，几只白鹭站在水边的石头上，远处的山还在雾里"
    picture = Picture("within:a", alt=alt, caption=(Run("补网"),))
    window = open_window(small_article(blocks=(picture, Paragraph((Run("今天天气好。"),)))))
    window.reader.settings.set(schema.BIG_CAPTION, True)
    window.refresh()
    window.reader.listening.read_from(Locator(2))  # after title and subtitle
    QApplication.processEvents()
    words = window.frame.caption.words
    assert words.text == f"图片：{alt}"
    seen = {words.shown()}
    marked = []
    window.reader.listening.word_changed.connect(marked.append)
    for _ in range(60):
        hear(window, 300)
        if not words.text.startswith("图片"):
            break
        assert words._word is None or words.text[words._word[0] : words._word[1]].strip()
        seen.add(words.shown())
    assert len(seen) > 1
    assert "".join(sorted(seen, key=f"图片：{alt}".index)) == f"图片：{alt}"
    assert words.text == "补网"
    assert [place for place in marked if place is not None and place.block != 2] == []
