"""Where a long sentence is parted for a slow voice, and what becomes of what is left out or selected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxreader.speech.pieces import FIRST, GROWTH, LEAST, pieces, weight

LONG = (
    "清晨的渡口很安静，老船工把缆绳一圈一圈收好，望了望对岸还没有散去的雾，"
    "说今天的风不大，正好过河，等会儿卖菜的人就要来了。"
)


def texts(text, start=0, lead=0.0):
    return [piece.text for piece in pieces(text, start, lead)]


def test_the_first_piece_ends_at_the_first_comma_and_the_next_ones_grow():
    found = texts(LONG)
    assert found[0] == "清晨的渡口很安静，"
    assert "".join(found) == LONG
    heard = weight(found[0])
    for piece in found[1:]:
        assert weight(piece) <= max(FIRST, GROWTH * heard)
        heard += weight(piece)


@pytest.mark.parametrize(
    ("text", "lead", "expected"),
    [
        ("短句不分。", 0, ["短句不分。"]),
        ("这一句话里面一个逗号也没有所以只能整句地读出来没有办法了。", 0, None),
        ("好，清晨的渡口很安静老船工把缆绳一圈一圈地收好了。", 0, None),  # too short a piece sounds chopped
        ("清晨的渡口很安静老船工把缆绳一圈一圈地收好了，好。", 0, None),
        (LONG, 100, [LONG]),  # much is heard meanwhile
        (
            "他一共收了三千五百二十元，1,234,567人坐过他的船很多很多。",
            0,
            ["他一共收了三千五百二十元，", "1,234,567人坐过他的船很多很多。"],
        ),
        (
            "他说：“今天的风不大，”然后就把船开到对岸的码头去了。",
            0,
            ["他说：“今天的风不大，”", "然后就把船开到对岸的码头去了。"],
        ),
        (
            "The ferry leaves the bank, and it carries vegetables, letters, and the children to the school.",
            0,
            [
                "The ferry leaves the bank,",
                "and it carries vegetables, letters,",
                "and the children to the school.",
            ],
        ),
    ],
)
def test_where_it_is_parted(text, lead, expected):
    assert texts(text, lead=lead) == (expected or [text])


@given(
    text=st.text(alphabet="江水慢，、；：,; 1a”)", min_size=1, max_size=200),
    data=st.data(),
    lead=st.floats(0, 100),
)
def test_no_character_is_lost_or_repeated(text, data, lead):
    start = data.draw(st.integers(0, len(text) - 1))
    found = pieces(text, start, lead)
    position = start
    for piece in found:
        assert text.startswith(piece.text, piece.start)
        assert not text[position : piece.start].strip()
        position = piece.start + len(piece.text)
    assert not text[position:].strip()
    if len(found) > 1:
        assert all(weight(text[piece.start :]) >= LEAST for piece in found)
