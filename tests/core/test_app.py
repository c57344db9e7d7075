"""What a reader can do, without a window."""

import pytest

from gxreader.app.commands import COMMANDS, perform
from gxreader.app.interface import Page
from gxreader.app.offered import Offered
from gxreader.app.opening import WELCOME_URL
from gxreader.i18n.messages import LANGUAGES, messages
from gxreader.load.reference import pasted
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.resources import path
from gxreader.settings import schema
from gxreader.speech.state import PlayerState
from gxreader.theme.schemes import SCHEMES
from gxreader.theme.sizes import ELDERLY
from tests.parts import build_reader, small_article


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda command: command.id)
def test_every_command_has_an_icon_and_words_and_help_in_both_languages(command) -> None:
    assert path("icons", f"{command.icon}.svg").is_file()
    for language in LANGUAGES:
        assert messages(language).has(f"command.{command.id}")
        assert messages(language).has(f"command.{command.id}.help")


def test_no_shortcut_belongs_to_two_commands() -> None:
    shortcuts = [shortcut for command in COMMANDS.values() for shortcut in command.shortcuts]
    assert len(shortcuts) == len(set(shortcuts))


def test_every_command_can_be_performed_with_nothing_open() -> None:
    for command_id in COMMANDS:
        built = build_reader()
        perform(built.reader, command_id)
        if COMMANDS[command_id].needs_article:
            assert built.said[-1].key == "say.no-article"


def test_text_grows_to_the_last_step_and_says_so() -> None:
    built = build_reader()
    perform(built.reader, "mode")
    for _ in ELDERLY.ladder:
        perform(built.reader, "bigger")
    assert built.reader.appearance.text_size == ELDERLY.ladder[-1]
    assert built.last_words == "已经是最大的字"
    perform(built.reader, "smaller")
    assert built.last_words == "字已变小，第 6 档，共 7 档"


def test_undo_goes_back_through_every_change_of_look() -> None:
    built = build_reader()
    start = built.reader.settings.snapshot(schema.SETTINGS)
    for command_id in ("bigger", "colours", "mode", "bigger", "colours", "reset"):
        perform(built.reader, command_id)
    assert built.reader.settings.snapshot(schema.SETTINGS) != start
    for _ in range(6):
        perform(built.reader, "undo")
    assert built.reader.settings.snapshot(schema.SETTINGS) == start
    perform(built.reader, "undo")
    assert built.said[-1].key == "say.nothing-to-undo"


def test_colours_come_round_to_the_first() -> None:
    built = build_reader()
    seen = set()
    for _ in SCHEMES:
        perform(built.reader, "colours")
        seen.add(built.reader.appearance.scheme.id)
    assert seen == set(SCHEMES)
    assert built.reader.appearance.scheme.id == schema.SCHEME.default


def test_the_welcome_article_follows_the_language_and_keeps_the_place() -> None:
    built = build_reader()
    built.reader.opening.welcome()
    built.reader.session.move_to(Locator(5, 0, 4))
    assert built.reader.session.article.language == "zh"
    perform(built.reader, "language")
    assert built.reader.session.article.language == "en"
    assert built.reader.session.article.url == WELCOME_URL
    assert built.reader.session.place.block == 5


def test_other_articles_stay_when_the_language_is_switched() -> None:
    built = build_reader()
    built.reader.opening.show(small_article())
    perform(built.reader, "language")
    assert built.reader.session.article == small_article()
    assert built.last_words == "Now in English"


def test_back_and_forward_return_to_the_place_that_was_left() -> None:
    built = build_reader()
    first, second = small_article(), small_article(title="第二篇")
    built.reader.opening.show(first)
    built.reader.session.move_to(Locator(3, 0, 5))
    built.reader.opening.show(second)
    perform(built.reader, "back")
    assert built.reader.session.article == first
    assert built.reader.session.place == Locator(3, 0, 5)
    perform(built.reader, "forward")
    assert built.reader.session.article == second


def test_back_from_a_screen_leads_to_the_article_and_from_the_first_article_home() -> None:
    built = build_reader()
    built.reader.opening.show(small_article())
    perform(built.reader, "more")
    perform(built.reader, "back")
    assert built.reader.interface.page() is Page.READING
    perform(built.reader, "back")
    assert built.reader.interface.page() is Page.HOME


def test_what_cannot_be_opened_leaves_the_open_article_and_offers_a_way_on() -> None:
    built = build_reader()
    built.reader.opening.show(small_article())
    built.reader.opening.open_text("/nowhere/at/all.txt")
    assert built.reader.session.article == small_article()
    assert built.said[-1].trouble
    assert built.said[-1].remedy in COMMANDS
    assert "all.txt" in built.last_words


def test_escape_gives_up_a_load_and_a_newer_wish_makes_an_older_one_void() -> None:
    built = build_reader()
    built.reader.opening.show(small_article())
    waiting = []
    built.reader.opening.tasks.work = lambda job, done, _failed: waiting.append((job, done))
    built.reader.opening.open(pasted("第一个\n\n第一个愿望。"))
    perform(built.reader, "back")
    assert not built.reader.opening.is_loading
    assert built.said[-1].key == "say.cancelled"
    built.reader.opening.open(pasted("第二个\n\n第二个愿望。"))
    built.reader.opening.open(pasted("第三个\n\n第三个愿望。"))
    for job, done in waiting:
        done(job())
    assert built.reader.session.article.title == "第三个"
    perform(built.reader, "back")
    assert built.reader.session.article == small_article()


