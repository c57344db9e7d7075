"""Pinyin above the characters: nothing overlaps, nothing moves, and the text stays what it was."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.model.article import Cell, Code, Heading, Paragraph, Run, Table
from gxreader.model.locator import Locator
from gxreader.qt.fragments import fragments, room_above
from gxreader.settings import schema
from gxreader.speech.transcriber import Told
from gxreader.speech.transcribing import transcribe
from gxreader.theme.marking import Marking
from gxreader.theme.schemes import SCHEMES
from gxreader.theme.sizes import ELDERLY, STANDARD
from tests.parts import small_article

WIDE = "装窗户,撞床双创庄闯,想想办法,一二,𠮷祥,花儿:2026年11月English字。" * 8
ARTICLE = small_article(
    title="庄重的双床装饰",
    language="zh-CN",
    blocks=(
        Paragraph((Run("装窗"), Run("双床装", strong=True), Run(WIDE))),
        Heading((Run("闯关：\n双床装饰"),)),
        Table(
            rows=(
                (Cell((Run("装双"),), header=True), Cell((Run("创庄闯" * 9),))),
                (Cell((Run("一"),)), Cell((Run("双"),))),
            )
        ),
        Code("x = '装'"),
        *(Paragraph((Run(f"第{number}段。{WIDE}"),)) for number in range(12)),
    ),
)


def with_pinyin(open_window, article=ARTICLE, **options):
    window = open_window(article, **options)
    window.reader.settings.set(schema.PINYIN, True)
    window.refresh()
    QApplication.processEvents()
    return window


def placed(view):
    return list(
        view._above.placed(
            QRect(0, 0, view.viewport().width(), view.viewport().height()), view._rendered.above
        )
    )


def overlap(one: QRectF, other: QRectF) -> bool:
    return one.intersects(other)


LADDERS = [
    (mode, size, window)
    for mode, ladder in (("standard", STANDARD.ladder), ("elderly", ELDERLY.ladder))
    for size in (ladder[0], ladder[len(ladder) // 2], ladder[-1])
    for window in ((960, 600), (1366, 768))
]


@pytest.mark.parametrize(("mode", "size", "window"), LADDERS)
def test_no_syllable_touches_another_or_leaves_its_line(open_window, mode, size, window):
    view = with_pinyin(open_window, mode=mode, text_size=size, size=window).view
    seen = 0
    for _page in range(4):
        found = placed(view)
        boxes = [one.box for one in found]
        seen += len(boxes)
        rows = {}
        for one, box in zip(found, boxes, strict=True):
            block = view.document().findBlock(one.syllable.first)
            line_top = one.origin.y() + one.line.y() - room_above(block)
            assert box.top() >= line_top - 1, one.syllable.pinyin
            characters = one.origin.y() + one.line.y() + one.line.ascent() - one.syllable.pixels * 0.8
            assert box.bottom() <= characters, "it is above its character, not on it"
            assert box.left() >= 0
            assert box.right() <= view.viewport().width()
            rows.setdefault(round(line_top), []).append(box)
        for row in rows.values():
            assert not any(
                overlap(one, other) for one, other in pairwise(sorted(row, key=lambda box: box.left()))
            )
        if not view.turn_page(1):
            break
    assert seen > 20


def test_each_syllable_stands_above_its_character(open_window):
    view = with_pinyin(open_window).view
    text = view.document().toPlainText()
    for one in placed(view)[:40]:
        left, right = one.line.cursorToX(one.first)[0], one.line.cursorToX(one.first + 1)[0]
        assert left <= one.box.center().x() - one.origin.x() <= right
    assert [(text[one.first], one.pinyin) for one in view._rendered.above[:4]] == [
        ("庄", "zhuāng"),
        ("重", "zhòng"),
        ("的", "de"),
        ("双", "shuāng"),
    ]


def test_lines_keep_clear_of_each_other(open_window):
    view = with_pinyin(open_window, text_size=30).view
    lines = view._lines.whole_lines()
    assert all(
        one.bottom <= other.top + 1
        for one, other in pairwise(lines)
        if one.top < other.top and one.bottom <= other.bottom
    )


def test_the_text_is_as_it_was(open_window):
    window = open_window(ARTICLE)
    before = window.view.toPlainText()
    perform(window.reader, "pinyin")
    window.refresh()
    view = window.view
    assert view._rendered.above
    assert view.toPlainText() == before
    place = Locator(2, 0, 5)
    view.setTextCursor(view.cursor_for(place))
    perform(window.reader, "copy")
    assert QGuiApplication.clipboard().text() == "装窗双床装"
    window.reader.finding.find("zhuāng")
    assert window.reader.finding.hits == ()
    window.reader.listening.read_from(place)
    assert window.reader.listening.sentence.text.startswith("装窗双床装")


def test_code_has_none(open_window):
    view = with_pinyin(open_window).view
    code = view.document().find("x = '装'").selectionStart()
    assert code > 0
    assert not any(code <= one.first < code + 7 for one in view._rendered.above)


@pytest.mark.parametrize("mode", ["standard", "elderly"])
def test_the_place_is_kept_when_it_comes_and_goes(open_window, mode):
    window = open_window(ARTICLE, mode=mode)
    view = window.view
    place = Locator(12, 30, 30)
    view.scroll_to(place)
    for _press in range(4):
        perform(window.reader, "pinyin")
        window.refresh()
        QApplication.processEvents()
        span = view.span(place)
        top = view._lines.line_top(span[0]) - view.verticalScrollBar().value()
        assert -2 <= top < view.pitch / 2, "the same words stand at the top"


def test_what_is_heard_stays_in_sight_when_it_comes(open_window):
    window = open_window(ARTICLE)
    window.reader.listening.read_from(Locator(12))
    QApplication.processEvents()
    sentence = window.reader.listening.sentence
    perform(window.reader, "pinyin")
    window.refresh()
    QApplication.processEvents()
    assert window.reader.listening.is_speaking
    assert window.reader.listening.sentence is sentence
    line = window.view.line_middle(window.view.span(sentence.place)[0])
    assert 0 <= line - window.view.verticalScrollBar().value() <= window.view.viewport().height()


class Late:
    """Answers when the test says so."""

    def ask(self, texts, answered):
        self.texts, self.answered = texts, answered

    def close(self):
        pass  # there is no process


def test_pinyin_that_comes_later_moves_nothing(open_window):
    window, late = open_window(ARTICLE), Late()
    window.reader.pinyin.make_transcriber = lambda: late
    view = window.view
    view.scroll_to(Locator(12))
    perform(window.reader, "pinyin")
    window.refresh()
    assert view.waits_for_pinyin
    assert not view._rendered.above
    top = view.first_visible_place()
    for text in late.texts:
        late.answered(transcribe(text))
    assert not view.waits_for_pinyin
    assert view._rendered.above
    span = view.span(top)
    assert abs(view._lines.line_top(span[0]) - view.verticalScrollBar().value()) <= view.pitch


def test_a_text_without_pinyin_is_shown_all_the_same(open_window):
    window, late = open_window(ARTICLE), Late()
    window.reader.pinyin.make_transcriber = lambda: late
    perform(window.reader, "pinyin")
    window.refresh()
    for text in late.texts:
        late.answered(Told(text, ()))
    assert not window.view.waits_for_pinyin
    assert window.view.toPlainText().startswith("庄重")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_mark_reaches_up_to_its_pinyin(open_window, scheme):
    window = with_pinyin(open_window, scheme=scheme)
    view = window.view
    view.set_marking(Marking(style="fill"))
    view.mark_sentence(Locator(2, 0, 9))
    view.mark_word(Locator(2, 5, 7))
    QApplication.processEvents()
    image: QImage = view.viewport().grab().toImage()
    piece = fragments(view.document(), view.span(Locator(2, 5, 7)))[0]
    scrolled = view.verticalScrollBar().value()
    row = round(piece.top - scrolled) + 2
    seen = {
        QColor(image.pixel(x, row)).name().upper()
        for x in range(round(piece.left) + 2, round(piece.right) - 2)
    }
    assert SCHEMES[scheme].word.upper() in seen
    inks = {
        QColor(image.pixel(x, y)).name().upper()
        for x in range(round(piece.left), round(piece.right))
        for y in range(row, round(piece.baseline - piece.ascent - scrolled))
    }
    assert SCHEMES[scheme].word_ink.upper() in inks


def test_it_follows_the_characters_that_are_shown(open_window):
    window = with_pinyin(
        open_window, small_article(language="zh-CN", blocks=(Paragraph((Run("他写博客。"),)),))
    )
    window.reader.writing.choose("taiwan")
    window.refresh()
    above = [one.pinyin for one in window.view._rendered.above]
    assert above[-5:] == ["tā", "xiě", "bù", "luò", "gé"]


@pytest.mark.parametrize("mode", ["standard", "elderly"])
def test_the_caption_has_it_too_and_keeps_its_room(open_window, mode):
    window = with_pinyin(open_window, mode=mode)
    window.reader.settings.set(schema.BIG_CAPTION, True)
    window.refresh()
    window.reader.listening.read_from(Locator(2))
    QApplication.processEvents()
    caption = window.frame.caption.words
    caption.grab()
    assert [one.pinyin for one in caption._syllables[:3]] == ["zhuāng", "chuāng", "shuāng"]
    assert window.frame.card.height() >= 0.55 * window.height() or mode == "standard"
    pitch = caption._pixels * 1.75
    assert caption._lines * pitch <= caption.height() + 1
    line = caption._page()[0]
    for one, other in pairwise(one for one in caption._syllables if one.first < line.textLength()):
        first, second = (line.cursorToX(each.first)[0] + each.pixels / 2 for each in (one, other))
        assert first < second


def test_the_screen_of_writing_shows_it_in_its_sample(open_window):
    window = open_window(ARTICLE)
    perform(window.reader, "scripts")
    sheet = window.screens.sheet(Page.SCRIPT)
    perform(window.reader, "pinyin")
    window.refresh()
    QApplication.processEvents()
    assert sheet.view._rendered.above[0].pinyin == "lǎo"


def test_samples_without_pinyin_are_not_set_wider(open_window):
    window = with_pinyin(open_window)
    perform(window.reader, "marks")
    sample = window.screens.sheet(Page.MARKS).sample.view
    assert not sample.look.pinyin


def test_it_adds_no_pieces_to_the_text(open_window):
    window = open_window(ARTICLE)

    def pieces():
        found, block = 0, window.view.document().begin()
        while block.isValid():
            iterator = block.begin()
            while not iterator.atEnd():
                found += 1
                iterator += 1
            block = block.next()
        return found

    before = pieces()
    perform(window.reader, "pinyin")
    window.refresh()
    assert len(window.view._rendered.above) > 500
    assert pieces() == before
    with pytest.raises(IndexError):
        window.view._rendered.above[len(window.view._rendered.above)]
    assert (
        window.view._rendered.above[-1] == window.view._rendered.above[len(window.view._rendered.above) - 1]
    )
