"""Texts and pages are decoded by their own bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxreader.load.decode import decode_page, decode_text

SIMPLIFIED = "春天来了，河边的柳树先绿了。"
TRADITIONAL = "春天來了，河邊的柳樹先綠了。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk"])
def test_short_simplified_texts_are_recognised(encoding: str) -> None:
    assert decode_text(SIMPLIFIED.encode(encoding)).text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["big5", "utf-8", "utf-16", "gb18030"])
def test_short_traditional_texts_are_recognised(encoding: str) -> None:
    assert decode_text(TRADITIONAL.encode(encoding)).text == TRADITIONAL


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_recognised_by_its_zeros(encoding: str) -> None:
    text = "Plain words, 和几个汉字。 More plain words."
    assert decode_text(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_letters_without_a_mark_are_not_taken_for_utf_8(encoding: str) -> None:
    text = "Plain words in a row, nothing else.\n" * 3
    assert decode_text(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("encoding", "text"), [("iso2022_jp", "朝の川は静かです。"), ("iso2022_kr", "아침의 강은 조용하다.")]
)
def test_old_mail_of_japan_and_korea(encoding: str, text: str) -> None:
    assert decode_text(text.encode(encoding)).text == text


def test_western_and_cyrillic_texts_are_not_taken_for_chinese() -> None:
    french = "L'été dernier, le café était fermé à cause de la chaleur. " * 8
    russian = "Прошлым летом библиотека была закрыта из-за жары. " * 8
    assert decode_text(french.encode("cp1252")).text == french
    assert decode_text(russian.encode("cp1251")).text == russian


def test_a_character_cut_at_the_end_is_forgiven_and_counted() -> None:
    decoded = decode_text(SIMPLIFIED.encode()[:-1])
    assert decoded.encoding == "utf-8"
    assert decoded.text == SIMPLIFIED[:-1] + "\ufffd"
    assert decoded.damaged == 1


def test_a_damaged_byte_within_gb18030_costs_no_more_than_itself() -> None:
    data = (SIMPLIFIED * 40).encode("gb18030")
    decoded = decode_text(data[:600] + b"\xff" + data[600:])
    assert decoded.damaged >= 1
    assert decoded.text.replace("\ufffd", "") == SIMPLIFIED * 40


@given(st.text(st.characters(exclude_categories=["Cs"], min_codepoint=32), max_size=60))
def test_utf_8_always_comes_back(text: str) -> None:
    assert decode_text(text.encode("utf-8-sig")).text == text


def page(body: str, charset: str, declared: str) -> bytes:
    return f'<html><head><meta charset="{declared}"></head><body>{body}</body></html>'.encode(charset)


def test_a_page_follows_server_then_its_own_word_then_its_bytes() -> None:
    body = SIMPLIFIED * 3
    assert body in decode_page(page(body, "gb18030", "utf-8"), "gb2312").text
    assert body in decode_page(page(body, "gb18030", "gb2312")).text
    assert body in decode_page(page(body, "gb18030", "no-such-charset")).text
    assert body in decode_page(page(body, "gb18030", "utf-16")).text


def test_gb2312_means_gb18030() -> None:
    assert "镕䶮𠮷" in decode_page(page("朱镕䶮𠮷" * 5, "gb18030", "gb2312")).text


@pytest.mark.parametrize(
    ("declared", "encoding", "words"),
    [
        ("shift_jis", "cp932", "①髙橋さんの話"),
        ("euc-kr", "cp949", "똠방각하와 펲시"),
        ("iso-8859-9", "cp1254", "“Işık” ğüzel"),
    ],
)
def test_what_a_page_calls_its_encoding_is_taken_as_widely_as_pages_use_it(
    declared: str, encoding: str, words: str
) -> None:
    assert words in decode_page(page(words, encoding, declared)).text


def test_a_page_saved_again_in_utf_8_is_read_as_such_whatever_it_declares() -> None:
    for body in (SIMPLIFIED * 3, SIMPLIFIED * 3 + "<p>padding</p>" * 1000):  # damage that is lost among ASCII
        assert body in decode_page(page(body, "utf-8", "gbk")).text
        assert body in decode_page(page(body, "utf-8", "utf-8"), "gb2312").text


def test_latin_pages_keep_their_accents() -> None:
    assert "café" in decode_page(page("café", "latin-1", "iso-8859-1")).text
