"""The only way to name a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxreader.model.locator import Locator

numbers = st.integers(0, 50)
places = st.tuples(numbers, numbers, numbers).map(
    lambda three: Locator(three[0], min(three[1:]), max(three[1:]))
)


@pytest.mark.parametrize("wrong", [(-1, 0, 0), (0, -1, 0), (0, 2, 1)])
def test_a_place_that_cannot_exist_is_refused(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such place"):
        Locator(*wrong)


@given(places, places)
def test_places_are_ordered_as_they_are_read(one: Locator, other: Locator) -> None:
    assert (one < other) == ((one.block, one.start, one.end) < (other.block, other.start, other.end))


@given(places, places)
def test_a_place_contains_what_lies_wholly_within_it(one: Locator, other: Locator) -> None:
    within = one.block == other.block and set(range(other.start, other.end)) <= set(range(one.start, one.end))
    if other.start < other.end:
        assert one.contains(other) == within
    assert one.contains(one.point())
    assert one.point().start == one.point().end == one.start


def test_a_stretch_covers_what_begins_within_it() -> None:
    sentence = Locator(3, 5, 9)
    assert sentence.covers(Locator(3, 5, 20))
    assert sentence.covers(Locator(3, 8, 8))
    assert not sentence.covers(Locator(3, 9, 9))
    assert not sentence.covers(Locator(4, 6, 6))
    assert Locator(3).covers(Locator(3))
