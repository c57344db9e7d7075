"""Whoever opens an article again is where they stopped, and is told; where nothing is kept, nothing is."""

import pytest

from gxreader.app.commands import perform
from gxreader.app.interface import Page
from gxreader.library.glance import fact_at_a_glance, places_at_a_glance
from gxreader.library.history import LAST
from gxreader.library.library import library_file
from gxreader.load.reference import Kind, Reference
from gxreader.model.article import Article, Paragraph, Part, text_run
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.settings import schema
from gxreader.settings.store import Settings
from tests.parts import build_reader

TEXT = "渡口\n\n" + "\n\n".join(f"第{n}段，江水慢慢地流。船也慢慢地走。" for n in range(1, 30))


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "渡口.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def kept():
    """The places that are kept for this user."""
    return places_at_a_glance(library_file(), 10)


def started(tmp_path):
    """The program, as if it had just been started on this computer."""
    return build_reader(Settings(tmp_path / "settings.json"))


def open_file(built, file):
    built.reader.opening.open(Reference(Kind.FILE, str(file)))


def test_it_goes_on_tomorrow_where_the_eyes_were(tmp_path, file):
    first = started(tmp_path)
    open_file(first, file)
    assert first.said[-1].key == "say.opened"
    first.reader.session.move_to(Locator(7, 11, 11))
    first.reader.close()
    second = started(tmp_path)
    open_file(second, file)
    assert second.reader.session.place == Locator(7, 11, 11)
    assert second.said[-1].key == "say.continued"
    perform(second.reader, "play")
    assert second.reader.listening.player().sentence.place == Locator(7, 11, 18)


def test_it_goes_on_where_the_voice_was_even_if_the_program_was_killed(tmp_path, file):
    first = started(tmp_path)
    open_file(first, file)
    first.reader.listening.read_from(Locator(4))
    perform(first.reader, "play")  # a pause; the program never ends properly
    second = started(tmp_path)
    open_file(second, file)
    assert second.reader.session.place.block == 4


def test_a_changed_file_is_found_near_its_words(tmp_path, file):
    first = started(tmp_path)
    open_file(first, file)
    first.reader.session.move_to(Locator(7, 11, 11))
    first.reader.close()
    file.write_text(TEXT.replace("渡口\n\n", "渡口\n\n新添的一段话在这里。\n\n", 1), encoding="utf-8")
    second = started(tmp_path)
    open_file(second, file)
    assert second.reader.session.place == Locator(8, 11, 11)


def test_what_is_read_to_its_end_begins_at_its_beginning(tmp_path, file):
    first = started(tmp_path)
    open_file(first, file)
    first.reader.session.move_to(Locator(7))
    first.reader.listening.read_from(Locator(29))
    while first.reader.listening.is_active:
        first.sink.advance(100)
    first.reader.close()
    second = started(tmp_path)
    open_file(second, file)
    assert second.reader.session.place == Locator(0)
    assert second.said[-1].key == "say.opened"


def test_each_article_has_its_own_place_and_the_way_back_too(tmp_path, file):
    other = tmp_path / "别的.txt"
    other.write_text(TEXT.replace("渡口", "码头"), encoding="utf-8")
    built = started(tmp_path)
    open_file(built, file)
    built.reader.session.move_to(Locator(5))
    open_file(built, other)
    assert built.reader.session.place == Locator(0)
    built.reader.session.move_to(Locator(9))
    open_file(built, file)
    assert built.reader.session.place == Locator(5)
    perform(built.reader, "back")
    assert built.reader.session.place == Locator(9)


