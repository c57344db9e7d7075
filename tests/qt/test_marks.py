"""How what is heard is marked: what is painted, where, and how little is painted anew."""

from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.model.article import Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.qt.fragments import fragments
from gxreader.settings import schema
from gxreader.theme.marking import Marking
from gxreader.theme.schemes import SCHEMES
from tests.parts import small_article
from tests.qt.conftest import built_of

STYLES = schema.HIGHLIGHT_STYLE.choices
PLAIN = small_article(
    title="",
    subtitle="",
    source="",
    blocks=(
        Paragraph((Run("前面的一句。" + "山水" * 30 + "中间。后面的一句。"),)),
        Paragraph((Run("又一段。"),)),
    ),
)
SENTENCE, WORD = Locator(0, 6, 69), Locator(0, 20, 22)


def painted(view) -> QImage:
    QApplication.processEvents()
    place = QRect(view.viewport().mapTo(view.window(), QPoint(0, 0)), view.viewport().size())
    return view.window().grab(place).toImage()


def colours(image: QImage, area: QRect) -> set[str]:
    area = area.intersected(image.rect())
    return {
        QColor(image.pixel(x, y)).name().upper()
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    }


def marked(open_window, style: str, *, sentence=SENTENCE, word=WORD, **how):
    window = open_window(PLAIN, mode="elderly", **how)
    view = window.view
    view.set_marking(Marking(style=style))
    view.mark_sentence(sentence)
    view.mark_word(word)
    return view


def pieces(view, place):
    return fragments(view.document(), view.span(place))


def test_a_stretch_has_a_piece_for_each_of_its_lines(open_window) -> None:
    view = open_window(PLAIN, mode="elderly", text_size=42).view
    found = pieces(view, SENTENCE)
    assert len(found) >= 3
    assert all(one.bottom <= other.top + 1 for one, other in pairwise(found))
    assert found[0].left > found[1].left, "the first begins in the middle of a line"
    assert all(piece.top < piece.signs_top < piece.baseline < piece.signs_bottom for piece in found)
    assert fragments(view.document(), (5, 5)) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("style", STYLES)
def test_word_and_sentence_differ_in_more_than_colour(open_window, style: str, scheme: str) -> None:
    """Below the word there is a line, in every style; beside the sentence a bar."""
    view = marked(open_window, style, scheme=scheme)
    image, look = painted(view), SCHEMES[scheme]
    word = pieces(view, WORD)[0].signs.toAlignedRect()
    below = QRect(word.left() + 4, word.bottom() - 14, word.width() - 8, 24)
    ink = look.word_ink if style == "fill" else look.accent
    assert ink.upper() in colours(image, below)
    sentence = pieces(view, SENTENCE)
    margin = round(view.document().rootFrame().frameFormat().leftMargin())
    bar = QRect(margin - 20, round(sentence[0].top) + 8, 16, 10)
    assert look.accent.upper() in colours(image, bar)
    assert colours(painted_without(view), bar) == {look.card.upper()}


def painted_without(view) -> QImage:
    view.mark_sentence(None)
    return painted(view)


@pytest.mark.parametrize("style", STYLES)
def test_sentence_and_word_can_each_be_left_unmarked(open_window, style: str) -> None:
    view = marked(open_window, style)
    pictures = []
    for sentence, word in ((True, True), (True, False), (False, True), (False, False)):
        view.set_marking(Marking(sentence, word, style))
        pictures.append(painted(view))
    assert all(one != other for one, other in combinations(pictures, 2))
    view.set_marking(Marking(style=style))
    view.mark_sentence(None)
    assert painted(view) == pictures[-1], "nothing is marked"


def test_a_mask_dims_all_but_the_sentence(open_window) -> None:
    view = marked(open_window, "fill", sentence=None, word=None)
    before = painted(view)
    view.set_marking(Marking(style="mask"))
    view.mark_sentence(SENTENCE)
    after = painted(view)
    other = pieces(view, Locator(1, 0, 3))[0].line.toAlignedRect()
    inside = pieces(view, SENTENCE)[1].line.toAlignedRect()
    assert darkest(after, inside) == darkest(before, inside)
    assert darkest(after, other) > darkest(before, other) + 60


