"""Point and read: what the pointer rests on, or the keyboard reaches, is spoken."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.model.article import Paragraph, Run
from gxreader.model.locator import Locator
from gxreader.qt.keys import Key
from tests.parts import small_article
from tests.qt.conftest import built_of

ARTICLE = small_article(
    blocks=(
        Paragraph((Run("老船工来了。他收好缆绳。雾散了。"),)),
        Paragraph((Run("Good morning. Sit down."),)),
    )
)


@pytest.fixture
def spoken(monkeypatch):
    """What is spoken of keys and other words."""
    heard = []
    monkeypatch.setattr(
        "gxreader.app.voices.Voices.speak", lambda _voices, text, language: heard.append((text, language))
    )
    return heard


def point(window, place):
    """Rest the pointer on a place of the article."""
    view = window.view
    rect = view.cursorRect(view.cursor_for(place))
    window._pointer.point_at(view.viewport().mapToGlobal(rect.center() + QPoint(4, 0)))
    QApplication.processEvents()


def pointing(open_window, **options):
    window = open_window(ARTICLE, **options)
    perform(window.reader, "point-read")
    QTest.qWait(30)
    return window


def test_the_sentence_pointed_at_is_read_once_and_no_further(open_window):
    window = pointing(open_window)
    listening = window.reader.listening
    read = []
    listening.sentence_changed.connect(lambda sentence: read.append(sentence.text) if sentence else None)
    block = next(unit.index for unit in window.reader.session.units.all if unit.text.startswith("老船工"))
    point(window, Locator(block, 8, 9))
    assert listening.is_pointed
    point(window, Locator(block, 7, 8))  # the same sentence: it goes on
    for _ in range(60):
        built_of(window).sink.advance(100)
        listening.poll()
    assert read == ["他收好缆绳。"]
    assert not listening.is_active
    assert built_of(window).said[-1].key == "say.point-read"
    point(window, Locator(block, 13, 14))
    assert read[-1] == "雾散了。"
    point(window, Locator(block, 1, 2))
    assert read[-1] == "老船工来了。"


def test_the_page_stays_still_under_the_pointer(open_window):
    long = small_article(
        blocks=tuple(Paragraph((Run(f"第{n}段。" + "山水" * 30 + "。"),)) for n in range(30))
    )
    window = open_window(long)
    perform(window.reader, "point-read")
    window.turn_page(1)
    QTest.qWait(30)
    before = window.view.verticalScrollBar().value()
    viewport = window.view.viewport()
    middle = viewport.width() // 2
    on_text = [y for y in range(viewport.height()) if window.view.place_at(QPoint(middle, y)) is not None]
    for height in (on_text[-8], on_text[8]):
        point_here = QPoint(middle, height)
        window._pointer.point_at(viewport.mapToGlobal(point_here))
        assert window.reader.listening.is_pointed
        for _ in range(30):
            built_of(window).sink.advance(100)
            window.reader.listening.poll()
        QTest.qWait(350)
        assert window.view.verticalScrollBar().value() == before


def test_what_is_read_aloud_is_not_disturbed(open_window, spoken):
    window = pointing(open_window)
    perform(window.reader, "play")
    sentence = window.reader.listening.sentence
    point(window, Locator(3, 8, 9))
    window._pointer._tell(window.frame.key("bigger"))
    assert window.reader.listening.sentence == sentence
    assert spoken == []
    perform(window.reader, "stop")


def test_reading_on_after_pointing_begins_there_and_goes_to_the_end(open_window):
    window = pointing(open_window)
    listening = window.reader.listening
    block = next(unit.index for unit in window.reader.session.units.all if unit.text.startswith("老船工"))
    point(window, Locator(block, 8, 9))
    listening.stop()
    read = []
    listening.sentence_changed.connect(lambda sentence: read.append(sentence.text) if sentence else None)
    perform(window.reader, "play")
    for _ in range(300):
        built_of(window).sink.advance(100)
        listening.poll()
    assert read == ["他收好缆绳。", "雾散了。", "Good morning.", "Sit down."]


@pytest.mark.parametrize(("language", "words"), [("zh", "字大一点。"), ("en", "Bigger. ")])
def test_a_key_is_spoken_with_what_it_does(open_window, spoken, language, words):
    window = pointing(open_window, language=language)
    key = next(
        key for key in window.findChildren(Key) if key.objectName() == "key-bigger" and key.isVisible()
    )
    window._pointer.point_at(key.mapToGlobal(key.rect().center()))
    window._pointer.point_at(key.mapToGlobal(key.rect().center() + QPoint(5, 0)))
    assert len(spoken) == 1
    text, spoken_language = spoken[0]
    assert text.startswith(words)
    assert len(text) > len(words)
    assert spoken_language == language


def test_what_the_keyboard_reaches_is_spoken(open_window, spoken, qtbot):
    window = pointing(open_window)
    window.show_page(Page.MORE)
    QApplication.processEvents()
    spoken.clear()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: len(spoken) == 1)
    assert spoken[0][0].startswith(QApplication.focusWidget().accessibleName())


def test_it_is_switched_by_its_key_and_says_so_and_is_silent_when_off(open_window, spoken):
    window = open_window(ARTICLE)
    key = next(key for key in window.findChildren(Key) if key.objectName() == "key-bigger")
    window._pointer.point_at(key.mapToGlobal(key.rect().center()))
    assert spoken == []
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert built_of(window).said[-1].key == "say.point-read"
    point(window, Locator(0, 1, 2))
    assert window.reader.listening.is_pointed
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert built_of(window).said[-1].key == "say.point-read-off"
    assert not window.reader.listening.is_active


def test_a_pointer_that_only_passes_by_is_not_pointing(open_window, qtbot, monkeypatch):
    window = pointing(open_window)
    told = []
    monkeypatch.setattr(window._pointer, "point_at", told.append)
    for x in range(200, 400, 40):
        QTest.mouseMove(window.view.viewport(), QPoint(x, 150))
        QTest.qWait(60)
    assert told == []
    qtbot.waitUntil(lambda: len(told) == 1, timeout=3000)


def test_what_the_program_answers_is_spoken_where_wished(open_window, spoken):
    window = open_window(ARTICLE)
    perform(window.reader, "bigger")
    assert spoken == []
    perform(window.reader, "prompts")
    perform(window.reader, "bigger")
    assert spoken == [("语音提示打开了", "zh"), (built_of(window).last_words, "zh")]
    perform(window.reader, "play")
    spoken.clear()
    perform(window.reader, "smaller")  # the article is listened to
    assert spoken == []
    perform(window.reader, "stop")
    spoken.clear()
    perform(window.reader, "prompts")
    assert spoken == []


def test_with_spoken_hints_the_keyboard_is_followed_and_the_pointer_is_not(open_window, spoken, qtbot):
    window = open_window(ARTICLE)
    perform(window.reader, "prompts")
    QTest.qWait(30)
    window.show_page(Page.MORE)
    QApplication.processEvents()
    spoken.clear()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: len(spoken) == 1)
    QTest.mouseMove(window, QPoint(300, 300))
    QTest.qWait(700)
    assert len(spoken) == 1


def test_a_screen_reader_is_left_to_speak(open_window, spoken, monkeypatch):
    window = open_window(ARTICLE)
    perform(window.reader, "prompts")
    spoken.clear()
    monkeypatch.setattr("gxreader.qt.pointer.QAccessible.isActive", lambda: True)
    perform(window.reader, "bigger")
    window._pointer._tell(window.frame.key("bigger"))
    assert spoken == []
