"""What was read, marked and kept stands on the bookshelf, is found there, taken away and put back."""

import pytest

from gxreader.app.bookshelf import Shelf
from gxreader.app.commands import perform
from gxreader.app.marking import stretches
from gxreader.model.locator import Locator
from gxreader.model.units import Units
from gxreader.settings.schema import KEEP_PLACES
from tests.core.test_app_opening import FakeWeb
from tests.parts import build_reader, small_article

BRIDGE = "http://www.village.example/bridge.html"
BOATS = "http://www.village.example/boats.html"


def page(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    whole = f"<article><h1>{title}</h1>{body}</article>"
    return f"<html><head><title>{title}</title></head><body>{whole}</body></html>"


FIRST = "石桥修好了，桥面铺了新的木板，老人走上去很稳。"
SECOND = "孩子们在桥上数船，数到第十条就回家吃饭。"
THIRD = "晚上桥头的灯一盏一盏亮起来，江风吹过来很凉快。"


@pytest.fixture
def built():
    web = FakeWeb(
        {
            BRIDGE: page("石桥修好了", FIRST, SECOND, THIRD),
            BOATS: page("江上的船", "江上来来往往都是船，有的运沙，有的运瓜。", SECOND, THIRD),
        }
    )
    return build_reader(fetcher=web)


def titles(built) -> list[str]:
    built.reader.bookshelf.refresh()
    return [row.title for row in built.reader.bookshelf.rows]


def test_what_was_opened_stands_on_the_shelf_the_latest_first(built) -> None:
    for address in (BRIDGE, BOATS):
        built.reader.opening.open_text(address)
    built.reader.opening.welcome()
    assert titles(built) == ["江上的船", "石桥修好了"]
    assert built.reader.bookshelf.rows[0].address == BOATS


def test_nothing_is_noted_where_the_reader_wants_nothing_kept(built) -> None:
    built.reader.settings.set(KEEP_PLACES, False)
    built.reader.opening.open_text(BRIDGE)
    assert titles(built) == []


def test_pasted_words_are_kept_whole_and_open_again(built) -> None:
    built.reader.opening.show(small_article(url=""))
    built.reader.opening.open_text(BOATS)
    row = next(row for row in built.reader.bookshelf.rows or _history(built) if not row.address)
    built.reader.bookshelf.open(row)
    assert built.reader.session.article is not None
    assert built.reader.session.article.title == "荔枝树下的图书馆"


def _history(built):
    built.reader.bookshelf.look_at(Shelf.HISTORY)
    return built.reader.bookshelf.rows


def marked(built, place: Locator) -> None:
    built.reader.opening.open_text(BRIDGE)
    built.reader.session.move_to(place)
    perform(built.reader, "bookmark")


def test_a_bookmark_leads_back_to_its_place_in_a_page_that_has_changed(built) -> None:
    units_before = _units_of_second(built)
    marked(built, Locator(units_before))
    assert built.said[-1].key == "say.bookmarked"
    built.reader.opening.open_text(BOATS)
    built.reader.opening._works.loader()._fetcher.pages[BRIDGE] = page(
        "石桥修好了", "先说一句别的，新加的一段放在最前面。", FIRST, SECOND, THIRD
    )
    built.reader.bookshelf.look_at(Shelf.MARKS)
    (row,) = built.reader.bookshelf.rows
    assert row.note == SECOND
    led: list[Locator] = []
    built.reader.opening.interface.lead_to = led.append  # type: ignore[method-assign]  # the window's part
    built.reader.bookshelf.open(row)
    assert [built.reader.session.units[place.block].text for place in led] == [SECOND]


def _units_of_second(built) -> int:
    built.reader.opening.open_text(BRIDGE)
    units = built.reader.session.units
    return next(number for number in range(len(units)) if units[number].text == SECOND)


def test_a_bookmark_pressed_again_goes_and_can_be_put_back(built) -> None:
    place = Locator(_units_of_second(built))
    marked(built, place)
    perform(built.reader, "bookmark")
    assert built.said[-1].key == "say.bookmark-gone"
    assert built.said[-1].remedy == "shelf-undo"
    built.reader.bookshelf.look_at(Shelf.MARKS)
    assert built.reader.bookshelf.rows == ()
    perform(built.reader, "shelf-undo")
    assert [row.note for row in built.reader.bookshelf.rows] == [SECOND]


def test_words_are_found_on_the_whole_shelf(built) -> None:
    for address in (BRIDGE, BOATS):
        built.reader.opening.open_text(address)
    built.reader.bookshelf.look_for("运瓜")
    assert [row.title for row in built.reader.bookshelf.rows] == ["江上的船"]
    built.reader.bookshelf.look_for("")
    assert len(built.reader.bookshelf.rows) == 2


def test_what_is_taken_away_comes_back(built) -> None:
    built.reader.opening.open_text(BRIDGE)
    (row,) = _history(built)
    perform(built.reader, "shelf-remove")
    built.reader.bookshelf.open(row)
    assert built.reader.bookshelf.rows == ()
    perform(built.reader, "shelf-undo")
    assert [row.title for row in built.reader.bookshelf.rows] == ["石桥修好了"]


def test_a_kept_article_is_on_its_shelf_and_read_without_its_address(built) -> None:
    built.reader.opening.open_text(BRIDGE)
    perform(built.reader, "save-article")
    assert built.said[-1].key == "say.saved"
    built.reader.bookshelf.look_at(Shelf.SAVED)
    assert [row.title for row in built.reader.bookshelf.rows] == ["石桥修好了"]
    built.reader.opening.welcome()
    built.reader.opening._works.loader()._fetcher.pages.clear()  # no network
    built.reader.bookshelf.open(built.reader.bookshelf.rows[0])
    assert built.reader.session.article is not None
    assert built.reader.session.article.title == "石桥修好了"


def test_without_an_article_there_is_nothing_to_mark(built) -> None:
    built.reader.opening.welcome()
    perform(built.reader, "bookmark")
    assert built.said[-1].key == "say.nothing-to-mark"


def test_a_very_long_work_stands_on_the_shelf_by_its_title(built) -> None:
    address = "http://www.village.example/long.html"
    pages = built.reader.opening._works.loader()._fetcher.pages
    pages[address] = page("长书", *["江水慢慢流。" * 1000 for _ in range(20)])
    built.reader.opening.open_text(address)
    assert "长书" in titles(built)
    built.reader.bookshelf.look_for("江水慢慢流")
    assert built.reader.bookshelf.rows == ()


def test_a_damaged_library_is_told_of_and_a_new_one_begun(tmp_path) -> None:
    from gxreader.library.library import library_file
    from gxreader.settings.store import Settings

    file = library_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"this is no library" * 400)
    built = build_reader(Settings(tmp_path / "settings.json"))
    built.reader.bookshelf.wake()
    assert built.said[-1].trouble
    assert built.said[-1].key == "library.set-aside"
    assert "damaged" in built.last_words
    assert titles(built) == []
    built.reader.close()