def test_the_rest_of_a_long_work_brings_the_place(tmp_path):
    blocks = tuple(Paragraph(text_run(f"第{n}段，江水慢慢地流。")) for n in range(20))
    begun = Article(title="长书", url="https://example.org/book", blocks=blocks[:5], language="zh")
    whole = Article(
        title="长书",
        url="https://example.org/book",
        blocks=blocks,
        parts=(Part("", 0, 10), Part("", 10, 20)),
        language="zh",
    )
    first = started(tmp_path)
    first.reader.session.show(whole, origin=whole.url)
    first.reader.session.move_to(Locator(15, 0, 0))
    first.reader.close()
    second = started(tmp_path)
    session = second.reader.session
    place = second.reader.continuing.place_in(begun, Units(begun), begun.url)
    assert place == Locator(0)
    session.show(begun, growing=True, place=place, origin=begun.url)
    session.grow(whole, Units(whole))
    assert session.place == Locator(15, 0, 0)
    assert second.said[-1].key == "say.continued"


def test_the_rest_of_a_long_work_does_not_carry_a_reader_away(tmp_path):
    blocks = tuple(Paragraph(text_run(f"第{n}段，江水慢慢地流。")) for n in range(20))
    begun = Article(title="长书", url="https://example.org/book", blocks=blocks[:5], language="zh")
    whole = Article(title="长书", url="https://example.org/book", blocks=blocks, language="zh")
    first = started(tmp_path)
    first.reader.session.show(whole, origin=whole.url)
    first.reader.session.move_to(Locator(15, 0, 0))
    first.reader.close()
    second = started(tmp_path)
    session = second.reader.session
    place = second.reader.continuing.place_in(begun, Units(begun), begun.url)
    session.show(begun, growing=True, place=place, origin=begun.url)
    session.move_to(Locator(3))
    session.grow(whole, Units(whole))
    assert session.place == Locator(3)


def test_where_nothing_is_kept_nothing_is_written(file):
    built = build_reader(Settings(None))
    open_file(built, file)
    built.reader.session.move_to(Locator(7))
    open_file(built, file)
    assert built.reader.session.place == Locator(0)
    built.reader.close()
    assert kept() == {}


def test_whoever_wants_no_places_kept_finds_none_and_leaves_none(tmp_path, file):
    first = started(tmp_path)
    open_file(first, file)
    first.reader.session.move_to(Locator(7))
    first.reader.continuing.save_soon()
    assert kept()
    first.reader.settings.set(schema.KEEP_PLACES, value=False)
    assert kept() == {}
    first.reader.session.move_to(Locator(8))
    first.reader.close()
    assert kept() == {}


def test_the_welcome_article_begins_at_its_beginning(tmp_path):
    first = started(tmp_path)
    first.reader.opening.welcome()
    first.reader.session.move_to(Locator(3))
    first.reader.close()
    assert kept() == {}


def test_what_was_read_last_is_one_press_away_tomorrow(tmp_path, file):
    first = started(tmp_path)
    open_file(first, file)
    first.reader.session.move_to(Locator(7, 11, 11))
    first.reader.close()
    second = started(tmp_path)
    assert second.reader.continuing.last().title == "渡口"
    second.reader.greet()
    perform(second.reader, "continue")
    assert second.reader.session.article.title == "渡口"
    assert second.reader.session.place == Locator(7, 11, 11)
    second.reader.interface.show_page(Page.HOME)
    perform(second.reader, "continue")  # it is open: back to it, and not anew
    assert second.reader.interface.page() is Page.READING
    assert second.reader.session.place == Locator(7, 11, 11)


def test_where_nothing_was_read_or_nothing_may_be_kept_it_says_so(tmp_path, file):
    built = started(tmp_path)
    perform(built.reader, "continue")
    assert built.said[-1].key == "say.nothing-to-continue"
    open_file(built, file)
    built.reader.settings.set(schema.KEEP_PLACES, False)
    assert built.reader.continuing.last() is None
    assert fact_at_a_glance(library_file(), LAST) == ""
    assert started(tmp_path).reader.continuing.last() is None
    nothing_kept = build_reader(Settings(None))
    open_file(nothing_kept, file)
    assert nothing_kept.reader.continuing.last() is None
    assert fact_at_a_glance(library_file(), LAST) == ""
