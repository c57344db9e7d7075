"""One step back for everything that is read or heard otherwise, offered beside each answer."""

import pytest

from gxreader.app.announcements import Announcements
from gxreader.app.appearance import Appearance
from gxreader.app.commands import perform
from gxreader.app.undoing import Undoing
from gxreader.errors import ReaderError
from gxreader.settings import schema
from gxreader.settings.store import Settings
from gxreader.theme.sizes import STANDARD
from tests.parts import build_reader


@pytest.mark.parametrize(
    "command_id",
    ["bigger", "colours", "louder", "quieter", "slower", "sound", "mode", "point-read", "caption", "reset"],
)
def test_an_answer_to_a_change_offers_to_undo_it(command_id: str) -> None:
    settings = Settings(None)
    settings.set(schema.VOLUME, 0.5)
    settings.set(schema.SCHEME, "green")
    built = build_reader(settings)
    before = settings.snapshot(schema.SETTINGS)
    perform(built.reader, command_id)
    assert built.said[-1].remedy == "undo"
    assert settings.snapshot(schema.SETTINGS) != before
    perform(built.reader, built.said[-1].remedy)
    assert settings.snapshot(schema.SETTINGS) == before
    assert (built.said[-1].key, built.said[-1].remedy) == ("say.undone", "")


def test_where_nothing_has_changed_nothing_is_offered() -> None:
    built = build_reader()
    perform(built.reader, "louder")
    assert (built.said[-1].key, built.said[-1].remedy) == ("say.loudest", "")
    built.reader.announcements.trouble(ReaderError("say.clipboard-empty"), remedy="help")
    assert built.said[-1].remedy == "help"


def test_a_trembling_key_is_one_step_and_a_second_thought_another() -> None:
    settings, announcements, now = Settings(None), Announcements(), [0.0]
    appearance = Appearance(settings, announcements)
    undoing = Undoing(settings, announcements, lambda: now[0])
    for moment in (1.0, 1.3, 1.6, 9.0):
        now[0] = moment
        appearance.bigger()
    sizes = []
    for _ in range(2):
        undoing.undo()
        sizes.append(appearance.text_size)
    assert sizes == [STANDARD.ladder[4], STANDARD.ladder[1]]
    assert not undoing.can_undo


def test_different_things_changed_at_once_are_steps_of_their_own() -> None:
    settings, announcements = Settings(None), Announcements()
    appearance = Appearance(settings, announcements)
    undoing = Undoing(settings, announcements, lambda: 0.0)
    appearance.bigger()
    appearance.next_scheme()
    undoing.undo()
    assert appearance.text_size == STANDARD.ladder[2]
    assert appearance.scheme.id == "paper"


def test_at_the_end_of_a_ladder_and_after_an_undo_the_way_back_still_stands() -> None:
    built = build_reader()
    for command_id in ("colours", *("bigger" for _ in STANDARD.ladder)):
        perform(built.reader, command_id)
    assert (built.said[-1].key, built.said[-1].remedy) == ("say.text-largest", "undo")
    perform(built.reader, "undo")
    assert built.reader.undoing.can_undo
    assert (built.said[-1].key, built.said[-1].remedy) == ("say.undone", "undo")
