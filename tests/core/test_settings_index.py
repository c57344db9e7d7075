"""No setting is missing from the screen of settings."""

import pytest

from gxreader.app.commands import COMMANDS, Group
from gxreader.app.settings_index import SECTIONS, has_words, settings_with
from gxreader.settings import schema
from gxreader.settings.store import Settings
from tests.parts import build_reader, small_article

LISTED = {command_id for section in SECTIONS.values() for command_id in section}
# Stand on a screen that is listed itself.
ELSEWHERE = {
    *("script", "caption-smaller", "caption-bigger", "mark-sentence", "mark-word", "mark-style"),
    *("skip", "skip-captions", "skip-tables", "skip-notes", "skip-code"),
    *("skip-alternatives", "read-pages"),
}


def changed_by(command_id: str) -> list[str]:
    """The settings that a command changes on a fresh reader with an article."""
    reader = build_reader(Settings(None)).reader
    reader.opening.show(small_article())
    every = tuple(value for value in vars(schema).values() if isinstance(value, schema.Setting))
    before = reader.settings.snapshot(every)
    COMMANDS[command_id].run(reader)
    after = reader.settings.snapshot(every)
    return [old[0].key for old, new in zip(before, after, strict=True) if old != new]


@pytest.mark.parametrize(
    "command_id",
    [
        command.id
        for command in COMMANDS.values()
        if command.group in {Group.SEE, Group.LISTEN, Group.PROGRAM}
    ],
)
def test_what_changes_a_setting_is_listed(command_id) -> None:
    changed = changed_by(command_id)
    assert not changed or command_id in LISTED | ELSEWHERE, changed


def test_that_test_would_see_a_setting() -> None:
    assert changed_by("line-spacing") == [schema.LINE_SPACING.key]
    assert changed_by("where") == []


def test_nothing_is_listed_twice_and_all_of_it_exists() -> None:
    every = [command_id for section in SECTIONS.values() for command_id in section]
    assert len(every) == len(set(every))
    assert set(every) <= set(COMMANDS)


def test_what_is_called_so_comes_before_what_only_mentions_it() -> None:
    reader = build_reader(Settings(None)).reader
    words = [command.words(reader) for command in settings_with(reader, "颜色")]
    assert words
    named = ["颜色" in one for one in words]
    assert named == sorted(named, reverse=True)


def test_every_word_that_is_typed_counts() -> None:
    reader = build_reader(Settings(None)).reader
    command = COMMANDS["pauses"]
    assert has_words(reader, command, "停 顿")
    assert not has_words(reader, command, "停顿 颜色")


@pytest.mark.parametrize("wanted", ["打印", "print"])
def test_all_wishes_for_paper_are_found_by_what_they_are_for(wanted: str) -> None:
    found = {command.id for command in settings_with(build_reader(Settings(None)).reader, wanted)}
    assert {"print-size", "print-margins", "print-spacing", "print-format", "print-columns"} <= found
    assert {"print-sides", "print-pictures", "print-code"} <= found
