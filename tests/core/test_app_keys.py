"""The keys of the keyboard: changed by the reader, told of in words, explained instead of obeyed."""

import json

import pytest

from gxreader.app import undoing
from gxreader.app.commands import COMMANDS, perform
from gxreader.app.interface import Page
from gxreader.app.key_names import key_name, key_names
from gxreader.app.shortcuts import FIXED, parts_of, refusal
from gxreader.i18n.messages import LANGUAGES, messages
from gxreader.settings import schema
from gxreader.settings.store import Settings
from tests.parts import build_reader


@pytest.fixture
def built():
    return build_reader()


def test_no_key_of_the_table_is_one_that_is_refused():
    keys = [key for command in COMMANDS.values() for key in command.shortcuts if key not in FIXED]
    assert [key for key in keys if refusal(key)] == []


def test_a_key_is_taken_apart_into_what_is_held_and_what_is_pressed():
    assert parts_of("Ctrl++") == (("Ctrl",), "+")
    assert parts_of("+") == ((), "+")
    assert parts_of("Ctrl+Shift+A") == (("Ctrl", "Shift"), "A")


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("A", "typing"),
        ("Shift+A", "typing"),
        ("Space", "typing"),
        ("Up", "typing"),
        ("Ins", "screen-reader"),
        ("Ctrl+Ins", "screen-reader"),
        ("CapsLock", "screen-reader"),
        ("Meta+L", "system"),
        ("Alt+F4", "system"),
        ("Ctrl+Alt+T", "system"),
        ("Ctrl+C", "copying"),
        ("Esc", "fixed-leave"),
        ("F1", "fixed-help"),
    ],
)
def test_a_key_that_others_need_is_refused_with_a_reason(built, key, reason):
    assert refusal(key) == f"shortcut.{reason}"
    with pytest.raises(ValueError, match="cannot be given"):
        built.reader.shortcuts.assign("bigger", key)


def test_a_new_key_takes_the_place_of_the_first(built):
    shortcuts = built.reader.shortcuts
    shortcuts.assign("bigger", "F12")
    assert shortcuts.of("bigger") == ("F12", *COMMANDS["bigger"].shortcuts[1:])
    assert shortcuts.owner("F12") == "bigger"
    assert shortcuts.owner("Alt+Up") == ""
    assert built.said[-1].remedy == "undo"
    assert built.last_words == "“字大一点”现在用 F12"


def test_a_key_that_was_anothers_is_swapped(built):
    shortcuts = built.reader.shortcuts
    shortcuts.assign("point-read", "Alt+B")
    assert shortcuts.of("point-read") == ("Alt+B",)
    assert shortcuts.of("caption") == ("Alt+P",)


def test_esc_always_leads_back_and_f1_to_the_help(built):
    shortcuts = built.reader.shortcuts
    shortcuts.assign("leave", "Alt+Up")
    shortcuts.take_away("help")
    assert shortcuts.of("leave")[:2] == ("Esc", "Alt+Up")
    assert shortcuts.of("help") == ("F1",)


def test_a_change_is_undone_by_one_undo_and_all_of_them_by_a_reset(built, monkeypatch):
    monkeypatch.setattr(undoing, "BURST_SECONDS", 0)  # a test has no second thoughts
    shortcuts = built.reader.shortcuts
    shortcuts.assign("bigger", "F12")
    shortcuts.take_away("caption")
    assert built.last_words == "“大字幕”没有快捷键了"
    perform(built.reader, "undo")
    assert shortcuts.of("caption") == ("Alt+B",)
    assert shortcuts.of("bigger")[0] == "F12"
    shortcuts.reset()
    assert not shortcuts.is_changed
    perform(built.reader, "undo")
    assert shortcuts.of("bigger")[0] == "F12"


def test_own_keys_are_there_the_next_day(tmp_path):
    file = tmp_path / "settings.json"
    settings = Settings(file)
    build_reader(settings).reader.shortcuts.assign("bigger", "F12")
    settings.save()
    assert build_reader(Settings(file)).reader.shortcuts.owner("F12") == "bigger"


@pytest.mark.parametrize("kept", ["nonsense", "[1]", '{"bigger": "F12"}'])
def test_what_nobody_can_read_in_the_file_changes_no_key(kept):
    settings = Settings(None)
    settings.set(schema.SHORTCUTS, kept)
    assert not build_reader(settings).reader.shortcuts.is_changed


def test_of_what_was_written_into_the_file_no_key_is_given_twice_and_none_that_is_refused():
    settings = Settings(None)
    kept = {"bigger": ["Alt+B", "Esc", "A"], "smaller": ["Alt+B", "F12"], "gone": ["Shift+F12"]}
    settings.set(schema.SHORTCUTS, json.dumps(kept))
    shortcuts = build_reader(settings).reader.shortcuts
    assert shortcuts.of("bigger") == ("Alt+B",)
    assert shortcuts.of("smaller") == ("F12",)
    assert shortcuts.of("caption") == ()
    assert shortcuts.of("leave")[0] == "Esc"
    every = [key for keys in shortcuts.all.values() for key in keys]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_the_table_has_a_name_that_can_be_read_aloud(language):
    words = messages(language)
    for command in COMMANDS.values():
        for key in command.shortcuts:
            name = key_name(key, words)
            assert "+" not in name, key
            assert "keyboard." not in name, key


def test_a_key_in_words():
    assert key_name("Ctrl+Up", messages("zh")) == "Ctrl 加 上箭头"
    assert key_name("Ctrl++", messages("en")) == "Ctrl and plus"
    assert key_names(("F5", "Alt+X"), messages("en")) == "F5, or Alt and X"


def describing(built):
    perform(built.reader, "describe")
    return built.reader.describing


def test_a_described_key_is_told_of_and_not_obeyed(built):
    size = built.reader.appearance.text_size
    described = describing(built)
    assert built.last_words.startswith("按哪个键")
    described.press("Alt+Up")
    assert built.last_words == "Alt 加 上箭头：字大一点，文章的字变大一档"
    assert built.reader.appearance.text_size == size
    described.press("Tab")
    assert built.last_words == "Tab 键：走到下一个按钮"
    described.press("K")
    assert built.last_words == "K：打字用的"
    described.press("Ctrl+F12")
    assert built.last_words == "Ctrl 加 F12：在桂读里没有用处"


def test_a_key_is_described_as_the_reader_has_set_it(built):
    built.reader.shortcuts.assign("caption", "F12")
    describing(built).press("F12")
    assert "大字幕" in built.last_words


def test_esc_twice_ends_the_describing_and_once_does_not(built):
    described = describing(built)
    described.press("Esc")
    assert described.is_on
    assert "再按一次 Esc" in built.last_words
    described.press("F5")
    described.press("Esc")
    assert described.is_on
    described.press("Esc")
    assert not described.is_on
    assert built.reader.interface.page() is Page.READING


def test_the_key_that_began_it_ends_it_also_where_it_was_changed(built):
    built.reader.shortcuts.assign("describe", "Shift+F12")
    described = describing(built)
    described.press("Shift+F1")
    assert described.is_on
    described.press("Shift+F12")
    assert not described.is_on