def test_pasted_text_is_opened_and_an_empty_clipboard_explained() -> None:
    built = build_reader()
    built.reader.opening.receive(Offered(text="南湖的早晨\n\n湖边有人打太极。风很轻。"))
    assert built.reader.session.article.title == "南湖的早晨"
    built.reader.opening.receive(Offered(text="  \n"))
    assert built.said[-1].key == "say.clipboard-empty"


def test_typed_words_are_found_in_the_article_and_come_round() -> None:
    built = build_reader()
    built.reader.opening.show(small_article())
    built.reader.enter("书")
    first = built.reader.session.place
    assert built.reader.session.units.text_at(first) == "书"
    places = [first]
    while built.said[-1].arguments["number"] != built.said[-1].arguments["total"]:
        built.reader.enter("书")
        places.append(built.reader.session.place)
    assert (
        len(places)
        == len(set(places))
        == sum(unit.text.count("书") for unit in built.reader.session.units.all)
    )
    built.reader.enter("书")
    assert built.reader.session.place == first
    built.reader.enter("没有的字")
    assert built.said[-1].key == "say.not-found"


def test_reading_aloud_walks_through_the_article_once_and_says_when_it_ends() -> None:
    built = build_reader()
    heard = []
    built.reader.listening.sentence_changed.connect(
        lambda sentence: heard.append(sentence.text) if sentence else None
    )
    built.reader.opening.show(small_article())
    perform(built.reader, "play")
    assert built.reader.listening.state is PlayerState.PLAYING
    for _ in range(2000):
        built.sink.advance(100)
    assert heard[0] == "荔枝树下的图书馆"
    assert "".join(heard).replace("\n", "") == "".join(
        unit.text.replace("\n", "") for unit in Units(small_article()).all
    )
    assert built.reader.listening.state is PlayerState.IDLE
    assert built.said[-1].key == "say.finished"


def test_one_key_reads_pauses_and_goes_on_and_says_so_on_the_key() -> None:
    built = build_reader()
    built.reader.opening.show(small_article())
    words = [COMMANDS["play"].words(built.reader)]
    for _ in range(3):
        perform(built.reader, "play")
        words.append(COMMANDS["play"].words(built.reader))
    assert words == ["朗读", "暂停", "接着读", "暂停"]


def test_a_switch_of_language_does_not_silence_the_welcome_article() -> None:
    built = build_reader()
    built.reader.opening.welcome()
    built.reader.listening.read_from(Locator(4))
    perform(built.reader, "language")
    assert built.reader.listening.state is PlayerState.PLAYING
    assert built.reader.session.place.block == 4


@pytest.mark.parametrize("before", ["idle", "paused", "playing"])
def test_next_reads_the_next_sentence_whatever_was_before(before: str) -> None:
    built = build_reader()
    built.reader.opening.show(small_article())
    if before != "idle":
        perform(built.reader, "play")
    if before == "paused":
        perform(built.reader, "play")
    perform(built.reader, "next-sentence")
    assert built.reader.listening.state is PlayerState.PLAYING
    assert built.reader.session.place.block == 1


def test_settings_are_kept_before_the_window_is_closed(tmp_path) -> None:
    from gxreader.settings.store import Settings

    file = tmp_path / "settings.json"
    settings = Settings(file)
    settings.set(schema.MODE, "elderly")
    write = settings.take_unsaved()
    assert write is not None
    write()
    assert Settings(file).get(schema.MODE) == "elderly"
    assert settings.take_unsaved() is None


def test_opening_another_article_ends_reading_the_first() -> None:
    built = build_reader()
    built.reader.opening.show(small_article())
    perform(built.reader, "play")
    built.reader.opening.open(pasted("另一篇\n\n里面有一句话。"))
    assert built.reader.listening.state is PlayerState.IDLE


def test_a_long_work_is_read_part_after_part() -> None:
    from gxreader.model.article import Part

    built = build_reader()
    heard = []
    built.reader.listening.sentence_changed.connect(
        lambda sentence: heard.append(sentence.text) if sentence else None
    )
    article = small_article(parts=(Part("一", 0, 2), Part("二", 2, 4)))
    built.reader.opening.show(article)
    perform(built.reader, "play")
    for _ in range(2000):
        built.sink.advance(100)
    assert heard[-1] == "孩子们放学以后也来,𠮷祥话说个不停。"
    assert len(heard) == len(set(heard))


def test_pace_and_volume_stop_at_their_ends() -> None:
    built = build_reader()
    for _ in range(40):
        perform(built.reader, "faster")
    assert built.reader.listening.rate == pytest.approx(3.0)
    assert built.said[-1].key == "say.fastest"
    for _ in range(40):
        perform(built.reader, "quieter")
    assert built.reader.settings.get(schema.VOLUME) > 0
    assert built.said[-1].key == "say.quietest"
