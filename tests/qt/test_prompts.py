"""Spoken prompts: by themselves in elderly mode, never against the reader's wish, never over the article."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.errors import SpeechError
from gxreader.speech.state import PlayerState
from tests.qt.conftest import built_of


@pytest.fixture
def spoken(monkeypatch):
    """What is spoken besides the article."""
    heard = []
    monkeypatch.setattr(
        "gxreader.app.voices.Voices.speak", lambda _voices, text, _language: heard.append(text)
    )
    return heard


@pytest.mark.parametrize(
    ("mode", "prompts", "expected"),
    [
        ("elderly", "elderly", True),
        ("standard", "elderly", False),
        ("standard", "on", True),
        ("elderly", "off", False),
    ],
)
def test_they_belong_to_elderly_mode_unless_the_reader_has_chosen(
    open_window, spoken, mode, prompts, expected
) -> None:
    window = open_window(mode=mode, prompts=prompts)
    spoken.clear()
    perform(window.reader, "bigger")
    assert bool(spoken) is expected


def test_whoever_has_said_no_is_not_surprised_by_elderly_mode(open_window, spoken) -> None:
    window = open_window(mode="elderly", prompts="elderly")
    perform(window.reader, "prompts")
    spoken.clear()
    perform(window.reader, "mode")
    perform(window.reader, "mode")
    assert window.reader.appearance.face.id == "elderly"
    assert spoken == []


def test_a_screen_says_its_name_and_its_answers_come_before_that(open_window, spoken) -> None:
    window = open_window(prompts="elderly")
    window.show_page(Page.MORE)
    assert spoken[-1] == "更多功能"


def test_holding_tab_does_not_stammer(open_window, spoken, qtbot) -> None:
    window = open_window(prompts="elderly")
    window.show_page(Page.MORE)
    QTest.qWait(30)
    spoken.clear()
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert spoken == []
    qtbot.waitUntil(lambda: bool(spoken))
    QTest.qWait(200)
    assert len(spoken) == 1
    assert spoken[0].startswith(QApplication.focusWidget().accessibleName())


def test_of_a_pressed_key_the_answer_is_spoken(open_window, spoken) -> None:
    window = open_window(prompts="elderly")
    QTest.qWait(30)
    window.view.setFocus()
    spoken.clear()
    key = window.frame.key("bigger")
    QTest.keyClick(window.view, Qt.Key.Key_Backtab)
    QTest.keyClick(window.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.qWait(250)
    assert spoken == [built_of(window).last_words]
    key.deleteLater()


def test_in_a_pause_an_answer_is_spoken_and_reading_goes_on_where_it_was(open_window) -> None:
    window = open_window(prompts="elderly")
    listening, sink = window.reader.listening, built_of(window).sink
    perform(window.reader, "play")
    for _ in range(12):
        sink.advance(100)
        listening.poll()
    perform(window.reader, "play")
    sentence = listening.sentence
    perform(window.reader, "bigger")
    assert listening.state is PlayerState.PAUSED
    assert listening.sentence == sentence
    sink.advance(20_000)  # the answer is over
    listening.poll()
    assert listening.state is PlayerState.PAUSED
    assert listening.sentence == sentence
    perform(window.reader, "play")
    assert listening.is_speaking
    assert listening.sentence == sentence


def test_nothing_is_spoken_over_the_article_but_what_has_ended_it_is(open_window, spoken) -> None:
    window = open_window(prompts="elderly")
    perform(window.reader, "play")
    spoken.clear()
    window.reader.announcements.trouble(SpeechError("say.no-voice"))
    perform(window.reader, "bigger")
    assert spoken == []
    window.reader.listening.player().stop()
    assert spoken == ["这台电脑没有这种语言的声音"]


def test_a_trouble_that_the_voice_has_overcome_is_not_told_later(open_window, spoken) -> None:
    window = open_window(prompts="elderly")
    perform(window.reader, "play")
    window.reader.announcements.trouble(SpeechError("say.no-voice"))
    perform(window.reader, "next-sentence")
    spoken.clear()
    window.reader.listening.player().stop()
    assert spoken == []


def test_beginning_to_read_is_not_delayed_by_words_about_it(open_window, spoken) -> None:
    window = open_window(prompts="elderly")
    spoken.clear()
    perform(window.reader, "play")
    assert spoken == []


def test_a_screen_reader_is_left_to_speak(open_window, spoken, monkeypatch) -> None:
    window = open_window(prompts="elderly")
    spoken.clear()
    monkeypatch.setattr("gxreader.qt.pointer.QAccessible.isActive", lambda: True)
    perform(window.reader, "bigger")
    window.show_page(Page.MORE)
    assert spoken == []


def test_the_describer_of_keys_speaks_without_prompts_too(open_window, spoken) -> None:
    window = open_window(prompts="off")
    perform(window.reader, "describe")
    window.reader.describing.press("F5")
    assert spoken[-1].startswith("F5：朗读")
