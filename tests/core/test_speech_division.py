"""Long sentences for a slow voice: the first piece is short, nothing is lost, no number is parted."""

from hypothesis import given
from hypothesis import strategies as st

from gxreader.speech.division import LONGEST, SHORTEST, divided

SENTENCE = (
    "清晨的渡口，老船工把缆绳一圈一圈地收好，对岸的孩子们已经在等，手里举着小旗，身后是刚刚收割的稻田和远山。"
)


def parts(text, before=0):
    return [text[start:end] for start, end in divided(text, before)]


def test_pieces_grow_from_a_short_first_one():
    assert parts(SENTENCE) == [
        "清晨的渡口，",
        "老船工把缆绳一圈一圈地收好，",
        "对岸的孩子们已经在等，手里举着小旗，身后是刚刚收割的稻田和远山。",
    ]


def test_once_reading_pieces_are_long():
    assert parts(SENTENCE, LONGEST) == [
        "清晨的渡口，老船工把缆绳一圈一圈地收好，对岸的孩子们已经在等，手里举着小旗，",
        "身后是刚刚收割的稻田和远山。",
    ]


def test_what_has_no_comma_is_one_piece():
    assert parts("清晨的渡口很安静而老船工还没有来。") == ["清晨的渡口很安静而老船工还没有来。"]
    assert parts("") == [""]


def test_numbers_and_quotes_stay_whole():
    assert parts("共有1,234,567人次参加了这次活动的报名。") == ["共有1,234,567人次参加了这次活动的报名。"]
    assert parts("他说：“今天的风不大，”然后就把缆绳收好了。") == [
        "他说：“今天的风不大，”",
        "然后就把缆绳收好了。",
    ]


def test_a_short_end_stays_with_what_is_before():
    assert parts("今天的风不大也不小，好的。") == ["今天的风不大也不小，好的。"]


@given(st.text(alphabet="字水a1，,：;”。 ", max_size=200), st.integers(0, 200))
def test_pieces_are_the_sentence(text, before):
    found = divided(text, before)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start >= SHORTEST for start, end in found[:-1])
