"""Where the reader was in each article, found again tomorrow, also when the article has changed."""

import pytest

from gxreader.library.places import MOST, KeptPlace, ReadingPlaces, find, key_of, places_file
from gxreader.model.article import Article, Paragraph, text_run
from gxreader.model.locator import Locator
from gxreader.model.units import Units

TEXTS = (
    "老船工每天早上五点起床，先烧一壶水。",
    "第一班渡船六点开。坐船的多是卖菜的人。",
    "到了冬天，江面上常有雾，船就开得慢。",
)


def units_of(*texts, title="渡口"):
    return Units(Article(title=title, blocks=tuple(Paragraph(text_run(text)) for text in texts)))


UNITS = units_of(*TEXTS)
PLACE = Locator(2, 9, 19)


def kept_in(tmp_path, place=PLACE):
    places = ReadingPlaces(tmp_path / "data" / "places.json")
    places.remember("a", place, UNITS)
    places.take_unsaved()()
    return ReadingPlaces(tmp_path / "data" / "places.json")


def test_a_place_is_there_tomorrow(tmp_path):
    kept = kept_in(tmp_path).recall("a")
    assert find(kept, UNITS) == Locator(2, 9, 9)


def test_nothing_is_written_where_nothing_changed(tmp_path):
    places = kept_in(tmp_path)
    assert places.take_unsaved() is None
    places.remember("a", PLACE, UNITS)
    assert places.take_unsaved() is None
    places.forget("b")
    assert places.take_unsaved() is None
    places.forget("a")
    places.take_unsaved()()
    assert ReadingPlaces(tmp_path / "data" / "places.json").recall("a") is None


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("新写的一段。", *TEXTS), Locator(3, 9, 9)),
        ((TEXTS[0], "（本报讯）" + TEXTS[1], TEXTS[2]), Locator(2, 14, 14)),
        ((TEXTS[1], *TEXTS), Locator(1, 9, 9)),  # twice: the nearest one, or the one above it
        ((TEXTS[0], "第二班渡船七点开了。坐船的多是卖菜的人。", TEXTS[2]), Locator(2, 10, 10)),
        ((TEXTS[0], "第一班渡船六点开。没有什么人坐船。", TEXTS[2]), Locator(2, 9, 9)),
        (("完全不同的文章。", "另外一段。"), None),
        ((), None),
    ],
)
def test_a_changed_article_is_found_by_the_words_around(tmp_path, texts, expected):
    kept = kept_in(tmp_path).recall("a")
    assert find(kept, units_of(*texts)) == expected


def test_a_short_heading_as_place_is_found(tmp_path):
    units = units_of("一、起床", *TEXTS)
    places = ReadingPlaces(tmp_path / "places.json")
    places.remember("a", Locator(1), units)
    assert find(places.recall("a"), units_of("序", "一、起床", *TEXTS)) == Locator(2)


def test_only_so_many_articles_are_kept_the_newest_ones(tmp_path):
    places = ReadingPlaces(tmp_path / "places.json")
    for number in range(MOST + 10):
        places.remember(str(number), PLACE, UNITS)
        places.remember("often", PLACE, UNITS)
    assert places.recall("0") is None
    assert places.recall("often") is not None
    places.take_unsaved()()
    again = ReadingPlaces(tmp_path / "places.json")
    again.remember("another", PLACE, UNITS)
    assert again.recall("often") is not None
    assert again.recall(str(MOST + 9)) is not None
    assert len(again._places) == MOST


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"a":{"block":"x"}}', b"\xff\xfe\x00", b'{"a":7}'])
def test_a_damaged_file_is_set_aside_and_the_next_one_is_whole(tmp_path, data):
    file = tmp_path / "places.json"
    file.write_bytes(data)
    places = ReadingPlaces(file)
    assert places.recall("a") is None
    places.remember("a", PLACE, UNITS)
    places.take_unsaved()()
    assert (tmp_path / "places.damaged.json").read_bytes() == data
    assert ReadingPlaces(file).recall("a") is not None


@pytest.mark.parametrize(
    "kept", [KeptPlace(-5, -3), KeptPlace(10**9, 10**9, "x", "y"), KeptPlace(1, 0, "", "")]
)
def test_a_place_that_somebody_wrote_by_hand_does_no_harm(kept):
    place = find(kept, UNITS)
    assert place is None or UNITS[place.block]


def test_a_disk_that_refuses_is_tried_again(tmp_path):
    (tmp_path / "file").write_text("in the way")
    places = ReadingPlaces(tmp_path / "file" / "places.json")
    places.remember("a", PLACE, UNITS)
    places.take_unsaved()()
    assert places.take_unsaved() is not None


def test_an_older_note_never_overtakes_a_newer_one(tmp_path):
    places = ReadingPlaces(tmp_path / "places.json")
    places.remember("a", Locator(1, 2, 2), UNITS)
    older = places.take_unsaved()
    places.remember("a", PLACE, UNITS)
    places.take_unsaved()()
    older()
    assert ReadingPlaces(tmp_path / "places.json").recall("a").start == 9


def test_articles_are_told_apart_by_origin_or_beginning_and_the_file_does_not_name_them(tmp_path):
    article = Article(title="渡口")
    assert key_of(article, UNITS, "https://example.org/a") != key_of(article, UNITS, "https://example.org/b")
    assert key_of(article, UNITS, "") != key_of(article, units_of("别的"), "")
    assert key_of(article, UNITS, "") == key_of(article, units_of(*TEXTS), "")
    places = ReadingPlaces(tmp_path / "places.json")
    places.remember(key_of(article, UNITS, "https://example.org/a"), PLACE, UNITS)
    places.take_unsaved()()
    assert all(b"example" not in file.read_bytes() for file in tmp_path.glob("library.sqlite*"))


def test_places_of_earlier_versions_are_read_at_once_and_taken_over(tmp_path):
    old = tmp_path / "places.json"
    old.write_text('{"a":{"block":2,"start":9,"before":"","after":""}}', encoding="utf-8")
    places = ReadingPlaces(old)
    assert places.recall("a") == KeptPlace(2, 9)
    places.remember("b", PLACE, UNITS)
    places.take_unsaved()()
    assert not old.exists()
    again = ReadingPlaces(old)
    assert again.recall("a") == KeptPlace(2, 9)
    assert find(again.recall("b"), UNITS) == Locator(2, 9, 9)


def test_the_file_belongs_to_the_user():
    assert places_file().name == "places.json"
