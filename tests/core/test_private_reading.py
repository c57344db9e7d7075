"""Of private reading nothing stays, and what was kept can be forgotten; neither by one slip."""

import pytest

from gxreader.app.commands import perform
from gxreader.library.library import Library
from gxreader.model.locator import Locator
from gxreader.settings.store import Settings
from tests.core.test_app_bookshelf import BOATS, BRIDGE, FIRST, SECOND, THIRD, page
from tests.core.test_app_opening import FakeWeb
from tests.parts import build_reader


@pytest.fixture
def built(tmp_path):
    web = FakeWeb(
        {
            BRIDGE: page("石桥修好了", FIRST, SECOND, THIRD),
            BOATS: page("江上的船", "江上来来往往都是船，有的运沙，有的运瓜。", SECOND, THIRD),
        }
    )
    made = build_reader(Settings(tmp_path / "settings.json"), fetcher=web)
    yield made
    made.reader.close()


def kept(library: Library) -> tuple[object, ...]:
    return (library.works.list(), library.history.recent_searches(), library.history.places())


def test_nothing_of_private_reading_is_kept_and_reading_before_and_after_is(built) -> None:
    reader = built.reader
    reader.opening.open_text(BRIDGE)
    perform(reader, "private")
    reader.opening.open_text(BOATS)
    reader.session.move_to(Locator(2))
    reader.continuing.save_soon()
    reader.searching.begin("江风")
    reader.searching.choose(reader.searching.lines[0])
    perform(reader, "bookmark")
    assert built.said[-1].trouble, "a wish that cannot be fulfilled is answered"
    perform(reader, "private")
    library = reader.library
    assert [work.title for work in library.works.list()] == ["石桥修好了"]
    assert library.history.recent_searches() == ()
    assert not reader.session.can_go_back
    assert reader.session.article.url == BRIDGE, "what was open before is open again"
    last = reader.continuing.last()
    assert last is not None
    assert last.title == "石桥修好了"
    reader.opening.open_text(BOATS)
    assert len(library.works.list()) == 2


def test_that_reading_is_private_is_seen_in_the_words_of_its_key(built) -> None:
    assert not built.reader.private_reading.is_on
    perform(built.reader, "private")
    assert built.reader.private_reading.is_on
    assert built.said[-1].key == "say.private"


def test_forgetting_asks_first_and_then_leaves_nothing(built) -> None:
    reader = built.reader
    reader.opening.open_text(BRIDGE)
    reader.searching.begin("江风")
    reader.searching.choose(reader.searching.lines[0])
    perform(reader, "bookmark")
    perform(reader, "forget")
    assert (built.said[-1].key, built.said[-1].remedy) == ("say.forget-sure", "forget-now")
    assert reader.library.works.list(), "one press forgets nothing"
    perform(reader, built.said[-1].remedy)
    assert kept(reader.library) == ((), (), ())
    assert reader.continuing.last() is None
    assert not reader.session.can_go_back
    file = reader.library.file
    assert file is not None
    reader.close()
    assert "石桥".encode() not in file.read_bytes()