def test_a_highlight_goes_over_paragraphs_and_comes_back_with_the_article(built) -> None:
    built.reader.opening.open_text(BRIDGE)
    units = built.reader.session.units
    second = next(number for number in range(len(units)) if units[number].text == SECOND)
    whole = (Locator(second, 3, 3), Locator(second + 1, 4, 4))
    built.reader.opening.interface.selection = lambda: whole  # type: ignore[method-assign]  # the window's part
    built.reader.interface.selection = lambda: whole  # type: ignore[method-assign]  # the window's part
    perform(built.reader, "highlight")
    expected = (Locator(second, 3, len(SECOND)), Locator(second + 1, 0, 4))
    assert built.reader.marking.highlights == expected
    built.reader.opening.open_text(BOATS)
    assert built.reader.marking.highlights == ()
    built.reader.opening.open_text(BRIDGE)
    assert built.reader.marking.highlights == expected
    perform(built.reader, "highlight")  # once more takes it away
    assert built.reader.marking.highlights == ()
    assert built.said[-1].remedy == "shelf-undo"
    perform(built.reader, "shelf-undo")
    assert built.reader.marking.highlights[-1] == expected[-1]


def test_stretches_of_a_selection_leave_out_what_is_empty() -> None:
    units = Units(small_article())
    assert stretches(Locator(0, 2, 2), Locator(0, 2, 2), units) == []
    assert stretches(Locator(0, 2, 2), Locator(1, 0), units) == [Locator(0, 2, len(units[0].text))]


def test_pasted_words_are_one_press_away_the_next_day(tmp_path) -> None:
    from gxreader.settings.store import Settings

    first = build_reader(Settings(tmp_path / "settings.json"))
    first.reader.opening.show(small_article(url=""))
    first.reader.close()
    second = build_reader(Settings(tmp_path / "settings.json"))
    last = second.reader.continuing.last()
    assert last is not None
    assert last.title == "荔枝树下的图书馆"
    second.reader.continue_reading()
    assert second.reader.session.article is not None
    assert second.reader.session.article.title == "荔枝树下的图书馆"
    second.reader.close()
