"""The questions of the first start: one press answers each, every one may be passed over, none is a trap."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gxreader.app.commands import perform
from gxreader.app.first_run import SIZES, is_wished
from gxreader.app.interface import Page
from gxreader.settings import schema
from gxreader.settings.store import Settings
from gxreader.speech.values import Voice
from tests.qt.conftest import built_of

VOICES = tuple(
    Voice(id=f"other:{name}", name=name, language="cmn", engine="other") for name in ("甲", "乙", "丙", "丁")
)


@pytest.fixture
def spoken(monkeypatch):
    heard = []
    monkeypatch.setattr("gxreader.app.voices.Voices.speak", lambda _, text, __: heard.append(text))
    return heard


@pytest.fixture
def tried(monkeypatch):
    heard = []
    monkeypatch.setattr("gxreader.app.voices.Voices.try_out", lambda _, language: heard.append(language))
    return heard


def asked(open_window, **options):
    window = open_window(**{"mode": "standard"} | options)
    window.reader.voices.load()
    window.reader.voices._take(VOICES)
    perform(window.reader, "first-run")
    assert window.page() is Page.FIRST_RUN
    return window


def screen(window):
    return window.screens.sheet(Page.FIRST_RUN)


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_three_presses_answer_three_questions_and_lead_home(open_window, tried) -> None:
    window = asked(open_window)
    settings = window.reader.settings
    click(screen(window).cards["en"])
    assert window.reader.appearance.language == "en"
    click(screen(window).cards["larger"])
    assert (settings.get(schema.MODE), settings.get(schema.TEXT_SIZE_ELDERLY)) == SIZES["larger"]
    window.reader.first_run.back()
    window.reader.first_run.back()
    click(screen(window).cards["zh"])
    window.reader.first_run.forward()
    assert list(screen(window).cards) == ["other:甲", "other:乙", "other:丙", "none"]
    click(screen(window).cards["other:乙"])
    assert settings.get(schema.VOICE_ZH) == "other:乙"
    assert tried == ["zh"]
    assert screen(window).cards["other:乙"].isChecked()
    assert not screen(window).cards["other:甲"].isChecked()
    click(screen(window).keys["next"])
    assert window.page() is Page.READING
    assert settings.get(schema.FIRST_RUN_DONE)
    assert built_of(window).said[-1].key == "say.first-run-done"


def test_each_question_is_read_aloud_with_its_answers(open_window, spoken) -> None:
    window = asked(open_window)
    assert spoken[-1] == "您想用中文吗？请按“中文”。"
    click(screen(window).keys["next"])
    assert spoken[-1].startswith("多大的字看着舒服？普通。")
    spoken.clear()
    click(screen(window).keys["say"])
    assert len(spoken) == 1


def test_a_screen_reader_reads_the_questions_itself(open_window, spoken, monkeypatch) -> None:
    monkeypatch.setattr("gxreader.qt.first_run_screen.QAccessible.isActive", lambda: True)
    monkeypatch.setattr("gxreader.qt.pointer.QAccessible.isActive", lambda: True)
    asked(open_window)
    assert spoken == []


def test_no_voice_is_silence_and_a_voice_afterwards_is_not(open_window, tried) -> None:
    window = asked(open_window)
    settings = window.reader.settings
    for _ in range(2):
        window.reader.first_run.forward()
    click(screen(window).cards["none"])
    assert not settings.get(schema.SOUND)
    assert settings.get(schema.VOICE_PROMPTS) == "off"
    assert screen(window).cards["none"].isChecked()
    click(screen(window).cards["other:甲"])
    assert settings.get(schema.SOUND)
    assert settings.get(schema.VOICE_PROMPTS) == "elderly"
    assert tried == ["zh"]


def test_everything_is_passed_over_by_one_press_and_changes_nothing(open_window) -> None:
    window = asked(open_window)
    before = window.reader.settings.snapshot(schema.SETTINGS)
    click(screen(window).keys["skip"])
    assert window.page() is Page.READING
    after = dict(window.reader.settings.snapshot(schema.SETTINGS))
    changed = [setting.key for setting, value in before if after[setting] != value]
    assert changed == ["first-run-done"]
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.page() is Page.HOME, "the way back does not lead to the questions"


def test_esc_goes_one_question_back_and_before_the_first_leaves_for_good(open_window) -> None:
    window = asked(open_window)
    questions = window.reader.first_run
    questions.forward()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert (window.page(), questions.question) == (Page.FIRST_RUN, "language")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.page() is Page.READING
    assert window.reader.settings.get(schema.FIRST_RUN_DONE)


def test_the_keyboard_alone_answers(open_window) -> None:
    window = asked(open_window, language="zh")
    assert window.focusWidget() is screen(window).cards["zh"]
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.reader.appearance.language == "en"
    assert window.reader.first_run.question == "size"


def test_a_choice_of_size_is_one_undo(open_window) -> None:
    window = asked(open_window)
    window.reader.first_run.forward()
    click(screen(window).cards["largest"])
    perform(window.reader, "undo")
    assert window.reader.settings.get(schema.MODE) == "standard"


def test_a_start_asks_once_and_only_where_nothing_else_is_asked_for(tmp_path) -> None:
    settings = Settings(tmp_path / "settings.json")
    assert is_wished(settings, is_asked_for_something=False)
    assert not is_wished(settings, is_asked_for_something=True)
    assert not is_wished(Settings(None), is_asked_for_something=False), "a picture or a test"
    settings.set(schema.FIRST_RUN_DONE, True)
    settings.save()
    assert not is_wished(Settings(tmp_path / "settings.json"), is_asked_for_something=False)
    (tmp_path / "damaged.json").write_text("{")
    assert not is_wished(Settings(tmp_path / "damaged.json"), is_asked_for_something=False)