def darkest(image: QImage, area: QRect) -> int:
    return min(QColor(colour).lightness() for colour in colours(image, area))


class Painted(QObject):
    """Notes what of a widget is painted anew."""

    def __init__(self, widget) -> None:
        super().__init__(widget)
        self.areas: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, _widget, event) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.areas.append(event.rect())
        return False


@pytest.mark.parametrize("style", STYLES)
def test_another_word_paints_little_anew(open_window, style: str, qtbot) -> None:
    view = marked(open_window, style)
    qtbot.wait(50)
    notes = Painted(view.viewport())
    view.mark_word(Locator(0, 22, 24))
    QApplication.processEvents()
    assert notes.areas
    whole = view.viewport().width() * view.viewport().height()
    assert sum(area.width() * area.height() for area in notes.areas) < whole / 8


def test_what_the_settings_say_is_seen_at_once_and_undone(open_window) -> None:
    window = open_window(PLAIN, mode="elderly")
    perform(window.reader, "play")
    built_of(window).sink.advance(10)
    window.reader.listening.poll()
    first = painted(window.view)
    window.show_page(Page.MARKS)
    sheet = window.screens.sheet(Page.MARKS)
    sheet.styles["outline"].click()
    assert window.reader.settings.get(schema.HIGHLIGHT_STYLE) == "outline"
    assert sheet.styles["outline"].isChecked()
    assert built_of(window).last_words == "读到的句子和词加上方框"
    window.leave_page()
    assert painted(window.view) != first
    perform(window.reader, "undo")
    assert painted(window.view) == first


def test_the_chosen_way_stays_chosen_when_it_is_pressed_again(open_window) -> None:
    window = open_window(PLAIN)
    window.show_page(Page.MARKS)
    sheet = window.screens.sheet(Page.MARKS)
    sheet.styles["fill"].click()
    QApplication.processEvents()
    assert [style for style, key in sheet.styles.items() if key.isChecked()] == ["fill"]


def test_the_sample_moves_on_and_stands_still_for_who_wants_it(open_window) -> None:
    window = open_window(PLAIN, language="en")
    window.show_page(Page.MARKS)
    sample = window.screens.sheet(Page.MARKS).sample
    assert sample._clock.isActive()
    before = painted(sample.view)
    sample._next()
    assert painted(sample.view) != before
    window.reader.settings.set(schema.REDUCED_MOTION, True)
    window.refresh()
    assert not sample._clock.isActive()
    window.reader.settings.set(schema.REDUCED_MOTION, False)
    window.refresh()
    assert sample._clock.isActive()
    window.leave_page()
    assert not sample._clock.isActive()


@pytest.mark.parametrize("what", ["captions", "tables", "notes", "code"])
def test_each_kind_of_text_can_be_left_out(open_window, what: str) -> None:
    window = open_window(PLAIN)
    window.show_page(Page.SKIPS)
    keys = {key.objectName(): key for key in window.screens.sheet(Page.SKIPS).findChildren(QObject)}
    key = keys[f"key-skip-{what}"]
    assert key.text().endswith("：读")
    key.click()
    QApplication.processEvents()
    assert key.text().endswith("：不读")
    settings = window.reader.settings
    assert [settings.get(one) for one in (schema.SKIP_CAPTIONS, schema.SKIP_TABLES)] == [
        what == "captions",
        what == "tables",
    ]


def test_the_voice_is_reset_and_that_is_undone(open_window) -> None:
    window = open_window(PLAIN)
    settings = window.reader.settings
    settings.set(schema.SPEECH_RATE, 2.0)
    settings.set(schema.SKIP_TABLES, True)
    settings.set(schema.VOLUME_LIMIT, 0.5)
    perform(window.reader, "reset-voice")
    assert settings.get(schema.SPEECH_RATE) == 1.0
    assert not settings.get(schema.SKIP_TABLES)
    assert settings.get(schema.VOLUME_LIMIT) == 0.5, "the limit is not the reader's"
    perform(window.reader, "undo")
    assert settings.get(schema.SPEECH_RATE) == 2.0
    assert settings.get(schema.SKIP_TABLES)
